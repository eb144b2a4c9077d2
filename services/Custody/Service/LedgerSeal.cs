using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;

namespace ShuangJian.Custody;

/// <summary>Seals commits into a chain in the background, as the platform does with audit rows.</summary>
internal static class LedgerSeal
{
    /// <summary>Seals what is waiting, at most <see cref="SealedRows.Batch"/> commits; answers how many it sealed.</summary>
    public static async Task<int> SealAsync(CustodyDb db, CancellationToken cancellation)
    {
        var waiting = await db.ToSeal<LedgerCommit>().Where(c => c.Position == null).OrderBy(c => c.Id).Take(SealedRows.Batch).ToListAsync(cancellation);
        if (waiting.Count == 0) return 0;
        var (position, hash) = await HeadAsync(db, cancellation);
        foreach (var commit in waiting)
        {
            position++;
            hash = commit.HashAfter(hash, position);
            (commit.Position, commit.Hash) = (position, hash);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.StoreSealsAsync(waiting, c => (c.Id, c.Position!.Value, c.Hash!), cancellation);
        await transaction.CommitAsync(cancellation);
        return waiting.Count;
    }

    /// <summary>Last sealed position and its hash; zeros for an empty chain.</summary>
    public static async Task<(long Position, byte[] Hash)> HeadAsync(CustodyDb db, CancellationToken cancellation)
    {
        var head = await db.Commits.AsNoTracking().Where(c => c.Position != null).OrderByDescending(c => c.Position)
            .Select(c => new { c.Position, c.Hash }).FirstOrDefaultAsync(cancellation);
        return head is null ? (0, new byte[32]) : (head.Position!.Value, head.Hash!);
    }
}

/// <summary>What is wrong at one place of the ledger.</summary>
/// <param name="Kind"><c>BALANCE_DIFFERS</c>, <c>LIMIT_BROKEN</c>, <c>CONTRACT_UNBALANCED</c>, <c>ENTRIES_CHANGED</c>, <c>ENTRY_STRAY</c>,
/// <c>CHAIN_MISSING</c>, <c>CHAIN_CHANGED</c>, <c>CHAIN_REORDERED</c>.</param>
/// <param name="Subject">Account, contract, commit or position.</param>
internal sealed record LedgerFault(string Kind, string Subject);

/// <summary>Outcome of a verification.</summary>
internal sealed record LedgerVerdict(long Accounts, long Entries, long Commits, long Unsealed, byte[] Head, IReadOnlyList<LedgerFault> Faults);

/// <summary>Recomputes every balance and the chain from the entries.</summary>
internal static class LedgerVerification
{
    private const int MostFaults = 100;
    private const int Portion = 1000;
    private static readonly AccountKind[] OfContract = [AccountKind.Paid, AccountKind.Held, AccountKind.Released, AccountKind.Refunded];

    public static async Task<LedgerVerdict> VerifyAsync(CustodyDb db, CancellationToken cancellation)
    {
        var faults = await BalancesAsync(db, cancellation);
        var (entries, commits, unsealed, head) = await ChainAsync(db, faults, cancellation);
        return new(await db.Accounts.LongCountAsync(cancellation), entries, commits, unsealed, head, [.. faults.Take(MostFaults)]);
    }

    /// <summary>Each is one statement, so that it sees one state, whatever is posted meanwhile.</summary>
    private static async Task<List<LedgerFault>> BalancesAsync(CustodyDb db, CancellationToken cancellation)
    {
        var differing = await db.Accounts
            .Where(a => a.Received != (db.Entries.Where(e => e.To == a.Id).Sum(e => (long?)e.Fen) ?? 0)
                || a.Given != (db.Entries.Where(e => e.From == a.Id).Sum(e => (long?)e.Fen) ?? 0))
            .Select(a => a.Id).Take(MostFaults).ToListAsync(cancellation);
        var broken = await db.Accounts.Where(a => (a.NeverBelowZero && a.Received < a.Given) || (a.NeverAboveZero && a.Received > a.Given))
            .Select(a => a.Id).Take(MostFaults).ToListAsync(cancellation);
        var unbalanced = await db.Accounts.Where(a => a.Contract != null && OfContract.Contains(a.Kind)).GroupBy(a => a.Contract)
            .Where(g => g.Sum(a => a.Received - a.Given) != 0 || g.Count() != 4).Select(g => g.Key).Take(MostFaults).ToListAsync(cancellation);
        return
        [
            .. differing.Select(id => new LedgerFault("BALANCE_DIFFERS", $"accounts/{id}")),
            .. broken.Select(id => new LedgerFault("LIMIT_BROKEN", $"accounts/{id}")),
            .. unbalanced.Select(id => new LedgerFault("CONTRACT_UNBALANCED", $"contracts/{id}")),
        ];
    }

    private static async Task<(long Entries, long Commits, long Unsealed, byte[] Head)> ChainAsync(
        CustodyDb db, List<LedgerFault> faults, CancellationToken cancellation)
    {
        var (total, commits, unsealed, expected, previous) = (0L, 0L, 0L, 1L, new byte[32]);
        await foreach (var portion in PortionsAsync(db, cancellation))
        {
            var ids = portion.Select(c => c.Id).ToArray();
            var parts = (await db.Entries.AsNoTracking().Where(e => EF.Parameter(ids).Contains(e.Commit)).ToListAsync(cancellation)).ToLookup(e => e.Commit);
            foreach (var commit in portion)
            {
                var entries = parts[commit.Id].OrderBy(e => e.Ordinal).ToList();
                (total, commits) = (total + entries.Count, commits + 1);
                if (entries.Count != commit.Entries || !LedgerCommit.DigestOf(entries).AsSpan().SequenceEqual(commit.Digest))
                    faults.Add(new LedgerFault("ENTRIES_CHANGED", $"commits/{commit.Id}"));
                if (commit.Position is not { } position)
                {
                    unsealed++;
                    continue;
                }
                if (position > expected) faults.Add(new LedgerFault("CHAIN_MISSING", $"positions/{expected}"));
                else if (position < expected) faults.Add(new LedgerFault("CHAIN_REORDERED", $"positions/{position}"));
                else if (!commit.HashAfter(previous, position).AsSpan().SequenceEqual(commit.Hash)) faults.Add(new LedgerFault("CHAIN_CHANGED", $"positions/{position}"));
                // Go on from what the row says, so that one fault is reported once and not for every row after it.
                (previous, expected) = (commit.Hash ?? [], position + 1);
            }
        }
        foreach (var stray in await db.Entries.Where(e => !db.Commits.Any(c => c.Id == e.Commit)).Select(e => e.Id).Take(MostFaults).ToListAsync(cancellation))
            faults.Add(new LedgerFault("ENTRY_STRAY", $"entries/{stray}"));
        return (total, commits, unsealed, previous);
    }

    /// <summary>Commits in the order of the chain, then those that wait to be sealed; never more than a portion in memory.</summary>
    private static async IAsyncEnumerable<List<LedgerCommit>> PortionsAsync(CustodyDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (position, id) = (0L, Guid.Empty);
        while (true)
        {
            var portion = await db.Commits.AsNoTracking().Where(c => c.Position > position || (c.Position == position && c.Id > id))
                .OrderBy(c => c.Position).ThenBy(c => c.Id).Take(Portion).ToListAsync(cancellation);
            if (portion.Count == 0) break;
            yield return portion;
            (position, id) = (portion[^1].Position!.Value, portion[^1].Id);
        }
        // Sealed while the chain was read, they would be looked at twice: what waits is what waits now.
        foreach (var waiting in (await db.Commits.AsNoTracking().Where(c => c.Position == null).OrderBy(c => c.Id).ToListAsync(cancellation)).Chunk(Portion))
            yield return [.. waiting];
    }
}
