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

    /// <summary>SESSION_STATE.</summary>
    public static Refusal SessionState(string state) => Refusal.Of(
        RefusalKind.State, "SESSION_STATE", "该次活动已举行或已取消。", "The session was held, or cancelled before.", ("state", state), ("allowed", "PLANNED"));

    /// <summary>NOT_GRADE_HEAD.</summary>
    public static Refusal NotGradeHead(int grade, DateOnly day) => Refusal.Of(
        RefusalKind.Denied, "NOT_GRADE_HEAD", "只有当日任该年级组长的教师可以统筹调整作业。", "Only a teacher who heads the grade on that day adjusts its homework.",
        ("grade", $"{grade}"), ("date", $"{day:yyyy-MM-dd}"));

    /// <summary>PERSON_IN_USE.</summary>
    public static Refusal PersonInUse(string by) => Refusal.Of(
        RefusalKind.State, "PERSON_IN_USE", "该人员仍在参加课后服务或仍在资源库中，请先退出或终止。", "The person still takes part or stands in the register.", ("used_by", by));

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

    /// <summary>ORDER_RECORD_EXISTS.</summary>
    public static Refusal OrderExists(Guid record) => Refusal.Of(
        RefusalKind.Exists, "ORDER_RECORD_EXISTS", "同一事项已有记录，请更正该记录。", "The same thing is recorded already; correct that record.", ("record_id", $"{record}"));

    internal static Refusal OrderWithdrawn(Guid record) => Refusal.Of("ORDER_RECORD_WITHDRAWN", "该记录已撤回。", "The record was withdrawn.", ("record_id", $"{record}"));

    internal static Refusal OrderOfAuthority(Guid record) => Refusal.Of(
        RefusalKind.Denied, "ORDER_RECORD_OF_AUTHORITY", "该记录由主管部门登记，学校不能变更。", "An authority put the record; the school cannot change it.", ("record_id", $"{record}"));

    /// <summary>TEACHER_CASE_EXISTS.</summary>
    public static Refusal TeacherCaseExists(Guid one) => Refusal.Of(
        RefusalKind.Exists, "TEACHER_CASE_EXISTS", "该教师已有未办结的案件。", "A case of the teacher is open.", ("case_id", $"{one}"));

    /// <summary>SWEEP_NOT_OF_SCHOOL.</summary>
    public static Refusal SweepNotOfSchool(Guid sweep) => Refusal.Of("SWEEP_NOT_OF_SCHOOL", "该专项整治不包含本校所在地区。", "The sweep does not include the place of the school.", ("sweep_id", $"{sweep}"));

    internal static Refusal AwaitsDecision() => Refusal.Of("TEACHER_CASE_STATE", "案件已到决定阶段，请作出决定。", "The case awaits its decision.", ("state", "OPEN"), ("allowed", "OPEN"));

    internal static Refusal NotYetDecision(string stage) => Refusal.Of("TEACHER_CASE_STATE", "案件尚未到决定阶段。", "The case has not come to its decision.", ("state", "OPEN"), ("allowed", "OPEN"), ("stage", stage));

    internal static Refusal ChecksMissing(IEnumerable<string> checks) => Refusal.Of(
        "CHECKS_MISSING", "本阶段尚有事项未核查。", "A check of the stage was not made.", ("missing", string.Join(',', checks)));

    internal static Refusal MeasureNotDecided(TeacherMeasure measure) => Refusal.Of(
        "MEASURE_NOT_DECIDED", "处理决定中没有该项措施，或者已经执行。", "The measure was not decided, or was carried out before.", ("measure", Refusal.Word($"{measure}")));

    /// <summary>SCHOOL_RECORD_EXISTS.</summary>
    public static Refusal RecordExists(Guid record) => Refusal.Of(
        RefusalKind.Exists, "SCHOOL_RECORD_EXISTS", "同一年度已有该类记录。", "There is a record of the same kind and year.", ("record_id", $"{record}"));

    /// <summary>RECORD_NOT_KEPT_HERE.</summary>
    public static Refusal NotKeptHere(RecordKeeper keeper) => Refusal.Of(
        RefusalKind.Denied, "RECORD_NOT_KEPT_HERE", "该类记录由其他单位保存。", "The kind is kept by somebody else.", ("keeper", Refusal.Word($"{keeper}")));

    /// <summary>RECORD_REVIEWER_NOT_ABOVE.</summary>
    public static Refusal ReviewerNotAbove(string division) => Refusal.Of(
        RefusalKind.Denied, "RECORD_REVIEWER_NOT_ABOVE", "主管部门保存的记录由上级审核。", "An authority's record is reviewed by those above it.", ("division", division));

    internal static Refusal RecordIncomplete(IReadOnlyList<string> missing) => new(
        RefusalKind.State, "SCHOOL_RECORD_INCOMPLETE", "记录尚有必填字段未填写。", "A required field of the record is missing.")
    {
        Facts = new Dictionary<string, string> { ["missing"] = string.Join(',', missing) }, Fields = [.. missing.Select(field => $"values.{field}")],
    };
}
