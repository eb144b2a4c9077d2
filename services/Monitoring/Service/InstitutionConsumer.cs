using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring;

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
/// unless it is only suspended.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<MonitoringDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<MonitoringDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "monitoring.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => StandingNews.Topics;

    /// <inheritdoc />
    protected override async Task ApplyAsync(MonitoringDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var news = StandingNews.In(received, CloudEvents.DataOf(received))!;
        var (row, isNews) = await news.TakeAsync<KnownInstitution>(db, cancellation);
        if (isNews && news.Fact.ForGood) await HideFeesAsync(db, row.Id, cancellation);
    }

    private async Task HideFeesAsync(MonitoringDb db, Guid institution, CancellationToken cancellation)
    {
        var (id, now) = ($"{institution}", _clock.GetUtcNow().UtcDateTime);
        foreach (var standard in await db.Set<FeeStandard>().Where(f => f.InstitutionId == id && f.State == FeeStandardState.Published).ToListAsync(cancellation))
        {
            standard.Withdraw(now);
            db.Announce(MonitoringModule.ServiceName, $"fee-standards/{standard.Id}", standard.Version, now, FeeMapping.Hidden(standard));
        }
    }
}

internal sealed class KnownInstitutionTable : IEntityTypeConfiguration<KnownInstitution>
{
    public void Configure(EntityTypeBuilder<KnownInstitution> row) => KnownInstitution.Store(row);
}
