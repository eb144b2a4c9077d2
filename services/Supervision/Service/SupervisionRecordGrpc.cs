using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Keeps what authorities record of their own supervision, of the kinds that the law data describe.</summary>
public sealed partial class SupervisionRecordGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, PersonalData protector, TimeProvider clock)
    : Wire.SupervisionRecordService.SupervisionRecordServiceBase
{
    private const string Name = "supervision-records";

    /// <inheritdoc />
    public override Task<Wire.SaveSupervisionRecordResponse> SaveSupervisionRecord(Wire.SaveSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Record;
            var kind = KindOf(wire.KindId, "record.kind_id");
            var division = DivisionCode.Parse(wire.Division);
            command.Caller.MustReach(division);
            var date = command.PastDay("record.date", wire.Date);
            var problems = new List<FieldProblem>();
            var values = wire.Values.ToValues(kind, problems);
            problems.AddRange(Problems(kind, wire, division, date));
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            var persons = RecordPersons.Protect(wire.PersonNames, protector);
            var (by, due) = (command.Caller.Subject, Days.Of(wire.DueDate));
            SupervisionRecord one;
            if (request.RecordId.Length > 0)
            {
                one = await LoadAsync(db, request.RecordId, request.Etag, command);
                if (wire.KindId != one.Kind || wire.Division != one.Division || wire.AboutCreditCode != one.AboutCode || date.Year != one.Year)
                    throw Rejection.Invalid("record.kind_id", "种类、地区、对象和年份不得变更", "kind, division, subject and year must not change");
                one.Change(date, values, persons, due, by, command.Now);
            }
            else
            {
                await MustBeNewAsync(db, SupervisionRecord.KeyOf(kind, wire.Division, wire.AboutCreditCode, date.Year), context.CancellationToken);
                db.Add(one = SupervisionRecord.Draft(kind, wire.Division, wire.AboutCreditCode, date, values, persons, due, by, command.Now));
                command.Resource = NameOf(one);
            }
            return new Wire.SaveSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitSupervisionRecordResponse> SubmitSupervisionRecord(Wire.SubmitSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            var kind = Law.Current.Records[one.Kind];
            one.Submit(kind, Judge(kind, one), command.Caller.Subject, command.LawIn(one.Division), command.Now);
            return new Wire.SubmitSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.ReviewSupervisionRecordResponse> ReviewSupervisionRecord(Wire.ReviewSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            if (!request.Confirmed && request.Remarks.Length == 0) throw Rejection.Invalid("remarks", "退回时必填", "is required to return it");
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Review(request.Confirmed, Law.Current.Records[one.Kind], request.Remarks, command.Caller.Subject, command.LawIn(one.Division), command.Now);
            await CountAsync(db, one, context.CancellationToken);
            command.Announce(command.Resource, one.Version, new SupervisionRecordReviewed { Division = one.Division, RecordId = $"{one.Id}", Kind = one.Kind, Confirmed = request.Confirmed });
            return new Wire.ReviewSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.PublishSupervisionRecordResponse> PublishSupervisionRecord(Wire.PublishSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Publish(command.Caller.Subject, command.Now);
            command.Announce(command.Resource, one.Version, new SupervisionRecordPublished { Division = one.Division, RecordId = $"{one.Id}", Kind = one.Kind, Date = one.Date });
            return new Wire.PublishSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.DiscardSupervisionRecordResponse> DiscardSupervisionRecord(Wire.DiscardSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Discard(command.Caller.Subject, command.Now);
            return new Wire.DiscardSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.CompleteSupervisionRecordResponse> CompleteSupervisionRecord(Wire.CompleteSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Complete(command.PastDay("completed_on", request.CompletedOn), request.Result, command.Caller.Subject, command.Now);
            return new Wire.CompleteSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.AppealSupervisionRecordResponse> AppealSupervisionRecord(Wire.AppealSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Appeal(command.PastDay("filed_on", request.FiledOn), request.Grounds, command.Caller.Subject, command.Now);
            return new Wire.AppealSupervisionRecordResponse { Record = one.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<Wire.SettleSupervisionRecordAppealResponse> SettleSupervisionRecordAppeal(Wire.SettleSupervisionRecordAppealRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.RecordId, request.Etag, command);
            one.Settle(request.Upheld, request.Reason, command.Caller.Subject, command.Today, command.Now);
            await CountAsync(db, one, context.CancellationToken);
            return new Wire.SettleSupervisionRecordAppealResponse { Record = one.ToProto(protector) };
        });

    private static RecordKind KindOf(string id, string path) =>
        Law.Current.Records.TryGetValue(id, out var kind) && kind.Duty is not null ? kind : throw Rejection.Invalid(path, "没有此类记录", "is no kind of record");

    private static Task<SupervisionRecord> LoadAsync(SupervisionDb db, string id, string etag, Command command) => db.Set<SupervisionRecord>().LoadAsync(Name, id, command, etag);

    private static string NameOf(SupervisionRecord one) => $"{Name}/{one.Id}";

    private static IEnumerable<FieldProblem> Problems(RecordKind kind, Wire.SupervisionRecord wire, DivisionCode division, DateOnly date)
    {
        var duty = kind.Duty!;
        // A municipality's county answers for its district; the placeholder between them is no authority.
        if (!duty.Levels.Contains(division.Level) || !Law.Current.Divisions.TryGet(division, out var place) || place.IsPlaceholder)
            yield return new("record.division", "不是保存该类记录的层级", "is no division of a level that keeps it");
        if (duty.AboutInstitution == (wire.AboutCreditCode.Length == 0))
            yield return new("record.about_credit_code", duty.AboutInstitution ? "必填" : "应为空", duty.AboutInstitution ? "is required" : "must be empty");
        if (!duty.Persons && wire.PersonNames.Count > 0) yield return new("record.person_names", "该类记录不涉及自然人，应为空", "must be empty for this kind");
        if (Days.Of(wire.DueDate) is not { } due) yield break;
        if (duty.FollowUp is null) yield return new("record.due_date", "该类记录没有待办事项，应为空", "must be empty, as nothing follows");
        else if (due < date) yield return new("record.due_date", "不得早于事实之日", "is before the day of the facts");
    }

    /// <summary>What the rules of records find, which are the same as for schools.</summary>
    private static IReadOnlyList<Finding> Judge(RecordKind kind, SupervisionRecord one)
    {
        var law = Law.Current.At(DivisionCode.Parse(one.Division), one.Date);
        var duties = kind.Fields.Where(f => f.Must).Select(f => RecordRules.RecordedDutyNotMet(kind, f, one.ValueOf(f.Id)?.Flag, law));
        var shares = kind.Indicators.Select(i => RecordRules.IndicatorBelowTarget(i, one.ValueOf(i.Part)?.Number ?? 0, one.ValueOf(i.Whole)?.Number ?? 0, law));
        return [.. duties.Concat(shares).OfType<Finding>()];
    }

    private static async Task MustBeNewAsync(SupervisionDb db, string? key, CancellationToken cancellation)
    {
        if (key is not null && await db.Set<SupervisionRecord>().AsNoTracking().Where(r => r.RecordKey == key).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellation) is { } known)
            throw Refusal.Of(RefusalKind.Exists, "SUPERVISION_RECORD_EXISTS", "本年度已有此类记录。", "The authority has a record of the kind and year.", ("record", $"{Name}/{known}"));
    }

    /// <summary>Keeps the numbers of a record that counts, and drops those of one that does not any more.</summary>
    private static async Task CountAsync(SupervisionDb db, SupervisionRecord one, CancellationToken cancellation)
    {
        var known = await db.Set<RecordFigure>().Where(f => f.RecordId == one.Id).ToListAsync(cancellation);
        if (one.Counts == known.Count > 0) return;
        if (!one.Counts) db.RemoveRange(known);
        else db.AddRange(one.Values.Where(v => v.Number is not null).Select(v => new RecordFigure
        {
            RecordId = one.Id, Field = v.Field, Kind = one.Kind, Division = one.Division, Year = one.Year, Amount = v.Number!.Value,
        }));
    }
}
