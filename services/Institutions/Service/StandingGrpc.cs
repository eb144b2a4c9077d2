using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using Consequence = ShuangJian.Institutions.Domain.Consequence;
using Institution = ShuangJian.Institutions.Domain.Institution;
using ListEntry = ShuangJian.Institutions.Domain.ListEntry;
using Measure = ShuangJian.Institutions.Domain.Measure;
using MeasureGround = ShuangJian.Protos.Institution.V1.MeasureGround;
using MeasureType = ShuangJian.Institutions.Domain.MeasureType;

namespace ShuangJian.Institutions;

/// <summary>Decides what becomes of a licensed institution and follows the consequences.</summary>
public sealed class StandingGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, AnswerCache cache)
    : StandingService.StandingServiceBase
{
    /// <inheritdoc />
    public override Task<SuspendInstitutionResponse> SuspendInstitution(SuspendInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            DateOnly? rectifyBy = request.RectifyBy.Length == 0 ? null : DateOnly.Parse(request.RectifyBy, System.Globalization.CultureInfo.InvariantCulture);
            if (rectifyBy <= command.Today) throw Rejection.Invalid("rectify_by", "应晚于今日", "must be after today");
            var institution = await FindAsync(db, request.InstitutionId, command, request.Etag);
            institution.Suspend(request.Reason, Department(command), rectifyBy, LawOf(institution, command));
            var (measure, owed) = Record(db, MeasureType.Suspension, request.Grounds, institution, command);
            Tell(command, institution, LifeMapping.Suspended(institution, measure, owed));
            return new SuspendInstitutionResponse { Standing = await ShowAsync(db, institution, measure, owed) };
        });

    /// <inheritdoc />
    public override Task<ReinstateInstitutionResponse> ReinstateInstitution(ReinstateInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var institution = await FindAsync(db, request.InstitutionId, command, request.Etag);
            institution.Reinstate(request.Reason, Department(command), LawOf(institution, command));
            var (measure, owed) = Record(db, MeasureType.Reinstatement, [], institution, command);
            Tell(command, institution, LifeMapping.Reinstated(institution));
            return new ReinstateInstitutionResponse { Standing = await ShowAsync(db, institution, measure, owed) };
        });

    /// <inheritdoc />
    public override Task<RevokeInstitutionResponse> RevokeInstitution(RevokeInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var institution = await FindAsync(db, request.InstitutionId, command, request.Etag);
            institution.Revoke(request.Reason, Department(command), LawOf(institution, command));
            var (measure, owed) = Record(db, MeasureType.Revocation, request.Grounds, institution, command);
            Tell(command, institution, LifeMapping.Revoked(institution, measure, owed));
            var black = ListEntry.Black(institution, measure, LawOf(institution, command));
            db.ListEntries.Add(black);
            command.Announce(LifeMapping.NameOf(black), black.Version, LifeMapping.Entered(black));
            return new RevokeInstitutionResponse { Standing = await ShowAsync(db, institution, measure, owed) };
        });

    /// <inheritdoc />
    public override Task<ExitInstitutionResponse> ExitInstitution(ExitInstitutionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var institution = await FindAsync(db, request.InstitutionId, command, request.Etag);
            institution.Exit(request.Reason, Department(command), LawOf(institution, command));
            var (measure, owed) = Record(db, MeasureType.Exit, [], institution, command);
            Tell(command, institution, new InstitutionExited
            {
                Division = institution.Division,
                InstitutionId = institution.Id.ToString(),
                Name = institution.Name,
                UnifiedSocialCreditCode = institution.Code,
                LicenceNumber = institution.LicenceNumber,
                Reason = institution.StateReason,
                Since = institution.StateSince,
                Consequences = owed.ToFacts(),
            });
            return new ExitInstitutionResponse { Standing = await ShowAsync(db, institution, measure, owed) };
        });

    /// <inheritdoc />
    public override async Task<GetStandingResponse> GetStanding(GetStandingRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var institution = await FindAsync(db, request.InstitutionId, Caller.Of(context));
        return new GetStandingResponse { Standing = await ShowAsync(db, institution) };
    }

    /// <inheritdoc />
    public override async Task<ListConsequencesResponse> ListConsequences(ListConsequencesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Consequences.AsNoTracking().Within(request.Division, c => c.Division);
        if (request.OpenOnly) rows = rows.Where(c => c.ConfirmedAt == null);
        if (request.OverdueOnly) rows = rows.Where(c => c.Overdue);
        if (request.Service.Length > 0) rows = rows.Where(c => c.Service == request.Service);
        if (Paging.AfterId(request, request.PageToken) is { } id) rows = rows.Where(c => c.Id > id);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListConsequencesResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id.ToString()) : "" };
        response.Consequences.Add(page.Take(size).Select(c => c.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override Task<ConfirmConsequenceResponse> ConfirmConsequence(ConfirmConsequenceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = $"consequences/{request.ConsequenceId}";
            var consequence = await db.Consequences.FindAsync(Guid.Parse(request.ConsequenceId)) ?? throw Rejection.NotFound(command.Resource);
            command.Caller.MustReach(DivisionCode.Parse(consequence.Division));
            Etag.Check(request.Etag, consequence.Version);
            consequence.Confirm(Department(command), request.Reason, command.Now);
            return new ConfirmConsequenceResponse { Consequence = consequence.ToProto() };
        });

    /// <summary>Refuses to show an institution's proceedings to those whom they do not concern.</summary>
    internal static async Task<Institution> FindAsync(InstitutionsDb db, string id, Caller caller)
    {
        var institution = await db.Institutions.FindAsync(Guid.Parse(id)) ?? throw Rejection.NotFound($"institutions/{id}");
        var division = DivisionCode.Parse(institution.Division);
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != institution.Code) throw Rejection.NotFound($"institutions/{id}");
        return institution;
    }

    private static async Task<Institution> FindAsync(InstitutionsDb db, string id, Command command, string etag)
    {
        command.Resource = $"institutions/{id}";
        var institution = await FindAsync(db, id, command.Caller);
        Etag.Check(etag, institution.Version);
        return institution;
    }

    private static (Measure Measure, IReadOnlyList<Consequence> Owed) Record(
        InstitutionsDb db, MeasureType type, IEnumerable<MeasureGround> grounds, Institution institution, Command command) => Standing.Record(
        db, type, [.. grounds.Distinct().Select(g => EnumMap<MeasureGround, Domain.MeasureGround>.ToDomain(g)!.Value)], institution, LawOf(institution, command));

    private void Tell(Command command, Institution institution, DomainEvent fact)
    {
        command.Announce(LifeMapping.NameOf(institution), institution.Version, fact);
        command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
    }

    /// <summary>Where an institution stands; what is being decided comes first, for it is not stored yet.</summary>
    private static async Task<Protos.Institution.V1.Standing> ShowAsync(
        InstitutionsDb db, Institution institution, Measure? latest = null, IReadOnlyList<Consequence>? owed = null)
    {
        var measures = await db.Measures.AsNoTracking().Where(m => m.InstitutionId == institution.Id).OrderByDescending(m => m.InstitutionVersion).ToListAsync();
        var consequences = await db.Consequences.AsNoTracking().Where(c => c.InstitutionId == institution.Id).ToListAsync();
        var standing = new Protos.Institution.V1.Standing { Institution = institution.ToProto(Law.Current.Divisions), Etag = Etag.Of(institution.Version) };
        if (latest is not null) standing.Measures.Add(latest.ToProto(owed!));
        standing.Measures.Add(measures.Select(m => m.ToProto(consequences)));
        return standing;
    }

    private static string Department(Command command) => command.Caller.Department.ToCode();

    private static LawAt LawOf(Institution institution, Command command) => Law.Current.At(DivisionCode.Parse(institution.Division), command.Today);
}
