using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

internal sealed class PenaltyTable : IEntityTypeConfiguration<PenaltyCase>
{
    public void Configure(EntityTypeBuilder<PenaltyCase> row)
    {
        row.IsVersioned("penalties");
        row.Ignore(p => p.OwnerCode);
        row.Ignore(p => p.HearingRequested);
        row.Ignore(p => p.PartyAnswered);
        row.Ignore(p => p.PaidFen);
        row.Property(p => p.PartyName).HasMaxLength(100);
        row.Property(p => p.PartyCode).HasMaxLength(18);
        row.Property(p => p.InstitutionId).HasMaxLength(36);
        row.Property(p => p.PersonCipher).HasMaxLength(600);
        row.Property(p => p.Kind).HasMaxLength(60);
        row.Property(p => p.Description).HasMaxLength(2000);
        row.Property(p => p.Authority).HasMaxLength(40);
        row.Property(p => p.Facts).HasJson();
        row.Property(p => p.Origin).HasJson();
        row.Property(p => p.Assessment).HasJson();
        row.Property(p => p.Evidence).HasJson();
        row.Property(p => p.Proposal).HasJson();
        row.Property(p => p.Notice).HasJson();
        row.Property(p => p.Statements).HasJson();
        row.Property(p => p.Hearing).HasJson();
        row.Property(p => p.Decision).HasJson();
        row.Property(p => p.Findings).HasJson();
        row.Property(p => p.Serving).HasJson();
        row.Property(p => p.Appeals).HasJson();
        row.Property(p => p.Payments).HasJson();
        row.Property(p => p.Log).HasJson();
        row.Property(p => p.Uses).HasJson();
        row.HasIndex(p => new { p.PartyCode, p.CreatedAt });
        row.HasIndex(p => p.DueDate);
        row.HasIndex(p => new { p.PublishedUntil, p.Division });
    }
}

internal sealed class PenaltyEffectTable : IEntityTypeConfiguration<PenaltyEffect>
{
    public void Configure(EntityTypeBuilder<PenaltyEffect> row)
    {
        row.IsVersioned("penalty_effects");
        row.Property(e => e.Service).HasMaxLength(40);
        row.Property(e => e.Reference).HasMaxLength(36);
        row.Property(e => e.Note).HasMaxLength(2000);
        row.HasIndex(e => e.PenaltyId);
        row.HasIndex(e => e.Reference).IsUnique();
        row.HasIndex(e => new { e.State, e.DueDate });
        row.HasIndex(e => new { e.Kind, e.State, e.Division });
    }
}

/// <summary>A consequence that was confirmed before the penalty that it belongs to was told; events of different services may overtake one another.</summary>
internal sealed class HeardConsequence
{
    public required Guid Id { get; init; }

    public required string Note { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class HeardConsequenceTable : IEntityTypeConfiguration<HeardConsequence>
{
    public void Configure(EntityTypeBuilder<HeardConsequence> row)
    {
        row.ToTable("heard_consequences");
        row.HasKey(h => h.Id);
        row.Property(h => h.Id).ValueGeneratedNever();
        row.Property(h => h.Note).HasMaxLength(500);
        row.HasIndex(h => h.At);
    }
}

/// <summary>Names of natural persons, under the key in force.</summary>
internal static class PenaltyPersons
{
    /// <summary>Renews names under the current key. Returns how many.</summary>
    public static async Task<int> RenewAsync(SupervisionDb db, PersonalData protector, int batch, CancellationToken cancellation)
    {
        var current = protector.CurrentPrefix;
        var old = await db.Set<PenaltyCase>().Where(p => p.PersonCipher != "" && !p.PersonCipher.StartsWith(current)).OrderBy(p => p.Id).Take(batch).ToListAsync(cancellation);
        foreach (var one in old) one.Renew(protector.Protect(protector.Reveal(one.PersonCipher)));
        await db.SaveChangesAsync(cancellation);
        return old.Count;
    }
}
