using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class DeadlineTests(RegistryHost registry)
{
    [Theory]
    [InlineData("2026-09-17", "2026-09-23")] // Sunday the 20th is worked in place of a day of the national holiday.
    [InlineData("2026-09-29", "2026-10-12")] // Seven days of holiday, then Saturday the 10th is worked.
    [InlineData("2026-11-20", "2026-11-27")] // An ordinary week.
    [InlineData("2026-12-24", "2026-12-31")]
    public async Task A_step_is_due_in_working_days_and_make_up_days_count(string day, string due) =>
        Assert.Equal(due, (await registry.On(day).SubmitAsync()).DueDate);

    [Fact]
    public async Task No_day_is_given_when_it_falls_into_a_year_whose_calendar_is_not_published()
    {
        var county = registry.On("2026-12-28");
        var submitted = await county.SubmitAsync();
        Assert.Equal((ApplicationState.Submitted, ""), (submitted.State, submitted.DueDate));
        var accepted = (await county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = submitted.ApplicationId })).Application;
        Assert.Equal((ApplicationState.Accepted, ""), (accepted.State, accepted.DueDate));
    }

    [Fact]
    public async Task A_step_is_overdue_from_the_day_after_and_no_more_once_it_is_taken()
    {
        var clock = new SetClock(RegistryHost.Noon("2026-11-19"));
        await using var first = await TestHost.StartAsync([new InstitutionsModule()], clock);
        var sentinel = await new Registry(first, "110102").SubmitAsync();
        clock.Now = RegistryHost.Noon("2026-11-20");
        var late = await new Registry(first).SubmitAsync();
        clock.Now = RegistryHost.Noon("2026-11-24");
        var inTime = await new Registry(first).SubmitAsync();

        // The job looks when the process starts. On the last day only the day-older application is late, on the day after both are.
        clock.Now = RegistryHost.Noon("2026-11-27");
        await using var second = await first.RestartAsync();
        var swept = await Eventually.ValueAsync("overdue applications", () => OverdueAsync(second), list => list.Count > 0);
        Assert.Equal(sentinel.ApplicationId, Assert.Single(swept).ApplicationId);
        clock.Now = RegistryHost.Noon("2026-11-28");
        await using var third = await second.RestartAsync();
        var county = new Registry(third);
        var found = await Eventually.ValueAsync("overdue applications", () => OverdueAsync(third), list => list.Count > 1);
        Assert.Equal([late.ApplicationId, sentinel.ApplicationId], found.Select(a => a.ApplicationId));
        Assert.Equal((true, late.DueDate), (found[0].Overdue, found[0].DueDate));
        Assert.NotEqual(late.Etag, found[0].Etag);
        Assert.False((await county.GetAsync(inTime.ApplicationId)).Overdue);

        var accepted = (await county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = late.ApplicationId })).Application;
        Assert.Equal((false, "2026-12-25"), (accepted.Overdue, accepted.DueDate));
        Assert.Equal(sentinel.ApplicationId, Assert.Single(await OverdueAsync(third)).ApplicationId);
    }

    private static async Task<IReadOnlyList<Application>> OverdueAsync(TestHost host) =>
        (await new Registry(host, "110000").Office.ListApplicationsAsync(new() { Division = "110000", OverdueOnly = true })).Applications;
}
