using System.Text.RegularExpressions;
using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>The refusals around the ledger.</summary>
public static partial class LedgerRefusals
{
    /// <summary>An entry that a step needs was refused.</summary>
    public static Refusal Entry(EntryDraft draft, PostingCode code) => new(
        RefusalKind.State, "ENTRY_REFUSED", "账务处理被拒绝。", "The ledger refuses an entry that the step needs.")
    {
        Facts = new Dictionary<string, string> { ["kind"] = Word($"{draft.Kind}"), ["amount_fen"] = $"{draft.Fen}", ["code"] = Word($"{code}") },
    };

    internal static string Word(string member) => Hump().Replace(member, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
