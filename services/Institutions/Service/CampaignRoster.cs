using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>
/// Who takes part in a campaign, and how far each has come. The database calls it before it saves, as it calls
/// <see cref="Standing"/>, so that open campaigns follow applications and institutions whoever changed them.
/// </summary>
internal static class CampaignRoster
{
    private static readonly ApplicationState[] Waiting = [ApplicationState.Submitted, ApplicationState.Returned, ApplicationState.Accepted];

    /// <summary>The institutions that are there at the opening. Who has applied already has come.</summary>
    public static async Task<List<CampaignMember>> MakeAsync(InstitutionsDb db, Func<int, Campaign> open, string division, IReadOnlyCollection<TrainingCategory> categories)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        var wanted = categories.ToArray();
        var institutions = await db.Institutions.AsNoTracking()
            .Where(i => string.Compare(i.Division, first) >= 0 && string.Compare(i.Division, last) <= 0 && wanted.Contains(i.Category)
                && (i.State == InstitutionState.Licensed || i.State == InstitutionState.Suspended) && !i.Sample)
            .ToListAsync();
        var applications = await db.Applications.AsNoTracking()
            .Where(a => string.Compare(a.Division, first) >= 0 && string.Compare(a.Division, last) <= 0 && Waiting.Contains(a.State)
                && (a.Kind == ApplicationKind.ReReview || a.Kind == ApplicationKind.OnlineReapproval))
            .ToListAsync();
        var campaign = open(institutions.Count);
        var members = institutions.ConvertAll(i => CampaignMember.Of(campaign, i));
        var byCode = members.ToDictionary(m => m.Code);
        foreach (var application in applications)
            if (byCode.TryGetValue(application.ApplicantCode, out var member)) member.Follow(application);
        db.AddRange(members);
        return members;
    }

    /// <summary>Follows every change that is about to be saved.</summary>
    public static async Task SettleAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var applications = db.ChangeTracker.Entries<Application>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified && CampaignMember.ComesBy(e.Entity))
            .Select(e => e.Entity).ToList();
        var institutions = db.ChangeTracker.Entries<Institution>()
            .Where(e => e.State == EntityState.Modified && (e.Property(i => i.State).IsModified || e.Property(i => i.Category).IsModified))
            .Select(e => e.Entity).ToList();
        if (applications.Count + institutions.Count == 0) return;
        var open = await db.Campaigns.AsNoTracking().Where(c => c.ClosedOn == null).ToDictionaryAsync(c => c.Id, cancellation);
        if (open.Count == 0) return;
        var (campaigns, codes) = (open.Keys.ToArray(), applications.Select(a => a.ApplicantCode).Concat(institutions.Select(i => i.Code)).Distinct().ToArray());
        var members = await db.Set<CampaignMember>()
            .Where(m => EF.Parameter(codes).Contains(m.Code) && EF.Parameter(campaigns).Contains(m.CampaignId)).ToListAsync(cancellation);
        foreach (var member in members)
        {
            // A refusal takes the licence in the same transaction: what the application says goes last.
            foreach (var institution in institutions.Where(i => i.Id == member.InstitutionId)) member.Follow(institution, open[member.CampaignId].Categories);
            foreach (var application in applications.Where(a => a.ApplicantCode == member.Code)) member.Follow(application);
        }
    }

    /// <summary>How many have come how far, by campaign.</summary>
    public static async Task<ILookup<Guid, (CampaignProgress Progress, int Count)>> CountAsync(
        InstitutionsDb db, IReadOnlyCollection<Guid> campaigns, CancellationToken cancellation)
    {
        var ids = campaigns.ToArray();
        var rows = await db.Set<CampaignMember>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.CampaignId))
            .GroupBy(m => new { m.CampaignId, m.Progress }).Select(g => new { g.Key.CampaignId, g.Key.Progress, Count = g.Count() }).ToListAsync(cancellation);
        return rows.ToLookup(r => r.CampaignId, r => (r.Progress, r.Count));
    }

    /// <summary>How many have come so far.</summary>
    public static int Of(this IEnumerable<(CampaignProgress Progress, int Count)> counts, CampaignProgress progress) =>
        counts.Where(c => c.Progress == progress).Sum(c => c.Count);
}

internal sealed class CampaignMemberTable : IEntityTypeConfiguration<CampaignMember>
{
    public void Configure(EntityTypeBuilder<CampaignMember> row)
    {
        row.ToTable("campaign_members");
        row.HasKey(m => new { m.CampaignId, m.InstitutionId });
        row.Property(m => m.Division).HasMaxLength(6);
        row.Property(m => m.Code).HasMaxLength(18);
        row.Property(m => m.Name).HasMaxLength(80);
        row.Property(m => m.Progress).IsConcurrencyToken();
        row.HasIndex(m => m.Code);
        row.HasIndex(m => new { m.CampaignId, m.Progress, m.InstitutionId });
        row.HasIndex(m => new { m.CampaignId, m.Division, m.InstitutionId });
    }
}
