using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;

namespace ShuangJian.Supervision;

/// <summary>Database of supervision.</summary>
public sealed class SupervisionDb(DbContextOptions<SupervisionDb> options) : PlatformDb(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasTallies().ApplyConfigurationsFromAssembly(typeof(SupervisionDb).Assembly);
    }
}

internal sealed class SupervisionDesignTime() : DesignTimeFactory<SupervisionDb>(SupervisionModule.ServiceName);
