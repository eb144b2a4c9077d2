using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>The refusals of this context, each with the facts that its reason promises.</summary>
internal static class Refusals
{
    internal static Refusal State(ApplicationState state, ApplicationState[] allowed) => new(
        RefusalKind.State, "APPLICATION_STATE", "申请当前状态不允许此操作。", "The application's state does not allow the step.")
    {
        Facts = new Dictionary<string, string>
        {
            ["state"] = Word(state),
            ["allowed"] = string.Join(',', allowed.Select(Word)),
        },
    };

    internal static Refusal Incomplete(IReadOnlyList<string> fields) => new(
        RefusalKind.State, "APPLICATION_INCOMPLETE", "申请材料不完整，请补充后提交。", "The application lacks something that a submission needs.")
    {
        Fields = fields,
    };

    internal static Refusal NotAReviewer(IEnumerable<string> reviewers) => new(
        RefusalKind.Denied, "NOT_A_REVIEWER", "您所在部门不参与此步骤。", "The caller's department has no part in this step.")
    {
        Facts = new Dictionary<string, string> { ["reviewers"] = string.Join(',', reviewers) },
    };

    internal static Refusal ReviewsOutstanding(IEnumerable<string> departments) => new(
        RefusalKind.State, "REVIEWS_OUTSTANDING", "尚有部门未提出审查意见。", "A department has not given its opinion yet.")
    {
        Facts = new Dictionary<string, string> { ["outstanding"] = string.Join(',', departments) },
    };

    internal static Refusal BreachStands(IReadOnlyList<Finding> findings, IReadOnlyList<string> objections)
    {
        var facts = new Dictionary<string, string>();
        if (findings.Count > 0)
            facts["rules"] = Rules(findings);
        if (objections.Count > 0)
            facts["objections"] = string.Join(',', objections);
        return new Refusal(
            RefusalKind.State, "BREACH_STANDS", "存在违反规定的情形或者部门反对意见，不能批准。", "A breach or an objection stands against approval.")
        {
            Facts = facts,
            Findings = findings,
        };
    }

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => new(
        RefusalKind.State, "DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.")
    {
        Facts = new Dictionary<string, string> { ["rules"] = Rules(findings) },
        Findings = findings,
    };

    internal static Refusal GroundsMissing() => new(
        RefusalKind.State, "GROUNDS_MISSING", "不予批准应当说明理由。", "A refusal needs grounds: a finding that stands, an objection, or a reason.");

    internal static Refusal NotDecided() => new(
        RefusalKind.State, "NOT_DECIDED", "申请尚未作出决定。", "The application is not decided, so there is nothing to explain.");

    internal static Refusal InstitutionState(InstitutionState state, InstitutionState[] allowed) => new(
        RefusalKind.State, "INSTITUTION_STATE", "机构当前状态不允许此措施。", "The institution's state does not allow the measure.")
    {
        Facts = new Dictionary<string, string>
        {
            ["state"] = state.ToString().ToUpperInvariant(),
            ["allowed"] = string.Join(',', allowed.Select(one => one.ToString().ToUpperInvariant())),
        },
    };

    internal static Refusal NotCompetent(string competent) => new(
        RefusalKind.Denied, "NOT_COMPETENT", "此措施应由该类别的主管部门作出。", "The measure is for the competent department of the category.")
    {
        Facts = new Dictionary<string, string> { ["competent"] = competent },
    };

    internal static Refusal ConsequenceConfirmed(string by) => new(
        RefusalKind.State, "CONSEQUENCE_CONFIRMED", "该事项已确认落实。", "The consequence is confirmed already.")
    {
        Facts = new Dictionary<string, string> { ["confirmed_by"] = by },
    };

    internal static Refusal EntryState(ListEntry entry, DateOnly today) => new(
        RefusalKind.State, "ENTRY_STATE", "名单条目或其申诉的状态不允许此操作。", "The state of the entry or of its appeal does not allow the step.")
    {
        Facts = new Dictionary<string, string>
        {
            ["kind"] = entry.Kind.ToString().ToUpperInvariant(),
            ["in_force"] = entry.InForceOn(today) ? "true" : "false",
            ["appeal"] = entry.Appeal?.ToString().ToUpperInvariant() ?? "NONE",
        },
    };

    internal static Refusal CampaignClosed(DateOnly day) => new(
        RefusalKind.State, "CAMPAIGN_CLOSED", "专项行动已经结束。", "The campaign is closed already.")
    {
        Facts = new Dictionary<string, string> { ["closed_on"] = day.ToString("yyyy-MM-dd") },
    };

    private static string Word(ApplicationState state) => state.ToString().ToUpperInvariant();

    private static string Rules(IEnumerable<Finding> findings) => string.Join(',', findings.Select(finding => finding.Rule));
}
