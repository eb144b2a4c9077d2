namespace ShuangJian.Contracts;

/// <summary>A case on the conduct of a teacher was opened. The event names nobody.</summary>
[EventName("school", "teacher-case-opened")]
public sealed record TeacherCaseOpened : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifier that the platform gave to the teacher.</summary>
    public required string TeacherId { get; init; }

    /// <summary>What the teacher is said to have done, for example <c>PAID_TUTORING</c>.</summary>
    public required IReadOnlyList<string> Conducts { get; init; }

    /// <summary>Day by which the first stage has to end; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Whether an earlier case against the person was founded.</summary>
    public required bool Repeated { get; init; }
}

/// <summary>A case on the conduct of a teacher was decided.</summary>
[EventName("school", "teacher-case-decided")]
public sealed record TeacherCaseDecided : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifier that the platform gave to the teacher.</summary>
    public required string TeacherId { get; init; }

    /// <summary>Whether it is founded.</summary>
    public required bool Founded { get; init; }

    /// <summary>What is established.</summary>
    public required IReadOnlyList<string> Conducts { get; init; }

    /// <summary>Measures, for example <c>QUALIFICATION_LOST</c>.</summary>
    public required IReadOnlyList<string> Measures { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A case on the conduct of a teacher came to its end.</summary>
[EventName("school", "teacher-case-closed")]
public sealed record TeacherCaseClosed : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifier that the platform gave to the teacher.</summary>
    public required string TeacherId { get; init; }

    /// <summary>Whether it was founded; then all its measures were carried out.</summary>
    public required bool Founded { get; init; }

    /// <summary>Whether a stage was not ended in time.</summary>
    public required bool Overdue { get; init; }
}

/// <summary>A stage of a case on the conduct of a teacher was not ended in time.</summary>
[EventName("school", "teacher-case-overdue")]
public sealed record TeacherCaseOverdue : DomainEvent
{
    /// <summary>Identifier of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Day by which it was due.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Division whose education bureau is told of it; null when the workflow tells nobody above.</summary>
    public string? EscalatedTo { get; init; }
}

/// <summary>Schools are asked to look at their teachers.</summary>
[EventName("school", "teacher-sweep-opened")]
public sealed record TeacherSweepOpened : DomainEvent
{
    /// <summary>Identifier of the sweep.</summary>
    public required string SweepId { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Last day for reports.</summary>
    public required DateOnly DueDate { get; init; }
}
