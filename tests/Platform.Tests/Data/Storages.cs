using Microsoft.Data.SqlClient;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>The databases that the storage suite runs on, and the private PostgreSQL among them.</summary>
public sealed class Storages : IAsyncLifetime
{
    private const string SqlServerVariable = "SHUANGJIAN_SQLSERVER";
    private readonly PostgresServer _postgres = new();

    /// <summary>Every provider at hand: SQL Server only where the environment names one.</summary>
    public static TheoryData<DatabaseProvider> All => [DatabaseProvider.Sqlite, .. Beside];

    /// <summary>Those whose transactions write beside each other, and can wait for each other.</summary>
    public static TheoryData<DatabaseProvider> Servers => [.. Beside];

    private static DatabaseProvider[] Beside => Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 }
        ? [DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer]
        : [DatabaseProvider.PostgreSql];

    public Task InitializeAsync() => _postgres.StartAsync();

    public Task DisposeAsync() => _postgres.DisposeAsync().AsTask();

    /// <summary>A PostgreSQL database with nothing in it, by its connection string.</summary>
    internal async Task<string> NewEmptyAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await using var source = Npgsql.NpgsqlDataSource.Create(_postgres.ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return _postgres.ConnectionString(name);
    }

    internal Task<TestDatabase> NewAsync(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => TestDatabase.SqliteAsync(),
        DatabaseProvider.PostgreSql => TestDatabase.PostgresAsync(_postgres),
        _ => TestDatabase.CreateAsync(new DatabaseSettings(provider, new SqlConnectionStringBuilder(
            Environment.GetEnvironmentVariable(SqlServerVariable)) { InitialCatalog = $"t{Guid.NewGuid():N}" }.ConnectionString)),
    };
}

/// <summary>Shares the servers among the classes of the storage suite.</summary>
[CollectionDefinition(Name)]
public sealed class StorageSuite : ICollectionFixture<Storages>
{
    public const string Name = "storages";
}
