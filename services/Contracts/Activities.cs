namespace ShuangJian.Contracts;

/// <summary>An institution notified a competition, performance or study tour.</summary>
[EventName("institution", "activity-notified")]
public sealed record ActivityNotified : DomainEvent
{
    /// <summary>Identifier of the activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>COMPETITION</c>, <c>PERFORMANCE</c> or <c>STUDY_TOUR</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Departments notified.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
}

/// <summary>An institution cancelled an activity.</summary>
[EventName("institution", "activity-cancelled")]
public sealed record ActivityCancelled : DomainEvent
{
    /// <summary>Identifier of the activity.</summary>
    public required string ActivityId { get; init; }
}

/// <summary>A site of an institution was checked.</summary>
[EventName("institution", "site-safety-checked")]
public sealed record SiteSafetyChecked : DomainEvent
{
    /// <summary>Identifier of the check.</summary>
    public required string CheckId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>FIRE</c>, <c>PREMISES</c> or <c>EMERGENCY</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>True when the site passed.</summary>
    public required bool Passed { get; init; }

    /// <summary>Last day on which the result holds.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>Identifier of the case about hazards; null without any.</summary>
    public string? CaseId { get; init; }
}

/// <summary>An association took a decision of self-discipline about a member.</summary>
[EventName("institution", "self-discipline-decided")]
public sealed record SelfDisciplineDecided : DomainEvent
{
    /// <summary>Identifier of the membership.</summary>
    public required string MembershipId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>WARNING</c>, <c>CRITICISM</c> or <c>EXPULSION</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>Day of the decision.</summary>
    public required DateOnly DecidedOn { get; init; }
}

/// <summary>A dispute that an association mediates was settled.</summary>
[EventName("institution", "dispute-settled")]
public sealed record DisputeSettled : DomainEvent
{
    /// <summary>Identifier of the dispute.</summary>
    public required string DisputeId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>FOR_INSTITUTION</c>, <c>AGAINST_INSTITUTION</c> or <c>COMPROMISE</c>.</summary>
    public required string Outcome { get; init; }
}

/// <summary>The result of a safety check holds no longer, and no later check of the kind was made at the site.</summary>
[EventName("institution", "site-safety-lapsed")]
public sealed record SiteSafetyLapsed : DomainEvent
{
    /// <summary>Identifier of the check that lapsed.</summary>
    public required string CheckId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>FIRE</c>, <c>PREMISES</c> or <c>EMERGENCY</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Address of the site.</summary>
    public required string Site { get; init; }

    /// <summary>Last day on which the result held.</summary>
    public required DateOnly ValidUntil { get; init; }
}

/// <summary>Hazards of a site were not removed in time.</summary>
[EventName("institution", "safety-hazard-overdue")]
public sealed record SafetyHazardOverdue : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Unified social credit code of the institution; null when the case names none.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>The hazards that remain, in Chinese.</summary>
    public required IReadOnlyList<string> Hazards { get; init; }

    /// <summary>Departments that follow them, the leading one first.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Day by which they had to be removed.</summary>
    public required DateOnly DueDate { get; init; }
}
