using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps records of the kinds that the law data describe.</summary>
public sealed partial class SchoolRecordGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, TimeProvider clock) : Wire.SchoolRecordService.SchoolRecordServiceBase
{
    private const string Name = "school-records";

    /// <inheritdoc />
    public override Task<Wire.SaveSchoolRecordResponse> SaveSchoolRecord(Wire.SaveSchoolRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Record;
            if (!Law.Current.Records.TryGetValue(wire.KindId, out var kind) || kind.Duty is not null) throw Rejection.Invalid("record.kind_id", "没有此类记录", "is no kind of record");
            var (division, school) = await KeeperAsync(db, kind, wire, command);
            var date = command.PastDay("record.date", wire.Date);
            var problems = new List<FieldProblem>();
            var values = wire.Values.ToValues(kind, problems);
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            await CheckAboutAsync(db, kind, wire, division);
            var record = request.RecordId.Length > 0
                ? await ChangeAsync(db, request, command, date, values)
                : await BeginAsync(db, kind, division, school, wire.AboutSchoolCode, date, values, command);
            if (request.ValidateOnly) record.Foretell(kind, Reach.LawOf(division, date));
            return new Wire.SaveSchoolRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitSchoolRecordResponse> SubmitSchoolRecord(Wire.SubmitSchoolRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await LoadKeptAsync(db, request.RecordId, request.Etag, command);
            record.Submit(KindOf(record), Reach.LawOf(record.Division, record.Date), command.Now);
            db.Add(record.StepBy(command.Caller.Subject, command.Now));
            command.Announce(command.Resource, record.Version, new SchoolRecordSubmitted
            {
                Division = record.Division, RecordId = $"{record.Id}", Kind = record.Kind, SchoolCode = CodeOf(record), Date = record.Date, Findings = [.. record.Findings.Select(f => f.ToFact())],
            });
            return new Wire.SubmitSchoolRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ReviewSchoolRecordResponse> ReviewSchoolRecord(Wire.ReviewSchoolRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await db.Set<SchoolRecord>().LoadAsync(Name, request.RecordId, command, request.Etag);
            if (record.SchoolCode.Length == 0 && command.Caller.Jurisdiction == DivisionCode.Parse(record.Division)) throw SchoolRefusals.ReviewerNotAbove(record.Division);
            if (!request.Confirmed && request.Remarks.Length == 0) throw Rejection.Invalid("remarks", "退回时必填", "is required to return it");
            var before = Counts(record);
            if (request.Confirmed) record.Confirm(request.Remarks, command.Now);
            else record.Return(request.Remarks, command.Now);
            await CountAsync(db, record, before, context.CancellationToken);
            db.Add(record.StepBy(command.Caller.Subject, command.Now, request.Remarks));
            command.Announce(command.Resource, record.Version, new SchoolRecordReviewed
            {
                Division = record.Division, RecordId = $"{record.Id}", Kind = record.Kind, SchoolCode = CodeOf(record), Confirmed = request.Confirmed,
            });
            return new Wire.ReviewSchoolRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.PublishSchoolRecordResponse> PublishSchoolRecord(Wire.PublishSchoolRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await db.Set<SchoolRecord>().LoadAsync(Name, request.RecordId, command, request.Etag);
            var before = Counts(record);
            record.Publish(command.Now);
            await CountAsync(db, record, before, context.CancellationToken);
            db.Add(record.StepBy(command.Caller.Subject, command.Now));
            command.Announce(command.Resource, record.Version, new SchoolRecordPublished
            {
                Division = record.Division, RecordId = $"{record.Id}", Kind = record.Kind, SchoolCode = CodeOf(record), Date = record.Date,
            });
            return new Wire.PublishSchoolRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.DiscardSchoolRecordResponse> DiscardSchoolRecord(Wire.DiscardSchoolRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await LoadKeptAsync(db, request.RecordId, request.Etag, command);
            record.Discard(command.Now);
            db.Add(record.StepBy(command.Caller.Subject, command.Now));
            return new Wire.DiscardSchoolRecordResponse { Record = record.ToProto() };
        });

    private static RecordKind KindOf(SchoolRecord record) => Law.Current.Records[record.Kind];

    private static string? CodeOf(SchoolRecord record) => record.SchoolCode.Length > 0 ? record.SchoolCode : record.AboutSchool.Length > 0 ? record.AboutSchool : null;

    private static async Task<SchoolRecord> BeginAsync(
        SchoolsDb db, RecordKind kind, string division, string school, string about, DateOnly date, IReadOnlyList<RecordValue> values, Command command)
    {
        if (SchoolRecord.KeyOf(kind, division, school, about, date.Year) is { } key
            && await db.Set<SchoolRecord>().AsNoTracking().Where(r => r.RecordKey == key).Select(r => (Guid?)r.Id).SingleOrDefaultAsync() is { } known) throw SchoolRefusals.RecordExists(known);
        var record = SchoolRecord.Draft(kind, division, school, about, date, values, command.Now);
        db.Add(record);
        command.Resource = $"{Name}/{record.Id}";
        return record;
    }

    private static async Task<SchoolRecord> ChangeAsync(SchoolsDb db, Wire.SaveSchoolRecordRequest request, Command command, DateOnly date, IReadOnlyList<RecordValue> values)
    {
        var record = await LoadKeptAsync(db, request.RecordId, request.Etag, command);
        var wire = request.Record;
        List<FieldProblem> problems =
        [
            .. Fixed(wire.KindId != record.Kind, "record.kind_id"), .. Fixed(wire.SchoolCode != record.SchoolCode, "record.school_code"),
            .. Fixed(wire.AboutSchoolCode != record.AboutSchool, "record.about_school_code"), .. Fixed(date.Year != record.Year, "record.date"),
        ];
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        record.Change(date, values, command.Now);
        return record;
    }

    private static FieldProblem[] Fixed(bool changed, string path) => changed ? [new(path, "不得变更", "must not change")] : [];

    /// <summary>Who keeps it: the school of a school's kind, the authority of its level otherwise.</summary>
    private static async Task<(string Division, string School)> KeeperAsync(SchoolsDb db, RecordKind kind, Wire.SchoolRecord wire, Command command)
    {
        if (kind.Keeper == RecordKeeper.School)
        {
            if (wire.SchoolCode.Length == 0) throw Rejection.Invalid("record.school_code", "必填", "is required");
            var school = await db.LoadSchoolAsync(wire.SchoolCode, command);
            if (command.Caller.Audience != Audience.School) throw SchoolRefusals.NotKeptHere(kind.Keeper);
            school.MustBeOpen(command.Today);
            return (school.Division, school.Code);
        }
        if (wire.SchoolCode.Length > 0) throw Rejection.Invalid("record.school_code", "由主管部门保存的记录应为空", "must be empty for an authority's record");
        if (wire.Division.Length == 0) throw Rejection.Invalid("record.division", "必填", "is required");
        var division = DivisionCode.Parse(wire.Division);
        command.Caller.MustReach(division);
        var fits = kind.Keeper == RecordKeeper.County ? Law.Current.Divisions.IsLowest(division) : division.Level is DivisionLevel.City or DivisionLevel.Province;
        if (command.Caller.Audience == Audience.School) throw SchoolRefusals.NotKeptHere(kind.Keeper);
        return fits ? (wire.Division, "") : throw Rejection.Invalid("record.division", "不是保存该类记录的层级", "is no division of the level that keeps it");
    }

    private static async Task CheckAboutAsync(SchoolsDb db, RecordKind kind, Wire.SchoolRecord wire, string division)
    {
        if (kind.AboutSchool == (wire.AboutSchoolCode.Length == 0)) throw Rejection.Invalid("record.about_school_code", kind.AboutSchool ? "必填" : "应为空", kind.AboutSchool ? "is required" : "must be empty");
        if (!kind.AboutSchool) return;
        var school = await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Code == wire.AboutSchoolCode);
        if (school is null || !DivisionCode.Parse(division).Contains(DivisionCode.Parse(school.Division)))
            throw Rejection.Invalid("record.about_school_code", "本地区没有此学校", "is no school of the place");
    }

    /// <summary>Finds a record that the caller keeps: a school its own, an officer that of the own level.</summary>
    private static async Task<SchoolRecord> LoadKeptAsync(SchoolsDb db, string id, string etag, Command command)
    {
        var record = await db.Set<SchoolRecord>().LoadAsync(Name, id, command, etag);
        if (record.SchoolCode.Length > 0 && command.Caller.Audience != Audience.School) throw SchoolRefusals.NotKeptHere(RecordKeeper.School);
        return record;
    }

    /// <summary>What a record counts for in its year.</summary>
    private static Counted Counts(SchoolRecord record)
    {
        Counted counted = [];
        if (!record.Counts) return counted;
        counted[(record.Year, Records)] = 1;
        if (record.State == SchoolRecordState.Published) counted[(record.Year, Published)] = 1;
        foreach (var value in record.Values.Where(v => v.Number is not null)) counted[(record.Year, SumOf(value.Field))] = value.Number!.Value;
        return counted;
    }

    private static async Task CountAsync(SchoolsDb db, SchoolRecord record, Counted before, CancellationToken cancellation)
    {
        Tallies.Note(db, record.Division, TopicOf(record.Kind), before, Counts(record));
        if (KindOf(record).Round is null) return;
        var last = await db.Set<SchoolRecord>().Where(r => r.Kind == record.Kind && r.AboutSchool == record.AboutSchool && r.Id != record.Id
                && (r.State == SchoolRecordState.Confirmed || r.State == SchoolRecordState.Published)).MaxAsync(r => (DateOnly?)r.Date, cancellation);
        if (record.Counts && (last is null || record.Date > last)) last = record.Date;
        var cover = await db.Set<RecordCover>().FindAsync([record.Kind, record.AboutSchool], cancellation);
        if (last is null)
        {
            if (cover is not null) db.Remove(cover);
            return;
        }
        if (cover is null)
        {
            var division = await db.Schools.Where(s => s.Code == record.AboutSchool).Select(s => s.Division).SingleAsync(cancellation);
            db.Add(cover = new RecordCover { Kind = record.Kind, SchoolCode = record.AboutSchool, Division = division });
        }
        cover.LastOn = last.Value;
        cover.Version++;
    }
}
