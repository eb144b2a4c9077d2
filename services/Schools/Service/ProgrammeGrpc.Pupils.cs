using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <content>Who is enrolled, and who came.</content>
public sealed partial class ProgrammeGrpc
{
    private readonly Enrolling<Programme> _pupils = new(commands, keys, Name);

    /// <inheritdoc />
    public override Task<Wire.EnrolPupilsResponse> EnrolPupils(Wire.EnrolPupilsRequest request, ServerCallContext context) =>
        _pupils.EnrolAsync(request, context, request.ProgrammeId, request.Pupils, (outcomes, left) => new Wire.EnrolPupilsResponse { Outcomes = { outcomes }, PlacesLeft = left });

    /// <inheritdoc />
    public override Task<Wire.LeaveProgrammeResponse> LeaveProgramme(Wire.LeaveProgrammeRequest request, ServerCallContext context) =>
        _pupils.LeaveAsync(request, context, request.EnrolmentId, (enrolment, left) => new Wire.LeaveProgrammeResponse { Enrolment = enrolment, PlacesLeft = left });

    /// <inheritdoc />
    public override async Task<Wire.ListEnrolmentsResponse> ListEnrolments(Wire.ListEnrolmentsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var offer = Guid.Parse(request.OfferId);
        var place = await db.Set<Programme>().Where(p => p.Id == offer).Select(p => new { p.Division, p.SchoolCode })
            .Concat(db.Set<HolidayCustody>().Where(c => c.Id == offer).Select(c => new { c.Division, c.SchoolCode })).SingleOrDefaultAsync(context.CancellationToken)
            ?? throw Rejection.NotFound($"{Name}/{offer}");
        Caller.Of(context).MustSee(DivisionCode.Parse(place.Division), place.SchoolCode, $"{Name}/{offer}");
        var rows = db.Set<ServiceEnrolment>().AsNoTracking().Where(e => e.OfferId == offer);
        if (!request.WithLeft) rows = rows.Where(e => e.LeftOn == null);
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(e => e.Id > after);
        var size = Paging.Size(request.PageSize);
        var joined = rows.OrderBy(e => e.Id).Take(size + 1).Join(db.Set<ServicePupil>().AsNoTracking(), e => e.PupilId, p => p.Id, (e, p) => new { Enrolment = e, Pupil = p });
        var (page, next) = (await joined.OrderBy(j => j.Enrolment.Id).ToListAsync(context.CancellationToken)).Page(request, size, j => $"{j.Enrolment.Id}");
        return new() { Enrolments = { page.Select(j => Offers.ToProto(j.Enrolment, j.Pupil, j.Pupil.Open(keys))) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.RevealServicePupilResponse> RevealServicePupil(Wire.RevealServicePupilRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ($"service-pupils/{request.PupilId}", request.Purpose);
            var id = Guid.Parse(request.PupilId);
            var pupil = await db.Set<ServicePupil>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, context.CancellationToken) ?? throw Rejection.NotFound(command.Resource);
            command.Caller.MustSee(DivisionCode.Parse(pupil.Division), pupil.SchoolCode, command.Resource);
            return new Wire.RevealServicePupilResponse { Pupil = Offers.ToProto(pupil, pupil.Open(keys), open: true) };
        });

    /// <inheritdoc />
    public override Task<Wire.RecordAttendanceResponse> RecordAttendance(Wire.RecordAttendanceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var programme = await Offers.TakeTurnAsync<Programme>(db, Name, request.ProgrammeId, command, context.CancellationToken);
            var date = command.PastDay("date", request.Date);
            var calendars = await StoredCalendar.OfAsync(db, programme.Division, context.CancellationToken);
            if (programme.SessionOn(calendars, date) is not { } session) throw Rejection.Invalid("date", "该项目当日没有活动", "is no day of the programme");
            if (!programme.IsHeld(session)) programme.MustBeOpen();
            var enrolled = await db.Set<ServiceEnrolment>().Where(e => e.OfferId == programme.Id && e.From <= date && (e.LeftOn == null || e.LeftOn > date))
                .Select(e => e.Id).ToListAsync(context.CancellationToken);
            var (excused, absent) = (Checked("excused", request.Excused, enrolled), Checked("absent", request.Absent, enrolled));
            if (excused.Intersect(absent).Any()) throw Rejection.Invalid("absent", "同一学生不能既请假又缺席", "names a pupil who is excused");
            var record = await db.Set<SessionRecord>().FindAsync([programme.Id, date], context.CancellationToken);
            if (record is null) db.Add(record = new SessionRecord { ProgrammeId = programme.Id, Date = date });
            else Etag.Check(request.Etag, record.Version);
            var before = record.Counts().ToList();
            Finding?[] findings = [ProgrammeRules.NewLessonsTaught(request.NewLessons, Reach.LawOf(programme.Division, date))];
            record.Record(enrolled.Count, excused, absent, programme.ByInstitution, [.. findings.OfType<Finding>()]);
            ServiceTotals.Note(db, programme.SchoolCode, programme.Division, date,
                before.Select(c => (c.Measure, -c.Value)).Concat(record.Counts()).GroupBy(c => c.Item1).Select(g => (g.Key, g.Sum(c => c.Item2))));
            command.AnnounceBreaches(programme.Division, programme.SchoolCode, record.Version, record.Findings);
            return new Wire.RecordAttendanceResponse { Session = session.ToProto(programme, record) };
        });

    /// <inheritdoc />
    public override Task<Wire.CancelSessionResponse> CancelSession(Wire.CancelSessionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var programme = await Offers.TakeTurnAsync<Programme>(db, Name, request.ProgrammeId, command, context.CancellationToken);
            var date = Days.Of(request.Date)!.Value;
            var calendars = await StoredCalendar.OfAsync(db, programme.Division, context.CancellationToken);
            if (programme.SessionOn(calendars, date) is not { } session) throw Rejection.Invalid("date", "该项目当日没有活动", "is no day of the programme");
            if (!programme.IsHeld(session)) programme.MustBeOpen();
            var record = await db.Set<SessionRecord>().FindAsync([programme.Id, date], context.CancellationToken);
            if (record is null) db.Add(record = new SessionRecord { ProgrammeId = programme.Id, Date = date });
            record.Cancel(request.Reason);
            command.Announce(command.Resource, record.Version, new SessionCancelled
            {
                Division = programme.Division, ProgrammeId = $"{programme.Id}", SchoolCode = programme.SchoolCode, Date = date, Reason = request.Reason, PupilCount = programme.Taken,
            });
            return new Wire.CancelSessionResponse { Session = session.ToProto(programme, record) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListSessionsResponse> ListSessions(Wire.ListSessionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var programme = await db.Set<Programme>().ReadAsync(Name, request.ProgrammeId, Caller.Of(context));
        var (from, to) = (Days.Of(request.From) ?? programme.Content.From, Days.Of(request.To) ?? programme.Content.To);
        var records = await db.Set<SessionRecord>().AsNoTracking().Where(r => r.ProgrammeId == programme.Id && r.Date >= from && r.Date <= to)
            .ToDictionaryAsync(r => r.Date, context.CancellationToken);
        var calendars = await StoredCalendar.OfAsync(db, programme.Division, context.CancellationToken);
        // A session on a rest day on which schools teach is known once it was held.
        var days = programme.Sessions(calendars, from, to).Concat(records.Keys.Select(d => programme.SessionOn(calendars, d)).OfType<SessionDay>()).DistinctBy(s => s.Date).OrderBy(s => s.Date);
        return new() { Sessions = { days.Select(s => s.ToProto(programme, records.GetValueOrDefault(s.Date))) } };
    }

    private static List<Guid> Checked(string path, IReadOnlyList<string> ids, List<Guid> enrolled)
    {
        var parsed = ids.Select(Guid.Parse).ToList();
        for (var i = 0; i < parsed.Count; i++)
            if (!enrolled.Contains(parsed[i]) || parsed.IndexOf(parsed[i]) < i) throw Rejection.Invalid($"{path}[{i}]", "当日未报名，或重复", "is not enrolled on that day, or stands there twice");
        return parsed;
    }
}

internal sealed class SessionRecordTable : IEntityTypeConfiguration<SessionRecord>
{
    public void Configure(EntityTypeBuilder<SessionRecord> row)
    {
        row.ToTable("service_sessions");
        row.HasKey(s => new { s.ProgrammeId, s.Date });
        row.Ignore(s => s.Present);
        row.Ignore(s => s.Cancelled);
        row.Property(s => s.CancelReason).HasMaxLength(500);
        row.Property(s => s.Excused).HasJson();
        row.Property(s => s.Absent).HasJson();
        row.Property(s => s.Findings).HasJson();
        row.Property(s => s.Version).IsConcurrencyToken();
    }
}
