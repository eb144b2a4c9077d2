using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Institutions;

/// <summary>One step of a case, kept for good.</summary>
public sealed class ApplicationStep
{
    /// <summary>The application.</summary>
    public required Guid ApplicationId { get; init; }

    /// <summary>Its version after the step.</summary>
    public required long Version { get; init; }

    /// <summary>When.</summary>
    public required DateTime At { get; init; }

    /// <summary>Who, as the token says; <c>platform</c> for what it does by itself.</summary>
    public required string Actor { get; init; }

    /// <summary>Department of an officer; empty for others.</summary>
    public required string Department { get; init; }

    /// <summary>What was done, for example <c>ACCEPTED</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Stage afterwards; empty when the authorities owe nothing.</summary>
    public required string Stage { get; init; }

    /// <summary>A step that a caller took.</summary>
    internal static ApplicationStep Of(Application application, Command command, string step) => new()
    {
        ApplicationId = application.Id,
        Version = application.Version,
        At = command.Now,
        Actor = command.Caller.Subject,
        Department = command.Caller.Department == default ? "" : command.Caller.Department.ToCode(),
        Step = step,
        Stage = application.Stage,
    };

    /// <summary>A step that the platform took by itself.</summary>
    internal static ApplicationStep Of(Application application, DateTime now, string step) => new()
    {
        ApplicationId = application.Id,
        Version = application.Version,
        At = now,
        Actor = "platform",
        Department = "",
        Step = step,
        Stage = application.Stage,
    };
}

/// <summary>Premises by their comparable address, of licensed institutions and of applications that were submitted.</summary>
public sealed class PremisesEntry
{
    /// <summary>Identifier of the application or institution.</summary>
    public required Guid ResourceId { get; init; }

    /// <summary>The comparable address.</summary>
    public required string Address { get; init; }

    /// <summary>The division.</summary>
    public required string Division { get; init; }

    /// <summary>Whether the resource is an institution.</summary>
    public required bool IsInstitution { get; init; }

    /// <summary>Name of the institution licensed or applied for.</summary>
    public required string Name { get; init; }
}

internal static class CaseTables
{
    /// <summary>Encrypts contacts of objections with the current key.</summary>
    public static async Task<int> RenewContactsAsync(InstitutionsDb db, PersonalData protector, int batch, CancellationToken cancellation)
    {
        var prefix = protector.CurrentPrefix;
        var objections = db.Set<NoticeObjection>();
        var old = await objections.Where(o => !o.ContactCipher.StartsWith(prefix)).OrderBy(o => o.Id).Take(batch)
            .Select(o => new { o.Id, o.ContactCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var cipher = protector.Protect(protector.Reveal(row.ContactCipher));
            await objections.Where(o => o.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.ContactCipher, cipher), cancellation);
        }
        return old.Count;
    }
}

internal sealed class ApplicationStepTable : IEntityTypeConfiguration<ApplicationStep>
{
    public void Configure(EntityTypeBuilder<ApplicationStep> row)
    {
        row.ToTable("case_steps");
        row.HasKey(s => new { s.ApplicationId, s.Version });
        row.Property(s => s.Department).HasMaxLength(40);
        row.Property(s => s.Step).HasMaxLength(40);
    }
}

internal sealed class PremisesTable : IEntityTypeConfiguration<PremisesEntry>
{
    public void Configure(EntityTypeBuilder<PremisesEntry> row)
    {
        row.ToTable("premises");
        row.HasKey(p => new { p.ResourceId, p.Address });
        row.Property(p => p.Division).HasMaxLength(6);
        row.Property(p => p.Name).HasMaxLength(80);
        row.HasIndex(p => new { p.Division, p.Address });
    }
}

internal sealed class NoticeObjectionTable : IEntityTypeConfiguration<NoticeObjection>
{
    public void Configure(EntityTypeBuilder<NoticeObjection> row)
    {
        row.ToTable("notice_objections");
        row.HasKey(o => o.Id);
        row.Property(o => o.Id).ValueGeneratedNever();
        row.Property(o => o.Text).HasMaxLength(2000);
        row.Property(o => o.Answer).HasMaxLength(2000);
        row.Property(o => o.ContactCipher).HasMaxLength(1000);
        row.HasIndex(o => new { o.ApplicationId, o.RaisedAt });
    }
}
