using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring;

/// <summary>What the registry told of an institution.</summary>
public sealed class KnownInstitution
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Unified social credit code; empty until the licence is told.</summary>
    public string Code { get; set; } = "";

    /// <summary>County-level division of the licence.</summary>
    public string Division { get; set; } = "";

    /// <summary>Whether it may train, and so charge, now.</summary>
    public bool MayTrain { get; set; }

    /// <summary>When that was told, by which a late event is known.</summary>
    public DateTime MayTrainAt { get; set; }
}

/// <summary>Asks what the registry told.</summary>
internal static class KnownInstitutions
{
    /// <summary>Refuses for an institution of which the registry said that it may not train.</summary>
    public static async Task MustChargeAsync(MonitoringDb db, string code)
    {
        var told = await db.Set<KnownInstitution>().AsNoTracking().Where(i => i.Code == code).Select(i => i.MayTrain).ToListAsync();
        if (told.Count == 0 || told.Contains(true)) return;
        throw new Refusal(RefusalKind.State, "INSTITUTION_MAY_NOT_CHARGE", "该机构已不得开展培训，不能再收费或签订合同。", "The institution may not train, so it makes no new charges.")
        {
            Facts = new Dictionary<string, string> { ["institution_code"] = code },
        };
    }
}

/// <summary>
/// Follows who may train. One that may not any more makes no new charges; its published fees leave the disclosure page
/// unless it is only suspended, and what is owed for prepaid money is confirmed in the same transaction.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<MonitoringDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<MonitoringDb>(databases, clock, log)
{
    private const string OwnConsequence = "PREPAID_MONEY";
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "monitoring.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics =>
    [
        "#.institution-licensed", "#.institution-suspended", "#.institution-revoked", "#.institution-exited", "#.institution-closing",
        "#.institution-licence-lost", "#.institution-reinstated",
    ];

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    protected override async Task ApplyAsync(MonitoringDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        switch (received.Name.Split('.')[1])
        {
            case "institution-licensed":
                var licensed = CloudEvents.DataOf<InstitutionLicensed>(received);
                (await RowAsync(db, licensed, licensed.InstitutionId, cancellation)).Code = licensed.UnifiedSocialCreditCode;
                await GoOnAsync(db, licensed, licensed.InstitutionId, received, cancellation);
                break;
            case "institution-reinstated":
                var back = CloudEvents.DataOf<InstitutionReinstated>(received);
                await GoOnAsync(db, back, back.InstitutionId, received, cancellation);
                break;
            case "institution-suspended":
                var suspended = CloudEvents.DataOf<InstitutionSuspended>(received);
                await StopAsync(db, suspended, suspended.InstitutionId, suspended.Consequences, false, received, cancellation);
                break;
            case "institution-revoked":
                var revoked = CloudEvents.DataOf<InstitutionRevoked>(received);
                await StopAsync(db, revoked, revoked.InstitutionId, revoked.Consequences, true, received, cancellation);
                break;
            case "institution-exited":
                var exited = CloudEvents.DataOf<InstitutionExited>(received);
                await StopAsync(db, exited, exited.InstitutionId, exited.Consequences, true, received, cancellation);
                break;
            case "institution-closing":
                var closing = CloudEvents.DataOf<InstitutionClosing>(received);
                await StopAsync(db, closing, closing.InstitutionId, closing.Consequences, true, received, cancellation);
                break;
            default:
                var lost = CloudEvents.DataOf<InstitutionLicenceLost>(received);
                await StopAsync(db, lost, lost.InstitutionId, lost.Consequences, true, received, cancellation);
                break;
        }
    }

    private static async Task GoOnAsync(MonitoringDb db, DomainEvent fact, string id, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, id, cancellation);
        if (row.MayTrainAt <= received.Time) (row.MayTrain, row.MayTrainAt) = (true, received.Time);
    }

    private async Task StopAsync(
        MonitoringDb db, DomainEvent fact, string id, IReadOnlyList<ConsequenceFact> consequences, bool forGood, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, fact, id, cancellation);
        if (row.MayTrainAt <= received.Time)
        {
            (row.MayTrain, row.MayTrainAt) = (false, received.Time);
            if (forGood) await HideFeesAsync(db, row.Id, cancellation);
        }
        var running = row.Code.Length == 0 ? 0 : await db.Set<TrainingContract>().CountAsync(c => c.InstitutionCode == row.Code && c.State != ContractState.Ended, cancellation);
        foreach (var owed in consequences.Where(c => c.Kind == OwnConsequence && c.Service == MonitoringModule.ServiceName))
            db.Announce(MonitoringModule.ServiceName, $"consequences/{owed.ConsequenceId}", 1, Now, new ConsequenceConfirmed
            {
                Division = fact.Division, ConsequenceId = owed.ConsequenceId, Service = MonitoringModule.ServiceName, Note = $"已停止新收费和新合同，履行中的合同{running}份",
            });
    }

    private async Task HideFeesAsync(MonitoringDb db, Guid institution, CancellationToken cancellation)
    {
        var id = $"{institution}";
        foreach (var standard in await db.Set<FeeStandard>().Where(f => f.InstitutionId == id && f.State == FeeStandardState.Published).ToListAsync(cancellation))
        {
            standard.Withdraw(Now);
            db.Announce(MonitoringModule.ServiceName, $"fee-standards/{standard.Id}", standard.Version, Now, FeeMapping.Hidden(standard));
        }
    }

    /// <summary>The row of an institution; one of which nothing was told yet is begun, so that a late licence does not undo what came first.</summary>
    private static async Task<KnownInstitution> RowAsync(MonitoringDb db, DomainEvent fact, string id, CancellationToken cancellation)
    {
        var key = Guid.Parse(id);
        var row = await db.Set<KnownInstitution>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new KnownInstitution { Id = key, Division = fact.Division });
        return row;
    }
}

internal sealed class KnownInstitutionTable : IEntityTypeConfiguration<KnownInstitution>
{
    public void Configure(EntityTypeBuilder<KnownInstitution> row)
    {
        row.ToTable("known_institutions");
        row.HasKey(i => i.Id);
        row.Property(i => i.Id).ValueGeneratedNever();
        row.Property(i => i.Code).HasMaxLength(18);
        row.Property(i => i.Division).HasMaxLength(6);
        row.HasIndex(i => i.Code);
    }
}
