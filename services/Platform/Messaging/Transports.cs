using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>
/// Hands events to the consumers of this process. Used when no broker is configured. A consumer gets one event at
/// a time, as from its queue at a broker: those who write to one row would else stand in each other's way. One that takes
/// many gets all that have come while it was busy.
/// </summary>
internal sealed class InProcessTransport(IEnumerable<IEventConsumer> consumers) : IEventTransport, IDisposable
{
    private readonly Hand[] _hands = [.. consumers.Select(c => new Hand(c))];

    public async Task SendAsync(string routingKey, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellation)
    {
        var received = CloudEvents.Read(cloudEvent);
        var words = routingKey.Split('.');
        foreach (var hand in _hands.Where(h => h.Wants(words))) await hand.DeliverAsync(received, cancellation);
    }

    public void Dispose() => Array.ForEach(_hands, h => h.Dispose());

    private sealed class Hand(IEventConsumer consumer) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);
        private readonly ConcurrentQueue<(ReceivedEvent Event, TaskCompletionSource Done)> _waiting = new();
        private readonly int _most = (consumer as IBatchConsumer)?.MostTogether ?? 1;

        private readonly Topic[] _topics = [.. consumer.Topics.Select(pattern => new Topic(pattern))];

        public bool Wants(string[] words) => Array.Exists(_topics, topic => topic.Matches(words));

        public async Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((received, done));
            // Those who are sent at the same moment go along.
            if (_most > 1) await Task.Yield();
            await _turn.WaitAsync(cancellation);
            // Who has the turn takes what came before its own event too, so that nobody's is left behind.
            try { while (!done.Task.IsCompleted) await TakeAsync(cancellation); }
            finally { _turn.Release(); }
            await done.Task;
        }

        public void Dispose() => _turn.Dispose();

        private async Task TakeAsync(CancellationToken cancellation)
        {
            var together = new List<(ReceivedEvent Event, TaskCompletionSource Done)>();
            while (together.Count < _most && _waiting.TryDequeue(out var one)) together.Add(one);
            try
            {
                if (together.Count > 1) await ((IBatchConsumer)consumer).DeliverTogetherAsync(together.ConvertAll(t => t.Event), cancellation);
                else await consumer.DeliverAsync(together[0].Event, cancellation);
                together.ForEach(t => t.Done.SetResult());
            }
            catch (Exception e)
            {
                // Each is told: all of them stay in the outbox.
                together.ForEach(t => t.Done.SetException(e));
            }
        }
    }
}

/// <summary>Topic patterns of AMQP: <c>*</c> is one word, <c>#</c> any number of words.</summary>
internal sealed class Topic(string pattern)
{
    private readonly string[] _words = pattern.Split('.');

    /// <summary>Whether the words of a routing key match.</summary>
    public bool Matches(string[] key) => Matches(_words, key);

    private static bool Matches(ReadOnlySpan<string> pattern, ReadOnlySpan<string> key)
    {
        if (pattern.IsEmpty) return key.IsEmpty;
        if (pattern[0] == "#")
            return Matches(pattern[1..], key) || (!key.IsEmpty && Matches(pattern, key[1..]));
        return !key.IsEmpty && (pattern[0] == "*" || pattern[0] == key[0]) && Matches(pattern[1..], key[1..]);
    }
}

/// <summary>An event on the bus: its JSON passes through untouched, so what was committed is what is sent.</summary>
[JsonConverter(typeof(Verbatim))]
internal sealed record BusEvent(ReadOnlyMemory<byte> Json)
{
    private sealed class Verbatim : JsonConverter<BusEvent>
    {
        public override BusEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
        }

        public override void Write(Utf8JsonWriter writer, BusEvent value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}

/// <summary>Publishes to RabbitMQ with publisher confirms.</summary>
internal sealed class RabbitTransport(IPublishEndpoint bus) : IEventTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task SendAsync(string routingKey, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellation)
    {
        // While the broker is away the bus would wait for ever; the outbox keeps the event anyway.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        await bus.Publish(new BusEvent(cloudEvent), publish =>
        {
            publish.SetRoutingKey(routingKey);
            // An event that no queue takes comes back and stays in the outbox: at a first start the log's may not be bound yet.
            if (publish is RabbitMqSendContext rabbit) rabbit.Mandatory = true;
            publish.ContentType = new System.Net.Mime.ContentType(CloudEvents.MediaType);
        }, limit.Token);
    }
}

/// <summary>Receives from RabbitMQ for one consumer.</summary>
internal sealed class BusReceiver(IEventConsumer consumer, ILogger<BusReceiver> log) : IConsumer<BusEvent>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<BusEvent> context)
    {
        ReceivedEvent received;
        try { received = CloudEvents.Read(context.Message.Json); }
        catch (FormatException)
        {
            // Nothing of ours: only the outbox publishes events, and it publishes what this reads.
            log.LogError("{Consumer} dropped a message that is no event of the platform", consumer.Name);
            return;
        }
        while (true)
        {
            try
            {
                await consumer.DeliverAsync(received, context.CancellationToken);
                return;
            }
            catch (Exception e) when (e.IsStorageFailure() && !context.CancellationToken.IsCancellationRequested)
            {
                log.LogWarning("{Consumer} waits for its database: {Failure}", consumer.Name, e.GetType().Name);
                await Task.Delay(Pause, context.CancellationToken);
            }
        }
    }
}

/// <summary>Sets up the way events travel: RabbitMQ when <c>Broker:Address</c> is set, else within the process.</summary>
internal static class TransportSetup
{
    public static void AddEventTransport(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Broker:Address"] is not { Length: > 0 } address)
        {
            services.AddSingleton<IEventTransport, InProcessTransport>();
            return;
        }
        services.AddSingleton<IEventTransport>(s => new RabbitTransport(s.GetRequiredService<IBus>()));
        services.AddBatchReceivers(new Uri(address));
        services.AddMassTransit(bus => bus.UsingRabbitMq((context, rabbit) => Configure(context, rabbit, new Uri(address))));
        services.AddOptions<MassTransitHostOptions>().Configure(o =>
        {
            // A service starts and serves while the broker is away; it connects when the broker comes back.
            o.WaitUntilStarted = false;
            o.StopTimeout = TimeSpan.FromSeconds(20);
        });
    }

    private static void AddBatchReceivers(this IServiceCollection services, Uri address)
    {
        foreach (var consumer in services.Where(s => s.ServiceType == typeof(IEventConsumer) && s.ImplementationType?.IsAssignableTo(typeof(IBatchConsumer)) == true).ToList())
        {
            services.AddSingleton<IHostedService>(s => new BatchReceiver(
                (IBatchConsumer)s.GetServices<IEventConsumer>().Single(c => c.GetType() == consumer.ImplementationType), address, s.GetRequiredService<ILogger<BatchReceiver>>()));
        }
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, Uri address)
    {
        rabbit.Host(address, host => host.RequestedConnectionTimeout(TimeSpan.FromSeconds(3)));
        rabbit.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType, isDefault: true);
        rabbit.AddDeserializer(new CloudEventsDeserializer(), isDefault: true);
        rabbit.Message<BusEvent>(m => m.SetEntityName(CloudEvents.Exchange));
        rabbit.Publish<BusEvent>(exchange =>
        {
            exchange.ExchangeType = "topic";
            // For a type that is not public the bus would take one that goes away with its last queue.
            exchange.Durable = true;
            exchange.AutoDelete = false;
        });
        // Those who take many at once receive by themselves.
        foreach (var consumer in context.GetServices<IEventConsumer>().Where(c => c is not IBatchConsumer))
        {
            rabbit.ReceiveEndpoint($"shuangjian.{consumer.Name}", queue =>
            {
                queue.SetQuorumQueue();
                queue.ConfigureConsumeTopology = false;
                queue.PrefetchCount = 64;
                // One at a time, and on one replica at a time, keeps the order in which the exchange delivered.
                queue.ConcurrentMessageLimit = 1;
                queue.SingleActiveConsumer = true;
                foreach (var topic in consumer.Topics)
                {
                    queue.Bind(CloudEvents.Exchange, binding =>
                    {
                        binding.ExchangeType = "topic";
                        binding.RoutingKey = topic;
                    });
                }
                // A message cut off by shutdown goes back to the queue, not to an error queue.
                queue.RethrowFaultedMessages();
                queue.Instance(new BusReceiver(consumer, context.GetRequiredService<ILogger<BusReceiver>>()));
            });
        }
    }

    /// <summary>
    /// Takes every body for JSON, whatever its media type says. One that is none becomes an empty object,
    /// which the receiver drops: a fault here would send it back to the queue for ever.
    /// </summary>
    private sealed class CloudEventsDeserializer : ISerializerFactory, IMessageDeserializer
    {
        private readonly MassTransit.Configuration.SystemTextJsonRawMessageSerializerFactory _factory = new(RawSerializerOptions.AnyMessageType);
        private readonly IMessageDeserializer _raw;

        public CloudEventsDeserializer() => _raw = _factory.CreateDeserializer();

        public System.Net.Mime.ContentType ContentType { get; } = new(CloudEvents.MediaType);

        public IMessageSerializer CreateSerializer() => _factory.CreateSerializer();

        public IMessageDeserializer CreateDeserializer() => this;

        public void Probe(ProbeContext context) => _raw.Probe(context);

        public ConsumeContext Deserialize(ReceiveContext receiveContext) => new BodyConsumeContext(
            receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

        public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
            _raw.Deserialize(IsJson(body.GetBytes()) ? body : new StringMessageBody("{}"), headers, destinationAddress);

        public MessageBody GetMessageBody(string text) => _raw.GetMessageBody(text);

        private static bool IsJson(byte[] body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                return document.RootElement.ValueKind != JsonValueKind.Null;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
