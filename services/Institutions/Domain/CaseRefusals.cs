using System.Text.RegularExpressions;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>The refusals around cases, classification and capital, each with the facts that its reason promises.</summary>
internal static partial class CaseRefusals
{
    internal static Refusal State(string state, IEnumerable<string> allowed) => new(
        RefusalKind.State, "CASE_STATE", "当前状态不允许此操作。", "The state does not allow the step.")
    {
        Facts = new Dictionary<string, string> { ["state"] = Word(state), ["allowed"] = string.Join(',', allowed.Select(Word)) },
    };

    internal static Refusal Conflict(Guid member, string ground) => Of(
        "EXPERT_CONFLICT", "专家与该事项存在利害关系，应当回避。", "The expert has a conflict of interest.",
        ("member_id", $"{member}"), ("ground", ground));

    internal static Refusal NotAppointed(Guid member) => Of(
        "EXPERT_NOT_APPOINTED", "专家未获聘任。", "The expert is not appointed.", ("member_id", $"{member}"));

    internal static Refusal WrongPanel(Guid member, string division) => Of(
        "PANEL_LEVEL", "专家不属于本级鉴别机构。", "The expert belongs to another panel.", ("member_id", $"{member}"), ("panel", division));

    internal static Refusal NotAssigned() => new(
        RefusalKind.Denied, "NOT_ASSIGNED", "您未被指派参加该事项的鉴别。", "The caller is not assigned to this panel.");

    internal static Refusal QuorumMissing(int votes, int quorum) => Of(
        "QUORUM_MISSING", "表决人数未达法定人数。", "Too few votes for a quorum.", ("votes", $"{votes}"), ("quorum", $"{quorum}"));

    internal static Refusal MajorityMissing(int academic, int nonAcademic, Ratio majority) => Of(
        "MAJORITY_MISSING", "没有意见达到通过比例，请增派专家。", "No opinion reaches the majority; assign more experts.",
        ("academic", $"{academic}"), ("non_academic", $"{nonAcademic}"), ("majority", $"{majority}"));

    internal static Refusal DisputeTooLate(DateOnly due) => Of(
        "DISPUTE_TOO_LATE", "异议期限已过，鉴别结果为最终结果。", "The days for a dispute are over.", ("due_date", $"{due:yyyy-MM-dd}"));

    internal static Refusal NotAHandler(IEnumerable<string> departments) => new(
        RefusalKind.Denied, "NOT_A_HANDLER", "您所在部门不办理该案件，或者不是牵头部门。", "The caller's department does not handle the case, or does not lead it.")
    {
        Facts = new Dictionary<string, string> { ["departments"] = string.Join(',', departments) },
    };

    internal static Refusal ReportsOutstanding(IEnumerable<string> departments) => Of(
        "REPORTS_OUTSTANDING", "尚有部门未反馈办理情况。", "A department has not reported yet.", ("outstanding", string.Join(',', departments)));

    internal static Refusal HazardsRemain(IEnumerable<int> hazards) => Of(
        "HAZARDS_REMAIN", "尚有安全隐患未消除。", "A hazard is not removed yet.", ("hazards", string.Join(',', hazards)));

    internal static Refusal ResultNotAllowed(IEnumerable<CaseResult> allowed) => Of(
        "RESULT_NOT_ALLOWED", "该类案件不能以此结果办结。", "A case of this kind does not end with this result.",
        ("allowed", string.Join(',', allowed.Select(result => Word($"{result}")))));

    internal static Refusal OwnershipCircular() => Of(
        "OWNERSHIP_CIRCULAR", "股权完全交叉持有，没有外部所有者。", "Parties hold one another entirely; nobody outside owns them.");

    internal static Refusal LawMissing(string parameter) => Of(
        "LAW_MISSING", "当地没有可适用的规定数值。", "No value of the law applies here.", ("parameter", parameter));

    internal static Refusal Of(string reason, string zh, string en, params (string Name, string Value)[] facts) => new(
        RefusalKind.State, reason, zh, en) { Facts = facts.ToDictionary(f => f.Name, f => f.Value) };

    /// <summary>The word of the contract, <c>COUNTY_VOTING</c>, for the member of the domain.</summary>
    internal static string Word(string member) => Hump().Replace(member, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
