namespace ShuangJian.Contracts;

/// <summary>
/// A penalty was decided. Published by the service that decides penalties; grounds that lead to the black list put
/// whoever was punished there.
/// </summary>
[EventName("supervision", "penalty-decided")]
public sealed record PenaltyDecided : DomainEvent
{
    /// <summary>Identifier of the penalty.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Identifier of the institution; null when who was punished never had a licence.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Name of the organisation punished.</summary>
    public required string Name { get; init; }

    /// <summary>Its unified social credit code; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>Grounds, for example <c>ILLEGAL_CHARGING</c> or <c>UNLICENSED</c>.</summary>
    public required IReadOnlyList<string> Grounds { get; init; }

    /// <summary>What was found, in Chinese; no natural person is named.</summary>
    public required string Reason { get; init; }

    /// <summary>Department that decided.</summary>
    public required string Authority { get; init; }

    /// <summary>Day of the decision.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>Measures, for example <c>FINE</c>; null when not told.</summary>
    public IReadOnlyList<string>? Measures { get; init; }

    /// <summary>What other services have to see to; each confirms with <see cref="PenaltyEffectConfirmed"/>. Null for nothing.</summary>
    public IReadOnlyList<PenaltyEffectFact>? Effects { get; init; }
}

/// <summary>A penalty was withdrawn or struck down; its black entry ends.</summary>
[EventName("supervision", "penalty-withdrawn")]
public sealed record PenaltyWithdrawn : DomainEvent
{
    /// <summary>Identifier of the penalty.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Day on which it was withdrawn.</summary>
    public required DateOnly WithdrawnOn { get; init; }

    /// <summary>Identifier of the institution; null for others.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Unified social credit code of the party; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }
}

/// <summary>An organisation was put on the black list; other services stop what they do with it.</summary>
[EventName("institution", "black-list-entered")]
public sealed record BlackListEntered : DomainEvent
{
    /// <summary>Identifier of the entry.</summary>
    public required string EntryId { get; init; }

    /// <summary>Identifier of the institution; null when it never had a licence.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Name of the organisation.</summary>
    public required string Name { get; init; }

    /// <summary>Its unified social credit code; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day; null while no end is set.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>An organisation left the black list.</summary>
[EventName("institution", "black-list-left")]
public sealed record BlackListLeft : DomainEvent
{
    /// <summary>Identifier of the entry.</summary>
    public required string EntryId { get; init; }

    /// <summary>Identifier of the institution; null when it never had a licence.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Name of the organisation.</summary>
    public required string Name { get; init; }

    /// <summary>Why it left, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Last day on the list.</summary>
    public required DateOnly EndsOn { get; init; }
}

/// <summary>The listed organisation appealed against its black entry.</summary>
[EventName("institution", "black-list-appealed")]
public sealed record BlackListAppealed : DomainEvent
{
    /// <summary>Identifier of the entry.</summary>
    public required string EntryId { get; init; }

    /// <summary>Name of the organisation.</summary>
    public required string Name { get; init; }
}

/// <summary>An edition of the lists of a division was published; it never changes.</summary>
[EventName("institution", "edition-published")]
public sealed record EditionPublished : DomainEvent
{
    /// <summary>Number, for example <c>530102-2026-0007</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Day of publication.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>Entries of the white list.</summary>
    public required int WhiteCount { get; init; }

    /// <summary>Entries of the black list.</summary>
    public required int BlackCount { get; init; }

    /// <summary>SHA-256 of its JSON file, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the edition before; null for the first.</summary>
    public string? PreviousSha256 { get; init; }
}
