using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings;

/// <summary>
/// Follows when schools teach and who teaches there: courses of a place whose calendar changed are judged again in the
/// background, tutors who came on a roster at once.
/// </summary>
public sealed class SchoolConsumer(IDbContextFactory<FilingsDb> databases, PersonMatching matching, TimeProvider clock, ILogger<SchoolConsumer> log)
    : EventConsumer<FilingsDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "filings.schools";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics { get; } = ["#.school-calendar-put", "#.teacher-roster-changed"];

    /// <inheritdoc />
    protected override Task ApplyAsync(FilingsDb db, ReceivedEvent received, CancellationToken cancellation) => CloudEvents.DataOf(received) switch
    {
        SchoolCalendarPut put => FollowAsync(db, put, received.Time, cancellation),
        TeacherRosterChanged changed => FollowAsync(db, changed, received.Time, cancellation),
        _ => Task.CompletedTask,
    };

    private static async Task FollowAsync(FilingsDb db, SchoolCalendarPut put, DateTime toldAt, CancellationToken cancellation)
    {
        var calendar = new SchoolCalendar(
            put.StartsOn, put.EndsOn,
            [.. put.Vacations.Select(v => new Vacation(v.NameZh, v.StartsOn, v.EndsOn))],
            [.. put.SchoolHours.Select(h => new SchoolHours(EnumMap<Institution.EducationStage, EducationStage>.FromWord(h.Stage), h.StartTime, h.EndTime))],
            [.. put.MovedDays.Select(m => new MovedDay(m.Date, m.Teaches, m.ReasonZh))],
            put.WorkEndsAt);
        var stored = await db.Set<StoredCalendar>().FindAsync([put.Division, put.SchoolYear], cancellation);
        if (stored is null) db.Add(stored = new StoredCalendar { Division = put.Division, SchoolYear = put.SchoolYear, Calendar = calendar });
        if (stored.UpdatedAt > toldAt) return;
        (stored.Calendar, stored.UpdatedAt) = (calendar, toldAt);
        stored.Version++;
        db.Add(new Rejudging { Id = Guid.CreateVersion7(), Division = put.Division });
    }

    private async Task FollowAsync(FilingsDb db, TeacherRosterChanged changed, DateTime toldAt, CancellationToken cancellation)
    {
        var ids = changed.Entries.Select(t => Guid.Parse(t.TeacherId)).ToArray();
        var known = await db.Set<RosterEntry>().Where(r => EF.Parameter(ids).Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        foreach (var (teacher, id) in changed.Entries.Zip(ids))
        {
            if (!known.TryGetValue(id, out var entry)) db.Add(entry = known[id] = RosterEntry.Begin(id, changed.Division, changed.SchoolCode));
            entry.Take(teacher.KeyedHashes[0], teacher.From, teacher.To, toldAt);
        }
        await matching.RejudgeAsync(db, [.. changed.Entries.SelectMany(t => t.KeyedHashes).Distinct()], Moment.At(db, _clock.GetUtcNow().UtcDateTime));
    }
}
