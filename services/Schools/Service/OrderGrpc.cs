using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps what shows whether a school keeps the order of teaching, exams, sport and enrolment.</summary>
public sealed class OrderGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, SchoolQueries queries, TimeProvider clock) : Wire.SchoolOrderService.SchoolOrderServiceBase
{
    private const int LastMonth = 7, LastDay = 31;

    /// <inheritdoc />
    public override Task<Wire.PutOrderRecordResponse> PutOrderRecord(Wire.PutOrderRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (school, division) = await OwnerAsync(db, request, command);
            var content = request.Content.ToContent();
            var grade = await CheckedGradeAsync(db, content, school, command);
            await MustBeNewAsync(db, school?.Code ?? division, content);
            var record = OrderRecord.Put(division, school?.Code ?? "", content, grade, command.Caller.Audience != Audience.School, command.Now);
            db.Add(record);
            command.Resource = $"{OrderDesk.Name}/{record.Id}";
            var desk = new OrderDesk(db, command, context.CancellationToken);
            desk.Watch(record, isNew: true);
            await desk.SettleAsync(record, school, "", !request.ValidateOnly);
            return new Wire.PutOrderRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CorrectOrderRecordResponse> CorrectOrderRecord(Wire.CorrectOrderRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await db.Set<OrderRecord>().LoadAsync(OrderDesk.Name, request.RecordId, command, request.Etag);
            var content = request.Content.ToContent();
            if (content.Kind != record.Kind || content.Key != record.Content.Key) throw Rejection.Invalid("content", "不得变更所记录的事项", "must be about the same thing");
            var school = record.SchoolCode.Length == 0 ? null : await db.Schools.AsNoTracking().SingleAsync(s => s.Code == record.SchoolCode, context.CancellationToken);
            await CheckedGradeAsync(db, content, school, command);
            var (desk, before) = (new OrderDesk(db, command, context.CancellationToken), record.Series);
            desk.Watch(record);
            db.Add(record.Correct(content, command.Caller.Audience != Audience.School, command.Caller.Subject, request.Reason, command.Now));
            await desk.SettleAsync(record, school, before, !request.ValidateOnly);
            return new Wire.CorrectOrderRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawOrderRecordResponse> WithdrawOrderRecord(Wire.WithdrawOrderRecordRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var record = await db.Set<OrderRecord>().LoadAsync(OrderDesk.Name, request.RecordId, command, request.Etag);
            var school = record.SchoolCode.Length == 0 ? null : await db.Schools.AsNoTracking().SingleAsync(s => s.Code == record.SchoolCode, context.CancellationToken);
            var desk = new OrderDesk(db, command, context.CancellationToken);
            desk.Watch(record);
            db.Add(record.Withdraw(command.Caller.Audience != Audience.School, command.Caller.Subject, request.Reason, command.Now));
            await desk.SettleAsync(record, school, record.Series, hold: true);
            return new Wire.WithdrawOrderRecordResponse { Record = record.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetOrderRecordResponse> GetOrderRecord(Wire.GetOrderRecordRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var record = await db.Set<OrderRecord>().ReadAsync(OrderDesk.Name, request.RecordId, Caller.Of(context));
        var history = await db.Set<OrderRevision>().AsNoTracking().Where(r => r.RecordId == record.Id).OrderBy(r => r.Version).ToListAsync(context.CancellationToken);
        return new() { Record = record.ToProto(), History = { history.Select(r => r.ToProto()) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListOrderRecordsResponse> ListOrderRecords(Wire.ListOrderRecordsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<OrderRecord>().Within(request.Division).Among(request.Kinds, r => r.Kind);
        if (caller.Audience == Audience.School) rows = rows.Where(r => r.SchoolCode == caller.Organization);
        if (request.SchoolCode.Length > 0) rows = rows.Where(r => r.SchoolCode == request.SchoolCode);
        if (request.BreachesOnly) rows = rows.Where(r => r.HasBreach);
        if (!request.WithWithdrawn) rows = rows.Where(r => !r.Withdrawn);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Records = { page.Select(r => r.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetOrderStatisticsResponse> GetOrderStatistics(Wire.GetOrderStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var counts = await Tallies.ReadAsync(db, request.Division, OrderDesk.Topic, request.SchoolYear, request.SchoolYear, context.CancellationToken);
        return new()
        {
            Counts =
            {
                Enum.GetValues<OrderKind>().Where(k => counts.GetValueOrDefault(OrderDesk.Records(k)) > 0).Select(k => new Wire.OrderCount
                {
                    Kind = EnumMap<Wire.OrderKind, OrderKind>.ToWire(k), Records = counts[OrderDesk.Records(k)], WithBreach = counts.GetValueOrDefault(OrderDesk.Breaches(k)),
                }),
            },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolDutiesResponse> GetSchoolDuties(Wire.GetSchoolDutiesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var rows = await db.Set<OrderRecord>().AsNoTracking()
            .Where(r => r.SchoolCode == school.Code && !r.Withdrawn && (r.Kind == OrderKind.SchoolFile || (r.Kind == OrderKind.Management && r.SchoolYear == request.SchoolYear)))
            .ToListAsync(context.CancellationToken);
        var (file, managements) = (rows.Find(r => r.Kind == OrderKind.SchoolFile), rows.Where(r => r.Kind == OrderKind.Management).ToDictionary(r => ((ManagementEvidence)r.Content).Management));
        var (today, last) = (clock.Today(), new DateOnly(request.SchoolYear + 1, LastMonth, LastDay));
        var law = Reach.LawOf(school.Division, today < last ? today : last);
        var missing = Enum.GetValues<ManagementKind>().Where(k => !managements.ContainsKey(k)).Select(k => SchoolFileRules.ManagementNotCovered(k, law));
        return new()
        {
            File = file?.ToProto(),
            Managements = { managements.OrderBy(m => m.Key).Select(m => m.Value.ToProto()) },
            Findings = { missing.Prepend(file is null ? SchoolFileRules.SchoolHasNoFile(law) : null).OfType<Policy.Finding>().Select(f => f.ToProto()) },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetManagementCoverageResponse> GetManagementCoverage(Wire.GetManagementCoverageRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var schools = (await Tallies.ReadAsync(db, request.Division, OrderDesk.Schools, 0, 0, context.CancellationToken)).GetValueOrDefault(OrderDesk.StillOpen);
        var counts = await Tallies.ReadAsync(db, request.Division, OrderDesk.Topic, request.SchoolYear, request.SchoolYear, context.CancellationToken);
        return new()
        {
            Coverage =
            {
                Enum.GetValues<ManagementKind>().Select(k => (Kind: k, Covered: counts.GetValueOrDefault(OrderDesk.Covered(k)))).Select(c => new Wire.ManagementCoverage
                {
                    Management = EnumMap<Wire.ManagementKind, ManagementKind>.ToWire(c.Kind), Covered = c.Covered, Schools = schools, Permille = schools == 0 ? 0 : (int)(c.Covered * 1000 / schools),
                }),
            },
        };
    }

    /// <summary>Whose record it shall be: a school's, or that of an authority.</summary>
    private static async Task<(School? School, string Division)> OwnerAsync(SchoolsDb db, Wire.PutOrderRecordRequest request, Command command)
    {
        if (request.SchoolCode.Length > 0)
        {
            if (request.Division.Length > 0) throw Rejection.Invalid("division", "已填写学校时应为空", "must be empty beside a school");
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            school.MustBeOpen(command.Today);
            return (school, school.Division);
        }
        if (request.Division.Length == 0) throw Rejection.Invalid("school_code", "必填", "is required");
        command.Caller.MustReach(DivisionCode.Parse(request.Division));
        if (command.Caller.Audience == Audience.School) throw Rejection.Invalid("school_code", "必填", "is required of a school");
        return (null, request.Division);
    }

    private async Task<int> CheckedGradeAsync(SchoolsDb db, OrderContent content, School? school, Command command)
    {
        SchoolClass? one = null;
        if (content.OfClass is { } id && school is not null)
        {
            var at = await queries.ClassAsync(db, $"{id}", command.Caller);
            if (at.School.Code != school.Code) throw Rejection.NotFound($"classes/{id}");
            one = at.Class;
        }
        var problems = OrderChecks.Problems(content, school, one, command.Today);
        return problems.Count > 0 ? throw Rejection.Invalid(problems) : one?.Grade ?? 0;
    }

    private static async Task MustBeNewAsync(SchoolsDb db, string owner, OrderContent content)
    {
        if (OrderRecord.KeyOf(owner, content) is not { } key) return;
        var known = await db.Set<OrderRecord>().AsNoTracking().Where(r => r.RecordKey == key).Select(r => (Guid?)r.Id).SingleOrDefaultAsync();
        if (known is { } id) throw SchoolRefusals.OrderExists(id);
    }
}
