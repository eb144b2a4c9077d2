using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Announces, each once: panels that did not decide in time, safety checks that hold no longer, campaigns whose last day is near or past.</summary>
internal sealed class MatterSweep(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = ChinaDay.Of(now.UtcDateTime);
        var panels = await EscalateAsync(db, today, now, cancellation);
        var checks = await LapseAsync(db, today, now, cancellation);
        var campaigns = await RemindAsync(db, today, now, cancellation);
        if (panels + checks + campaigns == 0) return false;
        await db.SaveChangesAsync(cancellation);
        return panels == Batch || checks == Batch;
    }

    private static async Task<int> EscalateAsync(InstitutionsDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var late = await db.Set<Classification>()
            .Where(c => (c.State == ClassificationState.CountyVoting || c.State == ClassificationState.CityVoting)
                && c.DueDate != null && c.DueDate < today && !c.Overdue)
            .OrderBy(c => c.DueDate).Take(Batch).ToListAsync(cancellation);
        foreach (var classification in late)
        {
            // 市辖区 between a municipality and its districts is a code and no authority.
            var above = Law.Current.Divisions.Ancestors(classification.PanelDivision).FirstOrDefault(d => !d.IsPlaceholder && d.Level != DivisionLevel.Nation)?.Code.ToString();
            if (!classification.MarkOverdue(today, above, now)) continue;
            var owed = classification.State == ClassificationState.CountyVoting ? PanelLevel.County : PanelLevel.City;
            db.Announce(InstitutionsModule.ServiceName, $"classifications/{classification.Id}", classification.Version, now.UtcDateTime, new ClassificationEscalated
            {
                Division = classification.Division,
                ClassificationId = $"{classification.Id}",
                InstitutionCode = classification.InstitutionCode,
                ItemName = classification.ItemName,
                OwedBy = EnumMap<Wire.PanelLevel, PanelLevel>.Word(owed),
                DueDate = classification.DueDate!.Value,
                EscalatedTo = above,
            });
        }
        return late.Count;
    }

    private static async Task<int> LapseAsync(InstitutionsDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var over = await db.Set<SafetyCheck>().Where(c => c.ValidUntil < today && !c.Lapsed)
            .OrderBy(c => c.ValidUntil).ThenBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        if (over.Count == 0) return 0;
        var ids = over.Select(c => c.InstitutionId).Distinct().ToArray();
        var standing = (await db.Institutions.AsNoTracking()
            .Where(i => EF.Parameter(ids).Contains(i.Id) && (i.State == InstitutionState.Licensed || i.State == InstitutionState.Suspended))
            .Select(i => i.Id).ToListAsync(cancellation)).ToHashSet();
        var latest = SafetyGrpc.LastOf(await db.Set<SafetyCheck>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.InstitutionId)).ToListAsync(cancellation))
            .Select(c => c.Id).ToHashSet();
        // Who was checked again since, or trains no more, owes no new check.
        foreach (var check in over.Where(c => c.MarkLapsed(today, now) && latest.Contains(c.Id) && standing.Contains(c.InstitutionId)))
        {
            db.Announce(InstitutionsModule.ServiceName, $"safety-checks/{check.Id}", check.Version, now.UtcDateTime, new SiteSafetyLapsed
            {
                Division = check.Division,
                CheckId = $"{check.Id}",
                InstitutionId = $"{check.InstitutionId}",
                InstitutionCode = check.InstitutionCode,
                Kind = EnumMap<Wire.SafetyCheckKind, SafetyCheckKind>.Word(check.Kind),
                Site = check.SiteAddress,
                ValidUntil = check.ValidUntil,
            });
        }
        return over.Count;
    }

    private static async Task<int> RemindAsync(InstitutionsDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await db.Campaigns.Where(c => c.ClosedOn == null && ((!c.Reminded && c.DueDate >= today) || (!c.OverdueTold && c.DueDate < today)))
            .OrderBy(c => c.DueDate).Take(Batch).ToListAsync(cancellation);
        var due = open.Where(c => c.MarkOverdue(today) || c.MarkDueSoon(DaysBefore(c, today), today)).ToList();
        if (due.Count == 0) return 0;
        var counts = await CampaignRoster.CountAsync(db, due.ConvertAll(c => c.Id), cancellation);
        foreach (var campaign in due)
        {
            var (notCome, waiting) = (counts[campaign.Id].Of(CampaignProgress.NotCome), counts[campaign.Id].Of(CampaignProgress.Applied));
            DomainEvent fact = campaign.OverdueTold
                ? new CampaignOverdue
                {
                    Division = campaign.Division, CampaignId = $"{campaign.Id}", Title = campaign.Title, DueDate = campaign.DueDate, NotCome = notCome, Waiting = waiting,
                }
                : new CampaignDueSoon
                {
                    Division = campaign.Division, CampaignId = $"{campaign.Id}", Title = campaign.Title, DueDate = campaign.DueDate, NotCome = notCome, Waiting = waiting,
                };
            db.Announce(InstitutionsModule.ServiceName, $"campaigns/{campaign.Id}", campaign.Version, now.UtcDateTime, fact);
        }
        return due.Count;
    }

    private static int DaysBefore(Campaign campaign, DateOnly today) =>
        Law.Current.At(DivisionCode.Parse(campaign.Division), today).Limit(Law.ApprovalRecheckReminderDays)?.Value ?? 0;
}
