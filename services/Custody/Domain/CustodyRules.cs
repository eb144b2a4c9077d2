using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>What the rules on balances look at, fen.</summary>
/// <param name="Balance">Balance of the special account, or of the reserve where that is what stands behind the fees.</param>
/// <param name="BaseFees">Fees paid in during the base period.</param>
/// <param name="PaidOutThisMonth">Paid out to the institution this month, what is about to be paid included.</param>
public sealed record BalanceFacts(long Balance, long BaseFees, long PaidOutThisMonth);

/// <summary>What the rule on risk reserves looks at, fen.</summary>
/// <param name="Reserve">Balance of the reserve.</param>
/// <param name="Held">Fees that the institution keeps and has not taught for.</param>
public sealed record ReserveFacts(long Reserve, long Held);

/// <summary>How long a difference has stood.</summary>
/// <param name="Days">Days since it was found.</param>
/// <param name="Escalations">How often departments were told of that.</param>
public sealed record DifferenceAge(int Days, int Escalations);

/// <summary>What the law says about prepaid money (M3, M4).</summary>
public static class CustodyRules
{
    private const int Hundred = 100;

    /// <summary>Applies every rule on the terms of an agreement.</summary>
    public static IReadOnlyList<Finding> Judge(AgreementTerms terms, LawAt law) =>
        [.. new[] { SpecialAccountWithoutAgreement(terms, law), CustodyModeNotAllowed(terms, law), ReleaseModeNotAllowed(terms, law) }.OfType<Finding>()];

    /// <summary>Applies every rule on a balance.</summary>
    public static IReadOnlyList<Finding> Judge(BalanceFacts facts, LawAt law) =>
        [.. new[] { BalanceBelowMinimum(facts, law), MonthlyPayoutTooHigh(facts, law) }.OfType<Finding>()];

    /// <summary>A special account is opened under an agreement that was signed.</summary>
    [Rule("专户未与开户银行签署协议", "Special account without an agreement", Capability = "M3", Clauses = ["TZ-16", "KM-9", "JLP-C38"])]
    public static Finding? SpecialAccountWithoutAgreement(AgreementTerms terms, LawAt law) => terms.SignedOn <= law.Date ? null : law.ByClauses(
        Severity.Breach, "agreement.signed_on", "应当开设预收费资金专户，并与开户银行签署协议，现协议尚未签署。",
        "A special account for prepaid fees needs an agreement signed with the bank; this one is not signed yet.", ["TZ-16", "KM-9", "JLP-C38"]);

    /// <summary>Prepaid money is kept safe in one of the ways that the place knows.</summary>
    [Rule("预收费监管方式不符合规定", "Custody mode is not allowed", Capability = "M3", Clauses = ["KM-9", "JLP-T9", "BJ-15"], Parameters = [nameof(Law.CustodyModes)])]
    public static Finding? CustodyModeNotAllowed(AgreementTerms terms, LawAt law)
    {
        var mode = terms.Mode switch { CustodyMode.BankCustody => "bank-custody", CustodyMode.RiskReserve => "risk-reserve", _ => "both" };
        return law.Judge(Law.CustodyModes, "agreement.mode", mode, list => list.Contains(mode),
            "预收费应当以{limit}之一监管，现为{observed}。", "Prepaid fees are kept safe by one of {limit}, not by {observed}.");
    }

    /// <summary>Money is released in step with teaching.</summary>
    [Rule("预收费划拨方式不符合规定", "Release mode is not allowed", Capability = "M3", Clauses = ["KM-9", "TZ-16"], Parameters = [nameof(Law.ReleaseModes)])]
    public static Finding? ReleaseModeNotAllowed(AgreementTerms terms, LawAt law)
    {
        var mode = terms.Release == ReleaseMode.PerLesson ? "per-lesson" : "monthly";
        return law.Judge(Law.ReleaseModes, "agreement.release", mode, list => list.Contains(mode),
            "预收费应当与授课进度同步划拨（{limit}），现为{observed}。", "Prepaid fees are released in step with teaching ({limit}), not {observed}.");
    }

    /// <summary>The balance keeps the share of the fees that the place demands.</summary>
    [Rule("监管账户余额低于最低余额", "Balance below the minimum", Capability = "M3", Clauses = ["KM-9", "TZ-16"],
        Parameters = [nameof(Law.MinimumBalancePercent), nameof(Law.MinimumBalanceBaseMonths)])]
    public static Finding? BalanceBelowMinimum(BalanceFacts facts, LawAt law) => facts.BaseFees == 0 ? null : law.Judge(
        Law.MinimumBalancePercent, "agreement.balance", (int)Int128.Min(int.MaxValue, (Int128)facts.Balance * Hundred / facts.BaseFees),
        percent => (Int128)facts.Balance * Hundred >= (Int128)facts.BaseFees * percent,
        "监管账户余额不得低于同期收费的{limit}，现为{observed}。", "The balance must not be below {limit} of the fees of the period; it is {observed}.");

    /// <summary>No more is paid out in a month than a multiple of the minimum balance.</summary>
    [Rule("当月支取超过最低余额的倍数", "Monthly payout too high", Capability = "M3", Clauses = ["KM-9", "TZ-16"], Parameters = [nameof(Law.MonthlyPayoutTimesMinimum)])]
    public static Finding? MonthlyPayoutTooHigh(BalanceFacts facts, LawAt law)
    {
        if (MinimumFen(facts.BaseFees, law) is not ({ } minimum and > 0)) return null;
        return law.Judge(Law.MonthlyPayoutTimesMinimum, "agreement.payout", (int)Math.Min(int.MaxValue, facts.PaidOutThisMonth / minimum),
            times => facts.PaidOutThisMonth <= (Int128)minimum * times,
            "每月支取不得超过最低余额的{limit}，现超过{observed}。", "No more than {limit} the minimum balance is paid out in a month; this would be over {observed}.");
    }

    /// <summary>
    /// A reserve that stands behind fees holds what the place demands. One that covers all of them needs no number; where
    /// there is none at all, the demand for one is broken whatever the number.
    /// </summary>
    [Rule("风险储备金不足", "Risk reserve too small", Capability = "M3", Clauses = ["KM-9", "JLP-C38", "JLP-T9"], Parameters = [nameof(Law.ReservePercent)])]
    public static Finding? ReserveTooSmall(ReserveFacts facts, LawAt law)
    {
        if (facts.Reserve >= facts.Held) return null;
        if (facts.Reserve <= 0 && law.ByClauses(
            Severity.Breach, "agreement.reserve", "以风险储备金方式监管的，应当存有风险储备金，现为零。",
            "Where a risk reserve stands behind prepaid fees there must be one; it is empty.", ["KM-9", "JLP-C38", "JLP-T9"]) is { } none) return none;
        return law.Judge(
            Law.ReservePercent, "agreement.reserve", (int)((Int128)facts.Reserve * Hundred / facts.Held), percent => (Int128)facts.Reserve * Hundred >= (Int128)facts.Held * percent,
            "风险储备金不得低于未消课预收费的{limit}，现为{observed}。", "The risk reserve must not be below {limit} of the fees not taught for; it is {observed}.");
    }

    /// <summary>A difference that nobody works off is told to those who must see to it.</summary>
    [Rule("对账差异逾期未处理", "Difference not worked off", Capability = "M3", Clauses = ["KM-9", "TZ-16"],
        Parameters = [nameof(Law.DifferenceEscalationDays), nameof(Law.DifferenceSecondEscalationDays)])]
    public static Finding? DifferenceNotWorkedOff(DifferenceAge age, LawAt law) => DifferenceLimit(age.Escalations, law) is { } limit && age.Days > limit.Value
        ? new Finding(
            nameof(DifferenceNotWorkedOff), Severity.Warning, $"对账差异已{age.Days}天未处理，超过{limit.Value}天。",
            $"The difference has stood for {age.Days} days, more than {limit.Value}.", "difference", limit.Quantity, limit.Unit.Quantity(age.Days), [limit.Basis])
        : null;

    /// <summary>Days after which a difference is told of next; null when it was told of as high as it goes.</summary>
    internal static Dated<int>? DifferenceLimit(int escalations, LawAt law) => escalations switch
    {
        0 => law.Limit(Law.DifferenceEscalationDays),
        1 => law.Limit(Law.DifferenceSecondEscalationDays),
        _ => null,
    };

    /// <summary>A movement so large that the authority looks at it.</summary>
    [Rule("大额资金异动", "Large movement", Capability = "M3", Clauses = ["KM-9", "TZ-16"], Parameters = [nameof(Law.LargeMovementFen)])]
    public static Finding? LargeMovement(long fen, LawAt law) =>
        law.Limit(Law.LargeMovementFen) is { } limit && fen >= limit.Value
            ? new Finding(
                nameof(LargeMovement), Severity.Warning, $"单笔资金变动{fen}分，达到大额标准{limit.Value}分。",
                $"A movement of {fen} fen reaches the mark of {limit.Value} fen for large ones.", "entry.amount_fen", limit.Quantity, limit.Unit.Quantity(fen), [limit.Basis])
            : null;

    /// <summary>Cash goes into custody within the days that the place sets.</summary>
    [Rule("现金未按期存入监管账户", "Cash deposited late", Capability = "M3", Clauses = ["BJ-15"], Parameters = [nameof(Law.CashDepositDays)])]
    public static Finding? CashDepositedLate(DateOnly paidOn, DateOnly bookedOn, LawAt law) => law.AtMost(
        Law.CashDepositDays, "deposit.booked_on", bookedOn.DayNumber - paidOn.DayNumber,
        "收取的现金应当在{limit}内存入监管账户，现为{observed}。", "Cash goes into custody within {limit}; this took {observed}.");

    /// <summary>Every licensed institution has a special account.</summary>
    [Rule("培训机构未入驻资金监管平台", "Institution outside custody", Capability = "M3", Clauses = ["JLP-C38", "TZ-16", "KM-9"])]
    public static Finding? InstitutionOutsideCustody(bool hasAgreement, LawAt law) => hasAgreement ? null : law.ByClauses(
        Severity.Breach, "institution", "所有审批的培训机构应当入驻资金监管平台，该机构尚无监管协议。",
        "Every licensed institution must be on the fund supervision platform; this one has no agreement.", ["JLP-C38", "TZ-16", "KM-9"]);

    /// <summary>Smallest balance that the place demands, fen; null when no text in force says.</summary>
    public static long? MinimumFen(long baseFees, LawAt law) =>
        law.Limit(Law.MinimumBalancePercent) is { } percent ? (long)(((Int128)baseFees * percent.Value + Hundred - 1) / Hundred) : null;
}
