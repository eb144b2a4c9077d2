using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>From the decision to the end.</content>
public sealed partial class PenaltyGrpc
{
    /// <inheritdoc />
    public override Task<Wire.DecidePenaltyResponse> DecidePenalty(Wire.DecidePenaltyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var law = command.LawIn(one.Division);
            var measures = request.Measures.ToMeasures(request.FineFen);
            one.Decide(
                new PenaltyDecision(
                    measures, request.FineFen, request.Reasons, command.Caller.Subject, command.Caller.Department.ToCode(), command.Today, TogetherOf(request, command), request.Determinations.ToHeld()),
                law, command.Now);
            var effects = RequestEffects(db, one, law, command.Now);
            command.Announce(command.Resource, one.Version, PenaltyMapping.DecidedOf(one, effects));
            return new Wire.DecidePenaltyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.DropPenaltyCaseResponse> DropPenaltyCase(Wire.DropPenaltyCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            one.Drop(request.Reason, command.Caller.Subject, command.Now);
            return new Wire.DropPenaltyCaseResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.ServePenaltyResponse> ServePenalty(Wire.ServePenaltyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var day = command.PastDay("served_on", request.ServedOn);
            if (day < one.DecidedOn) throw Rejection.Invalid("served_on", "不得早于作出决定之日", "is before the decision");
            one.Serve(day, request.Method, command.Caller.Subject, command.LawIn(one.Division), command.Now);
            command.Announce(command.Resource, one.Version, new PenaltyServed
            {
                Division = one.Division, PenaltyId = $"{one.Id}", UnifiedSocialCreditCode = PenaltyMapping.OrNull(one.PartyCode), ServedOn = day, PayBy = one.Serving!.PayBy,
            });
            return new Wire.ServePenaltyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.RecordPenaltyPaymentResponse> RecordPenaltyPayment(Wire.RecordPenaltyPaymentRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var day = command.PastDay("payment.paid_on", request.Payment.PaidOn);
            if (day < one.DecidedOn) throw Rejection.Invalid("payment.paid_on", "不得早于作出决定之日", "is before the decision");
            one.Pay(new PenaltyPayment(day, request.Payment.AmountFen, request.Payment.Reference), command.Caller.Subject, command.LawIn(one.Division), command.Now);
            return new Wire.RecordPenaltyPaymentResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.AppealPenaltyResponse> AppealPenalty(Wire.AppealPenaltyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var day = command.PastDay("filed_on", request.FiledOn);
            if (day < one.Serving?.On) throw Rejection.Invalid("filed_on", "不得早于送达之日", "is before the service");
            one.Appeal(EnumMap<Wire.PenaltyAppealKind, PenaltyAppealKind>.ToDomain(request.Kind)!.Value, day, request.Grounds, command.Caller.Subject, command.Now);
            return new Wire.AppealPenaltyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.SettlePenaltyAppealResponse> SettlePenaltyAppeal(Wire.SettlePenaltyAppealRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var outcome = EnumMap<Wire.PenaltyAppealOutcome, PenaltyAppealOutcome>.ToDomain(request.Outcome)!.Value;
            // On an appeal of the party nothing becomes heavier.
            if (outcome == PenaltyAppealOutcome.Changed ? request.FineFen >= one.FineFen : request.FineFen > 0)
                throw Rejection.Invalid("fine_fen", "变更时应低于原罚款，其他应为0", "is below the fine that stood when changed, and 0 otherwise");
            one.Settle(outcome, request.FineFen, request.Reason, command.Caller.Subject, command.LawIn(one.Division), command.Now);
            if (one.State == PenaltyState.Withdrawn) command.Announce(command.Resource, one.Version, PenaltyMapping.WithdrawnOf(one, request.Reason, command.Today));
            return new Wire.SettlePenaltyAppealResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawPenaltyResponse> WithdrawPenalty(Wire.WithdrawPenaltyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            one.Withdraw(request.Reason, command.Caller.Subject, command.Now);
            command.Announce(command.Resource, one.Version, PenaltyMapping.WithdrawnOf(one, request.Reason, command.Today));
            return new Wire.WithdrawPenaltyResponse { Penalty = Show(one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.ConfirmPenaltyEffectResponse> ConfirmPenaltyEffect(Wire.ConfirmPenaltyEffectRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var effect = await db.Set<PenaltyEffect>().LoadAsync("penaltyEffects", request.EffectId, command, request.Etag);
            if (effect.State == PenaltyEffectState.Done) throw Refusal.Of("EFFECT_DONE", "该措施已落实。", "The effect is confirmed already.");
            effect.Confirm(true, request.Note, command.Now);
            return new Wire.ConfirmPenaltyEffectResponse { Effect = effect.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ClosePenaltyCaseResponse> ClosePenaltyCase(Wire.ClosePenaltyCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, request.PenaltyId, request.Etag, command);
            var open = await db.Set<PenaltyEffect>().CountAsync(e => e.PenaltyId == one.Id && e.State != PenaltyEffectState.Done, context.CancellationToken);
            one.Close(open, command.Caller.Subject, command.LawIn(one.Division), command.Now);
            command.Announce(command.Resource, one.Version, new PenaltyClosed
            {
                Division = one.Division, PenaltyId = $"{one.Id}", InstitutionId = PenaltyMapping.OrNull(one.InstitutionId), UnifiedSocialCreditCode = PenaltyMapping.OrNull(one.PartyCode), Overdue = one.Overdue,
            });
            return new Wire.ClosePenaltyCaseResponse { Penalty = Show(one, command) };
        });

    /// <summary>Asks other services for what the decision brings about. An edition of the lists has its own rhythm.</summary>
    private static List<PenaltyEffect> RequestEffects(SupervisionDb db, PenaltyCase one, LawAt law, DateTimeOffset now)
    {
        var edition = law.Limit(Law.EditionDays) is { } days ? law.Date.AddDays(days.Value) : (DateOnly?)null;
        var listed = ListEntry.LeadsToBlackList([Law.Current.Breaches[one.Kind].Ground], law);
        List<PenaltyEffect> effects =
        [
            .. PenaltyEffect.Of(one, listed).Select(e => PenaltyEffect.Request(one, e.Kind, e.Service, law, now, due: e.Kind == PenaltyEffectKind.ListEdition ? edition : null)),
        ];
        db.AddRange(effects);
        return effects;
    }

    private static CollectiveDecision? TogetherOf(Wire.DecidePenaltyRequest request, Command command)
    {
        if (request.Together is not { } wire) return null;
        if (wire.Roles.Distinct().Count() < 2) throw Rejection.Invalid("together.roles", "集体讨论至少两人", "names at least two");
        return new CollectiveDecision(command.PastDay("together.met_on", wire.MetOn), [.. wire.Roles], wire.MinutesSha256);
    }
}
