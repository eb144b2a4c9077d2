using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Finds steps that the authorities owe and did not take in time, and announces each once.</summary>
internal sealed class Deadlines(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = ChinaDay.Of(now.UtcDateTime);
        var late = await db.Applications
            .Where(a => a.DueDate != null && a.DueDate < today && !a.Overdue)
            .OrderBy(a => a.DueDate).Take(Batch)
            .ToListAsync(cancellation);
        foreach (var application in late.Where(a => a.MarkOverdue(today, now)))
        {
            db.Announce(InstitutionsModule.ServiceName, $"applications/{application.Id}", application.Version, now.UtcDateTime, new ApplicationDeadlineMissed
            {
                Division = application.Division,
                ApplicationId = application.Id.ToString(),
                State = EnumMap<ApplicationState, Domain.ApplicationState>.Word(application.State),
                DueDate = application.DueDate!.Value,
            });
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }
}
