using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ShuangJian.Contracts;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Inserts many rows with the next save of a context and within its transaction: on PostgreSQL in one round trip for all
/// tables, large sets by COPY; on SQL Server by bulk copy; as any other insert elsewhere. The rows are not tracked.
/// </summary>
public static class BulkRows
{
    /// <summary>Up to here an insert from arrays costs less than the two round trips of a COPY.</summary>
    private const int Few = 256;

    /// <summary>Inserts rows of one table with the next save, or with the next <see cref="PlatformDb.FlushAsync"/>.</summary>
    public static void InsertMany<T>(this PlatformDb db, IReadOnlyCollection<T> rows)
        where T : class
    {
        if (rows.Count > 0) db.Queue(new RowSet(typeof(T), rows));
    }

    /// <summary>
    /// Changes rows by a statement over arrays, on PostgreSQL alone and in the round trip of what is inserted beside it: with the next
    /// save, or with the next <see cref="PlatformDb.FlushAsync"/>.
    /// </summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="statement">The statement; its parameters are <c>$1</c> and so on.</param>
    /// <param name="expected">Rows that it has to change; it is a fault when there are others.</param>
    /// <param name="arrays">Its parameters.</param>
    public static void ChangeMany(this PlatformDb db, string statement, int expected, params Array[] arrays) => db.Queue(new RowChange(statement, expected, arrays));

    /// <summary>Puts many events into the outbox with the next save.</summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="service">Service that announces them.</param>
    /// <param name="now">When they happened, UTC.</param>
    /// <param name="facts">The events, each with its subject and the version of that.</param>
    public static void AnnounceMany(this PlatformDb db, string service, DateTime now, IEnumerable<(string Subject, long Version, DomainEvent Fact)> facts) =>
        db.InsertMany(facts.Select(f => PlatformDb.ToSend(service, f.Subject, f.Version, now, f.Fact)).ToList());

    /// <summary>Inserts sets of rows and changes others within the transaction of the context.</summary>
    /// <exception cref="DbUpdateException">A row violates a constraint; none of them is stored.</exception>
    /// <exception cref="InvalidOperationException">A change found other rows than it had to.</exception>
    internal static async Task WriteAsync(PlatformDb db, IReadOnlyList<Work> work, CancellationToken cancellation)
    {
        try
        {
            await (db.Database.GetDbConnection() switch
            {
                NpgsqlConnection postgres => PostgresAsync(db, postgres, work, cancellation),
                SqlConnection server => SqlServerAsync(db, server, work.Cast<RowSet>(), cancellation),
                _ => throw new NotSupportedException("The provider has no way of its own for many rows."),
            });
        }
        catch (Exception e) when (e is PostgresException or SqlException)
        {
            // As a failure of any other insert, so that those who read failures need not know how rows went in.
            throw new DbUpdateException("Rows were not stored.", e);
        }
    }

    private static async Task PostgresAsync(PlatformDb db, NpgsqlConnection connection, IReadOnlyList<Work> work, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var changes = new List<(NpgsqlBatchCommand Command, RowChange Change)>();
        foreach (var one in work)
        {
            if (one is RowChange change)
            {
                batch.BatchCommands.Add(Of(change));
                changes.Add((batch.BatchCommands[^1], change));
                continue;
            }
            var set = (RowSet)one;
            var shape = Shape.Of(db, set.Type);
            if (set.Rows.Count <= Few && !shape.HasArrays) batch.BatchCommands.Add(FromArrays(shape, set.Rows));
            else await CopyAsync(connection, shape, set.Rows, cancellation);
        }
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
        foreach (var (command, change) in changes) change.MustHave(command.RecordsAffected);
    }

    private static NpgsqlBatchCommand Of(RowChange change)
    {
        var command = new NpgsqlBatchCommand(change.Statement);
        foreach (var array in change.Arrays) command.Parameters.Add(new() { Value = array });
        return command;
    }

    private static NpgsqlBatchCommand FromArrays(Shape shape, IReadOnlyCollection<object> rows)
    {
        var command = new NpgsqlBatchCommand(shape.InsertFromArrays);
        foreach (var column in shape.Columns) command.Parameters.Add(new() { Value = column.Values(rows), DataTypeName = column.StoreType + "[]" });
        return command;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Shape shape, IReadOnlyCollection<object> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(shape.CopyFromBinary, cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in shape.Columns)
            {
                if (column.Read(row) is { } value) await copy.WriteAsync(value, column.StoreType, cancellation);
                else await copy.WriteNullAsync(cancellation);
            }
        }
        await copy.CompleteAsync(cancellation);
    }

    private static async Task SqlServerAsync(PlatformDb db, SqlConnection connection, IEnumerable<RowSet> sets, CancellationToken cancellation)
    {
        var transaction = (SqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var set in sets)
        {
            var shape = Shape.Of(db, set.Type);
            using var table = new DataTable();
            foreach (var column in shape.Columns) table.Columns.Add(column.Name, column.Type);
            foreach (var row in set.Rows) table.Rows.Add([.. shape.Columns.Select(c => c.Read(row) ?? DBNull.Value)]);
            using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = $"[{shape.Table}]" };
            foreach (var column in shape.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
            await copy.WriteToServerAsync(table, cancellation);
        }
    }

    /// <summary>What goes in with the next save.</summary>
    internal abstract record Work;

    /// <summary>Rows of one table.</summary>
    internal sealed record RowSet(Type Type, IReadOnlyCollection<object> Rows) : Work;

    /// <summary>A change of rows.</summary>
    internal sealed record RowChange(string Statement, int Expected, Array[] Arrays) : Work
    {
        public void MustHave(long changed)
        {
            if (changed != Expected) throw new InvalidOperationException($"{changed} rows were changed where {Expected} had to be: {Statement}");
        }
    }

    /// <summary>Table and columns of a kind of row, without those that the database fills; found once for each model.</summary>
    private sealed class Shape
    {
        private Shape(IEntityType type)
        {
            Table = type.GetTableName()!;
            Columns = [.. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(Column.Of)];
            var names = string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));
            CopyFromBinary = $"COPY \"{Table}\" ({names}) FROM STDIN (FORMAT BINARY)";
            InsertFromArrays = $"INSERT INTO \"{Table}\" ({names}) SELECT * FROM unnest({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";
        }

        public string Table { get; }

        public Column[] Columns { get; }

        public string CopyFromBinary { get; }

        public string InsertFromArrays { get; }

        /// <summary>An array of arrays would be taken apart to its last element.</summary>
        public bool HasArrays => Columns.Any(c => c.StoreType.EndsWith(']'));

        public static Shape Of(PlatformDb db, Type type)
        {
            var found = db.Model.FindEntityType(type)!;
            return found.GetOrAddRuntimeAnnotationValue("ShuangJian:Shape", static type => new Shape(type!), found);
        }
    }

    private abstract class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string StoreType { get; } = WithoutSize(property.GetColumnType());

        public Type Type { get; } = Provided(property);

        /// <summary>The values of so many rows, as an array of the provider's type.</summary>
        public abstract Array Values(IReadOnlyCollection<object> rows);

        public object? Read(object row) => _getter.GetClrValue(row) is { } value ? _convert is null ? value : _convert(value) : null;

        public static Column Of(IProperty property)
        {
            var type = Provided(property);
            var held = type.IsValueType && property.IsNullable ? typeof(Nullable<>).MakeGenericType(type) : type;
            return (Column)Activator.CreateInstance(typeof(Column<>).MakeGenericType(held), property)!;
        }

        private static Type Provided(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }

        private static string WithoutSize(string type) => type.IndexOf('(', StringComparison.Ordinal) is > 0 and var size ? type[..size] : type;
    }

    private sealed class Column<T>(IProperty property) : Column(property)
    {
        public override Array Values(IReadOnlyCollection<object> rows)
        {
            var values = new T[rows.Count];
            var next = 0;
            foreach (var row in rows) values[next++] = (T)Read(row)!;
            return values;
        }
    }
}
