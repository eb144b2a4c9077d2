namespace ShuangJian.Contracts;

/// <summary>An advertisement breaks the law, by its words and facts alone or by a person's determination.</summary>
[EventName("monitoring", "advertisement-breach-found")]
public sealed record AdvertisementBreachFound : DomainEvent
{
    /// <summary>Identifier of the advertisement.</summary>
    public required string AdvertisementId { get; init; }

    /// <summary>Identifier of the institution; null when unknown.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Credit code of the institution; null when unknown.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>Medium, for example <c>NEW_MEDIA</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Day it was seen.</summary>
    public required DateOnly SeenOn { get; init; }

    /// <summary>What is broken.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A person has to determine something about an advertisement.</summary>
[EventName("monitoring", "advertisement-under-review")]
public sealed record AdvertisementUnderReview : DomainEvent
{
    /// <summary>Identifier of the advertisement.</summary>
    public required string AdvertisementId { get; init; }

    /// <summary>What is open.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A person has set aside what was found about an advertisement that was announced as a breach before.</summary>
[EventName("monitoring", "advertisement-dismissed")]
public sealed record AdvertisementDismissed : DomainEvent
{
    /// <summary>Identifier of the advertisement.</summary>
    public required string AdvertisementId { get; init; }
}

/// <summary>An institution keeps advertising against the law; it is to be inspected more often.</summary>
[EventName("monitoring", "advertisement-breaches-repeated")]
public sealed record AdvertisementBreachesRepeated : DomainEvent
{
    /// <summary>Identifier of the institution; null when unknown.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Breaches within the months.</summary>
    public required int Count { get; init; }

    /// <summary>Months that are counted.</summary>
    public required int Months { get; init; }
}
