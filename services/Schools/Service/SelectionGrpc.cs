using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Selects institutions that schools of a county may choose from.</summary>
public sealed class SelectionGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.SelectionService.SelectionServiceBase
{
    private const string Name = "selections";

    /// <inheritdoc />
    public override Task<Wire.NominateInstitutionResponse> NominateInstitution(Wire.NominateInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Selection;
            Matters.MustBeCounty(wire.Division, "selection.division");
            var (law, until) = (command.LawIn(wire.Division), Days.Of(wire.ValidUntil)!.Value);
            if (until <= command.Today) throw Rejection.Invalid("selection.valid_until", "应在今天之后", "must lie in the future");
            var facts = await Providers.InstitutionAsync(db, wire.Division, wire.InstitutionCode, law, !request.ValidateOnly, context.CancellationToken);
            var before = await db.Set<Selection>().Where(s => s.Division == wire.Division && s.ActiveCode == wire.InstitutionCode).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(context.CancellationToken);
            if (before is { } id) throw SchoolRefusals.SelectionExists(id);
            var name = await db.Set<ServiceInstitution>().Where(i => i.Code == wire.InstitutionCode).Select(i => i.Name).FirstAsync(context.CancellationToken);
            var selection = Selection.Nominate(
                wire.Division, wire.InstitutionCode, name, [.. wire.Kinds.Distinct().Select(k => EnumMap<Wire.ProgrammeKind, ProgrammeKind>.ToDomain(k)!.Value)], wire.Conditions, until, facts, law, command.Now);
            db.Add(selection);
            command.Resource = $"{Name}/{selection.Id}";
            command.Announce(command.Resource, selection.Version, new InstitutionNominated
            {
                Division = selection.Division, SelectionId = $"{selection.Id}", InstitutionCode = selection.InstitutionCode, NoticeUntil = selection.NoticeUntil,
            });
            return new Wire.NominateInstitutionResponse { Selection = ToProto(selection) };
        });

    /// <inheritdoc />
    public override Task<Wire.SelectInstitutionResponse> SelectInstitution(Wire.SelectInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var selection = await LoadAsync(db, request.SelectionId, request.Etag, command, context.CancellationToken);
            selection.List(command.Today, command.Now);
            command.Announce(command.Resource, selection.Version, new InstitutionSelected
            {
                Division = selection.Division, SelectionId = $"{selection.Id}", InstitutionCode = selection.InstitutionCode, ValidUntil = selection.ValidUntil,
                Kinds = [.. selection.Kinds.Select(EnumMap<Wire.ProgrammeKind, ProgrammeKind>.Word)],
            });
            return new Wire.SelectInstitutionResponse { Selection = ToProto(selection) };
        });

    /// <inheritdoc />
    public override Task<Wire.EvaluateInstitutionResponse> EvaluateInstitution(Wire.EvaluateInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var selection = await LoadAsync(db, request.SelectionId, request.Etag, command, context.CancellationToken);
            var wire = request.Evaluation;
            var failed = selection.Evaluate(new Evaluation(command.PastDay("evaluation.evaluated_on", wire.EvaluatedOn), wire.Points, wire.Passed, wire.Note), command.Now);
            if (failed) await LeaveAsync(db, selection, command, context.CancellationToken);
            return new Wire.EvaluateInstitutionResponse { Selection = ToProto(selection) };
        });

    /// <inheritdoc />
    public override Task<Wire.RemoveInstitutionResponse> RemoveInstitution(Wire.RemoveInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            if (request.Ground == Wire.RemovalGround.OffWhiteList) throw Rejection.Invalid("ground", "由平台根据白名单自动设置", "is set by the platform alone");
            var selection = await LoadAsync(db, request.SelectionId, request.Etag, command, context.CancellationToken);
            selection.Remove(EnumMap<Wire.RemovalGround, RemovalGround>.ToDomain(request.Ground)!.Value, request.Reason, command.Today, command.Now);
            await LeaveAsync(db, selection, command, context.CancellationToken);
            return new Wire.RemoveInstitutionResponse { Selection = ToProto(selection) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListSelectionsResponse> ListSelections(Wire.ListSelectionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Selection>().Within(request.Division).Among(request.States, s => s.State);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(s => s.InstitutionCode == request.InstitutionCode);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Selections = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <summary>Finds a selection to act on. The turn of its institution comes first, so that no school begins what is ended here.</summary>
    private static async Task<Selection> LoadAsync(SchoolsDb db, string id, string etag, Command command, CancellationToken cancellation)
    {
        var key = Guid.Parse(id);
        if (await db.Set<Selection>().Where(s => s.Id == key).Select(s => s.InstitutionCode).SingleOrDefaultAsync(cancellation) is { } code)
            await Providers.TakeTurnAsync(db, code, cancellation);
        return await db.Set<Selection>().LoadAsync(Name, id, command, etag);
    }

    private static async Task LeaveAsync(SchoolsDb db, Selection selection, Command command, CancellationToken cancellation)
    {
        command.Announce(command.Resource, selection.Version, selection.ToRemoved());
        var cause = EnumMap<Wire.RemovalGround, RemovalGround>.Word(selection.Ground!.Value);
        await Providers.EndServiceAsync(db, selection.InstitutionCode, selection.Division, cause, $"已移出课后服务遴选名单：{selection.Reason}", command.Now, command.Announce, cancellation);
    }

    private static Wire.Selection ToProto(Selection selection) => new()
    {
        SelectionId = $"{selection.Id}",
        Division = selection.Division,
        InstitutionCode = selection.InstitutionCode,
        InstitutionName = selection.InstitutionName,
        Kinds = { selection.Kinds.Select(k => EnumMap<Wire.ProgrammeKind, ProgrammeKind>.ToWire(k)) },
        Conditions = selection.Conditions,
        ValidUntil = Days.Of(selection.ValidUntil),
        NoticeUntil = Days.Of(selection.NoticeUntil),
        State = EnumMap<Wire.SelectionState, SelectionState>.ToWire(selection.State),
        SelectedOn = Days.Of(selection.SelectedOn),
        Evaluations = { selection.Evaluations.Select(e => new Wire.Evaluation { EvaluatedOn = Days.Of(e.On), Points = e.Points, Passed = e.Passed, Note = e.Note }) },
        Ground = EnumMap<Wire.RemovalGround, RemovalGround>.ToWire(selection.Ground),
        Reason = selection.Reason,
        RemovedOn = Days.Of(selection.RemovedOn),
        CreateTime = selection.CreatedAt.ToTimestamp(),
        Etag = Etag.Of(selection.Version),
    };
}

internal sealed class SelectionTable : IEntityTypeConfiguration<Selection>
{
    public void Configure(EntityTypeBuilder<Selection> row)
    {
        row.IsVersioned("service_selections");
        row.Ignore(s => s.CostsQualification);
        row.Property(s => s.InstitutionCode).HasMaxLength(18);
        row.Property(s => s.ActiveCode).HasMaxLength(18);
        row.Property(s => s.Kinds).HasJson();
        row.Property(s => s.Conditions).HasMaxLength(4000);
        row.Property(s => s.Reason).HasMaxLength(2000);
        row.Property(s => s.Evaluations).HasJson();
        row.HasIndex(s => new { s.Division, s.ActiveCode }).IsUnique();
        row.HasIndex(s => s.ActiveCode);
    }
}
