using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>The refusals around custody, each with the facts that its reason promises.</summary>
internal static class CustodyRefusals
{
    internal static Refusal AgreementBreaks(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "AGREEMENT_BREACH_STANDS", "监管协议存在违反规定的情形。", "A breach stands against the agreement.", findings);

    internal static Refusal ChargesDiffer(ContractTerms terms) => Refusal.Of(
        "CHARGES_DIFFER", "各期收费之和与合同总额不符。", "The charges do not add up to the price.",
        ("total_fen", $"{terms.TotalFen}"), ("charges_fen", $"{terms.ChargesFen}"));

    internal static Refusal DepositExceeds(long fen, long open) => Refusal.Of(
        "DEPOSIT_EXCEEDS_PRICE", "缴费超过合同尚应支付的金额。", "The deposit is more than what is still to be paid.", ("amount_fen", $"{fen}"), ("open_fen", $"{open}"));

    internal static Refusal LessonsExceed(int lessons, int open) => Refusal.Of(
        "LESSONS_EXCEEDED", "课时数超过合同剩余课时。", "There are not so many lessons left.", ("lessons", $"{lessons}"), ("left", $"{open}"));

    internal static Refusal NothingOwed(long owed) => Refusal.Of(
        "NOTHING_OWED", "没有可划拨的金额。", "There is nothing to pay out.", ("owed_fen", $"{owed}"));
}
