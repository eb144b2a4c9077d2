using Grpc.Core;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

/// <summary>Delivery over gRPC.</summary>
public sealed class StreamTests
{
    private const string Added = "institution.institution-site-added";

    [Fact]
    public async Task Delivers_what_happens_in_the_place_and_goes_on_where_it_was_acknowledged()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        using (var listener = await host.OpenAsync(one))
        {
            await host.AnnounceAsync("530102", 3);
            await host.AnnounceAsync("331002", 2);
            await host.AnnounceAsync("530103", 2);
            await listener.UntilAsync(5);
            Assert.Equal(["530102", "530102", "530102", "530103", "530103"], listener.Events.Select(e => e.Division));
            Assert.All(listener.Events, e => Assert.Equal(Added, e.Type));
            Assert.Equal(listener.Events.Select(e => e.Sequence).Order(), listener.Events.Select(e => e.Sequence));
            await listener.AcknowledgeAsync(listener.Events[2].Sequence);
            await listener.BeatAsync();
            // Left without a word: what was acknowledged stays, what was not comes again.
        }
        await Eventually.ValueAsync("three are acknowledged", async () => (await GetAsync(host, one)).AcknowledgedCount, count => count == 3);
        using var again = await host.OpenAsync(one);
        await again.UntilAsync(2);
        Assert.All(again.Events, e => Assert.Equal("530103", e.Division));
        await again.CloseAsync();
        var done = await GetAsync(host, one);
        Assert.Equal((5, 0, again.Events[^1].Sequence), (done.AcknowledgedCount, done.WaitingCount, done.AcknowledgedSequence));
    }

    /// <summary>A client takes 4 MB in one message unless it is told otherwise.</summary>
    [Fact]
    public async Task Long_events_do_not_make_a_message_longer_than_a_client_takes()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        await host.AnnounceAsync("530102", 5, street: new string('街', 300_000));
        using var listener = await host.OpenAsync(one);
        await listener.UntilAsync(5);
        Assert.Equal(5, listener.Events.DistinctBy(e => e.EventId).Count());
        Assert.All(listener.Events, e => Assert.InRange(e.CloudEvent.Length, 300_000, 2_000_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Never_more_is_sent_than_the_window_holds(int window)
    {
        const int Count = 1200;
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        await host.AnnounceAsync("530102", window == 1 ? 20 : Count);
        var total = window == 1 ? 20 : Count;
        using var listener = await host.OpenAsync(one, window);
        var acknowledged = 0;
        while (acknowledged < total)
        {
            var least = Math.Min(total, acknowledged + Math.Min(window, total - acknowledged));
            await listener.UntilAsync(Math.Min(least, acknowledged + 1));
            // A sign of life comes only once nothing more may be sent.
            await listener.BeatAsync();
            Assert.Equal(least, listener.Events.Count);
            await listener.AcknowledgeAsync(listener.Events[^1].Sequence);
            acknowledged = listener.Events.Count;
            if (acknowledged >= 3 * window) break;
        }
        Assert.Equal(listener.Events.Count, listener.Events.Select(e => e.EventId).Distinct().Count());
    }

    [Fact]
    public async Task A_subscriber_that_takes_nothing_holds_up_nobody()
    {
        await using var host = await EventHost.StartAsync();
        var (slow, quick) = (await host.SubscribeAsync("530100", Added), await host.SubscribeAsync("530100", Added));
        using var idle = await host.OpenAsync(slow, window: 10, heartbeat: 30);
        using var reader = await host.OpenAsync(quick);
        // More than is kept in memory, so that the slow one has to go back to the database.
        for (var round = 1; round <= 3; round++)
        {
            await host.AnnounceAsync("530102", 1000, subjects: 50);
            await reader.UntilAsync(1000 * round);
            await reader.AcknowledgeAsync(reader.Events[^1].Sequence);
        }
        await idle.UntilAsync(10);
        while (idle.Events.Count < 3000)
        {
            await idle.AcknowledgeAsync(idle.Events[^1].Sequence);
            await idle.NextAsync();
        }
        Assert.Equal(reader.Events.Select(e => e.Sequence), idle.Events.Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 4)]
    public async Task Starts_again_at_a_position_or_time_and_counts_nothing_twice(int how, int heard)
    {
        var clock = EventHost.NewClock();
        await using var host = await EventHost.StartAsync(clock);
        await host.AnnounceAsync("530102", 1);
        var one = (await host.Subscriptions("530100").CreateSubscriptionAsync(WithStart(new() { AfterSequence = 0 }))).Subscription;
        var between = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(DateTime.UtcNow);
        await host.AnnounceAsync("530102", 4);
        using (var first = await host.OpenAsync(one))
        {
            await first.UntilAsync(5);
            await first.CloseAsync();
        }
        using var again = await host.OpenAsync(one, start: how == 0 ? new() { AfterSequence = 0 } : new() { Time = between });
        await again.UntilAsync(heard);
        Assert.Equal(heard, again.Events.Count);
        await again.CloseAsync();
        var done = await GetAsync(host, one);
        Assert.Equal(5, done.AcknowledgedCount);

        CreateSubscriptionRequest WithStart(StartPosition start)
        {
            var order = Subscriber.Order("530100", Added);
            order.Start = start;
            return order;
        }
    }

    [Fact]
    public async Task A_position_that_was_not_sent_or_is_not_kept_is_refused()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        using var listener = await host.OpenAsync(one);
        await listener.AcknowledgeAsync(1_000_000);
        Assert.Equal("POSITION_NOT_SENT", (await listener.EndAsync()).Reason);
        using var beyond = await host.OpenAsync(one, start: new() { AfterSequence = 1_000_000 });
        Assert.Equal((StatusCode.FailedPrecondition, "POSITION_NOT_KEPT"), ((await beyond.EndAsync()) is var e ? e.Code : default, e.Reason));
        var order = Subscriber.Order("530100", Added);
        order.Start = new() { AfterSequence = 1_000_000 };
        Assert.Equal("POSITION_NOT_KEPT", await RichError.ReasonAsync(host.Subscriptions("530100").CreateSubscriptionAsync(order)));
    }

    [Fact]
    public async Task A_later_stream_takes_over_and_a_paused_subscription_ends_it()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        using var first = await host.OpenAsync(one);
        await first.BeatAsync();
        using var second = await host.OpenAsync(one);
        await second.BeatAsync();
        var over = await first.EndAsync();
        Assert.Equal((StatusCode.Aborted, "STREAM_TAKEN_OVER"), (over.Code, over.Reason));
        await host.Subscriptions("530100").PauseSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId });
        Assert.Equal("SUBSCRIPTION_STATE", (await second.EndAsync()).Reason);
        using var third = await host.OpenAsync(one);
        Assert.Equal("SUBSCRIPTION_STATE", (await third.EndAsync()).Reason);
        await host.AnnounceAsync("530102", 2);
        await host.Subscriptions("530100").ResumeSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId });
        using var fourth = await host.OpenAsync(one);
        await fourth.UntilAsync(2);
    }

    [Fact]
    public async Task A_stream_of_anothers_subscription_is_not_opened()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        var call = host.Subscriptions("530100", "EDUCATION").StreamEvents();
        await call.RequestStream.WriteAsync(new() { Open = new() { SubscriptionId = one.SubscriptionId } });
        using var education = new Listener(call);
        Assert.Equal("RESOURCE_NOT_FOUND", (await education.EndAsync()).Reason);
        var other = host.Subscriptions("530200").StreamEvents();
        await other.RequestStream.WriteAsync(new() { Open = new() { SubscriptionId = one.SubscriptionId } });
        using var neighbour = new Listener(other);
        Assert.Equal("OUT_OF_JURISDICTION", (await neighbour.EndAsync()).Reason);
        var mute = host.Subscriptions("530100").StreamEvents();
        await mute.RequestStream.WriteAsync(new() { Acknowledge = new() { Sequence = 1 } });
        using var without = new Listener(mute);
        Assert.Equal("FIELD_INVALID", (await without.EndAsync()).Reason);
    }

    internal static async Task<Protos.Event.V1.Subscription> GetAsync(TestHost host, Protos.Event.V1.Subscription one) =>
        (await host.Subscriptions(one.Division).GetSubscriptionAsync(new() { SubscriptionId = one.SubscriptionId })).Subscription;
}
