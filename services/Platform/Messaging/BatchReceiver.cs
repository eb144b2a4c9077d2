using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>A consumer that is handed the events together that have come together, in the order of its queue.</summary>
public interface IBatchConsumer : IEventConsumer
{
    /// <summary>Greatest number of events at once.</summary>
    int MostTogether { get; }

    /// <summary>Handles events in one transaction. When it throws, each is delivered by itself.</summary>
    Task DeliverAsync(IReadOnlyList<ReceivedEvent> received, CancellationToken cancellation);
}

/// <summary>Hands events to those who take many at once.</summary>
internal static class Batches
{
    /// <summary>Delivers events together; when that fails, each by itself.</summary>
    public static async Task DeliverTogetherAsync(this IBatchConsumer consumer, IReadOnlyList<ReceivedEvent> together, CancellationToken cancellation)
    {
        var spans = EventTrace.Begin(consumer.Name, together);
        try
        {
            await consumer.DeliverAsync(together, cancellation);
        }
        catch (Exception e) when (!e.IsStorageFailure() && !cancellation.IsCancellationRequested)
        {
            // Whichever it was, by itself it is tried again and parked, and holds up none of the others.
            foreach (var one in together) await consumer.DeliverAsync(one, cancellation);
        }
        finally
        {
            foreach (var span in spans) span.Dispose();
        }
    }
}

/// <summary>
/// Receives from RabbitMQ for a consumer that takes many at once. The bus hands messages over one by one and does not promise
/// their order across several in flight; here one reader takes what has come, and confirms it with one frame once it is committed.
/// </summary>
internal sealed class BatchReceiver(IBatchConsumer consumer, Uri address, ILogger<BatchReceiver> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _queue = $"shuangjian.{consumer.Name}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e)
            {
                log.LogWarning("{Consumer} has no broker and waits: {Failure}", consumer.Name, e.GetType().Name);
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        await using var connection = await Brokers.ConnectAsync(address, _queue, cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        await DeclareAsync(channel, cancellation);
        // Bounded by what the broker sends ahead: no more is in memory than that.
        var come = Channel.CreateUnbounded<(ulong Tag, byte[] Body)>(new() { SingleReader = true, SingleWriter = true });
        var reader = new AsyncEventingBasicConsumer(channel);
        reader.ReceivedAsync += (_, message) =>
        {
            come.Writer.TryWrite((message.DeliveryTag, message.Body.ToArray()));
            return Task.CompletedTask;
        };
        reader.UnregisteredAsync += (_, _) => Over();
        reader.ShutdownAsync += (_, _) => Over();
        await channel.BasicQosAsync(0, (ushort)Math.Min(ushort.MaxValue, 2 * consumer.MostTogether), false, cancellation);
        await channel.BasicConsumeAsync(_queue, autoAck: false, reader, cancellation);
        while (await come.Reader.WaitToReadAsync(cancellation))
        {
            var together = new List<ReceivedEvent>();
            ulong last = 0;
            while (together.Count < consumer.MostTogether && come.Reader.TryRead(out var message))
            {
                last = message.Tag;
                try { together.Add(CloudEvents.Read(message.Body)); }
                // Nothing of ours: only the outbox publishes events, and it publishes what this reads.
                catch (FormatException) { log.LogError("{Consumer} dropped a message that is no event of the platform", consumer.Name); }
            }
            if (together.Count > 0) await HandleAsync(together, cancellation);
            await channel.BasicAckAsync(last, multiple: true, cancellation);
        }

        Task Over()
        {
            come.Writer.TryComplete();
            return Task.CompletedTask;
        }
    }

    private async Task HandleAsync(List<ReceivedEvent> together, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await consumer.DeliverTogetherAsync(together, cancellation);
                return;
            }
            catch (Exception e) when (e.IsStorageFailure() && !cancellation.IsCancellationRequested)
            {
                log.LogWarning("{Consumer} waits for its database: {Failure}", consumer.Name, e.GetType().Name);
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    /// <summary>The same queue as the bus made it, so one that is there already is taken over.</summary>
    private async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        await channel.ExchangeDeclareAsync(CloudEvents.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellation);
        await channel.QueueDeclareAsync(
            _queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true }, cancellationToken: cancellation);
        foreach (var topic in consumer.Topics) await channel.QueueBindAsync(_queue, CloudEvents.Exchange, topic, cancellationToken: cancellation);
    }
}

/// <summary>Connections to RabbitMQ besides those of the bus.</summary>
internal static class Brokers
{
    /// <summary>Connects once. Whoever uses it connects again himself: he has to look after what he had begun anyway.</summary>
    public static Task<IConnection> ConnectAsync(Uri address, string name, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            Uri = address, ClientProvidedName = name, AutomaticRecoveryEnabled = false, TopologyRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(3), RequestedHeartbeat = TimeSpan.FromSeconds(10),
            // The broker itself takes five seconds to remove a queue that does not answer.
            ContinuationTimeout = TimeSpan.FromSeconds(8),
        };
        return factory.CreateConnectionAsync(cancellation);
    }
}
