using Microsoft.Data.Sqlite;
using Npgsql;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>The SQL scripts of the services do what operators are told of them.</summary>
[Collection(StorageSuite.Name)]
public sealed class ScriptTests(Storages storages)
{
    public static TheoryData<string> Services => [.. Directory.EnumerateDirectories(Folder).Where(f => Directory.Exists(Path.Combine(f, "Service", "Migrations"))).Select(f => Path.GetFileName(f)!)];

    private static string Folder => Path.Combine(Repository.Root, "services");

    /// <summary>A database at hand takes it, and a second run changes nothing.</summary>
    [Theory, MemberData(nameof(Services))]
    public async Task PostgreSql_takes_the_script_twice(string service)
    {
        await using var source = NpgsqlDataSource.Create(await storages.NewEmptyAsync());
        await using var run = source.CreateCommand(Script(service, "PostgreSql"));
        await run.ExecuteNonQueryAsync();
        var before = await TablesAsync(source);
        await run.ExecuteNonQueryAsync();
        Assert.Equal(before, await TablesAsync(source));
    }

    /// <summary>An embedded database is made by it.</summary>
    [Theory, MemberData(nameof(Services))]
    public void Sqlite_takes_the_script(string service)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var run = connection.CreateCommand();
        run.CommandText = Script(service, "Sqlite");
        run.ExecuteNonQuery();
        run.CommandText = """SELECT count(*) FROM "__EFMigrationsHistory" """;
        Assert.Equal((long)Directory.GetFiles(Path.Combine(Folder, service, "Service", "Migrations", "Sqlite"), "*.Designer.cs").Length, run.ExecuteScalar());
    }

    private static string Script(string service, string provider) => File.ReadAllText(Path.Combine(Folder, service, "Service", "Migrations", $"{provider}.sql"));

    private static async Task<string> TablesAsync(NpgsqlDataSource source)
    {
        await using var count = source.CreateCommand(
            """SELECT (SELECT string_agg(table_name, ',' ORDER BY table_name) FROM information_schema.tables WHERE table_schema = 'public') || (SELECT count(*) FROM "__EFMigrationsHistory")""");
        return (string)(await count.ExecuteScalarAsync())!;
    }
}
