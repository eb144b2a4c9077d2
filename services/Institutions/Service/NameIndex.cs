using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>
/// The names of the white list, held here, so that a part of a name is found in a few milliseconds on every database. It
/// follows the registry whenever the white list was renewed, and then reads only what has changed.
/// </summary>
public sealed class NameIndex(IDbContextFactory<InstitutionsDb> databases, AnswerCache cache, TimeProvider clock) : IDisposable
{
    /// <summary>A change is marked before it is committed; this much later it is committed or undone.</summary>
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(30);

    /// <summary>As long as an answer is kept when nobody says that it is outdated.</summary>
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _following = new(1, 1);
    private volatile Names _names = new([], 0, "", default);

    /// <summary>What the machine's clock says now; as the marks of all replicas are compared, their clocks agree within seconds.</summary>
    public static long Mark() => TimeProvider.System.GetUtcNow().UtcTicks;

    /// <summary>The first institutions by name and identifier that a search finds.</summary>
    /// <param name="search">What is searched.</param>
    /// <param name="most">Greatest number to return.</param>
    public async Task<Guid[]> FindAsync(NameSearch search, int most)
    {
        var entries = (await FollowAsync()).Entries;
        var found = new List<Guid>();
        for (var i = search.After is { } after ? FirstAfter(entries, after) : 0; i < entries.Length && found.Count < most; i++)
        {
            if (search.Matches(entries[i])) found.Add(entries[i].Id);
        }
        return [.. found];
    }

    /// <inheritdoc />
    public void Dispose() => _following.Dispose();

    private async Task<Names> FollowAsync()
    {
        if (IsCurrent()) return _names;
        await _following.WaitAsync();
        try
        {
            if (!IsCurrent()) _names = await ReadAsync(_names);
            return _names;
        }
        finally
        {
            _following.Release();
        }
    }

    private bool IsCurrent() => _names.Generation == cache.GenerationOf(DirectoryGrpc.WhiteList) && clock.GetUtcNow() - _names.At < Trusted;

    private async Task<Names> ReadAsync(Names before)
    {
        // The generation first: a change that comes while we read leads to the next reading.
        var (generation, at, mark) = (cache.GenerationOf(DirectoryGrpc.WhiteList), clock.GetUtcNow(), Mark());
        var since = before.Mark - LongestTransaction.Ticks;
        await using var db = await databases.CreateDbContextAsync();
        var changed = await db.Institutions.AsNoTracking().Where(i => i.ChangeMark > since || before.Mark == 0)
            .Select(i => new { i.Id, i.Name, i.Division, i.Category, Listed = i.State == InstitutionState.Licensed }).ToListAsync();
        if (changed.Count == 0) return before with { Generation = generation, At = at, Mark = mark };
        var outdated = changed.Select(c => c.Id).ToHashSet();
        // There are some thousand divisions and millions of references to them.
        var listed = changed.Where(c => c.Listed).Select(c => new NameEntry(c.Name, c.Id, string.Intern(c.Division), c.Category)).ToArray();
        Array.Sort(listed, Compare);
        return new([.. Merge(before.Entries.Where(e => !outdated.Contains(e.Id)), listed)], mark, generation, at);
    }

    /// <summary>Both are in order already; to sort all names anew would take longer than a search may.</summary>
    private static IEnumerable<NameEntry> Merge(IEnumerable<NameEntry> kept, NameEntry[] added)
    {
        var next = 0;
        foreach (var entry in kept)
        {
            for (; next < added.Length && Compare(added[next], entry) < 0; next++) yield return added[next];
            yield return entry;
        }
        for (; next < added.Length; next++) yield return added[next];
    }

    private static int FirstAfter(NameEntry[] entries, (string Name, Guid Id) after)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(entries[middle], new(after.Name, after.Id, "", default)) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int Compare(NameEntry a, NameEntry b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : a.Id.CompareTo(b.Id);

    private sealed record Names(NameEntry[] Entries, long Mark, string Generation, DateTimeOffset At);
}

/// <summary>One name of the white list.</summary>
public sealed record NameEntry(string Name, Guid Id, string Division, TrainingCategory Category);

/// <summary>A search for a part of a name.</summary>
/// <param name="Part">Part of the name.</param>
/// <param name="First">First division.</param>
/// <param name="Last">Last division.</param>
/// <param name="Categories">Categories wanted; all when empty.</param>
/// <param name="After">Only what comes after this; null from the start.</param>
public sealed record NameSearch(string Part, string First, string Last, TrainingCategory[] Categories, (string Name, Guid Id)? After)
{
    /// <summary>True when the search finds this name.</summary>
    public bool Matches(NameEntry entry) => entry.Name.Contains(Part, StringComparison.Ordinal)
        && string.CompareOrdinal(entry.Division, First) >= 0 && string.CompareOrdinal(entry.Division, Last) <= 0
        && (Categories.Length == 0 || Array.IndexOf(Categories, entry.Category) >= 0);
}
