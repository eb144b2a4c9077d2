using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Client = ShuangJian.Protos.Institution.V1.CaseService.CaseServiceClient;
using Department = ShuangJian.Protos.Type.V1.Department;
using Institution = ShuangJian.Institutions.Domain.Institution;
using LicenceNumber = ShuangJian.Institutions.Domain.LicenceNumber;
using Site = ShuangJian.Institutions.Domain.Site;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class CaseTests(RegistryHost registry)
{
    private readonly Registry _county = registry.On("2026-03-02", "530111");

    private string County => _county.Division;

    [Fact]
    public async Task An_unlicensed_institution_is_handled_jointly_until_its_hazards_are_removed()
    {
        var opened = await OpenAsync(Unlicensed("小太阳托管班"));
        Assert.Equal("2026-04-14", opened.DueDate);
        var (education, fire) = (As("EDUCATION"), As("FIRE_RESCUE"));
        var id = opened.CaseId;
        Assert.Equal("REPORTS_OUTSTANDING", (await RichError.OfAsync(education.CloseCaseAsync(Closing(id)))).Reason);
        await education.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = id, Text = "已责令停止招生", Done = true });
        await fire.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = id, Text = "疏散通道被占用", HazardsFound = { "堵塞疏散通道" }, Done = true });
        var error = await RichError.OfAsync(education.CloseCaseAsync(Closing(id)));
        Assert.Equal(("HAZARDS_REMAIN", "1,2"), (error.Reason, error.Facts["hazards"]));
        await fire.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = id, Text = "隐患已经整改", HazardsRemoved = { 1, 2 } });
        Assert.Equal("EDUCATION", (await RichError.OfAsync(fire.CloseCaseAsync(Closing(id)))).Facts["departments"]);
        Assert.Equal("NOT_A_HANDLER", (await RichError.OfAsync(As("TAXATION").ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = id, Text = "与本部门无关" }))).Reason);
        var licensed = Closing(id, CaseResult.Licensed);
        licensed.InstitutionCode = Registry.NewCode();
        Assert.Equal("RESULT_NOT_SHOWN", (await RichError.OfAsync(education.CloseCaseAsync(licensed))).Reason);
        var notOfItsKind = await RichError.OfAsync(education.CloseCaseAsync(Closing(id, CaseResult.SiteApproved)));
        Assert.Equal(("RESULT_NOT_ALLOWED", "CLOSED_DOWN,LICENSED,TRANSFERRED,UNFOUNDED"), (notOfItsKind.Reason, notOfItsKind.Facts["allowed"]));
        var closed = (await education.CloseCaseAsync(Closing(id))).Case;
        Assert.Equal((CaseState.Closed, CaseResult.ClosedDown, "2026-03-02"), (closed.State, closed.Result, closed.ClosedOn));
        Assert.Equal(["EDUCATION", "EDUCATION", "FIRE_RESCUE", "FIRE_RESCUE", "EDUCATION"], closed.Steps.Select(s => Platform.Identity.Codes.ToCode(s.Department)));
        Assert.Equal("CASE_STATE", (await RichError.OfAsync(education.CloseCaseAsync(Closing(id)))).Reason);
    }

    [Fact]
    public async Task A_site_found_by_patrol_opens_a_case_unless_it_is_approved()
    {
        var institution = await LicensedAsync(registry.Host, County);
        var inspector = new Client(registry.Host.With(registry.Host.Token("INSPECTOR", County)));
        var approved = await RichError.OfAsync(inspector.OpenCaseAsync(Site(institution, " 测试路 8 号")));
        Assert.Equal((StatusCode.FailedPrecondition, "SITE_IS_APPROVED", institution.LicenceNumber), (approved.Code, approved.Reason, approved.Facts["licence_number"]));
        var opened = (await inspector.OpenCaseAsync(Site(institution, "测试路九号三楼"))).Case;
        Assert.Equal([Department.Education], opened.Handlers.Select(h => h.Department));
        var again = await RichError.OfAsync(inspector.OpenCaseAsync(Site(institution, "测试路 九号 三楼")));
        Assert.Equal((StatusCode.AlreadyExists, "CASE_EXISTS", opened.CaseId), (again.Code, again.Reason, again.Facts["case_id"]));
        var owner = new Client(registry.Host.AsInstitution(County, institution.Code));
        Assert.Equal(opened, (await owner.GetCaseAsync(new() { CaseId = opened.CaseId })).Case);
        var stranger = new Client(registry.Host.AsInstitution(County, Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetCaseAsync(new() { CaseId = opened.CaseId }))).Code);
        Assert.Empty((await stranger.ListCasesAsync(new() { Division = County })).Cases);
        var nobody = Site(institution, "测试路十号四楼");
        nobody.Case.InstitutionCode = Registry.NewCode();
        Assert.Equal("case.institution_code", Assert.Single((await RichError.OfAsync(inspector.OpenCaseAsync(nobody))).Fields).Key);
    }

    [Fact]
    public async Task Statistics_tell_zero_from_what_is_open_beyond_its_deadline()
    {
        var county = registry.On("2026-03-02", "530112");
        var office = new Client(registry.Host.AsRegulator(county.Division));
        var opened = await OpenAsync(Unlicensed("晨光辅导班", county.Division), county.Division);
        await OpenAsync(Unlicensed("星光辅导班", county.Division), county.Division);
        var transferred = Closing(opened.CaseId, CaseResult.Transferred);
        await office.CloseCaseAsync(transferred);
        registry.On(opened.DueDate);
        var onTime = (await office.GetCaseStatisticsAsync(new() { Division = county.Division })).Total;
        Assert.Equal((2, 1, 1, 0, true), (onTime.Found, onTime.Handled, onTime.Open, onTime.Overdue, onTime.DynamicZero));
        registry.On("2026-04-15");
        var late = await new Client(registry.Host.AsRegulator("530100")).GetCaseStatisticsAsync(new() { Division = "530100", Kinds = { CaseKind.UnlicensedInstitution } });
        var mine = late.Divisions.Single(d => d.Division == county.Division);
        Assert.Equal((2, 1, 1, 1, false), (mine.Found, mine.Handled, mine.Open, mine.Overdue, mine.DynamicZero));
        Assert.Equal((CaseResult.Transferred, 1), (Assert.Single(mine.Results).Result, mine.Results[0].Count));
        Assert.False(late.Total.DynamicZero);
        Assert.Equal("星光辅导班", Assert.Single((await office.ListCasesAsync(new() { Division = county.Division, OverdueOnly = true })).Cases).Name);
    }

    [Fact]
    public async Task What_is_filed_wrongly_is_told_by_its_field_and_a_repeated_request_gets_the_first_answer()
    {
        var wrong = Unlicensed("无名班");
        (wrong.Case.Kind, wrong.Case.Address) = (CaseKind.CapitalCleanUp, "短");
        Assert.Equal(["case.address", "case.kind"], (await RichError.OfAsync(As("EDUCATION").OpenCaseAsync(wrong))).Fields.Keys.Order());
        var request = Unlicensed("蓝天培训部");
        var first = await As("EDUCATION").OpenCaseAsync(request);
        Assert.Equal(first, await As("EDUCATION").OpenCaseAsync(request));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(new Client(registry.Host.AsRegulator("530102")).GetCaseAsync(new() { CaseId = first.Case.CaseId }))).Reason);
    }

    [Fact]
    public async Task Of_two_who_open_a_case_about_one_matter_at_once_one_learns_of_the_other()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return ((await As("EDUCATION").OpenCaseAsync(Unlicensed("同名培训班"))).Case.CaseId, (RichError?)null); }
            catch (RpcException e) { return ("", RichError.Of(e)); }
        }));
        Assert.Equal(Assert.Single(outcomes, o => o.Item2 is null).Item1, Assert.Single(outcomes, o => o.Item2 is not null).Item2!.Facts["case_id"]);
    }

    [Fact]
    public async Task A_case_beyond_its_deadline_costs_credit_half_of_which_comes_back_when_it_is_closed()
    {
        var clock = new SetClock(RegistryHost.Noon("2026-03-02"));
        await using var first = await TestHost.StartAsync([new InstitutionsModule()], clock);
        var institution = await LicensedAsync(first, County);
        var opened = (await new Client(first.AsRegulator(County)).OpenCaseAsync(Site(institution, "测试路九号三楼"))).Case;
        Assert.Equal("2026-03-23", opened.DueDate);
        clock.Now = RegistryHost.Noon("2026-03-24");
        await using var second = await first.RestartAsync();
        var office = new Client(second.AsRegulator(County));
        await Eventually.ValueAsync("the overdue case", async () => (await office.GetCaseAsync(new() { CaseId = opened.CaseId })).Case, found => found.Overdue);
        Assert.Equal(90, await ScoreAsync(second, institution));
        await office.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = opened.CaseId, Text = "该教学点已关闭", Done = true });
        await office.CloseCaseAsync(Closing(opened.CaseId));
        Assert.Equal(95, await ScoreAsync(second, institution));
    }

    private static async Task<int> ScoreAsync(TestHost host, Institution institution) =>
        (await new CreditService.CreditServiceClient(host.AsRegulator(institution.Division)).GetCreditStandingAsync(new() { InstitutionId = $"{institution.Id}" })).Standing.Score;

    /// <summary>A licensed institution with one approved site, 测试路8号.</summary>
    internal static async Task<Institution> LicensedAsync(TestHost host, string division, TrainingCategory category = TrainingCategory.Arts)
    {
        var sequence = Random.Shared.Next(10_000, 99_999);
        var institution = Institution.ForSample(
            Guid.CreateVersion7(), $"测试机构{sequence}", Registry.NewCode(), category, new Site("测试路8号", 200, null),
            new LicenceNumber(division, 2024, sequence), new DateOnly(2024, 1, 2));
        await using var db = await host.OpenAsync<InstitutionsDb>();
        db.Institutions.Add(institution);
        await db.SaveChangesAsync();
        return institution;
    }

    private async Task<Case> OpenAsync(OpenCaseRequest request, string? division = null) =>
        (await new Client(registry.Host.AsRegulator(division ?? County)).OpenCaseAsync(request)).Case;

    private Client As(string department) => new(registry.Host.AsRegulator(County, department));

    private OpenCaseRequest Unlicensed(string name, string? division = null) => new()
    {
        RequestId = Registry.NewId(),
        Case = new Case
        {
            Division = division ?? County, Kind = CaseKind.UnlicensedInstitution, Source = CaseSource.Census, Name = name, Address = "测试路七号一层",
            Description = "摸排发现无证招生",
            Handlers = { new CaseHandler { Department = Department.Education }, new CaseHandler { Department = Department.FireRescue } },
            Hazards = { new CaseHazard { Description = "没有灭火器" } },
        },
    };

    private OpenCaseRequest Site(Institution institution, string address) => new()
    {
        RequestId = Registry.NewId(),
        Case = new Case
        {
            Division = County, Kind = CaseKind.UnapprovedSite, Source = CaseSource.Patrol, Name = institution.Name, Address = address,
            InstitutionCode = institution.Code, Description = "巡查发现未经审批的教学点",
        },
    };

    private static CloseCaseRequest Closing(string id, CaseResult result = CaseResult.ClosedDown) =>
        new() { RequestId = Registry.NewId(), CaseId = id, Result = result, Reason = "联合执法后办结" };
}
