using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Tests.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Messaging;

/// <summary>Events without a broker: what was committed reaches every consumer once in effect, in order.</summary>
[Collection(StorageSuite.Name)]
public sealed class InProcessTests(Storages storages)
{
    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Keeps_the_order_of_a_subject(ShuangJian.Platform.Data.DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var notes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => host.CreateAsync($"note {i}")));
        await Task.WhenAll(notes.Select(async note =>
        {
            for (var i = 0; i < 3; i++) await host.AppendAsync(note, times: 7);
        }));

        var seen = await host.SeenAsync(4 * 22);
        Assert.All(notes, note => Assert.Equal(Enumerable.Range(1, 22).Select(v => $"{v}"),
            seen.Where(s => s.Subject == $"notes/{note.NoteId}").Select(s => s.Fact)));
    }

    [Fact]
    public async Task Delivers_once_in_effect_after_a_crash_between_delivery_and_deletion()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using (var host = await NoteHost.StartAsync(database, configure: CrashAfter(deliveries: 1)))
        {
            var note = await host.CreateAsync();
            await host.AppendAsync(note, times: 3);
            await host.SeenAsync(1);
            Assert.NotEqual(0, await host.ReadAsync(db => db.Outbox.CountAsync()));
        }
        await using var next = await NoteHost.StartAsync(database);
        await next.SettledAsync();

        Assert.Equal(["1", "2", "3", "4"], (await next.SeenAsync(4)).Select(s => s.Fact));
    }

    [Fact]
    public async Task Parks_what_fails_ten_times_and_goes_on_with_the_rest()
    {
        await using var host = await NoteHost.StartAsync();
        var (bad, good) = (await host.CreateAsync("bad"), await host.CreateAsync("good"));
        await host.SeenAsync(2);
        var subject = $"notes/{bad.NoteId}";
        host.Controls.Tries.Clear();
        host.Controls.Poisoned[subject] = true;
        await host.AppendAsync(bad);
        await host.AppendAsync(good);

        await host.SeenAsync(3);
        var parked = await Eventually.ValueAsync("the event is parked", () => host.ReadAsync(db => db.Parked.ToListAsync()), rows => rows.Count == 1);

        Assert.Equal((subject, "notes.seen", 10, nameof(InvalidOperationException)), (parked[0].Subject, parked[0].Consumer, parked[0].Attempts, parked[0].Failure));
        await host.SettledAsync();
        Assert.Equal(10, host.Controls.Tries[subject]);
    }

    [Fact]
    public async Task Replays_a_parked_event_once_its_cause_is_gone_and_not_before()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync();
        await host.SeenAsync(1);
        var subject = $"notes/{note.NoteId}";
        host.Controls.Poisoned[subject] = true;
        await host.AppendAsync(note);
        await Eventually.ValueAsync("the event is parked", () => host.ReadAsync(db => db.Parked.CountAsync()), count => count == 1);
        var operators = new OperationService.OperationServiceClient(host.Host.With(host.Host.Token("OPERATOR", "000000")));
        var listed = Assert.Single((await operators.ListParkedMessagesAsync(new ListParkedMessagesRequest { Service = "notes" })).Messages);
        var replay = new ReplayParkedMessageRequest { Service = "notes", EventId = listed.EventId, Consumer = listed.Consumer };

        var refused = await RichError.OfAsync(operators.ReplayParkedMessageAsync(replay));
        Assert.Equal((StatusCode.FailedPrecondition, "REPLAY_FAILED"), (refused.Code, refused.Reason));
        Assert.Equal(11, (await operators.ListParkedMessagesAsync(new ListParkedMessagesRequest { Service = "notes" })).Messages.Single().Attempts);

        host.Controls.Poisoned.Clear();
        await operators.ReplayParkedMessageAsync(replay);
        Assert.Empty((await operators.ListParkedMessagesAsync(new ListParkedMessagesRequest { Service = "notes" })).Messages);
        Assert.Equal(["1", "2"], (await host.SeenAsync(2)).Select(s => s.Fact));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(operators.ReplayParkedMessageAsync(replay))).Reason);
        Assert.Equal(["FailedPrecondition", "OK"], await host.ReadAsync(db => db.Audit
            .Where(a => a.Resource == $"parkedMessages/{listed.EventId}/{listed.Consumer}").OrderBy(a => a.Id).Select(a => a.Result).ToListAsync()));
    }

    [Fact]
    public async Task Leaves_a_parked_event_alone_when_it_is_delivered_again()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync();
        await host.SeenAsync(1);
        var subject = $"notes/{note.NoteId}";
        host.Controls.Poisoned[subject] = true;
        await host.AppendAsync(note);
        var parked = await Eventually.ValueAsync("the event is parked", () => host.ReadAsync(db => db.Parked.ToListAsync()), rows => rows.Count == 1);
        host.Controls.Poisoned.Clear();

        var consumer = host.Host.Services.GetServices<IEventConsumer>().Single();
        await consumer.DeliverAsync(CloudEvents.Read(parked[0].Body), CancellationToken.None);

        // An operator decides about it; handled behind his back, it would stay in his list for ever.
        Assert.Equal((1, 1), await host.ReadAsync(async db => (await db.Parked.CountAsync(), await db.Seen.CountAsync())));
    }

    /// <summary>The process dies after so many deliveries: what was delivered is not taken note of.</summary>
    private static Action<WebApplicationBuilder> CrashAfter(int deliveries) => builder =>
        builder.Host.UseServiceProviderFactory(new LastWord(services =>
        {
            var registered = services.Last(s => s.ServiceType == typeof(IEventTransport));
            services.AddSingleton<IEventTransport>(s => new Crashing(
                (IEventTransport)ActivatorUtilities.CreateInstance(s, registered.ImplementationType!), deliveries));
        }));

    private sealed class Crashing(IEventTransport inner, int deliveries) : IEventTransport
    {
        private int _left = deliveries;

        public async Task SendAsync(string routingKey, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellation)
        {
            if (Interlocked.Decrement(ref _left) >= 0) await inner.SendAsync(routingKey, cloudEvent, cancellation);
            throw new InvalidOperationException("the process is gone");
        }
    }
}

/// <summary>Changes the services after the platform has added its own.</summary>
internal sealed class LastWord(Action<IServiceCollection> change) : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        change(services);
        return services;
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider();
}
