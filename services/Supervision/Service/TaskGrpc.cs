using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Keeps task lists and road maps of campaigns.</summary>
public sealed class TaskGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock) : Wire.TaskService.TaskServiceBase
{
    private const string CampaignName = "task-campaigns";
    internal const string Name = "tasks";

    /// <inheritdoc />
    public override Task<Wire.OpenCampaignResponse> OpenCampaign(Wire.OpenCampaignRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var law = command.LawIn(request.Division);
            var own = OwnOf([.. request.Tasks.Select((task, i) => ($"tasks[{i}]", task))], law);
            var lawful = OfDocument(request.Document, law);
            if (own.Count + lawful.Count == 0) throw Rejection.Invalid("tasks", "没有任务", "is empty, and no document gives tasks");
            if (TaskCampaign.KeyOf(request.Division, request.Document) is { } key && await db.Set<TaskCampaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Key == key) is { } there)
                throw Refusal.Of(RefusalKind.Exists, "CAMPAIGN_EXISTS", "该文件的任务清单已建立。", "The campaign of that document is there.", ("campaign_id", $"{there.Id}"));
            var campaign = TaskCampaign.Open(request.Division, request.Title, request.Document, command.Now);
            List<SupervisionTask> tasks = [.. lawful.Concat(own).Select(content => SupervisionTask.Set(campaign, content with { Number = campaign.Next(command.Now) }, command.Now))];
            db.Add(campaign);
            db.AddRange(tasks);
            command.Resource = $"{CampaignName}/{campaign.Id}";
            command.Announce(command.Resource, campaign.Version, new TaskCampaignOpened
            {
                Division = campaign.Division, CampaignId = $"{campaign.Id}", Title = campaign.Title, Document = campaign.Document.Length > 0 ? campaign.Document : null, TaskCount = tasks.Count,
            });
            return new Wire.OpenCampaignResponse { Campaign = ToProto(campaign), Tasks = { tasks.Select(t => ToProto(t, command.Today)) } };
        });

    /// <inheritdoc />
    public override Task<Wire.AddTaskResponse> AddTask(Wire.AddTaskRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var campaign = await db.Set<TaskCampaign>().LoadAsync(CampaignName, request.CampaignId, command, request.Etag);
            var content = OwnOf([("task", request.Task)], command.LawIn(campaign.Division))[0];
            var task = SupervisionTask.Set(campaign, content with { Number = campaign.Next(command.Now) }, command.Now);
            db.Add(task);
            return new Wire.AddTaskResponse { Task = ToProto(task, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.ReportProgressResponse> ReportProgress(Wire.ReportProgressRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var task = await db.Set<SupervisionTask>().LoadAsync(Name, request.TaskId, command, request.Etag);
            if (request.Percent == 100 && request.Evidence.Count == 0) throw Rejection.Invalid("evidence", "报完成时必填", "is required at 100 percent");
            List<EvidenceFile> evidence = [.. request.Evidence.Select(RectificationMapping.ToFile)];
            foreach (var file in evidence) file.MustBeTaken(command.LawIn(task.Division));
            var by = Rectifications.ActorOf(command.Caller);
            task.Report(request.Percent, request.Text, evidence, by, command.Now);
            if (task.State == TaskState.Reported)
                command.Announce(command.Resource, task.Version, new TaskReported { Division = task.Division, TaskId = $"{task.Id}", Clause = ClauseOf(task), Department = by.Department });
            return new Wire.ReportProgressResponse { Task = ToProto(task, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.ConfirmTaskResponse> ConfirmTask(Wire.ConfirmTaskRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var task = await db.Set<SupervisionTask>().LoadAsync(Name, request.TaskId, command, request.Etag);
            task.Confirm(request.Done, request.Opinion, Rectifications.ActorOf(command.Caller), command.Today, command.Now);
            if (task.State == TaskState.Done)
                command.Announce(command.Resource, task.Version, new TaskDone { Division = task.Division, TaskId = $"{task.Id}", Clause = ClauseOf(task), Late = task.IsOverdue(command.Today) });
            return new Wire.ConfirmTaskResponse { Task = ToProto(task, command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListCampaignsResponse> ListCampaigns(Wire.ListCampaignsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<TaskCampaign>().Within(request.Division).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Campaigns = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTasksResponse> ListTasks(Wire.ListTasksRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var today = clock.Today();
        var rows = Of(db.Set<SupervisionTask>().Within(request.Division), request.CampaignId).Among(request.States, t => t.State);
        if (request.OverdueOnly) rows = rows.Where(t => t.State != TaskState.Done && t.DueDate < today);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Tasks = { page.Select(t => ToProto(t, today)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetTaskReportResponse> GetTaskReport(Wire.GetTaskReportRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var today = clock.Today();
        // Owners are in the content; a province has some thousand tasks a year, so they are counted here.
        var tasks = await Of(db.Set<SupervisionTask>().AsNoTracking().Within(request.Division), request.CampaignId)
            .Select(t => new Counted(t.Division, t.Content, t.State, t.Percent, t.DueDate, t.DoneOn)).ToListAsync(context.CancellationToken);
        return new()
        {
            Total = Count(request.Division, tasks, today),
            Divisions = { tasks.GroupBy(t => t.Division).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Count(g.Key, [.. g], today)) },
            Owners =
            {
                tasks.SelectMany(t => t.Content.Owners, (task, owner) => (task, owner)).GroupBy(t => t.owner).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => Count(g.Key, [.. g.Select(t => t.task)], today)),
            },
        };
    }

    private static Wire.TaskCounts Count(string key, IReadOnlyList<Counted> tasks, DateOnly today) => new()
    {
        Key = key, Tasks = tasks.Count, Done = tasks.Count(t => t.State == TaskState.Done), Reported = tasks.Count(t => t.State == TaskState.Reported),
        Overdue = tasks.Count(t => t.State != TaskState.Done && t.DueDate < today), DoneLate = tasks.Count(t => t.DoneOn > t.DueDate),
        Percent = tasks.Count == 0 ? 0 : tasks.Sum(t => t.Percent) / tasks.Count,
    };

    private static IQueryable<SupervisionTask> Of(IQueryable<SupervisionTask> rows, string campaign)
    {
        if (campaign.Length == 0) return rows;
        var id = Guid.TryParse(campaign, out var key) ? key : throw Rejection.Invalid("campaign_id", "不是任务清单标识", "is no identifier of a campaign");
        return rows.Where(t => t.CampaignId == id);
    }

    /// <summary>The tasks of a document, as the law data has them.</summary>
    private static List<TaskContent> OfDocument(string id, LawAt law)
    {
        if (id.Length == 0) return [];
        if (!law.Law.Clauses.TryGetDocument(id, out var document) || !document.Division.Contains(law.Division) || document.InForceFrom > law.Date)
            throw Rejection.Invalid("document", "不是当地的文件", "is no document of the place");
        return [.. document.Clauses.Where(c => c is { Kind: ClauseKind.Task, Due: not null }).Select(c => new TaskContent(
            0, c.TitleZh, c.Id, c.Lead, LastDayOf(c.Due!)!.Value, [law.Law.Clauses.BasisOf(c.Id)]))];
    }

    private static List<TaskContent> OwnOf(IReadOnlyList<(string Field, Wire.SupervisionTask Task)> tasks, LawAt law)
    {
        var problems = new List<FieldProblem>();
        var contents = new List<TaskContent>();
        foreach (var (field, task) in tasks)
        {
            var due = LastDayOf(task.DueMonth);
            if (due is null) problems.Add(new($"{field}.due_month", "应为 YYYY-MM", "is no month YYYY-MM"));
            if (task.Owners.Any(owner => !law.Law.Clauses.TryGetDepartment(owner, out _))) problems.Add(new($"{field}.owners", "没有这个部门", "names an unknown department"));
            var basis = task.Clause.Length == 0 ? [] : Rectifications.BasisOf(law, [task.Clause]);
            if (task.Clause.Length > 0 && basis.Count == 0) problems.Add(new($"{field}.clause", "不是当地现行条款", "is no clause in force at the place"));
            contents.Add(new(0, task.Title, task.Clause, [.. task.Owners.Distinct()], due ?? default, basis));
        }
        return problems.Count > 0 ? throw Rejection.Invalid(problems) : contents;
    }

    private static DateOnly? LastDayOf(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first.AddMonths(1).AddDays(-1) : null;

    internal static string? ClauseOf(SupervisionTask task) => task.Content.Clause.Length > 0 ? task.Content.Clause : null;

    private static Wire.TaskCampaign ToProto(TaskCampaign one) =>
        new() { CampaignId = $"{one.Id}", Division = one.Division, Title = one.Title, Document = one.Document, Tasks = one.Tasks, Etag = Etag.Of(one.Version) };

    private static Wire.SupervisionTask ToProto(SupervisionTask task, DateOnly today) => new()
    {
        TaskId = $"{task.Id}", CampaignId = $"{task.CampaignId}", Division = task.Division, Number = task.Content.Number, Title = task.Content.Title, Clause = task.Content.Clause,
        Owners = { task.Content.Owners }, DueMonth = Days.Of(task.DueDate)[..7], State = EnumMap<Wire.TaskState, TaskState>.ToWire(task.State), Percent = task.Percent,
        Overdue = task.IsOverdue(today), DoneOn = Days.Of(task.DoneOn), Basis = { task.Content.Basis.Select(b => b.ToProto()) }, Etag = Etag.Of(task.Version),
        Reports =
        {
            task.Reports.Select(r => new Wire.TaskReport
            {
                Time = r.At.ToTimestamp(), Department = RectificationMapping.DepartmentOf(r.Department), Percent = r.Percent, Text = r.Text, Evidence = { r.Evidence.Select(RectificationMapping.ToProto) },
            }),
        },
    };

    private sealed record Counted(string Division, TaskContent Content, TaskState State, int Percent, DateOnly DueDate, DateOnly? DoneOn);
}

/// <summary>Finds tasks that were not done at the end of their month, and tells each once.</summary>
internal sealed class TaskWatch(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var late = await db.Set<SupervisionTask>().Where(t => t.State != TaskState.Done && !t.Told && t.DueDate < today).OrderBy(t => t.DueDate).ThenBy(t => t.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var task in late)
        {
            task.Tell(now);
            db.Announce(SupervisionModule.ServiceName, $"{TaskGrpc.Name}/{task.Id}", task.Version, now.UtcDateTime, new TaskOverdue
            {
                Division = task.Division, TaskId = $"{task.Id}", Clause = TaskGrpc.ClauseOf(task), Departments = task.Content.Owners, DueDate = task.DueDate,
            });
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }
}

internal sealed class TaskCampaignTable : IEntityTypeConfiguration<TaskCampaign>
{
    public void Configure(EntityTypeBuilder<TaskCampaign> row)
    {
        row.IsVersioned("task_campaigns");
        row.Property(c => c.Title).HasMaxLength(100);
        row.Property(c => c.Document).HasMaxLength(10);
        row.Property(c => c.Key).HasMaxLength(20);
        row.HasIndex(c => c.Key).IsUnique();
    }
}

internal sealed class SupervisionTaskTable : IEntityTypeConfiguration<SupervisionTask>
{
    public void Configure(EntityTypeBuilder<SupervisionTask> row)
    {
        row.IsVersioned("supervision_tasks");
        row.Property(t => t.Content).HasJson();
        row.Property(t => t.Reporter).HasMaxLength(200);
        row.Property(t => t.Reports).HasJson();
        row.HasIndex(t => t.CampaignId);
        row.HasIndex(t => new { t.State, t.DueDate });
    }
}
