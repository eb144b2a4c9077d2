using FsCheck;
using FsCheck.Fluent;
using ShuangJian.Custody.Domain;

namespace ShuangJian.Custody.Tests;

/// <summary>Whatever is asked of the ledger and in whatever order, what must hold holds.</summary>
public sealed class PostingProperties
{
    private static readonly Guid Owner = LedgerIds.New();
    private static readonly Guid[] Contracts = [LedgerIds.New(), LedgerIds.New()];
    private static readonly Account[] Accounts = [.. Account.OfInstitution(Owner), .. Contracts.SelectMany(c => Account.OfContract(Owner, c))];

    private static Gen<EntryDraft> Drafts =>
        from kind in Gen.Elements(Enum.GetValues<EntryKind>())
        from contract in Gen.Elements(Contracts)
        from fen in Gen.Choose(-1, 50)
        from odd in Gen.Choose(0, 9)
        from stray in Gen.Elements(Accounts)
        from id in Gen.Choose(1, 40)
        from reverses in Gen.Choose(0, 60)
        select Make(kind, contract, fen, odd, stray.Id, id, reverses);

    [Fact]
    public void Any_sequence_of_entries_keeps_every_invariant() => Prop.ForAll(Arb.From(Gen.ListOf(Drafts, 60)), drafts =>
    {
        var (accounts, entries) = (Accounts.ToDictionary(a => a.Id), new Dictionary<Guid, Entry>());
        foreach (var portion in drafts.Chunk(7))
        {
            var reversed = entries.Values.Where(e => e.Reverses is not null).Select(e => e.Reverses!.Value).ToHashSet();
            var view = new LedgerView(accounts, new Dictionary<Guid, LedgerOwner> { [Owner] = new() { Id = Owner } }, entries, reversed);
            var posting = Posting.Decide(portion, view, Guid.CreateVersion7(), DateTime.UnixEpoch);
            if (posting.Codes.Count != portion.Length || posting.Codes.Count(c => c == PostingCode.Posted) != posting.Entries.Count) return false;
            foreach (var entry in posting.Entries) entries.Add(entry.Id, entry);
            foreach (var move in posting.Moves) accounts[move.Account] = Moved(accounts[move.Account], move);
            if (!Holds(accounts, entries)) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Asked_again_every_posted_entry_exists_and_nothing_moves() => Prop.ForAll(Arb.From(Gen.ListOf(Drafts, 40)), drafts =>
    {
        var owners = new Dictionary<Guid, LedgerOwner> { [Owner] = new() { Id = Owner } };
        var first = Posting.Decide([.. drafts], new LedgerView(Accounts.ToDictionary(a => a.Id), owners, new Dictionary<Guid, Entry>(), new HashSet<Guid>()), Guid.NewGuid(), DateTime.UnixEpoch);
        var after = Accounts.ToDictionary(a => a.Id, a => first.Moves.FirstOrDefault(m => m.Account == a.Id) is { } move ? Moved(a, move) : a);
        var known = first.Entries.ToDictionary(e => e.Id);
        var posted = drafts.Where((_, i) => first.Codes[i] == PostingCode.Posted).ToArray();
        var again = Posting.Decide(posted, new LedgerView(after, owners, known, new HashSet<Guid>()), Guid.NewGuid(), DateTime.UnixEpoch);
        return again.Entries.Count == 0 && again.Moves.Count == 0 && again.Codes.All(c => c == PostingCode.Exists);
    }).QuickCheckThrowOnFailure();

    private static bool Holds(Dictionary<Guid, Account> accounts, Dictionary<Guid, Entry> entries) =>
        accounts.Values.Sum(a => a.Balance) == 0
        && accounts.Values.All(a => (!a.NeverBelowZero || a.Balance >= 0) && (!a.NeverAboveZero || a.Balance <= 0))
        && accounts.Values.All(a => a.Received == entries.Values.Where(e => e.To == a.Id).Sum(e => e.Fen) && a.Given == entries.Values.Where(e => e.From == a.Id).Sum(e => e.Fen))
        && Contracts.All(c => -Balance(accounts, c, AccountKind.Paid)
            == Balance(accounts, c, AccountKind.Held) + Balance(accounts, c, AccountKind.Released) + Balance(accounts, c, AccountKind.Refunded));

    private static long Balance(Dictionary<Guid, Account> accounts, Guid contract, AccountKind kind) => accounts[LedgerIds.Of(contract, kind)].Balance;

    private static Account Moved(Account a, AccountMove move) => new()
    {
        Id = a.Id, Owner = a.Owner, Contract = a.Contract, Kind = a.Kind, NeverBelowZero = a.NeverBelowZero, NeverAboveZero = a.NeverAboveZero,
        Received = a.Received + move.Received, Given = a.Given + move.Given,
    };

    private static EntryDraft Make(EntryKind kind, Guid contract, int fen, int odd, Guid stray, int id, int reverses)
    {
        var (from, to) = kind switch
        {
            EntryKind.Deposit => (LedgerIds.Of(contract, AccountKind.Paid), LedgerIds.Of(contract, AccountKind.Held)),
            EntryKind.Release => (LedgerIds.Of(contract, AccountKind.Held), LedgerIds.Of(contract, AccountKind.Released)),
            EntryKind.Refund => (LedgerIds.Of(contract, AccountKind.Held), LedgerIds.Of(contract, AccountKind.Refunded)),
            EntryKind.Receipt => (LedgerIds.Of(Owner, AccountKind.Bank), LedgerIds.Of(Owner, AccountKind.Custody)),
            EntryKind.Payment => (LedgerIds.Of(Owner, AccountKind.Custody), LedgerIds.Of(Owner, AccountKind.Bank)),
            EntryKind.ReserveIn => (LedgerIds.Of(Owner, AccountKind.Bank), LedgerIds.Of(Owner, AccountKind.Reserve)),
            EntryKind.ReserveOut => (LedgerIds.Of(Owner, AccountKind.Reserve), LedgerIds.Of(Owner, AccountKind.Bank)),
            _ => (LedgerIds.Of(Owner, AccountKind.Reserve), LedgerIds.Of(Owner, AccountKind.Custody)),
        };
        if (odd == 0) to = stray;
        var draft = new EntryDraft(Number(id), from, to, fen, kind);
        return reverses is > 0 and <= 40 ? draft with { From = to, To = from, Reverses = Number(reverses) } : draft;
    }

    private static Guid Number(int number) => new(number, 0, 0, new byte[8]);
}
