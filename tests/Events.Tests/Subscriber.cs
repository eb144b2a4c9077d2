using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

/// <summary>A department's officer who subscribes, and a registry that announces whatever is wanted.</summary>
internal static class Subscriber
{
    private static long _version;

    public const string Breach = "monitoring.advertisement-breach-found";

    public static SubscriptionService.SubscriptionServiceClient Subscriptions(this TestHost host, string division, string department = "MARKET_REGULATION") =>
        new(host.AsRegulator(division, department));

    public static ReceiptService.ReceiptServiceClient Receipts(this TestHost host, string division, string department = "MARKET_REGULATION") => new(host.AsRegulator(division, department));

    public static CreateSubscriptionRequest Order(string division, params string[] types) =>
        new() { RequestId = Registry.NewId(), Division = division, Title = "广告与收费", Delivery = Protos.Event.V1.Delivery.Stream, Types_ = { types } };

    public static async Task<Protos.Event.V1.Subscription> SubscribeAsync(this TestHost host, string division, params string[] types) =>
        (await host.Subscriptions(division).CreateSubscriptionAsync(Order(division, types))).Subscription;

    /// <summary>Announces so many risks about each of some subjects, and waits until the log has them.</summary>
    public static async Task AnnounceAsync(this TestHost host, string division, int events, int subjects = 1, string street = "测试路")
    {
        var before = await host.NewestAsync();
        await using (var db = await host.OpenAsync<InstitutionsDb>())
        {
            for (var i = 0; i < events; i++)
            {
                db.Announce("institutions", $"things/{division}-{i % subjects}", Interlocked.Increment(ref _version), DateTime.UtcNow, new InstitutionSiteAdded
                {
                    Division = division, InstitutionId = $"{Guid.CreateVersion7()}", Addresses = [$"{street}{i}号"],
                });
            }
            await db.SaveChangesAsync();
        }
        await Eventually.ValueAsync("the log has what was announced", host.NewestAsync, newest => newest >= before + events);
    }

    /// <summary>Last position of the log.</summary>
    public static async Task<long> NewestAsync(this TestHost host)
    {
        await using var db = await host.OpenAsync<EventsDb>();
        return (await db.Head.AsNoTracking().SingleAsync(h => h.Id == LogHead.Log)).Sequence;
    }

    public static async Task<Listener> OpenAsync(this TestHost host, Protos.Event.V1.Subscription one, int window = 0, int heartbeat = 1, StartPosition? start = null)
    {
        var call = host.Subscriptions(one.Division).StreamEvents();
        await call.RequestStream.WriteAsync(new() { Open = new() { SubscriptionId = one.SubscriptionId, WindowSize = window, HeartbeatSeconds = heartbeat, Start = start } });
        return new Listener(call);
    }
}

/// <summary>An open stream.</summary>
internal sealed class Listener(AsyncDuplexStreamingCall<StreamEventsRequest, StreamEventsResponse> call) : IDisposable
{
    private long _acknowledged;

    /// <summary>Events received so far.</summary>
    public List<LoggedEvent> Events { get; } = [];

    /// <summary>The last heartbeat; null before the first.</summary>
    public Heartbeat? Heartbeat { get; private set; }

    /// <summary>Reads one message.</summary>
    public async Task NextAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Patience);
        if (!await call.ResponseStream.MoveNext(limit.Token)) throw new InvalidOperationException("The stream ended.");
        if (call.ResponseStream.Current.Heartbeat is { } beat) Heartbeat = beat;
        else Events.AddRange(call.ResponseStream.Current.Events.Events);
    }

    /// <summary>Reads until so many events have come.</summary>
    public async Task UntilAsync(int events)
    {
        while (Events.Count < events) await NextAsync();
    }

    /// <summary>Reads until the next heartbeat that knows of all that was acknowledged: one may be on its way already.</summary>
    public async Task BeatAsync()
    {
        Heartbeat = null;
        while (Heartbeat is null || Heartbeat.AcknowledgedSequence < _acknowledged) await NextAsync();
    }

    public Task AcknowledgeAsync(long sequence)
    {
        _acknowledged = sequence;
        return call.RequestStream.WriteAsync(new() { Acknowledge = new() { Sequence = sequence } });
    }

    /// <summary>Acknowledges everything and ends the stream in order.</summary>
    public async Task CloseAsync()
    {
        if (Events.Count > 0) await AcknowledgeAsync(Events[^1].Sequence);
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { /* what is still on its way */ }
    }

    /// <summary>Why the stream ends.</summary>
    public async Task<RichError> EndAsync()
    {
        try
        {
            while (true) await NextAsync();
        }
        catch (RpcException e)
        {
            return RichError.Of(e);
        }
    }

    public void Dispose() => call.Dispose();
}
