using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Where anybody complains, and follows a complaint by its code.</summary>
public sealed class ComplaintDeskGrpc(
    Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, ComplaintIntake intake, ComplaintFlood flood, ComplaintKeys keys, TimeProvider clock)
    : Wire.ComplaintDeskService.ComplaintDeskServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.CreateComplaintResponse> CreateComplaint(Wire.CreateComplaintRequest request, ServerCallContext context)
    {
        var officer = Caller.OrPublic(context).Audience == Audience.Regulator;
        List<FieldProblem> problems = [.. ComplaintReceiving.Problems(request.Matter, request.Division, request.Subject)];
        if (officer ? request.Channel is not (Wire.ComplaintChannel.Phone or Wire.ComplaintChannel.Media) : request.Channel != Wire.ComplaintChannel.Web)
            problems.Add(new("channel", "公众为网络，工作人员为电话或媒体", "is WEB from anybody, PHONE or MEDIA from an officer"));
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        if (!officer)
        {
            var law = ComplaintReceiving.LawOf(request.Division, clock.GetUtcNow().UtcDateTime);
            flood.Admit(context, request.Subject.ToSubject().KeyIn(request.Division), request.RequestId, law);
        }
        var response = await intake.RunAsync(request, context);
        // What is stored of the answer is what the code is derived from, never the code.
        response.TrackingCode = request.ValidateOnly ? "" : keys.CodeOf(response.TrackingCode);
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.TrackComplaintResponse> TrackComplaint(Wire.TrackComplaintRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var own = await FindAsync(db, request.TrackingCode, context);
        return new() { Complaint = own.ToTracked(await own.LeadingAsync(db)) };
    }

    /// <inheritdoc />
    public override Task<Wire.AddComplaintFactsResponse> AddComplaintFacts(Wire.AddComplaintFactsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (own, leading) = await LoadAsync(db, request.TrackingCode, command, context);
            own.AddFacts(leading, command.Now);
            Keep(db, own, ComplaintAct.FactsAdded, request.Text, command);
            return new Wire.AddComplaintFactsResponse { Complaint = own.ToTracked(leading) };
        });

    /// <inheritdoc />
    public override Task<Wire.RateComplaintResponse> RateComplaint(Wire.RateComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (own, leading) = await LoadAsync(db, request.TrackingCode, command, context);
            own.Rate(leading, request.Rating, command.Now);
            Keep(db, own, ComplaintAct.Rated, request.Text, command);
            command.Announce(command.Resource, own.Version, new ComplaintRated { Division = leading.Division, ComplaintId = $"{own.Id}", Rating = own.Rating });
            return new Wire.RateComplaintResponse { Complaint = own.ToTracked(leading) };
        });

    /// <inheritdoc />
    public override Task<Wire.ReopenComplaintResponse> ReopenComplaint(Wire.ReopenComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (own, leading) = await LoadAsync(db, request.TrackingCode, command, context);
            leading.Reopen(command.LawIn(leading.Division), command.Now);
            Keep(db, own, ComplaintAct.Reopened, request.Reason, command);
            command.Announce(Complaints.NameOf(leading), leading.Version, new ComplaintReopened { Division = leading.Division, ComplaintId = $"{leading.Id}", AnswerDue = leading.AnswerDue });
            return new Wire.ReopenComplaintResponse { Complaint = own.ToTracked(leading) };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawComplaintResponse> WithdrawComplaint(Wire.WithdrawComplaintRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (own, leading) = await LoadAsync(db, request.TrackingCode, command, context);
            var followed = await db.Set<Complaint>().AnyAsync(c => c.MainId == own.Id && c.State == ComplaintState.Merged, context.CancellationToken);
            own.Withdraw(leading, followed, command.Now);
            Keep(db, own, ComplaintAct.Withdrawn, request.Reason, command);
            command.Announce(command.Resource, own.Version, new ComplaintWithdrawn { Division = own.Division, ComplaintId = $"{own.Id}" });
            return new Wire.WithdrawComplaintResponse { Complaint = own.ToTracked(leading) };
        });

    private async Task<(Complaint Own, Complaint Leading)> LoadAsync(SupervisionDb db, string code, Command command, ServerCallContext context)
    {
        var own = await FindAsync(db, code, context);
        command.Resource = Complaints.NameOf(own);
        return (own, await own.LeadingAsync(db));
    }

    private async Task<Complaint> FindAsync(SupervisionDb db, string code, ServerCallContext context)
    {
        flood.CheckAttempts(context);
        var hashes = keys.HashesOf(code);
        if (await db.Set<Complaint>().SingleOrDefaultAsync(c => hashes.Contains(c.TrackingHash), context.CancellationToken) is { } own) return own;
        flood.CountAttempt(context);
        throw Rejection.NotFound("complaints");
    }

    private void Keep(SupervisionDb db, Complaint own, ComplaintAct act, string text, Command command)
    {
        if (text.Length > 0) db.Add(new ComplaintRemark { Id = Guid.CreateVersion7(), ComplaintId = own.Id, Act = act, At = command.Now, Cipher = keys.Protect(text) });
    }
}
