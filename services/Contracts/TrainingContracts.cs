namespace ShuangJian.Contracts;

/// <summary>A training contract breaks the law, by what it says or by a person's determination.</summary>
[EventName("monitoring", "contract-breach-found")]
public sealed record ContractBreachFound : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What is broken.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
