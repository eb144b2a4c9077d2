using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Custody;

/// <summary>
/// Lets in who knows the secret of a contract. Wrong secrets are counted, of each contract and of each caller, in the
/// database: neither another replica nor a restart begins anew. Who has tried too often is refused with the right one too,
/// or trying would go on to be worth it.
/// </summary>
public sealed class FamilyDoor
{
    private readonly IDbContextFactory<CustodyDb> _databases;
    private readonly PersonalData _keys;
    private readonly TimeProvider _clock;
    private readonly int _perContract;
    private readonly int _perCaller;
    private readonly TimeSpan _window;

    /// <summary>Reads the limits from <c>Custody:FamilyAttempts</c>: <c>PerContract</c>, <c>PerCaller</c>, <c>WindowMinutes</c>.</summary>
    /// <exception cref="InvalidOperationException">A limit is below 1.</exception>
    public FamilyDoor(IDbContextFactory<CustodyDb> databases, PersonalData keys, TimeProvider clock, IConfiguration configuration)
    {
        (_databases, _keys, _clock) = (databases, keys, clock);
        _perContract = Read(configuration, "PerContract", 10);
        _perCaller = Read(configuration, "PerCaller", 30);
        _window = TimeSpan.FromMinutes(Read(configuration, "WindowMinutes", 15));
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <summary>Refuses who does not know the secret, who is not told that there is such a contract, and who has tried too often.</summary>
    internal async Task MustBeTheirsAsync(string? familyHash, string secret, Guid contract, ServerCallContext context)
    {
        (string Subject, int Limit)[] counted = [($"contract:{contract}", _perContract), ($"caller:{_keys.Hash(CallerOf(context))}", _perCaller)];
        await using var db = await _databases.CreateDbContextAsync(context.CancellationToken);
        foreach (var (subject, limit) in counted)
        {
            var since = Now - _window;
            var over = await db.Set<WrongSecrets>().AsNoTracking().SingleOrDefaultAsync(w => w.Subject == subject && w.Since > since && w.Count >= limit, context.CancellationToken);
            if (over is not null) throw Exhausted(over);
        }
        if (familyHash is not null && FamilyKeys.Fits(secret, familyHash, _keys)) return;
        foreach (var (subject, _) in counted) await CountAsync(db, subject, context.CancellationToken);
        throw Rejection.NotFound($"contracts/{contract}");
    }

    /// <summary>Forgets what lies before the window.</summary>
    internal async Task<bool> ForgetAsync(CustodyDb db, CancellationToken cancellation)
    {
        var since = Now - _window;
        await db.Set<WrongSecrets>().Where(w => w.Since <= since).ExecuteDeleteAsync(cancellation);
        return false;
    }

    private async Task CountAsync(CustodyDb db, string subject, CancellationToken cancellation)
    {
        var (now, since) = (Now, Now - _window);
        if (await MoreAsync(db, subject, since, cancellation)
            || await db.Set<WrongSecrets>().Where(w => w.Subject == subject && w.Since <= since)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.Since, now).SetProperty(w => w.Count, 1), cancellation) == 1) return;
        db.Add(new WrongSecrets { Subject = subject, Since = now, Count = 1 });
        try { await db.SaveChangesAsync(cancellation); }
        catch (DbUpdateException)
        {
            // Another call was the first at the same moment; anything else is a failure.
            db.ChangeTracker.Clear();
            if (!await MoreAsync(db, subject, since, cancellation)) throw;
        }
    }

    private static async Task<bool> MoreAsync(CustodyDb db, string subject, DateTime since, CancellationToken cancellation) =>
        await db.Set<WrongSecrets>().Where(w => w.Subject == subject && w.Since > since)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Count, w => w.Count + 1), cancellation) == 1;

    /// <summary>Who has a token is known by it, anybody else by the address that the gateway saw.</summary>
    private static string CallerOf(ServerCallContext context)
    {
        var caller = Caller.OrPublic(context);
        if (caller.Audience != Audience.Public) return $"{caller.Audience}:{caller.Subject}";
        var http = context.GetHttpContext();
        return http.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } forwarded ? forwarded : $"{http.Connection.RemoteIpAddress}";
    }

    private Rejection Exhausted(WrongSecrets over)
    {
        var wait = (int)Math.Ceiling((over.Since + _window - Now).TotalSeconds);
        return new(StatusCode.ResourceExhausted, "FAMILY_ATTEMPTS_EXHAUSTED", $"密钥错误次数过多，请在{wait}秒后再试", $"too many wrong secrets; try again in {wait} seconds")
        {
            Facts = new Dictionary<string, string> { ["retry_after_seconds"] = $"{wait}" },
        };
    }

    private static int Read(IConfiguration configuration, string name, int otherwise) =>
        configuration.GetValue($"Custody:FamilyAttempts:{name}", otherwise) is >= 1 and var limit
            ? limit : throw new InvalidOperationException($"Custody:FamilyAttempts:{name} must be at least 1.");
}

/// <summary>Wrong secrets of one contract or caller since the first of them.</summary>
internal sealed class WrongSecrets
{
    public required string Subject { get; init; }

    public required DateTime Since { get; set; }

    public required int Count { get; set; }
}

internal sealed class WrongSecretsTable : IEntityTypeConfiguration<WrongSecrets>
{
    public void Configure(EntityTypeBuilder<WrongSecrets> row)
    {
        row.ToTable("wrong_secrets");
        row.HasKey(w => w.Subject);
        row.Property(w => w.Subject).HasMaxLength(120);
        row.HasIndex(w => w.Since);
    }
}

/// <summary>
/// Pupils and secrets as contracts keep them: a keyed hash of their fingerprint, and the fingerprint encrypted. With it the
/// hash moves to another key without anybody having to name the pupil or the secret again, and neither can be read back.
/// </summary>
internal static class FamilyKeys
{
    private const char Between = '/';

    public static ContractPersons Of(string pupil, string secret, PersonalData keys) => Keep(Fingerprint(pupil.ToUpperInvariant()), Fingerprint(secret), keys);

    /// <summary>Whether a secret is that of a hash under any key; also of one that was made before there were fingerprints.</summary>
    public static bool Fits(string secret, string hash, PersonalData keys) =>
        keys.HashesToFind(Fingerprint(secret)).Contains(hash) || keys.HashesToFind(secret).Contains(hash);

    /// <summary>Makes hashes anew that are still under an older key.</summary>
    /// <returns>Number of contracts that moved.</returns>
    public static async Task<int> RenewAsync(CustodyDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<PrepaidContract>().Where(c => c.PersonsCipher != "" && !c.PersonsCipher.StartsWith(prefix)).OrderBy(c => c.Id).Take(batch)
            .Select(c => new { c.Id, c.PersonsCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var parts = keys.Reveal(row.PersonsCipher).Split(Between);
            var persons = Keep(parts[0], parts[1], keys);
            // Beside the version: whoever acts on the contract meanwhile is not held up, and changes none of these.
            await db.Set<PrepaidContract>().Where(c => c.Id == row.Id && c.PersonsCipher == row.PersonsCipher).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.PersonsCipher, persons.Cipher).SetProperty(c => c.PupilHash, persons.PupilHash).SetProperty(c => c.FamilyHash, persons.FamilyHash),
                cancellation);
        }
        return old.Count;
    }

    private static ContractPersons Keep(string pupil, string secret, PersonalData keys) => new(keys.Hash(pupil), keys.Hash(secret), keys.Protect($"{pupil}{Between}{secret}"));

    private static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
