using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Platform.Data;

/// <summary>A service's database for those who do not know its type: start-up, health, operators.</summary>
internal interface IServiceDatabase
{
    string Service { get; }

    /// <summary>Creates the database if it is absent and brings it to the newest schema. Safe to run twice.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>True when the database has the newest schema; throws when it does not answer or is not there.</summary>
    Task<bool> IsNewestAsync(CancellationToken cancellation);

    /// <summary>True when the database answers; throws when it does not.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellation);

    Task<PlatformDb> OpenAsync(CancellationToken cancellation);
}

internal sealed class ServiceDatabase<TDb>(ServiceName service, DatabaseSettings settings, IDbContextFactory<TDb> databases) : IServiceDatabase
    where TDb : PlatformDb
{
    private const int NoSuchTable = 1;

    public string Service => service.Name;

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        if (settings.Provider == DatabaseProvider.Sqlite && await IsNewestFileAsync(cancellation)) return;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Asked first, because that is cheap and what follows is not; nearly every start finds nothing to do.
        if (!(await db.Database.GetPendingMigrationsAsync(cancellation)).Any()) return;
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            // Embedded, there is one process: a lock that is still there was left by one that was killed.
            await db.Database.ExecuteSqlRawAsync("""PRAGMA journal_mode=WAL; DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellation);
            if (await CreatedAsync(db, cancellation)) return;
        }
        try
        {
            await db.Database.MigrateAsync(cancellation);
        }
        catch (System.Data.Common.DbException) when (settings.Provider != DatabaseProvider.Sqlite)
        {
            // Another job may have made the database at the same moment. Whatever else failed fails again.
            await db.Database.MigrateAsync(cancellation);
        }
    }

    public async Task<bool> IsNewestAsync(CancellationToken cancellation)
    {
        if (settings.Provider == DatabaseProvider.Sqlite) return await IsNewestFileAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return !(await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
    }

    /// <summary>Asked of the file itself: the context would make its model for it, which a start that finds nothing to do need not wait for.</summary>
    private async Task<bool> IsNewestFileAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(settings.ConnectionString);
        if (!File.Exists(connection.DataSource)) return false;
        await connection.OpenAsync(cancellation);
        await using var ask = connection.CreateCommand();
        ask.CommandText = """SELECT group_concat("MigrationId") FROM (SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1)""";
        try { return await ask.ExecuteScalarAsync(cancellation) as string == string.Join(',', ProviderMigrations.IdsOf(typeof(TDb), DatabaseProvider.Sqlite)); }
        catch (SqliteException e) when (e.SqliteErrorCode == NoSuchTable) { return false; }
    }

    /// <summary>
    /// An empty embedded database is made by the script that all its migrations amount to, which is kept in step with them:
    /// to run them one by one takes a model for each, and most of a first start.
    /// </summary>
    private static async Task<bool> CreatedAsync(TDb db, CancellationToken cancellation)
    {
        if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).Any()) return false;
        if (typeof(TDb).Assembly.GetManifestResourceStream("Sqlite.sql") is not { } script) return false;
        using var reader = new StreamReader(script);
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = await reader.ReadToEndAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
        return true;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // By the connection alone: what is asked each second needs no model, and a process that starts has none yet.
        await db.Database.OpenConnectionAsync(cancellation);
        await using var ask = db.Database.GetDbConnection().CreateCommand();
        ask.CommandText = "SELECT count(*) FROM leases WHERE 1 = 0";
        await ask.ExecuteScalarAsync(cancellation);
        return true;
    }

    public async Task<PlatformDb> OpenAsync(CancellationToken cancellation) => await databases.CreateDbContextAsync(cancellation);
}
