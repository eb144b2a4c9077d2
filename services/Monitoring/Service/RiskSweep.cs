using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring;

/// <summary>Scores every institution anew each day: leases come to their end and inputs grow old by themselves.</summary>
internal sealed class RiskSweep(TimeProvider clock)
{
    private const int Batch = 100;

    /// <summary>From so many days on before its end a lease gives points anywhere.</summary>
    private const int LeaseNoticeDays = 90;

    public async Task<bool> SweepAsync(MonitoringDb db, CancellationToken cancellation)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow().UtcDateTime);
        var due = await db.Set<RiskProfile>().Where(p => p.ScoredOn < today).OrderBy(p => p.ScoredOn).ThenBy(p => p.Id).Take(Batch).ToListAsync(cancellation);
        await RiskTold.LoadAsync(db, [.. due.Select(p => p.InstitutionCode)], cancellation);
        foreach (var profile in due)
        {
            var law = Law.Current.At(DivisionCode.Parse(profile.Division), today);
            // What was told of it may have changed by the day alone: refunds wait longer, complaints grow old.
            profile.Put(RiskTold.Inputs(db, profile.InstitutionCode, now), law, now);
            if (await WarnAsync(db, profile, law, now) is { } warning)
                db.Announce(MonitoringModule.ServiceName, $"risk-warnings/{warning.Id}", warning.Version, now, RiskMapping.RaisedOf(warning));
        }
        if (due.Count > 0) await db.SaveChangesAsync(cancellation);
        return due.Count == Batch || await OpenAsync(db, today, now, cancellation);
    }

    /// <summary>Begins to score those of whom nothing was told but that a lease ends soon.</summary>
    private static async Task<bool> OpenAsync(MonitoringDb db, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var soon = today.AddDays(LeaseNoticeDays);
        var ending = await db.Set<MonitoredInstitution>().AsNoTracking()
            .Where(i => i.MayTrain && i.Code != "" && i.LeaseEndsOn < soon && !db.Set<RiskProfile>().Any(p => p.InstitutionCode == i.Code))
            .OrderBy(i => i.Id).Take(Batch).Select(i => new { i.Code, i.Division }).ToListAsync(cancellation);
        foreach (var institution in ending.DistinctBy(i => i.Code)) await RiskTold.ScoreAsync(db, institution.Code, institution.Division, now, cancellation);
        if (ending.Count > 0) await db.SaveChangesAsync(cancellation);
        return ending.Count == Batch;
    }

    /// <summary>Raises a warning, or escalates the one that is open.</summary>
    /// <returns>The warning, when it was raised or became graver just now.</returns>
    internal static async Task<RiskWarning?> WarnAsync(MonitoringDb db, RiskProfile profile, LawAt law, DateTimeOffset now)
    {
        if (profile.Level == RiskLevel.None) return null;
        var open = await db.Set<RiskWarning>().FirstOrDefaultAsync(w => w.InstitutionCode == profile.InstitutionCode && w.State != RiskWarningState.Closed);
        if (open is not null) return open.Escalate(profile, now) ? open : null;
        var raised = RiskWarning.Raise(profile, law, now);
        db.Add(raised);
        return raised;
    }
}

internal sealed class RiskProfileTable : IEntityTypeConfiguration<RiskProfile>
{
    public void Configure(EntityTypeBuilder<RiskProfile> row)
    {
        row.IsMatter("risks");
        row.Property(p => p.Inputs).HasJson();
        row.Property(p => p.Score).HasJson();
        row.HasIndex(p => p.InstitutionCode).IsUnique();
        row.HasIndex(p => p.ScoredOn);
    }
}

internal sealed class RiskWarningTable : IEntityTypeConfiguration<RiskWarning>
{
    public void Configure(EntityTypeBuilder<RiskWarning> row)
    {
        row.IsMatter("risk_warnings");
        row.Property(w => w.Reasons).HasJson();
        row.Property(w => w.Departments).HasJson();
        row.Property(w => w.Measures).HasJson();
        row.HasIndex(w => new { w.InstitutionCode, w.State });
    }
}
