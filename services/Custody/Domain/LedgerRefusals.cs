using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>The refusals around the ledger.</summary>
public static class LedgerRefusals
{
    /// <summary>An entry that a step needs was refused.</summary>
    public static Refusal Entry(EntryDraft draft, PostingCode code) => new(
        RefusalKind.State, "ENTRY_REFUSED", "账务处理被拒绝。", "The ledger refuses an entry that the step needs.")
    {
        Facts = new Dictionary<string, string> { ["kind"] = Refusal.Word($"{draft.Kind}"), ["amount_fen"] = $"{draft.Fen}", ["code"] = Refusal.Word($"{code}") },
    };
}
