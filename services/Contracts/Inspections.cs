namespace ShuangJian.Contracts;

/// <summary>A visit or a self-check was submitted.</summary>
[EventName("supervision", "inspection-submitted")]
public sealed record InspectionSubmitted : DomainEvent
{
    /// <summary>Identifier of the visit.</summary>
    public required string InspectionId { get; init; }

    /// <summary>Kind, for example <c>SPOT_CHECK</c> or <c>SELF_CHECK</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was visited: <c>SCHOOL</c> or <c>INSTITUTION</c>; null for a patrol.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>Credit code of what was visited; null for a patrol.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Form.</summary>
    public required string FormId { get; init; }

    /// <summary>Day of the visit.</summary>
    public required DateOnly VisitedOn { get; init; }

    /// <summary>Findings.</summary>
    public required IReadOnlyList<InspectionFindingFact> Findings { get; init; }

    /// <summary>Items that a self-check had called met and that were not.</summary>
    public required int Discrepancies { get; init; }
}

/// <summary>A finding of a visit.</summary>
/// <param name="ItemId">Item of the form.</param>
/// <param name="Department">Department whose finding it is; null when the form names none.</param>
/// <param name="Clauses">Clauses that ask for it.</param>
public sealed record InspectionFindingFact(string ItemId, string? Department, IReadOnlyList<string> Clauses);

/// <summary>A patrol found a hidden variant of training.</summary>
[EventName("supervision", "hidden-variant-found")]
public sealed record HiddenVariantFound : DomainEvent
{
    /// <summary>Identifier of the patrol.</summary>
    public required string InspectionId { get; init; }

    /// <summary>Town or street.</summary>
    public required string Town { get; init; }

    /// <summary>Grid; empty when none is named.</summary>
    public required string Grid { get; init; }

    /// <summary>What was found, as items of the form.</summary>
    public required IReadOnlyList<string> Items { get; init; }
}

/// <summary>A plan of visits was made.</summary>
[EventName("supervision", "inspection-planned")]
public sealed record InspectionPlanned : DomainEvent
{
    /// <summary>Identifier of the plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>Kind of the visits, for example <c>COUNTY_CHECK</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is visited: <c>SCHOOL</c> or <c>INSTITUTION</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Departments of a joint team.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
}

/// <summary>The list of a draw was fixed; its digest is published before anything is drawn.</summary>
[EventName("supervision", "draw-committed")]
public sealed record DrawCommitted : DomainEvent
{
    /// <summary>Identifier of the draw.</summary>
    public required string DrawId { get; init; }

    /// <summary>The plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>SHA-256 of the list's text.</summary>
    public required string ListDigest { get; init; }

    /// <summary>SHA-256 of the nonce.</summary>
    public required string NonceDigest { get; init; }

    /// <summary>How many objects are drawn.</summary>
    public required int SampleSize { get; init; }
}

/// <summary>Objects and inspectors were drawn.</summary>
[EventName("supervision", "draw-performed")]
public sealed record DrawPerformed : DomainEvent
{
    /// <summary>Identifier of the draw.</summary>
    public required string DrawId { get; init; }

    /// <summary>The plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>The seed.</summary>
    public required string Seed { get; init; }

    /// <summary>Credit codes of the objects, in the order in which they were drawn.</summary>
    public required IReadOnlyList<string> SubjectCodes { get; init; }
}
