using Microsoft.EntityFrameworkCore;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Data;

/// <summary>Adds notes to sums, some thousand at a time; each note counts once, whoever works.</summary>
public static class Folding
{
    private const int Together = 2000;

    /// <summary>Adds the oldest notes; true when there is more.</summary>
    /// <param name="db">The database.</param>
    /// <param name="add">Adds notes to the sums that the context tracks.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<bool> FoldAsync<TNote>(PlatformDb db, Func<IReadOnlyList<TNote>, Task> add, CancellationToken cancellation)
        where TNote : class, INote
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var notes = await db.Set<TNote>().AsNoTracking().OrderBy(n => n.Id).Take(Together).ToListAsync(cancellation);
        if (notes.Count == 0) return false;
        await add(notes);
        await db.SaveChangesAsync(cancellation);
        var done = notes.Select(n => n.Id).ToArray();
        var deleted = await db.Set<TNote>().Where(n => EF.Parameter(done).Contains(n.Id)).ExecuteDeleteAsync(cancellation);
        // Another replica that holds the lease too soon has added the same notes: only one of both may count.
        if (deleted != done.Length) return true;
        await transaction.CommitAsync(cancellation);
        return notes.Count == Together;
    }
}
