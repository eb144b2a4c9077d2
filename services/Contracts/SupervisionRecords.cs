namespace ShuangJian.Contracts;

/// <summary>A record of supervision was confirmed or returned.</summary>
[EventName("supervision", "supervision-record-reviewed")]
public sealed record SupervisionRecordReviewed : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind, for example <c>emergency-plan</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it was confirmed.</summary>
    public required bool Confirmed { get; init; }
}

/// <summary>A record of supervision was published.</summary>
[EventName("supervision", "supervision-record-published")]
public sealed record SupervisionRecordPublished : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Day of the facts.</summary>
    public required DateOnly Date { get; init; }
}

/// <summary>What a record of supervision asks for was not done in time.</summary>
[EventName("supervision", "supervision-record-overdue")]
public sealed record SupervisionRecordOverdue : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Day that passed.</summary>
    public required DateOnly DueDate { get; init; }
}
