using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>The refusals around custody, each with the facts that its reason promises.</summary>
internal static class CustodyRefusals
{
    internal static Refusal State(string reason, string state, IEnumerable<string> allowed) => Of(
        reason, "当前状态不允许此操作。", "The state does not allow the step.",
        ("state", LedgerRefusals.Word(state)), ("allowed", string.Join(',', allowed.Select(LedgerRefusals.Word))));

    internal static Refusal AgreementBreaks(IReadOnlyList<Finding> findings) => new(
        RefusalKind.State, "AGREEMENT_BREACH_STANDS", "监管协议存在违反规定的情形。", "A breach stands against the agreement.")
    {
        Facts = new Dictionary<string, string> { ["rules"] = string.Join(',', findings.Select(f => f.Rule).Distinct()) }, Findings = findings,
    };

    internal static Refusal ChargesDiffer(ContractTerms terms) => Of(
        "CHARGES_DIFFER", "各期收费之和与合同总额不符。", "The charges do not add up to the price.",
        ("total_fen", $"{terms.TotalFen}"), ("charges_fen", $"{terms.ChargesFen}"));

    internal static Refusal DepositExceeds(long fen, long open) => Of(
        "DEPOSIT_EXCEEDS_PRICE", "缴费超过合同尚应支付的金额。", "The deposit is more than what is still to be paid.", ("amount_fen", $"{fen}"), ("open_fen", $"{open}"));

    internal static Refusal LessonsExceed(int lessons, int open) => Of(
        "LESSONS_EXCEEDED", "课时数超过合同剩余课时。", "There are not so many lessons left.", ("lessons", $"{lessons}"), ("left", $"{open}"));

    internal static Refusal NothingOwed(long owed) => Of(
        "NOTHING_OWED", "没有可划拨的金额。", "There is nothing to pay out.", ("owed_fen", $"{owed}"));

    private static Refusal Of(string reason, string zh, string en, params (string Name, string Value)[] facts) => new(
        RefusalKind.State, reason, zh, en) { Facts = facts.ToDictionary(f => f.Name, f => f.Value) };
}
