using Npgsql;
using NpgsqlTypes;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>The baseline: a table of a key, a text and an instant; one prepared statement on a connection for each client.</summary>
internal sealed class PlainInsert : IAsyncDisposable
{
    private static readonly string Text = new('x', 200);
    private readonly NpgsqlConnection[] _connections;
    private readonly NpgsqlCommand[] _inserts;

    private PlainInsert(string connectionString, string name)
    {
        _connections = [.. Enumerable.Range(0, Load.Clients).Select(_ => new NpgsqlConnection(connectionString + ";Application Name=baseline"))];
        _inserts = [.. _connections.Select(c => new NpgsqlCommand($"insert into {name} (id, body, at) values ($1, $2, now())", c)
        {
            Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = Text } },
        })];
    }

    public static async Task<PlainInsert> CreateAsync(string connectionString, string name = "plain")
    {
        var table = new PlainInsert(connectionString, name);
        await Task.WhenAll(table._connections.Select(c => c.OpenAsync()));
        await using var create = new NpgsqlCommand($"create table {name} (id uuid primary key, body text not null, at timestamptz not null)", table._connections[0]);
        await create.ExecuteNonQueryAsync();
        await Task.WhenAll(table._inserts.Select(i => i.PrepareAsync()));
        return table;
    }

    public Task<int> InsertAsync(int client, int call)
    {
        _inserts[client].Parameters[0].Value = Guid.CreateVersion7();
        return _inserts[client].ExecuteNonQueryAsync();
    }

    /// <summary>What a database does by itself within a minute: it looks at tables that were empty when statements on them were planned.</summary>
    public async Task AnalyzeAsync()
    {
        await using var analyze = new NpgsqlCommand("ANALYZE", _connections[0]);
        await analyze.ExecuteNonQueryAsync();
    }

    public async Task WaitForBackgroundAsync()
    {
        await using var left = new NpgsqlCommand("select (select count(*) from outbox) + (select count(*) from audit where \"Position\" is null)", _connections[0]);
        await Eventually.TrueAsync("the background work is done", async () => (long)(await left.ExecuteScalarAsync())! == 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }
}
