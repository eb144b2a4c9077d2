namespace ShuangJian.Custody.Domain;

/// <summary>What became of an entry. The first that applies, in this order after <see cref="Posted"/>.</summary>
public enum PostingCode
{
    /// <summary>Posted.</summary>
    Posted,

    /// <summary>Posted before, with the same content.</summary>
    Exists,

    /// <summary>A field is wrong.</summary>
    FieldInvalid,

    /// <summary>The identifier was used before with other content.</summary>
    IdReused,

    /// <summary>The accounts are the same.</summary>
    AccountsSame,

    /// <summary>There is no such account to take from, or none that the caller may use.</summary>
    FromUnknown,

    /// <summary>There is no such account to give to, or none that the caller may use.</summary>
    ToUnknown,

    /// <summary>Entries of that kind do not run between these accounts.</summary>
    KindMisplaced,

    /// <summary>The entry to take back is not there.</summary>
    ReversalUnknown,

    /// <summary>It does not take back exactly that entry.</summary>
    ReversalDiffers,

    /// <summary>That entry was taken back before.</summary>
    ReversedBefore,

    /// <summary>An order has stopped such movements.</summary>
    Stopped,

    /// <summary>The account would give more than it received.</summary>
    BelowZero,

    /// <summary>The account would receive more than it gave.</summary>
    AboveZero,

    /// <summary>A sum would not fit any more.</summary>
    SumTooLarge,
}

/// <summary>What the ledger knows of what a posting touches.</summary>
/// <param name="Accounts">Accounts by identifier; those that the caller may not use are left out.</param>
/// <param name="Owners">Their owners.</param>
/// <param name="Known">Entries that have one of the identifiers, or are to be taken back.</param>
/// <param name="Reversed">Those of them that were taken back.</param>
public sealed record LedgerView(
    IReadOnlyDictionary<Guid, Account> Accounts, IReadOnlyDictionary<Guid, LedgerOwner> Owners,
    IReadOnlyDictionary<Guid, Entry> Known, IReadOnlySet<Guid> Reversed);

/// <summary>What a posting adds to an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Received">Added to what it received.</param>
/// <param name="Given">Added to what it gave.</param>
public sealed record AccountMove(Guid Account, long Received, long Given);

/// <summary>
/// Decides entries one after the other, each as if those before it were posted. Everything is checked before anything
/// is written; one that is refused leaves no trace and does not keep the others from being posted.
/// </summary>
public sealed class Posting
{
    private readonly LedgerView _view;
    private readonly Guid _commit;
    private readonly DateTime _at;
    private readonly Dictionary<Guid, AccountMove> _moves = [];
    private readonly Dictionary<Guid, Entry> _new = [];
    private readonly HashSet<Guid> _reversed = [];
    private readonly List<Entry> _entries = [];
    private readonly List<PostingCode> _codes = [];

    private Posting(LedgerView view, Guid commit, DateTime at)
    {
        _view = view;
        _commit = commit;
        _at = at;
    }

    /// <summary>One code for each draft, in order.</summary>
    public IReadOnlyList<PostingCode> Codes => _codes;

    /// <summary>Entries to store.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>What the accounts change by, in the order of their identifiers.</summary>
    public IReadOnlyList<AccountMove> Moves => [.. _moves.Values.OrderBy(m => m.Account)];

    /// <summary>Decides.</summary>
    /// <param name="drafts">The entries wanted; null for one whose fields are wrong.</param>
    /// <param name="view">What is known.</param>
    /// <param name="commit">Identifier of the commit.</param>
    /// <param name="at">The moment, UTC.</param>
    public static Posting Decide(IReadOnlyList<EntryDraft?> drafts, LedgerView view, Guid commit, DateTime at)
    {
        var posting = new Posting(view, commit, at);
        foreach (var draft in drafts)
        {
            var code = draft is null ? PostingCode.FieldInvalid : posting.Check(draft);
            if (code == PostingCode.Posted) posting.Take(draft!);
            posting._codes.Add(code);
        }
        return posting;
    }

    private PostingCode Check(EntryDraft draft)
    {
        if (Find(draft.Id) is { } known) return known.Says(draft) ? PostingCode.Exists : PostingCode.IdReused;
        if (draft.Fen <= 0) return PostingCode.FieldInvalid;
        if (draft.From == draft.To) return PostingCode.AccountsSame;
        if (!_view.Accounts.TryGetValue(draft.From, out var from)) return PostingCode.FromUnknown;
        if (!_view.Accounts.TryGetValue(draft.To, out var to)) return PostingCode.ToUnknown;
        var back = draft.Reverses is not null;
        if (!Fits(draft.Kind, back ? to : from, back ? from : to)) return PostingCode.KindMisplaced;
        if (draft.Reverses is { } earlier && CheckReversal(draft, earlier) is { } wrong) return wrong;
        if (!back && IsStopped(draft.Kind, _view.Owners[from.Owner].Stop)) return PostingCode.Stopped;
        return CheckLimits(draft, from, to);
    }

    private PostingCode? CheckReversal(EntryDraft draft, Guid earlier)
    {
        if (Find(earlier) is not { } taken) return PostingCode.ReversalUnknown;
        if (taken.Reverses is not null || taken.From != draft.To || taken.To != draft.From || taken.Fen != draft.Fen || taken.Kind != draft.Kind)
            return PostingCode.ReversalDiffers;
        return _view.Reversed.Contains(earlier) || _reversed.Contains(earlier) ? PostingCode.ReversedBefore : null;
    }

    private PostingCode CheckLimits(EntryDraft draft, Account from, Account to)
    {
        var (source, target) = (Now(from), Now(to));
        if (source.Given > long.MaxValue - draft.Fen || target.Received > long.MaxValue - draft.Fen) return PostingCode.SumTooLarge;
        if (from.NeverBelowZero && source.Received - source.Given < draft.Fen) return PostingCode.BelowZero;
        if (to.NeverAboveZero && target.Given - target.Received < draft.Fen) return PostingCode.AboveZero;
        return PostingCode.Posted;
    }

    private void Take(EntryDraft draft)
    {
        var entry = Entry.Of(draft, _commit, _entries.Count, _at);
        _entries.Add(entry);
        _new.Add(draft.Id, entry);
        if (draft.Reverses is { } earlier) _reversed.Add(earlier);
        var (source, target) = (MoveOf(draft.From), MoveOf(draft.To));
        _moves[draft.From] = source with { Given = source.Given + draft.Fen };
        _moves[draft.To] = target with { Received = target.Received + draft.Fen };
    }

    private Entry? Find(Guid id) => _new.GetValueOrDefault(id) ?? _view.Known.GetValueOrDefault(id);

    private AccountMove MoveOf(Guid account) => _moves.GetValueOrDefault(account) ?? new AccountMove(account, 0, 0);

    private (long Received, long Given) Now(Account account)
    {
        var move = MoveOf(account.Id);
        return (account.Received + move.Received, account.Given + move.Given);
    }

    private static bool IsStopped(EntryKind kind, LedgerStop stop) => stop switch
    {
        LedgerStop.Releases => kind == EntryKind.Release,
        LedgerStop.All => kind is EntryKind.Release or EntryKind.Refund,
        _ => false,
    };

    private static bool Fits(EntryKind kind, Account from, Account to)
    {
        var (gives, takes) = kind switch
        {
            EntryKind.Deposit => (AccountKind.Paid, AccountKind.Held),
            EntryKind.Release => (AccountKind.Held, AccountKind.Released),
            EntryKind.Refund => (AccountKind.Held, AccountKind.Refunded),
            EntryKind.Receipt => (AccountKind.Bank, AccountKind.Custody),
            EntryKind.Payment => (AccountKind.Custody, AccountKind.Bank),
            EntryKind.ReserveIn => (AccountKind.Bank, AccountKind.Reserve),
            EntryKind.ReserveOut => (AccountKind.Reserve, AccountKind.Bank),
            _ => (AccountKind.Reserve, AccountKind.Custody),
        };
        return from.Kind == gives && to.Kind == takes && from.Owner == to.Owner && from.Contract == to.Contract;
    }
}
