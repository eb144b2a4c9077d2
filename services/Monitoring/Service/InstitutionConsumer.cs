using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring;

/// <summary>What the registry told of an institution: whether it may train, and what it is licensed for.</summary>
public sealed class MonitoredInstitution : KnownInstitution
{
    /// <summary>Its name; empty until told.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it is licensed for; null until told.</summary>
    public TrainingCategory? Category { get; set; }

    /// <summary>How it trains, for example <c>OFFLINE</c>; empty until told.</summary>
    public string Mode { get; set; } = "";

    /// <summary>Last day of the first lease to end; null when all premises are owned, or until told.</summary>
    public DateOnly? LeaseEndsOn { get; set; }

    /// <summary>When that was told.</summary>
    public DateTime LeaseAt { get; set; }

    /// <summary>When the rest was told, by which a late event is known.</summary>
    public DateTime ToldAt { get; set; }
}

/// <summary>Asks what the registry told.</summary>
internal static class KnownInstitutions
{
    /// <summary>Refuses for an institution of which the registry said that it may not train.</summary>
    public static async Task MustChargeAsync(MonitoringDb db, string code)
    {
        var told = await db.Set<MonitoredInstitution>().AsNoTracking().Where(i => i.Code == code).Select(i => i.MayTrain).ToListAsync();
        if (told.Count > 0 && !told.Contains(true)) throw MayNotCharge(code);
    }

    /// <summary>Refuses a charge of an institution that may not train.</summary>
    public static Refusal MayNotCharge(string code) =>
        new(RefusalKind.State, "INSTITUTION_MAY_NOT_CHARGE", "该机构已不得开展培训，不能再收费或签订合同。", "The institution may not train, so it makes no new charges.")
        {
            Facts = new Dictionary<string, string> { ["institution_code"] = code },
        };
}

/// <summary>
/// Follows who may train and is licensed for what. One that may not any more makes no new charges; its published fees leave the disclosure page
/// unless it is only suspended.
/// </summary>
public sealed class InstitutionConsumer(IDbContextFactory<MonitoringDb> databases, TimeProvider clock, ILogger<InstitutionConsumer> log)
    : EventConsumer<MonitoringDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "monitoring.institutions";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics { get; } = [.. StandingNews.Topics, "#.institution-changed", "#.institution-transformed", "#.institution-site-added"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(MonitoringDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var fact = CloudEvents.DataOf(received);
        switch (fact)
        {
            case InstitutionSiteAdded added:
                await LeaseAsync(db, added.InstitutionId, added, added.LeaseEndsOn, received, cancellation);
                return;
            case InstitutionChanged changed:
                await LeaseAsync(db, changed.InstitutionId, changed, changed.LeaseEndsOn, received, cancellation);
                await TakeAsync(db, changed.InstitutionId, changed, new(changed.Name, changed.Category, changed.Mode), received, cancellation);
                return;
            case InstitutionTransformed transformed:
                await TakeAsync(db, transformed.InstitutionId, transformed, new("", transformed.Category, transformed.Mode), received, cancellation);
                return;
        }
        var news = StandingNews.In(received, fact)!;
        var (row, isNews) = await news.TakeAsync<MonitoredInstitution>(db, cancellation);
        if (fact is InstitutionLicensed licensed)
        {
            await TakeAsync(db, licensed.InstitutionId, licensed, new(licensed.Name, licensed.Category, null), received, cancellation);
            await LeaseAsync(db, licensed.InstitutionId, licensed, licensed.LeaseEndsOn, received, cancellation);
        }
        if (isNews && news.Fact.ForGood) await HideFeesAsync(db, row.Id, cancellation);
    }

    /// <summary>Keeps what an institution is called and licensed for. What was filed as the category before is judged as the new one.</summary>
    private static async Task TakeAsync(MonitoringDb db, string id, DomainEvent fact, Particulars told, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await KnownInstitution.RowAsync<MonitoredInstitution>(db, id, fact.Division, cancellation);
        if (row.ToldAt > received.Time) return;
        var category = EnumMap<Words.TrainingCategory, TrainingCategory>.FromWord(told.Category);
        if (row.Category is { } before && before != category && row.Code.Length > 0)
            db.Add(new Recategorising { Id = Guid.CreateVersion7(), InstitutionCode = row.Code, From = before, To = category });
        (row.Category, row.ToldAt) = (category, received.Time);
        if (told.Name.Length > 0) row.Name = told.Name;
        if (told.Mode is { } mode) row.Mode = mode;
    }

    private static async Task LeaseAsync(MonitoringDb db, string id, DomainEvent fact, DateOnly? ends, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await KnownInstitution.RowAsync<MonitoredInstitution>(db, id, fact.Division, cancellation);
        if (row.LeaseAt <= received.Time) (row.LeaseEndsOn, row.LeaseAt) = (ends, received.Time);
    }

    /// <summary>What an event says of an institution; an empty name and a null mode are not told.</summary>
    private sealed record Particulars(string Name, string Category, string? Mode);

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

internal sealed class MonitoredInstitutionTable : IEntityTypeConfiguration<MonitoredInstitution>
{
    public void Configure(EntityTypeBuilder<MonitoredInstitution> row)
    {
        KnownInstitution.Store(row);
        row.Property(i => i.Name).HasMaxLength(200);
        row.Property(i => i.Mode).HasMaxLength(20);
        row.HasIndex(i => i.LeaseEndsOn);
    }
}
