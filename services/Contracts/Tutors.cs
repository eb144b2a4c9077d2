namespace ShuangJian.Contracts;

/// <summary>A tutor was submitted, or waits again because a breach is gone.</summary>
[EventName("filing", "tutor-submitted")]
public sealed record TutorSubmitted : DomainEvent
{
    /// <summary>Identifier of the tutor.</summary>
    public required string TutorId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A tutor was filed.</summary>
[EventName("filing", "tutor-filed")]
public sealed record TutorFiled : DomainEvent
{
    /// <summary>Identifier of the tutor.</summary>
    public required string TutorId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What is taught, for example <c>ACADEMIC</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Whether the tutor is full-time.</summary>
    public required bool FullTime { get; init; }
}

/// <summary>A filed tutor may not teach any more: roster, bars or a term that ended have turned the filing into a breach.</summary>
[EventName("filing", "tutor-no-longer-holds")]
public sealed record TutorNoLongerHolds : DomainEvent
{
    /// <summary>Identifier of the tutor.</summary>
    public required string TutorId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A tutor is not with the institution any more.</summary>
[EventName("filing", "tutor-ended")]
public sealed record TutorEnded : DomainEvent
{
    /// <summary>Identifier of the tutor.</summary>
    public required string TutorId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly EndedOn { get; init; }
}

/// <summary>An institution has too few teachers now.</summary>
[EventName("filing", "staffing-no-longer-holds")]
public sealed record StaffingNoLongerHolds : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
