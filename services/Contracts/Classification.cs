namespace ShuangJian.Contracts;

/// <summary>A panel of experts was asked whether an item is academic.</summary>
[EventName("institution", "classification-requested")]
public sealed record ClassificationRequested : DomainEvent
{
    /// <summary>Identifier of the classification.</summary>
    public required string ClassificationId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Name of the item.</summary>
    public required string ItemName { get; init; }

    /// <summary>Day by which the panel has to decide; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A panel decided what an item is; the result binds filings from now on.</summary>
[EventName("institution", "classification-decided")]
public sealed record ClassificationDecided : DomainEvent
{
    /// <summary>Identifier of the classification.</summary>
    public required string ClassificationId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Name of the item.</summary>
    public required string ItemName { get; init; }

    /// <summary><c>ACADEMIC</c> or <c>NON_ACADEMIC</c>.</summary>
    public required string Nature { get; init; }

    /// <summary>Level of the panel: <c>COUNTY</c> or <c>CITY</c>.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>True when it can change no more.</summary>
    public required bool Final { get; init; }

    /// <summary>Last day of a dispute; null when none is possible or the calendar is not known.</summary>
    public DateOnly? DisputableUntil { get; init; }
}

/// <summary>The result of a county's panel is disputed; the city's panel decides.</summary>
[EventName("institution", "classification-disputed")]
public sealed record ClassificationDisputed : DomainEvent
{
    /// <summary>Identifier of the classification.</summary>
    public required string ClassificationId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Name of the item.</summary>
    public required string ItemName { get; init; }

    /// <summary>Day by which the city's panel has to decide; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A panel did not decide in time; the education department one level up is told.</summary>
[EventName("institution", "classification-escalated")]
public sealed record ClassificationEscalated : DomainEvent
{
    /// <summary>Identifier of the classification.</summary>
    public required string ClassificationId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Name of the item.</summary>
    public required string ItemName { get; init; }

    /// <summary>Level of the panel that owes a decision: <c>COUNTY</c> or <c>CITY</c>.</summary>
    public required string OwedBy { get; init; }

    /// <summary>Day by which the panel had to decide.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Division whose education department is told; null when there is none above.</summary>
    public string? EscalatedTo { get; init; }
}
