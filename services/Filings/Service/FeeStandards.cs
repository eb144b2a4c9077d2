using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Filings;

/// <summary>A fee standard as it was published, to compare brochures with.</summary>
public sealed class KnownFeeStandard
{
    /// <summary>Identifier of the standard.</summary>
    public required string Id { get; init; }

    /// <summary>The institution.</summary>
    public required Guid InstitutionId { get; init; }

    /// <summary>What is charged for; a course's standard has the course's title.</summary>
    public required string Title { get; set; }

    /// <summary>Price in fen.</summary>
    public long PriceFen { get; set; }

    /// <summary>What one price is for, for example <c>每课时</c>.</summary>
    public required string Unit { get; set; }

    /// <summary>When it was told, by which a late event is known.</summary>
    public DateTime ToldAt { get; set; }

    /// <summary>What it makes of a course; null when the unit does not say.</summary>
    public long? Of(int lessons) => Unit switch
    {
        "每课时" or "元/课时" or "课时" => PriceFen * lessons,
        "每门课程" or "每期" or "元/期" or "期" => PriceFen,
        _ => null,
    };
}

/// <summary>Follows which fee standards are published.</summary>
public sealed class FeeStandardConsumer(IDbContextFactory<FilingsDb> databases, TimeProvider clock, ILogger<FeeStandardConsumer> log)
    : EventConsumer<FilingsDb>(databases, clock, log)
{
    private const string ItemKind = "FEE_STANDARD";

    /// <inheritdoc />
    public override string Name => "filings.fee-standards";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.fee-standard-published", "#.disclosure-withdrawn"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(FilingsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var rows = db.Set<KnownFeeStandard>();
        if (received.Name.EndsWith("disclosure-withdrawn", StringComparison.Ordinal))
        {
            var withdrawn = CloudEvents.DataOf<DisclosureWithdrawn>(received);
            if (withdrawn.ItemKind == ItemKind && await rows.FindAsync([withdrawn.ItemId], cancellation) is { } gone) db.Remove(gone);
            return;
        }
        var fact = CloudEvents.DataOf<FeeStandardPublished>(received);
        var row = await rows.FindAsync([fact.FeeStandardId], cancellation);
        if (row is null) db.Add(row = new KnownFeeStandard { Id = fact.FeeStandardId, InstitutionId = Guid.Parse(fact.InstitutionId), Title = fact.Title, Unit = fact.Unit });
        if (row.ToldAt > received.Time) return;
        (row.Title, row.PriceFen, row.Unit, row.ToldAt) = (fact.Title, fact.PriceFen, fact.Unit, received.Time);
    }
}

internal sealed class KnownFeeStandardTable : IEntityTypeConfiguration<KnownFeeStandard>
{
    public void Configure(EntityTypeBuilder<KnownFeeStandard> row)
    {
        row.ToTable("known_fee_standards");
        row.Property(f => f.Id).HasMaxLength(40);
        row.Property(f => f.Title).HasMaxLength(200);
        row.Property(f => f.Unit).HasMaxLength(40);
        row.HasIndex(f => f.InstitutionId);
    }
}
