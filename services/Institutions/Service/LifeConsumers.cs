using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>Counts a consequence as confirmed when the service that owes it says so.</summary>
public sealed class ConsequenceConsumer(IDbContextFactory<InstitutionsDb> databases, TimeProvider clock, ILogger<ConsequenceConsumer> log)
    : EventConsumer<InstitutionsDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "institutions.consequences";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.consequence-confirmed"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(InstitutionsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = CloudEvents.DataOf<ConsequenceConfirmed>(received);
        var id = Guid.Parse(fact.ConsequenceId);
        var consequence = await db.Consequences.SingleOrDefaultAsync(c => c.Id == id && c.Service == fact.Service, cancellation)
            // Parked for operators: a service confirms what it does not owe, or what nobody owes.
            ?? throw new InvalidOperationException("There is no such consequence of that service.");
        // An officer may have been faster; then the service's word adds nothing.
        if (consequence.ConfirmedAt is null) consequence.Confirm(fact.Service, fact.Note ?? "", _clock.GetUtcNow());
    }
}

/// <summary>
/// Puts on the black list who was punished for what leads there, suspends or revokes the licence as the penalty says, and takes it back
/// when the penalty is withdrawn (JLP-C34, TZ-16, KM-6, BJ-18).
/// </summary>
public sealed class PenaltyConsumer(
    IDbContextFactory<InstitutionsDb> databases, AnswerCache cache, TimeProvider clock, ILogger<PenaltyConsumer> log)
    : EventConsumer<InstitutionsDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "institutions.penalties";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.penalty-decided", "#.penalty-withdrawn"];

    /// <inheritdoc />
    protected override Task ApplyAsync(InstitutionsDb db, ReceivedEvent received, CancellationToken cancellation) =>
        received.Name == CloudEvents.NameOf(typeof(PenaltyDecided))
            ? EnterAsync(db, CloudEvents.DataOf<PenaltyDecided>(received), cancellation)
            : LeaveAsync(db, CloudEvents.DataOf<PenaltyWithdrawn>(received), cancellation);

    /// <inheritdoc />
    protected override void Committed(ReceivedEvent received) => cache.Renew(DirectoryGrpc.WhiteList);

    private async Task EnterAsync(InstitutionsDb db, PenaltyDecided fact, CancellationToken cancellation)
    {
        var law = Law.Current.At(DivisionCode.Parse(fact.Division), fact.DecidedOn);
        var institution = Guid.TryParse(fact.InstitutionId, out var id) ? await db.Institutions.FindAsync([id], cancellation) : null;
        await ListAsync(db, fact, institution, law, cancellation);
        TakeMeasure(db, fact, institution, law);
    }

    private async Task ListAsync(InstitutionsDb db, PenaltyDecided fact, Institution? institution, LawAt law, CancellationToken cancellation)
    {
        var asked = fact.EffectOf("BLACK_LIST");
        if (asked is null && !ListEntry.LeadsToBlackList(fact.Grounds, law)) return;
        // A penalty lists once, however often and under whatever event it is told.
        if (!await db.ListEntries.AnyAsync(e => e.Source == fact.PenaltyId && e.Source != "", cancellation))
        {
            var entry = ListEntry.Black(
                institution, fact.Name, fact.UnifiedSocialCreditCode ?? "", fact.PenaltyId, fact.Reason, fact.Authority, law);
            db.ListEntries.Add(entry);
            Announce(db, entry, LifeMapping.Entered(entry));
        }
        asked.Confirm(db, fact.Division, InstitutionsModule.ServiceName, Now, "已列入黑名单");
    }

    /// <summary>Suspends or revokes the licence as the penalty says. What the state of the licence does not allow is answered, not forced.</summary>
    private void TakeMeasure(InstitutionsDb db, PenaltyDecided fact, Institution? institution, LawAt law)
    {
        var revoke = fact.EffectOf("LICENCE_REVOKED");
        if ((revoke ?? fact.EffectOf("LICENCE_SUSPENDED")) is not { } asked) return;
        void Answer(string note, bool done, IReadOnlyList<ConsequenceFact>? owed = null) =>
            asked.Confirm(db, fact.Division, InstitutionsModule.ServiceName, Now, note, done, owed);
        if (institution is null) Answer("没有该机构的登记", done: false);
        else if (institution.State == InstitutionState.Revoked) Answer("许可此前已被吊销", done: true);
        else if (revoke is null && institution.State == InstitutionState.Suspended) Answer("此前已停业整改", done: true);
        else
        {
            try
            {
                Answer(revoke is null ? "已停业整改" : "许可已吊销", done: true, Carry(db, fact, institution, revoke is not null, law));
            }
            catch (Refusal refusal)
            {
                Answer(refusal.Zh, done: false);
            }
        }
    }

    /// <summary>The registry carries out what the punishing department decided: the licence is that of the competent department.</summary>
    private IReadOnlyList<ConsequenceFact> Carry(InstitutionsDb db, PenaltyDecided fact, Institution institution, bool revoke, LawAt law)
    {
        var competent = Competence.Of(institution.Category, law).Reviewers[0].Department;
        var reason = $"{PenaltyNews.Mark(fact.PenaltyId)}：{fact.Reason}";
        if (revoke) institution.Revoke(reason, competent, law);
        else institution.Suspend(reason, competent, null, law);
        var (measure, owed) = Standing.Record(db, revoke ? MeasureType.Revocation : MeasureType.Suspension, [.. fact.Grounds.Select(GroundOf).Distinct()], institution, law);
        db.Announce(
            InstitutionsModule.ServiceName, LifeMapping.NameOf(institution), institution.Version, Now,
            revoke ? LifeMapping.Revoked(institution, measure, owed) : LifeMapping.Suspended(institution, measure, owed));
        return owed.ToFacts();
    }

    private async Task LeaveAsync(InstitutionsDb db, PenaltyWithdrawn fact, CancellationToken cancellation)
    {
        var entry = await db.ListEntries.SingleOrDefaultAsync(e => e.Source == fact.PenaltyId && e.Source != "" && !e.Ended, cancellation);
        if (entry is not null)
        {
            entry.End(fact.Reason, fact.WithdrawnOn);
            Announce(db, entry, LifeMapping.Left(entry));
        }
        // A suspension falls with its penalty. A licence that was revoked needs an officer: others may have taken its place.
        if (!Guid.TryParse(fact.InstitutionId, out var id) || await db.Institutions.FindAsync([id], cancellation) is not { State: InstitutionState.Suspended } institution) return;
        if (!institution.StateReason.StartsWith(PenaltyNews.Mark(fact.PenaltyId), StringComparison.Ordinal)) return;
        var law = Law.Current.At(DivisionCode.Parse(institution.Division), fact.WithdrawnOn);
        institution.Reinstate(fact.Reason, Competence.Of(institution.Category, law).Reviewers[0].Department, law);
        Standing.Record(db, MeasureType.Reinstatement, [], institution, law);
        db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(institution), institution.Version, Now, LifeMapping.Reinstated(institution));
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private static MeasureGround GroundOf(string ground) =>
        Enum.TryParse<MeasureGround>(ground.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : MeasureGround.Other;

    private void Announce(InstitutionsDb db, ListEntry entry, DomainEvent fact) =>
        db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(entry), entry.Version, _clock.GetUtcNow().UtcDateTime, fact);
}
