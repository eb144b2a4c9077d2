namespace ShuangJian.Contracts;

/// <summary>An application was submitted and waits for acceptance.</summary>
[EventName("institution", "application-submitted")]
public sealed record ApplicationSubmitted : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Name of the institution applied for.</summary>
    public required string InstitutionName { get; init; }

    /// <summary>What it will train, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Day by which it has to be accepted or returned; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>What it asks for, for example <c>RENEWAL</c>; null in events of before there were kinds.</summary>
    public string? Kind { get; init; }

    /// <summary>What a person has to determine.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>An application was returned with remarks.</summary>
[EventName("institution", "application-returned")]
public sealed record ApplicationReturned : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Paths of the fields to mend.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>An application was accepted; the departments named review it.</summary>
[EventName("institution", "application-accepted")]
public sealed record ApplicationAccepted : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Departments that review, the leading one first.</summary>
    public required IReadOnlyList<string> Reviewers { get; init; }

    /// <summary>Day by which it has to be decided; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A department gave its opinion on an application.</summary>
[EventName("institution", "application-reviewed")]
public sealed record ApplicationReviewed : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>The department.</summary>
    public required string Department { get; init; }

    /// <summary><c>AGREE</c> or <c>OBJECT</c>.</summary>
    public required string Opinion { get; init; }
}

/// <summary>An application was approved.</summary>
[EventName("institution", "application-approved")]
public sealed record ApplicationApproved : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Number of the licence; of an institution that keeps the one it has, that one.</summary>
    public required string LicenceNumber { get; init; }

    /// <summary>What was asked for, for example <c>RENEWAL</c>; null in events of before there were kinds.</summary>
    public string? Kind { get; init; }
}

/// <summary>An application was refused, by the admission gate or by a person.</summary>
[EventName("institution", "application-refused")]
public sealed record ApplicationRefused : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>True when the admission gate decided by itself.</summary>
    public required bool Automatic { get; init; }

    /// <summary>Findings that stood against it.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>An application was withdrawn by the applicant.</summary>
[EventName("institution", "application-withdrawn")]
public sealed record ApplicationWithdrawn : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }
}

/// <summary>A statutory deadline passed without the step that was due.</summary>
[EventName("institution", "application-deadline-missed")]
public sealed record ApplicationDeadlineMissed : DomainEvent
{
    /// <summary>Identifier of the application.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>State in which it waits, for example <c>SUBMITTED</c>.</summary>
    public required string State { get; init; }

    /// <summary>Day by which the step was due.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>An institution was licensed and stands on the white list.</summary>
[EventName("institution", "institution-licensed")]
public sealed record InstitutionLicensed : DomainEvent, ITellsStanding
{
    bool ITellsStanding.MayTrain => true;

    string? ITellsStanding.LicensedCode => UnifiedSocialCreditCode;

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Unified social credit code.</summary>
    public required string UnifiedSocialCreditCode { get; init; }

    /// <summary>What it trains, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Number of the licence.</summary>
    public required string LicenceNumber { get; init; }

    /// <summary>Day of the licence.</summary>
    public required DateOnly LicensedOn { get; init; }

    /// <summary>True for sample data.</summary>
    public bool Sample { get; init; }

    /// <summary>Last day of the first lease to end; null when all premises are owned, and from before it was told.</summary>
    public DateOnly? LeaseEndsOn { get; init; }
}
