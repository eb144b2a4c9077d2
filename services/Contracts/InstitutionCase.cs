namespace ShuangJian.Contracts;

/// <summary>A stage of an application's workflow began; the departments named owe the step.</summary>
[EventName("institution", "application-stage-began")]
public sealed record ApplicationStageBegan : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Name of the stage in its workflow.</summary>
    public required string Stage { get; init; }

    /// <summary>Departments that owe the step; empty in a public notice.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Day by which it is due, or last day of the notice; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A missed deadline was told to the competent department one level up.</summary>
[EventName("institution", "application-escalated")]
public sealed record ApplicationEscalated : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Stage that is overdue.</summary>
    public required string Stage { get; init; }

    /// <summary>Departments that owe the step.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Division whose competent department is told.</summary>
    public required string EscalatedTo { get; init; }

    /// <summary>That department.</summary>
    public required string EscalatedDepartment { get; init; }

    /// <summary>Day by which the step was due.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>Somebody objected to an application on public notice.</summary>
[EventName("institution", "application-objected")]
public sealed record ApplicationObjected : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Identifier of the objection.</summary>
    public required string ObjectionId { get; init; }
}

/// <summary>A licence was renewed.</summary>
[EventName("institution", "institution-renewed")]
public sealed record InstitutionRenewed : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Last day of the licence; null when it has no term.</summary>
    public DateOnly? ValidUntil { get; init; }
}

/// <summary>An approved application changed an institution.</summary>
[EventName("institution", "institution-changed")]
public sealed record InstitutionChanged : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Fields that changed: <c>name</c>, <c>sites</c>, <c>category</c>, <c>owner</c>, <c>stages</c>, <c>mode</c>.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Full name, as it is now.</summary>
    public required string Name { get; init; }

    /// <summary>What it trains now, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>How it trains now, for example <c>OFFLINE</c>; null from before it was told.</summary>
    public string? Mode { get; init; }

    /// <summary>Last day of the first lease to end; null when all premises are owned, and from before it was told.</summary>
    public DateOnly? LeaseEndsOn { get; init; }
}

/// <summary>Further premises of an institution were approved.</summary>
[EventName("institution", "institution-site-added")]
public sealed record InstitutionSiteAdded : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Addresses that were added.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>Last day of the first lease of all its premises to end; null when all are owned, and from before it was told.</summary>
    public DateOnly? LeaseEndsOn { get; init; }
}

/// <summary>An academic institution was kept after its re-review and is non-profit now, or an online one was approved anew.</summary>
[EventName("institution", "institution-kept")]
public sealed record InstitutionKept : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary><c>RE_REVIEW</c> or <c>ONLINE_REAPPROVAL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether it is non-profit.</summary>
    public required bool NonProfit { get; init; }
}

/// <summary>An institution failed where it had to be approved anew and lost its licence.</summary>
[EventName("institution", "institution-licence-lost")]
public sealed record InstitutionLicenceLost : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => false;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Number of the licence that is lost.</summary>
    public required string LicenceNumber { get; init; }

    /// <summary><c>RE_REVIEW</c> or <c>ONLINE_REAPPROVAL</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What other services have to see to and confirm.</summary>
    public required IReadOnlyList<ConsequenceFact> Consequences { get; init; }
}

/// <summary>Training online lost its filing; the authority named has the internet permit to cancel.</summary>
[EventName("institution", "online-filing-lost")]
public sealed record OnlineFilingLost : DomainEvent
{
    /// <summary>Identifier of the application that was refused.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Name of the institution.</summary>
    public required string InstitutionName { get; init; }

    /// <summary>Its unified social credit code.</summary>
    public required string UnifiedSocialCreditCode { get; init; }

    /// <summary>Number of the filing; empty when it was licensed.</summary>
    public required string FilingNumber { get; init; }

    /// <summary>Department that cancels the permit; null when no value names it.</summary>
    public string? PermitAuthority { get; init; }
}

/// <summary>An academic institution turned into another.</summary>
[EventName("institution", "institution-transformed")]
public sealed record InstitutionTransformed : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary><c>NON_ACADEMIC</c> or <c>ADULT</c>.</summary>
    public required string Target { get; init; }

    /// <summary>What it trains now, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>How it trains now, for example <c>OFFLINE</c>; null from before it was told.</summary>
    public string? Mode { get; init; }
}

/// <summary>The closure of an institution was approved; it takes no pupils any more.</summary>
[EventName("institution", "institution-closing")]
public sealed record InstitutionClosing : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => false;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly ClosesOn { get; init; }

    /// <summary>How many were still enrolled when it applied.</summary>
    public required int Enrolled { get; init; }

    /// <summary>Their money not yet taught for, in fen.</summary>
    public required long PrepaidFen { get; init; }

    /// <summary>What other services have to see to and confirm.</summary>
    public required IReadOnlyList<ConsequenceFact> Consequences { get; init; }
}
