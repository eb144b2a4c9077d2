using System.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Messaging;

/// <summary>Events over a real broker that is killed and comes back. One test at a time: they share its queues.</summary>
public sealed class RabbitTests : IClassFixture<RabbitTests.Broker>, IAsyncLifetime
{
    private readonly RabbitServer _server;
    private TestDatabase? _database;

    public RabbitTests(Broker broker) => _server = broker.Server;

    private TestDatabase Database => _database!;

    private Dictionary<string, string?> OnBroker => new() { ["Broker:Address"] = _server.Address };

    public async Task InitializeAsync() => _database = await TestDatabase.SqliteAsync();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Sends_after_a_crash_what_was_committed_before_it()
    {
        Note note;
        await using (var unable = await NoteHost.StartAsync(Database, settings: new() { ["Broker:Address"] = $"amqp://guest:guest@127.0.0.1:{PrivateServer.FreePort()}/" }))
        {
            note = await unable.CreateAsync();
            await unable.AppendAsync(note, times: 9);
            Assert.Equal(10, await unable.ReadAsync(db => db.Outbox.CountAsync(m => m.Subject == $"notes/{note.NoteId}")));
        }

        await using var next = await StartAsync();
        await next.SettledAsync();
        Assert.Equal(Enumerable.Range(1, 10).Select(v => $"{v}"), (await next.SeenAsync(10)).Select(s => s.Fact));
    }

    [Fact]
    public async Task Loses_nothing_and_keeps_the_order_while_the_broker_is_away()
    {
        await using var host = await StartAsync();
        var notes = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => host.CreateAsync($"note {i}")));
        // Seen is not yet settled: the consumer may have an event before the sender has struck it off.
        await host.SeenAsync(3);
        await host.SettledAsync();

        await _server.KillAsync();
        try
        {
            foreach (var note in notes) await host.AppendAsync(note, times: 10);
            Assert.Equal(30, await host.ReadAsync(db => db.Outbox.CountAsync(m => m.Subject.StartsWith("notes/"))));
        }
        finally
        {
            // The other tests need the broker, whatever this one finds.
            await _server.StartAsync();
        }

        var seen = await host.SeenAsync(33);
        Assert.All(notes, note => Assert.Equal(Enumerable.Range(1, 11).Select(v => $"{v}"), FactsOf(seen, note)));
        await host.SettledAsync();
    }

    [Fact]
    public async Task Delivers_once_in_effect_and_in_order_with_two_hosts_on_one_database()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        var notes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => one.CreateAsync($"note {i}")));
        await Task.WhenAll(notes.Select(async (note, i) =>
        {
            for (var turn = 0; turn < 5; turn++) await ((i + turn) % 2 == 0 ? one : two).AppendAsync(note, times: 10);
        }));

        await one.SettledAsync();
        var seen = await one.SeenAsync(4 * 51);
        Assert.All(notes, note => Assert.Equal(Enumerable.Range(1, 51).Select(v => $"{v}"), FactsOf(seen, note)));
    }

    [Fact]
    public async Task Goes_on_with_the_other_host_when_one_dies()
    {
        await using var two = await StartAsync();
        Note note;
        await using (var one = await StartAsync())
        {
            note = await one.CreateAsync();
            await one.AppendAsync(note, times: 20);
        }
        await two.AppendAsync(note, times: 20);
        Assert.Equal(Enumerable.Range(1, 41).Select(v => $"{v}"), FactsOf(await two.SeenAsync(41), note));
    }

    [Fact]
    public async Task Parks_a_poisoned_event_beside_the_queue()
    {
        await using var host = await StartAsync();
        var (bad, good) = (await host.CreateAsync("bad"), await host.CreateAsync("good"));
        await host.SeenAsync(2);
        host.Controls.Poisoned[$"notes/{bad.NoteId}"] = true;
        await host.AppendAsync(bad);
        await host.AppendAsync(good);

        await host.SeenAsync(3);
        await Eventually.ValueAsync("the event is parked", () => host.ReadAsync(db => db.Parked.CountAsync()), count => count == 1);
    }

    [Fact]
    public async Task Speaks_plain_AMQP_and_CloudEvents_to_everybody_else()
    {
        await using var host = await StartAsync();
        await host.CreateAsync("warm");
        await host.SeenAsync(1);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_server.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queue = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(queue.QueueName, CloudEvents.Exchange, "53.01.02.institution.*");
        var elsewhere = await channel.QueueDeclareAsync();
        await channel.QueueBindAsync(elsewhere.QueueName, CloudEvents.Exchange, "53.01.03.#");

        var note = await host.CreateAsync("for everybody");
        var delivery = await Eventually.ValueAsync("the queue has it", () => channel.BasicGetAsync(queue.QueueName, autoAck: true), d => d is not null);

        Assert.Equal(("53.01.02.institution.application-withdrawn", CloudEvents.MediaType), (delivery!.RoutingKey, delivery.BasicProperties.ContentType));
        Assert.Equal(DeliveryModes.Persistent, delivery.BasicProperties.DeliveryMode);
        var received = CloudEvents.Read(delivery.Body.ToArray());
        Assert.Equal(($"notes/{note.NoteId}", "1"), (received.Subject, CloudEvents.DataOf<ApplicationWithdrawn>(received).ApplicationId));
        Assert.Null(await channel.BasicGetAsync(elsewhere.QueueName, autoAck: true));
    }

    [Fact]
    public async Task Passes_over_what_others_put_into_its_queue()
    {
        await using var host = await StartAsync();
        var note = await host.CreateAsync();
        await host.SeenAsync(1);
        await using var connection = await new ConnectionFactory { Uri = new Uri(_server.Address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var (body, type) in new[] { ("rubbish", "text/plain"), ("{}", CloudEvents.MediaType), ("[1]", "application/json"), ("rubbish", CloudEvents.MediaType) })
        {
            await channel.BasicPublishAsync(CloudEvents.Exchange, "53.01.02.institution.application-withdrawn", mandatory: true,
                new BasicProperties { ContentType = type }, Encoding.UTF8.GetBytes(body));
        }

        await host.AppendAsync(note);
        Assert.Equal(["1", "2"], FactsOf(await host.SeenAsync(2), note));
    }

    /// <summary>Starts a host and waits for its queue: a topic exchange keeps nothing for a queue that is not bound yet.</summary>
    private async Task<NoteHost> StartAsync()
    {
        var host = await NoteHost.StartAsync(Database, settings: OnBroker);
        await host.Host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.Patience);
        return host;
    }

    private static IEnumerable<string> FactsOf(IEnumerable<SeenRow> seen, Note note) =>
        seen.Where(s => s.Subject == $"notes/{note.NoteId}").Select(s => s.Fact);

    /// <summary>Starting a broker takes long, so there is one.</summary>
    public sealed class Broker : IAsyncLifetime
    {
        public RabbitServer Server { get; } = new();

        public async Task InitializeAsync()
        {
            await Server.StartAsync();
            await using var connection = await new ConnectionFactory { Uri = new Uri(Server.Address) }.CreateConnectionAsync();
            await using var channel = await connection.CreateChannelAsync();
            // Takes what no other queue takes, as the event log does; without it such events stay in the outbox.
            await channel.ExchangeDeclareAsync(CloudEvents.Exchange, ExchangeType.Topic, durable: true);
            await channel.QueueDeclareAsync("everything", durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync("everything", CloudEvents.Exchange, "#");
        }

        public Task DisposeAsync() => Server.DisposeAsync().AsTask();
    }
}
