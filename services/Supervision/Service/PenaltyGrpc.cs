using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Punishes breaches: from facts to the notice of the party.</summary>
public sealed partial class PenaltyGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, PersonalData protector, TimeProvider clock)
    : Wire.PenaltyService.PenaltyServiceBase
{
    private const string Name = "penalties";

    /// <inheritdoc />
    public override Task<Wire.OpenPenaltyCaseResponse> OpenPenaltyCase(Wire.OpenPenaltyCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var party = request.Party.ToParty(protector);
            var source = EnumMap<Wire.PenaltySource, PenaltySource>.ToDomain(request.Source)!.Value;
            if (request.SourceReference.Length == 0 && source is PenaltySource.Inspection or PenaltySource.Complaint or PenaltySource.Event)
                throw Rejection.Invalid("source_reference", "来源为检查、投诉或者事件时必填", "is required for an inspection, complaint or event");
            if (party.Kind == PenaltyPartyKind.Institution) Matters.MustBeCounty(request.Division, "division");
            var facts = request.Facts.ToFacts(command.Today, await WasPunishedAsync(db, party.Code, request.Facts.KindId, context.CancellationToken));
            var one = PenaltyCase.Open(
                request.Division, party, facts, new PenaltyOrigin(source, request.SourceReference), request.Description, command.Caller.Subject, command.LawIn(request.Division), command.Now);
            foreach (var evidence in request.Evidence) one.Add(ToEvidence(evidence, command), command.Now);
            db.Add(one);
            command.Resource = NameOf(one);
            command.Announce(command.Resource, one.Version, new PenaltyCaseOpened
            {
                Division = one.Division, PenaltyId = $"{one.Id}", Kind = one.Kind, UnifiedSocialCreditCode = PenaltyMapping.OrNull(one.PartyCode), Source = EnumMap<Wire.PenaltySource, PenaltySource>.Word(source),
                SourceReference = PenaltyMapping.OrNull(request.SourceReference), Authority = one.Assessment.Authority, DueDate = one.DueDate,
            });
            return new Wire.OpenPenaltyCaseResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.CorrectPenaltyFactsResponse> CorrectPenaltyFacts(Wire.CorrectPenaltyFactsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var repeated = await WasPunishedAsync(db, one.PartyCode, request.Facts.KindId, context.CancellationToken);
            one.Correct(request.Facts.ToFacts(command.Today, repeated), command.Caller.Subject, command.LawIn(one.Division), command.Now);
            return new Wire.CorrectPenaltyFactsResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.AddPenaltyEvidenceResponse> AddPenaltyEvidence(Wire.AddPenaltyEvidenceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            one.Add(ToEvidence(request.Evidence, command), command.Now);
            return new Wire.AddPenaltyEvidenceResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.ProposePenaltyResponse> ProposePenalty(Wire.ProposePenaltyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            // The draft is read by many: a natural person is not named in it.
            var party = one.PartyKind == PenaltyPartyKind.Person ? "当事人" : one.PartyName;
            one.Propose(
                request.Measures.ToMeasures(request.FineFen), request.FineFen, request.Reasons, request.Determinations.ToHeld(), party, command.Caller.Subject, command.Caller.Department.ToCode(),
                command.LawIn(one.Division), command.Now);
            return new Wire.ProposePenaltyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.NotifyPenaltyPartyResponse> NotifyPenaltyParty(Wire.NotifyPenaltyPartyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            one.Notify(command.Caller.Subject, command.LawIn(one.Division), command.Now);
            command.Announce(command.Resource, one.Version, new PenaltyNotified
            {
                Division = one.Division, PenaltyId = $"{one.Id}", UnifiedSocialCreditCode = PenaltyMapping.OrNull(one.PartyCode), HearingRight = one.Notice!.HearingRight, HearingUntil = one.Notice.HearingUntil,
            });
            return new Wire.NotifyPenaltyPartyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitPenaltyStatementResponse> SubmitPenaltyStatement(Wire.SubmitPenaltyStatementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            if (request is { AsksHearing: true, WaivesRest: true }) throw Rejection.Invalid("waives_rest", "申请听证的不得同时放弃期限", "does not go together with a hearing");
            var one = await LoadAsync(db, request.PenaltyId, "", command);
            one.Take(new PenaltyStatement(request.Text, request.AsksHearing, request.WaivesRest, command.Today), command.Caller.Subject, command.Now);
            return new Wire.SubmitPenaltyStatementResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.RecordPenaltyHearingResponse> RecordPenaltyHearing(Wire.RecordPenaltyHearingRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var day = command.PastDay("hearing.held_on", request.Hearing.HeldOn);
            one.Hear(new PenaltyHearing(day, request.Hearing.Result, request.Hearing.MinutesSha256), command.Caller.Subject, command.Now);
            return new Wire.RecordPenaltyHearingResponse { Penalty = Show(one, command) };
        });

    /// <summary>Finds a case to act on. To a party it exists from the notice on.</summary>
    private static async Task<PenaltyCase> LoadAsync(SupervisionDb db, string id, string etag, Command command)
    {
        var one = await db.Set<PenaltyCase>().LoadAsync(Name, id, command, etag);
        if (command.Caller.Audience == Audience.Institution && one.Notice is null) throw Rejection.NotFound($"{Name}/{id}");
        return one;
    }

    /// <summary>Whether a decision for the same kind of breach stands against the party.</summary>
    private static async Task<bool> WasPunishedAsync(SupervisionDb db, string code, string kind, CancellationToken cancellation) =>
        code.Length > 0 && await db.Set<PenaltyCase>().AnyAsync(p => p.PartyCode == code && p.Kind == kind && p.DecidedOn != null && p.State != PenaltyState.Withdrawn, cancellation);

    private static PenaltyEvidence ToEvidence(Wire.PenaltyEvidence wire, Command command) => new(wire.Title, wire.Sha256, command.Caller.Subject, command.Now);

    private static string NameOf(PenaltyCase one) => $"{Name}/{one.Id}";

    private Wire.PenaltyCase Show(PenaltyCase one, Command command) => one.ToProto(command.Today, protector, command.Caller.Audience == Audience.Institution);
}
