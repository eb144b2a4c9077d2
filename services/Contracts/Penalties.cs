namespace ShuangJian.Contracts;

/// <summary>Something that another service does because of a penalty.</summary>
/// <param name="EffectId">Identifier of the effect.</param>
/// <param name="Kind">What is to come about, for example <c>BLACK_LIST</c> or <c>LICENCE_REVOKED</c>.</param>
/// <param name="Service">Service that sees to it.</param>
/// <param name="DueDate">Day by which it is to be confirmed; null when no calendar tells it.</param>
public sealed record PenaltyEffectFact(string EffectId, string Kind, string Service, DateOnly? DueDate);

/// <summary>A case was opened against an institution, an organisation or a natural person, who is not named.</summary>
[EventName("supervision", "penalty-case-opened")]
public sealed record PenaltyCaseOpened : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Kind of breach, for example <c>disguised-academic</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Unified social credit code of the party; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>What led to it, for example <c>INSPECTION</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Identifier of the inspection, complaint or event; null when there is none.</summary>
    public string? SourceReference { get; init; }

    /// <summary>Department that holds the power to punish; null when no text names it.</summary>
    public string? Authority { get; init; }

    /// <summary>Day by which it is to be decided; null when no text tells it.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>The party was told what is proposed, and may speak.</summary>
[EventName("supervision", "penalty-notified")]
public sealed record PenaltyNotified : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Unified social credit code of the party; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>Whether it may ask for a hearing.</summary>
    public required bool HearingRight { get; init; }

    /// <summary>Last day for asking for one; null when it may not, or no calendar tells it.</summary>
    public DateOnly? HearingUntil { get; init; }
}

/// <summary>The decision was served; its terms run.</summary>
[EventName("supervision", "penalty-served")]
public sealed record PenaltyServed : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Unified social credit code of the party; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>Day of service.</summary>
    public required DateOnly ServedOn { get; init; }

    /// <summary>Last day for paying; null without a fine.</summary>
    public DateOnly? PayBy { get; init; }
}

/// <summary>What was decided is carried out.</summary>
[EventName("supervision", "penalty-closed")]
public sealed record PenaltyClosed : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Identifier of the institution; null for others.</summary>
    public string? InstitutionId { get; init; }

    /// <summary>Unified social credit code of the party; null when it has none.</summary>
    public string? UnifiedSocialCreditCode { get; init; }

    /// <summary>Whether a step was not taken in time.</summary>
    public required bool Overdue { get; init; }
}

/// <summary>A step of a case was not taken in time: the decision, its service, or the payment.</summary>
[EventName("supervision", "penalty-step-overdue")]
public sealed record PenaltyStepOverdue : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>Where the case stands, for example <c>SERVED</c> when the fine is not paid.</summary>
    public required string State { get; init; }

    /// <summary>Day that passed.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>What of the fine is not paid, fen.</summary>
    public required long UnpaidFen { get; init; }
}

/// <summary>An effect of a penalty was not confirmed in time.</summary>
[EventName("supervision", "penalty-effect-overdue")]
public sealed record PenaltyEffectOverdue : DomainEvent
{
    /// <summary>Identifier of the effect.</summary>
    public required string EffectId { get; init; }

    /// <summary>The penalty.</summary>
    public required string PenaltyId { get; init; }

    /// <summary>What was to come about.</summary>
    public required string Kind { get; init; }

    /// <summary>Service that owes it.</summary>
    public required string Service { get; init; }

    /// <summary>Day that passed.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>A service has seen to an effect of a penalty, or says why it could not. Its subject is the effect.</summary>
[EventName("platform", "penalty-effect-confirmed")]
public sealed record PenaltyEffectConfirmed : DomainEvent
{
    /// <summary>Identifier of the effect.</summary>
    public required string EffectId { get; init; }

    /// <summary>Service that saw to it.</summary>
    public required string Service { get; init; }

    /// <summary>Whether it has come about.</summary>
    public required bool Done { get; init; }

    /// <summary>What was done, or why not, in Chinese.</summary>
    public required string Note { get; init; }

    /// <summary>What the measure brings about further on, which other services confirm each; null for none.</summary>
    public IReadOnlyList<ConsequenceFact>? Consequences { get; init; }
}
