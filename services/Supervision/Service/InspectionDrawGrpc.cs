using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Draws objects and inspectors so that anybody can re-compute the result.</summary>
public sealed class InspectionDrawGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases) : Wire.InspectionDrawService.InspectionDrawServiceBase
{
    internal const string Name = "inspection-draws";
    private const int NonceDigits = 64;

    /// <inheritdoc />
    public override Task<Wire.CommitDrawResponse> CommitDraw(Wire.CommitDrawRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var plan = await db.Set<InspectionPlan>().LoadAsync(InspectionPlanGrpc.Name, request.PlanId, command);
            var draw = Draw.Commit(plan, await ListAsync(db, plan, request, command.Today), RandomNumberGenerator.GetHexString(NonceDigits, lowercase: true), command.Now);
            db.Add(draw);
            command.Resource = $"{Name}/{draw.Id}";
            command.Announce(command.Resource, draw.Version, new DrawCommitted
            {
                Division = draw.Division, DrawId = $"{draw.Id}", PlanId = $"{plan.Id}", ListDigest = draw.ListDigest, NonceDigest = Drawing.Digest(draw.Nonce), SampleSize = draw.List.SampleSize,
            });
            return new Wire.CommitDrawResponse { Draw = ToProto(draw, whole: true) };
        });

    /// <inheritdoc />
    public override Task<Wire.PerformDrawResponse> PerformDraw(Wire.PerformDrawRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var draw = await db.Set<Draw>().LoadAsync(Name, request.DrawId, command, request.Etag);
            draw.Perform(request.WitnessText, command.Now);
            command.Announce(command.Resource, draw.Version, new DrawPerformed
            {
                Division = draw.Division, DrawId = $"{draw.Id}", PlanId = $"{draw.PlanId}", Seed = draw.Seed, SubjectCodes = [.. draw.Drawn.Select(d => d.Code)],
            });
            return new Wire.PerformDrawResponse { Draw = ToProto(draw, whole: true) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetDrawResponse> GetDraw(Wire.GetDrawRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Draw = ToProto(await db.Set<Draw>().ReadAsync(Name, request.DrawId, Caller.OrPublic(context)), whole: true) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListDrawsResponse> ListDraws(Wire.ListDrawsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<Draw>().Within(request.Division).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Draws = { page.Select(d => ToProto(d, whole: false)) }, NextPageToken = next };
    }

    private static async Task<DrawList> ListAsync(SupervisionDb db, InspectionPlan plan, Wire.CommitDrawRequest request, DateOnly today)
    {
        var objects = await db.Set<InspectedObject>().AsNoTracking().Within(plan.Division, o => o.Division).Where(o => o.Kind == plan.SubjectKind && o.Code != "" && o.EndedOn == null).ToListAsync();
        var inspectors = await db.Set<Inspector>().AsNoTracking().Within(plan.Division).Where(i => !i.Retired).ToListAsync();
        var most = Law.Current.At(DivisionCode.Parse(plan.Division), today).Limit(Law.DrawObjectsMost)?.Value ?? int.MaxValue;
        if (inspectors.Count == 0 || objects.Count < request.SampleSize || objects.Count > most)
        {
            throw Refusal.Of(
                "DRAW_LIST_UNFIT", "名录为空、少于抽取数或者过大，无法抽取。", "There is nobody or too little to draw from, or too much.",
                ("objects", $"{objects.Count}"), ("inspectors", $"{inspectors.Count}"));
        }
        var signs = await InspectedObjects.SignsAsync(db, [.. objects.Select(o => o.Code)]);
        var codes = objects.Select(o => o.Code).ToHashSet();
        return new(
            [.. objects.OrderBy(o => o.Code, StringComparer.Ordinal).Select(o => Weighed(o, signs.GetValueOrDefault(o.Code), today))],
            [.. inspectors.Select(i => new DrawInspector($"{i.Id}", i.Badge, i.Department)).OrderBy(i => i.Id, StringComparer.Ordinal)],
            [.. inspectors.SelectMany(i => i.Conflicts.Where(c => codes.Contains(c.ObjectCode)).Select(c => new DrawConflict($"{i.Id}", c.ObjectCode)))
                .Distinct().OrderBy(c => c.InspectorId, StringComparer.Ordinal).ThenBy(c => c.Code, StringComparer.Ordinal)],
            request.SampleSize,
            [.. request.Team.Select(d => d.ToCode())]);
    }

    private static DrawObject Weighed(InspectedObject one, ObjectSigns? signs, DateOnly today)
    {
        var (weight, zh) = InspectedObjects.WeightOf(one, signs, today);
        return new(one.Code, one.Name, weight, zh);
    }

    private static Wire.Draw ToProto(Draw draw, bool whole)
    {
        var drawn = draw.State == DrawState.Drawn;
        var wire = new Wire.Draw
        {
            DrawId = $"{draw.Id}", PlanId = $"{draw.PlanId}", Division = draw.Division, State = EnumMap<Wire.DrawState, DrawState>.ToWire(draw.State), SampleSize = draw.List.SampleSize,
            Team = { draw.List.Team.Select(RectificationMapping.DepartmentOf) }, ListDigest = draw.ListDigest, NonceDigest = Drawing.Digest(draw.Nonce), Nonce = drawn ? draw.Nonce : "",
            WitnessText = draw.Words, Seed = draw.Seed, CommitTime = draw.CreatedAt.ToTimestamp(), DrawTime = draw.DrawnAt?.ToTimestamp(), Etag = Etag.Of(draw.Version),
        };
        if (!whole) return wire;
        wire.ListText = draw.Text;
        wire.Objects.Add(draw.List.Objects.Select(o => new Wire.DrawObject { Code = o.Code, Name = o.Name, Weight = o.Weight, ExplanationZh = o.Zh }));
        wire.Inspectors.Add(draw.List.Inspectors.Select(i => new Wire.DrawInspector { InspectorId = i.Id, Badge = i.Badge, Department = RectificationMapping.DepartmentOf(i.Department) }));
        wire.Conflicts.Add(draw.List.Conflicts.Select(c => new Wire.DrawConflict { InspectorId = c.InspectorId, Code = c.Code }));
        wire.Drawn.Add(draw.Drawn.Select(d => new Wire.DrawnObject { Code = d.Code, InspectorIds = { d.InspectorIds } }));
        return wire;
    }
}
