using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

internal sealed class ServicePupilTable : IEntityTypeConfiguration<ServicePupil>
{
    public void Configure(EntityTypeBuilder<ServicePupil> row)
    {
        row.ToTable("service_pupils");
        row.HasKey(p => p.Id);
        row.Property(p => p.Id).ValueGeneratedNever();
        row.Property(p => p.SchoolCode).HasMaxLength(18);
        row.Property(p => p.Division).HasMaxLength(6);
        row.Property(p => p.PupilHash).HasMaxLength(100);
        row.Property(p => p.Cipher).HasMaxLength(1000);
        row.Property(p => p.Version).IsConcurrencyToken();
        row.HasIndex(p => new { p.SchoolCode, p.PupilHash }).IsUnique();
    }
}

internal sealed class PupilTermTable : IEntityTypeConfiguration<PupilTerm>
{
    public void Configure(EntityTypeBuilder<PupilTerm> row)
    {
        row.ToTable("service_pupil_terms");
        row.HasKey(t => new { t.PupilId, t.TermFrom });
        row.Property(t => t.Version).IsConcurrencyToken();
    }
}

internal sealed class ServiceEnrolmentTable : IEntityTypeConfiguration<ServiceEnrolment>
{
    public void Configure(EntityTypeBuilder<ServiceEnrolment> row)
    {
        row.ToTable("service_enrolments");
        row.HasKey(e => e.Id);
        row.Property(e => e.Id).ValueGeneratedNever();
        row.Property(e => e.Version).IsConcurrencyToken();
        row.HasIndex(e => new { e.OfferId, e.PupilId });
        row.HasIndex(e => e.PupilId);
    }
}
