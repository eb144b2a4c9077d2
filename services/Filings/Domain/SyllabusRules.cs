using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>A unit of an outline, held against a catalogue.</summary>
/// <param name="Unit">The unit of the outline.</param>
/// <param name="Subject">Path of it, for example <c>course.outline[2]</c>.</param>
/// <param name="Grade">Highest grade that the course teaches.</param>
/// <param name="Syllabus">The catalogue.</param>
public readonly record struct OutlineFacts(OutlineUnit Unit, string Subject, int Grade, Syllabus Syllabus);

/// <summary>
/// Whether an academic course keeps to what its grades learn (F1), by comparing its outline with the curriculum catalogue.
/// A unit that the institution names itself, by identifier or by title, decides; a name within a text is a sign. That no
/// grade has a unit proves nothing of how hard it is, so a person decides.
/// </summary>
public static class SyllabusRules
{
    private const string Outline = "course.outline";
    private static readonly string[] Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"];

    /// <summary>Compares every unit of an outline.</summary>
    public static IReadOnlyList<Finding> Judge(CourseFacts facts, LawAt law)
    {
        var content = facts.Content;
        if (SyllabusIsUnknown(facts, law) is { } unknown) return [unknown];
        if (!IsCompared(content) || facts.Syllabus is not { } syllabus || content.Grades.Count == 0) return [];
        var findings = new List<Finding>();
        for (var i = 0; i < content.Outline.Count; i++)
        {
            var about = new OutlineFacts(content.Outline[i], $"{Outline}[{i}]", content.Grades.Max(), syllabus);
            if (UnitIsAheadOfTheGrade(about, law) is { } ahead) findings.Add(ahead);
            if (UnitIsInNoGrade(about, law) is { } beyond) findings.Add(beyond);
        }
        return findings;
    }

    /// <summary>Without a catalogue of the place and subject, or without grades, nothing can be compared.</summary>
    [Rule("无课程目录可比对，无法判定是否超标超前", "No catalogue to compare the outline with", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? SyllabusIsUnknown(CourseFacts facts, LawAt law)
    {
        if (!IsCompared(facts.Content)) return null;
        if (facts.Syllabus is null)
        {
            return law.ByClauses(Severity.Undetermined, Outline, $"当地没有“{facts.Content.CurriculumSubject}”的课程目录，须人工判定是否超标超前。",
                $"The place has no curriculum catalogue of '{facts.Content.CurriculumSubject}'; a person decides whether the course is ahead or beyond.", Clauses);
        }
        return facts.Content.Grades.Count > 0 ? null : law.ByClauses(Severity.Undetermined, "course.grades", "未写明年级，须人工判定是否超标超前。",
            "No grade is stated; a person decides whether the course is ahead or beyond.", Clauses);
    }

    /// <summary>What a higher grade learns is not taught ahead.</summary>
    [Rule("超前培训", "Training ahead of the grade", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? UnitIsAheadOfTheGrade(OutlineFacts facts, LawAt law)
    {
        var (units, sure) = Compare(facts);
        var ahead = units.Where(u => u.Grade > facts.Grade).ToList();
        if (ahead.Count == 0) return null;
        var (zh, en) = (string.Join("、", ahead.Select(u => $"{u.Grades}年级“{u.Title}”（{u.Id}）")), string.Join(", ", ahead.Select(u => $"'{u.Title}' ({u.Id}) of grade {u.Grades}")));
        return law.ByClauses(sure ? Severity.Breach : Severity.Undetermined, facts.Subject,
            $"超前培训：课程最高为{facts.Grade}年级，该单元对应{facts.Syllabus.Source}{zh}" + (sure ? "。" : "，须人工判定。"),
            $"Ahead of the grade: the course goes up to grade {facts.Grade}, the unit is {en}" + (sure ? "." : "; a person decides."), Clauses);
    }

    /// <summary>What no grade learns may be beyond the syllabus.</summary>
    [Rule("疑似超标培训", "Unit that no grade has", Capability = "F1", Clauses = ["KM-7", "TZ-15", "YC-3.3", "BJ-14"])]
    public static Finding? UnitIsInNoGrade(OutlineFacts facts, LawAt law)
    {
        var unknown = (facts.Unit.CurriculumUnits ?? []).Where(id => facts.Syllabus.Unit(id) is null).ToList();
        if (unknown.Count == 0 && Compare(facts).Units.Count > 0) return null;
        var named = unknown.Count > 0 ? string.Join("、", unknown) : facts.Unit.Title;
        return law.ByClauses(Severity.Undetermined, facts.Subject, $"{facts.Syllabus.Source}各年级均无“{named}”，须人工判定是否超标。",
            $"No grade of the catalogue has '{named}'; a person decides whether it is beyond the syllabus.", Clauses);
    }

    /// <summary>The units of the catalogue that a unit of the outline is, and whether the institution says so itself.</summary>
    private static (IReadOnlyList<CurriculumUnit> Units, bool Sure) Compare(OutlineFacts facts)
    {
        if (facts.Unit.CurriculumUnits is { Count: > 0 } stated) return ([.. stated.Select(facts.Syllabus.Unit).OfType<CurriculumUnit>()], true);
        if (facts.Syllabus.Named(facts.Unit.Title) is { } named) return ([named], true);
        return (facts.Syllabus.Mentioned($"{facts.Unit.Title}\n{facts.Unit.Text}"), false);
    }

    /// <summary>Academic courses for the grades of schools; for other ages no grade has a syllabus.</summary>
    private static bool IsCompared(CourseContent content) =>
        new ClassFacts(content.Category, content.Stages).IsAcademic
        && content.Stages.Any(s => s is EducationStage.Primary or EducationStage.Junior or EducationStage.SeniorHigh);
}
