using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Turns what events tell of a school, an institution or a county into levels of its points.</summary>
internal sealed class Scoring(SupervisionDb db, IndicatorSet set, DateTime now, CancellationToken cancellation)
{
    /// <summary>Topic of the counts of levels by point, with the year as period.</summary>
    public const string Topic = "points";

    /// <summary>Measure of the objects that have a level of a point.</summary>
    public static string Measure(string point, PointLevel level) => $"{point}/{level}";

    /// <summary>Takes an event and scores what it touches: of whom it names, of the place, and of whoever has a matter about its resource.</summary>
    public async Task TakeAsync(FactReader fact)
    {
        var (division, year) = (fact.Received.Division, fact.Day.Year);
        var known = await db.Set<EvidenceRow>().Where(e => e.Resource == fact.Received.Subject).ToListAsync(cancellation);
        List<Inspected> objects = [new(InspectedKind.County, division, division, year)];
        if (fact.School.Length > 0) objects.Add(new(InspectedKind.School, fact.School, division, year));
        if (fact.Institution.Length > 0) objects.Add(new(InspectedKind.Institution, fact.Institution, division, year));
        foreach (var one in objects.UnionBy(known.Select(e => new Inspected(e.Kind, e.ObjectCode, e.Division, year)), o => o.Code))
            await TakeAsync(one, fact, known.FindAll(e => e.ObjectCode == one.Code));
    }

    private async Task TakeAsync(Inspected one, FactReader fact, List<EvidenceRow> known)
    {
        var points = set.Points.Where(p => p.About == one.Kind).ToList();
        var touched = points.Where(p => p.Seen.Any(f => f.Matches(fact.Received.Name, fact.Text))).ToHashSet();
        foreach (var source in touched.SelectMany(p => p.Seen).Where(f => f.Matches(fact.Received.Name, fact.Text)).Select(f => f.ToSource()).Distinct()) await SeeAsync(one, source);
        var weighed = Weigh(one, points, fact, known);
        // What is put right this year may have been found in an earlier one.
        foreach (var year in weighed.Select(w => w.Year).Append(one.Year).Distinct())
        {
            var rules = weighed.Where(w => w.Year == year).Select(w => w.Rule).ToHashSet();
            var again = points.Where(p => (year == one.Year && touched.Contains(p)) || SpeakingAgainst(p).Any(rules.Contains)).ToList();
            if (again.Count > 0) await ScoreAsync(one with { Year = year }, again);
        }
    }

    /// <summary>Scores points of an object from what is known of it.</summary>
    public async Task<IReadOnlyList<PointScore>> ScoreAsync(Inspected one, IReadOnlyCollection<IndicatorPoint> points)
    {
        var ids = points.Select(p => p.Id).ToArray();
        var scores = await db.Set<PointScore>().Where(s => s.ObjectCode == one.Code && s.Year == one.Year && EF.Parameter(ids).Contains(s.PointId)).ToDictionaryAsync(s => s.PointId, cancellation);
        await db.Set<Sighting>().Where(s => s.ObjectCode == one.Code && s.Year == one.Year).LoadAsync(cancellation);
        await db.Set<EvidenceRow>().Where(e => e.ObjectCode == one.Code && e.Year == one.Year).LoadAsync(cancellation);
        var sightings = db.Set<Sighting>().Local.Where(s => s.ObjectCode == one.Code && s.Year == one.Year).ToList();
        var evidence = db.Set<EvidenceRow>().Local.Where(e => e.ObjectCode == one.Code && e.Year == one.Year).ToList();
        foreach (var point in points)
        {
            if (!scores.TryGetValue(point.Id, out var score)) db.Add(scores[point.Id] = score = PointScore.Begin(one, point.Id));
            var before = score.Level;
            if (score.See(SeenOf(point, sightings, evidence), now)) await CountAsync(one, score, before);
        }
        return [.. scores.Values];
    }

    /// <summary>Counts a change of level for the object, and for the county, city and province.</summary>
    public async Task CountAsync(Inspected one, PointScore score, PointLevel before)
    {
        if (score.Level == before) return;
        if (before != PointLevel.NotSeen) Tallies.Note(db, one.Division, Topic, one.Year, Measure(score.PointId, before), -1);
        if (score.Level != PointLevel.NotSeen) Tallies.Note(db, one.Division, Topic, one.Year, Measure(score.PointId, score.Level), 1);
        var sum = await db.Set<ObjectScore>().FindAsync([one.Code, one.Year], cancellation);
        if (sum is null) db.Add(sum = new ObjectScore { ObjectCode = one.Code, Year = one.Year, Kind = one.Kind, Division = one.Division });
        sum.Change(before, score.Level, set.Levels);
    }

    private static IEnumerable<string> SpeakingAgainst(IndicatorPoint point) => point.Rules.Concat(point.Against.Select(f => f.ToSource()));

    private static SeenOfPoint SeenOf(IndicatorPoint point, List<Sighting> sightings, List<EvidenceRow> evidence)
    {
        var sources = point.Seen.Select(f => f.ToSource()).ToHashSet();
        var against = SpeakingAgainst(point).ToHashSet();
        var own = evidence.Where(e => against.Contains(e.Rule)).ToList();
        return new(
            sightings.Where(s => sources.Contains(s.Source)).Sum(s => s.Count), own.Count(e => e.MendedAt is null), own.Count(e => e.MendedAt is not null),
            own.Max(e => (DateTime?)e.FoundAt));
    }

    private async Task SeeAsync(Inspected one, string source)
    {
        var row = await db.Set<Sighting>().FindAsync([one.Code, one.Year, source], cancellation);
        if (row is null) db.Add(row = new Sighting { ObjectCode = one.Code, Year = one.Year, Source = source });
        row.Count++;
        row.Version++;
    }

    /// <summary>Notes what an event found, put right or dismissed; tells which rules that touches.</summary>
    private HashSet<(int Year, string Rule)> Weigh(Inspected one, List<IndicatorPoint> points, FactReader fact, List<EvidenceRow> known)
    {
        var (name, touched) = (fact.Received.Name, new HashSet<(int, string)>());
        var wanted = points.SelectMany(p => p.Rules).ToHashSet();
        var found = new Dictionary<string, string>();
        if (set.FoundBy.Contains(name)) foreach (var (rule, message) in fact.Breaches.Where(b => wanted.Contains(b.Rule))) found.TryAdd(rule, message);
        foreach (var filter in points.SelectMany(p => p.Against).Where(f => f.Matches(name, fact.Text))) found.TryAdd(filter.ToSource(), fact.Text("messageZh") ?? "");
        foreach (var (rule, message) in found)
        {
            touched.Add((one.Year, rule));
            if (known.Find(e => e.Rule == rule) is not { } row) db.Add(NewRow(one, fact, rule, message));
            else if (fact.Received.Time > row.FoundAt)
            {
                touched.Add((row.Year, rule));
                (row.Year, row.EventId, row.EventType, row.Message, row.FoundAt, row.MendedAt) = (one.Year, fact.Received.Id, name, message, fact.Received.Time, null);
            }
        }
        var dismissed = set.DismissedBy.Contains(name);
        foreach (var row in known.Where(e => !found.ContainsKey(e.Rule) && fact.Received.Time > e.FoundAt && (dismissed || (e.MendedAt is null && Ends(e.Rule, points, fact)))))
        {
            touched.Add((row.Year, row.Rule));
            if (dismissed) db.Remove(row);
            else row.MendedAt = fact.Received.Time;
        }
        return touched;
    }

    /// <summary>Whether an event ends a matter: it says so, it tells all that stands and that is not among it, or a point names it.</summary>
    private bool Ends(string rule, List<IndicatorPoint> points, FactReader fact) =>
        fact.Cleared.Contains(rule) || (fact.HasFindings && set.FoundBy.Contains(fact.Received.Name))
        || points.Any(p => SpeakingAgainst(p).Contains(rule) && p.Mended.Any(f => f.Matches(fact.Received.Name, fact.Text)));

    private static EvidenceRow NewRow(Inspected one, FactReader fact, string rule, string message) => new()
    {
        Id = Guid.CreateVersion7(), Kind = one.Kind, ObjectCode = one.Code, Division = one.Division, Year = one.Year, Resource = fact.Received.Subject, Rule = rule,
        EventId = fact.Received.Id, EventType = fact.Received.Name, Message = message, FoundAt = fact.Received.Time,
    };
}

internal sealed class PointScoreTable : IEntityTypeConfiguration<PointScore>
{
    public void Configure(EntityTypeBuilder<PointScore> row)
    {
        row.ToTable("point_scores");
        row.HasKey(s => new { s.ObjectCode, s.Year, s.PointId });
        row.Property(s => s.ObjectCode).HasMaxLength(18);
        row.Property(s => s.PointId).HasMaxLength(20);
        row.Property(s => s.Division).HasMaxLength(6);
        row.ComplexProperty(s => s.Seen);
        row.Property(s => s.Said).HasJson();
        row.Property(s => s.Version).IsConcurrencyToken();
        row.HasIndex(s => new { s.Year, s.Kind, s.Division });
    }
}

internal sealed class ObjectScoreTable : IEntityTypeConfiguration<ObjectScore>
{
    public void Configure(EntityTypeBuilder<ObjectScore> row)
    {
        row.ToTable("object_scores");
        row.HasKey(s => new { s.ObjectCode, s.Year });
        row.Property(s => s.ObjectCode).HasMaxLength(18);
        row.Property(s => s.Division).HasMaxLength(6);
        row.ComplexProperty(s => s.Sum);
        row.Property(s => s.Version).IsConcurrencyToken();
        row.HasIndex(s => new { s.Year, s.Kind, s.Score, s.ObjectCode });
    }
}
