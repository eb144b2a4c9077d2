using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Audit;

/// <summary>
/// Keeps in the audit trail that somebody had a chain verified and what came of it. So it is known how long ago that was,
/// also after a restart and after a restore.
/// </summary>
public sealed class Verifications
{
    /// <summary>The chain of the audit trail.</summary>
    public const string Audit = "audit";

    /// <summary>The chain of the ledger of prepaid money.</summary>
    public const string Ledger = "ledger";

    private const string Collection = "verifications/";
    private readonly AuditTrail _trail;

    internal Verifications(AuditTrail trail) => _trail = trail;

    /// <summary>Keeps the outcome of a verification.</summary>
    /// <param name="service">Service whose chain it is.</param>
    /// <param name="chain"><see cref="Audit"/> or <see cref="Ledger"/>.</param>
    /// <param name="intact">True when nothing was wrong.</param>
    /// <param name="context">The call that asked for it.</param>
    public Task RecordAsync(string service, string chain, bool intact, ServerCallContext context) =>
        Caller.Of(context) is { } caller
            ? _trail.RecordAsync(service, caller, context.Method, null, intact ? StatusCode.OK : StatusCode.DataLoss, Collection + chain)
            : Task.CompletedTask;

    /// <summary>Seconds since each chain was last found intact.</summary>
    internal static async Task<IReadOnlyList<Measured>> AgesAsync(PlatformDb db, DateTime now, CancellationToken cancellation)
    {
        var ages = new List<Measured>();
        foreach (var chain in (string[])[Audit, Ledger])
        {
            var name = Collection + chain;
            if (await db.Audit.Where(a => a.Resource == name && a.Result == nameof(StatusCode.OK)).MaxAsync(a => (DateTime?)a.At, cancellation) is { } at)
                ages.Add(new(chain, Math.Max(0, (now - at).TotalSeconds)));
        }
        return ages;
    }
}
