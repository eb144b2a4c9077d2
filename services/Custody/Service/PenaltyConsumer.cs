using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Custody;

/// <summary>
/// Stops the releases of an institution that was punished where the penalty asks for it, and lets them go on when the penalty is
/// carried out or withdrawn (KM-9, TZ-16). Refunds to families go on all the time.
/// </summary>
public sealed class PenaltyConsumer(IDbContextFactory<CustodyDb> databases, TimeProvider clock, ILogger<PenaltyConsumer> log) : EventConsumer<CustodyDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "custody.penalties";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.penalty-decided", "#.penalty-closed", "#.penalty-withdrawn"];

    /// <inheritdoc />
    protected override Task ApplyAsync(CustodyDb db, ReceivedEvent received, CancellationToken cancellation) => CloudEvents.DataOf(received) switch
    {
        PenaltyDecided fact => StopAsync(db, fact, cancellation),
        PenaltyClosed fact => GoOnAsync(db, fact.PenaltyId, fact.InstitutionId, cancellation),
        PenaltyWithdrawn fact => GoOnAsync(db, fact.PenaltyId, fact.InstitutionId, cancellation),
        _ => Task.CompletedTask,
    };

    private async Task StopAsync(CustodyDb db, PenaltyDecided fact, CancellationToken cancellation)
    {
        if (fact.EffectOf("MONEY_FROZEN") is not { } asked) return;
        var acts = await TurnAsync(db, fact.InstitutionId, cancellation);
        var open = acts?.Agreement.State == AgreementState.Open;
        if (open) await acts!.FreezeAsync($"{PenaltyNews.Mark(fact.PenaltyId)}：{fact.Reason}", LedgerStop.Releases, cancellation);
        asked.Confirm(
            db, fact.Division, CustodyModule.ServiceName, _clock.GetUtcNow().UtcDateTime, acts is null ? "该机构无监管账户" : open ? "已停止划拨，学员退费照常" : "此前已停止划拨");
    }

    private async Task GoOnAsync(CustodyDb db, string penalty, string? institution, CancellationToken cancellation)
    {
        var acts = await TurnAsync(db, institution, cancellation);
        if (acts?.Agreement.State != AgreementState.Frozen || !acts.Agreement.Reason.StartsWith(PenaltyNews.Mark(penalty), StringComparison.Ordinal)) return;
        // Who may not train meanwhile stays stopped, now by the registry.
        var id = Guid.Parse(acts.Agreement.InstitutionId);
        if (await db.Set<KnownInstitution>().AnyAsync(i => i.Id == id && !i.MayTrain, cancellation)) return;
        await acts.UnfreezeAsync(cancellation);
    }

    /// <summary>Takes the turn of an institution's money; null when it has no account here.</summary>
    private async Task<CustodyActs?> TurnAsync(CustodyDb db, string? institution, CancellationToken cancellation)
    {
        if (institution is null) return null;
        var agreement = await db.Set<Agreement>().Where(a => a.InstitutionId == institution).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellation);
        return agreement is { } known ? await CustodyActs.BeginAsync(db, known, _clock.GetUtcNow().UtcDateTime, Name, cancellation) : null;
    }
}
