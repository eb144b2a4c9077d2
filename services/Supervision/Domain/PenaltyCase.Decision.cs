using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <content>From the decision to the end: service, payment, appeals, withdrawal.</content>
public sealed partial class PenaltyCase
{
    private const int Whole = 100;

    /// <summary>Decides it. Who proposed it does not decide it.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="today">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">PENALTY_STATE; SAME_OFFICER; PENALTY_NOT_LAWFUL; PENALTY_DETERMINATION_MISSING.</exception>
    public void Decide(PenaltyDecision decision, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Notified);
        if (decision.By == Proposal!.By) throw PenaltyRefusals.SameOfficer();
        var findings = PenaltyGate.OfDecision(this, decision, today);
        PenaltyGate.Pass(findings, decision.Held);
        (Decision, Findings, Authority, DecidedOn) = (decision, findings, decision.Department, today.Date);
        FineFen = decision.Measures.Contains(PenaltyMeasure.Fine) ? decision.FineFen : 0;
        Use(today, Law.MajorPenaltyFen, Law.PenaltyServiceWorkingDays, Law.PenaltyPublicationMonths);
        DueDate = After(today, Law.PenaltyServiceWorkingDays);
        // Persons are not published; for others the term runs from the decision.
        PublishedUntil = PartyKind != PenaltyPartyKind.Person && today.Limit(Law.PenaltyPublicationMonths) is { } months ? today.Date.AddMonths(months.Value) : null;
        Step(PenaltyState.Decided, "作出处罚决定", decision.By, now);
    }

    /// <summary>Ends it without a penalty.</summary>
    /// <exception cref="Refusal">PENALTY_STATE.</exception>
    public void Drop(string reason, string by, DateTimeOffset now)
    {
        Require(PenaltyState.Open, PenaltyState.Proposed, PenaltyState.Notified);
        DueDate = null;
        Step(PenaltyState.Dropped, "不予处罚：" + reason, by, now);
    }

    /// <summary>Records how it was served; the terms for paying and for appeals begin.</summary>
    /// <exception cref="Refusal">PENALTY_STATE.</exception>
    public void Serve(DateOnly day, string method, string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Decided);
        var law = today.On(day);
        DateOnly? payBy = FineFen > 0 && law.Limit(Law.PenaltyPaymentDays) is { } days ? day.AddDays(days.Value) : null;
        Serving = new PenaltyServing(
            day, method, payBy, law.Limit(Law.PenaltyReviewDays) is { } review ? day.AddDays(review.Value) : null,
            law.Limit(Law.PenaltyLawsuitMonths) is { } months ? day.AddMonths(months.Value) : null);
        Use(law, Law.PenaltyPaymentDays, Law.PenaltyReviewDays, Law.PenaltyLawsuitMonths, Law.SurchargePercentPerDay, Law.SurchargeMostPercent);
        DueDate = payBy;
        Step(PenaltyState.Served, "送达决定书", by, now);
    }

    /// <summary>Surcharge that has grown until a day: each day of delay on what was unpaid that day, at most a share of the fine.</summary>
    public long SurchargeOn(DateOnly day, LawAt law)
    {
        if (Serving?.PayBy is not { } payBy || law.Limit(Law.SurchargePercentPerDay) is not { } daily) return 0;
        var most = law.Limit(Law.SurchargeMostPercent) is { } share ? FineFen * share.Value / Whole : long.MaxValue;
        var grown = 0L;
        for (var (at, unpaid) = (payBy, FineFen - PaidUntil(payBy)); at < day && unpaid > 0 && grown < most; unpaid = FineFen - PaidUntil(at))
        {
            grown += unpaid * daily.Value / Whole;
            at = at.AddDays(1);
        }
        return Math.Min(grown, most);
    }

    /// <summary>Records a payment of the fine or of its surcharge.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; PAYMENT_TOO_HIGH; PAYMENT_EXISTS.</exception>
    public void Pay(PenaltyPayment payment, string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Decided, PenaltyState.Served);
        if (Payments.Any(p => p.Reference == payment.Reference)) throw PenaltyRefusals.PaymentExists(payment.Reference);
        var owed = FineFen + SurchargeOn(payment.On, today) - PaidFen;
        if (payment.Fen > owed) throw PenaltyRefusals.PaymentTooHigh(owed);
        Payments = [.. Payments, payment];
        if (State == PenaltyState.Served && PaidFen >= FineFen) DueDate = null;
        Step(State, "缴纳罚款" + Zh.Yuan(payment.Fen), by, now);
    }

    /// <summary>Records an appeal; one that comes after its term is noted as late, for the body that it was made to decides on that.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; APPEAL_OPEN.</exception>
    public void Appeal(PenaltyAppealKind kind, DateOnly day, string grounds, string by, DateTimeOffset now)
    {
        Require(PenaltyState.Served, PenaltyState.Closed);
        if (Appeals.Any(a => a.Outcome is null)) throw PenaltyRefusals.AppealOpen();
        var until = kind == PenaltyAppealKind.Review ? Serving!.ReviewUntil : Serving!.LawsuitUntil;
        Appeals = [.. Appeals, new PenaltyAppeal(kind, day, day > until, grounds)];
        Step(State, kind == PenaltyAppealKind.Review ? "申请行政复议" : "提起行政诉讼", by, now);
    }

    /// <summary>Notes what became of the open appeal. A decision that is revoked counts no more.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; APPEAL_NOT_OPEN.</exception>
    public void Settle(PenaltyAppealOutcome outcome, long fine, string reason, string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Served, PenaltyState.Closed);
        if (Appeals.All(a => a.Outcome is not null)) throw PenaltyRefusals.AppealNotOpen();
        Appeals = [.. Appeals.Select(a => a.Outcome is null ? a with { Outcome = outcome, SettledOn = today.Date, Reason = reason } : a)];
        if (outcome == PenaltyAppealOutcome.Changed)
        {
            FineFen = fine;
            DueDate = FineFen > PaidFen ? Serving!.PayBy : null;
        }
        if (outcome == PenaltyAppealOutcome.Revoked) End(reason, by, now);
        else Step(State, outcome == PenaltyAppealOutcome.Changed ? "决定被变更：" + reason : "决定被维持：" + reason, by, now);
    }

    /// <summary>Takes the decision back.</summary>
    /// <exception cref="Refusal">PENALTY_STATE.</exception>
    public void Withdraw(string reason, string by, DateTimeOffset now)
    {
        Require(PenaltyState.Decided, PenaltyState.Served, PenaltyState.Closed);
        End(reason, by, now);
    }

    /// <summary>Closes it: what was decided is carried out.</summary>
    /// <param name="effectsOpen">Effects that are not carried out yet.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="today">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">PENALTY_STATE; PENALTY_NOT_CARRIED_OUT.</exception>
    public void Close(int effectsOpen, string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Served);
        var owed = FineFen + SurchargeOn(today.Date, today) - PaidFen;
        var appeals = Appeals.Count(a => a.Outcome is null);
        if (owed > 0 || effectsOpen > 0 || appeals > 0) throw PenaltyRefusals.NotCarriedOut(owed, effectsOpen, appeals);
        DueDate = null;
        Step(PenaltyState.Closed, "结案", by, now);
    }

    /// <summary>Notes that the due day of the next step passed, once for each state; the due day itself is still in time.</summary>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        var stage = StageOf(State);
        if (DueDate is null || today <= DueDate || LateState == stage) return false;
        (Overdue, LateState) = (true, stage);
        Touch(now);
        return true;
    }

    /// <summary>Renews the cipher of the name under another key.</summary>
    public void Renew(string cipher) => PersonCipher = cipher;

    /// <summary>Until the decision there is one term, however often the state changes.</summary>
    private static PenaltyState StageOf(PenaltyState state) => state is PenaltyState.Proposed or PenaltyState.Notified ? PenaltyState.Open : state;

    private long PaidUntil(DateOnly day) => Payments.Where(p => p.On <= day).Sum(p => p.Fen);

    private void End(string reason, string by, DateTimeOffset now)
    {
        (DueDate, PublishedUntil) = (null, null);
        Step(PenaltyState.Withdrawn, "撤销处罚决定：" + reason, by, now);
    }
}
