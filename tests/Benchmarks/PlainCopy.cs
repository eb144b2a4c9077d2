using System.Diagnostics;
using Npgsql;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>What PostgreSQL by itself does with the same rows.</summary>
internal static class PlainCopy
{
    /// <summary>Copies the rows of a table into one with the same columns and indexes; the rows are in memory before the clock runs.</summary>
    public static async Task<double> RateAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connectionString, $"create table plain (like {table} including all)");
        var rows = new List<object[]>();
        string[] types;
        await using (var command = new NpgsqlCommand($"select * from {table}", connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            types = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetDataTypeName(i).Split('(')[0])];
            while (await reader.ReadAsync())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }
        }
        var watch = Stopwatch.StartNew();
        await using (var copy = await connection.BeginBinaryImportAsync("copy plain from stdin (format binary)"))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                for (var i = 0; i < row.Length; i++)
                {
                    if (row[i] is DBNull) await copy.WriteNullAsync();
                    else await copy.WriteAsync(row[i], types[i]);
                }
            }
            await copy.CompleteAsync();
        }
        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waits until a table has no rows.</summary>
    public static async Task UntilEmptyAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var left = new NpgsqlCommand($"select count(*) from {table}", connection);
        await Eventually.TrueAsync($"{table} is empty", async () => (long)(await left.ExecuteScalarAsync())! == 0, TimeSpan.FromMinutes(5));
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
