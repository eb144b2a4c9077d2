using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Custody;

/// <summary>
/// Follows who may train. The releases of an institution that may not any more stop in the transaction that confirms the
/// consequence; one that may again has them go on, if it was the registry that stopped them.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<CustodyDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<CustodyDb>(databases, clock, log)
{
    private const string OwnConsequence = "PREPAID_MONEY";
    private const string Registry = "机构登记状态变更：";
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "custody.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => StandingNews.Topics;

    /// <inheritdoc />
    protected override async Task ApplyAsync(CustodyDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var news = StandingNews.In(received, CloudEvents.DataOf(received))!;
        var now = _clock.GetUtcNow().UtcDateTime;
        // The turn of the agreement comes first: it forgets what was read before it.
        var id = $"{Guid.Parse(news.Fact.InstitutionId)}";
        var agreement = await db.Set<Agreement>().Where(a => a.InstitutionId == id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellation);
        var acts = agreement is { } known ? await CustodyActs.BeginAsync(db, known, now, Name, cancellation) : null;
        var (_, isNews) = await news.TakeAsync<KnownInstitution>(db, cancellation);
        if (isNews && acts is not null) await FollowAsync(acts, news.Fact.MayTrain, news.Cause, cancellation);
        news.Confirm(db, CustodyModule.ServiceName, OwnConsequence, now, acts is null ? "该机构无监管账户" : "已停止划拨，学员退费照常");
    }

    private static async Task FollowAsync(CustodyActs acts, bool mayTrain, string cause, CancellationToken cancellation)
    {
        if (!mayTrain && acts.Agreement.State == AgreementState.Open) await acts.FreezeAsync(Registry + cause, LedgerStop.Releases, cancellation);
        else if (mayTrain && acts.Agreement.State == AgreementState.Frozen && acts.Agreement.Reason.StartsWith(Registry, StringComparison.Ordinal))
            await acts.UnfreezeAsync(cancellation);
    }
}
