namespace ShuangJian.Contracts;

/// <summary>What a measure brings about in another service, which confirms with <see cref="ConsequenceConfirmed"/>.</summary>
/// <param name="ConsequenceId">Identifier to confirm by.</param>
/// <param name="Kind">What has to be seen to: <c>COURSES</c>, <c>PREPAID_MONEY</c>, <c>AFTER_SCHOOL</c> or <c>LABOUR</c>.</param>
/// <param name="Service">Service that confirms, for example <c>filings</c>.</param>
/// <param name="DueDate">Day by which it is to be confirmed; null when the calendar is not known.</param>
public sealed record ConsequenceFact(string ConsequenceId, string Kind, string Service, DateOnly? DueDate);

/// <summary>An event after which an institution may train, or may not any more.</summary>
public interface ITellsStanding
{
    /// <summary>Identifier of the institution.</summary>
    string InstitutionId { get; }

    /// <summary>Whether it may train after the event.</summary>
    bool MayTrain { get; }

    /// <summary>Whether it will not come back; a suspension is not for good.</summary>
    bool ForGood => !MayTrain;

    /// <summary>Unified social credit code, where the event makes it known.</summary>
    string? LicensedCode => null;

    /// <summary>What other services have to see to.</summary>
    IReadOnlyList<ConsequenceFact> Consequences => [];
}

/// <summary>An institution was suspended; it may not train and has left the white list.</summary>
[EventName("institution", "institution-suspended")]
public sealed record InstitutionSuspended : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => false;

    bool ITellsStanding.ForGood => false;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string UnifiedSocialCreditCode { get; init; }

    /// <summary>Grounds, for example <c>ILLEGAL_CHARGING</c>.</summary>
    public required IReadOnlyList<string> Grounds { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Day of the suspension.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Last day of the term to mend what was found; null when the calendar is not known.</summary>
    public DateOnly? RectifyBy { get; init; }

    /// <summary>What the other services have to see to.</summary>
    public required IReadOnlyList<ConsequenceFact> Consequences { get; init; }
}

/// <summary>A suspension was lifted; the institution is on the white list again.</summary>
[EventName("institution", "institution-reinstated")]
public sealed record InstitutionReinstated : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => true;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Day of the lifting.</summary>
    public required DateOnly Since { get; init; }
}

/// <summary>A licence was revoked; the institution is off the white list and on the black one.</summary>
[EventName("institution", "institution-revoked")]
public sealed record InstitutionRevoked : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => false;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string UnifiedSocialCreditCode { get; init; }

    /// <summary>Number of the licence.</summary>
    public required string LicenceNumber { get; init; }

    /// <summary>Grounds, for example <c>ILLEGAL_CHARGING</c>.</summary>
    public required IReadOnlyList<string> Grounds { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Day of the revocation.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>What the other services have to see to.</summary>
    public required IReadOnlyList<ConsequenceFact> Consequences { get; init; }
}

/// <summary>An institution closed of its own will and is off the white list.</summary>
[EventName("institution", "institution-exited")]
public sealed record InstitutionExited : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => false;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string UnifiedSocialCreditCode { get; init; }

    /// <summary>Number of the licence.</summary>
    public required string LicenceNumber { get; init; }

    /// <summary>Reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Day of the exit.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>What the other services have to see to.</summary>
    public required IReadOnlyList<ConsequenceFact> Consequences { get; init; }
}

/// <summary>
/// A service has seen to a consequence of a measure. Published by the service that the consequence names; the registry
/// then counts it as confirmed.
/// </summary>
[EventName("platform", "consequence-confirmed")]
public sealed record ConsequenceConfirmed : DomainEvent
{
    /// <summary>Identifier of the consequence.</summary>
    public required string ConsequenceId { get; init; }

    /// <summary>Service that has seen to it.</summary>
    public required string Service { get; init; }

    /// <summary>What was done, in Chinese; null when there is nothing to say.</summary>
    public string? Note { get; init; }
}

/// <summary>The day passed by which a consequence was to be confirmed.</summary>
[EventName("institution", "consequence-overdue")]
public sealed record ConsequenceOverdue : DomainEvent
{
    /// <summary>Identifier of the consequence.</summary>
    public required string ConsequenceId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>What has to be seen to, for example <c>PREPAID_MONEY</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Service that owes it.</summary>
    public required string Service { get; init; }

    /// <summary>Day by which it was due.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>The term of a suspended institution to mend what was found passed; a decision is owed.</summary>
[EventName("institution", "rectification-term-passed")]
public sealed record RectificationTermPassed : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Last day of the term.</summary>
    public required DateOnly RectifyBy { get; init; }
}
