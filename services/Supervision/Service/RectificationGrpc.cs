using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Brings what was found wrong to its end.</summary>
public sealed partial class RectificationGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock, RuleCatalog rules)
    : Wire.RectificationService.RectificationServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.OrderRectificationResponse> OrderRectification(Wire.OrderRectificationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var content = ToContent(request.Rectification, command.LawIn(request.Rectification.Division));
            return new Wire.OrderRectificationResponse { Rectification = (await Rectifications.OrderAsync(db, command, request.Rectification.Division, content)).ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.FileRectificationResponse> FileRectification(Wire.FileRectificationRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, law) =>
        {
            MustCover(one, RectificationState.Ordered, [.. request.Items.Select(i => i.Number)]);
            var late = one.File([.. request.Items.Select(i => new ItemDone(i.Number, i.Done, [.. i.Evidence.Select(RectificationMapping.ToFile)]))], request.DoneBy, by, law, command.Now);
            command.Announce(command.Resource, one.Version, new RectificationFiled
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), Late = late, DueDate = one.DueDate,
            });
            return new Wire.FileRectificationResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.VerifyRectificationResponse> VerifyRectification(Wire.VerifyRectificationRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, law) =>
        {
            MustCover(one, RectificationState.Filed, [.. request.Items.Select(i => i.Number)]);
            List<FieldProblem> silent = [.. request.Items.Select((item, i) => (item, i)).Where(x => !x.item.Mended && x.item.Opinion.Trim().Length < 5)
                .Select(x => new FieldProblem($"items[{x.i}].opinion", "未整改到位时至少 5 个字符", "needs at least 5 characters when it is not mended"))];
            if (silent.Count > 0) throw Rejection.Invalid(silent);
            var mended = one.Verify([.. request.Items.Select(i => new ItemVerdict(i.Number, i.Mended, i.Opinion))], by, law, command.Now);
            command.Announce(command.Resource, one.Version, mended
                ? new RectificationVerified { Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one) }
                : new RectificationRejected
                {
                    Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), DueDate = one.DueDate,
                    Items = [.. one.Items.Where(i => !i.Mended).Select(i => i.Number)],
                });
            return new Wire.VerifyRectificationResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CloseRectificationResponse> CloseRectification(Wire.CloseRectificationRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, law) =>
        {
            one.Close(request.Reason, by, law, command.Now);
            Rectifications.AnnounceClosed(command, one);
            return new Wire.CloseRectificationResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ReopenRectificationResponse> ReopenRectification(Wire.ReopenRectificationRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, law) =>
        {
            if (request.Items.Any(number => number > one.Items.Count)) throw Rejection.Invalid("items", "没有这一项", "names an item that is not there");
            one.Reopen(request.Items, request.Reason, by, law, command.Now);
            command.Announce(command.Resource, one.Version, new RectificationReopened
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), DueDate = one.DueDate,
                Items = [.. one.Items.Where(i => !i.Mended).Select(i => i.Number)],
            });
            return new Wire.ReopenRectificationResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ExtendRectificationResponse> ExtendRectification(Wire.ExtendRectificationRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, law) =>
        {
            one.Extend(request.WorkingDays, request.Reason, by, law, command.Now);
            command.Announce(command.Resource, one.Version, new RectificationExtended
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), DueDate = one.DueDate,
            });
            return new Wire.ExtendRectificationResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ListForSupervisionResponse> ListForSupervision(Wire.ListForSupervisionRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, _) =>
        {
            one.List(request.Reason, by, command.Now);
            command.Announce(command.Resource, one.Version, new RectificationListed
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one), ListedBy = one.ListedBy,
            });
            return new Wire.ListForSupervisionResponse { Rectification = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.LiftSupervisionResponse> LiftSupervision(Wire.LiftSupervisionRequest request, ServerCallContext context) =>
        ActAsync(request, context, request.RectificationId, request.Etag, (one, command, by, _) =>
        {
            one.Lift(request.Reason, by, command.Now);
            command.Announce(command.Resource, one.Version, new RectificationSupervisionLifted
            {
                Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = Rectifications.CodeOf(one),
            });
            return new Wire.LiftSupervisionResponse { Rectification = one.ToProto() };
        });

    private Task<TResponse> ActAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, string id, string etag, Func<Rectification, Command, Actor, LawAt, TResponse> act)
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() => commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<Rectification>().LoadAsync(Rectifications.Name, id, command, etag);
            return act(one, command, Rectifications.ActorOf(command.Caller), command.LawIn(one.Division));
        });

    /// <summary>Refuses a list of items that is not that of all which are not mended, each once; in another state the step itself is refused.</summary>
    private static void MustCover(Rectification one, RectificationState state, IReadOnlyList<int> numbers)
    {
        var wanted = one.Items.Where(i => !i.Mended).Select(i => i.Number).ToList();
        if (one.State != state || numbers.Order().SequenceEqual(wanted)) return;
        throw Rejection.Invalid("items", $"应逐项填写且只填写一次：{string.Join('、', wanted)}", $"must state each of {string.Join(", ", wanted)} once");
    }

    private RectificationContent ToContent(Wire.Rectification wire, LawAt law)
    {
        var kind = EnumMap<Wire.SubjectKind, SubjectKind>.ToDomain(wire.SubjectKind)!.Value;
        var source = EnumMap<Wire.RectificationSource, RectificationSource>.ToDomain(wire.Source)!.Value;
        if (kind != SubjectKind.Jurisdiction) Matters.MustBeCounty(wire.Division, "rectification.division");
        List<FieldProblem> problems = [];
        if (kind == SubjectKind.Jurisdiction && law.Division == DivisionCode.Nation) problems.Add(new("rectification.division", "应为省、市、县级行政区划", "must be a province, city or county"));
        if (kind == SubjectKind.Jurisdiction != (wire.SubjectCode.Length == 0))
            problems.Add(new("rectification.subject_code", "学校、机构必填，地区不填", "is required of a school or institution and not allowed of a jurisdiction"));
        if (source != RectificationSource.Authority && wire.SourceId.Length == 0) problems.Add(new("rectification.source_id", "必填", "is required of that source"));
        var items = wire.Items.Select((item, i) => ToItem(item, i, law, problems)).ToList();
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        return new(kind, wire.SubjectCode, wire.SubjectName, source, wire.SourceId, items, Rectifications.TermOf(law, wire.WorkingDays, "rectification.working_days"));
    }

    private RectificationItem ToItem(Wire.RectificationItem wire, int i, LawAt law, List<FieldProblem> problems)
    {
        var field = $"rectification.items[{i}]";
        IEnumerable<string> clauses = wire.Clause.Length > 0 ? [wire.Clause] : [];
        if (wire.Rule.Length > 0)
        {
            if (rules.TryGet(wire.Rule, out var rule)) clauses = clauses.Concat(rule.Clauses);
            else problems.Add(new($"{field}.rule", "没有这条规则", "is no rule of the platform"));
        }
        var basis = Rectifications.BasisOf(law, clauses);
        if (wire.Clause.Length + wire.Rule.Length == 0) problems.Add(new($"{field}.clause", "条款和规则至少填写一项", "is missing, and so is the rule"));
        else if (wire.Clause.Length > 0 && basis.All(b => b.Clause != wire.Clause)) problems.Add(new($"{field}.clause", "不是当地现行条款", "is no clause in force at the place"));
        return new(i + 1, wire.Problem, wire.Demand, wire.Clause, wire.Rule, basis);
    }
}
