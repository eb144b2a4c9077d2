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

/// <summary>Puts on the black list who was punished for what leads there, and takes off whose penalty was withdrawn (JLP-C34, TZ-16).</summary>
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
        if (!ListEntry.LeadsToBlackList(fact.Grounds, law)) return;
        // A penalty lists once, however often and under whatever event it is told.
        if (await db.ListEntries.AnyAsync(e => e.Source == fact.PenaltyId && e.Source != "", cancellation)) return;
        var institution = Guid.TryParse(fact.InstitutionId, out var id) ? await db.Institutions.FindAsync([id], cancellation) : null;
        var entry = ListEntry.Black(
            institution, fact.Name, fact.UnifiedSocialCreditCode ?? "", fact.PenaltyId, fact.Reason, fact.Authority, law);
        db.ListEntries.Add(entry);
        Announce(db, entry, LifeMapping.Entered(entry));
    }

    private async Task LeaveAsync(InstitutionsDb db, PenaltyWithdrawn fact, CancellationToken cancellation)
    {
        var entry = await db.ListEntries.SingleOrDefaultAsync(e => e.Source == fact.PenaltyId && e.Source != "" && !e.Ended, cancellation);
        if (entry is null) return;
        entry.End(fact.Reason, fact.WithdrawnOn);
        Announce(db, entry, LifeMapping.Left(entry));
    }

    private void Announce(InstitutionsDb db, ListEntry entry, DomainEvent fact) =>
        db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(entry), entry.Version, _clock.GetUtcNow().UtcDateTime, fact);
}
