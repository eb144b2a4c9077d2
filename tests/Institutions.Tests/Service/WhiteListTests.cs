using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class WhiteListTests(RegistryHost registry)
{
    [Fact]
    public async Task An_approved_institution_stands_on_the_list_of_its_county_city_province_and_nation_at_once()
    {
        var county = registry.On("2026-11-20", "331004");
        var draft = county.Draft(name: "路桥测试书画培训中心", category: TrainingCategory.Arts);
        Assert.Empty((await ListAsync(new() { Division = "331004" })).Institutions);
        var reviewed = await county.ReviewAsync(draft);
        var approved = (await county.Decide(reviewed, determinations: [.. reviewed.Findings.Select(f =>
            new Protos.Type.V1.Determination { Rule = f.Rule, Reason = "经核实符合规定" })])).Application;
        foreach (var division in new[] { "331004", "331000", "330000", "000000" })
        {
            var listed = Assert.Single((await ListAsync(new() { Division = division, UnifiedSocialCreditCode = draft.ApplicantCode })).Institutions);
            Assert.Equal(
                ("路桥测试书画培训中心", draft.ApplicantCode, "331004", "浙江省台州市路桥区", approved.Decision.LicenceNumber, "2026-11-20", InstitutionState.Licensed, false),
                (listed.Name, listed.UnifiedSocialCreditCode, listed.Division, listed.DivisionName, listed.LicenceNumber, listed.LicensedOn, listed.State, listed.Sample));
            Assert.Equal((draft.Category, draft.Mode, draft.Stages, draft.Sites), (listed.Category, listed.Mode, listed.Stages, listed.Sites));
        }
        foreach (var division in new[] { "331002", "530000" })
            Assert.Empty((await ListAsync(new() { Division = division, UnifiedSocialCreditCode = draft.ApplicantCode })).Institutions);
    }

    [Fact]
    public async Task The_list_is_found_by_a_part_of_the_name_and_by_category()
    {
        var county = registry.In("110111");
        await county.ApproveAsync(county.Draft(name: "房山测试舞蹈培训中心"));
        await county.ApproveAsync(county.Draft(name: "房山测试武术培训中心", category: TrainingCategory.Sports));
        await county.ApproveAsync(county.Draft(name: "房山测试编程培训中心", category: TrainingCategory.Science));
        Assert.Equal(["房山测试武术培训中心"], await NamesAsync(new() { Division = "110111", NameContains = "武术" }));
        Assert.Equal(["房山测试武术培训中心", "房山测试编程培训中心", "房山测试舞蹈培训中心"],
            (await NamesAsync(new() { Division = "110111", NameContains = "测试" })).Order(StringComparer.Ordinal));
        Assert.Equal(["房山测试武术培训中心", "房山测试编程培训中心"],
            (await NamesAsync(new() { Division = "110111", Categories = { TrainingCategory.Science, TrainingCategory.Sports } })).Order(StringComparer.Ordinal));
        Assert.Empty(await NamesAsync(new() { Division = "110111", NameContains = "测试", Categories = { TrainingCategory.Vocational } }));
        Assert.Empty(await NamesAsync(new() { Division = "110111", NameContains = "%" }));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(7, "")]
    [InlineData(1, "测试")]
    [InlineData(2, "测试")]
    [InlineData(7, "州测试")]
    public async Task Pages_bring_every_institution_once_by_name_though_names_repeat(int size, string part)
    {
        var county = registry.In("110112");
        if ((await ListAsync(new() { Division = "110112" })).Institutions.Count == 0)
        {
            foreach (var name in new[] { "通州测试乙", "通州测试甲", "通州测试甲", "通州测试丙", "通州测试甲" })
                await county.ApproveAsync(county.Draft(name: name + "中心"));
        }
        var all = (await ListAsync(new() { Division = "110112" })).Institutions;
        var query = new ListWhiteListRequest { Division = "110112", PageSize = size, NameContains = part };
        var seen = new List<ListedInstitution>();
        do
        {
            var page = await ListAsync(query);
            Assert.InRange(page.Institutions.Count, 1, size);
            seen.AddRange(page.Institutions);
            query.PageToken = page.NextPageToken;
        }
        while (query.PageToken.Length > 0);
        Assert.Equal(all, seen);
        Assert.Equal(5, seen.Select(i => i.InstitutionId).Distinct().Count());
        Assert.Equal(seen.Select(i => i.Name).Order(StringComparer.Ordinal), seen.Select(i => i.Name));
    }

    [Fact]
    public async Task A_search_by_name_knows_at_once_who_came_and_who_may_not_train_any_more()
    {
        var county = registry.In("110119");
        var (first, second) = (county.Draft(name: "大兴测试围棋中心"), county.Draft(name: "大兴测试象棋中心"));
        await county.ApproveAsync(first);
        var search = new ListWhiteListRequest { Division = "110119", NameContains = "大兴测试" };
        var listed = Assert.Single((await ListAsync(search)).Institutions);
        await county.ApproveAsync(second);
        Assert.Equal(["大兴测试围棋中心", "大兴测试象棋中心"], await NamesAsync(search));
        Assert.Equal(["大兴测试象棋中心"], await NamesAsync(new(search) { UnifiedSocialCreditCode = second.ApplicantCode }));
        await new StandingService.StandingServiceClient(registry.Host.AsRegulator("110119", "CULTURE_TOURISM")).SuspendInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = listed.InstitutionId, Grounds = { MeasureGround.Unqualified }, Reason = "消防通道堵塞",
        });
        Assert.Equal(["大兴测试象棋中心"], await NamesAsync(search));
    }

    [Fact]
    public async Task One_institution_is_looked_up_by_code_or_licence()
    {
        var county = registry.In("110113");
        var approved = await county.ApproveAsync();
        var byCode = (await registry.Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = approved.ApplicantCode })).Institution;
        var byLicence = (await registry.Directory.LookUpInstitutionAsync(new() { LicenceNumber = approved.Decision.LicenceNumber })).Institution;
        Assert.Equal((approved.Decision.LicenceNumber, byCode), (byCode.LicenceNumber, byLicence));
        var unknown = await RichError.OfAsync(registry.Directory.LookUpInstitutionAsync(new() { LicenceNumber = "110113-2026-99999" }));
        Assert.Equal((StatusCode.NotFound, "RESOURCE_NOT_FOUND"), (unknown.Code, unknown.Reason));
        Assert.Equal(StatusCode.InvalidArgument, (await RichError.OfAsync(registry.Directory.LookUpInstitutionAsync(new()))).Code);
    }

    [Fact]
    public async Task Who_was_not_found_is_found_once_licensed()
    {
        var county = registry.In("110114");
        var reviewed = await county.ReviewAsync();
        var request = new LookUpInstitutionRequest { UnifiedSocialCreditCode = reviewed.ApplicantCode };
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(registry.Directory.LookUpInstitutionAsync(request))).Code);
        await county.Decide(reviewed);
        Assert.Equal("110114", (await registry.Directory.LookUpInstitutionAsync(request)).Institution.Division);
    }

    private async Task<ListWhiteListResponse> ListAsync(ListWhiteListRequest request) => await registry.Directory.ListWhiteListAsync(request);

    private async Task<IEnumerable<string>> NamesAsync(ListWhiteListRequest request) => (await ListAsync(request)).Institutions.Select(i => i.Name);
}
