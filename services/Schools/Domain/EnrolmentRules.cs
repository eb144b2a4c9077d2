using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Quotas, enrolment and what is assessed (S15, S24).</summary>
public static class EnrolmentRules
{
    private const string Round = "content.enrolment";
    private static readonly string[] s_order = ["KM-22", "TZ-8", "JLP-C50", "BJ-22"];

    /// <summary>Applies every rule on enrolment.</summary>
    public static IEnumerable<Finding?> Judge(EnrolmentRound round, LawAt law) =>
        [AdmitsFromOutsideArea(round, law), EnrolsOutsideCommonTime(round, law), AdmitsMoreThanApproved(round, law), PupilsAreLured(round, law)];

    /// <summary>Top demonstration schools allot enough of their places. Nothing is rounded: allotted × 100 against limit × places.</summary>
    [Rule("优质普通高中指标到校比例不足", "A quota share below the limit", Capability = "S15", Clauses = ["TZ-8"], Parameters = [nameof(Law.SeniorHighQuotaPercent)])]
    public static Finding? QuotaShareTooLow(QuotaPlan plan, LawAt law)
    {
        const string subject = "content.quota.shares";
        if (!plan.TopDemonstration) return null;
        if (!law.TryLimit(Law.SeniorHighQuotaPercent, subject, out var limit, out var open)) return open;
        if (plan.Allotted * 100 >= (long)limit.Value * plan.Places) return null;
        var seen = Percent(plan);
        return limit.Breach(subject, 0, $"优质示范普通高中分配指标不得低于{{limit}}，实为{seen}%（{plan.Allotted}/{plan.Places}，展示值向下取两位小数，判定不取整）。",
            $"At least {{limit}} % of the places are allotted; {plan.Allotted} of {plan.Places} are {seen} %, cut to two decimals for showing and not rounded for the verdict.") with { Observed = new Quantity(seen, "percent") };
    }

    /// <summary>Shares rise step by step, so a share that falls is a sign.</summary>
    [Rule("指标到校比例下降", "A quota share fell", Capability = "S15", Clauses = ["JLP-C50", "BJ-22"])]
    public static Finding? QuotaShareFell(QuotaPlan plan, QuotaPlan? previous, LawAt law) => previous is not null && plan.Allotted * previous.Places < previous.Allotted * plan.Places
        ? law.ByClauses(Severity.Warning, "content.quota.shares", $"应当逐步提高指标分配比例：上年{Percent(previous)}%，本年{Percent(plan)}%。", $"Quota shares should rise; this one fell from {Percent(previous)} % to {Percent(plan)} %.",
            ["JLP-C50", "BJ-22"]).With(Percent(previous), Percent(plan), "percent")
        : null;

    /// <summary>Senior-high schools admit from their own area.</summary>
    [Rule("普通高中跨区域招生", "A senior-high school admits from outside its area", Capability = "S24", Clauses = ["TZ-8"], Parameters = [nameof(Law.OutsideAreaForbidden)])]
    public static Finding? AdmitsFromOutsideArea(EnrolmentRound round, LawAt law) => round.Stage == EducationStage.SeniorHigh
        ? law.Forbidden(Law.OutsideAreaForbidden, $"{Round}.from_outside", round.FromOutside > 0, $"普通高中应当属地招生，外地录取{round.FromOutside}人。", $"Senior-high schools admit from their own area; {round.FromOutside} came from outside.")
        : null;

    /// <summary>Public and private senior-high schools enrol at the same time.</summary>
    [Rule("未实行公民同招", "A school enrols outside the common time", Capability = "S24", Clauses = ["TZ-8"], Parameters = [nameof(Law.SeparateTimesForbidden)])]
    public static Finding? EnrolsOutsideCommonTime(EnrolmentRound round, LawAt law) => round.Stage == EducationStage.SeniorHigh
        ? law.Forbidden(Law.SeparateTimesForbidden, $"{Round}.began_on", round.BeganOn < round.WindowFrom || round.EndedOn > round.WindowTo,
            $"公办、民办普通高中应当同步招生：统一时间为{round.WindowFrom:yyyy-MM-dd}至{round.WindowTo:yyyy-MM-dd}。", "Public and private senior-high schools enrol at the same time.")
        : null;

    /// <summary>No more pupils than approved.</summary>
    [Rule("超计划招生", "More pupils admitted than approved", Capability = "S24", Clauses = ["KM-22", "TZ-8", "JLP-C50", "BJ-22"])]
    public static Finding? AdmitsMoreThanApproved(EnrolmentRound round, LawAt law) => round.Admitted > round.Places
        ? law.ByClauses(Severity.Breach, $"{Round}.admitted", "杜绝违规招生：录取人数超过核定计划。", "Enrolment against the rules: more pupils than approved were admitted.", s_order).With(round.Places, round.Admitted, "pupils")
        : null;

    /// <summary>No unfair competition for pupils.</summary>
    [Rule("招生恶性竞争", "Pupils are lured", Capability = "S24", Clauses = ["KM-22", "TZ-8", "JLP-C50", "BJ-22"])]
    public static Finding? PupilsAreLured(EnrolmentRound round, LawAt law) => round.Lured
        ? law.ByClauses(Severity.Breach, $"{Round}.lured", "杜绝恶性竞争。", "Schools must not lure pupils.", s_order)
        : null;

    /// <summary>No targets of promotion.</summary>
    [Rule("下达升学指标", "A promotion target is set", Capability = "S24", Clauses = ["JLP-C51", "BJ-23"])]
    public static Finding? PromotionTargetSet(PromotionAssessment assessment, LawAt law) => assessment.SetsTarget
        ? law.ByClauses(Severity.Breach, "content.assessment.sets_promotion_target", "严禁下达升学指标。", "No targets of promotion are set.", ["JLP-C51", "BJ-23"])
        : null;

    /// <summary>Nobody is judged by the rate of promotion alone.</summary>
    [Rule("片面以升学率评价", "Schools or teachers judged by promotion rate", Capability = "S24", Clauses = ["JLP-C51", "BJ-23"])]
    public static Finding? JudgedByPromotionRate(PromotionAssessment assessment, LawAt law) => assessment.ByRate
        ? law.ByClauses(Severity.Breach, "content.assessment.judges_by_promotion_rate", "不得片面以升学率评价学校和教师。", "Neither schools nor teachers are judged by their rate of promotion alone.", ["JLP-C51", "BJ-23"])
        : null;

    private static string Percent(QuotaPlan plan) => $"{plan.BasisPoints / 100}.{plan.BasisPoints % 100:00}";
}
