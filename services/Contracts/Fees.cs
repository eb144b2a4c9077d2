namespace ShuangJian.Contracts;

/// <summary>A fee standard was filed and published.</summary>
[EventName("monitoring", "fee-standard-filed")]
public sealed record FeeStandardFiled : DomainEvent
{
    /// <summary>Identifier of the standard.</summary>
    public required string FeeStandardId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Fee in fen a lesson.</summary>
    public required long LessonFen { get; init; }

    /// <summary>Warnings, such as a fee far above its peers.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A fee standard breaks the law, for example above the government guide price.</summary>
[EventName("monitoring", "fee-excess-found")]
public sealed record FeeExcessFound : DomainEvent
{
    /// <summary>Identifier of the standard.</summary>
    public required string FeeStandardId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Fen a lesson above what is allowed; 0 when a person found it excessive.</summary>
    public required long ExcessLessonFen { get; init; }

    /// <summary>What is broken.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
