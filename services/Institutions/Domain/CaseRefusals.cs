using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>The refusals around cases, classification and capital, each with the facts that its reason promises.</summary>
internal static class CaseRefusals
{
    internal static Refusal Conflict(Guid member, string ground) => Refusal.Of(
        "EXPERT_CONFLICT", "专家与该事项存在利害关系，应当回避。", "The expert has a conflict of interest.",
        ("member_id", $"{member}"), ("ground", ground));

    internal static Refusal NotAppointed(Guid member) => Refusal.Of(
        "EXPERT_NOT_APPOINTED", "专家未获聘任。", "The expert is not appointed.", ("member_id", $"{member}"));

    internal static Refusal WrongPanel(Guid member, string division) => Refusal.Of(
        "PANEL_LEVEL", "专家不属于本级鉴别机构。", "The expert belongs to another panel.", ("member_id", $"{member}"), ("panel", division));

    internal static Refusal NotAssigned() => new(
        RefusalKind.Denied, "NOT_ASSIGNED", "您未被指派参加该事项的鉴别。", "The caller is not assigned to this panel.");

    internal static Refusal QuorumMissing(int votes, int quorum) => Refusal.Of(
        "QUORUM_MISSING", "表决人数未达法定人数。", "Too few votes for a quorum.", ("votes", $"{votes}"), ("quorum", $"{quorum}"));

    internal static Refusal MajorityMissing(int academic, int nonAcademic, Ratio majority) => Refusal.Of(
        "MAJORITY_MISSING", "没有意见达到通过比例，请增派专家。", "No opinion reaches the majority; assign more experts.",
        ("academic", $"{academic}"), ("non_academic", $"{nonAcademic}"), ("majority", $"{majority}"));

    internal static Refusal DisputeTooLate(DateOnly due) => Refusal.Of(
        "DISPUTE_TOO_LATE", "异议期限已过，鉴别结果为最终结果。", "The days for a dispute are over.", ("due_date", $"{due:yyyy-MM-dd}"));

    internal static Refusal NotAHandler(IEnumerable<string> departments) => new(
        RefusalKind.Denied, "NOT_A_HANDLER", "您所在部门不办理该案件，或者不是牵头部门。", "The caller's department does not handle the case, or does not lead it.")
    {
        Facts = new Dictionary<string, string> { ["departments"] = string.Join(',', departments) },
    };

    internal static Refusal ReportsOutstanding(IEnumerable<string> departments) => Refusal.Of(
        "REPORTS_OUTSTANDING", "尚有部门未反馈办理情况。", "A department has not reported yet.", ("outstanding", string.Join(',', departments)));

    internal static Refusal HazardsRemain(IEnumerable<int> hazards) => Refusal.Of(
        "HAZARDS_REMAIN", "尚有安全隐患未消除。", "A hazard is not removed yet.", ("hazards", string.Join(',', hazards)));

    internal static Refusal ResultNotAllowed(IEnumerable<CaseResult> allowed) => Refusal.Of(
        "RESULT_NOT_ALLOWED", "该类案件不能以此结果办结。", "A case of this kind does not end with this result.",
        ("allowed", string.Join(',', allowed.Select(result => Refusal.Word($"{result}")))));

    internal static Refusal OwnershipCircular() => Refusal.Of(
        "OWNERSHIP_CIRCULAR", "股权完全交叉持有，没有外部所有者。", "Parties hold one another entirely; nobody outside owns them.");

    internal static Refusal LawMissing(string parameter) => Refusal.Of(
        "LAW_MISSING", "当地没有可适用的规定数值。", "No value of the law applies here.", ("parameter", parameter));

    internal static Refusal RetentionRuns(DateOnly? until) => Refusal.Of(
        "RETENTION_RUNS", "保存期限未满或者尚无规定，不能删除。", "The record must be kept for some time yet, or nobody has set how long.",
        ("kept_until", until is { } day ? $"{day:yyyy-MM-dd}" : "UNKNOWN"));
}
