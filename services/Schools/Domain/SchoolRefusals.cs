using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>The refusals of this context, each with the facts that its reason promises.</summary>
public static class SchoolRefusals
{
    /// <summary>SCHOOL_EXISTS.</summary>
    public static Refusal Exists(string code) => Refusal.Of(RefusalKind.Exists, "SCHOOL_EXISTS", "该学校已登记。", "The school is registered already.", ("school_code", code));

    /// <summary>TEACHER_NOT_IN_SERVICE.</summary>
    public static Refusal NotInService(Guid teacher, DateOnly day) => Refusal.Of(
        RefusalKind.State, "TEACHER_NOT_IN_SERVICE", "该教师当日不在本校任职。", "The teacher does not serve at the school on that day.", ("teacher_id", $"{teacher}"), ("date", $"{day:yyyy-MM-dd}"));

    /// <summary>HOMEWORK_ID_REUSED.</summary>
    public static Refusal IdReused(Guid homework) => Refusal.Of(
        RefusalKind.Exists, "HOMEWORK_ID_REUSED", "该标识已用于内容不同的作业。", "The identifier was used for homework with other content.", ("homework_id", $"{homework}"));

    internal static Refusal Closed(string code) => Refusal.Of(RefusalKind.State, "SCHOOL_CLOSED", "该学校已停办。", "The school is closed.", ("school_code", code));

    internal static Refusal BreachStands(IReadOnlyList<Finding> breaches) => Refusal.OfFindings(
        "SCHOOL_BREACH_STANDS", "存在违反规定的情形，不能办理。", "A breach stands against it.", breaches);

    internal static Refusal LimitReached(Finding finding, int remaining) => new(
        RefusalKind.State, "HOMEWORK_LIMIT_REACHED", $"超过当日书面作业时长上限，全班还可布置{remaining}分钟。", $"The daily limit would be exceeded; {remaining} minutes remain for the whole class.")
    {
        Facts = new Dictionary<string, string> { ["remaining_minutes"] = $"{remaining}", ["limit_minutes"] = finding.Limit!.Value }, Findings = [finding],
    };

    /// <summary>AFTER_SCHOOL_PLAN_MISSING.</summary>
    public static Refusal PlanMissing(string school, Term term) => Refusal.Of(
        "AFTER_SCHOOL_PLAN_MISSING", "学校尚未发布该学期的课后服务方案。", "The school has no plan for after-school service in that term.", ("school_code", school), ("term", $"{term}"));

    /// <summary>INSTITUTION_NOT_ON_WHITE_LIST.</summary>
    public static Refusal NotOnWhiteList(string code, Finding? finding) => new(
        RefusalKind.State, "INSTITUTION_NOT_ON_WHITE_LIST", "该机构不在白名单，不得参与课后服务。", "The institution is not on the white list and may not serve.")
    {
        Facts = new Dictionary<string, string> { ["institution_code"] = code }, Findings = finding is null ? [] : [finding],
    };

    /// <summary>SELECTION_EXISTS.</summary>
    public static Refusal SelectionExists(Guid id) => Refusal.Of(
        RefusalKind.Exists, "SELECTION_EXISTS", "该机构已在遴选名单或公示中。", "The county has selected or nominated the institution already.", ("selection_id", $"{id}"));

    internal static Refusal ProgrammeEnded(Guid id, string reason) => Refusal.Of(
        "PROGRAMME_ENDED", "该项目已终止。", "It has ended.", ("offer_id", $"{id}"), ("reason", reason));

    internal static Refusal NoticeRuns(Guid id, DateOnly until) => Refusal.Of(
        "SELECTION_NOTICE_RUNS", "公示期未满。", "The public notice is not over yet.", ("selection_id", $"{id}"), ("notice_until", $"{until:yyyy-MM-dd}"));
}
