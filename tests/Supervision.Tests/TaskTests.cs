using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Task lists and road maps.</summary>
public sealed class TaskTests
{
    private const string Jiulongpo = "500107";

    [Fact]
    public async Task The_seventeen_tasks_of_Jiulongpo_come_from_the_law_data_with_owner_and_month()
    {
        await using var host = await SupervisionHost.StartAsync();
        await host.RestartAsync("2022-04-20");
        var desk = Desk(host);
        var opened = await desk.OpenCampaignAsync(Open());
        Assert.Equal(Enumerable.Range(1, 17).Select(i => $"JLP-T{i}"), opened.Tasks.Select(t => t.Clause));
        Assert.Equal(("2022-04", "2022-09", "2022-12"), (opened.Tasks[0].DueMonth, opened.Tasks[6].DueMonth, opened.Tasks[16].DueMonth));
        Assert.Equal(["STABILITY_SECTION", "TRAINING_SUPERVISION_SECTION"], opened.Tasks[16].Owners);
        var error = await RichError.OfAsync(desk.OpenCampaignAsync(Open()));
        Assert.Equal((StatusCode.AlreadyExists, "CAMPAIGN_EXISTS", opened.Campaign.CampaignId), (error.Code, error.Reason, error.Facts["campaign_id"]));

        // Two tasks are due in April: one is done in time, the other is told as overdue, once, on the first of May.
        var (first, third) = (opened.Tasks[0], opened.Tasks[2]);
        Assert.Equal("NOT_TASK_OWNER", (await RichError.OfAsync(desk.ReportProgressAsync(Report(third, 100)))).Reason);
        Assert.Equal("evidence", Assert.Single((await RichError.OfAsync(desk.ReportProgressAsync(Report(first, 100, evidence: false)))).Fields).Key);
        await desk.ReportProgressAsync(Report(first, 50));
        await desk.ReportProgressAsync(Report(first, 100));
        Assert.Equal("VERIFIER_NOT_INDEPENDENT", (await RichError.OfAsync(desk.ConfirmTaskAsync(Confirm(first)))).Reason);
        Assert.Equal(TaskState.Open, (await Desk(host, "officer-2").ConfirmTaskAsync(Confirm(first, done: false))).Task.State);
        await desk.ReportProgressAsync(Report(first, 100));
        var done = (await Desk(host, "officer-2").ConfirmTaskAsync(Confirm(first))).Task;
        Assert.Equal((TaskState.Done, "2022-04-20", 5, false), (done.State, done.DoneOn, done.Reports.Count, done.Overdue));
        Assert.False((await host.HearAsync<TaskDone>(first.TaskId)).Late);
        await host.RestartAsync("2022-04-30");
        Assert.Empty(await OverdueAsync(host));
        await host.RestartAsync("2022-05-01");
        Assert.Equal([third.TaskId], await OverdueAsync(host));
        var told = await host.HearAsync<TaskOverdue>(third.TaskId);
        Assert.Equal((new DateOnly(2022, 4, 30), "JLP-T3"), (told.DueDate, told.Clause));

        var supervision = new TaskService.TaskServiceClient(host.Officer("EDUCATION_SUPERVISION", Jiulongpo, "officer-3"));
        await supervision.ReportProgressAsync(Report(third, 100));
        Assert.True((await Desk(host).ConfirmTaskAsync(Confirm(third))).Task.Overdue);
        Assert.True((await host.HearAsync<TaskDone>(third.TaskId)).Late);
        var report = await Desk(host, division: "500000").GetTaskReportAsync(new() { Division = "500000" });
        Assert.Equal((17, 2, 0, 1, 11), (report.Total.Tasks, report.Total.Done, report.Total.Overdue, report.Total.DoneLate, report.Total.Percent));
        Assert.Equal((9, 1), (report.Owners.Single(o => o.Key == "TRAINING_SUPERVISION_SECTION").Tasks, report.Owners.Single(o => o.Key == "EDUCATION_SUPERVISION").Tasks));
    }

    [Fact]
    public async Task A_jurisdiction_has_a_road_map_of_its_own()
    {
        await using var host = await SupervisionHost.StartAsync();
        var desk = Desk(host, division: SupervisionHost.County);
        var request = new OpenCampaignRequest
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.County, Title = "寒假培训专项行动",
            Tasks = { new SupervisionTask { Title = "摸排寒假培训", Clause = "KM-12", Owners = { "EDUCATION", "MARKET_REGULATION" }, DueMonth = "2026-12" } },
        };
        var opened = await desk.OpenCampaignAsync(request);
        Assert.Equal("KM", Assert.Single(Assert.Single(opened.Tasks).Basis).Document);
        var added = (await desk.AddTaskAsync(new()
        {
            RequestId = Registry.NewId(), CampaignId = opened.Campaign.CampaignId, Task = new() { Title = "开学前复查", Owners = { "EDUCATION" }, DueMonth = "2027-02" },
        })).Task;
        Assert.Equal((2, "2027-02", ""), (added.Number, added.DueMonth, added.Clause));
        var market = new TaskService.TaskServiceClient(host.Officer("MARKET_REGULATION"));
        Assert.Equal("NOT_TASK_OWNER", (await RichError.OfAsync(market.ReportProgressAsync(Report(added, 10)))).Reason);
        Assert.Equal(30, (await market.ReportProgressAsync(Report(opened.Tasks[0], 30))).Task.Percent);
        Assert.Equal(2, (await desk.ListCampaignsAsync(new() { Division = SupervisionHost.County })).Campaigns[0].Tasks);
    }

    [Theory]
    [InlineData("JLP", "2026-12", "EDUCATION", "KM-12", "document")] // not of Kunming
    [InlineData("", "2026-13", "EDUCATION", "KM-12", "tasks[0].due_month")]
    [InlineData("", "2026-12", "MAGIC", "KM-12", "tasks[0].owners")]
    [InlineData("", "2026-12", "EDUCATION", "JLP-T1", "tasks[0].clause")]
    public async Task Refuses_a_road_map_by_the_path_of_what_is_wrong(string document, string month, string owner, string clause, string field)
    {
        await using var host = await SupervisionHost.StartAsync();
        var error = await RichError.OfAsync(Desk(host, division: SupervisionHost.County).OpenCampaignAsync(new()
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.County, Title = "专项行动", Document = document,
            Tasks = { new SupervisionTask { Title = "样例任务", Clause = clause, Owners = { owner }, DueMonth = month } },
        }));
        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Fields).Key));
    }

    private static OpenCampaignRequest Open() => new() { RequestId = Registry.NewId(), Division = Jiulongpo, Title = "2022年“双减”督导工作重点任务清单", Document = "JLP" };

    private static TaskService.TaskServiceClient Desk(SupervisionHost host, string subject = "officer", string division = Jiulongpo) => new(host.Officer(division: division, subject: subject));

    private static ReportProgressRequest Report(SupervisionTask task, int percent, bool evidence = true)
    {
        var request = new ReportProgressRequest { RequestId = Registry.NewId(), TaskId = task.TaskId, Percent = percent, Text = "按计划推进工作" };
        if (evidence) request.Evidence.Add(new EvidenceFile { Sha256 = RectificationTests.Sha, MediaType = "application/pdf" });
        return request;
    }

    private static ConfirmTaskRequest Confirm(SupervisionTask task, bool done = true) => new() { RequestId = Registry.NewId(), TaskId = task.TaskId, Done = done, Opinion = "查看材料并现场核对" };

    private static async Task<List<string>> OverdueAsync(SupervisionHost host) =>
        [.. (await Desk(host).ListTasksAsync(new() { Division = Jiulongpo, OverdueOnly = true })).Tasks.Select(t => t.TaskId)];
}
