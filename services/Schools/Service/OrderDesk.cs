using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Judges a record that was put or changed, and with it what depends on it; counts and tells what that changes.</summary>
internal sealed class OrderDesk(SchoolsDb db, Command command, CancellationToken cancellation)
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "order-records";

    /// <summary>Topic of the counts.</summary>
    public const string Topic = "order";

    /// <summary>Topic of schools.</summary>
    public const string Schools = "schools";

    /// <summary>Measure of schools that are open.</summary>
    public const string StillOpen = "open";

    private readonly List<(OrderRecord Record, Counted Before, IReadOnlyList<Finding> Breaches)> _seen = [];

    /// <summary>Measure of a kind's records.</summary>
    public static string Records(OrderKind kind) => $"records/{kind}";

    /// <summary>Measure of a kind's records with a breach.</summary>
    public static string Breaches(OrderKind kind) => $"breaches/{kind}";

    /// <summary>Measure of the schools that a management covers.</summary>
    public static string Covered(ManagementKind management) => $"covered/{management}";

    /// <summary>Remembers what a record counts for before it changes; a new one counts for nothing.</summary>
    public void Watch(OrderRecord record, bool isNew = false) => _seen.Add((record, isNew ? [] : Counts(record), isNew ? [] : Found(record)));

    /// <summary>Judges a record and every paper that is counted with it, then counts and tells.</summary>
    /// <param name="record">The record, as it shall be.</param>
    /// <param name="school">Its school; null for an authority.</param>
    /// <param name="before">Series that it was part of before.</param>
    /// <param name="hold">Whether others have to wait for this call.</param>
    public async Task SettleAsync(OrderRecord record, School? school, string before, bool hold)
    {
        if (!record.Withdrawn && record.Content is not Exam { Counts: true })
            record.Judge(await FactsAsync(record), Reach.LawOf(record.Division, record.Date));
        foreach (var series in new[] { before, record.Series }.Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)) await CountPapersAsync(record, series, hold);
        foreach (var (one, counted, breaches) in _seen)
        {
            Tallies.Note(db, one.Division, Topic, counted, school?.ClosedOn is null ? Counts(one) : WithoutCover(Counts(one), counted));
            Tell(one, breaches);
        }
        if (!record.Withdrawn) command.Announce($"{Name}/{record.Id}", record.Version, new OrderRecordPut
        {
            Division = record.Division, RecordId = $"{record.Id}", SchoolCode = record.SchoolCode.Length > 0 ? record.SchoolCode : null,
            Kind = EnumMap<Wire.OrderKind, OrderKind>.Word(record.Kind), Date = record.Date, Breaches = Found(record).Count,
        });
    }

    /// <summary>Schools that were registered count as open.</summary>
    public static void Open(SchoolsDb db, IEnumerable<School> schools)
    {
        foreach (var place in schools.Where(s => s.ClosedOn is null).GroupBy(s => s.Division)) Tallies.Note(db, place.Key, Schools, 0, StillOpen, place.Count());
    }

    /// <summary>Schools that close count no more, and are covered no more.</summary>
    public static async Task CloseAsync(SchoolsDb db, IReadOnlyCollection<School> schools, CancellationToken cancellation)
    {
        if (schools.Count == 0) return;
        foreach (var place in schools.GroupBy(s => s.Division)) Tallies.Note(db, place.Key, Schools, 0, StillOpen, -place.Count());
        var codes = schools.Select(s => s.Code).ToArray();
        var covered = await db.Set<OrderRecord>().AsNoTracking()
            .Where(r => EF.Parameter(codes).Contains(r.SchoolCode) && r.Kind == OrderKind.Management && !r.Withdrawn && !r.HasBreach).ToListAsync(cancellation);
        foreach (var one in covered) Tallies.Note(db, one.Division, Topic, one.SchoolYear, Covered(((ManagementEvidence)one.Content).Management), -1);
    }

    /// <summary>Papers are numbered in the order of their days; those after the number in force are too many.</summary>
    private async Task CountPapersAsync(OrderRecord record, string series, bool hold)
    {
        if (hold) await TakeTurnAsync(record.SchoolCode, series);
        var papers = await db.Set<OrderRecord>().Where(r => r.SchoolCode == record.SchoolCode && r.Series == series && !r.Withdrawn && r.Id != record.Id).ToListAsync(cancellation);
        foreach (var paper in papers) Watch(paper);
        if (record.Series == series && !record.Withdrawn) papers.Add(record);
        foreach (var (paper, i) in papers.OrderBy(p => p.Date).ThenBy(p => p.CreatedAt).ThenBy(p => p.Id).Select((p, i) => (p, i)))
        {
            var (facts, law) = (new OrderFacts(paper.Content, paper.Grade) { Ordinal = i + 1 }, Reach.LawOf(paper.Division, paper.Date));
            if (paper == record) paper.Judge(facts, law);
            else paper.JudgeAgain(facts, law, command.Now);
        }
    }

    private async Task TakeTurnAsync(string school, string series)
    {
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Set<ExamSeries>().Where(s => s.SchoolCode == school && s.Series == series).ExecuteUpdateAsync(set => set.SetProperty(s => s.Turn, s => s.Turn + 1), cancellation);
        if (taken > 0) return;
        // Whoever else begins it finds out when its row is inserted, and is taken up again.
        db.Add(new ExamSeries { SchoolCode = school, Series = series });
    }

    private async Task<OrderFacts> FactsAsync(OrderRecord record)
    {
        var facts = new OrderFacts(record.Content, record.Grade);
        return record.Content switch
        {
            CollectiveLessons or LessonWeek => facts with { Calendar = (await StoredCalendar.OfAsync(db, record.Division, cancellation)).On(record.Date) },
            QuotaPlan plan => facts with { Previous = await QuotaOfAsync(record.SchoolCode, plan with { Year = plan.Year - 1 }) },
            _ => facts,
        };
    }

    private async Task<QuotaPlan?> QuotaOfAsync(string school, QuotaPlan like)
    {
        var key = OrderRecord.KeyOf(school, like);
        var found = await db.Set<OrderRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordKey == key, cancellation);
        return found?.Content as QuotaPlan;
    }

    private static Counted Counts(OrderRecord record)
    {
        Counted counted = [];
        if (record.Withdrawn) return counted;
        counted[(record.SchoolYear, Records(record.Kind))] = 1;
        if (record.HasBreach) counted[(record.SchoolYear, Breaches(record.Kind))] = 1;
        else if (record.Content is ManagementEvidence evidence) counted[(record.SchoolYear, Covered(evidence.Management))] = 1;
        return counted;
    }

    /// <summary>What a record of a closed school counts for: its cover was taken away when the school closed.</summary>
    private static Counted WithoutCover(Counted after, Counted before)
    {
        foreach (var key in after.Keys.Concat(before.Keys).Where(k => k.Measure.StartsWith("covered/", StringComparison.Ordinal)).ToList()) after[key] = before.GetValueOrDefault(key);
        return after;
    }

    private static List<Finding> Found(OrderRecord record) => [.. record.Findings.Where(f => f.Severity == Severity.Breach)];

    private void Tell(OrderRecord record, IReadOnlyList<Finding> before)
    {
        var now = Found(record);
        var kind = EnumMap<Wire.OrderKind, OrderKind>.Word(record.Kind);
        var school = record.SchoolCode.Length > 0 ? record.SchoolCode : null;
        if (now.Any(f => before.All(b => (b.Rule, b.Subject, b.Observed) != (f.Rule, f.Subject, f.Observed))))
        {
            command.Announce($"{Name}/{record.Id}", record.Version, new OrderBreachFound
            {
                Division = record.Division, RecordId = $"{record.Id}", SchoolCode = school, Kind = kind, Date = record.Date, Findings = [.. now.Select(f => f.ToFact())],
            });
        }
        var gone = before.Select(f => f.Rule).Except(now.Select(f => f.Rule)).Order(StringComparer.Ordinal).ToList();
        if (gone.Count == 0) return;
        command.Announce($"{Name}/{record.Id}", record.Version, new OrderBreachCleared
        {
            Division = record.Division, RecordId = $"{record.Id}", SchoolCode = school, Kind = kind, Rules = gone, Withdrawn = record.Withdrawn,
        });
    }
}
