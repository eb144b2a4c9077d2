using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Supervision;

/// <summary>Database of supervision.</summary>
public sealed class SupervisionDb(DbContextOptions<SupervisionDb> options) : PlatformDb(options)
{
    /// <inheritdoc />
    public override Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) =>
        ComplaintKeys.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasTallies().ApplyConfigurationsFromAssembly(typeof(SupervisionDb).Assembly);
    }
}

internal sealed class SupervisionDesignTime() : DesignTimeFactory<SupervisionDb>(SupervisionModule.ServiceName);
