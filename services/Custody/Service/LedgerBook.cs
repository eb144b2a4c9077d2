using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;

namespace ShuangJian.Custody;

/// <summary>
/// Posts entries within the transaction of a context. The owners' turns are taken first; then what is known is read,
/// everything is decided, and the balances are changed by conditional updates.
/// </summary>
internal static class LedgerBook
{
    /// <summary>Moves balances by what is added to each, those whose limits hold.</summary>
    private const string MoveMany = """
        UPDATE accounts AS a SET "Received" = a."Received" + m.received, "Given" = a."Given" + m.given FROM unnest($1, $2, $3) AS m (id, received, given)
        WHERE a."Id" = m.id AND (NOT a."NeverBelowZero" OR a."Received" + m.received >= a."Given" + m.given)
            AND (NOT a."NeverAboveZero" OR a."Received" + m.received <= a."Given" + m.given)
        """;

    /// <summary>Takes the turn of an owner: until this transaction ends nobody else posts for it.</summary>
    public static Task<int> TakeTurnAsync(CustodyDb db, Guid owner, CancellationToken cancellation) =>
        db.Owners.Where(o => o.Id == owner).ExecuteUpdateAsync(set => set.SetProperty(o => o.Turn, o => o.Turn + 1), cancellation);

    /// <summary>Takes the turns of all that own the accounts; two who meet crosswise are told apart by the database, and one comes again.</summary>
    private static Task<int> TakeTurnsAsync(CustodyDb db, Guid[] accounts, CancellationToken cancellation) =>
        db.Owners.Where(o => db.Accounts.Any(a => EF.Parameter(accounts).Contains(a.Id) && a.Owner == o.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.Turn, o => o.Turn + 1), cancellation);

    /// <summary>Posts entries of one owner whose identifiers are made here; all of them or none.</summary>
    /// <exception cref="Policy.Refusal">ENTRY_REFUSED.</exception>
    public static async Task PostOwnAsync(CustodyDb db, IReadOnlyList<EntryDraft> drafts, DateTime now, string by, CancellationToken cancellation)
    {
        if (drafts.Count == 0) return;
        var posting = await PostAsync(db, drafts, now, by, null, cancellation);
        var refused = Enumerable.Range(0, drafts.Count).FirstOrDefault(i => posting.Codes[i] != PostingCode.Posted, -1);
        if (refused >= 0) throw LedgerRefusals.Entry(drafts[refused], posting.Codes[refused]);
        // Whoever posts for itself may read what it has posted, and post again.
        await db.FlushAsync(cancellation);
    }

    /// <summary>Posts entries; they are stored with the next save.</summary>
    /// <param name="db">Database, within a transaction.</param>
    /// <param name="drafts">Entries wanted; null for one whose fields are wrong.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="by">Who posts.</param>
    /// <param name="mayUse">Owners whose accounts the caller may use; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Posting> PostAsync(
        CustodyDb db, IReadOnlyList<EntryDraft?> drafts, DateTime now, string by, Func<LedgerOwner, EntryDraft, bool>? mayUse, CancellationToken cancellation)
    {
        var wanted = drafts.OfType<EntryDraft>().ToList();
        var ids = wanted.SelectMany(d => (Guid[])[d.From, d.To]).Distinct().ToArray();
        await TakeTurnsAsync(db, ids, cancellation);
        var view = await ReadAsync(db, wanted, ids, cancellation);
        var allowed = mayUse is null ? drafts : [.. drafts.Select(d => d is null || Allowed(d, view, mayUse) ? d : d with { From = Guid.Empty })];
        var posting = Posting.Decide(allowed, view, Guid.CreateVersion7(), now);
        if (posting.Entries.Count == 0) return posting;
        var commit = LedgerCommit.Of(posting.Entries[0].Commit, now, by, posting.Entries);
        db.InsertMany([commit]);
        db.InsertMany(posting.Entries);
        await MoveAsync(db, commit.Id, posting.Moves, cancellation);
        return posting;
    }

    private static bool Allowed(EntryDraft draft, LedgerView view, Func<LedgerOwner, EntryDraft, bool> mayUse) =>
        !view.Accounts.TryGetValue(draft.From, out var from) || mayUse(view.Owners[from.Owner], draft);

    private static async Task<LedgerView> ReadAsync(
        CustodyDb db, List<EntryDraft> wanted, Guid[] ids, CancellationToken cancellation)
    {
        var accounts = await db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id))
            .Join(db.Owners, a => a.Owner, o => o.Id, (account, owner) => new { account, owner }).ToListAsync(cancellation);
        var back = wanted.Where(d => d.Reverses is not null).Select(d => d.Reverses!.Value).Distinct().ToArray();
        var keys = wanted.Select(d => d.Id).Concat(back).Distinct().ToArray();
        var known = await db.Entries.AsNoTracking().Where(e => EF.Parameter(keys).Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellation);
        var reversed = back.Length == 0 ? [] : await db.Entries.Where(e => e.Reverses != null && EF.Parameter(back).Contains(e.Reverses.Value))
            .Select(e => e.Reverses!.Value).ToListAsync(cancellation);
        return new LedgerView(
            accounts.ToDictionary(a => a.account.Id, a => a.account),
            accounts.Select(a => a.owner).DistinctBy(o => o.Id).ToDictionary(o => o.Id), known, reversed.ToHashSet());
    }

    /// <summary>
    /// Changes the balances of all accounts of a commit at once, those whose limits hold: on PostgreSQL together with the entries, elsewhere
    /// from them. Whoever held the turn has decided on what is there, so it cannot fail but by a fault of the ledger itself.
    /// </summary>
    private static async Task MoveAsync(CustodyDb db, Guid commit, IReadOnlyList<AccountMove> moves, CancellationToken cancellation)
    {
        Guid[] accounts = [.. moves.Select(m => m.Account)];
        if (db.Database.IsNpgsql())
        {
            db.ChangeMany(MoveMany, moves.Count, accounts, moves.Select(m => m.Received).ToArray(), moves.Select(m => m.Given).ToArray());
            return;
        }
        await db.FlushAsync(cancellation);
        var changed = await MovedFrom(db, commit, accounts).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Account.Received, x => x.Received).SetProperty(x => x.Account.Given, x => x.Given), cancellation);
        if (changed != moves.Count) throw new InvalidOperationException($"The ledger changed {changed} balances where it decided on {moves.Count}.");
    }

    /// <summary>Accounts as a commit leaves them.</summary>
    private static IQueryable<Moved> MovedFrom(CustodyDb db, Guid commit, Guid[] accounts) => db.Accounts
        .Where(a => EF.Parameter(accounts).Contains(a.Id))
        .Select(a => new Moved
        {
            Account = a,
            Received = a.Received + (db.Entries.Where(e => e.To == a.Id && e.Commit == commit).Sum(e => (long?)e.Fen) ?? 0),
            Given = a.Given + (db.Entries.Where(e => e.From == a.Id && e.Commit == commit).Sum(e => (long?)e.Fen) ?? 0),
        })
        .Where(x => (!x.Account.NeverBelowZero || x.Received >= x.Given) && (!x.Account.NeverAboveZero || x.Received <= x.Given));

    private sealed class Moved
    {
        public required Account Account { get; init; }

        public required long Received { get; init; }

        public required long Given { get; init; }
    }
}
