using Grpc.Core;
using ShuangJian.Platform.Data;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class VisibilityTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In("530103");

    [Fact]
    public async Task An_institution_applies_only_for_itself()
    {
        var (own, other) = (Registry.NewCode(), Registry.NewCode());
        var error = await RichError.OfAsync(_county.AsApplicant(own).CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = _county.Draft(other) }));
        Assert.Equal((StatusCode.InvalidArgument, "application.applicant_code"), (error.Code, Assert.Single(error.Fields).Key));
        var draft = await _county.AsApplicant(own).CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = _county.Draft(own) });
        Assert.Equal(own, draft.Application.ApplicantCode);
    }

    [Fact]
    public async Task To_an_institution_the_applications_of_others_do_not_exist()
    {
        var (own, other) = (Registry.NewCode(), Registry.NewCode());
        var mine = await _county.GetAsync((await _county.CreateAsync(_county.Draft(own))).ApplicationId);
        var theirs = await _county.CreateAsync(_county.Draft(other));
        var me = _county.AsApplicant(own);
        Assert.Equal(mine, (await me.GetApplicationAsync(new() { ApplicationId = mine.ApplicationId })).Application);
        Assert.Equal([mine], (await me.ListApplicationsAsync(new() { Division = "530103" })).Applications);
        var id = theirs.ApplicationId;
        RichError[] errors =
        [
            await RichError.OfAsync(me.GetApplicationAsync(new() { ApplicationId = id })),
            await RichError.OfAsync(me.ExplainDecisionAsync(new() { ApplicationId = id })),
            await RichError.OfAsync(me.SubmitApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id })),
            await RichError.OfAsync(me.WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id })),
            await RichError.OfAsync(me.UpdateApplicationAsync(new()
            {
                RequestId = Registry.NewId(), ApplicationId = id, Application = new(), UpdateMask = new() { Paths = { "stages" } },
            })),
        ];
        Assert.All(errors, e => Assert.Equal((StatusCode.NotFound, "RESOURCE_NOT_FOUND", $"applications/{id}"), (e.Code, e.Reason, e.Facts["resource"])));
        var unknown = await RichError.OfAsync(me.GetApplicationAsync(new() { ApplicationId = Registry.NewId() }));
        Assert.Equal((StatusCode.NotFound, errors[0].Zh.Length), (unknown.Code, unknown.Zh.Length));
    }

    [Fact]
    public async Task An_officer_of_another_county_is_refused()
    {
        var application = await _county.SubmitAsync();
        var neighbour = registry.In("530102");
        RichError[] errors =
        [
            await RichError.OfAsync(neighbour.Office.GetApplicationAsync(new() { ApplicationId = application.ApplicationId })),
            await RichError.OfAsync(neighbour.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = application.ApplicationId })),
            await RichError.OfAsync(neighbour.Office.RevealLegalRepresentativeAsync(new() { ApplicationId = application.ApplicationId, Purpose = "核对身份信息" })),
            await RichError.OfAsync(neighbour.Office.ListApplicationsAsync(new() { Division = "530103" })),
            await RichError.OfAsync(neighbour.Office.ListApplicationsAsync(new() { Division = "530100" })),
            await RichError.OfAsync(neighbour.Office.CreateApplicationAsync(new() { RequestId = Registry.NewId(), Application = _county.Draft() })),
        ];
        Assert.All(errors, e => Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION", "530102"), (e.Code, e.Reason, e.Facts["jurisdiction"])));
    }

    [Fact]
    public async Task An_officer_of_the_city_sees_and_works_its_counties()
    {
        var city = new Registry(registry.Host, "530100");
        var application = await _county.SubmitAsync();
        Assert.Equal(application, await city.GetAsync(application.ApplicationId));
        var seen = (await city.Office.ListApplicationsAsync(new() { Division = "530100", States = { ApplicationState.Submitted } })).Applications;
        Assert.Contains(application, seen);
        Assert.All(seen, a => Assert.StartsWith("5301", a.Division, StringComparison.Ordinal));
        Assert.Equal(ApplicationState.Accepted,
            (await city.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = application.ApplicationId })).Application.State);
    }

    [Theory]
    [InlineData("SCHOOL")]
    [InlineData("OPERATOR")]
    [InlineData("BANK")]
    public async Task Others_have_no_part_in_applications(string audience)
    {
        var application = await _county.CreateAsync();
        var client = new ApplicationService.ApplicationServiceClient(registry.Host.With(registry.Host.Token(audience, "530103", organization: Registry.NewCode())));
        var error = await RichError.OfAsync(client.GetApplicationAsync(new() { ApplicationId = application.ApplicationId }));
        Assert.Equal((StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Without_a_token_only_the_directory_answers()
    {
        var error = await RichError.OfAsync(new ApplicationService.ApplicationServiceClient(registry.Host.Channel).ListApplicationsAsync(new() { Division = "530103" }));
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_MISSING"), (error.Code, error.Reason));
        await registry.Directory.ListWhiteListAsync(new() { Division = "530103" });
    }

    [Theory]
    [InlineData("short")]
    [InlineData("01a20000-a793-7e4a-b1ba-bf54c2ca2606tomorrow")]
    [InlineData("01a20000-a793-7e4a-b1ba-bf54c2ca26069223372036854775807")]
    public async Task A_page_token_that_somebody_made_up_is_refused(string key)
    {
        var applications = new ListApplicationsRequest { Division = "530103" };
        applications.PageToken = Paging.Token(applications, key);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RichError.OfAsync(_county.Office.ListApplicationsAsync(applications))).Reason);
        var list = new ListWhiteListRequest { Division = "530103" };
        list.PageToken = Paging.Token(list, key.Replace('-', 'x'));
        Assert.Equal("PAGE_TOKEN_INVALID", (await RichError.OfAsync(registry.Directory.ListWhiteListAsync(list))).Reason);
    }

    [Theory]
    [InlineData(1, "530111")]
    [InlineData(3, "530112")]
    public async Task Pages_of_applications_bring_every_one_once_newest_first(int size, string division)
    {
        var county = registry.In(division);
        for (var i = 0; i < 4; i++) await county.CreateAsync();
        // The clock stands, so four were stored at the same instant; later ones come first.
        registry.Clock.Now += TimeSpan.FromMinutes(1);
        var newest = await county.SubmitAsync(county.Draft(name: "官渡测试最新中心"));
        var query = new ListApplicationsRequest { Division = division, PageSize = size };
        var seen = new List<Application>();
        do
        {
            var page = await county.Office.ListApplicationsAsync(query);
            Assert.InRange(page.Applications.Count, 1, size);
            seen.AddRange(page.Applications);
            query.PageToken = page.NextPageToken;
        }
        while (query.PageToken.Length > 0);
        Assert.Equal((await county.Office.ListApplicationsAsync(new() { Division = division })).Applications, seen);
        Assert.Equal(newest, seen[0]);
        Assert.Equal(seen.Count, seen.Select(a => a.ApplicationId).Distinct().Count());
        Assert.Contains(newest, (await county.Office.ListApplicationsAsync(new() { Division = division, NameContains = "最新" })).Applications);
    }
}
