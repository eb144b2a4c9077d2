using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;

namespace ShuangJian.Filings;

/// <summary>Database of the filings.</summary>
public sealed class FilingsDb(DbContextOptions<FilingsDb> options) : PlatformDb(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FilingsDb).Assembly);
    }
}

internal sealed class FilingsDesignTime() : DesignTimeFactory<FilingsDb>(FilingsModule.ServiceName);
