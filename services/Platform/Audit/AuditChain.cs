using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Audit;

/// <summary>
/// Seals audit rows into a chain in the background, so that no business call waits for another, and
/// publishes the head, so that nobody can rewrite the chain without being found out.
/// </summary>
internal sealed class AuditChain<TDb>(string service, TimeProvider clock)
    where TDb : PlatformDb
{
    private static readonly TimeSpan HeadInterval = TimeSpan.FromMinutes(1);
    private DateTime _headPublished = DateTime.MinValue;
    private long _publishedPosition = -1;
    private DateTime _nextLook = DateTime.MinValue;

    /// <summary>Seals what is waiting, at most <see cref="SealedRows.Batch"/> rows; answers how many it sealed.</summary>
    public async Task<int> SealAsync(TDb db, CancellationToken cancellation)
    {
        var waiting = await db.ToSeal<AuditRow>().Where(a => a.Position == null).OrderBy(a => a.Id).Take(SealedRows.Batch).ToListAsync(cancellation);
        // Nothing is new, as in most turns of a quiet service; the head may still be due, be it another replica that sealed it.
        if (waiting.Count == 0 && clock.GetUtcNow().UtcDateTime < _nextLook) return 0;
        var head = await HeadAsync(db, cancellation);
        var (position, hash) = (head.Position, head.Hash);
        foreach (var row in waiting)
        {
            position++;
            hash = row.HashAfter(hash, position);
            row.Position = position;
            row.Hash = hash;
        }
        var now = clock.GetUtcNow().UtcDateTime;
        var due = waiting.Count < SealedRows.Batch && position != 0 && position != _publishedPosition && now - _headPublished >= HeadInterval;
        if (waiting.Count > 0 || due) await StoreAsync(db, waiting, due ? () => Announce(db, position, hash, now) : null, cancellation);
        if (due) (_headPublished, _publishedPosition) = (now, position);
        _nextLook = (position == 0 || position == _publishedPosition ? now : _headPublished) + HeadInterval;
        return waiting.Count;
    }

    /// <summary>Stores what is sealed and, when it is due, the announcement of the head, in one transaction.</summary>
    private static async Task StoreAsync(TDb db, List<AuditRow> rows, Action? announce, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.StoreSealsAsync(rows, r => (r.Id, r.Position!.Value, r.Hash!), cancellation);
        announce?.Invoke();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Last sealed position and its hash; zeros for an empty chain.</summary>
    public static async Task<(long Position, byte[] Hash)> HeadAsync(TDb db, CancellationToken cancellation)
    {
        var head = await db.Audit.AsNoTracking().Where(a => a.Position != null).OrderByDescending(a => a.Position)
            .Select(a => new { a.Position, a.Hash }).FirstOrDefaultAsync(cancellation);
        return head is null ? (0, new byte[32]) : (head.Position!.Value, head.Hash!);
    }

    /// <summary>After a restart the head is published once more; the second says the same.</summary>
    private void Announce(TDb db, long position, byte[] hash, DateTime now) => db.Announce(service, $"audit/{service}", position, now,
        new AuditHeadSealed { Division = "000000", Service = service, Position = position, Hash = Convert.ToHexStringLower(hash) });
}

/// <summary>What is wrong at one place of an audit chain.</summary>
/// <param name="Position">Place in the chain.</param>
/// <param name="Kind"><c>MISSING</c>, <c>CHANGED</c>, <c>REORDERED</c> or <c>HEAD_DIFFERS</c>.</param>
internal sealed record AuditFault(long Position, string Kind);

/// <summary>Outcome of a verification.</summary>
internal sealed record AuditVerdict(long Rows, long HeadPosition, byte[] HeadHash, IReadOnlyList<AuditFault> Faults);

/// <summary>Recomputes an audit chain from its rows.</summary>
internal static class AuditVerification
{
    private const int MostFaults = 100;

    /// <summary>Walks the chain in order. Reads a stream, so the size of the trail does not matter.</summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="published">A head published earlier: the chain must still contain it. Null to check none.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static async Task<AuditVerdict> VerifyAsync(PlatformDb db, (long Position, byte[] Hash)? published, CancellationToken cancellation)
    {
        var faults = new List<AuditFault>();
        var (rows, expected, previous) = (0L, 1L, new byte[32]);
        byte[]? atPublished = published?.Position == 0 ? previous : null;
        await foreach (var row in db.Audit.AsNoTracking().Where(a => a.Position != null).OrderBy(a => a.Position).ThenBy(a => a.Id)
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            rows++;
            if (faults.Count >= MostFaults) continue;
            var position = row.Position!.Value;
            if (position > expected) faults.Add(new AuditFault(expected, "MISSING"));
            else if (position < expected) faults.Add(new AuditFault(position, "REORDERED"));
            if (!row.HashAfter(previous, position).AsSpan().SequenceEqual(row.Hash) && position <= expected)
                faults.Add(new AuditFault(position, "CHANGED"));
            // Go on from what the row says, so that one fault is reported once and not for every row after it.
            (previous, expected) = (row.Hash ?? [], position + 1);
            if (position == published?.Position) atPublished = row.Hash;
        }
        if (published is { } head && atPublished?.AsSpan().SequenceEqual(head.Hash) != true)
            faults.Add(new AuditFault(head.Position, "HEAD_DIFFERS"));
        return new(rows, expected - 1, previous, faults);
    }
}
