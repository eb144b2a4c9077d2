using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>Gathers what a course is judged with.</summary>
internal static class Judging
{
    /// <summary>Judges a course as the law and everything known stand on a day.</summary>
    public static async Task<(Guid? InstitutionId, bool Licensed, CourseJudgement Judgement)> JudgeAsync(
        FilingsDb db, Course course, DateOnly today, CancellationToken cancellation = default)
    {
        var division = DivisionCode.Parse(course.Division);
        var institution = await db.Set<KnownInstitution>().AsNoTracking().Where(i => i.Code == course.InstitutionCode)
            .OrderByDescending(i => i.MayTrain).ThenByDescending(i => i.Id).FirstOrDefaultAsync(cancellation);
        var item = await db.Set<ItemNature>().AsNoTracking()
            .SingleOrDefaultAsync(i => i.InstitutionCode == course.InstitutionCode && i.ItemName == course.Content.Item, cancellation);
        var licensed = institution is { MayTrain: true, Category: not null } && institution.Division == course.Division;
        var standing = new Standing(licensed, institution?.Category, item?.Academic);
        var schools = await SchoolsAsync(db, division, cancellation);
        return (institution?.Id, licensed, CourseRules.Judge(new CourseFacts(course.Content, standing), schools?.Calendar, Law.Current.At(division, today)));
    }

    /// <summary>The nearest school calendar: of the division itself, else of the nearest one above.</summary>
    public static async Task<StoredCalendar?> SchoolsAsync(FilingsDb db, DivisionCode division, CancellationToken cancellation = default)
    {
        List<string> places = [division.ToString(), .. Law.Current.Divisions.Ancestors(division).Select(d => d.Code.ToString())];
        var found = await db.Set<StoredCalendar>().AsNoTracking().Where(c => places.Contains(c.Division)).ToListAsync(cancellation);
        return found.MinBy(c => places.IndexOf(c.Division));
    }
}
