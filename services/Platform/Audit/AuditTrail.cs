using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Audit;

/// <summary>Audits calls that no command runs: those refused at the edge, and what operators do.</summary>
internal sealed class AuditTrail(IEnumerable<IServiceDatabase> databases, TimeProvider clock, ILogger<AuditTrail> log)
{
    /// <summary>Audits a call beside its business: when that fails, the caller is answered all the same.</summary>
    public async Task RecordAsync(string service, Caller caller, string method, IMessage? request, StatusCode result, string resource = "")
    {
        if (databases.FirstOrDefault(d => d.Service == service) is not { } database) return;
        try
        {
            await using var db = await database.OpenAsync(CancellationToken.None);
            db.Audit.Add(Row(caller, Now(clock), method, Digest(method, request), result.ToString(), resource, ""));
            await db.SaveChangesAsync();
        }
        catch (Exception e)
        {
            log.LogWarning("{Method} ended with {Result} and could not be audited: {Failure}", method, result, e.GetType().Name);
        }
    }

    public static AuditRow Row(Caller caller, DateTime now, string method, byte[] digest, string result, string resource, string purpose) => new()
    {
        At = now,
        Caller = caller.Subject,
        Audience = caller.Audience.ToString().ToUpperInvariant(),
        Department = caller.Department == default ? "" : caller.Department.ToCode(),
        Jurisdiction = caller.Jurisdiction.ToString(),
        Method = method,
        Resource = resource,
        Purpose = purpose,
        Result = result,
        Digest = digest,
        Trace = Activity.Current?.TraceId.ToString() ?? "",
    };

    public static byte[] Digest(string method, IMessage? request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(method));
        if (request is not null) hash.AppendData(request.ToByteArray());
        return hash.GetHashAndReset();
    }

    /// <summary>The instant, to the microsecond: databases keep no more, and what is answered must be what is read back.</summary>
    public static DateTime Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
    }
}
