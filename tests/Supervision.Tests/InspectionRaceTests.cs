using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Devices that sync at the same moment, on every database at hand.</summary>
public sealed class InspectionRaceTests : IAsyncLifetime
{
    private const int Devices = 6;
    private readonly PostgresServer _postgres = Server();

    private static PostgresServer Server() => new();

    public Task InitializeAsync() => _postgres.StartAsync();

    public async Task DisposeAsync() => await _postgres.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_devices_that_change_one_field_at_once_one_is_stored_and_every_other_sees_its_value(bool postgres)
    {
        await using var host = await TestHost.StartAsync([new SupervisionModule()], new SetClock(SupervisionHost.Noon("2026-11-20")), postgres
            ? new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _postgres.ConnectionString($"race_{Guid.NewGuid():N}") }
            : null);
        var code = Registry.NewCode();
        await host.Services.GetServices<IEventConsumer>().Single(c => c.Name == InspectionYear.Consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "schools", $"schools/{code}", 1, SupervisionHost.Noon("2026-11-19").UtcDateTime, new SchoolRegistered
            {
                Division = SupervisionHost.County, SchoolCode = code, Name = "样例学校", Stages = ["PRIMARY"],
            })), CancellationToken.None);
        var draft = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County);
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(host, 0, new DraftRow { Inspection = draft })).Outcome);
        var results = await Task.WhenAll(Enumerable.Range(1, Devices).Select(i =>
        {
            var mine = draft.Clone();
            mine.Summary = $"第{i}台设备写的总结";
            return SyncAsync(host, i, new DraftRow { Inspection = mine, BaseVersion = 2, ChangedFields = { "summary" } });
        }));
        var stored = Assert.Single(results, r => r.Outcome == SyncOutcome.Stored);
        var value = $"第{Array.IndexOf(results, stored) + 1}台设备写的总结";
        Assert.All(results.Where(r => r != stored), r => Assert.Equal((SyncOutcome.Conflict, value), (r.Outcome, Assert.Single(r.Conflicts).Stored)));
        await CountAsync(host, code, draft);
    }

    /// <summary>What is counted by the database is counted alike on each.</summary>
    private static async Task CountAsync(TestHost host, string code, Inspection draft)
    {
        var officer = host.AsRegulator(SupervisionHost.City);
        var plans = new InspectionPlanService.InspectionPlanServiceClient(officer);
        var plan = (await plans.CreatePlanAsync(new()
        {
            RequestId = Registry.NewId(),
            Plan = new()
            {
                Division = SupervisionHost.City, Kind = InspectionKind.CountyCheck, Title = "全覆盖检查", SubjectKind = SubjectKind.School, FormId = "school-visit", StartsOn = "2026-11-01",
                EndsOn = "2026-12-31",
            },
        })).Plan;
        var query = new ListGapsRequest { Division = SupervisionHost.City, Obligation = Obligation.YearlyCoverage, Year = 2026 };
        Assert.Equal(code, Assert.Single((await plans.ListGapsAsync(query)).Gaps).Object.Code);
        Assert.Equal(code, Assert.Single((await plans.ListPlanGapsAsync(new() { PlanId = plan.PlanId })).Objects).Code);
        var visits = new InspectionService.InspectionServiceClient(officer);
        await visits.SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = draft.InspectionId });
        Assert.Empty((await plans.ListGapsAsync(query)).Gaps);
        var covered = Assert.Single((await plans.GetCoverageAsync(new() { Division = SupervisionHost.City, Obligation = Obligation.YearlyCoverage, Year = 2026 })).Counts);
        Assert.Equal(("2026", 1, 1), (covered.Period, covered.Owed, covered.Visited));
        var counts = await visits.GetInspectionStatisticsAsync(new() { Division = SupervisionHost.City, Year = 2026 });
        Assert.Equal((1, 0), (Assert.Single(counts.Counts).Visits, counts.Findings.Count));
        Assert.Equal((1, 0), ((await plans.GetPlanAsync(new() { PlanId = plan.PlanId })).Progress.Objects, (await plans.GetPlanAsync(new() { PlanId = plan.PlanId })).Progress.Visited));
        var accounts = new RectificationService.RectificationServiceClient(officer);
        await RectificationTests.OrderAsync(accounts, RectificationTests.Content(Registry.NewCode()));
        var total = (await accounts.GetRectificationStatisticsAsync(new() { Division = SupervisionHost.City })).Total;
        Assert.Equal((1, 1, 0, 0), (total.Ordered, total.ToMend, total.Overdue, total.Escalated));
        Assert.Empty((await accounts.ListRectificationsAsync(new() { Division = SupervisionHost.City, OverdueOnly = true })).Rectifications);
        var tasks = new TaskService.TaskServiceClient(officer);
        await tasks.OpenCampaignAsync(new()
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.City, Title = "专项行动", Tasks = { new SupervisionTask { Title = "摸排培训机构", Owners = { "EDUCATION" }, DueMonth = "2026-10" } },
        });
        var report = (await tasks.GetTaskReportAsync(new() { Division = SupervisionHost.City })).Total;
        Assert.Equal((1, 1), (report.Tasks, report.Overdue));
    }

    private static async Task<SyncResult> SyncAsync(TestHost host, int device, DraftRow row)
    {
        var desk = new InspectionService.InspectionServiceClient(host.With(host.Token("INSPECTOR", SupervisionHost.County, subject: $"device-{device}")));
        return Assert.Single((await desk.SyncDraftsAsync(new() { RequestId = Registry.NewId(), Division = SupervisionHost.County, Rows = { row } })).Results);
    }
}
