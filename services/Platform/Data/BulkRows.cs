using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ShuangJian.Contracts;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Inserts many rows within the transaction of a context: by COPY on PostgreSQL, by bulk copy on SQL Server, and
/// as any other insert elsewhere. The rows are not tracked afterwards.
/// </summary>
public static class BulkRows
{
    /// <summary>Inserts rows of one table.</summary>
    /// <exception cref="DbUpdateException">A row violates a constraint; none of them is stored.</exception>
    public static async Task InsertManyAsync<T>(this PlatformDb db, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (rows.Count == 0) return;
        try
        {
            await (db.Database.GetDbConnection() switch
            {
                NpgsqlConnection postgres => CopyAsync(db, postgres, rows, cancellation),
                SqlConnection server => BulkCopyAsync(db, server, rows, cancellation),
                _ => AddAsync(db, rows, cancellation),
            });
        }
        catch (Exception e) when (e is PostgresException or SqlException)
        {
            // As a failure of any other insert, so that those who read failures need not know how rows went in.
            throw new DbUpdateException("Rows were not stored.", e);
        }
    }

    /// <summary>Puts many events into the outbox at once.</summary>
    /// <param name="db">Database of the service, within a transaction.</param>
    /// <param name="service">Service that announces them.</param>
    /// <param name="now">When they happened, UTC.</param>
    /// <param name="facts">The events, each with its subject and the version of that.</param>
    /// <param name="cancellation">Ends the insert.</param>
    public static Task AnnounceManyAsync(
        this PlatformDb db, string service, DateTime now, IEnumerable<(string Subject, long Version, DomainEvent Fact)> facts, CancellationToken cancellation) =>
        db.InsertManyAsync(facts.Select(f => PlatformDb.ToSend(service, f.Subject, f.Version, now, f.Fact)).ToList(), cancellation);

    private static async Task CopyAsync<T>(PlatformDb db, NpgsqlConnection connection, IReadOnlyCollection<T> rows, CancellationToken cancellation)
    {
        var (table, columns) = Shape<T>(db);
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                if (column.Read(row!) is { } value) await copy.WriteAsync(value, column.StoreType, cancellation);
                else await copy.WriteNullAsync(cancellation);
            }
        }
        await copy.CompleteAsync(cancellation);
    }

    private static async Task BulkCopyAsync<T>(PlatformDb db, SqlConnection connection, IReadOnlyCollection<T> rows, CancellationToken cancellation)
    {
        var (name, columns) = Shape<T>(db);
        using var table = new DataTable();
        foreach (var column in columns) table.Columns.Add(column.Name, column.Type);
        foreach (var row in rows) table.Rows.Add([.. columns.Select(c => c.Read(row!) ?? DBNull.Value)]);
        var transaction = (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = $"[{name}]" };
        foreach (var column in columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(table, cancellation);
    }

    private static async Task AddAsync<T>(PlatformDb db, IReadOnlyCollection<T> rows, CancellationToken cancellation)
        where T : class
    {
        db.Set<T>().AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        foreach (var entry in db.ChangeTracker.Entries<T>().ToList()) entry.State = EntityState.Detached;
    }

    /// <summary>Table and columns of a kind of row, without those that the database fills.</summary>
    private static (string Table, Column[] Columns) Shape<T>(PlatformDb db)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        return (type.GetTableName()!, [.. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => new Column(p))]);
    }

    private sealed class Column(IProperty property)
    {
        private readonly System.Reflection.PropertyInfo _property = property.PropertyInfo!;
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string StoreType { get; } = WithoutSize(property.GetColumnType());

        public Type Type { get; } = Nullable.GetUnderlyingType(Provided(property)) ?? Provided(property);

        public object? Read(object row) => _property.GetValue(row) is { } value ? _convert is null ? value : _convert(value) : null;

        private static Type Provided(IProperty property) => property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

        private static string WithoutSize(string type) => type.IndexOf('(', StringComparison.Ordinal) is > 0 and var size ? type[..size] : type;
    }
}
