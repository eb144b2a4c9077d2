using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

internal sealed class TeacherCaseTable : IEntityTypeConfiguration<TeacherCase>
{
    public void Configure(EntityTypeBuilder<TeacherCase> row)
    {
        row.IsVersioned("teacher_cases");
        row.Ignore(c => c.OwnerCode);
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Content).HasJson();
        row.Property(c => c.WorkflowId).HasMaxLength(60);
        row.Property(c => c.Stage).HasMaxLength(60);
        row.Property(c => c.LateStage).HasMaxLength(60);
        row.Property(c => c.Reason).HasMaxLength(2000);
        row.Property(c => c.Measures).HasJson();
        row.Property(c => c.Findings).HasJson();
        row.Property(c => c.Steps).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.Property(c => c.OpenKey).HasMaxLength(36);
        row.HasIndex(c => c.OpenKey).IsUnique();
        row.HasIndex(c => c.PersonHash);
        row.HasIndex(c => c.TeacherId);
        row.HasIndex(c => new { c.State, c.DueDate });
    }
}

internal sealed class TeacherSweepTable : IEntityTypeConfiguration<TeacherSweep>
{
    public void Configure(EntityTypeBuilder<TeacherSweep> row)
    {
        row.IsVersioned("teacher_sweeps");
        row.Property(s => s.Title).HasMaxLength(100);
    }
}

internal sealed class SweepReportTable : IEntityTypeConfiguration<SweepReport>
{
    public void Configure(EntityTypeBuilder<SweepReport> row)
    {
        row.ToTable("sweep_reports");
        row.HasKey(r => new { r.SweepId, r.SchoolCode });
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.Property(r => r.Text).HasMaxLength(2000);
        row.Property(r => r.Version).IsConcurrencyToken();
    }
}
