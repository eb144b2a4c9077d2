using Microsoft.EntityFrameworkCore;

namespace ShuangJian.Events.Tests;

/// <summary>How long the log keeps an event: two years, and twice that for whoever has not acknowledged it.</summary>
public sealed class RetentionTests
{
    [Theory]
    // Days of the events, position acknowledged (-1 without a subscriber), first position that is left on 2026-11-20.
    [InlineData("2024-11-19,2024-11-20", -1, 2)]
    [InlineData("2024-11-20,2024-11-21", -1, 1)]
    [InlineData("2024-01-01,2024-01-02,2026-01-01", 1, 2)]
    [InlineData("2024-01-01,2024-01-02,2026-01-01", 2, 3)]
    [InlineData("2024-01-01,2024-01-02,2026-01-01", 0, 1)]
    [InlineData("2022-11-19,2024-01-02,2026-01-01", 0, 2)]
    [InlineData("2022-11-20,2024-01-02,2026-01-01", 0, 1)]
    // Late news stands behind younger ones, and stays with them: what is left has no gap.
    [InlineData("2026-01-01,2024-01-01,2026-01-02", -1, 1)]
    public async Task Only_the_beginning_is_removed_and_only_what_is_old_enough(string days, int acknowledged, long first)
    {
        var clock = EventHost.NewClock();
        await using var host = await EventHost.StartAsync(clock, builder => builder.Configuration["Background:StartAfter"] = "01:00:00");
        await using var db = await host.OpenAsync<EventsDb>();
        var entries = days.Split(',').Select((day, i) => Entry(i + 1, DateTime.SpecifyKind(DateTime.Parse(day).AddHours(4), DateTimeKind.Utc))).ToList();
        db.AddRange(entries);
        if (acknowledged >= 0)
        {
            var one = Subscription.Begin("530100", "EDUCATION", "测试", [], Delivery.Stream, 0, clock.GetUtcNow().UtcDateTime);
            db.Add(one);
            db.Add(new SubscriptionProgress { SubscriptionId = one.Id, Acknowledged = acknowledged });
        }
        await db.SaveChangesAsync();
        var retention = new Retention(clock);
        while (await retention.SweepAsync(db, CancellationToken.None)) { /* in batches */ }
        Assert.Equal(Enumerable.Range((int)first, entries.Count - (int)first + 1).Select(n => (long)n), await db.Log.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync());
    }

    internal static LogEntry Entry(long sequence, DateTime time, string type = "custody.refund-paid", string division = "530102") => new()
    {
        Sequence = sequence, EventId = Guid.CreateVersion7(), Type = type, Subject = $"refunds/{sequence % 10}", Division = division, Time = time, CloudEvent = "{}",
    };
}
