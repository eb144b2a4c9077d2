using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>A finding beside its visit, to be counted.</summary>
internal sealed class FoundItem
{
    public required Guid InspectionId { get; init; }

    public required int Number { get; init; }

    public required string Division { get; init; }

    public required int Year { get; init; }

    public required string FormId { get; init; }

    public required string ItemId { get; init; }

    public required string Department { get; init; }

    public bool Ordered { get; set; }
}

internal sealed class FoundItemTable : IEntityTypeConfiguration<FoundItem>
{
    public void Configure(EntityTypeBuilder<FoundItem> row)
    {
        row.ToTable("inspection_findings");
        row.HasKey(f => new { f.InspectionId, f.Number });
        row.Property(f => f.Division).HasMaxLength(6);
        row.Property(f => f.FormId).HasMaxLength(40);
        row.Property(f => f.ItemId).HasMaxLength(40);
        row.Property(f => f.Department).HasMaxLength(40);
        row.HasIndex(f => new { f.Division, f.Year });
    }
}

internal sealed class InspectionTable : IEntityTypeConfiguration<Inspection>
{
    public void Configure(EntityTypeBuilder<Inspection> row)
    {
        row.IsVersioned("inspections");
        row.Ignore(i => i.OwnerCode);
        row.Property(i => i.ObjectCode).HasMaxLength(18);
        row.Property(i => i.ObjectName).HasMaxLength(200);
        row.Property(i => i.FormId).HasMaxLength(40);
        row.Property(i => i.Town).HasMaxLength(60);
        row.Property(i => i.Grid).HasMaxLength(60);
        row.Property(i => i.Address).HasMaxLength(200);
        row.Property(i => i.Summary).HasMaxLength(2000);
        row.Property(i => i.Answers).HasJson();
        row.Property(i => i.Changed).HasJson();
        row.Property(i => i.Findings).HasJson();
        row.HasIndex(i => new { i.ObjectCode, i.FormId, i.VisitedOn });
        row.HasIndex(i => new { i.Division, i.VisitedOn });
        row.HasIndex(i => new { i.PlanId, i.ObjectCode });
    }
}

internal sealed class InspectedObjectTable : IEntityTypeConfiguration<InspectedObject>
{
    public void Configure(EntityTypeBuilder<InspectedObject> row)
    {
        row.ToTable("inspected_objects");
        row.HasKey(o => o.Key);
        row.Property(o => o.Key).HasMaxLength(40);
        row.Property(o => o.Division).HasMaxLength(6);
        row.Property(o => o.Code).HasMaxLength(18);
        row.Property(o => o.Name).HasMaxLength(200);
        row.Property(o => o.Town).HasMaxLength(60);
        row.HasIndex(o => o.Code);
        row.HasIndex(o => new { o.Division, o.Kind, o.Code });
    }
}

internal sealed class ObjectSignsTable : IEntityTypeConfiguration<ObjectSigns>
{
    public void Configure(EntityTypeBuilder<ObjectSigns> row)
    {
        row.ToTable("object_signs");
        row.HasKey(s => s.Code);
        row.Property(s => s.Code).HasMaxLength(18);
        row.Property(s => s.WarningId).HasMaxLength(40);
        row.HasIndex(s => s.WarningId);
    }
}

internal sealed class VisitCountTable : IEntityTypeConfiguration<VisitCount>
{
    public void Configure(EntityTypeBuilder<VisitCount> row)
    {
        row.ToTable("visit_counts");
        row.HasKey(c => new { c.Code, c.Period });
        row.Property(c => c.Code).HasMaxLength(18);
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Version).IsConcurrencyToken();
        row.HasIndex(c => new { c.Division, c.Period });
    }
}

internal sealed class InspectorTable : IEntityTypeConfiguration<Inspector>
{
    public void Configure(EntityTypeBuilder<Inspector> row)
    {
        row.IsVersioned("inspectors");
        row.Property(i => i.Account).HasMaxLength(200);
        row.Property(i => i.Badge).HasMaxLength(40);
        row.Property(i => i.Department).HasMaxLength(40);
        row.Property(i => i.Conflicts).HasJson();
        row.HasIndex(i => i.Account).IsUnique();
    }
}

internal sealed class InspectionPlanTable : IEntityTypeConfiguration<InspectionPlan>
{
    public void Configure(EntityTypeBuilder<InspectionPlan> row)
    {
        row.IsVersioned("inspection_plans");
        row.Property(p => p.Title).HasMaxLength(100);
        row.Property(p => p.FormId).HasMaxLength(40);
        row.Property(p => p.Departments).HasJson();
    }
}

internal sealed class DrawTable : IEntityTypeConfiguration<Draw>
{
    public void Configure(EntityTypeBuilder<Draw> row)
    {
        row.IsVersioned("inspection_draws");
        row.Ignore(d => d.Text);
        row.Property(d => d.List).HasJson();
        row.Property(d => d.ListDigest).HasMaxLength(64);
        row.Property(d => d.Nonce).HasMaxLength(64);
        row.Property(d => d.Words).HasMaxLength(200);
        row.Property(d => d.Seed).HasMaxLength(64);
        row.Property(d => d.Drawn).HasJson();
        row.HasIndex(d => d.PlanId);
    }
}
