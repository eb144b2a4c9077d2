using System.Diagnostics;
using MassTransit;

namespace ShuangJian.Benchmarks;

/// <summary>The baseline of events: MassTransit as it comes, publisher confirms on, no database on either side.</summary>
internal sealed class BareBus : IConsumer<BareMessage>, IAsyncDisposable
{
    private const int InFlight = 500;
    private readonly IBusControl _bus;
    private int _received;
    private int _awaited;
    private TaskCompletionSource _complete = new();

    private BareBus(string address) => _bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(new Uri(address));
        rabbit.ReceiveEndpoint("bare", queue => queue.Instance(this));
    });

    public static async Task<BareBus> StartAsync(string address)
    {
        var bus = new BareBus(address);
        await bus._bus.StartAsync();
        return bus;
    }

    /// <summary>Publishes messages of that size and returns their rate until the last is received, messages per second.</summary>
    public async Task<double> RateAsync(int messages, int size)
    {
        (_received, _awaited, _complete) = (0, messages, new(TaskCreationOptions.RunContinuationsAsynchronously));
        var text = new string('x', size);
        var watch = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, messages).Chunk(InFlight))
            await Task.WhenAll(batch.Select(_ => _bus.Publish(new BareMessage(text))));
        await _complete.Task;
        return messages / watch.Elapsed.TotalSeconds;
    }

    public Task Consume(ConsumeContext<BareMessage> context)
    {
        if (Interlocked.Increment(ref _received) == _awaited) _complete.SetResult();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync();
}

/// <summary>A message of the baseline.</summary>
internal sealed record BareMessage(string Text);
