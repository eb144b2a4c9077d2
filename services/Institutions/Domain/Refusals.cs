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

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.", findings);

    internal static Refusal GroundsMissing() => new(
        RefusalKind.State, "GROUNDS_MISSING", "不予批准应当说明理由。", "A refusal needs grounds: a finding that stands, an objection, or a reason.");

    internal static Refusal InstitutionNotLicensed(Institution institution) => new(
        RefusalKind.State, "INSTITUTION_NOT_LICENSED", "该机构当前不持有有效办学许可。", "The institution is not licensed now.")
    {
        Facts = new Dictionary<string, string> { ["institution_id"] = institution.Id.ToString() },
    };

    internal static Refusal KindMismatch(Policy.ApplicationKind kind, string field) => new(
        RefusalKind.State, "KIND_MISMATCH", "申请内容与申请类型不符。", "The application is not what its kind says.")
    {
        Facts = new Dictionary<string, string> { ["kind"] = Words(kind.ToString()), ["field"] = field },
    };

    internal static Refusal NoticeRunning(DateOnly? until) => new(
        RefusalKind.State, "NOTICE_RUNNING", "公示尚未结束，不能作出决定。", "The public notice has not ended.")
    {
        Facts = until is { } last ? new Dictionary<string, string> { ["until"] = last.ToString("yyyy-MM-dd") } : [],
    };

    internal static Refusal NoNotice() => new(
        RefusalKind.State, "NOTICE_NOT_OPEN", "该申请不在公示期内。", "The application is not on public notice.");

    internal static Refusal ObjectionsUnanswered(IEnumerable<Guid> objections) => new(
        RefusalKind.State, "OBJECTIONS_UNANSWERED", "尚有公示异议未答复。", "An objection raised during the public notice is not answered.")
    {
        Facts = new Dictionary<string, string> { ["objections"] = string.Join(',', objections) },
    };

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
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToUpperInvariant();

    private static string Word(ApplicationState state) => state.ToString().ToUpperInvariant();

    private static string Rules(IEnumerable<Finding> findings) => string.Join(',', findings.Select(finding => finding.Rule));
}
