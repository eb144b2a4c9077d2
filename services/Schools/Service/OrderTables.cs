using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

internal sealed class OrderRecordTable : IEntityTypeConfiguration<OrderRecord>
{
    public void Configure(EntityTypeBuilder<OrderRecord> row)
    {
        row.IsVersioned("order_records");
        row.Ignore(r => r.OwnerCode);
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.Property(r => r.RecordKey).HasMaxLength(160);
        row.Property(r => r.Series).HasMaxLength(60);
        row.Property(r => r.Content).HasJson();
        row.Property(r => r.Findings).HasJson();
        row.HasIndex(r => r.RecordKey).IsUnique();
        row.HasIndex(r => new { r.SchoolCode, r.Series });
    }
}

internal sealed class OrderRevisionTable : IEntityTypeConfiguration<OrderRevision>
{
    public void Configure(EntityTypeBuilder<OrderRevision> row)
    {
        row.ToTable("order_revisions");
        row.HasKey(r => new { r.RecordId, r.Version });
        row.Property(r => r.Content).HasJson();
        row.Property(r => r.Findings).HasJson();
    }
}

internal sealed class ExamSeriesTable : IEntityTypeConfiguration<ExamSeries>
{
    public void Configure(EntityTypeBuilder<ExamSeries> row)
    {
        row.ToTable("exam_series");
        row.HasKey(s => new { s.SchoolCode, s.Series });
        row.Property(s => s.SchoolCode).HasMaxLength(18);
        row.Property(s => s.Series).HasMaxLength(60);
    }
}
