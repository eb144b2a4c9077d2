using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ShuangJian.Platform.Data;

namespace ShuangJian.Testing;

/// <summary>Holds the migrations and SQL scripts of a service against its model.</summary>
public static class Schema
{
    private const string Mend = "run scripts/migrations";

    /// <summary>What of the migrations of a provider is out of step; null when nothing is.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="service">Folder of the service below <c>services</c>, for example <c>Institutions</c>.</param>
    public static string? Problem<TDb>(DatabaseProvider provider, string service)
        where TDb : PlatformDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        new DatabaseSettings(provider, provider == DatabaseProvider.Sqlite ? "Data Source=:memory:" : "Server=localhost").Apply(options);
        using var db = (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
        if (!db.Database.GetMigrations().Any()) return $"{service} has no migrations for {provider}; {Mend} with a name";
        if (db.Database.HasPendingModelChanges()) return $"The model of {service} has changed since the last migration for {provider}; {Mend} with a name";
        var file = Path.Combine(Repository.Root, "services", service, "Service", "Migrations", $"{provider}.sql");
        var script = db.GetService<IMigrator>().GenerateScript(options: provider == DatabaseProvider.Sqlite ? MigrationsSqlGenerationOptions.Default : MigrationsSqlGenerationOptions.Idempotent);
        return File.Exists(file) && Lines(File.ReadAllText(file)) == Lines(script) ? null : $"{file} is not what the migrations say; {Mend}";
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
