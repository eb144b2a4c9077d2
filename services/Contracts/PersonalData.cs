namespace ShuangJian.Contracts;

/// <summary>A leak of personal data of pupils or parents was reported, or that a pupil was passed on; a case is open.</summary>
[EventName("filing", "personal-data-leak-reported")]
public sealed record PersonalDataLeakReported : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string LeakId { get; init; }

    /// <summary><c>LEAKED</c> or <c>PUPIL_PASSED_ON</c>.</summary>
    public required string Conduct { get; init; }

    /// <summary>Who did it: <c>INSTITUTION</c>, <c>SCHOOL</c> or <c>PERSON</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Credit code of the institution or school; empty for a person.</summary>
    public required string HolderCode { get; init; }

    /// <summary>Credit code of the institution that received data or pupil; empty when not known.</summary>
    public required string RecipientCode { get; init; }

    /// <summary>Day on which it happened or was noticed.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>What the rules find.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A case about a leak of personal data was decided.</summary>
[EventName("filing", "personal-data-leak-decided")]
public sealed record PersonalDataLeakDecided : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string LeakId { get; init; }

    /// <summary>Credit code of the institution or school; empty for a person.</summary>
    public required string HolderCode { get; init; }

    /// <summary>Whether it was so.</summary>
    public required bool Upheld { get; init; }

    /// <summary>Department that decided.</summary>
    public required string Department { get; init; }

    /// <summary>What the rules find.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
