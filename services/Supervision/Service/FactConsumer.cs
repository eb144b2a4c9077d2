using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Supervision;

/// <summary>Keeps what the other services tell, counts it for reports and scores it by the points in force.</summary>
public sealed class FactConsumer(IDbContextFactory<SupervisionDb> databases, TimeProvider clock, ILogger<FactConsumer> log)
    : EventConsumer<SupervisionDb>(databases, clock, log)
{
    /// <summary>Topic of the counts of reports, with the number of the day as period.</summary>
    internal const string Topic = "report";

    /// <summary>Topic of those that say what stands: they are read from the beginning on, and there are few of them.</summary>
    internal const string StockTopic = "report-stock";

    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "supervision.facts";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics =>
        [.. Law.Current.Reports.Events.Concat(Law.Current.Indicators.All.SelectMany(set => set.Events)).Distinct().Order(StringComparer.Ordinal).Select(name => $"#.{name}")];

    /// <inheritdoc />
    protected override async Task ApplyAsync(SupervisionDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = new FactReader(received);
        var counts = fact.Counts(Law.Current.Reports).ToList();
        var code = fact.School.Length > 0 ? fact.School : fact.Institution;
        db.Add(new Fact
        {
            EventId = received.Id, Type = received.Name, Division = received.Division, Day = fact.Day, ObjectCode = code, Resource = received.Subject,
            Counted = string.Join(' ', counts.Select(c => $"{c.Measure}:{c.Amount}")),
        });
        foreach (var (measure, amount) in counts)
            Tallies.Note(db, received.Division, Law.Current.Reports.Measures[measure].Stock ? StockTopic : Topic, fact.Day.DayNumber, measure, amount);
        if (Law.Current.Indicators.For(DivisionCode.Parse(received.Division), fact.Day) is { } set)
            await new Scoring(db, set, _clock.GetUtcNow().UtcDateTime, cancellation).TakeAsync(fact);
    }
}
