using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
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
    public override IReadOnlyList<string> Topics =>
    [
        "#.institution-licensed", "#.institution-suspended", "#.institution-revoked", "#.institution-exited", "#.institution-closing",
        "#.institution-licence-lost", "#.institution-reinstated",
    ];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    protected override Task ApplyAsync(CustodyDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        switch (received.Name.Split('.')[1])
        {
            case "institution-licensed":
                var licensed = CloudEvents.DataOf<InstitutionLicensed>(received);
                return ChangeAsync(db, licensed, licensed.InstitutionId, true, licensed.UnifiedSocialCreditCode, null, received, cancellation);
            case "institution-suspended":
                var suspended = CloudEvents.DataOf<InstitutionSuspended>(received);
                return ChangeAsync(db, suspended, suspended.InstitutionId, false, "", suspended.Consequences, received, cancellation);
            case "institution-revoked":
                var revoked = CloudEvents.DataOf<InstitutionRevoked>(received);
                return ChangeAsync(db, revoked, revoked.InstitutionId, false, "", revoked.Consequences, received, cancellation);
            case "institution-exited":
                var exited = CloudEvents.DataOf<InstitutionExited>(received);
                return ChangeAsync(db, exited, exited.InstitutionId, false, "", exited.Consequences, received, cancellation);
            case "institution-closing":
                var closing = CloudEvents.DataOf<InstitutionClosing>(received);
                return ChangeAsync(db, closing, closing.InstitutionId, false, "", closing.Consequences, received, cancellation);
            case "institution-licence-lost":
                var lost = CloudEvents.DataOf<InstitutionLicenceLost>(received);
                return ChangeAsync(db, lost, lost.InstitutionId, false, "", lost.Consequences, received, cancellation);
            default:
                var back = CloudEvents.DataOf<InstitutionReinstated>(received);
                return ChangeAsync(db, back, back.InstitutionId, true, "", null, received, cancellation);
        }
    }

    private async Task ChangeAsync(
        CustodyDb db, DomainEvent fact, string institution, bool mayTrain, string code, IReadOnlyList<ConsequenceFact>? owed, ReceivedEvent received, CancellationToken cancellation)
    {
        var id = $"{Guid.Parse(institution)}";
        var agreement = await db.Set<Agreement>().Where(a => a.InstitutionId == id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellation);
        var acts = agreement is { } known ? await CustodyActs.BeginAsync(db, known, Now, Name, cancellation) : null;
        var row = await RowAsync(db, fact, id, cancellation);
        if (code.Length > 0) row.Code = code;
        if (row.At <= received.Time)
        {
            (row.MayTrain, row.At) = (mayTrain, received.Time);
            if (acts is not null) await FollowAsync(acts, mayTrain, received.Name, cancellation);
        }
        foreach (var consequence in (owed ?? []).Where(c => c.Kind == OwnConsequence && c.Service == CustodyModule.ServiceName))
            db.Announce(CustodyModule.ServiceName, $"consequences/{consequence.ConsequenceId}", 1, Now, new ConsequenceConfirmed
            {
                Division = fact.Division, ConsequenceId = consequence.ConsequenceId, Service = CustodyModule.ServiceName,
                Note = acts is null ? "该机构无监管账户" : "已停止划拨，学员退费照常",
            });
    }

    private static async Task FollowAsync(CustodyActs acts, bool mayTrain, string cause, CancellationToken cancellation)
    {
        if (!mayTrain && acts.Agreement.State == AgreementState.Open) await acts.FreezeAsync(Registry + cause, LedgerStop.Releases, cancellation);
        else if (mayTrain && acts.Agreement.State == AgreementState.Frozen && acts.Agreement.Reason.StartsWith(Registry, StringComparison.Ordinal))
            await acts.UnfreezeAsync(cancellation);
    }

    /// <summary>The row of an institution; one of which nothing was told yet is begun, so that a late licence does not undo what came first.</summary>
    private static async Task<KnownInstitution> RowAsync(CustodyDb db, DomainEvent fact, string id, CancellationToken cancellation)
    {
        var key = Guid.Parse(id);
        var row = await db.Set<KnownInstitution>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new KnownInstitution { Id = key, Division = fact.Division });
        return row;
    }
}
