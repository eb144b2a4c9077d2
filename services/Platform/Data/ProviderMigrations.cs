using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Picks the migrations of the provider in use. A service keeps one set per provider in the
/// namespaces <c>…Migrations.Sqlite</c>, <c>…Migrations.SqlServer</c> and <c>…Migrations.PostgreSql</c>;
/// EF Core by itself would take them all.
/// </summary>
internal sealed class ProviderMigrations : IMigrationsAssembly
{
    private readonly string _suffix;

    public ProviderMigrations(ICurrentDbContext context)
    {
        var provider = context.Context.Database.ProviderName ?? "";
        var name = provider.EndsWith("PostgreSQL", StringComparison.Ordinal) ? nameof(DatabaseProvider.PostgreSql)
            : provider.EndsWith("SqlServer", StringComparison.Ordinal) ? nameof(DatabaseProvider.SqlServer)
            : nameof(DatabaseProvider.Sqlite);
        _suffix = ".Migrations." + name;
        var type = context.Context.GetType();
        Assembly = type.Assembly;
        var mine = Assembly.DefinedTypes
            .Where(t => t.Namespace?.EndsWith(_suffix, StringComparison.Ordinal) == true
                && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == type)
            .ToList();
        Migrations = mine
            .Where(t => t.IsSubclassOf(typeof(Migration)))
            .ToDictionary(t => t.GetCustomAttribute<MigrationAttribute>()!.Id, StringComparer.Ordinal)
            .OrderBy(m => m.Key, StringComparer.Ordinal)
            .ToDictionary();
        ModelSnapshot = mine.Where(t => t.IsSubclassOf(typeof(ModelSnapshot)))
            .Select(t => (ModelSnapshot)Activator.CreateInstance(t)!)
            .SingleOrDefault();
    }

    /// <summary>Identifiers of the migrations of a context for a provider, in order.</summary>
    public static IEnumerable<string> IdsOf(Type context, DatabaseProvider provider) => context.Assembly.DefinedTypes
        .Where(t => t.Namespace?.EndsWith($".Migrations.{provider}", StringComparison.Ordinal) == true && t.IsSubclassOf(typeof(Migration)))
        .Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id).Order(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; }

    public ModelSnapshot? ModelSnapshot { get; }

    public Assembly Assembly { get; }

    public string? FindMigrationId(string nameOrId) =>
        Migrations.Keys.FirstOrDefault(id => id == nameOrId || id.EndsWith("_" + nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}
