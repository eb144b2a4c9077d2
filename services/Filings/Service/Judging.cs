using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>What courses are judged with, gathered by one query of each kind however many courses there are.</summary>
internal sealed class Judging
{
    private readonly DateOnly _today;
    private readonly Dictionary<string, LicensedInstitution> _institutions;
    private readonly Dictionary<(string Code, string Item), bool> _natures;
    private readonly IReadOnlyDictionary<string, SchoolCalendars> _schools;
    private readonly Dictionary<(string Division, string Subject), Syllabus> _syllabi;

    private Judging(
        DateOnly today, Dictionary<string, LicensedInstitution> institutions, Dictionary<(string Code, string Item), bool> natures,
        IReadOnlyDictionary<string, SchoolCalendars> schools, Dictionary<(string Division, string Subject), Syllabus> syllabi) =>
        (_today, _institutions, _natures, _schools, _syllabi) = (today, institutions, natures, schools, syllabi);

    /// <summary>Gathers what some courses are judged with as the law and everything known stand on a day.</summary>
    public static async Task<Judging> ForAsync(
        FilingsDb db, IReadOnlyCollection<(string Division, string Code, CourseContent Content)> courses, DateOnly today, CancellationToken cancellation)
    {
        // One parameter each, however many there are: statements stay the same and no provider's limit is met.
        var codes = courses.Select(c => c.Code).Distinct().ToArray();
        var known = await db.Set<LicensedInstitution>().AsNoTracking().Where(i => EF.Parameter(codes).Contains(i.Code)).ToListAsync(cancellation);
        var natures = await db.Set<ItemNature>().AsNoTracking().Where(i => EF.Parameter(codes).Contains(i.InstitutionCode)).ToListAsync(cancellation);
        var places = courses.Select(c => c.Division).Distinct().ToDictionary(d => d, StoredCalendar.PlacesOf);
        return new Judging(
            today,
            known.GroupBy(i => i.Code).ToDictionary(g => g.Key, g => g.OrderByDescending(i => i.MayTrain).ThenByDescending(i => i.Id).First(), StringComparer.Ordinal),
            natures.ToDictionary(n => (n.InstitutionCode, n.ItemName), n => n.Academic),
            await StoredCalendar.OfAsync(db, places.Keys, cancellation),
            await Syllabi.FindAsync(db, places, [.. courses.SelectMany(c => NamesOf(c.Content)).Distinct()], today, cancellation));
    }

    /// <summary>Names under which the catalogue of a course is looked for: as it is written first, for a place may call it so too.</summary>
    private static string[] NamesOf(CourseContent content) => [content.CurriculumSubject, Law.Current.SubjectOf(content.CurriculumSubject, content.Grades)];

    /// <summary>Judges one course.</summary>
    public static async Task<(Guid? InstitutionId, bool Licensed, CourseJudgement Judgement)> JudgeAsync(
        FilingsDb db, Course course, DateOnly today, CancellationToken cancellation = default) =>
        (await ForAsync(db, [(course.Division, course.InstitutionCode, course.Content)], today, cancellation)).Judge(course.Division, course.InstitutionCode, course.Content);

    /// <summary>Judges a course for which this was gathered.</summary>
    public (Guid? InstitutionId, bool Licensed, CourseJudgement Judgement) Judge(string division, string code, CourseContent content)
    {
        var institution = _institutions.GetValueOrDefault(code);
        var licensed = institution is { MayTrain: true, Category: not null } && institution.Division == division;
        var standing = new Standing(licensed, institution?.Category, _natures.TryGetValue((code, content.Item), out var academic) ? academic : null);
        var facts = new CourseFacts(content, standing, NamesOf(content).Select(subject => _syllabi.GetValueOrDefault((division, subject))).FirstOrDefault(syllabus => syllabus is not null));
        return (institution?.Id, licensed, CourseRules.Judge(facts, _schools[division], Law.Current.At(DivisionCode.Parse(division), _today)));
    }

    /// <summary>Day by which the department has to decide what is submitted today; null when no term is set, or the holidays up to then are unknown.</summary>
    public static DateOnly? ReviewDueOn(LawAt law) =>
        law.Limit(Law.CourseReviewWorkingDays) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;
}
