using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;

namespace ShuangJian.Filings;

/// <summary>Database of the filings.</summary>
public sealed class FilingsDb(DbContextOptions<FilingsDb> options) : PlatformDb(options)
{
    /// <summary>Courses from draft to the end of their filing.</summary>
    public DbSet<Course> Courses => Set<Course>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FilingsDb).Assembly);
    }
}

internal sealed class FilingsDesignTime() : DesignTimeFactory<FilingsDb>(FilingsModule.ServiceName);
