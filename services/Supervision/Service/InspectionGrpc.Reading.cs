using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>Shows, compares and counts visits.</content>
public sealed partial class InspectionGrpc
{
    /// <inheritdoc />
    public override async Task<Wire.GetInspectionResponse> GetInspection(Wire.GetInspectionRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var one = await db.Set<Inspection>().ReadAsync(Name, request.InspectionId, caller);
        // What inspectors have not finished is not the object's to read.
        if (IsObject(caller) && one.Kind != InspectionKind.SelfCheck && one.State == InspectionState.Draft) throw Rejection.NotFound($"{Name}/{request.InspectionId}");
        return new() { Inspection = one.ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListInspectionsResponse> ListInspections(Wire.ListInspectionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Inspection>().Within(request.Division).Among(request.Kinds, i => i.Kind).Among(request.States, i => i.State);
        if (IsObject(caller)) rows = rows.Where(i => i.ObjectCode == caller.Organization && (i.Kind == InspectionKind.SelfCheck || i.State == InspectionState.Submitted));
        if (request.ObjectCode.Length > 0) rows = rows.Where(i => i.ObjectCode == request.ObjectCode);
        if (request.PlanId.Length > 0)
        {
            var plan = Guid.TryParse(request.PlanId, out var id) ? id : throw Rejection.Invalid("plan_id", "不是计划标识", "is no identifier of a plan");
            rows = rows.Where(i => i.PlanId == plan);
        }
        if (Days.Of(request.VisitedFrom) is { } first) rows = rows.Where(i => i.VisitedOn >= first);
        if (Days.Of(request.VisitedTo) is { } last) rows = rows.Where(i => i.VisitedOn <= last);
        if (request.WithFindingsOnly) rows = rows.Where(i => i.FindingCount > 0);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Inspections = { page.Select(i => i.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.CompareSelfCheckResponse> CompareSelfCheck(Wire.CompareSelfCheckRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        if (await LastSelfCheckAsync(db, request.ObjectCode, request.FormId, request.Year) is not { } own || !DivisionCode.Parse(request.Division).Contains(DivisionCode.Parse(own.Division))) return new();
        var visits = await db.Set<Inspection>().AsNoTracking().Within(request.Division)
            .Where(i => i.ObjectCode == request.ObjectCode && i.FormId == request.FormId && i.VisitedOn >= first && i.VisitedOn <= last
                && i.Kind != InspectionKind.SelfCheck && i.State == InspectionState.Submitted)
            .OrderByDescending(i => i.VisitedOn).ThenByDescending(i => i.CreatedAt).ToListAsync(context.CancellationToken);
        var response = new Wire.CompareSelfCheckResponse { SelfCheckId = $"{own.Id}" };
        foreach (var answer in own.Answers)
        {
            if (visits.FirstOrDefault(v => v.Says(answer.ItemId) is not null) is not { } visit) continue;
            var found = visit.Says(answer.ItemId)!.Value;
            response.Items.Add(new Wire.ComparedItem
            {
                ItemId = answer.ItemId, SelfCheck = EnumMap<Wire.CheckResult, CheckResult>.ToWire(answer.Result), Found = EnumMap<Wire.CheckResult, CheckResult>.ToWire(found),
                Same = answer.Result == found, InspectionId = $"{visit.Id}",
            });
        }
        response.Discrepancies = response.Items.Count(i => i is { SelfCheck: Wire.CheckResult.Met, Found: Wire.CheckResult.NotMet });
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetInspectionStatisticsResponse> GetInspectionStatistics(Wire.GetInspectionStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (first, last) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year, 12, 31));
        var rows = db.Set<Inspection>().AsNoTracking().Within(request.Division).Where(i => i.VisitedOn >= first && i.VisitedOn <= last && i.State == InspectionState.Submitted);
        var counts = await rows.GroupBy(i => new { i.Division, i.Kind })
            .Select(g => new { g.Key.Division, g.Key.Kind, Visits = g.Count(), Findings = g.Sum(i => i.FindingCount), Discrepancies = g.Sum(i => i.Discrepancies) }).ToListAsync(context.CancellationToken);
        var towns = await rows.Where(i => i.Kind == InspectionKind.Patrol).GroupBy(i => new { i.Division, i.Town })
            .Select(g => new { g.Key.Division, g.Key.Town, Patrols = g.Count(), Findings = g.Sum(i => i.FindingCount) }).ToListAsync(context.CancellationToken);
        var found = await db.Set<FoundItem>().AsNoTracking().Within(request.Division, f => f.Division).Where(f => f.Year == request.Year).GroupBy(f => new { f.FormId, f.ItemId, f.Department })
            .Select(g => new { g.Key.FormId, g.Key.ItemId, g.Key.Department, Findings = g.Count(), Ordered = g.Count(f => f.Ordered) }).ToListAsync(context.CancellationToken);
        return new()
        {
            Counts =
            {
                counts.OrderBy(c => c.Division, StringComparer.Ordinal).ThenBy(c => c.Kind).Select(c => new Wire.InspectionCount
                {
                    Division = c.Division, Kind = EnumMap<Wire.InspectionKind, InspectionKind>.ToWire(c.Kind), Visits = c.Visits, Findings = c.Findings, Discrepancies = c.Discrepancies,
                }),
            },
            Findings =
            {
                found.OrderByDescending(f => f.Findings).ThenBy(f => f.ItemId, StringComparer.Ordinal).Select(f => new Wire.FindingCount
                {
                    Item = $"{f.FormId}/{f.ItemId}", Department = RectificationMapping.DepartmentOf(f.Department), Findings = f.Findings, Ordered = f.Ordered,
                }),
            },
            Towns =
            {
                towns.OrderBy(t => t.Division, StringComparer.Ordinal).ThenBy(t => t.Town, StringComparer.Ordinal)
                    .Select(t => new Wire.TownCount { Division = t.Division, Town = t.Town, Patrols = t.Patrols, Findings = t.Findings }),
            },
        };
    }

    /// <inheritdoc />
    public override Task<Wire.ListFormsResponse> ListForms(Wire.ListFormsRequest request, ServerCallContext context)
    {
        var law = Law.Current.At(DivisionCode.Parse(request.Division), Days.Of(request.Date) ?? clock.Today());
        var used = law.Law.InspectionForms.All.Where(f => law.Law.InspectionForms.On(f.Id, law.Date) == f);
        return Task.FromResult(new Wire.ListFormsResponse
        {
            Forms =
            {
                used.Select(form => new Wire.InspectionForm
                {
                    FormId = form.Id, Version = form.Version, From = Days.Of(form.From), TitleZh = form.Zh, TitleEn = form.En, About = { form.About },
                    Items =
                    {
                        form.Items.Select(item => (Item: item, Basis: item.BasisAt(law))).Where(x => x.Basis.Count > 0).Select(x => new Wire.FormItem
                        {
                            ItemId = x.Item.Id, TextZh = x.Item.Zh, TextEn = x.Item.En, Basis = { x.Basis.Select(b => b.ToProto()) },
                            Department = RectificationMapping.DepartmentOf(x.Item.Department),
                        }),
                    },
                }),
            },
        });
    }

    private static bool IsObject(Caller caller) => caller.Audience is Audience.Institution or Audience.School;
}
