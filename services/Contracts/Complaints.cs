namespace ShuangJian.Contracts;

/// <summary>A complaint was received. No event on complaints tells who complains or what the person said.</summary>
[EventName("supervision", "complaint-received")]
public sealed record ComplaintReceived : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>How it came, for example <c>HOTLINE</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Matter of the duty matrix.</summary>
    public required string Matter { get; init; }

    /// <summary>Unified social credit code of the institution complained of; null for none.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>Code of the school complained of; null for none.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>Identifier of the complaint that it follows; null for none.</summary>
    public string? MainComplaintId { get; init; }
}

/// <summary>A complaint went to the departments that have the duty for it.</summary>
[EventName("supervision", "complaint-dispatched")]
public sealed record ComplaintDispatched : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Matter of the duty matrix.</summary>
    public required string Matter { get; init; }

    /// <summary>Departments with the duty, the leading one first.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Last day for accepting; null when the calendar is not known.</summary>
    public DateOnly? AcceptanceDue { get; init; }

    /// <summary>Last day for answering; null when the calendar is not known.</summary>
    public DateOnly? AnswerDue { get; init; }
}

/// <summary>A complaint went to other departments, or to another place.</summary>
[EventName("supervision", "complaint-transferred")]
public sealed record ComplaintTransferred : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Matter from now on.</summary>
    public required string Matter { get; init; }

    /// <summary>Division that answered for it before.</summary>
    public required string DivisionBefore { get; init; }

    /// <summary>Department that led before.</summary>
    public required string LeadBefore { get; init; }

    /// <summary>Departments from now on, the leading one first.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
}

/// <summary>A complaint follows another from now on.</summary>
[EventName("supervision", "complaint-merged")]
public sealed record ComplaintMerged : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Identifier of the complaint that it follows.</summary>
    public required string MainComplaintId { get; init; }
}

/// <summary>A complaint was accepted.</summary>
[EventName("supervision", "complaint-accepted")]
public sealed record ComplaintAccepted : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Department that leads.</summary>
    public required string Lead { get; init; }
}

/// <summary>A complaint was refused.</summary>
[EventName("supervision", "complaint-refused")]
public sealed record ComplaintRefused : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Department that leads.</summary>
    public required string Lead { get; init; }
}

/// <summary>A complaint was answered.</summary>
[EventName("supervision", "complaint-answered")]
public sealed record ComplaintAnswered : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Matter of the duty matrix.</summary>
    public required string Matter { get; init; }

    /// <summary>What came of it: <c>UPHELD</c>, <c>PARTLY_UPHELD</c> or <c>UNFOUNDED</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether a due day had passed.</summary>
    public required bool Late { get; init; }
}

/// <summary>A due day of a complaint passed.</summary>
[EventName("supervision", "complaint-overdue")]
public sealed record ComplaintOverdue : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Department that leads.</summary>
    public required string Lead { get; init; }

    /// <summary>What was due: <c>ACCEPTANCE</c> or <c>ANSWER</c>.</summary>
    public required string Due { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>The answer to a complaint was rated.</summary>
[EventName("supervision", "complaint-rated")]
public sealed record ComplaintRated : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Satisfaction, 1 to 5.</summary>
    public required int Rating { get; init; }
}

/// <summary>A complaint was reopened.</summary>
[EventName("supervision", "complaint-reopened")]
public sealed record ComplaintReopened : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>Last day for answering anew; null when the calendar is not known.</summary>
    public DateOnly? AnswerDue { get; init; }
}

/// <summary>A complaint was withdrawn.</summary>
[EventName("supervision", "complaint-withdrawn")]
public sealed record ComplaintWithdrawn : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }
}

/// <summary>A complaint came to its end: answered, and not reopened within the days for that.</summary>
[EventName("supervision", "complaint-closed")]
public sealed record ComplaintClosed : DomainEvent
{
    /// <summary>Identifier of the complaint.</summary>
    public required string ComplaintId { get; init; }

    /// <summary>What came of it.</summary>
    public required string Outcome { get; init; }
}
