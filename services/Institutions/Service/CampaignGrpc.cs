using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Follows campaigns by the totals of the census.</summary>
public sealed class CampaignGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, TimeProvider clock)
    : Wire.CampaignService.CampaignServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.OpenCampaignResponse> OpenCampaign(Wire.OpenCampaignRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var due = Days.Of(request.DueDate)!.Value;
            if (due < command.Today) throw Rejection.Invalid("due_date", "不得早于今日", "must not be before today");
            TrainingCategory[] categories = request.Categories.Count == 0
                ? [TrainingCategory.Academic, TrainingCategory.ForeignLanguage]
                : [.. request.Categories.Distinct().Select(c => EnumMap<Wire.TrainingCategory, TrainingCategory>.ToDomain(c)!.Value)];
            Campaign campaign = null!;
            var members = await CampaignRoster.MakeAsync(
                db,
                count => campaign = Campaign.Open(
                    Guid.CreateVersion7(), request.Division, request.Title, categories, count, due, request.TargetBasisPoints, command.Today),
                request.Division, categories);
            db.Campaigns.Add(campaign);
            command.Resource = NameOf(campaign);
            command.Announce(NameOf(campaign), campaign.Version, new CampaignOpened
            {
                Division = campaign.Division,
                CampaignId = campaign.Id.ToString(),
                Title = campaign.Title,
                BaselineCount = campaign.Baseline,
                DueDate = due,
            });
            return new Wire.OpenCampaignResponse { Campaign = ToProto(campaign, campaign.Baseline, members.CountBy(m => m.Progress).Select(c => (c.Key, c.Value)), command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.CloseCampaignResponse> CloseCampaign(Wire.CloseCampaignRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = $"campaigns/{request.CampaignId}";
            var campaign = await db.Campaigns.FindAsync(Guid.Parse(request.CampaignId)) ?? throw Rejection.NotFound(command.Resource);
            command.Caller.MustReach(DivisionCode.Parse(campaign.Division));
            Etag.Check(request.Etag, campaign.Version);
            var remaining = Sum(await CountAsync(db, campaign.Division), campaign.Division, campaign.Categories);
            campaign.Close(remaining, command.Today);
            command.Announce(NameOf(campaign), campaign.Version, new CampaignClosed
            {
                Division = campaign.Division,
                CampaignId = campaign.Id.ToString(),
                Title = campaign.Title,
                BaselineCount = campaign.Baseline,
                RemainingCount = remaining,
                ReductionBasisPoints = campaign.ReductionBasisPoints(remaining),
            });
            return new Wire.CloseCampaignResponse { Campaign = ToProto(campaign, remaining, (await CampaignRoster.CountAsync(db, [campaign.Id], context.CancellationToken))[campaign.Id], command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListCampaignsResponse> ListCampaigns(Wire.ListCampaignsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Campaigns.AsNoTracking().Within(request.Division, c => c.Division);
        if (Paging.AfterId(request, request.PageToken) is { } id) rows = rows.Where(c => c.Id < id);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var counts = page.Count == 0 ? [] : await CountAsync(db, request.Division);
        var progress = await CampaignRoster.CountAsync(db, page.ConvertAll(c => c.Id), context.CancellationToken);
        var response = new Wire.ListCampaignsResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id.ToString()) : "" };
        response.Campaigns.Add(page.Take(size).Select(c => ToProto(c, c.Remained ?? Sum(counts, c.Division, c.Categories), progress[c.Id], clock.Today())));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCampaignInstitutionsResponse> ListCampaignInstitutions(Wire.ListCampaignInstitutionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (id, division) = (Guid.Parse(request.CampaignId), DivisionCode.Parse(request.Division));
        var place = await db.Campaigns.AsNoTracking().Where(c => c.Id == id).Select(c => c.Division).SingleOrDefaultAsync(context.CancellationToken);
        if (place is null || !(DivisionCode.Parse(place).Contains(division) || division.Contains(DivisionCode.Parse(place))))
            throw Rejection.NotFound($"campaigns/{request.CampaignId}");
        var (first, last) = Columns.RangeOf(division);
        var rows = db.Set<CampaignMember>().AsNoTracking()
            .Where(m => m.CampaignId == id && string.Compare(m.Division, first) >= 0 && string.Compare(m.Division, last) <= 0);
        rows = rows.Among(request.Progress, m => m.Progress);
        if (request.NameContains.Length > 0) rows = rows.Where(m => m.Name.Contains(request.NameContains));
        if (Paging.AfterId(request, request.PageToken) is { } institution) rows = rows.Where(m => m.InstitutionId > institution);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(m => m.InstitutionId).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new Wire.ListCampaignInstitutionsResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].InstitutionId.ToString()) : "" };
        response.Institutions.Add(page.Take(size).Select(m => new Wire.CampaignInstitution
        {
            InstitutionId = m.InstitutionId.ToString(),
            Name = m.Name,
            UnifiedSocialCreditCode = m.Code,
            Division = m.Division,
            Category = EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(m.Category),
            Progress = EnumMap<Wire.CampaignProgress, CampaignProgress>.ToWire(m.Progress),
            ApplicationId = m.ApplicationId?.ToString() ?? "",
        }));
        return response;
    }

    private static string NameOf(Campaign campaign) => $"campaigns/{campaign.Id}";

    /// <summary>Institutions that still hold a licence, by county and category.</summary>
    private static async Task<List<(string Division, TrainingCategory Category, int Count)>> CountAsync(InstitutionsDb db, string division)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        var rows = await db.CensusCounts.AsNoTracking()
            .Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0
                && (c.State == InstitutionState.Licensed || c.State == InstitutionState.Suspended) && !c.Sample)
            .GroupBy(c => new { c.Division, c.Category })
            .Select(g => new { g.Key.Division, g.Key.Category, Count = g.Sum(c => c.Count) }).ToListAsync();
        return rows.ConvertAll(r => (r.Division, r.Category, r.Count));
    }

    private static int Sum(IEnumerable<(string Division, TrainingCategory Category, int Count)> counts, string division, IReadOnlyList<TrainingCategory> categories)
    {
        var within = DivisionCode.Parse(division);
        return counts.Where(c => categories.Contains(c.Category) && within.Contains(DivisionCode.Parse(c.Division))).Sum(c => c.Count);
    }

    private static Wire.Campaign ToProto(Campaign campaign, int remaining, IEnumerable<(CampaignProgress Progress, int Count)> progress, DateOnly today)
    {
        var counts = progress.ToList();
        var wire = new Wire.Campaign
        {
            CampaignId = campaign.Id.ToString(),
            Division = campaign.Division,
            Title = campaign.Title,
            OpenedOn = Days.Of(campaign.OpenedOn),
            DueDate = Days.Of(campaign.DueDate),
            BaselineCount = campaign.Baseline,
            RemainingCount = remaining,
            ReductionBasisPoints = campaign.ReductionBasisPoints(remaining),
            TargetBasisPoints = campaign.TargetBasisPoints,
            Overdue = campaign.OverdueOn(today),
            ClosedOn = Days.Of(campaign.ClosedOn),
            Etag = Etag.Of(campaign.Version),
            NotComeCount = counts.Of(CampaignProgress.NotCome),
            AppliedCount = counts.Of(CampaignProgress.Applied),
            KeptCount = counts.Of(CampaignProgress.Kept),
            FailedCount = counts.Of(CampaignProgress.Failed),
            LeftCount = counts.Of(CampaignProgress.Left),
        };
        wire.Categories.Add(campaign.Categories.Select(c => EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(c)));
        return wire;
    }
}
