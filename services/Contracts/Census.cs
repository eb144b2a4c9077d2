namespace ShuangJian.Contracts;

/// <summary>
/// Pupils and prepaid money of an institution were counted. Whoever keeps contracts and custody announces it; the census
/// of institutions takes it in. What was not counted is null and stays as it was; a later count replaces an earlier one.
/// </summary>
[EventName("monitoring", "institution-figures-counted")]
public sealed record InstitutionFiguresCounted : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Pupils enrolled.</summary>
    public int? Enrolled { get; init; }

    /// <summary>Prepaid money held, in fen.</summary>
    public long? PrepaidFen { get; init; }

    /// <summary>Credit code of the institution; null when it is not known to who counted.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>What is there to cover the prepaid money, in fen: special account and risk reserve.</summary>
    public long? BalanceFen { get; init; }
}
