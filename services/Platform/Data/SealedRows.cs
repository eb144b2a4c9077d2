using Microsoft.EntityFrameworkCore;

namespace ShuangJian.Platform.Data;

/// <summary>Rows of a table with <c>Id</c>, <c>Position</c> and <c>Hash</c> that are sealed into a chain after they were stored.</summary>
public static class SealedRows
{
    /// <summary>Rows sealed at once.</summary>
    public const int Batch = 500;

    /// <summary>Rows to be sealed: on PostgreSQL untracked, for there they are stored by one statement.</summary>
    public static IQueryable<TRow> ToSeal<TRow>(this PlatformDb db)
        where TRow : class => db.Database.IsNpgsql() ? db.Set<TRow>().AsNoTracking() : db.Set<TRow>();

    /// <summary>
    /// Stores place and hash of rows that came from <see cref="ToSeal"/>, on PostgreSQL in one statement. It is guarded by the hash, which no
    /// index has: guarded by the position, as row by row, the planner may look for each row among all that ever waited, which takes
    /// the longer the more there were.
    /// </summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="seal">Key, place and hash of a row.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbUpdateConcurrencyException">Another replica sealed one of them; none is stored, when it runs in a transaction.</exception>
    public static async Task StoreSealsAsync<TRow, TKey>(
        this PlatformDb db, IReadOnlyList<TRow> rows, Func<TRow, (TKey Id, long Position, byte[] Hash)> seal, CancellationToken cancellation)
        where TRow : class
    {
        if (!db.Database.IsNpgsql())
        {
            await db.SaveChangesAsync(cancellation);
            return;
        }
        var seals = rows.Select(seal).ToList();
        // The table is a name of the model and nothing that anybody sends.
        var update = $$"""
            UPDATE "{{db.Model.FindEntityType(typeof(TRow))!.GetTableName()}}" AS r SET "Position" = s.position, "Hash" = s.hash
            FROM unnest({0}, {1}, {2}) AS s (id, position, hash) WHERE r."Id" = s.id AND r."Hash" IS NULL
            """;
        var stored = await db.Database.ExecuteSqlRawAsync(
            update,
            [seals.Select(s => s.Id).ToArray(), seals.Select(s => s.Position).ToArray(), seals.Select(s => s.Hash).ToArray()], cancellation);
        if (stored != rows.Count) throw new DbUpdateConcurrencyException("Another replica sealed a row.");
    }
}
