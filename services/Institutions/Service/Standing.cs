using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>
/// The one place through which every new institution and every change of one passes: the database calls it before it
/// saves, so lists and census follow in the same transaction whoever made the change, and nobody can forget it.
/// </summary>
internal static class Standing
{
    public static async Task SettleAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var touched = db.ChangeTracker.Entries<Institution>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .ToList();
        if (touched.Count == 0) return;
        var changes = touched.ConvertAll(e => (
            After: e.Entity,
            Was: e.State == EntityState.Added ? null : CensusKey.Of(e.OriginalValues),
            Is: e.State == EntityState.Deleted ? null : CensusKey.Of(e.CurrentValues)));
        foreach (var entry in touched.Where(e => e.State != EntityState.Deleted)) entry.Entity.Mark(NameIndex.Mark());
        await FollowOnWhiteListAsync(db, changes, cancellation);
        await CountAsync(db, changes, cancellation);
    }

    /// <summary>The same for many new institutions at once, which go in without being tracked one by one.</summary>
    public static async Task TakeInAsync(InstitutionsDb db, IReadOnlyCollection<Institution> institutions, CancellationToken cancellation)
    {
        db.SettlesOnSave = false;
        foreach (var institution in institutions) institution.Mark(NameIndex.Mark());
        try
        {
            await db.InsertManyAsync(institutions, cancellation);
            await db.InsertManyAsync(institutions.Where(i => i.State == InstitutionState.Licensed).Select(ListEntry.White).ToList(), cancellation);
        }
        finally
        {
            db.SettlesOnSave = true;
        }
        await CountAsync(db, [.. institutions.Select(i => (i, (CensusKey?)null, (CensusKey?)CensusKey.Of(i)))], cancellation);
    }

    /// <summary>Records a measure that an institution has just taken in, and what other services owe by it.</summary>
    public static (Measure Measure, IReadOnlyList<Consequence> Owed) Record(
        InstitutionsDb db, MeasureType type, IReadOnlyList<MeasureGround> grounds, Institution institution, LawAt law)
    {
        var measure = Measure.Of(Guid.CreateVersion7(), type, grounds, institution);
        var owed = Consequence.Of(measure, institution, law);
        db.Measures.Add(measure);
        db.Consequences.AddRange(owed);
        return (measure, owed);
    }

    private static async Task FollowOnWhiteListAsync(
        InstitutionsDb db, List<(Institution After, CensusKey? Was, CensusKey? Is)> changes, CancellationToken cancellation)
    {
        static bool Listed(CensusKey? key) => key?.State == InstitutionState.Licensed;
        var ids = changes.Where(c => Listed(c.Was)).Select(c => c.After.Id).ToArray();
        var open = ids.Length == 0
            ? []
            : await db.ListEntries
                .Where(e => e.Kind == ListKind.White && !e.Ended && e.InstitutionId != null && ids.Contains(e.InstitutionId.Value))
                .ToDictionaryAsync(e => e.InstitutionId!.Value, cancellation);
        foreach (var (institution, was, now) in changes)
        {
            var entry = open.GetValueOrDefault(institution.Id);
            if (Listed(was) && Listed(now)) entry?.Follow(institution);
            else if (Listed(was)) entry?.End(institution.StateReason, institution.StateSince);
            else if (Listed(now)) db.ListEntries.Add(ListEntry.White(institution));
        }
    }

    private static async Task CountAsync(
        InstitutionsDb db, List<(Institution After, CensusKey? Was, CensusKey? Is)> changes, CancellationToken cancellation)
    {
        var deltas = new Dictionary<CensusKey, int>();
        foreach (var (_, was, now) in changes)
        {
            if (was is not null) deltas[was] = deltas.GetValueOrDefault(was) - 1;
            if (now is not null) deltas[now] = deltas.GetValueOrDefault(now) + 1;
        }
        var divisions = deltas.Keys.Select(k => k.Division).Distinct().ToArray();
        await db.CensusCounts.Where(c => EF.Parameter(divisions).Contains(c.Division)).LoadAsync(cancellation);
        var counts = db.CensusCounts.Local.ToDictionary(c => new CensusKey(c.Division, c.Category, c.Mode, c.State));
        // In one order, so that two transactions which change the same counts never wait for each other crosswise.
        foreach (var (key, delta) in deltas.Where(d => d.Value != 0).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal))
        {
            if (!counts.TryGetValue(key, out var count))
                db.CensusCounts.Add(count = new CensusCount { Division = key.Division, Category = key.Category, Mode = key.Mode, State = key.State });
            count.Count += delta;
        }
    }
}

/// <summary>What institutions are counted by.</summary>
internal sealed record CensusKey(string Division, TrainingCategory Category, TrainingMode Mode, InstitutionState State)
{
    public static CensusKey Of(Institution institution) => new(institution.Division, institution.Category, institution.Mode, institution.State);

    public static CensusKey Of(Microsoft.EntityFrameworkCore.ChangeTracking.PropertyValues values) => new(
        values.GetValue<string>(nameof(Institution.Division)),
        values.GetValue<TrainingCategory>(nameof(Institution.Category)),
        values.GetValue<TrainingMode>(nameof(Institution.Mode)),
        values.GetValue<InstitutionState>(nameof(Institution.State)));
}

/// <summary>Number of institutions of a county, category, mode and state, kept up with every change of one (I11).</summary>
public sealed class CensusCount
{
    /// <summary>The county.</summary>
    public required string Division { get; init; }

    /// <summary>What they train.</summary>
    public required TrainingCategory Category { get; init; }

    /// <summary>How they train.</summary>
    public required TrainingMode Mode { get; init; }

    /// <summary>Where they stand.</summary>
    public required InstitutionState State { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; set; }

    /// <summary>How many there were when the history was last written.</summary>
    public int Recorded { get; set; }
}
