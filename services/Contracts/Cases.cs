namespace ShuangJian.Contracts;

/// <summary>A case was opened: an unlicensed institution, an unapproved site, forbidden capital or a hazard.</summary>
[EventName("institution", "case-opened")]
public sealed record CaseOpened : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>What it is about, for example <c>UNAPPROVED_SITE</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How it was found, for example <c>PATROL</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Unified social credit code of a licensed institution; null for an unlicensed one.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>Departments that handle it, the leading one first.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Day by which it has to be closed; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A case was closed.</summary>
[EventName("institution", "case-closed")]
public sealed record CaseClosed : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>What it is about.</summary>
    public required string Kind { get; init; }

    /// <summary>How it ended, for example <c>CLOSED_DOWN</c>.</summary>
    public required string Result { get; init; }

    /// <summary>Unified social credit code of a licensed institution; null for an unlicensed one.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>True when it was closed beyond its deadline.</summary>
    public required bool Late { get; init; }
}

/// <summary>The deadline of a case passed while it was open.</summary>
[EventName("institution", "case-deadline-missed")]
public sealed record CaseDeadlineMissed : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>What it is about.</summary>
    public required string Kind { get; init; }

    /// <summary>Departments that have not reported their part done.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Day by which it had to be closed.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>The capital structure of an institution was verified.</summary>
[EventName("institution", "capital-structure-verified")]
public sealed record CapitalStructureVerified : DomainEvent
{
    /// <summary>Identifier of the declaration.</summary>
    public required string StructureId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What the rules on capital found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
