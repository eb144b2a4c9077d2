using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Supervision;

/// <summary>Keeps what the other services tell, counts it for reports and scores it by the points in force.</summary>
public sealed class FactConsumer(IDbContextFactory<SupervisionDb> databases, TimeProvider clock, ILogger<FactConsumer> log)
    : BatchConsumer<SupervisionDb>(databases, clock, log)
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
    protected override async Task ApplyAsync(SupervisionDb db, IReadOnlyList<ReceivedEvent> received, CancellationToken cancellation)
    {
        var facts = received.Select(e => new FactReader(e)).ToList();
        db.InsertMany(facts.ConvertAll(Kept));
        foreach (var sum in facts.SelectMany(f => f.Counts(Law.Current.Reports), (f, c) => (f.Received.Division, f.Day, c.Measure, c.Amount)).GroupBy(c => (c.Division, c.Day, c.Measure)))
            Tallies.Note(db, sum.Key.Division, Law.Current.Reports.Measures[sum.Key.Measure].Stock ? StockTopic : Topic, sum.Key.Day.DayNumber, sum.Key.Measure, sum.Sum(c => c.Amount));
        var scored = facts.Select(f => (Fact: f, Set: Law.Current.Indicators.For(DivisionCode.Parse(f.Received.Division), f.Day))).Where(f => f.Set is { } set && (set.Events.Contains(f.Fact.Received.Name) || f.Fact.Cleared.Count > 0)).ToList();
        // Each is scored by what those before it left.
        if (scored.Count > 1) await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (fact, set) in scored)
        {
            await new Scoring(db, set!, _clock.GetUtcNow().UtcDateTime, cancellation).TakeAsync(fact);
            if (scored.Count > 1) await db.SaveChangesAsync(cancellation);
        }
    }

    private static Fact Kept(FactReader fact) => new()
    {
        EventId = fact.Received.Id, Type = fact.Received.Name, Division = fact.Received.Division, Day = fact.Day, ObjectCode = fact.School.Length > 0 ? fact.School : fact.Institution,
        Resource = fact.Received.Subject, Counted = string.Join(' ', fact.Counts(Law.Current.Reports).Select(c => $"{c.Measure}:{c.Amount}")),
    };
}
