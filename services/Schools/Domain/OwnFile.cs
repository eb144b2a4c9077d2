namespace ShuangJian.Schools.Domain;

/// <summary>Evidence that a school carries out one of the five managements.</summary>
public sealed record ManagementEvidence(int Year, ManagementKind Management, DateOnly EvidenceDate, string Title, string Sha256, bool BedBeforeHomework) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.Management;

    /// <inheritdoc/>
    public override DateOnly Day => EvidenceDate;

    /// <inheritdoc/>
    public override string Key => $"{Year}/{Management}";

    /// <inheritdoc/>
    public override int SchoolYear => Year;
}

/// <summary>A step of a school's road map.</summary>
public sealed record FileStep(string Task, DateOnly DueOn, string Post);

/// <summary>A self-inspection of a school.</summary>
public sealed record SelfInspection(DateOnly HeldOn, int Problems, int Solved);

/// <summary>The school's own file on the policy.</summary>
public sealed record OwnFile(
    DateOnly AsOf, bool KeyWork, string PlanTitle, string PlanSha256, IReadOnlyList<string> LeadingGroup, string FirstResponsiblePost, string WorkingBody,
    IReadOnlyList<FileStep> Timetable, IReadOnlyList<SelfInspection> Inspections) : OrderContent
{
    /// <inheritdoc/>
    public override OrderKind Kind => OrderKind.SchoolFile;

    /// <inheritdoc/>
    public override DateOnly Day => AsOf;

    /// <inheritdoc/>
    public override string Key => "file";
}
