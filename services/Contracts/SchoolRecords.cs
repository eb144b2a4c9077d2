namespace ShuangJian.Contracts;

/// <summary>A record of a school or authority was submitted.</summary>
[EventName("school", "school-record-submitted")]
public sealed record SchoolRecordSubmitted : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind, for example <c>routine-inspection</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Credit code of the school that keeps it or that it is about; null for none.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>Day of the facts.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A record was confirmed or returned.</summary>
[EventName("school", "school-record-reviewed")]
public sealed record SchoolRecordReviewed : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Credit code of the school that keeps it or that it is about; null for none.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>Whether it was confirmed; else it was returned.</summary>
    public required bool Confirmed { get; init; }
}

/// <summary>A record was published.</summary>
[EventName("school", "school-record-published")]
public sealed record SchoolRecordPublished : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Credit code of the school that keeps it or that it is about; null for none.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>Day of the facts.</summary>
    public required DateOnly Date { get; init; }
}
