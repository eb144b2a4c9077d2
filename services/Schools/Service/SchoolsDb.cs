using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

/// <summary>Database of schools.</summary>
public sealed class SchoolsDb(DbContextOptions<SchoolsDb> options) : PlatformDb(options)
{
    internal DbSet<School> Schools => Set<School>();

    internal DbSet<SchoolClass> Classes => Set<SchoolClass>();

    internal DbSet<Teacher> Teachers => Set<Teacher>();

    internal DbSet<Homework> Homework => Set<Homework>();

    internal DbSet<HomeworkRevision> Revisions => Set<HomeworkRevision>();

    internal DbSet<ClassDay> Days => Set<ClassDay>();

    internal DbSet<TotalChange> Changes => Set<TotalChange>();

    internal DbSet<HomeworkTotal> Totals => Set<HomeworkTotal>();

    internal DbSet<HomeworkMeasure> Measures => Set<HomeworkMeasure>();

    /// <inheritdoc />
    public override Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) => Offers.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasTallies().ApplyConfigurationsFromAssembly(typeof(SchoolsDb).Assembly);
    }
}

internal sealed class SchoolsDesignTime() : DesignTimeFactory<SchoolsDb>(SchoolsModule.ServiceName);

internal sealed class SchoolTable : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> row)
    {
        row.ToTable("schools");
        row.HasKey(s => s.Code);
        row.Property(s => s.Code).HasMaxLength(18);
        row.Property(s => s.Division).HasMaxLength(6);
        row.Property(s => s.Profile).HasJson();
        // Nearly all are; a school that was there before this column tells anew with its next change.
        row.Property(s => s.Compulsory).HasDefaultValue(true);
        row.Property(s => s.Version).IsConcurrencyToken();
        row.HasIndex(s => new { s.Division, s.Code });
    }
}

internal sealed class ClassTable : IEntityTypeConfiguration<SchoolClass>
{
    public void Configure(EntityTypeBuilder<SchoolClass> row)
    {
        row.ToTable("classes");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Name).HasMaxLength(20);
        row.Property(c => c.Version).IsConcurrencyToken();
        row.HasIndex(c => new { c.SchoolCode, c.SchoolYear, c.Grade, c.Name }).IsUnique();
    }
}

internal sealed class CalendarTable : IEntityTypeConfiguration<StoredCalendar>
{
    public void Configure(EntityTypeBuilder<StoredCalendar> row) => StoredCalendar.Store(row);
}

internal sealed class TeacherTable : IEntityTypeConfiguration<Teacher>
{
    public void Configure(EntityTypeBuilder<Teacher> row)
    {
        row.ToTable("teachers");
        row.HasKey(t => t.Id);
        row.Property(t => t.Id).ValueGeneratedNever();
        row.Property(t => t.SchoolCode).HasMaxLength(18);
        row.Property(t => t.Division).HasMaxLength(6);
        row.Property(t => t.Subjects).HasJson();
        row.Property(t => t.Version).IsConcurrencyToken();
        row.HasIndex(t => new { t.SchoolCode, t.PersonHash }).IsUnique();
        row.HasIndex(t => t.PersonHash);
    }
}

internal sealed class HomeworkTable : IEntityTypeConfiguration<Homework>
{
    public void Configure(EntityTypeBuilder<Homework> row)
    {
        row.ToTable("homework");
        row.HasKey(h => h.Id);
        row.Ignore(h => h.Standing);
        row.Property(h => h.Id).ValueGeneratedNever();
        row.Property(h => h.Division).HasMaxLength(6);
        row.Property(h => h.SchoolCode).HasMaxLength(18);
        row.Property(h => h.Content).HasJson();
        row.Property(h => h.Findings).HasJson();
        row.Property(h => h.Marked).HasJson();
        row.Property(h => h.Digest).HasMaxLength(64);
        row.Property(h => h.Version).IsConcurrencyToken();
        row.HasIndex(h => new { h.ClassId, h.Date });
    }
}

internal sealed class RevisionTable : IEntityTypeConfiguration<HomeworkRevision>
{
    public void Configure(EntityTypeBuilder<HomeworkRevision> row)
    {
        row.ToTable("homework_revisions");
        row.HasKey(r => new { r.HomeworkId, r.Version });
        row.Property(r => r.Content).HasJson();
    }
}

internal sealed class ClassDayTable : IEntityTypeConfiguration<ClassDay>
{
    public void Configure(EntityTypeBuilder<ClassDay> row)
    {
        row.ToTable("class_days");
        row.HasKey(d => d.Id);
        row.Ignore(d => d.Figures);
        row.Property(d => d.Id).ValueGeneratedNever();
        row.Property(d => d.SchoolCode).HasMaxLength(18);
        row.Property(d => d.Division).HasMaxLength(6);
        row.HasIndex(d => new { d.ClassId, d.Date }).IsUnique();
    }
}

internal sealed class TotalChangeTable : IEntityTypeConfiguration<TotalChange>
{
    public void Configure(EntityTypeBuilder<TotalChange> row)
    {
        row.ToTable("total_changes");
        row.HasKey(c => c.Id);
        row.Ignore(c => c.Figures);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Division).HasMaxLength(6);
    }
}

internal sealed class HomeworkTotalTable : IEntityTypeConfiguration<HomeworkTotal>
{
    public void Configure(EntityTypeBuilder<HomeworkTotal> row)
    {
        row.ToTable("homework_totals");
        row.HasKey(t => new { t.Scope, t.Date, t.Grade });
        row.Ignore(t => t.Figures);
        row.Property(t => t.Scope).HasMaxLength(18);
        row.Property(t => t.Version).IsConcurrencyToken();
    }
}

internal sealed class MeasureTable : IEntityTypeConfiguration<HomeworkMeasure>
{
    public void Configure(EntityTypeBuilder<HomeworkMeasure> row)
    {
        row.ToTable("homework_measures");
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Division).HasMaxLength(6);
        row.Property(m => m.SchoolCode).HasMaxLength(18);
        row.Property(m => m.Content).HasJson();
        row.Property(m => m.Findings).HasJson();
        row.Property(m => m.Version).IsConcurrencyToken();
        row.HasIndex(m => new { m.Division, m.SchoolCode });
    }
}

internal sealed class CheckTable : IEntityTypeConfiguration<HomeworkCheck>
{
    public void Configure(EntityTypeBuilder<HomeworkCheck> row)
    {
        row.ToTable("homework_checks");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.Note).HasMaxLength(2000);
        row.HasIndex(c => new { c.SchoolCode, c.CheckedOn });
    }
}

internal sealed class SchoolFileBatchTable : IEntityTypeConfiguration<SchoolFileBatch>
{
    public void Configure(EntityTypeBuilder<SchoolFileBatch> row) => row.IsFileBatch("file_batches");
}

internal sealed class RowFaultTable : IEntityTypeConfiguration<RowFault>
{
    public void Configure(EntityTypeBuilder<RowFault> row) => row.IsRowFault("row_faults");
}
