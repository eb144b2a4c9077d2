using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>What the registry told of an institution, and what it is licensed for.</summary>
public sealed class LicensedInstitution : KnownInstitution
{
    /// <summary>What it is licensed for; null until the licence is told.</summary>
    public TrainingCategory? Category { get; set; }

    /// <summary>When the category was told, by which a late event is known.</summary>
    public DateTime CategoryAt { get; set; }
}

/// <summary>What a panel decided about an item of an institution.</summary>
public sealed class ItemNature
{
    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Name of the item.</summary>
    public required string ItemName { get; init; }

    /// <summary>Whether it is academic.</summary>
    public bool Academic { get; set; }

    /// <summary>When it was told.</summary>
    public DateTime DecidedAt { get; set; }
}

/// <summary>Courses that have to be judged again; the row goes when all have been.</summary>
public sealed class Rejudging
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Courses of this division and those within it; empty when one institution is meant.</summary>
    public string Division { get; init; } = "";

    /// <summary>Courses of the institution with this code; empty when a division is meant.</summary>
    public string InstitutionCode { get; init; } = "";

    /// <summary>Last course that was judged; null at the beginning.</summary>
    public Guid? After { get; set; }
}

internal sealed class CourseTable : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> row)
    {
        row.ToTable("courses");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Version).IsConcurrencyToken();
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.Content).HasJson();
        row.Property(c => c.Findings).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.Property(c => c.Remarks).HasJson();
        row.Property(c => c.Decision).HasJson();
        row.Property(c => c.PreviousContent).HasJson();
        row.HasIndex(c => new { c.Division, c.Id });
        row.HasIndex(c => new { c.InstitutionCode, c.Id });
        row.HasIndex(c => new { c.State, c.EndsOn });
        row.HasIndex(c => new { c.State, c.HoldsUntil });
        row.HasIndex(c => new { c.State, c.ReviewDueOn });
        row.HasIndex(c => c.BatchId);
    }
}

internal sealed class LicensedInstitutionTable : IEntityTypeConfiguration<LicensedInstitution>
{
    public void Configure(EntityTypeBuilder<LicensedInstitution> row) => KnownInstitution.Store(row);
}

internal sealed class ItemNatureTable : IEntityTypeConfiguration<ItemNature>
{
    public void Configure(EntityTypeBuilder<ItemNature> row)
    {
        row.ToTable("item_natures");
        row.HasKey(i => new { i.InstitutionCode, i.ItemName });
        row.Property(i => i.InstitutionCode).HasMaxLength(18);
        row.Property(i => i.ItemName).HasMaxLength(80);
    }
}

internal sealed class CalendarTable : IEntityTypeConfiguration<StoredCalendar>
{
    public void Configure(EntityTypeBuilder<StoredCalendar> row) => StoredCalendar.Store(row);
}

internal sealed class RejudgingTable : IEntityTypeConfiguration<Rejudging>
{
    public void Configure(EntityTypeBuilder<Rejudging> row)
    {
        row.ToTable("rejudgings");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Division).HasMaxLength(6);
        row.Property(r => r.InstitutionCode).HasMaxLength(18);
    }
}
