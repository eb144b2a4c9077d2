using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Counts of counties, cities and provinces. As with sums of homework, whoever changes something notes it in its own
/// transaction, a worker adds the notes, and a reader gets both in one statement.
/// </summary>
public static class Tallies
{
    /// <summary>Gives a database the tables of counts.</summary>
    public static ModelBuilder HasTallies(this ModelBuilder model) => model.ApplyConfiguration(new TallyNoteTable()).ApplyConfiguration(new TallyTable());

    /// <summary>Notes a change of a count.</summary>
    public static void Note(PlatformDb db, string division, string topic, int period, string measure, long amount)
    {
        if (amount == 0) return;
        db.Add(new TallyNote { Id = Guid.CreateVersion7(), Division = division, Topic = topic, Period = period, Measure = measure, Amount = amount });
    }

    /// <summary>Notes by how much what something counts for has changed.</summary>
    public static void Note(PlatformDb db, string division, string topic, Counted before, Counted after)
    {
        foreach (var key in before.Keys.Union(after.Keys)) Note(db, division, topic, key.Period, key.Measure, after.GetValueOrDefault(key) - before.GetValueOrDefault(key));
    }

    /// <summary>Adds notes to the sums; true when there is more.</summary>
    public static Task<bool> FoldAsync(PlatformDb db, CancellationToken cancellation) => Folding.FoldAsync<TallyNote>(
        db,
        async notes =>
        {
            var sums = notes.SelectMany(n => n.Scopes().Select(s => (Scope: s, Note: n)))
                .GroupBy(n => (n.Scope, n.Note.Topic, n.Note.Period, n.Note.Measure)).ToDictionary(g => g.Key, g => g.Sum(n => n.Note.Amount));
            var (scopes, topics) = (sums.Keys.Select(k => k.Scope).Distinct().ToArray(), sums.Keys.Select(k => k.Topic).Distinct().ToArray());
            var known = await db.Set<Tally>().Where(t => EF.Parameter(scopes).Contains(t.Scope) && EF.Parameter(topics).Contains(t.Topic))
                .ToDictionaryAsync(t => (t.Scope, t.Topic, t.Period, t.Measure), cancellation);
            foreach (var (key, amount) in sums)
            {
                if (!known.TryGetValue(key, out var tally)) db.Add(tally = new Tally { Scope = key.Scope, Topic = key.Topic, Period = key.Period, Measure = key.Measure });
                tally.Amount += amount;
                tally.Version++;
            }
        },
        cancellation);

    /// <summary>Counts of a division by measure: what is added already and what is noted, in one reading. No count is kept of the nation.</summary>
    public static async Task<Dictionary<string, long>> ReadAsync(PlatformDb db, string division, string topic, int first, int last, CancellationToken cancellation)
    {
        if (DivisionCode.Parse(division) == DivisionCode.Nation) throw Rejection.Invalid("division", "应为省、市、县级行政区划", "must be a province, city or county");
        var added = db.Set<Tally>().AsNoTracking().Where(t => t.Scope == division && t.Topic == topic && t.Period >= first && t.Period <= last).Select(t => new { t.Measure, t.Amount });
        var noted = db.Set<TallyNote>().AsNoTracking().Within(division, n => n.Division).Where(n => n.Topic == topic && n.Period >= first && n.Period <= last).Select(n => new { n.Measure, n.Amount });
        return await added.Concat(noted).GroupBy(t => t.Measure).Select(g => new { Measure = g.Key, Amount = g.Sum(t => t.Amount) }).ToDictionaryAsync(t => t.Measure, t => t.Amount, cancellation);
    }

    /// <summary>
    /// Counts of some divisions of the same level, by division and measure: what is added already and what is noted, in one
    /// reading. Notes are few, since a worker adds them every second.
    /// </summary>
    public static async Task<Dictionary<(string Division, string Measure), long>> ReadEachAsync(
        PlatformDb db, IReadOnlyCollection<DivisionCode> divisions, string topic, int first, int last, CancellationToken cancellation)
    {
        var scopes = divisions.Select(d => $"{d}").ToArray();
        var added = db.Set<Tally>().AsNoTracking().Where(t => EF.Parameter(scopes).Contains(t.Scope) && t.Topic == topic && t.Period >= first && t.Period <= last)
            .GroupBy(t => new { t.Scope, t.Measure }).Select(g => new { g.Key.Scope, g.Key.Measure, Amount = g.Sum(t => t.Amount) });
        var noted = db.Set<TallyNote>().AsNoTracking().Where(n => n.Topic == topic && n.Period >= first && n.Period <= last)
            .GroupBy(n => new { Scope = n.Division, n.Measure }).Select(g => new { g.Key.Scope, g.Key.Measure, Amount = g.Sum(t => t.Amount) });
        var sums = new Dictionary<(string, string), long>();
        var wanted = scopes.ToHashSet();
        // A note of a county may count for its city or province; a sum of a city is no note, so both are told apart by a flag.
        foreach (var row in await added.Select(r => new { r.Scope, r.Measure, r.Amount, IsNote = false }).Concat(noted.Select(r => new { r.Scope, r.Measure, r.Amount, IsNote = true })).ToListAsync(cancellation))
        {
            var place = DivisionCode.Parse(row.Scope);
            foreach (var scope in row.IsNote ? new[] { $"{place}", $"{place.City}", $"{place.Province}" }.Distinct().Where(wanted.Contains) : [row.Scope])
                sums[(scope, row.Measure)] = sums.GetValueOrDefault((scope, row.Measure)) + row.Amount;
        }
        return sums;
    }
}

/// <summary>What something counts for, by year and measure.</summary>
public sealed class Counted : Dictionary<(int Period, string Measure), long>;

internal sealed class TallyNoteTable : IEntityTypeConfiguration<TallyNote>
{
    public void Configure(EntityTypeBuilder<TallyNote> row)
    {
        row.ToTable("tally_notes");
        row.HasKey(n => n.Id);
        row.Property(n => n.Id).ValueGeneratedNever();
        row.Property(n => n.Division).HasMaxLength(6);
        row.Property(n => n.Topic).HasMaxLength(60);
        row.Property(n => n.Measure).HasMaxLength(80);
    }
}

internal sealed class TallyTable : IEntityTypeConfiguration<Tally>
{
    public void Configure(EntityTypeBuilder<Tally> row)
    {
        row.ToTable("tallies");
        row.HasKey(t => new { t.Scope, t.Topic, t.Period, t.Measure });
        row.Property(t => t.Scope).HasMaxLength(6);
        row.Property(t => t.Topic).HasMaxLength(60);
        row.Property(t => t.Measure).HasMaxLength(80);
        row.Property(t => t.Version).IsConcurrencyToken();
    }
}
