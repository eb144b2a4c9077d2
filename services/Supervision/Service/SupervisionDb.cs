using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Supervision;

/// <summary>Database of supervision.</summary>
public sealed class SupervisionDb(DbContextOptions<SupervisionDb> options) : PlatformDb(options)
{
    /// <inheritdoc />
    public override async Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) =>
        await ComplaintKeys.RenewAsync(this, protector, batch, cancellation) + await PenaltyPersons.RenewAsync(this, protector, batch, cancellation)
        + await RecordPersons.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasTallies().ApplyConfigurationsFromAssembly(typeof(SupervisionDb).Assembly);
    }
}

internal sealed class SupervisionDesignTime() : DesignTimeFactory<SupervisionDb>(SupervisionModule.ServiceName);
