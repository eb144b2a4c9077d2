using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>
/// Ends brochures that name a course or tutor whose filing ends. The database calls it before it saves, so that it follows
/// in the same transaction, whoever ended the filing.
/// </summary>
internal static class BrochureSettling
{
    public static async Task SettleAsync(FilingsDb db, CancellationToken cancellation)
    {
        var gone = Ended(db).ToList();
        if (gone.Count == 0) return;
        var codes = gone.Select(g => g.Code).Distinct().ToArray();
        var (now, ids) = (gone.Max(g => g.Now), gone.Select(g => $"{g.Id}").ToHashSet());
        var today = ChinaDay.Of(now);
        var brochures = await db.Set<Brochure>()
            .Where(b => codes.Contains(b.OwnerCode) && b.State == BrochureState.Filed && b.RecruitsTo >= today).ToListAsync(cancellation);
        foreach (var brochure in brochures)
        {
            if (!brochure.Lose(ids, Law.Current.At(DivisionCode.Parse(brochure.Division), today), now)) continue;
            db.Announce(FilingsModule.ServiceName, $"brochures/{brochure.Id}", brochure.Version, now, new BrochureNoLongerHolds
            {
                Division = brochure.Division, BrochureId = $"{brochure.Id}", InstitutionId = brochure.InstitutionId, InstitutionCode = brochure.OwnerCode,
                Findings = [.. brochure.Findings.Select(f => f.ToFact())],
            });
        }
    }

    private static IEnumerable<(Guid Id, string Code, DateTime Now)> Ended(FilingsDb db)
    {
        foreach (var course in db.ChangeTracker.Entries<Course>())
            if (course.State == EntityState.Modified && course.Entity.State != CourseState.Filed && course.OriginalValues.GetValue<CourseState>(nameof(Course.State)) == CourseState.Filed)
                yield return (course.Entity.Id, course.Entity.InstitutionCode, course.Entity.UpdatedAt);
        foreach (var tutor in db.ChangeTracker.Entries<Tutor>())
            if (tutor.State == EntityState.Modified && tutor.Entity.State != TutorState.Filed && tutor.OriginalValues.GetValue<TutorState>(nameof(Tutor.State)) == TutorState.Filed)
                yield return (tutor.Entity.Id, tutor.Entity.OwnerCode, tutor.Entity.UpdatedAt.UtcDateTime);
    }
}
