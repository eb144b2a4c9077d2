using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>Events on their way from a commit through outbox and broker to a consumer that does nothing.</summary>
internal static class Events
{
    private const int PerSecond = 300;
    private const int PacedSeconds = 10;
    private const int Backlog = 5000;
    private const double LongestMilliseconds = 250;
    private const double Least = 0.5;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await using var rabbit = new RabbitServer();
        await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync());
        await using var hosts = new Hosts();
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
            ["Database:ConnectionString"] = postgres.ConnectionString("{service}"),
            ["Broker:Address"] = rabbit.Address,
        };
        var app = await hosts.ServicesAsync(settings, [new InstitutionsModule(), new ProbeModule()]);
        var probe = app.Services.GetServices<IEventConsumer>().OfType<Probe>().Single();
        var databases = app.Services.GetRequiredService<IDbContextFactory<InstitutionsDb>>();
        await using var bare = await BareBus.StartAsync(rabbit.Address);
        // The first event also waits for the queue to be there.
        await AnnounceAsync(databases, 1);
        await probe.WaitForAsync(1);

        var rates = await Load.CompareAsync(() => bare.RateAsync(Backlog, Write(0).Length), () => DrainAsync(databases, probe));
        var waits = await PacedAsync(databases, probe);
        yield return Row.Below($"From commit to delivery at {PerSecond} events a second over RabbitMQ, p99", Load.Percentile(waits, 0.99), "ms", LongestMilliseconds, "N1");
        yield return Row.Told("… median", $"{Load.Median(waits):N1} ms");
        yield return Row.Ratio($"Events out of the outbox to a consumer, backlog of {Backlog}; baseline: bare MassTransit", rates, "events", Least);
    }

    /// <summary>Commits a backlog at once, and times it until the last event is delivered.</summary>
    private static async Task<double> DrainAsync(IDbContextFactory<InstitutionsDb> databases, Probe probe)
    {
        var start = probe.Count;
        await AnnounceAsync(databases, Backlog);
        var watch = Stopwatch.StartNew();
        await probe.WaitForAsync(start + Backlog);
        return Backlog / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Commits events one by one at an even pace; returns the milliseconds from each commit to its delivery.</summary>
    private static async Task<List<double>> PacedAsync(IDbContextFactory<InstitutionsDb> databases, Probe probe)
    {
        const int EventsATick = PerSecond / 100;
        var (start, committed) = (probe.Count, new ConcurrentDictionary<string, long>());
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var writers = new List<Task>();
        for (var i = 0; i < PerSecond * PacedSeconds; i++)
        {
            if (i % EventsATick == 0) await tick.WaitForNextTickAsync();
            writers.Add(Task.Run(async () =>
            {
                await using var db = await databases.CreateDbContextAsync();
                var subject = Announce(db);
                await db.SaveChangesAsync();
                committed[subject] = Stopwatch.GetTimestamp();
            }));
        }
        await Task.WhenAll(writers);
        await probe.WaitForAsync(start + writers.Count);
        // Delivery can come before the writer's own thread goes on: that is no time at all.
        return [.. committed.Select(c => Math.Max(0, Stopwatch.GetElapsedTime(c.Value, probe.DeliveredAt(c.Key)).TotalMilliseconds))];
    }

    private static async Task AnnounceAsync(IDbContextFactory<InstitutionsDb> databases, int events)
    {
        await using var db = await databases.CreateDbContextAsync();
        for (var i = 0; i < events; i++) Announce(db);
        await db.SaveChangesAsync();
    }

    private static string Announce(InstitutionsDb db)
    {
        var subject = $"applications/{Guid.CreateVersion7()}";
        db.Announce(InstitutionsModule.ServiceName, subject, 1, DateTime.UtcNow, Fact());
        return subject;
    }

    private static byte[] Write(long version) =>
        CloudEvents.Write(Guid.CreateVersion7(), InstitutionsModule.ServiceName, $"applications/{Guid.CreateVersion7()}", version, DateTime.UtcNow, Fact());

    private static ApplicationReviewed Fact() =>
        new() { Division = "530102", ApplicationId = Guid.CreateVersion7().ToString(), Department = "EDUCATION", Opinion = "AGREE" };
}

/// <summary>A consumer that only notes when an event arrives.</summary>
internal sealed class Probe : IEventConsumer
{
    private readonly ConcurrentDictionary<string, long> _delivered = new(StringComparer.Ordinal);

    public string Name => "benchmark.probe";

    public IReadOnlyList<string> Topics => ["#"];

    public int Count => _delivered.Count;

    public Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
    {
        _delivered.TryAdd(received.Subject, Stopwatch.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public long DeliveredAt(string subject) => _delivered[subject];

    public Task WaitForAsync(int count) => Eventually.TrueAsync($"{count} events delivered", () => Task.FromResult(Count >= count));
}

internal sealed class ProbeModule : IServiceModule
{
    public string Name => "probe";

    public void Compose(ModuleBuilder service) => service.Consumer<Probe>();
}
