using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

/// <summary>
/// Counts of counties, cities and provinces. As with sums of homework, whoever changes something notes it in its own
/// transaction, a worker adds the notes, and a reader gets both in one statement.
/// </summary>
internal static class Tallies
{
    /// <summary>Topic of schools.</summary>
    public const string Schools = "schools";

    /// <summary>Measure of schools that are open.</summary>
    public const string Open = "open";

    /// <summary>Notes a change of a count.</summary>
    public static void Note(SchoolsDb db, string division, string topic, int period, string measure, long amount)
    {
        if (amount == 0) return;
        db.Add(new TallyNote { Id = Guid.CreateVersion7(), Division = division, Topic = topic, Period = period, Measure = measure, Amount = amount });
    }

    /// <summary>Notes by how much what something counts for has changed.</summary>
    public static void Note(SchoolsDb db, string division, string topic, Counted before, Counted after)
    {
        foreach (var key in before.Keys.Union(after.Keys)) Note(db, division, topic, key.Period, key.Measure, after.GetValueOrDefault(key) - before.GetValueOrDefault(key));
    }

    /// <summary>Adds notes to the sums; true when there is more.</summary>
    public static Task<bool> FoldAsync(SchoolsDb db, CancellationToken cancellation) => Folding.FoldAsync<TallyNote>(
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
    public static async Task<Dictionary<string, long>> ReadAsync(SchoolsDb db, string division, string topic, int first, int last, CancellationToken cancellation)
    {
        if (DivisionCode.Parse(division) == DivisionCode.Nation) throw Rejection.Invalid("division", "应为省、市、县级行政区划", "must be a province, city or county");
        var added = db.Set<Tally>().AsNoTracking().Where(t => t.Scope == division && t.Topic == topic && t.Period >= first && t.Period <= last).Select(t => new { t.Measure, t.Amount });
        var noted = db.Set<TallyNote>().AsNoTracking().Within(division, n => n.Division).Where(n => n.Topic == topic && n.Period >= first && n.Period <= last).Select(n => new { n.Measure, n.Amount });
        return await added.Concat(noted).GroupBy(t => t.Measure).Select(g => new { Measure = g.Key, Amount = g.Sum(t => t.Amount) }).ToDictionaryAsync(t => t.Measure, t => t.Amount, cancellation);
    }
}

/// <summary>What something counts for, by year and measure.</summary>
internal sealed class Counted : Dictionary<(int Period, string Measure), long>;

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
