using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Events;

/// <summary>What operators are shown of departments that fall behind.</summary>
internal static class SubscriberLag
{
    /// <summary>Whoever is further behind is shown with this number: it costs no more to look.</summary>
    private const int MostCounted = 10_000;

    /// <summary>Counts what each active subscription has not acknowledged.</summary>
    public static async Task<IReadOnlyList<Measured>> CountAsync(EventsDb db, DateTime now, CancellationToken cancellation)
    {
        var today = ChinaDay.Of(now);
        var active = await db.Subscriptions.AsNoTracking().Where(s => s.State == SubscriptionState.Active)
            .Join(db.Progress, s => s.Id, p => p.SubscriptionId, (s, p) => new { Subscription = s, p.Acknowledged }).ToListAsync(cancellation);
        var values = new List<Measured>(active.Count);
        foreach (var one in active)
        {
            var filter = new LogFilter(one.Subscription.Division, one.Subscription.DeliveredTypes(today));
            var waiting = await filter.Of(db.Log.Where(e => e.Sequence > one.Acknowledged)).Take(MostCounted).CountAsync(cancellation);
            values.Add(new($"{one.Subscription.Id}", waiting));
        }
        return values;
    }
}
