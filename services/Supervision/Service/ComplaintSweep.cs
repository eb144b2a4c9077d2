using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Finds what was not accepted or answered in time, and what is at its end.</summary>
internal sealed class ComplaintSweep(TimeProvider clock)
{
    private const int Batch = 200;
    private bool _filled;

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        if (!_filled) await FillDaysAsync(db, today, cancellation);
        _filled = true;
        var late = await db.Set<Complaint>()
            .Where(c => (c.State == ComplaintState.Dispatched && !c.AcceptanceOverdue && c.AcceptanceDue < today)
                || ((c.State == ComplaintState.Dispatched || c.State == ComplaintState.Accepted) && !c.AnswerOverdue && c.AnswerDue < today)
                || (c.State == ComplaintState.Answered && c.ReopenUntil < today))
            .OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var one in late) Look(db, one, today, now);
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }

    private static void Look(SupervisionDb db, Complaint one, DateOnly today, DateTimeOffset now)
    {
        var (acceptance, answer) = (one.AcceptanceOverdue, one.AnswerOverdue);
        if (one.Close(today, now)) Announce(new ComplaintClosed { Division = one.Division, ComplaintId = $"{one.Id}", Outcome = Complaints.Word(one.Outcome) });
        if (!one.MarkOverdue(today, now)) return;
        if (one.AcceptanceOverdue && !acceptance) Announce(Overdue("ACCEPTANCE", one.AcceptanceDue!.Value));
        if (one.AnswerOverdue && !answer) Announce(Overdue("ANSWER", one.AnswerDue!.Value));

        void Announce(DomainEvent fact) => db.Announce(SupervisionModule.ServiceName, Complaints.NameOf(one), one.Version, now.UtcDateTime, fact);
        ComplaintOverdue Overdue(string due, DateOnly day) => new() { Division = one.Division, ComplaintId = $"{one.Id}", Lead = one.Lead, Due = due, DueDate = day };
    }

    /// <summary>Days that the calendar did not know are filled once the notice for the year is there; it comes with the law, and so with a start.</summary>
    private static async Task FillDaysAsync(SupervisionDb db, DateOnly today, CancellationToken cancellation)
    {
        for (var after = Guid.Empty; ;)
        {
            var rows = await db.Set<Complaint>().Where(c => c.Id > after
                    && (((c.State == ComplaintState.Dispatched || c.State == ComplaintState.Accepted) && (c.AcceptanceDue == null || c.AnswerDue == null))
                        || (c.State == ComplaintState.Answered && c.ReopenUntil == null)))
                .OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
            if (rows.Count == 0) return;
            foreach (var one in rows) one.SetDays(Law.Current.At(DivisionCode.Parse(one.Division), today));
            await db.SaveChangesAsync(cancellation);
            after = rows[^1].Id;
            db.ChangeTracker.Clear();
        }
    }
}
