using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>What a proposal and a decision have to pass.</summary>
internal static class PenaltyGate
{
    /// <summary>Everything found of a proposal.</summary>
    public static IReadOnlyList<Finding> OfProposal(PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures, long fine, string department)
    {
        Finding?[] findings =
        [
            .. range.Findings, PenaltyRules.MeasureIsNotProvided(range, measures), PenaltyRules.MeasureIsMissing(range, measures),
            PenaltyRules.FineIsOutsideItsRange(range, measures, fine), PenaltyRules.DecidedWithoutThePower(range, department),
        ];
        // Without a fine nobody has to say what its range is.
        return [.. findings.OfType<Finding>().Where(f => f.Rule != nameof(PenaltyRules.FineHasNoVerifiedRange) || measures.Contains(PenaltyMeasure.Fine))];
    }

    /// <summary>Everything found of a decision.</summary>
    public static IReadOnlyList<Finding> OfDecision(PenaltyCase one, PenaltyDecision decision, LawAt today)
    {
        Finding?[] more =
        [
            PenaltyRules.PartyWasNotHeard(one, today.Date),
            PenaltyRules.MajorCaseWasNotDecidedTogether(one.Assessment, decision.Measures, decision.FineFen, decision.Together is not null, today),
        ];
        return [.. OfProposal(one.Assessment, decision.Measures, decision.FineFen, decision.Department), .. more.OfType<Finding>()];
    }

    /// <summary>Refuses while a breach stands, or while a person has not determined what the platform could not.</summary>
    public static void Pass(IReadOnlyList<Finding> findings, IReadOnlyList<Held> held)
    {
        var breaches = findings.Where(f => f.Severity == Severity.Breach || (f.Severity == Severity.Undetermined && held.Any(h => h.Rule == f.Rule && h.Breached))).ToList();
        if (breaches.Count > 0) throw PenaltyRefusals.NotLawful(breaches);
        var open = findings.Where(f => f.Severity == Severity.Undetermined && held.All(h => h.Rule != f.Rule)).ToList();
        if (open.Count > 0) throw PenaltyRefusals.DeterminationMissing(open);
    }
}

/// <summary>Why a step of a penalty is refused.</summary>
internal static class PenaltyRefusals
{
    internal static Refusal NotLawful(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "PENALTY_NOT_LAWFUL", "处罚建议或者决定与规定不符。", "The proposal or decision is against the rules.", findings);

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "PENALTY_DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.", findings);

    internal static Refusal EvidenceMissing() => Refusal.Of("PENALTY_EVIDENCE_MISSING", "没有证据不得提出处罚建议。", "Nothing is proposed without evidence.");

    internal static Refusal EvidenceExists(string sha256) => Refusal.Of(RefusalKind.Exists, "PENALTY_EVIDENCE_EXISTS", "该证据已在案。", "The evidence is there already.", ("sha256", sha256));

    internal static Refusal SameOfficer() => Refusal.Of(RefusalKind.Denied, "SAME_OFFICER", "提出建议的人员不得作出决定。", "Who proposed it must not decide it.");

    internal static Refusal HearingNotOpen(bool right, DateOnly? until) => Refusal.Of(
        "HEARING_NOT_OPEN", "没有听证权利、期限已过，或者未申请听证。", "There is no right to a hearing, its term has run out, or nobody asked for one.",
        ("hearing_right", right ? "true" : "false"), ("hearing_until", $"{until:yyyy-MM-dd}"));

    internal static Refusal PaymentExists(string reference) => Refusal.Of(RefusalKind.Exists, "PAYMENT_EXISTS", "该笔缴款已登记。", "The payment is recorded already.", ("reference", reference));

    internal static Refusal PaymentTooHigh(long owed) => Refusal.Of("PAYMENT_TOO_HIGH", "缴款超过应缴数额。", "More is paid than is owed.", ("owed_fen", $"{owed}"));

    internal static Refusal AppealOpen() => Refusal.Of(RefusalKind.Exists, "APPEAL_OPEN", "已有未审结的复议或者诉讼。", "An appeal is open already.");

    internal static Refusal AppealNotOpen() => Refusal.Of("APPEAL_NOT_OPEN", "没有未审结的复议或者诉讼。", "No appeal is open.");

    internal static Refusal NotCarriedOut(long owed, int effects, int appeals) => Refusal.Of(
        "PENALTY_NOT_CARRIED_OUT", "尚有罚款未缴、联动措施未落实或者复议诉讼未审结。", "A fine is unpaid, an effect is not carried out, or an appeal is open.",
        ("owed_fen", $"{owed}"), ("effects", $"{effects}"), ("appeals", $"{appeals}"));
}
