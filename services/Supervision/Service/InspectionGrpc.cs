using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Keeps visits and turns their findings into notices.</summary>
public sealed partial class InspectionGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock) : Wire.InspectionService.InspectionServiceBase
{
    private const string Name = "inspections";

    /// <inheritdoc />
    public override Task<Wire.SyncDraftsResponse> SyncDrafts(Wire.SyncDraftsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = Name;
            var sync = await DraftSync.LoadAsync(db, command, request);
            return new Wire.SyncDraftsResponse { Results = { request.Rows.Select(sync.Take) } };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitInspectionResponse> SubmitInspection(Wire.SubmitInspectionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<Inspection>().LoadAsync(Name, request.InspectionId, command, request.Etag);
            await MustInspectAsync(db, command, one);
            var day = one.VisitedOn ?? command.Today;
            one.Submit(Law.Current.InspectionForms.Get(one.FormId, one.FormVersion)!, await SelfCheckAsync(db, one, day.Year), Law.Current.At(DivisionCode.Parse(one.Division), day), command.Now);
            db.AddRange(one.Findings.Select(f => new FoundItem
            {
                InspectionId = one.Id, Number = f.Number, Division = one.Division, Year = day.Year, FormId = one.FormId, ItemId = f.ItemId, Department = f.Department,
            }));
            if (one.Kind != InspectionKind.SelfCheck && one.ObjectCode.Length > 0)
                foreach (var period in new[] { (day.Year * 100) + day.Month, day.Year }) await CountAsync(db, one, period);
            Announce(command, one, day);
            return new Wire.SubmitInspectionResponse { Inspection = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.OrderFindingsResponse> OrderFindings(Wire.OrderFindingsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<Inspection>().LoadAsync(Name, request.InspectionId, command, request.Etag);
            if (one.ObjectKind is not { } kind) throw Rejection.Invalid("inspection_id", "巡查没有整改对象", "is a patrol, which has nobody to order");
            var picked = one.Pick(request.Findings);
            if (picked.Count == 0 || picked.Count < request.Findings.Distinct().Count()) throw Rejection.Invalid("findings", "没有可下达的问题", "names no finding that can be ordered");
            var items = picked.Select((f, i) => new RectificationItem(i + 1, f.Text, request.Demand.Length > 0 ? request.Demand : f.Demand, f.Basis[0].Clause, "", f.Basis)).ToList();
            var ordered = await Rectifications.OrderAsync(db, command, one.Division, new(
                kind, one.ObjectCode, one.ObjectName.Length > 0 ? one.ObjectName : one.ObjectCode, RectificationSource.Inspection, $"{Name}/{one.Id}/findings/{picked[0].Number}", items,
                Rectifications.TermOf(command.LawIn(one.Division), request.WorkingDays, "working_days")));
            one.Ordered(picked, ordered.Id, command.Now);
            var (id, numbers) = (one.Id, picked.Select(f => f.Number).ToArray());
            foreach (var found in await db.Set<FoundItem>().Where(f => f.InspectionId == id && EF.Parameter(numbers).Contains(f.Number)).ToListAsync()) found.Ordered = true;
            return new Wire.OrderFindingsResponse { Rectification = ordered.ToProto() };
        });

    /// <summary>A self-check is submitted by the object alone, anything else by others; and by nobody who has to stay away.</summary>
    private static async Task MustInspectAsync(SupervisionDb db, Command command, Inspection one)
    {
        var (account, own) = (command.Caller.Subject, command.Caller.Audience is Audience.Institution or Audience.School);
        if (own && one.Kind != InspectionKind.SelfCheck) throw Rejection.NotFound(command.Resource);
        var avoids = await db.Set<Inspector>().AsNoTracking().SingleOrDefaultAsync(i => i.Account == account) is { } inspector && inspector.Avoids(one.ObjectCode);
        if (avoids || own != (one.Kind == InspectionKind.SelfCheck))
            throw Refusal.Of(RefusalKind.Denied, "CONFLICT_OF_INTEREST", "检查人员应当回避；自查由对象自行提交。", "The inspector has a conflict of interest, or it is the object's own check.", ("object_code", one.ObjectCode));
    }

    /// <summary>The last self-check of an object by the same form in a year.</summary>
    private static async Task<Inspection?> SelfCheckAsync(SupervisionDb db, Inspection one, int year) =>
        one.Kind == InspectionKind.SelfCheck || one.ObjectCode.Length == 0 ? null : await LastSelfCheckAsync(db, one.ObjectCode, one.FormId, year);

    private static async Task<Inspection?> LastSelfCheckAsync(SupervisionDb db, string code, string form, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return await db.Set<Inspection>().AsNoTracking()
            .Where(i => i.ObjectCode == code && i.FormId == form && i.VisitedOn >= first && i.VisitedOn <= last && i.Kind == InspectionKind.SelfCheck && i.State == InspectionState.Submitted)
            .OrderByDescending(i => i.VisitedOn).ThenByDescending(i => i.CreatedAt).FirstOrDefaultAsync();
    }

    private static async Task CountAsync(SupervisionDb db, Inspection one, int period)
    {
        var count = await db.Set<VisitCount>().FindAsync(one.ObjectCode, period);
        if (count is null) db.Add(count = new VisitCount { Code = one.ObjectCode, Period = period, Division = one.Division });
        count.Visits++;
        count.Version++;
    }

    private static void Announce(Command command, Inspection one, DateOnly day)
    {
        command.Announce(command.Resource, one.Version, new InspectionSubmitted
        {
            Division = one.Division, InspectionId = $"{one.Id}", Kind = EnumMap<Wire.InspectionKind, InspectionKind>.Word(one.Kind),
            SubjectKind = one.ObjectKind is { } kind ? EnumMap<Wire.SubjectKind, SubjectKind>.Word(kind) : null, SubjectCode = one.ObjectCode.Length > 0 ? one.ObjectCode : null,
            FormId = one.FormId, VisitedOn = day, Discrepancies = one.Discrepancies,
            Findings = [.. one.Findings.Select(f => new InspectionFindingFact(f.ItemId, f.Department.Length > 0 ? f.Department : null, [.. f.Basis.Select(b => b.Clause)]))],
        });
        if (one.Kind == InspectionKind.Patrol && one.Findings.Count > 0)
        {
            command.Announce(command.Resource, one.Version, new HiddenVariantFound
            {
                Division = one.Division, InspectionId = $"{one.Id}", Town = one.Town, Grid = one.Grid, Items = [.. one.Findings.Select(f => f.ItemId)],
            });
        }
    }
}
