using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;

namespace ShuangJian.Institutions;

/// <summary>Longest reason in Chinese that a decision of this slice keeps.</summary>
internal static class Lengths
{
    public const int Reason = 2100;
}

internal sealed class InstitutionLifeColumns : IEntityTypeConfiguration<Institution>
{
    public void Configure(EntityTypeBuilder<Institution> row)
    {
        row.Property(i => i.StateReason).HasMaxLength(Lengths.Reason);
        row.Property(i => i.StateAuthority).HasMaxLength(40);
        row.HasIndex(i => i.RectifyBy);
    }
}

internal sealed class MeasureTable : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> row)
    {
        row.ToTable("measures");
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Grounds).HasJson();
        row.Property(m => m.Reason).HasMaxLength(Lengths.Reason);
        row.Property(m => m.Authority).HasMaxLength(40);
        row.HasIndex(m => new { m.InstitutionId, m.InstitutionVersion });
    }
}

internal sealed class ConsequenceTable : IEntityTypeConfiguration<Consequence>
{
    public void Configure(EntityTypeBuilder<Consequence> row)
    {
        row.ToTable("consequences");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Version).IsConcurrencyToken();
        row.Property(c => c.InstitutionName).HasMaxLength(80);
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Service).HasMaxLength(40);
        row.Property(c => c.ConfirmedBy).HasMaxLength(40);
        row.Property(c => c.Note).HasMaxLength(Lengths.Reason);
        row.HasIndex(c => c.InstitutionId);
        row.HasIndex(c => new { c.Division, c.Id });
        row.HasIndex(c => c.DueDate);
    }
}

internal sealed class ListEntryTable : IEntityTypeConfiguration<ListEntry>
{
    public void Configure(EntityTypeBuilder<ListEntry> row)
    {
        row.ToTable("list_entries");
        row.HasKey(e => e.Id);
        row.Property(e => e.Id).ValueGeneratedNever();
        row.Property(e => e.Version).IsConcurrencyToken();
        row.Property(e => e.Code).HasMaxLength(18);
        row.Property(e => e.LicenceNumber).HasMaxLength(40);
        row.Property(e => e.Division).HasMaxLength(6);
        row.Property(e => e.Authority).HasMaxLength(40);
        row.Property(e => e.Reason).HasMaxLength(Lengths.Reason);
        row.Property(e => e.EndReason).HasMaxLength(Lengths.Reason);
        row.Property(e => e.AppealGrounds).HasMaxLength(Lengths.Reason);
        row.Property(e => e.AppealDecision).HasMaxLength(Lengths.Reason);
        row.HasIndex(e => new { e.Division, e.Id });
        row.HasIndex(e => e.InstitutionId);
        row.HasIndex(e => e.Code);
        // White entries have neither, and there are as many as institutions.
        row.HasIndex(e => e.Source).HasFilter("\"Source\" <> ''");
        row.HasIndex(e => e.EndsOn).HasFilter("\"EndsOn\" IS NOT NULL");
    }
}

internal sealed class CensusCountTable : IEntityTypeConfiguration<CensusCount>
{
    public void Configure(EntityTypeBuilder<CensusCount> row)
    {
        row.ToTable("census_counts");
        row.HasKey(c => new { c.Division, c.Category, c.Mode, c.State, c.Sample });
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Count).IsConcurrencyToken();
        row.Property(c => c.Staff).IsConcurrencyToken();
        row.Property(c => c.Pupils).IsConcurrencyToken();
        row.Property(c => c.PrepaidFen).IsConcurrencyToken();
    }
}

internal sealed class CensusChangeTable : IEntityTypeConfiguration<CensusChange>
{
    public void Configure(EntityTypeBuilder<CensusChange> row)
    {
        row.ToTable("census_changes");
        row.HasKey(c => new { c.Division, c.Day, c.Category, c.Mode, c.State, c.Sample });
        row.Property(c => c.Division).HasMaxLength(6);
    }
}

internal sealed class CensusMarkTable : IEntityTypeConfiguration<CensusMark>
{
    public void Configure(EntityTypeBuilder<CensusMark> row)
    {
        row.ToTable("census_marks");
        row.HasKey(m => m.Day);
    }
}

internal sealed class EditionTable : IEntityTypeConfiguration<Edition>
{
    public void Configure(EntityTypeBuilder<Edition> row)
    {
        row.ToTable("editions");
        row.HasKey(e => e.Number);
        row.Property(e => e.Number).HasMaxLength(20);
        row.Property(e => e.Division).HasMaxLength(6);
        row.Property(e => e.Content).HasMaxLength(-1);
        row.Property(e => e.Sha256).HasMaxLength(64);
        row.Property(e => e.PreviousSha256).HasMaxLength(64);
        row.HasIndex(e => new { e.Division, e.Number });
        row.HasIndex(e => new { e.Division, e.PreviousSha256 });
    }
}

internal sealed class EditionShelfTable : IEntityTypeConfiguration<EditionShelf>
{
    public void Configure(EntityTypeBuilder<EditionShelf> row)
    {
        row.ToTable("edition_shelves");
        row.HasKey(s => s.Division);
        row.Property(s => s.Division).HasMaxLength(6);
        row.Property(s => s.Last).IsConcurrencyToken();
        row.Property(s => s.LastSha256).HasMaxLength(64);
        row.HasIndex(s => s.NextOn);
    }
}

internal sealed class CampaignTable : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> row)
    {
        row.ToTable("campaigns");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Version).IsConcurrencyToken();
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Title).HasMaxLength(80);
        row.Property(c => c.Categories).HasJson();
        row.HasIndex(c => new { c.Division, c.Id });
    }
}

internal sealed class DisclosedItemTable : IEntityTypeConfiguration<DisclosedItem>
{
    public void Configure(EntityTypeBuilder<DisclosedItem> row)
    {
        row.ToTable("disclosed_items");
        row.HasKey(i => new { i.InstitutionId, i.Kind, i.ItemId });
        row.Property(i => i.ItemId).HasMaxLength(64);
        row.Property(i => i.Content).HasMaxLength(-1);
        row.Property(i => i.Sealed).HasMaxLength(2000);
    }
}
