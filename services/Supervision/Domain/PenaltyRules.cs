using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>Verdicts on what is to be punished, and on what is proposed and decided (V13).</summary>
public static class PenaltyRules
{
    /// <summary>The article asks for a least number of pupils (Order 53, article 2).</summary>
    [Rule("未达到行政处罚适用的学员数", "The article asks for more pupils", Capability = "V13", Parameters = [nameof(Law.PenaltyScopePupils)])]
    public static Finding? ArticleAsksForMorePupils(BreachKind kind, PenaltyFacts facts, LawAt law)
    {
        const string subject = "facts.pupils";
        if (!kind.Scoped) return null;
        if (!law.TryLimit(Law.PenaltyScopePupils, subject, out var least, out var open)) return open;
        if (facts.Pupils is not { } pupils) return least.Undetermined(subject, "无法判定：未查明学员人数。", "Cannot be decided: the number of pupils is not known.");
        return pupils >= least.Value ? null : least.Breach(subject, pupils, "该条适用于面向{limit}以上的培训，实为{observed}。", "The article applies from {limit} pupils; there are {observed}.");
    }

    /// <summary>Premises or an app, staff and an organisation make a training institution (Order 53, article 17).</summary>
    [Rule("不具备擅自举办的构成要件", "An element of the article is missing", Capability = "V13", Parameters = [nameof(Law.UnlicensedStaff)])]
    public static Finding? ElementsOfTheArticleAreMissing(BreachKind kind, PenaltyFacts facts, LawAt law)
    {
        const string subject = "facts";
        if (!kind.Organised) return null;
        if (!law.TryLimit(Law.UnlicensedStaff, subject, out var staff, out var open)) return open;
        if (facts.Premises is null || facts.Organised is null || facts.Staff is null)
            return staff.Undetermined(subject, "无法判定：场所或程序、人员、组织机构未查明。", "Cannot be decided: premises or app, staff and organisation are not all known.");
        if (facts.Premises.Value && facts.Organised.Value && facts.Staff.Value >= staff.Value) return null;
        return staff.Breach(
            subject, facts.Staff.Value, "擅自举办须有场所或程序、{limit}以上人员和组织机构；要件不全的按变相培训处理。",
            "An institution needs premises or an app, {limit} persons and an organisation; otherwise the article on disguised training applies.");
    }

    /// <summary>A breach is punished only for some years after its end.</summary>
    [Rule("违法行为已过处罚时效", "The breach is beyond its limitation", Capability = "V13", Parameters = [nameof(Law.PenaltyLimitationYears)])]
    public static Finding? BreachIsBeyondLimitation(PenaltyFacts facts, LawAt law)
    {
        const string subject = "facts.found_on";
        if (!law.TryLimit(Law.PenaltyLimitationYears, subject, out var years, out var open)) return open;
        if (facts.FoundOn <= facts.EndedOn.AddYears(years.Value)) return null;
        var passed = facts.FoundOn.Year - facts.EndedOn.Year;
        return years.Breach(subject, passed, "违法行为终了{limit}后才被发现的，不再处罚。", "A breach that is found later than {limit} years after its end is not punished.");
    }

    /// <summary>Somebody holds the power to punish (KM-6, BJ-28): where no text names the department, a person says who.</summary>
    [Rule("未明确行使处罚权的部门", "No text names who holds the power to punish", Capability = "V13", Clauses = ["BJ-28"], Parameters = [nameof(Law.PenaltyAuthority)])]
    public static Finding? PowerToPunishIsNotNamed(string? authority, LawAt law) => authority is not null ? null : new Finding(
        nameof(PowerToPunishIsNotNamed), Severity.Undetermined, $"无法判定：{law.Division}没有文件明确由哪个部门行使处罚权。",
        $"Cannot be decided: no text names the department that punishes in {law.Division}.", "authority", null, null, []);

    /// <summary>The range of a fine rests on verified amounts and known gains.</summary>
    [Rule("罚款幅度没有经核实的数额", "A fine has no verified range", Capability = "V13",
        Parameters = [nameof(Law.OtherBreachesFenMost), nameof(Law.DisguisedFenMost), nameof(Law.DisguisedGraveFenLeast), nameof(Law.DisguisedGraveFenMost),
            nameof(Law.UnlicensedFineTimesLeast), nameof(Law.UnlicensedFineTimesMost), nameof(Law.RefundDeducted), nameof(Law.InServiceTeacherAggravates)])]
    public static Finding? FineHasNoVerifiedRange(BreachKind kind, PenaltyStep step, PenaltyFacts facts, LawAt law)
    {
        if (step.Fine is not { } fine || PenaltyRange.Of(fine, facts, false, law) is not null) return null;
        var gains = fine.MostTimes is not null && facts.GainsFen is null;
        return new Finding(
            nameof(FineHasNoVerifiedRange), Severity.Undetermined,
            gains ? "无法判定：未查明违法所得，罚款幅度待定。" : $"无法判定：{kind.Zh}的罚款数额在{law.Date:yyyy-MM-dd}没有经核实的规定。",
            gains ? "Cannot be decided: the illegal gains are not known, so the range is open." : $"Cannot be decided: no verified text gives a range for \"{kind.En}\" on {law.Date:yyyy-MM-dd}.",
            gains ? "facts.gains_fen" : "fine_fen", null, null, [kind.Article]);
    }

    /// <summary>Only measures of the ladder are taken.</summary>
    [Rule("处罚种类没有依据", "A measure is not provided", Capability = "V13", Clauses = ["KM-4.2"])]
    public static Finding? MeasureIsNotProvided(PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures)
    {
        var beyond = measures.Except(range.Must).Except(range.May).ToList();
        return beyond.Count == 0 ? null : Of(range, "measures", $"该情节没有规定：{PenaltyWords.Of(beyond)}。", $"Not provided for this gravity: {string.Join(", ", beyond)}.");
    }

    /// <summary>Measures that the ladder demands are taken (从严查处 without choice).</summary>
    [Rule("应当给予的处罚未给予", "A measure is missing", Capability = "V13", Clauses = ["KM-4.2", "TZ-23"])]
    public static Finding? MeasureIsMissing(PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures)
    {
        var missing = range.Must.Except(measures).ToList();
        return missing.Count == 0 ? null : Of(range, "measures", $"该情节应当给予：{PenaltyWords.Of(missing)}。", $"This gravity demands: {string.Join(", ", missing)}.");
    }

    /// <summary>A fine is inside its range; an open range is told by FineHasNoVerifiedRange.</summary>
    [Rule("罚款数额超出幅度", "A fine is outside its range", Capability = "V13", Clauses = ["KM-4.2"], Parameters = [nameof(Law.AggravatedFromPercent)])]
    public static Finding? FineIsOutsideItsRange(PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures, long fine)
    {
        if (!measures.Contains(PenaltyMeasure.Fine) || range.LeastFen is not { } least || range.MostFen is not { } most || (fine >= least && fine <= most)) return null;
        return Of(range, "fine_fen", $"罚款应在{Zh.Yuan(least)}以上{Zh.Yuan(most)}以下，实为{Zh.Yuan(fine)}。", $"The fine is between {least} and {most} fen; it is {fine} fen.")
            with { Limit = new Quantity($"{least}-{most}", "fen"), Observed = new Quantity($"{fine}", "fen") };
    }

    /// <summary>The department that decides holds the power (KM-6, BJ-28).</summary>
    [Rule("作出决定的部门没有处罚权", "It is decided without the power", Capability = "V13", Clauses = ["KM-6", "BJ-28", "BJ-18"], Parameters = [nameof(Law.PenaltyAuthority)])]
    public static Finding? DecidedWithoutThePower(PenaltyAssessment range, string department)
    {
        if (range.Authority is null || range.Authority == department) return null;
        return new Finding(
            nameof(DecidedWithoutThePower), Severity.Breach, $"处罚权由{Zh.Department(range.Authority)}行使，不由{Zh.Department(department)}行使。",
            $"{range.Authority} holds the power to punish, not {department}.", "department", new Quantity(range.Authority, "department"), new Quantity(department, "department"), range.Power);
    }

    /// <summary>The party is heard before it is decided: its terms have run, and a hearing that it asked for was held.</summary>
    [Rule("未听取当事人意见", "The party was not heard", Capability = "V13", Parameters = [nameof(Law.PenaltyStatementWorkingDays), nameof(Law.HearingRequestWorkingDays), nameof(Law.HearingFen)])]
    public static Finding? PartyWasNotHeard(PenaltyCase one, DateOnly today)
    {
        if (one.Notice is not { } notice) return null;
        var waiting = (notice.HearingUntil ?? notice.StatementUntil) is { } until && today <= until && !one.PartyAnswered;
        var hearing = one.HearingRequested && one.Hearing is null;
        if (!waiting && !hearing) return null;
        return Of(
            one.Assessment, "hearing", hearing ? "当事人要求听证，尚未举行。" : "陈述申辩或者听证的期限未满。",
            hearing ? "The party asked for a hearing that was not held." : "The term for a statement or a hearing has not run out.");
    }

    /// <summary>A major penalty is decided by several together.</summary>
    [Rule("重大处罚未经集体讨论", "A major case was not decided together", Capability = "V13", Parameters = [nameof(Law.MajorPenaltyFen)])]
    public static Finding? MajorCaseWasNotDecidedTogether(PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures, long fine, bool together, LawAt law)
    {
        if (together || (!measures.Contains(PenaltyMeasure.Revocation) && (law.Limit(Law.MajorPenaltyFen) is not { } major || fine < major.Value))) return null;
        return Of(range, "collective", "较大数额罚款和吊销许可应当由行政机关负责人集体讨论决定。", "A great fine and a revocation are decided by the heads of the authority together.");
    }

    private static Finding Of(PenaltyAssessment range, string subject, string zh, string en, [CallerMemberName] string rule = "") =>
        new(rule, Severity.Breach, zh, en, subject, null, null, [range.Article]);
}
