using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Plans visits, and keeps who is inspected and who inspects.</summary>
public sealed partial class InspectionPlanGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock)
    : Wire.InspectionPlanService.InspectionPlanServiceBase
{
    /// <summary>Name of the collection.</summary>
    internal const string Name = "inspection-plans";

    /// <inheritdoc />
    public override async Task<Wire.ListObjectsResponse> ListObjects(Wire.ListObjectsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<InspectedObject>().AsNoTracking().Within(request.Division, o => o.Division).Where(o => o.Code != "" && o.EndedOn == null);
        if (KindOf(request.Kind) is { } kind) rows = rows.Where(o => o.Kind == kind);
        var (page, next) = await PageAsync(rows, request, request.PageSize, request.PageToken);
        return new() { Objects = { await ShowAsync(db, page) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.PutInspectorResponse> PutInspector(Wire.PutInspectorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Inspector;
            if (wire.Badge.Contains(' ')) throw Rejection.Invalid("inspector.badge", "不得含空格", "contains a space");
            var one = await db.Set<Inspector>().SingleOrDefaultAsync(i => i.Account == wire.Account);
            if (one is null) db.Add(one = Inspector.Enter(wire.Account, wire.Division, command.Now));
            else if (one.Division != wire.Division) throw Rejection.Invalid("inspector.division", "该账号已在其他行政区划登记", "is not the division in which the account is entered");
            command.Resource = $"inspectors/{one.Id}";
            if (one.Version > 1) Etag.Check(request.Etag, one.Version);
            one.Put(wire.Badge, wire.Department.ToCode(), wire.Retired, [.. wire.Conflicts.Select(c => new ConflictOfInterest(c.ObjectCode, c.Reason)).DistinctBy(c => c.ObjectCode)], command.Now);
            return new Wire.PutInspectorResponse { Inspector = ToProto(one) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListInspectorsResponse> ListInspectors(Wire.ListInspectorsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Inspector>().Within(request.Division);
        if (request.Department != default)
        {
            var department = request.Department.ToCode();
            rows = rows.Where(i => i.Department == department);
        }
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Inspectors = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.CreatePlanResponse> CreatePlan(Wire.CreatePlanRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var (wire, problems) = (request.Plan, new List<FieldProblem>());
            var (starts, ends) = (Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value);
            var kind = EnumMap<Wire.InspectionKind, InspectionKind>.ToDomain(wire.Kind)!.Value;
            if (ends < starts) problems.Add(new("plan.ends_on", "不得早于开始日期", "is before the first day"));
            if (wire.SubjectKind is not (Wire.SubjectKind.School or Wire.SubjectKind.Institution)) problems.Add(new("plan.subject_kind", "应为学校或者机构", "must be SCHOOL or INSTITUTION"));
            if (kind == InspectionKind.Patrol) problems.Add(new("plan.kind", "巡查不针对名录", "is a patrol, which visits no list"));
            if (kind == InspectionKind.Joint != wire.Departments.Count > 1) problems.Add(new("plan.departments", "联合检查至少两个部门，其他检查不填", "has two or more for a joint team and none otherwise"));
            if (Law.Current.InspectionForms.On(wire.FormId, starts)?.About.Contains(wire.SubjectKind == Wire.SubjectKind.School ? "school" : "institution") != true)
                problems.Add(new("plan.form_id", "没有适用的检查表", "is no form that fits"));
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            var plan = InspectionPlan.Make(
                wire.Division, kind, wire.Title, KindOf(wire.SubjectKind)!.Value, wire.FormId, starts, ends, [.. wire.Departments.Distinct().Select(d => d.ToCode())], command.Now);
            db.Add(plan);
            command.Resource = $"{Name}/{plan.Id}";
            command.Announce(command.Resource, plan.Version, new InspectionPlanned
            {
                Division = plan.Division, PlanId = $"{plan.Id}", Kind = EnumMap<Wire.InspectionKind, InspectionKind>.Word(kind),
                SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.Word(plan.SubjectKind), StartsOn = starts, EndsOn = ends, Departments = plan.Departments,
            });
            return Task.FromResult(new Wire.CreatePlanResponse { Plan = ToProto(plan) });
        });

    /// <inheritdoc />
    public override async Task<Wire.GetPlanResponse> GetPlan(Wire.GetPlanRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var plan = await db.Set<InspectionPlan>().ReadAsync(Name, request.PlanId, Caller.Of(context));
        var objects = await ObjectsOfAsync(db, plan);
        return new()
        {
            Plan = ToProto(plan), Progress = new() { Objects = await objects.CountAsync(context.CancellationToken), Visited = await objects.CountAsync(Visited(db, plan), context.CancellationToken) },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPlansResponse> ListPlans(Wire.ListPlansRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<InspectionPlan>().Within(request.Division).Among(request.Kinds, p => p.Kind);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Plans = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPlanGapsResponse> ListPlanGaps(Wire.ListPlanGapsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var plan = await db.Set<InspectionPlan>().ReadAsync(Name, request.PlanId, Caller.Of(context));
        var id = plan.Id;
        var open = (await ObjectsOfAsync(db, plan)).Where(o => !db.Set<Inspection>().Any(i => i.PlanId == id && i.ObjectCode == o.Code && i.State == InspectionState.Submitted));
        var (page, next) = await PageAsync(open, request, request.PageSize, request.PageToken);
        return new() { Objects = { await ShowAsync(db, page) }, NextPageToken = next };
    }

    /// <summary>What a plan visits: of a spot check what was drawn, otherwise all that go on while it runs.</summary>
    private static async Task<IQueryable<InspectedObject>> ObjectsOfAsync(SupervisionDb db, InspectionPlan plan)
    {
        var (kind, starts, ends) = (plan.SubjectKind, plan.StartsOn, plan.EndsOn);
        var rows = db.Set<InspectedObject>().AsNoTracking().Within(plan.Division, o => o.Division)
            .Where(o => o.Kind == kind && o.Code != "" && o.Since <= ends && (o.EndedOn == null || o.EndedOn >= starts));
        if (plan.Kind != InspectionKind.SpotCheck) return rows;
        var draws = await db.Set<Draw>().AsNoTracking().Where(d => d.PlanId == plan.Id && d.State == DrawState.Drawn).ToListAsync();
        string[] drawn = [.. draws.SelectMany(d => d.Drawn).Select(d => d.Code).Distinct()];
        return rows.Where(o => EF.Parameter(drawn).Contains(o.Code));
    }

    private static System.Linq.Expressions.Expression<Func<InspectedObject, bool>> Visited(SupervisionDb db, InspectionPlan plan)
    {
        var id = plan.Id;
        return o => db.Set<Inspection>().Any(i => i.PlanId == id && i.ObjectCode == o.Code && i.State == InspectionState.Submitted);
    }

    /// <summary>One page in the order of the codes.</summary>
    private static async Task<(List<InspectedObject> Rows, string Next)> PageAsync(IQueryable<InspectedObject> rows, Google.Protobuf.IMessage request, int size, string token)
    {
        if (Paging.After(request, token) is { } after) rows = rows.Where(o => string.Compare(o.Code, after) > 0);
        size = Paging.Size(size);
        var page = await rows.OrderBy(o => o.Code).Take(size + 1).ToListAsync();
        return page.Count <= size ? (page, "") : (page[..size], Paging.Token(request, page[size - 1].Code));
    }

    private async Task<IEnumerable<Wire.InspectedObject>> ShowAsync(SupervisionDb db, List<InspectedObject> page)
    {
        var (signs, today) = (await InspectedObjects.SignsAsync(db, [.. page.Select(o => o.Code)]), clock.Today());
        return page.Select(o => o.ToProto(signs.GetValueOrDefault(o.Code), today));
    }

    private static SubjectKind? KindOf(Wire.SubjectKind kind) => EnumMap<Wire.SubjectKind, SubjectKind>.ToDomain(kind);

    private static Wire.Inspector ToProto(Inspector one) => new()
    {
        InspectorId = $"{one.Id}", Division = one.Division, Account = one.Account, Badge = one.Badge, Department = RectificationMapping.DepartmentOf(one.Department), Retired = one.Retired,
        Conflicts = { one.Conflicts.Select(c => new Wire.ConflictOfInterest { ObjectCode = c.ObjectCode, Reason = c.Reason }) }, Etag = Etag.Of(one.Version),
    };

    private static Wire.InspectionPlan ToProto(InspectionPlan plan) => new()
    {
        PlanId = $"{plan.Id}", Division = plan.Division, Kind = EnumMap<Wire.InspectionKind, InspectionKind>.ToWire(plan.Kind), Title = plan.Title,
        SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.ToWire(plan.SubjectKind), FormId = plan.FormId, StartsOn = Days.Of(plan.StartsOn), EndsOn = Days.Of(plan.EndsOn),
        Departments = { plan.Departments.Select(RectificationMapping.DepartmentOf) }, Etag = Etag.Of(plan.Version),
    };
}
