using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Monitoring;

/// <summary>Database of what is monitored.</summary>
public sealed class MonitoringDb(DbContextOptions<MonitoringDb> options) : PlatformDb(options)
{
    /// <inheritdoc />
    public override async Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) =>
        await ContractMapping.RenewAsync(this, protector, batch, cancellation) + await CompetitionGrpc.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MonitoringDb).Assembly);
    }
}

internal sealed class MonitoringDesignTime() : DesignTimeFactory<MonitoringDb>(MonitoringModule.ServiceName);
