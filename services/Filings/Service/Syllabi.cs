using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>An edition of the catalogue of a subject. It never changes once it is stored.</summary>
public sealed class StoredCurriculum
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Division that put it.</summary>
    public required string Division { get; init; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>First day on which it holds.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Number of units.</summary>
    public required int UnitCount { get; init; }

    /// <summary>When it was put.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>A unit of an edition.</summary>
public sealed class StoredUnit
{
    /// <summary>The edition.</summary>
    public required Guid Curriculum { get; init; }

    /// <summary>Place in the edition, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>School grade; that of <see cref="Unit"/>.</summary>
    public required int Grade { get; init; }

    /// <summary>The unit.</summary>
    public required CurriculumUnit Unit { get; init; }
}

/// <summary>Finds the editions that hold. What was read of one is kept, for it never changes.</summary>
internal static class Syllabi
{
    /// <summary>More editions than a province needs at once; beyond it everything is read anew.</summary>
    private const int MostKept = 256;

    private static readonly ConcurrentDictionary<Guid, Syllabus> Kept = new();

    private static readonly ConcurrentDictionary<string, Syllabus> National = new();

    /// <summary>The catalogue for each place and subject that has one on a day, its own or of the nearest place above, or else the themes of the national standards.</summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="places">Each place with those above it, the nearest first.</param>
    /// <param name="subjects">The subjects.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<Dictionary<(string Division, string Subject), Syllabus>> FindAsync(
        FilingsDb db, Dictionary<string, List<string>> places, string[] subjects, DateOnly day, CancellationToken cancellation)
    {
        var all = places.Values.SelectMany(p => p).Distinct().ToArray();
        var editions = await db.Set<StoredCurriculum>().AsNoTracking()
            .Where(c => EF.Parameter(all).Contains(c.Division) && EF.Parameter(subjects).Contains(c.Subject) && c.StartsOn <= day).ToListAsync(cancellation);
        var found = new Dictionary<(string, string), Syllabus>();
        foreach (var national in Law.Current.Curricula.Where(c => c.StartsOn <= day && subjects.Contains(c.Subject)))
            foreach (var place in places.Keys)
                found[(place, national.Subject)] = National.GetOrAdd(national.Id, _ => Syllabus.Of(Law.Current, national));
        foreach (var (place, above) in places)
            foreach (var ofSubject in editions.Where(e => above.Contains(e.Division)).GroupBy(e => e.Subject))
                found[(place, ofSubject.Key)] = await ReadAsync(db, Nearest(ofSubject, above), cancellation);
        return found;
    }

    /// <summary>The edition of the nearest place, the latest one of it.</summary>
    public static StoredCurriculum Nearest(IEnumerable<StoredCurriculum> editions, List<string> places) =>
        editions.OrderBy(e => places.IndexOf(e.Division)).ThenByDescending(e => e.StartsOn).First();

    /// <summary>The themes of the national standards of a subject on a day, as an edition of the nation; null when there are none.</summary>
    public static NationalCurriculum? NationalOf(string subject, DateOnly day) =>
        Law.Current.Curricula.FirstOrDefault(c => c.Subject == subject && c.StartsOn <= day);

    private static async Task<Syllabus> ReadAsync(FilingsDb db, StoredCurriculum edition, CancellationToken cancellation)
    {
        if (Kept.TryGetValue(edition.Id, out var kept)) return kept;
        var units = await db.Set<StoredUnit>().AsNoTracking().Where(u => u.Curriculum == edition.Id).OrderBy(u => u.Ordinal).ToListAsync(cancellation);
        if (Kept.Count >= MostKept) Kept.Clear();
        return Kept[edition.Id] = new Syllabus(Law.Current, edition.Source, [.. units.Select(u => u.Unit)]);
    }
}

internal sealed class CurriculumTable : IEntityTypeConfiguration<StoredCurriculum>
{
    public void Configure(EntityTypeBuilder<StoredCurriculum> row)
    {
        row.ToTable("curricula");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Subject).HasMaxLength(40);
        row.Property(c => c.Source).HasMaxLength(200);
        row.HasIndex(c => new { c.Division, c.Subject, c.StartsOn }).IsUnique();
    }
}

internal sealed class CurriculumUnitTable : IEntityTypeConfiguration<StoredUnit>
{
    public void Configure(EntityTypeBuilder<StoredUnit> row)
    {
        row.ToTable("curriculum_units");
        row.HasKey(u => new { u.Curriculum, u.Ordinal });
        row.Property(u => u.Unit).HasJson();
    }
}
