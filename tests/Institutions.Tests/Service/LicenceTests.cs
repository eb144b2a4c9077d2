using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class LicenceTests(RegistryHost registry)
{
    [Fact]
    public async Task Licences_are_numbered_within_county_and_year()
    {
        var county = registry.In("110105");
        Assert.Equal("110105-2026-00001", (await county.ApproveAsync()).Decision.LicenceNumber);
        Assert.Equal("110105-2026-00002", (await county.ApproveAsync()).Decision.LicenceNumber);
        Assert.Equal("110106-2026-00001", (await registry.In("110106").ApproveAsync()).Decision.LicenceNumber);
        Assert.Equal("110105-2025-00001", (await registry.On("2025-12-31", "110105").ApproveAsync()).Decision.LicenceNumber);
    }

    [Fact]
    public async Task Ten_approvals_at_once_get_ten_numbers_in_a_row()
    {
        var county = registry.In("110107");
        var reviewed = new List<Application>();
        for (var i = 0; i < 10; i++) reviewed.Add(await county.ReviewAsync());
        var approved = await Task.WhenAll(reviewed.Select(async application => (await county.Decide(application)).Application));
        Assert.Equal(
            Enumerable.Range(1, 10).Select(n => $"110107-2026-{n:D5}"),
            approved.Select(a => a.Decision.LicenceNumber).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_organiser_is_licensed_once()
    {
        var county = registry.In("110108");
        var code = Registry.NewCode();
        var licensed = (await county.ApproveAsync(county.Draft(code))).Decision.LicenceNumber;
        var second = await county.ReviewAsync(county.Draft(code));
        Assert.Contains(second.Duplicates, d => d.Rule == "SameCodeElsewhere" && d.Subject.StartsWith("institutions/", StringComparison.Ordinal));
        var error = await RichError.OfAsync(county.Decide(second));
        Assert.Equal((StatusCode.AlreadyExists, "INSTITUTION_EXISTS", licensed), (error.Code, error.Reason, error.Facts["licence_number"]));
        Assert.Equal(ApplicationState.Accepted, (await county.GetAsync(second.ApplicationId)).State);
        Assert.Equal(ApplicationState.Refused, (await county.Decide(second, Verdict.Refuse, "已取得许可")).Application.State);
    }

    [Fact]
    public async Task Of_two_approvals_of_one_organiser_at_once_one_is_refused_with_the_licence_of_the_other()
    {
        var county = registry.In("110109");
        for (var round = 0; round < 3; round++)
        {
            registry.In("110109");
            var code = Registry.NewCode();
            var refiled = county.Draft(code);
            (refiled.Kind, refiled.Mode, refiled.OnlineFilingNumber) = (ApplicationKind.OnlineReapproval, TrainingMode.Online, "京线上备1号");
            Application[] both = [await county.ReviewAsync(county.Draft(code)), await county.ReviewAsync(refiled)];
            // The one that is judged anew was on public notice until then.
            registry.On("2026-11-30", "110109");
            var outcomes = await Task.WhenAll(both.Select(async application =>
            {
                try { return ((await county.Decide(application)).Application.Decision.LicenceNumber, (RichError?)null); }
                catch (RpcException e) { return ("", RichError.Of(e)); }
            }));
            var number = Assert.Single(outcomes, o => o.Item2 is null).Item1;
            var error = Assert.Single(outcomes, o => o.Item2 is not null).Item2!;
            Assert.Equal((StatusCode.AlreadyExists, "INSTITUTION_EXISTS", number), (error.Code, error.Reason, error.Facts["licence_number"]));
        }
    }
}
