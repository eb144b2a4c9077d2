using System.Text.Json;
using Grpc.Core;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

public sealed class EventLogTests
{
    [Fact]
    public async Task Every_step_of_an_application_is_in_the_log_in_order()
    {
        await using var host = await EventHost.StartAsync();
        var county = new Registry(host);
        var submitted = await county.SubmitAsync();
        var id = submitted.ApplicationId;
        await county.Office.ReturnApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = id, Remarks = { new FieldRemark { Field = "sites", Remark = "请补充" } },
        });
        await county.ResubmitAsync(id);
        var accepted = (await county.Office.AcceptApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = id })).Application;
        foreach (var review in accepted.Reviews.ToList()) await county.GiveAsync(accepted, review.Department, ReviewOpinion.Agree);
        await county.Decide(accepted);

        var events = await host.EventsAsync(8, $"applications/{id}");
        string[] steps = ["submitted", "returned", "submitted", "accepted", "reviewed", "reviewed", "stage-began", "approved"];
        Assert.Equal(steps.Select(step => $"institution.application-{step}"), events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal("110101", e.Division));
        var licensed = Assert.Single(await host.EventsAsync(9), e => e.Type == "institution.institution-licensed");
        using var cloud = JsonDocument.Parse(licensed.CloudEvent);
        string Text(string name) => cloud.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(
            ("1.0", licensed.EventId, "/shuangjian/institutions", "cn.shuangjian.institution.institution-licensed.v1", licensed.Subject, "110101"),
            (Text("specversion"), Text("id"), Text("source"), Text("type"), Text("subject"), Text("division")));
        Assert.Equal("110101-2026-00001", cloud.RootElement.GetProperty("data").GetProperty("licenceNumber").GetString());
        Assert.All(await host.EventsAsync(9), e => Assert.DoesNotContain(Registry.IdentityNumber, e.CloudEvent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusal_withdrawal_and_what_the_gate_found_are_in_the_log()
    {
        await using var host = await EventHost.StartAsync();
        var county = new Registry(host);
        var refused = await county.SubmitAsync(county.Draft(category: TrainingCategory.Academic));
        var code = Registry.NewCode();
        var withdrawn = await county.SubmitAsync(county.Draft(code));
        await county.AsApplicant(code).WithdrawApplicationAsync(new() { RequestId = Registry.NewId(), ApplicationId = withdrawn.ApplicationId });

        var refusal = Assert.Single(await host.EventsAsync(1, $"applications/{refused.ApplicationId}"));
        Assert.Equal("institution.application-refused", refusal.Type);
        using var cloud = JsonDocument.Parse(refusal.CloudEvent);
        var data = cloud.RootElement.GetProperty("data");
        Assert.True(data.GetProperty("automatic").GetBoolean());
        Assert.Equal("BJ-12", data.GetProperty("findings")[0].GetProperty("clauses")[0].GetString());
        Assert.Equal(
            ["institution.application-submitted", "institution.application-withdrawn"],
            (await host.EventsAsync(2, $"applications/{withdrawn.ApplicationId}")).Select(e => e.Type));
    }

    [Fact]
    public async Task A_missed_deadline_is_announced_once()
    {
        var clock = EventHost.NewClock();
        await using var first = await EventHost.StartAsync(clock);
        var submitted = await new Registry(first).SubmitAsync();
        await first.EventsAsync(1);
        clock.Now = EventHost.Noon("2026-11-30");
        await using var second = await first.RestartAsync();
        var missed = (await second.EventsAsync(3, $"applications/{submitted.ApplicationId}"))[1];
        Assert.Equal(("institution.application-deadline-missed", "110101"), (missed.Type, missed.Division));
        using var cloud = JsonDocument.Parse(missed.CloudEvent);
        var data = cloud.RootElement.GetProperty("data");
        Assert.Equal(("SUBMITTED", "2026-11-27"), (data.GetProperty("state").GetString(), data.GetProperty("dueDate").GetString()));
        var told = (await second.EventsAsync(3, missed.Subject))[2];
        Assert.Equal("institution.application-escalated", told.Type);
        clock.Now = EventHost.Noon("2026-12-01");
        await using var third = await second.RestartAsync();
        // What is submitted now comes behind anything that the job announces at its start.
        await new Registry(third, "110102").SubmitAsync();
        Assert.Equal(3, (await third.EventsAsync(4)).Count(e => e.Subject == missed.Subject));
    }

    [Fact]
    public async Task Officers_read_the_events_of_their_division_page_by_page()
    {
        await using var host = await EventHost.StartAsync();
        foreach (var division in new[] { "530102", "331002", "530103", "530102" }) await new Registry(host, division).SubmitAsync();
        var all = await host.EventsAsync(4);

        async Task<IEnumerable<string>> SeenAsync(string division) =>
            (await host.Log(division).ListEventsAsync(new() { Division = division, Types_ = { "institution.application-submitted" } })).Events.Select(e => e.Division);
        Assert.Equal(["530102", "530102"], await SeenAsync("530102"));
        Assert.Equal(["530102", "530103", "530102"], (await SeenAsync("530100")));
        Assert.Equal(["331002"], await SeenAsync("330000"));
        Assert.Empty(await SeenAsync("110000"));
        Assert.Empty((await host.Log("530102").ListEventsAsync(new() { Division = "530102", Types_ = { "institution.application-approved" } })).Events);
        foreach (var other in new[] { "530103", "530100", "000000" })
        {
            var error = await RichError.OfAsync(host.Log("530102").ListEventsAsync(new() { Division = other }));
            Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason));
        }

        var seen = new List<LoggedEvent>();
        while ((await host.Log("000000").ListEventsAsync(new() { Division = "000000", PageSize = 1, AfterSequence = seen.LastOrDefault()?.Sequence ?? 0 })).Events is { Count: > 0 } page)
            seen.Add(Assert.Single(page));
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(n => (long)n), seen.Select(e => e.Sequence));
        Assert.Equal(all, seen.Where(e => e.Type.StartsWith("institution.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("INSTITUTION")]
    [InlineData("SCHOOL")]
    public async Task Only_departments_and_operators_read_the_log(string audience)
    {
        await using var host = await EventHost.StartAsync();
        var client = new EventLogService.EventLogServiceClient(host.With(host.Token(audience, "530102", organization: Registry.NewCode())));
        var error = await RichError.OfAsync(client.ListEventsAsync(new() { Division = "530102" }));
        Assert.Equal((StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED"), (error.Code, error.Reason));
        Assert.Empty((await new EventLogService.EventLogServiceClient(host.With(host.Token("OPERATOR", "530000"))).ListEventsAsync(new() { Division = "530102" })).Events);
    }
}
