using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Handles complaints.</summary>
public sealed class ComplaintGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, ComplaintKeys keys)
    : Wire.ComplaintService.ComplaintServiceBase
{
    private static readonly ComplaintState[] ShownToSubject = [ComplaintState.Accepted, ComplaintState.Answered, ComplaintState.Closed];

    /// <inheritdoc />
    public override async Task<Wire.GetComplaintResponse> GetComplaint(Wire.GetComplaintRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var one = await db.Set<Complaint>().ReadAsync(Complaints.Name, request.ComplaintId, caller, c => c.OwnerCode);
        MustSee(one, caller);
        var shown = one.ToProto(Complaints.IsSubject(caller));
        if (Complaints.IsSubject(caller)) return new() { Complaint = shown };
        shown.Text = keys.Reveal(one.TextCipher);
        shown.Steps.Add(one.Steps.Select(s => s.ToProto()));
        var remarks = await db.Set<ComplaintRemark>().AsNoTracking().Where(r => r.ComplaintId == one.Id).OrderBy(r => r.At).ToListAsync(context.CancellationToken);
        shown.Remarks.Add(remarks.Select(r => new Wire.ComplaintRemark
        {
            Act = EnumMap<Wire.ComplaintAct, ComplaintAct>.ToWire(r.Act), Time = r.At.ToTimestamp(), Text = keys.Reveal(r.Cipher),
        }));
        return new() { Complaint = shown };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListComplaintsResponse> ListComplaints(Wire.ListComplaintsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var toSubject = Complaints.IsSubject(caller);
        var rows = db.Set<Complaint>().Within(request.Division).Among(request.States, c => c.State).Among(request.Channels, c => c.Channel);
        var (own, mine) = (caller.Organization, Complaints.BitOf(caller.Department));
        rows = toSubject
            ? rows.Where(c => (c.InstitutionCode == own || c.SchoolCode == own) && ShownToSubject.Contains(c.State))
            : rows.Where(c => (c.DutyMask & mine) != 0);
        if (request.Matter.Length > 0) rows = rows.Where(c => c.Matter == request.Matter);
        if (request.SubjectCode.Length > 0) rows = rows.Where(c => c.InstitutionCode == request.SubjectCode || c.SchoolCode == request.SubjectCode);
        if (request.MainComplaintId.Length > 0 && Guid.Parse(request.MainComplaintId) is var main) rows = rows.Where(c => c.MainId == main);
        if (request.OverdueOnly) rows = rows.Where(c => c.AcceptanceOverdue || c.AnswerOverdue);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Complaints = { page.Select(c => c.ToProto(toSubject)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.AcceptComplaintResponse> AcceptComplaint(Wire.AcceptComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.ComplaintId, command, request.Etag);
            one.Accept(request.Account, command.Now);
            command.Announce(command.Resource, one.Version, new ComplaintAccepted { Division = one.Division, ComplaintId = $"{one.Id}", Lead = one.Lead });
            return new Wire.AcceptComplaintResponse { Complaint = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RefuseComplaintResponse> RefuseComplaint(Wire.RefuseComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.ComplaintId, command, request.Etag);
            one.Refuse(request.Reason, command.Now);
            command.Announce(command.Resource, one.Version, new ComplaintRefused { Division = one.Division, ComplaintId = $"{one.Id}", Lead = one.Lead });
            return new Wire.RefuseComplaintResponse { Complaint = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.TransferComplaintResponse> TransferComplaint(Wire.TransferComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.ComplaintId, command, request.Etag);
            var (matter, division) = (request.Matter.Length > 0 ? request.Matter : one.Matter, request.Division.Length > 0 ? request.Division : one.Division);
            var problems = ComplaintReceiving.Problems(matter, division, null).ToList();
            if (matter == one.Matter && division == one.Division && request.Department == default)
                problems.Add(new("department", "事项、地区、部门至少变更一项", "must change matter, division or department"));
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            var (place, lead) = (one.Division, one.Lead);
            var law = command.LawIn(division);
            one.Transfer(matter, division, ComplaintReceiving.DutyOf(matter, law, request.Department), request.Reason, law, command.Now);
            command.Announce(command.Resource, one.Version, new ComplaintTransferred
            {
                Division = one.Division, ComplaintId = $"{one.Id}", Matter = one.Matter, DivisionBefore = place, LeadBefore = lead, Departments = [one.Lead, .. one.Assist],
            });
            return new Wire.TransferComplaintResponse { Complaint = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.AnswerComplaintResponse> AnswerComplaint(Wire.AnswerComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.ComplaintId, command, request.Etag);
            var counts = one.Reply(EnumMap<Wire.ComplaintOutcome, ComplaintOutcome>.ToDomain(request.Outcome)!.Value, request.Answer, command.LawIn(one.Division), command.Now);
            command.Announce(command.Resource, one.Version, new ComplaintAnswered
            {
                Division = one.Division, ComplaintId = $"{one.Id}", Matter = one.Matter, Outcome = Complaints.Word(one.Outcome), Late = one.AcceptanceOverdue || one.AnswerOverdue,
            });
            if (counts) command.Announce(command.Resource, one.Version, new ComplaintUpheld { Division = one.Division, InstitutionCode = one.InstitutionCode, UpheldOn = command.Today });
            return new Wire.AnswerComplaintResponse { Complaint = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.MergeComplaintResponse> MergeComplaint(Wire.MergeComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var main = await LoadAsync(db, request.MainComplaintId, command, "");
            var one = await LoadAsync(db, request.ComplaintId, command, request.Etag);
            if (one.Id == main.Id || !main.IsOpen || one.SubjectKey != main.SubjectKey) throw ComplaintRefusals.NotAlike();
            one.Follow(main.Id, request.Reason, command.Now);
            command.Announce(command.Resource, one.Version, new ComplaintMerged { Division = one.Division, ComplaintId = $"{one.Id}", MainComplaintId = $"{main.Id}" });
            return new Wire.MergeComplaintResponse { Complaint = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RevealComplainantResponse> RevealComplainant(Wire.RevealComplainantRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var file = keys.Open(await LoadAsync(db, request.ComplaintId, command, ""));
            return new Wire.RevealComplainantResponse { Complainant = new() { Name = file.Name, Phone = file.Phone, Address = file.Address } };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetComplaintStatisticsResponse> GetComplaintStatistics(Wire.GetComplaintStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        DateTimeOffset from = ChinaDay.StartOf(Days.Of(request.From)!.Value), to = ChinaDay.StartOf(Days.Of(request.To)!.Value.AddDays(1));
        var counts = await db.Set<Complaint>().AsNoTracking().Within(request.Division).Where(c => c.CreatedAt >= from && c.CreatedAt < to)
            .GroupBy(c => new { c.Matter, c.Division, c.Channel, c.State, c.Outcome, Late = c.AcceptanceOverdue || c.AnswerOverdue })
            .Select(g => new { g.Key.Matter, g.Key.Division, g.Key.Channel, g.Key.State, g.Key.Outcome, g.Key.Late, Count = g.LongCount(), Rated = g.Sum(c => c.Rating > 0 ? 1 : 0), Points = g.Sum(c => c.Rating) })
            .ToListAsync(context.CancellationToken);
        IEnumerable<Wire.ComplaintCount> By(Func<int, string> key) => Enumerable.Range(0, counts.Count).GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Wire.ComplaintCount { Key = g.Key, Complaints = g.Sum(i => counts[i].Count), Overdue = g.Sum(i => counts[i].Late ? counts[i].Count : 0) });
        return new()
        {
            Complaints = counts.Sum(c => c.Count), Overdue = counts.Sum(c => c.Late ? c.Count : 0),
            Upheld = counts.Sum(c => c.Outcome is ComplaintOutcome.Upheld or ComplaintOutcome.PartlyUpheld ? c.Count : 0),
            Rated = counts.Sum(c => c.Rated), RatingSum = counts.Sum(c => c.Points),
            Matters = { By(i => counts[i].Matter) }, Divisions = { By(i => counts[i].Division) },
            Channels = { By(i => EnumMap<Wire.ComplaintChannel, ComplaintChannel>.Word(counts[i].Channel)) },
            States = { By(i => EnumMap<Wire.ComplaintState, ComplaintState>.Word(counts[i].State)) },
        };
    }

    /// <summary>Finds what to act on, for an officer of the department that leads.</summary>
    private static async Task<Complaint> LoadAsync(SupervisionDb db, string id, Command command, string etag)
    {
        var one = await db.Set<Complaint>().LoadAsync(Complaints.Name, id, command, etag, c => c.OwnerCode);
        MustSee(one, command.Caller);
        return command.Caller.Department.ToCode() == one.Lead ? one : throw ComplaintRefusals.NotTheirDuty(one.Lead);
    }

    /// <summary>To those without the duty it does not exist, and to the one complained of not before it is accepted.</summary>
    private static void MustSee(Complaint one, Caller caller)
    {
        var sees = Complaints.IsSubject(caller) ? ShownToSubject.Contains(one.State) : (one.DutyMask & Complaints.BitOf(caller.Department)) != 0;
        if (!sees) throw Rejection.NotFound(Complaints.NameOf(one));
    }
}
