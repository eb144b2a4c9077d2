using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>An institution whose courses or enrolments have changed, to be looked at again by one worker after the change is committed.</summary>
public sealed class AttendanceTask
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string OwnerCode { get; init; }
}

/// <summary>
/// Draws from the enrolments that institutions file what they give away: whether there are teachers enough for the pupils
/// (F8), whether a brochure filed before offered what is attended (F9), and whether nearly all come from one school (F11).
/// </summary>
/// <param name="keys">What encrypts the descriptions of reports.</param>
/// <param name="clock">The time.</param>
public sealed class Attendance(PersonalData keys, TimeProvider clock)
{
    private const int Batch = 20;
    private const int MostRows = 2_000;

    /// <summary>Leaves a task for each institution whose courses or enrolments this save changes.</summary>
    internal static void Note(FilingsDb db)
    {
        var courses = db.ChangeTracker.Entries<Course>()
            .Where(e => e.State == EntityState.Modified && (e.Property(c => c.State).IsModified || e.Property(c => c.Content).IsModified))
            .Select(e => e.Entity.InstitutionCode);
        var enrolments = db.ChangeTracker.Entries<Enrolment>()
            .Where(e => e.State is EntityState.Added or EntityState.Deleted || (e.State == EntityState.Modified && !(e.Entity.Compared && e.Property(r => r.Compared).IsModified)))
            .Select(e => e.Entity.OwnerCode);
        foreach (var code in courses.Concat(enrolments).Distinct().ToList())
            if (db.ChangeTracker.Entries<AttendanceTask>().All(t => t.Entity.OwnerCode != code || t.State != EntityState.Added))
                db.Add(new AttendanceTask { Id = Guid.CreateVersion7(), OwnerCode = code });
    }

    /// <summary>Pupils who attend the filed courses of an institution on a day, and the next day on which that changes by itself.</summary>
    internal static async Task<(AttendanceCount Count, DateOnly? Next)> CountAsync(FilingsDb db, string code, DateOnly today)
    {
        var rows = db.Set<Enrolment>().AsNoTracking().Where(e => e.OwnerCode == code);
        if (!await rows.AnyAsync()) return (new AttendanceCount(0, 0, 0), null);
        var filed = await db.Courses.AsNoTracking().Where(c => c.InstitutionCode == code && c.State == CourseState.Filed).ToListAsync();
        var kinds = filed.ToLookup(c => KindOf(c.Content), c => c.Id);
        Task<int> PupilsAsync(Kind kind)
        {
            var ids = kinds[kind].ToArray();
            return ids.Length == 0
                ? Task.FromResult(0)
                : rows.Where(e => ids.Contains(e.CourseId) && e.From <= today && (e.To == null || e.To >= today)).Select(e => e.PupilHash).Distinct().CountAsync();
        }
        var begins = await rows.Where(e => e.From > today).MinAsync(e => (DateOnly?)e.From);
        var ends = (await rows.Where(e => e.To >= today).MinAsync(e => e.To))?.AddDays(1);
        return (
            new AttendanceCount(await PupilsAsync(Kind.Offline), await PupilsAsync(Kind.Preschool), await PupilsAsync(Kind.Online)),
            begins < ends || ends is null ? begins : ends);
    }

    /// <summary>Looks at the institutions that have changed, and at those whose day has come.</summary>
    internal async Task<bool> SweepAsync(FilingsDb db, CancellationToken cancellation)
    {
        var moment = Moment.At(db, clock.GetUtcNow().UtcDateTime);
        var tasks = await db.Set<AttendanceTask>().OrderBy(t => t.Id).Take(Batch).ToListAsync(cancellation);
        var due = await db.Set<Staffing>().Where(s => s.RejudgeOn != null && s.RejudgeOn <= moment.Today).OrderBy(s => s.RejudgeOn).Take(Batch)
            .Select(s => s.OwnerCode).ToListAsync(cancellation);
        var codes = tasks.Select(t => t.OwnerCode).Union(due).ToList();
        if (codes.Count == 0) return false;
        var whole = true;
        foreach (var code in codes) whole &= await LookAsync(db, code, moment);
        if (whole) db.RemoveRange(tasks);
        // When somebody changed one of them meanwhile the turn fails, is told of and taken again, like any other failure.
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Looks at one institution.</summary>
    /// <returns>Whether everything was looked at; false when a further turn is needed.</returns>
    private async Task<bool> LookAsync(FilingsDb db, string code, Moment moment)
    {
        if (await db.Set<Enrolment>().AsNoTracking().FirstOrDefaultAsync(e => e.OwnerCode == code) is not { } any)
        {
            if (await db.Set<Staffing>().FirstOrDefaultAsync(s => s.OwnerCode == code) is { } stated) await PersonMatching.RejudgeStaffingAsync(db, stated, moment);
            return true;
        }
        var owner = new Owner(any.Division, any.InstitutionId, any.OwnerCode);
        if (!await db.Set<Staffing>().AnyAsync(s => s.OwnerCode == code)) db.Add(Staffing.Of(owner, new StaffingStatement(0, 0, 0, 0), moment.Now));
        await PersonMatching.RejudgeStaffingAsync(db, any, moment);
        var whole = await CompareAsync(db, owner, moment);
        await LookForCollusionAsync(db, owner, moment);
        return whole;
    }

    /// <summary>Compares those who have begun with the brochures filed before: one report for each day on which something was attended that none offered.</summary>
    private async Task<bool> CompareAsync(FilingsDb db, Owner owner, Moment moment)
    {
        var begun = await db.Set<Enrolment>().Where(e => e.OwnerCode == owner.Code && !e.Compared && e.From <= moment.Today)
            .OrderBy(e => e.From).ThenBy(e => e.Id).Take(MostRows).ToListAsync();
        if (begun.Count == 0) return true;
        var brochures = await db.Set<Brochure>().AsNoTracking().Where(b => b.OwnerCode == owner.Code && b.FiledOn != null).ToListAsync();
        var ids = begun.Select(e => e.CourseId).Distinct().ToArray();
        var titles = await db.Courses.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Content.Title);
        foreach (var day in begun.GroupBy(e => e.From))
        {
            var missing = day.Select(e => e.CourseId).Distinct()
                .Where(id => !brochures.Any(b => b.FiledOn <= day.Key && b.RecruitsFrom <= day.Key && b.Content.Courses.Any(c => c.CourseId == $"{id}")))
                .Select(id => titles.GetValueOrDefault(id, $"{id}")).Order(StringComparer.Ordinal).ToList();
            if (RecruitmentRules.AttendedWithoutBrochure(missing, Law.Current.At(DivisionCode.Parse(owner.Division), day.Key)) is { } breach)
                await ReportAsync(db, owner, day.Key, breach, moment);
            foreach (var enrolment in day) enrolment.Compare();
        }
        return begun.Count < MostRows;
    }

    private async Task ReportAsync(FilingsDb db, Owner owner, DateOnly day, Finding breach, Moment moment)
    {
        if (await KnownAsync(db, owner, ReportKind.Recruitment, day, day, "")) return;
        var report = Report(db, owner, ReportKind.Recruitment, day, "", breach, moment);
        moment.Announce($"recruitment-reports/{report.Id}", report.Version, new RecruitmentBreachFound
        {
            Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
            ObservedOn = day, Findings = [breach.ToFact()],
        });
    }

    private async Task LookForCollusionAsync(FilingsDb db, Owner owner, Moment moment)
    {
        var law = Law.Current.At(DivisionCode.Parse(owner.Division), moment.Today);
        if (law.Limit(Law.CollusionSignDays) is not { } days) return;
        var from = moment.Today.AddDays(1 - days.Value);
        var began = db.Set<Enrolment>().AsNoTracking()
            .Where(e => e.OwnerCode == owner.Code && e.SchoolCode != "" && e.From >= from && e.From <= moment.Today)
            .Select(e => new { e.SchoolCode, e.PupilHash }).Distinct();
        var schools = await began.GroupBy(e => e.SchoolCode).Select(g => new { School = g.Key, Pupils = g.Count() }).ToListAsync();
        var all = schools.Sum(s => s.Pupils);
        foreach (var school in schools)
        {
            if (RecruitmentRules.PupilsComeFromOneSchool(new OriginFacts(all, school.Pupils), law) is not { } sign) continue;
            if (await KnownAsync(db, owner, ReportKind.Collusion, from, moment.Today, school.School)) continue;
            var report = Report(db, owner, ReportKind.Collusion, moment.Today, school.School, sign, moment);
            moment.Announce($"recruitment-reports/{report.Id}", report.Version, new CollusionSuspected
            {
                Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
                SchoolCode = report.SchoolCode, ObservedOn = report.ObservedOn, Source = "ENROLMENT", Findings = [sign.ToFact()],
            });
        }
    }

    /// <summary>Whether enrolments were reported of before, so that nobody is told twice.</summary>
    private static Task<bool> KnownAsync(FilingsDb db, Owner owner, ReportKind kind, DateOnly from, DateOnly to, string school) =>
        db.Set<RecruitmentReport>().AnyAsync(r => r.OwnerCode == owner.Code && r.Kind == kind && r.Source == ObservationSource.Enrolment
            && r.ObservedOn >= from && r.ObservedOn <= to && r.SchoolCode == school);

    private RecruitmentReport Report(FilingsDb db, Owner owner, ReportKind kind, DateOnly day, string school, Finding finding, Moment moment)
    {
        var report = RecruitmentReport.Of(owner, kind, (day, ObservationSource.Enrolment), school, keys.Protect(finding.MessageZh), [finding], moment.Now);
        db.Add(report);
        return report;
    }

    private static Kind KindOf(CourseContent content) =>
        content.Mode == CourseMode.Online ? Kind.Online
        : content.Stages.Any(s => s is EducationStage.Infant or EducationStage.Preschool) ? Kind.Preschool
        : Kind.Offline;

    private enum Kind
    {
        Offline,
        Preschool,
        Online,
    }
}

internal sealed class AttendanceTaskTable : IEntityTypeConfiguration<AttendanceTask>
{
    public void Configure(EntityTypeBuilder<AttendanceTask> row)
    {
        row.ToTable("attendance_tasks");
        row.Property(t => t.Id).ValueGeneratedNever();
        row.Property(t => t.OwnerCode).HasMaxLength(18);
    }
}
