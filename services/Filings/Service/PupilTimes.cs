using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>
/// A pupil, or everybody in a course, who is to be judged again. It is done by one worker after the change is committed:
/// two institutions that enrol one pupil at the same moment do not see each other's rows.
/// </summary>
public sealed class PupilTimeTask
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The course that has changed; null when one pupil is meant.</summary>
    public Guid? CourseId { get; init; }

    /// <summary>Keyed hash of the pupil; of a course the last pupil who was judged, empty at the beginning.</summary>
    public string PupilHash { get; set; } = "";
}

/// <summary>Judges how long pupils are online, again whenever their enrolments or courses change.</summary>
/// <param name="law">The law; in all places, for a pupil's institutions are in many.</param>
/// <param name="clock">The time.</param>
public sealed class PupilTimes(Law law, TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>Leaves a task for each online course whose timetable or state this save changes.</summary>
    internal static void Note(FilingsDb db)
    {
        var changed = db.ChangeTracker.Entries<Course>().Where(e => e.State == EntityState.Modified
            && (e.Property(c => c.State).IsModified || e.Property(c => c.Content).IsModified)
            && (e.Entity.Content.Mode != CourseMode.Offline || e.OriginalValues.GetValue<CourseContent>(nameof(Course.Content)).Mode != CourseMode.Offline));
        foreach (var course in changed.Select(e => e.Entity.Id).ToList())
            if (db.ChangeTracker.Entries<PupilTimeTask>().All(t => t.Entity.CourseId != course || t.State != EntityState.Added))
                db.Add(new PupilTimeTask { Id = Guid.CreateVersion7(), CourseId = course });
    }

    /// <summary>Judges one pupil by the law of a place over some days.</summary>
    internal async Task<IEnumerable<(ContinuousTime Time, Finding? Finding)>> JudgeAsync(
        FilingsDb db, IReadOnlyList<string> hashes, string division, DateOnly from, DateOnly to)
    {
        var enrolments = await db.Set<Enrolment>().AsNoTracking().Where(e => hashes.Contains(e.PupilHash)).ToListAsync();
        var courses = await SessionsAsync(db, enrolments, past: true);
        return PupilTimeRules.Judge(Attended(enrolments, courses, from, to), division, law);
    }

    /// <summary>Judges pupils again from today on and announces each breach that arises.</summary>
    private async Task RejudgeAsync(FilingsDb db, IReadOnlyCollection<string> pupils, Moment moment)
    {
        var today = moment.Today;
        await db.Set<Enrolment>().Where(e => pupils.Contains(e.PupilHash)).LoadAsync();
        var enrolments = db.Set<Enrolment>().Local.Where(e => pupils.Contains(e.PupilHash)).ToLookup(e => e.PupilHash);
        var courses = await SessionsAsync(db, [.. enrolments.SelectMany(e => e)], past: false);
        var standing = (await db.Set<PupilTimeBreach>().Where(b => pupils.Contains(b.PupilHash) && b.Date >= today && b.EndedOn == null).ToListAsync())
            .ToLookup(b => b.PupilHash);
        foreach (var pupil in pupils)
        {
            var sessions = Attended(enrolments[pupil], courses, today, DateOnly.MaxValue);
            var found = sessions.Select(s => s.Division).Distinct().SelectMany(place => PupilTimeRules.Judge(sessions, place, law)
                .Where(judged => judged.Finding?.Severity == Severity.Breach).Select(judged => (Place: place, judged.Time, Finding: judged.Finding!))).ToList();
            foreach (var gone in standing[pupil].Where(b => !found.Any(f => b.IsOf(f.Place, f.Time)))) gone.End(today, moment.Now);
            foreach (var (place, time, finding) in found)
            {
                if (standing[pupil].FirstOrDefault(b => b.IsOf(place, time)) is { } known) known.Renew(time, finding, moment.Now);
                else Announce(db, PupilTimeBreach.Of(place, pupil, time, finding, today, moment.Now), moment);
            }
        }
    }

    /// <summary>Works tasks off: those of single pupils together, then a part of a course.</summary>
    internal async Task<bool> SweepAsync(FilingsDb db, CancellationToken cancellation)
    {
        var tasks = await db.Set<PupilTimeTask>().OrderBy(t => t.Id).Take(Batch).ToListAsync(cancellation);
        if (tasks.Count == 0) return false;
        var pupils = tasks.TakeWhile(t => t.CourseId is null).Select(t => t.PupilHash).Distinct().ToList();
        if (pupils.Count > 0) db.RemoveRange(tasks.TakeWhile(t => t.CourseId is null));
        else
        {
            var course = tasks[0];
            pupils = await db.Set<Enrolment>().Where(e => e.CourseId == course.CourseId && string.Compare(e.PupilHash, course.PupilHash) > 0)
                .OrderBy(e => e.PupilHash).Take(Batch).Select(e => e.PupilHash).ToListAsync(cancellation);
            if (pupils.Count < Batch) db.Remove(course);
            else course.PupilHash = pupils[^1];
        }
        var now = clock.GetUtcNow().UtcDateTime;
        await RejudgeAsync(db, pupils, Moment.At(db, now));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static void Announce(FilingsDb db, PupilTimeBreach breach, Moment moment)
    {
        db.Add(breach);
        moment.Announce($"pupil-time-breaches/{breach.Id}", breach.Version, new PupilOnlineTimeBreached
        {
            Division = breach.Division, BreachId = $"{breach.Id}", Date = breach.Date, Minutes = breach.Time.Minutes,
            InstitutionCodes = [.. breach.Time.Sessions.Select(s => s.InstitutionCode).Distinct()], Finding = breach.Finding.ToFact(),
        });
    }

    /// <summary>Online sessions of the courses that are held, by course.</summary>
    private static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<PupilSession>>> SessionsAsync(FilingsDb db, IReadOnlyList<Enrolment> enrolments, bool past)
    {
        var ids = enrolments.Select(e => e.CourseId).Distinct().ToArray();
        var held = past ? new[] { CourseState.Filed, CourseState.Expired } : [CourseState.Filed];
        var courses = await db.Courses.AsNoTracking().Where(c => ids.Contains(c.Id) && held.Contains(c.State)).ToListAsync();
        return courses.ToDictionary(c => c.Id, c => (IReadOnlyList<PupilSession>)
            [.. c.Content.Sessions().Where(s => s.Online).Select(s => new PupilSession(c.Division, c.InstitutionCode, c.Id, s.Date, s.Start, s.End))]);
    }

    private static List<PupilSession> Attended(
        IEnumerable<Enrolment> enrolments, IReadOnlyDictionary<Guid, IReadOnlyList<PupilSession>> courses, DateOnly from, DateOnly to) =>
        [.. enrolments.SelectMany(e => courses.GetValueOrDefault(e.CourseId, []).Where(s => from <= s.Date && s.Date <= to && e.Covers(s.Date)))];
}

internal sealed class EnrolmentTable : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> row)
    {
        row.IsFiledMatter("enrolments");
        row.Property(e => e.PupilHash).HasMaxLength(100);
        row.HasIndex(e => e.PupilHash);
        row.Property(e => e.SchoolCode).HasMaxLength(18);
        row.HasIndex(e => new { e.CourseId, e.PupilHash }).IsUnique();
        row.HasIndex(e => new { e.OwnerCode, e.From });
    }
}

internal sealed class PupilTimeBreachTable : IEntityTypeConfiguration<PupilTimeBreach>
{
    public void Configure(EntityTypeBuilder<PupilTimeBreach> row)
    {
        row.IsFiledMatter("pupil_time_breaches");
        row.Property(b => b.PupilHash).HasMaxLength(100);
        row.Property(b => b.Time).HasJson();
        row.Property(b => b.Finding).HasJson();
        row.HasIndex(b => new { b.PupilHash, b.Date });
    }
}

internal sealed class PupilTimeTaskTable : IEntityTypeConfiguration<PupilTimeTask>
{
    public void Configure(EntityTypeBuilder<PupilTimeTask> row)
    {
        row.ToTable("pupil_time_tasks");
        row.Property(t => t.Id).ValueGeneratedNever();
        row.Property(t => t.PupilHash).HasMaxLength(100);
    }
}
