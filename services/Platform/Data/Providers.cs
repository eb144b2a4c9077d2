using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ShuangJian.Platform.Data;

/// <summary>Databases that the platform runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one file per service.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server.</summary>
    SqlServer,

    /// <summary>PostgreSQL and its descendants.</summary>
    PostgreSql,
}

/// <summary>Where a service keeps its data. <c>{service}</c> in the connection string is replaced by its name.</summary>
public sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>Reads <c>Database:Provider</c> and <c>Database:ConnectionString</c>.</summary>
    /// <exception cref="InvalidOperationException">The provider is not known, or has no connection string.</exception>
    public static DatabaseSettings Read(IConfiguration configuration, string service)
    {
        var name = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider))
            throw new InvalidOperationException($"Database:Provider is '{name}'; it must be Sqlite, SqlServer or PostgreSql.");
        var connection = configuration["Database:ConnectionString"]
            ?? (provider == DatabaseProvider.Sqlite
                ? "Data Source=data/{service}.db"
                : throw new InvalidOperationException($"Database:ConnectionString is missing for {provider}."));
        return new(provider, connection.Replace("{service}", service, StringComparison.Ordinal));
    }

    /// <summary>Points a context at this database, with the migrations made for its provider.</summary>
    public void Apply(DbContextOptionsBuilder options)
    {
        _ = Provider switch
        {
            DatabaseProvider.Sqlite => options.UseSqlite(WithFolder(ConnectionString)),
            DatabaseProvider.SqlServer => options.UseSqlServer(ConnectionString),
            _ => options.UseNpgsql(Tuned(ConnectionString)),
        };
        options.ReplaceService<IMigrationsAssembly, ProviderMigrations>();
        // A test holds model and migrations together; to compare them at every start takes longer than the start.
        options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }

    private static string WithFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        return connectionString;
    }

    /// <summary>Bytes of a connection's buffers. With the driver's 8 KB, rows of a file are sent in a hundred pieces, each with its own timer and system call.</summary>
    private const int BufferSize = 64 * 1024;

    /// <summary>
    /// Statements are prepared once per connection unless the operator says otherwise. Connections come back
    /// to the pool without the seven statements that would reset a session: nothing here changes one.
    /// </summary>
    private static string Tuned(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 100;
        settings.NoResetOnClose = true;
        settings.WriteBufferSize = settings.ReadBufferSize = BufferSize;
        return settings.ConnectionString;
    }
}

/// <summary>Reads the errors of the three providers.</summary>
internal static class ProviderErrors
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>From here on SQL Server speaks of its resources and of broken connections, not of the statement.</summary>
    private const int SqlServerResourceClass = 17;

    /// <summary>True when a row with the same key is there already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException error) => error.InnerException switch
    {
        PostgresException e => e.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException e => e.SqliteExtendedErrorCode is SqliteConstraintPrimaryKey or SqliteConstraintUnique,
        SqlException e => e.Number is 2601 or 2627,
        _ => false,
    };

    /// <summary>True when two transactions stood in each other's way and one was undone; trying again is right.</summary>
    public static bool IsCollision(this Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        // What a server calls passing, the mapper hands on wrapped into advice to try again.
        DbUpdateException { InnerException: { } inner } => IsCollision(inner),
        InvalidOperationException { InnerException: { } inner } => IsCollision(inner),
        PostgresException e => e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException e => e.SqliteErrorCode is 5 or 6,
        SqlException e => e.Number == 1205,
        _ => false,
    };

    /// <summary>True when the database does not answer; nothing was stored, or that is not known.</summary>
    public static bool IsStorageFailure(this Exception error) => error switch
    {
        DbUpdateException { InnerException: { } inner } => IsStorageFailure(inner),
        PostgresException e => e.SqlState.StartsWith("57", StringComparison.Ordinal) || e.SqlState.StartsWith("08", StringComparison.Ordinal)
            || e.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException or TimeoutException => true,
        SqliteException e => e.SqliteErrorCode is 5 or 6 or 10 or 13 or 14,
        // Time-out, database or login not to be had: below that class, and yet not the statement's fault.
        SqlException e => e.Class >= SqlServerResourceClass || e.Number is -2 or 4060 or 18456,
        InvalidOperationException { InnerException: { } inner } => IsStorageFailure(inner),
        _ => false,
    };
}
