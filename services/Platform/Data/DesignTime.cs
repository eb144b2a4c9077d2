using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Configuration;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Makes a context for the migration tool, which needs a model and a provider but no database. Each
/// service derives one; <c>scripts/migrations</c> uses it with <c>Database__Provider</c> set.
/// </summary>
/// <param name="service">Name of the service.</param>
public abstract class DesignTimeFactory<TDb>(string service) : IDesignTimeDbContextFactory<TDb>
    where TDb : PlatformDb
{
    /// <inheritdoc />
    public TDb CreateDbContext(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .Build();
        // A server that is never asked; all it takes is a string that the provider can read.
        if (!"Sqlite".Equals(configuration["Database:Provider"] ?? "Sqlite", StringComparison.OrdinalIgnoreCase))
            configuration["Database:ConnectionString"] = "Server=localhost";
        var options = new DbContextOptionsBuilder<TDb>();
        DatabaseSettings.Read(configuration, service).Apply(options);
        return (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
    }
}
