using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

internal sealed class RectificationTable : IEntityTypeConfiguration<Rectification>
{
    public void Configure(EntityTypeBuilder<Rectification> row)
    {
        row.IsVersioned("rectifications");
        row.Ignore(r => r.OwnerCode);
        row.Property(r => r.Number).HasMaxLength(40);
        row.Property(r => r.SubjectCode).HasMaxLength(18);
        row.Property(r => r.SubjectName).HasMaxLength(100);
        row.Property(r => r.SourceId).HasMaxLength(120);
        row.Property(r => r.Items).HasJson();
        row.Property(r => r.OrderedBy).HasMaxLength(6);
        row.Property(r => r.HeldBy).HasMaxLength(6);
        row.Property(r => r.ListedBy).HasMaxLength(6);
        row.Property(r => r.Department).HasMaxLength(40);
        row.Property(r => r.Doers).HasJson();
        row.Property(r => r.Steps).HasJson();
        row.Property(r => r.Uses).HasJson();
        row.Property(r => r.OpenKey).HasMaxLength(180);
        row.HasIndex(r => r.OpenKey).IsUnique();
        row.HasIndex(r => r.Number).IsUnique();
        row.HasIndex(r => new { r.SubjectCode, r.CreatedAt });
        row.HasIndex(r => r.SourceId);
        row.HasIndex(r => new { r.State, r.WatchDate });
        row.HasIndex(r => new { r.HeldBy, r.State });
    }
}

internal sealed class LedgerNumberTable : IEntityTypeConfiguration<LedgerNumber>
{
    public void Configure(EntityTypeBuilder<LedgerNumber> row)
    {
        row.ToTable("ledger_numbers");
        row.HasKey(n => new { n.Division, n.Year });
        row.Property(n => n.Division).HasMaxLength(6);
    }
}
