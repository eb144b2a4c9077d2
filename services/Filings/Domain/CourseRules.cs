using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What the platform knows of the institution and the item when it judges a course.</summary>
/// <param name="Licensed">Whether an institution of that code holds a licence of the division and may train.</param>
/// <param name="Scope">What it is licensed for; null without a licence.</param>
/// <param name="ClassifiedAcademic">What a panel of experts decided about the item; null when none did.</param>
public sealed record Standing(bool Licensed, TrainingCategory? Scope, bool? ClassifiedAcademic)
{
    /// <summary>An institution that the platform does not know.</summary>
    public static readonly Standing Unknown = new(false, null, null);
}

/// <summary>A course with what is known around it.</summary>
/// <param name="Content">The course.</param>
/// <param name="Standing">What is known of institution and item.</param>
/// <param name="Syllabus">Catalogue of its subject; null when none is known.</param>
public readonly record struct CourseFacts(CourseContent Content, Standing Standing, Syllabus? Syllabus = null);

/// <summary>What a judgement found and which values it used.</summary>
/// <param name="Findings">The findings: scope, texts, then the sessions in the order of time.</param>
/// <param name="Uses">The values of parameters.</param>
public sealed record CourseJudgement(IReadOnlyList<Finding> Findings, IReadOnlyList<ParameterUse> Uses);

/// <summary>Whether the institution may give the course at all, and the judgement of the whole (F1).</summary>
public static class CourseRules
{
    private const string Subject = "course.category";

    private static readonly ParameterKey[] s_ofTimetables =
    [
        Law.AcademicOnFreeDaysForbidden, Law.AcademicInSchoolHoursForbidden, Law.OfflineClassEndsLatest,
        Law.OnlineClassEndsLatest, Law.OnlineLessonMinutes, Law.OnlineGapMinutes,
    ];

    /// <summary>Judges scope and texts by the law of the day, each session by the law of its own day.</summary>
    /// <param name="facts">The course.</param>
    /// <param name="schools">Calendars of the schools there.</param>
    /// <param name="law">Law of the place today.</param>
    public static CourseJudgement Judge(CourseFacts facts, SchoolCalendars schools, LawAt law)
    {
        var content = facts.Content;
        var about = new ClassFacts(content.Category, content.Stages);
        var sessions = content.Sessions();
        var online = content.Mode is CourseMode.Online or CourseMode.Mixed || sessions.Any(s => s.Online);
        Finding?[] scope = [CourseOfUnlicensedInstitution(facts, law), CourseBeyondApprovedScope(facts, law), CourseAgainstItsClassification(facts, law)];
        return new CourseJudgement(
            [
                .. scope.OfType<Finding>(),
                .. content.Texts().SelectMany(text => ContentRules.Judge(new TextFacts(about, online, text.Subject, text.Text), law)),
                .. SyllabusRules.Judge(facts, law),
                .. TimetableRules.Judge(about, sessions, schools, law),
            ],
            ParameterUse.Of(law, sessions.Select(s => s.Date), s_ofTimetables));
    }

    /// <summary>Only who holds a licence, and may train now, files courses.</summary>
    [Rule("未取得办学许可的机构报备课程", "Course of an institution without a licence", Capability = "F1", Clauses = ["KM-7", "TZ-15", "JLP-C29", "YC-3.3", "BJ-14"])]
    public static Finding? CourseOfUnlicensedInstitution(CourseFacts facts, LawAt law) => facts.Standing.Licensed ? null : ByClauses(
        law, "course.institution_code", "该机构在当地未持有有效办学许可，不得开展培训。", "The institution holds no licence in force here and must not train.",
        ["KM-7", "TZ-15", "JLP-C29", "YC-3.3", "BJ-14"], nameof(CourseOfUnlicensedInstitution));

    /// <summary>A course stays within what the licence says.</summary>
    [Rule("超出办学许可范围", "Course beyond the approved scope", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? CourseBeyondApprovedScope(CourseFacts facts, LawAt law) =>
        facts.Standing.Scope is not { } scope || scope == facts.Content.Category ? null : ByClauses(
            law, Subject, "课程类别超出办学许可核定的范围。", "The category of the course is not the one that the licence allows.",
            ["KM-7", "TZ-15", "YC-3.3", "BJ-14"], nameof(CourseBeyondApprovedScope));

    /// <summary>What a panel held to be academic is filed as academic and nothing else.</summary>
    [Rule("课程类别与鉴别结果不符", "Course against the classification of its item", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? CourseAgainstItsClassification(CourseFacts facts, LawAt law)
    {
        var academic = new ClassFacts(facts.Content.Category, []).IsAcademic;
        return facts.Standing.ClassifiedAcademic is not true || academic ? null : ByClauses(
            law, Subject, "该项目已被鉴别为学科类，不得按非学科类报备。", "Experts classified the item as academic, so it must not be filed as non-academic.",
            ["KM-7", "TZ-15", "YC-3.3", "BJ-14"], nameof(CourseAgainstItsClassification));
    }

    /// <summary>Where no clause of the place says it, a person decides: a course that nobody licensed never passes in silence.</summary>
    private static Finding ByClauses(LawAt law, string subject, string zh, string en, string[] clauses, string rule) =>
        law.ByClauses(Severity.Breach, subject, zh, en, clauses, rule) ?? new Finding(rule, Severity.Undetermined, zh, en, subject, null, null, []);
}
