using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

/// <summary>What in a record of order cannot be together, or with the school and class it is about.</summary>
internal static class OrderChecks
{
    /// <summary>All problems of a content, each with its path.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="school">The school; null for an authority.</param>
    /// <param name="one">The class; null when it is about none.</param>
    /// <param name="today">The day of the call.</param>
    public static IReadOnlyList<FieldProblem> Problems(OrderContent content, School? school, SchoolClass? one, DateOnly today)
    {
        if (school is null)
            return content is PromotionAssessment ? [] : [new("school_code", "必填", "is required")];
        List<FieldProblem> problems = [.. Own(content, school, today)];
        var name = Name(content.Kind);
        if (one is not null && !one.Covers(content.Day)) problems.Add(new($"{name}.class_id", "该日不在该班级的学年内", "the day lies outside the school year of the class"));
        return problems;
    }

    private static IEnumerable<FieldProblem> Own(OrderContent content, School school, DateOnly today) => content switch
    {
        LessonWeek week => Of(week, school, today),
        TermEnd end => [.. Subject("content.term_end.subject", end.Subject, school), .. Past("content.term_end.last_day", end.LastDay, today)],
        Exam exam => [.. Subject("content.exam.subject", exam.Subject, school), .. When(OrderContent.SchoolYearOf(exam.HeldOn) != exam.Year, "content.exam.held_on", "不在该学年内", "lies outside the school year")],
        CollectiveLessons lessons => Subject("content.collective_lessons.subject", lessons.Subject, school),
        SportDay day => Past("content.sport_day.date", day.Date, today),
        PhysiqueResult result => When(
            (long)result.Excellent + result.Good + result.Passed + result.Failed != result.Tested, "content.physique.tested", "各等级人数之和应等于测试人数", "is not the sum of its parts"),
        SkillResult skills => [.. Distinct("content.skills.sport", skills.Sport), .. Distinct("content.skills.arts", skills.Arts)],
        QuotaPlan plan => Of(plan, school),
        EnrolmentRound round => Of(round, school),
        ManagementEvidence evidence =>
        [
            .. Past("content.management.evidence_date", evidence.EvidenceDate, today),
            .. When(OrderContent.SchoolYearOf(evidence.EvidenceDate) != evidence.Year, "content.management.evidence_date", "不在该学年内", "lies outside the school year"),
        ],
        OwnFile file => Of(file, today),
        _ => [],
    };

    private static IEnumerable<FieldProblem> Of(LessonWeek week, School school, DateOnly today)
    {
        const string path = "content.lesson_week";
        var seen = new HashSet<string>();
        return
        [
            .. When(week.Monday.DayOfWeek != DayOfWeek.Monday, $"{path}.monday", "应为星期一", "is no Monday"),
            .. Past($"{path}.monday", week.Monday, today),
            .. week.Subjects.SelectMany((s, i) => Subject($"{path}.subjects[{i}].subject", s.Subject, school)),
            .. week.Subjects.SelectMany((s, i) => When(!seen.Add(s.Subject), $"{path}.subjects[{i}].subject", "与前面的学科重复", "stands there twice")),
        ];
    }

    private static IEnumerable<FieldProblem> Of(QuotaPlan plan, School school)
    {
        var seen = new HashSet<string>();
        return
        [
            .. When(!school.Profile.Stages.Contains(EducationStage.SeniorHigh), "content.quota", "不是普通高中", "is for senior-high schools"),
            .. When(plan.Allotted > plan.Places, "content.quota.shares", "超过招生名额", "are more than all places"),
            .. plan.Shares.SelectMany((s, i) => When(!seen.Add(s.SchoolCode), $"content.quota.shares[{i}].school_code", "与前面的学校重复", "stands there twice")),
        ];
    }

    private static IEnumerable<FieldProblem> Of(EnrolmentRound round, School school)
    {
        const string path = "content.enrolment";
        return
        [
            .. When(round.Stage is not (EducationStage.Primary or EducationStage.Junior or EducationStage.SeniorHigh) || !school.Profile.Stages.Contains(round.Stage),
                $"{path}.stage", "不是该校的学段", "is no stage of the school"),
            .. When(round.EndedOn < round.BeganOn, $"{path}.ended_on", "早于开始日期", "is before the first day"),
            .. When(round.WindowTo < round.WindowFrom, $"{path}.window_to", "早于开始日期", "is before the first day"),
            .. When(round.FromOutside > round.Admitted, $"{path}.from_outside", "超过录取人数", "is more than all admitted"),
        ];
    }

    private static IEnumerable<FieldProblem> Of(OwnFile file, DateOnly today) =>
    [
        .. Past("content.school_file.as_of", file.AsOf, today),
        .. file.Inspections.SelectMany((s, i) => When(s.HeldOn > file.AsOf, $"content.school_file.inspections[{i}].held_on", "晚于本版日期", "is after the day of the version")),
        .. file.Inspections.SelectMany((s, i) => When(s.Solved > s.Problems, $"content.school_file.inspections[{i}].solved", "超过问题数", "is more than the problems found")),
    ];

    private static IEnumerable<FieldProblem> Distinct(string path, IReadOnlyList<SkillCount> counts)
    {
        var seen = new HashSet<int>();
        return counts.SelectMany((c, i) => When(!seen.Add(c.Skills), $"{path}[{i}].skills", "与前面重复", "stands there twice"));
    }

    private static FieldProblem[] Subject(string path, string subject, School school) =>
        When(!school.Profile.Subjects.Contains(subject), path, "不是学校开设的学科", "is no subject of the school");

    private static FieldProblem[] Past(string path, DateOnly day, DateOnly today) => When(day > today, path, "不得晚于今天", "is in the future");

    private static FieldProblem[] When(bool wrong, string path, string zh, string en) => wrong ? [new(path, zh, en)] : [];

    private static string Name(OrderKind kind) => $"content.{Refusal.Word($"{kind}").ToLowerInvariant()}";
}
