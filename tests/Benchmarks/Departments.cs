using System.Diagnostics;
using System.Text;
using Grpc.Core;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ShuangJian.Contracts;
using ShuangJian.Events;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;
using Delivery = ShuangJian.Protos.Event.V1.Delivery;
using QueueState = ShuangJian.Protos.Event.V1.QueueState;
using Subscription = ShuangJian.Protos.Event.V1.Subscription;

namespace ShuangJian.Benchmarks;

/// <summary>The event log as departments read it: a million events again, and what is new to fifty of them at once.</summary>
internal static class Departments
{
    private const string County = "530102";
    private const string Type = "institution.application-reviewed";
    private const int Replayed = 1_000_000;
    private const int ReplayRounds = 3;
    private const int Window = 10_000;
    private const int Subscribers = 50;
    private const int EventsARound = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await using var rabbit = new RabbitServer();
        await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync());
        await using var hosts = new Hosts();
        var database = postgres.ConnectionString("events");
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database, ["Broker:Address"] = rabbit.Address, ["Broker:Management"] = rabbit.Management },
            [new EventsModule()]);
        var log = new Log(database);
        var subscriptions = new SubscriptionService.SubscriptionServiceClient(hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(app)), County));

        await log.AppendAsync(Replayed);
        await PlainCopy.ExecuteAsync(database, "vacuum analyze log");
        yield return Row.Ratio($"Replay of {Replayed:N0} events over gRPC, acknowledged; baseline: read with SQL", await ReplayAsync(subscriptions, log), "events", 0.3);

        await using var broker = await new ConnectionFactory { Uri = new Uri(rabbit.Address) }.CreateConnectionAsync();
        await using var bare = await BareFanOut.StartAsync(broker, Subscribers);
        var body = Encoding.UTF8.GetBytes(Log.Body);
        var streams = await StreamsAsync(subscriptions);
        var streamed = await Load.CompareAsync(() => bare.RateAsync(EventsARound, body), () => FanOutAsync(log, streams.Received));
        await streams.DisposeAsync();
        yield return Row.Ratio($"Events to {Subscribers} departments that stream, from the log until all have them; baseline: bare RabbitMQ to {Subscribers} quorum queues", streamed, "deliveries", 0.5);

        await using var queues = await QueuesAsync(subscriptions, broker);
        var queued = await Load.CompareAsync(() => bare.RateAsync(EventsARound, body), () => FanOutAsync(log, queues.Received));
        yield return Row.Ratio($"Events to {Subscribers} departments with queues, likewise; baseline: the same", queued, "deliveries", 0.5);
    }

    private static async Task<Comparison> ReplayAsync(SubscriptionService.SubscriptionServiceClient subscriptions, Log log)
    {
        var one = (await subscriptions.CreateSubscriptionAsync(Order(Delivery.Stream))).Subscription;
        var rounds = new List<(double Replayed, double Read)>();
        for (var round = 0; round <= ReplayRounds; round++)
        {
            var read = await log.ReadAsync();
            var received = new Count();
            await using var listener = new Streamed(subscriptions, one, received, new StartPosition { AfterSequence = 0 });
            var watch = Stopwatch.StartNew();
            await received.ReachesAsync(Replayed);
            if (round > 0) rounds.Add((Replayed / watch.Elapsed.TotalSeconds, read));
        }
        return new(Load.Median(rounds.Select(r => r.Replayed)), Load.Median(rounds.Select(r => r.Read)), Load.Median(rounds.Select(r => r.Replayed / r.Read)));
    }

    /// <summary>Deliveries a second, from the moment that the log has the events.</summary>
    private static async Task<double> FanOutAsync(Log log, Count received)
    {
        var awaited = received.Value + EventsARound * Subscribers;
        await log.AppendAsync(EventsARound);
        var watch = Stopwatch.StartNew();
        await received.ReachesAsync(awaited);
        return EventsARound * Subscribers / watch.Elapsed.TotalSeconds;
    }

    private static async Task<Takers> StreamsAsync(SubscriptionService.SubscriptionServiceClient subscriptions)
    {
        var received = new Count();
        var listeners = new List<IAsyncDisposable>();
        for (var i = 0; i < Subscribers; i++) listeners.Add(new Streamed(subscriptions, (await subscriptions.CreateSubscriptionAsync(Order(Delivery.Stream))).Subscription, received, null));
        return new(received, listeners);
    }

    private static async Task<Takers> QueuesAsync(SubscriptionService.SubscriptionServiceClient subscriptions, IConnection broker)
    {
        var received = new Count();
        var takers = new List<IAsyncDisposable>();
        for (var i = 0; i < Subscribers; i++)
        {
            var made = await subscriptions.CreateSubscriptionAsync(Order(Delivery.Queue));
            await Eventually.TrueAsync("the queue is ready", async () =>
                (await subscriptions.GetSubscriptionAsync(new() { SubscriptionId = made.Subscription.SubscriptionId })).Subscription.Queue.State == QueueState.Ready);
            takers.Add(await BareFanOut.TakeAsync(broker, made.Credentials.Queue, received));
        }
        return new(received, takers);
    }

    private static CreateSubscriptionRequest Order(Delivery delivery) =>
        new() { RequestId = Guid.NewGuid().ToString(), Division = County, Title = "审批进展", Delivery = delivery, Types_ = { Type } };

    /// <summary>How many arrived, over all who listen.</summary>
    internal sealed class Count
    {
        private readonly object _gate = new();
        private TaskCompletionSource? _reached;
        private int _awaited = int.MaxValue;

        public int Value { get; private set; }

        public void Add(int events)
        {
            lock (_gate)
            {
                Value += events;
                if (Value >= _awaited) _reached!.TrySetResult();
            }
        }

        public Task ReachesAsync(int awaited)
        {
            lock (_gate)
            {
                if (Value >= awaited) return Task.CompletedTask;
                (_reached, _awaited) = (new(TaskCreationOptions.RunContinuationsAsynchronously), awaited);
                return _reached.Task.WaitAsync(Patience);
            }
        }
    }

    private sealed record Takers(Count Received, IReadOnlyList<IAsyncDisposable> All) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var one in All) await one.DisposeAsync();
        }
    }

    /// <summary>A department that streams and acknowledges what it gets.</summary>
    private sealed class Streamed : IAsyncDisposable
    {
        private readonly AsyncDuplexStreamingCall<StreamEventsRequest, StreamEventsResponse> _call;
        private readonly Task _reading;

        public Streamed(SubscriptionService.SubscriptionServiceClient subscriptions, Subscription one, Count received, StartPosition? start)
        {
            _call = subscriptions.StreamEvents();
            _reading = ReadAsync(new() { SubscriptionId = one.SubscriptionId, WindowSize = Window, Start = start }, received);
        }

        private async Task ReadAsync(OpenStream open, Count received)
        {
            await _call.RequestStream.WriteAsync(new() { Open = open });
            await foreach (var answer in _call.ResponseStream.ReadAllAsync())
            {
                if (answer.Events is not { } batch) continue;
                received.Add(batch.Events.Count);
                await _call.RequestStream.WriteAsync(new() { Acknowledge = new() { Sequence = batch.Events[^1].Sequence } });
            }
        }

        public async ValueTask DisposeAsync()
        {
            _call.Dispose();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The log's tables, filled as its consumer fills them.</summary>
    private sealed class Log(string database)
    {
        public static readonly string Body = Encoding.UTF8.GetString(CloudEvents.Write(
            Guid.CreateVersion7(), "institutions", $"applications/{Guid.CreateVersion7()}", 1, DateTime.UtcNow,
            new ApplicationReviewed { Division = County, ApplicationId = $"{Guid.CreateVersion7()}", Department = "EDUCATION", Opinion = "AGREE" }));

        public Task AppendAsync(int events) => PlainCopy.ExecuteAsync(database, $"""
            with last as (update log_head set "Sequence" = "Sequence" + {events} where "Id" = {LogHead.Log} returning "Sequence" - {events} as before)
            insert into log ("Sequence", "EventId", "Type", "Subject", "Division", "Time", "CloudEvent")
            select before + n, gen_random_uuid(), '{Type}', 'applications/' || n, '{County}', now(), '{Body}' from last, generate_series(1, {events}) n
            """);

        /// <summary>Every event, read as SQL gives it; events a second.</summary>
        public async Task<double> ReadAsync()
        {
            await using var connection = new NpgsqlConnection(database);
            await connection.OpenAsync();
            var (events, watch) = (0, Stopwatch.StartNew());
            await using var command = new NpgsqlCommand("""select "Sequence", "EventId", "Type", "Subject", "Division", "Time", "CloudEvent" from log order by "Sequence" """, connection);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                _ = (reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetDateTime(5), reader.GetString(6));
                events++;
            }
            return events / watch.Elapsed.TotalSeconds;
        }
    }
}

/// <summary>The baseline of departments: an exchange to as many quorum queues, confirmed, each read by a consumer of its own.</summary>
internal sealed class BareFanOut : IAsyncDisposable
{
    private const string Exchange = "bare-fan-out";
    private const int InFlight = 500;
    private readonly IChannel _channel;
    private readonly List<IAsyncDisposable> _takers = [];
    private readonly Departments.Count _received = new();

    private BareFanOut(IChannel channel) => _channel = channel;

    public static async Task<BareFanOut> StartAsync(IConnection broker, int queues)
    {
        var channel = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var bare = new BareFanOut(channel);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, autoDelete: false);
        for (var i = 0; i < queues; i++)
        {
            await channel.QueueDeclareAsync($"bare-{i}", true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
            await channel.QueueBindAsync($"bare-{i}", Exchange, "");
            bare._takers.Add(await TakeAsync(broker, $"bare-{i}", bare._received));
        }
        return bare;
    }

    /// <summary>Reads a queue and acknowledges what it gets.</summary>
    public static async Task<IAsyncDisposable> TakeAsync(IConnection broker, string queue, Departments.Count received)
    {
        var channel = await broker.CreateChannelAsync();
        await channel.BasicQosAsync(0, InFlight, false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            received.Add(1);
            await channel.BasicAckAsync(delivery.DeliveryTag, false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        return channel;
    }

    /// <summary>Publishes events and returns the deliveries a second until every consumer has all of them.</summary>
    public async Task<double> RateAsync(int events, byte[] body)
    {
        var (awaited, watch) = (_received.Value + events * _takers.Count, Stopwatch.StartNew());
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        foreach (var batch in Enumerable.Range(0, events).Chunk(InFlight))
            await Task.WhenAll(batch.Select(_ => _channel.BasicPublishAsync(Exchange, "", false, properties, body).AsTask()));
        await _received.ReachesAsync(awaited);
        return events * _takers.Count / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var taker in _takers) await taker.DisposeAsync();
        await _channel.DisposeAsync();
    }
}
