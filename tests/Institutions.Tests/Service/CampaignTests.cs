using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>Campaigns that review existing institutions again.</summary>
public sealed class CampaignTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    private CampaignService.CampaignServiceClient Office => new(_life.Host.AsRegulator("110000"));

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Fact]
    public async Task A_campaign_shows_its_reduction_from_the_totals()
    {
        var institutions = new List<Institution>();
        for (var i = 0; i < 3; i++) institutions.Add(await _life.LicenseAsync($"第{i}学科培训中心", category: TrainingCategory.Academic));
        await _life.LicenseAsync();
        var opened = (await Office.OpenCampaignAsync(new() { RequestId = Registry.NewId(), Division = "110100", Title = "学科类机构重新审核", DueDate = "2026-11-30", TargetBasisPoints = 5000 })).Campaign;
        Assert.Equal((3, 3, 0, false), (opened.BaselineCount, opened.RemainingCount, opened.ReductionBasisPoints, opened.Overdue));
        await _life.Office(department: "EDUCATION").RevokeInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = institutions[0].Id.ToString(), Grounds = { MeasureGround.Unqualified }, Reason = "重新审核不合格",
        });
        var progress = Assert.Single((await Office.ListCampaignsAsync(new() { Division = "110000" })).Campaigns);
        Assert.Equal((2, 3333, 5000), (progress.RemainingCount, progress.ReductionBasisPoints, progress.TargetBasisPoints));
        _life.Clock.Now = RegistryHost.Noon("2026-12-01");
        Assert.True(Assert.Single((await Office.ListCampaignsAsync(new() { Division = "110000" })).Campaigns).Overdue);
        var closed = (await Office.CloseCampaignAsync(new() { RequestId = Registry.NewId(), CampaignId = opened.CampaignId, Etag = opened.Etag })).Campaign;
        Assert.Equal(("2026-12-01", 2), (closed.ClosedOn, closed.RemainingCount));
        Assert.Equal(3333, (await _life.HearAsync<CampaignClosed>(opened.CampaignId)).ReductionBasisPoints);
        var again = await RichError.OfAsync(Office.CloseCampaignAsync(new() { RequestId = Registry.NewId(), CampaignId = opened.CampaignId }));
        Assert.Equal(("CAMPAIGN_CLOSED", "2026-12-01"), (again.Reason, again.Facts["closed_on"]));
        Assert.Contains("due_date", (await RichError.OfAsync(Office.OpenCampaignAsync(new() { RequestId = Registry.NewId(), Division = "110100", Title = "重新审核", DueDate = "2026-11-30" }))).Fields.Keys);
    }

    [Fact]
    public async Task Every_institution_is_followed_from_the_opening_until_it_is_decided()
    {
        var names = new[] { "甲", "乙", "丙", "丁" };
        var institutions = new List<Institution>();
        foreach (var name in names) institutions.Add(await _life.LicenseAsync($"{name}学科培训中心", category: TrainingCategory.Academic));
        await _life.LicenseAsync("样例学科培训中心", category: TrainingCategory.Academic, sample: true);
        await _life.LicenseAsync("美术培训中心");
        var county = new Registry(_life.Host, "110101");
        var early = await county.SubmitAsync(ReReview(county, institutions[0]));
        var opened = await OpenAsync("2026-12-10");
        Assert.Equal((4, 3, 1), (opened.BaselineCount, opened.NotComeCount, opened.AppliedCount));
        var withdrawn = await county.SubmitAsync(ReReview(county, institutions[1]));
        Assert.Equal((2, 2), await CountsAsync(c => (c.NotComeCount, c.AppliedCount)));
        await county.Office.ReturnApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = early.ApplicationId, Remarks = { new FieldRemark { Field = "documents", Remark = "请补充材料" } },
        });
        await county.AsApplicant(institutions[1].Code).WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = withdrawn.ApplicationId });
        await _life.Office(department: "EDUCATION").RevokeInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = $"{institutions[2].Id}", Grounds = { MeasureGround.Unqualified }, Reason = "不符合条件",
        });
        Assert.Equal((2, 1, 1, 3), await CountsAsync(c => (c.NotComeCount, c.AppliedCount, c.LeftCount, c.RemainingCount)));

        var listed = (await Office.ListCampaignInstitutionsAsync(new() { Division = "110000", CampaignId = opened.CampaignId })).Institutions;
        Assert.Equal(
            [("丁", CampaignProgress.NotCome), ("丙", CampaignProgress.Left), ("乙", CampaignProgress.NotCome), ("甲", CampaignProgress.Applied)],
            listed.OrderBy(i => i.Name, StringComparer.Ordinal).Select(i => (i.Name[..1], i.Progress)));
        Assert.Equal(early.ApplicationId, listed.Single(i => i.Progress == CampaignProgress.Applied).ApplicationId);
        var query = new ListCampaignInstitutionsRequest { Division = "110101", CampaignId = opened.CampaignId, Progress = { CampaignProgress.NotCome }, PageSize = 1 };
        var first = await Office.ListCampaignInstitutionsAsync(query);
        query.PageToken = first.NextPageToken;
        var second = await Office.ListCampaignInstitutionsAsync(query);
        Assert.Equal(["丁", "乙"], first.Institutions.Concat(second.Institutions).Select(i => i.Name[..1]).Order(StringComparer.Ordinal));
        Assert.Equal("", second.NextPageToken);
        query.Progress.Clear();
        Assert.Equal("PAGE_TOKEN_INVALID", (await RichError.OfAsync(Office.ListCampaignInstitutionsAsync(query))).Reason);
        Assert.Single((await Office.ListCampaignInstitutionsAsync(new() { Division = "110000", CampaignId = opened.CampaignId, NameContains = "甲学" })).Institutions);
        var next = new CampaignService.CampaignServiceClient(_life.Host.AsRegulator("110105"));
        Assert.Empty((await next.ListCampaignInstitutionsAsync(new() { Division = "110105", CampaignId = opened.CampaignId })).Institutions);
        var elsewhere = new CampaignService.CampaignServiceClient(_life.Host.AsRegulator("530000"));
        Assert.Equal(Grpc.Core.StatusCode.NotFound, (await RichError.OfAsync(elsewhere.ListCampaignInstitutionsAsync(new() { Division = "530000", CampaignId = opened.CampaignId }))).Code);
    }

    [Fact]
    public async Task It_is_called_to_mind_before_its_last_day_and_told_once_it_is_overdue()
    {
        await _life.LicenseAsync("学科培训中心", category: TrainingCategory.Academic);
        var opened = await OpenAsync("2026-12-10");
        await _life.RestartAsync("2026-11-25");
        var soon = await _life.HearAsync<CampaignDueSoon>(opened.CampaignId);
        Assert.Equal((new DateOnly(2026, 12, 10), 1, 0), (soon.DueDate, soon.NotCome, soon.Waiting));
        await _life.RestartAsync("2026-12-11");
        var late = await _life.HearAsync<CampaignOverdue>(opened.CampaignId);
        Assert.Equal((1, 0), (late.NotCome, late.Waiting));
        Assert.Single(_life.Heard.Events, e => e.Name == Platform.Messaging.CloudEvents.NameOf(typeof(CampaignDueSoon)));
    }

    private async Task<T> CountsAsync<T>(Func<Campaign, T> counts) => counts(Assert.Single((await Office.ListCampaignsAsync(new() { Division = "110000" })).Campaigns));

    private async Task<Campaign> OpenAsync(string due) => (await Office.OpenCampaignAsync(new()
    {
        RequestId = Registry.NewId(), Division = "110100", Title = "学科类机构重新审核", DueDate = due,
    })).Campaign;

    private static Application ReReview(Registry county, Institution institution)
    {
        var draft = county.Draft(institution.Code, institution.Name, Protos.Institution.V1.TrainingCategory.Academic);
        (draft.Kind, draft.InstitutionId) = (ApplicationKind.ReReview, $"{institution.Id}");
        return draft;
    }
}
