using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ShuangJian.Institutions;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Many_events_at_once_are_all_logged_with_positions_without_gaps_one_at_a_time()
    {
        const int Count = 300;
        var probe = new Probe("test.crowd", "53.#");
        await using var host = await EventHost.StartAsync(configure: builder => builder.Services.AddSingleton<IEventConsumer>(probe));
        await using (var db = await host.OpenAsync<InstitutionsDb>())
        {
            for (var i = 1; i <= Count; i++)
            {
                var sample = Institution.ForSample(
                    Guid.CreateVersion7(), $"测试示例{i}中心", Registry.NewCode(), TrainingCategory.Arts, new Site("测试路一号", 200, null),
                    new LicenceNumber("530102", 2026, i), new DateOnly(2026, 11, 20));
                Licensing.TakeIn(db, sample, DateTime.UtcNow);
            }
            await db.SaveChangesAsync();
        }
        var events = await host.EventsAsync(Count);
        Assert.Equal(Count, events.Select(e => e.Subject).Distinct().Count());
        var log = (await host.Log("000000").ListEventsAsync(new() { Division = "000000", PageSize = 500 })).Events;
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(e => e.Sequence));
        Assert.Equal(0, (await host.Operator().GetStatusAsync(new() { Service = "events" })).ParkedMessages);
        Assert.Equal((Count, 1), (probe.Received.Count, probe.Crowd));
    }

    [Fact]
    public async Task Events_are_routed_by_place_and_name()
    {
        var (county, licensed) = (new Probe("test.county", "33.10.02.#"), new Probe("test.licensed", "#.institution-licensed"));
        await using var host = await EventHost.StartAsync(configure: builder => builder.Services.AddSingleton<IEventConsumer>(county).AddSingleton<IEventConsumer>(licensed));
        await new Registry(host, "331002").SubmitAsync();
        await new Registry(host, "331003").SubmitAsync();
        await new Registry(host).ApproveAsync();
        await host.EventsAsync(9);
        Assert.Equal(["33.10.02.institution.application-submitted"], county.Received.Select(e => e.RoutingKey));
        Assert.Equal(["11.01.01.institution.institution-licensed"], licensed.Received.Select(e => e.RoutingKey));
    }

    [Fact]
    public async Task While_a_consumer_has_no_database_events_wait_in_the_outbox_also_over_a_restart()
    {
        var probe = new Probe("test.away", "#") { Away = true };
        await using var first = await EventHost.StartAsync(configure: builder => builder.Services.AddSingleton<IEventConsumer>(probe));
        var submitted = await new Registry(first).SubmitAsync();
        Assert.InRange((await first.Operator().GetStatusAsync(new() { Service = "institutions" })).OutboxWaiting, 1, 2);
        await using var second = await first.RestartAsync(configure: builder => builder.Services.AddSingleton<IEventConsumer>(probe));
        probe.Away = false;
        var logged = Assert.Single(await second.EventsAsync(1, $"applications/{submitted.ApplicationId}"));
        await Eventually.ValueAsync("an empty outbox", async () => (await second.Operator().GetStatusAsync(new() { Service = "institutions" })).OutboxWaiting, waiting => waiting == 0);
        Assert.Contains(logged.EventId, probe.Received.Select(e => e.Id.ToString()));
    }

    [Fact]
    public async Task What_a_consumer_cannot_handle_is_parked_and_handed_over_again_and_does_not_hold_up_the_rest()
    {
        var fault = new Fault { Division = "530102" };
        await using var host = await EventHost.StartAsync(configure: builder => builder.Services.AddSingleton(fault).AddSingleton<IEventConsumer, Faulty>());
        await new Registry(host, "530102").SubmitAsync();
        await new Registry(host, "530103").SubmitAsync();
        var parked = (await Eventually.ValueAsync(
            "a parked event", async () => (await host.Operator().ListParkedMessagesAsync(new() { Service = "events" })).Messages, messages => messages.Count > 0))[0];
        Assert.Equal(("test.faulty", "institution.application-submitted", nameof(InvalidDataException), 10), (parked.Consumer, parked.Type, parked.Failure, parked.Attempts));
        Assert.Contains(parked.EventId, (await host.EventsAsync(2)).Select(e => e.EventId));
        await Eventually.ValueAsync("the event behind", () => Task.FromResult(fault.Handled.ToArray()), handled => handled.Contains("530103"));

        var replay = new Protos.Operation.V1.ReplayParkedMessageRequest { Service = "events", EventId = parked.EventId, Consumer = "test.faulty" };
        var error = await RichError.OfAsync(host.Operator().ReplayParkedMessageAsync(replay));
        Assert.Equal((StatusCode.FailedPrecondition, "REPLAY_FAILED", nameof(InvalidDataException)), (error.Code, error.Reason, error.Facts["failure"]));
        fault.Division = "";
        await host.Operator().ReplayParkedMessageAsync(replay);
        Assert.Single(fault.Handled, division => division == "530102");
        Assert.Empty((await host.Operator().ListParkedMessagesAsync(new() { Service = "events" })).Messages);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(host.Operator().ReplayParkedMessageAsync(replay))).Code);
    }

    /// <summary>Keeps what it receives; while it is away its database does not answer.</summary>
    private sealed class Probe(string name, string topic) : IEventConsumer
    {
        public ConcurrentQueue<ReceivedEvent> Received { get; } = new();

        public volatile bool Away;
        private int _inside;

        public string Name => name;

        public IReadOnlyList<string> Topics => [topic];

        /// <summary>Most events that it was handed at the same time.</summary>
        public int Crowd { get; private set; }

        public async Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
        {
            if (Away) throw new TimeoutException();
            Crowd = Math.Max(Crowd, Interlocked.Increment(ref _inside));
            await Task.Yield();
            Received.Enqueue(received);
            Interlocked.Decrement(ref _inside);
        }

        public Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }

    /// <summary>The division whose events cannot be handled, and those that were.</summary>
    private sealed class Fault
    {
        public required string Division { get; set; }

        public ConcurrentQueue<string> Handled { get; } = new();
    }

    private sealed class Faulty(IDbContextFactory<EventsDb> databases, TimeProvider clock, Fault fault)
        : EventConsumer<EventsDb>(databases, clock, NullLogger.Instance)
    {
        public override string Name => "test.faulty";

        public override IReadOnlyList<string> Topics => ["53.#"];

        protected override Task ApplyAsync(EventsDb db, ReceivedEvent received, CancellationToken cancellation)
        {
            if (received.Division == fault.Division) throw new InvalidDataException("unreadable");
            fault.Handled.Enqueue(received.Division);
            return Task.CompletedTask;
        }
    }
}
