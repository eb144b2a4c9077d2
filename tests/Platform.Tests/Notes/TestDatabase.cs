using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Notes;

/// <summary>A database that one test has to itself, made from the model and dropped at the end.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(DatabaseSettings settings) => Settings = settings;

    public DatabaseSettings Settings { get; }

    public static Task<TestDatabase> SqliteAsync() => CreateAsync(new DatabaseSettings(
        DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Path.GetTempPath(), $"shuangjian-{Guid.NewGuid():N}.db")}"));

    public static Task<TestDatabase> PostgresAsync(PostgresServer server) => CreateAsync(new DatabaseSettings(
        DatabaseProvider.PostgreSql, server.ConnectionString($"t{Guid.NewGuid():N}")));

    public static async Task<TestDatabase> CreateAsync(DatabaseSettings settings)
    {
        var database = Without(settings);
        await using var db = database.Open();
        await db.Database.EnsureCreatedAsync();
        return database;
    }

    /// <summary>A database whose schema is not made yet.</summary>
    public static TestDatabase Without(DatabaseSettings settings) => new(settings);

    public NotesDb Open()
    {
        var options = new DbContextOptionsBuilder<NotesDb>();
        Settings.Apply(options);
        return new NotesDb(options.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = Open();
        await db.Database.EnsureDeletedAsync();
    }
}
