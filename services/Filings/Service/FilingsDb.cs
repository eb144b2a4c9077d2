using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Filings;

/// <summary>Database of the filings.</summary>
public sealed class FilingsDb(DbContextOptions<FilingsDb> options) : PlatformDb(options)
{
    /// <summary>Courses from draft to the end of their filing.</summary>
    public DbSet<Course> Courses => Set<Course>();

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        PupilTimes.Note(this);
        Attendance.Note(this);
        await BrochureSettling.SettleAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    public override Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) =>
        TutorTable.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FilingsDb).Assembly);
    }
}

internal sealed class FilingsDesignTime() : DesignTimeFactory<FilingsDb>(FilingsModule.ServiceName);
