using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>The refusals of courses, each with the facts that its reason promises.</summary>
internal static class CourseRefusals
{
    internal static Refusal State(CourseState state, CourseState[] allowed) => new(
        RefusalKind.State, "COURSE_STATE", "课程当前状态不允许此操作。", "The course's state does not allow the step.")
    {
        Facts = new Dictionary<string, string> { ["state"] = Word(state), ["allowed"] = string.Join(',', allowed.Select(Word)) },
    };

    internal static Refusal Incomplete(IReadOnlyList<string> fields) => new(
        RefusalKind.State, "COURSE_INCOMPLETE", "课程材料不完整，请补充后提交。", "The course lacks something that a submission needs.")
    {
        Fields = fields,
    };

    internal static Refusal NotCompetent(string competent) => new(
        RefusalKind.Denied, "NOT_COMPETENT", "课程备案由该类别的主管部门办理。", "The filing is for the competent department of the category.")
    {
        Facts = new Dictionary<string, string> { ["competent"] = competent },
    };

    internal static Refusal BreachStands(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "BREACH_STANDS", "存在违反规定的情形，不能备案。", "A breach stands against the filing.", findings);

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.", findings);

    internal static Refusal GroundsMissing() => new(
        RefusalKind.State, "GROUNDS_MISSING", "不予备案应当说明理由。", "A refusal needs grounds: a breach that stands, or a reason.");

    internal static Refusal Refiled(Guid course) => new(
        RefusalKind.Exists, "COURSE_REFILED", "该课程已重新报备。", "A course that files it again is on its way already.")
    {
        Facts = new Dictionary<string, string> { ["course_id"] = course.ToString() },
    };

    private static string Word(CourseState state) => state.ToString().ToUpperInvariant();
}
