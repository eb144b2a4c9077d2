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
            Was: e.State == EntityState.Added ? null : CensusEntry.Of(e.OriginalValues),
            Is: e.State == EntityState.Deleted ? null : CensusEntry.Of(e.CurrentValues)));
        foreach (var entry in touched.Where(e => e.State != EntityState.Deleted)) entry.Entity.Mark(NameIndex.Mark());
        await FollowOnWhiteListAsync(db, changes, cancellation);
        await CountAsync(db, changes, cancellation);
    }

    /// <summary>The same for many new institutions at once, which go in without being tracked one by one.</summary>
    public static async Task TakeInAsync(InstitutionsDb db, IReadOnlyCollection<Institution> institutions, CancellationToken cancellation)
    {
        foreach (var institution in institutions) institution.Mark(NameIndex.Mark());
        db.InsertMany(institutions);
        db.InsertMany(institutions.Where(i => i.State == InstitutionState.Licensed).Select(ListEntry.White).ToList());
        await CountAsync(db, [.. institutions.Select(i => (i, (CensusEntry?)null, (CensusEntry?)CensusEntry.Of(i)))], cancellation);
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
        InstitutionsDb db, List<(Institution After, CensusEntry? Was, CensusEntry? Is)> changes, CancellationToken cancellation)
    {
        static bool Listed(CensusEntry? entry) => entry?.Key.State == InstitutionState.Licensed;
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
        InstitutionsDb db, List<(Institution After, CensusEntry? Was, CensusEntry? Is)> changes, CancellationToken cancellation)
    {
        var deltas = new Dictionary<CensusKey, CensusFigures>();
        foreach (var (_, was, now) in changes)
        {
            if (was is not null) deltas[was.Key] = deltas.GetValueOrDefault(was.Key) - was.Figures;
            if (now is not null) deltas[now.Key] = deltas.GetValueOrDefault(now.Key) + now.Figures;
        }
        var divisions = deltas.Where(d => d.Value != default).Select(d => d.Key.Division).Distinct().ToArray();
        if (divisions.Length == 0) return;
        await db.CensusCounts.Where(c => EF.Parameter(divisions).Contains(c.Division)).LoadAsync(cancellation);
        var counts = db.CensusCounts.Local.ToDictionary(CensusKey.Of);
        // In one order, so that two transactions which change the same counts never wait for each other crosswise.
        foreach (var (key, delta) in deltas.Where(d => d.Value != default).OrderBy(d => d.Key.ToString(), StringComparer.Ordinal))
        {
            if (!counts.TryGetValue(key, out var count)) db.CensusCounts.Add(count = CensusCount.Empty(key));
            count.Set(CensusFigures.Of(count) + delta);
        }
    }
}
