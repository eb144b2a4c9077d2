using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>
/// Finds accounts whose step was not taken in time, tells each once, and hands it to the next level: to the city, and to the
/// province when the city leaves it lying too.
/// </summary>
internal sealed class RectificationWatch(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var due = await db.Set<Rectification>()
            .Where(r => r.State != RectificationState.Closed && (r.WatchDate < today || r.DueDate == null))
            // Those that wait for a calendar must not keep others from being told.
            .OrderBy(r => r.DueDate == null).ThenBy(r => r.WatchDate).ThenBy(r => r.Id).Take(Batch).ToListAsync(cancellation);
        var told = 0;
        foreach (var one in due)
        {
            var (late, from) = one.Watch(Law.Current.At(DivisionCode.Parse(one.Division), today), now);
            if (late) Tell(db, one, now, new RectificationOverdue
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one),
                State = EnumMap<Wire.RectificationState, RectificationState>.Word(one.State), DueDate = one.DueDate!.Value,
            });
            if (from is not null) Tell(db, one, now, new RectificationEscalated
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), EscalatedFrom = from, EscalatedTo = one.HeldBy, DueDate = one.DueDate!.Value,
            });
            if (late || from is not null) told++;
        }
        if (due.Count > 0) await db.SaveChangesAsync(cancellation);
        return told == Batch;
    }

    private static void Tell(SupervisionDb db, Rectification one, DateTimeOffset now, DomainEvent fact) =>
        db.Announce(SupervisionModule.ServiceName, Rectifications.NameOf(one), one.Version, now.UtcDateTime, fact);
}
