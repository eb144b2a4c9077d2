using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

internal sealed class SchoolRecordTable : IEntityTypeConfiguration<SchoolRecord>
{
    public void Configure(EntityTypeBuilder<SchoolRecord> row)
    {
        row.IsVersioned("school_records");
        row.Ignore(r => r.OwnerCode);
        row.Ignore(r => r.Counts);
        row.Property(r => r.Kind).HasMaxLength(60);
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.Property(r => r.AboutSchool).HasMaxLength(18);
        row.Property(r => r.Values).HasJson();
        row.Property(r => r.Findings).HasJson();
        row.Property(r => r.Remarks).HasMaxLength(2000);
        row.Property(r => r.RecordKey).HasMaxLength(120);
        row.HasIndex(r => r.RecordKey).IsUnique();
        row.HasIndex(r => new { r.Kind, r.AboutSchool, r.Date });
        row.HasIndex(r => new { r.State, r.CreatedAt });
    }
}

internal sealed class SchoolRecordStepTable : IEntityTypeConfiguration<SchoolRecordStep>
{
    public void Configure(EntityTypeBuilder<SchoolRecordStep> row)
    {
        row.ToTable("school_record_steps");
        row.HasKey(s => new { s.RecordId, s.Version });
        row.Property(s => s.Remarks).HasMaxLength(2000);
        row.Property(s => s.Values).HasJson();
    }
}

internal sealed class RecordCoverTable : IEntityTypeConfiguration<RecordCover>
{
    public void Configure(EntityTypeBuilder<RecordCover> row)
    {
        row.ToTable("record_covers");
        row.HasKey(c => new { c.Kind, c.SchoolCode });
        row.Property(c => c.Kind).HasMaxLength(60);
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Version).IsConcurrencyToken();
        row.HasIndex(c => new { c.Kind, c.Division, c.LastOn });
    }
}
