using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Hosting;

/// <summary>What a service measures of its own database, beside what its calls tell by themselves.</summary>
/// <remarks>
/// Asked by one replica at a time, so the sum over all replicas is right. Names are those of OpenTelemetry; a collector
/// that exports to Prometheus writes dots as underscores and adds the unit (<c>docs/operations.md</c> lists both).
/// </remarks>
public static class MeasureNames
{
    /// <summary>Name of the meter of all of them.</summary>
    public const string Meter = "ShuangJian.Platform";

    /// <summary>Events that were stored and not sent yet.</summary>
    public const string OutboxWaiting = "shuangjian.outbox.waiting";

    /// <summary>Age of the oldest of them, seconds; 0 when there is none.</summary>
    public const string OutboxAge = "shuangjian.outbox.oldest.age";

    /// <summary>Messages that a consumer gave up on.</summary>
    public const string Parked = "shuangjian.parked.messages";

    /// <summary>Audit rows that wait to be sealed.</summary>
    public const string AuditUnsealed = "shuangjian.audit.unsealed";

    /// <summary>Seconds since a chain was last verified and found intact, by <c>chain</c>; not told before the first time.</summary>
    public const string VerificationAge = "shuangjian.verification.age";

    /// <summary>Matters of which a statutory term has run out and which are still open, by <c>matter</c>.</summary>
    public const string DeadlinesOverdue = "shuangjian.deadlines.overdue";

    /// <summary>Events that a subscriber has not acknowledged yet, by <c>subscription</c>.</summary>
    public const string SubscriberLag = "shuangjian.subscriber.lag";

    /// <summary>Duration of calls, seconds, by <c>rpc.service</c>, <c>rpc.method</c>, <c>rpc.type</c> and <c>rpc.grpc.status_code</c>.</summary>
    public const string CallDuration = "rpc.server.call.duration";

    /// <summary>Every gauge with its unit, the word that tells its values apart (if any), and what it is.</summary>
    internal static readonly (string Name, string Unit, string Word, string Description)[] Gauges =
    [
        (OutboxWaiting, "{event}", "", "Events stored and not sent yet"),
        (OutboxAge, "s", "", "Age of the oldest event that waits to be sent"),
        (Parked, "{message}", "", "Messages that a consumer gave up on"),
        (AuditUnsealed, "{row}", "", "Audit rows that wait to be sealed"),
        (VerificationAge, "s", "chain", "Time since a chain was last found intact"),
        (DeadlinesOverdue, "{matter}", "matter", "Open matters of which a statutory term has run out"),
        (SubscriberLag, "{event}", "subscription", "Events that a subscriber has not acknowledged yet"),
    ];
}

/// <summary>One value.</summary>
/// <param name="Kind">What tells it from others of the same name, for example the kind of matter; empty where there is one.</param>
/// <param name="Value">The value.</param>
public sealed record Measured(string Kind, double Value);

/// <summary>A question to a database whose answer is shown as a gauge.</summary>
/// <param name="Name">One of <see cref="MeasureNames"/>.</param>
/// <param name="Ask">Asks, by the instant it is given (UTC). It must be cheap: it is asked every fifteen seconds.</param>
public sealed record Measure<TDb>(string Name, Func<TDb, DateTime, CancellationToken, Task<IReadOnlyList<Measured>>> Ask)
    where TDb : PlatformDb;

/// <summary>Keeps what was measured last and shows it to whoever collects; what is old is not shown.</summary>
internal sealed class MeasureBoard
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string Name, string Service), (DateTime At, IReadOnlyList<Measured> Values)> _last = new();
    private readonly TimeProvider _clock;

    public MeasureBoard(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(MeasureNames.Meter);
        foreach (var (name, unit, word, description) in MeasureNames.Gauges) meter.CreateObservableGauge(name, () => Show(name, word), unit, description);
    }

    public void Put(string name, string service, IReadOnlyList<Measured> values) => _last[(name, service)] = (_clock.GetUtcNow().UtcDateTime, values);

    private List<Measurement<double>> Show(string name, string word)
    {
        var oldest = _clock.GetUtcNow().UtcDateTime - Fresh;
        return
        [
            .. from entry in _last
               where entry.Key.Name == name && entry.Value.At > oldest
               from value in entry.Value.Values
               select new Measurement<double>(value.Value, Tags(entry.Key.Service, word, value.Kind)),
        ];
    }

    private static KeyValuePair<string, object?>[] Tags(string service, string word, string kind) =>
        word.Length == 0 ? [new("service", service)] : [new("service", service), new(word, kind)];
}

/// <summary>Asks a service's database everything that it measures.</summary>
internal sealed class MeasureTurn<TDb>(ServiceName service, MeasureBoard board, IEnumerable<Measure<TDb>> own, TimeProvider clock)
    where TDb : PlatformDb
{
    public async Task<bool> MeasureAsync(TDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var oldest = await db.Outbox.OrderBy(m => m.Id).Select(m => (DateTime?)m.At).FirstOrDefaultAsync(cancellation);
        Put(MeasureNames.OutboxAge, oldest is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0);
        Put(MeasureNames.OutboxWaiting, await db.Outbox.CountAsync(cancellation));
        Put(MeasureNames.Parked, await db.Parked.CountAsync(cancellation));
        Put(MeasureNames.AuditUnsealed, await db.Audit.CountAsync(a => a.Position == null, cancellation));
        board.Put(MeasureNames.VerificationAge, service.Name, await Verifications.AgesAsync(db, now, cancellation));
        foreach (var measures in own.GroupBy(m => m.Name, StringComparer.Ordinal))
        {
            var values = new List<Measured>();
            foreach (var measure in measures) values.AddRange(await measure.Ask(db, now, cancellation));
            board.Put(measures.Key, service.Name, values);
        }
        return false;
    }

    private void Put(string name, double value) => board.Put(name, service.Name, [new("", value)]);
}
