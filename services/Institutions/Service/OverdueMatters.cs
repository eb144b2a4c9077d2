using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Institutions;

/// <summary>What operators are shown of terms that have run out: what stands open, whoever was told of it.</summary>
internal static class OverdueMatters
{
    /// <summary>Shows them as gauges.</summary>
    public static ModuleBuilder ShowsOverdue(this ModuleBuilder service) => service
        .Overdue<InstitutionsDb>("application", (db, today) => db.Applications.Where(a => a.DueDate < today))
        .Overdue<InstitutionsDb>("case", (db, today) => db.Set<CaseFile>().Where(c => c.State == CaseState.Open && c.DueDate < today))
        .Overdue<InstitutionsDb>("classification", (db, today) => db.Set<Classification>().Where(c => (c.State == ClassificationState.CountyVoting || c.State == ClassificationState.CityVoting) && c.DueDate < today))
        .Overdue<InstitutionsDb>("consequence", (db, today) => db.Consequences.Where(c => c.ConfirmedAt == null && c.DueDate < today));
}
