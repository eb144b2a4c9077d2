using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Events;

/// <summary>
/// Removes from the log what is older than the months that it is kept. Removed is always its beginning, so what is left has no gap;
/// what somebody has not acknowledged yet stays, unless it is twice as old.
/// </summary>
internal sealed class Retention(TimeProvider clock)
{
    /// <summary>The law of the platform never asks for less, whatever an operator sets.</summary>
    private const int LeastMonths = 24;

    private const int Batch = 5000;

    public async Task<bool> SweepAsync(EventsDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var months = Math.Max(LeastMonths, Law.Current.At(DivisionCode.Nation, today).Limit(Law.EventLogKeptMonths)?.Value ?? LeastMonths);
        var oldest = await db.Log.OrderBy(e => e.Sequence).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(cancellation);
        if (oldest is null) return false;
        var (kept, forced) = (ChinaDay.StartOf(today.AddMonths(-months)), ChinaDay.StartOf(today.AddMonths(-2 * months)));
        var acknowledged = await (from progress in db.Progress
                                  join one in db.Subscriptions on progress.SubscriptionId equals one.Id
                                  where one.State != SubscriptionState.Removed
                                  select (long?)progress.Acknowledged).MinAsync(cancellation) ?? long.MaxValue;
        var last = oldest.Value + Batch - 1;
        // The first that has to stay ends the stretch: behind it nothing is removed, however old.
        var stays = await db.Log.Where(e => e.Sequence <= last && (e.Time >= kept || (e.Sequence > acknowledged && e.Time >= forced)))
            .MinAsync(e => (long?)e.Sequence, cancellation);
        var end = stays - 1 ?? last;
        return await db.Log.Where(e => e.Sequence <= end).ExecuteDeleteAsync(cancellation) > 0 && stays is null;
    }
}
