namespace ShuangJian.Contracts;

/// <summary>A course was submitted and waits for the competent department.</summary>
[EventName("filing", "course-submitted")]
public sealed record CourseSubmitted : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What is taught, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Course that it files again; null for a first filing.</summary>
    public string? PreviousCourseId { get; init; }

    /// <summary>Fields that differ from that course; empty for a first filing.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];

    /// <summary>What a person has to determine and what was warned of; a rule of many sessions stands once.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>The department did not decide a submitted course in time.</summary>
[EventName("filing", "course-review-overdue")]
public sealed record CourseReviewOverdue : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Department that owes the decision, for example <c>EDUCATION</c>.</summary>
    public required string Department { get; init; }

    /// <summary>Day by which it was owed.</summary>
    public required DateOnly DueOn { get; init; }
}

/// <summary>A course was filed.</summary>
[EventName("filing", "course-filed")]
public sealed record CourseFiled : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What is taught, for example <c>ARTS</c>.</summary>
    public required string Category { get; init; }

    /// <summary>Number of sessions.</summary>
    public required int Sessions { get; init; }

    /// <summary>Day of the last session.</summary>
    public required DateOnly EndsOn { get; init; }
}

/// <summary>A course was refused, or its filing was taken back.</summary>
[EventName("filing", "course-refused")]
public sealed record CourseRefused : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>True when the platform decided by itself.</summary>
    public required bool Automatic { get; init; }

    /// <summary>Findings that stood against it; a rule of many sessions stands once.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A course was returned with remarks.</summary>
[EventName("filing", "course-returned")]
public sealed record CourseReturned : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Paths of the fields to mend.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>A course was withdrawn by the institution.</summary>
[EventName("filing", "course-withdrawn")]
public sealed record CourseWithdrawn : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }
}

/// <summary>A filed course is stopped, for its institution may not train now.</summary>
[EventName("filing", "course-suspended")]
public sealed record CourseSuspended : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Event that stopped it, for example <c>institution.institution-revoked</c>.</summary>
    public required string Cause { get; init; }
}

/// <summary>A stopped course goes on, for its institution may train again.</summary>
[EventName("filing", "course-resumed")]
public sealed record CourseResumed : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }
}

/// <summary>The filing of a course has ended: its last session has passed, or its term.</summary>
[EventName("filing", "course-expired")]
public sealed record CourseExpired : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary><c>LAST_SESSION</c> or <c>TERM</c>; null in events of before.</summary>
    public string? Cause { get; init; }
}

/// <summary>A filed course breaks the law now, after a school calendar, a licence or a classification changed.</summary>
[EventName("filing", "course-no-longer-holds")]
public sealed record CourseNoLongerHolds : DomainEvent
{
    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What stands against it now; a rule of many sessions stands once.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
