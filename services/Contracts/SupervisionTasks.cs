namespace ShuangJian.Contracts;

/// <summary>A campaign was opened with its road map.</summary>
[EventName("supervision", "task-campaign-opened")]
public sealed record TaskCampaignOpened : DomainEvent
{
    /// <summary>Identifier of the campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Title in Chinese.</summary>
    public required string Title { get; init; }

    /// <summary>Document whose tasks it carries out; null for the jurisdiction's own.</summary>
    public string? Document { get; init; }

    /// <summary>Number of tasks.</summary>
    public required int TaskCount { get; init; }
}

/// <summary>A task was reported as done.</summary>
[EventName("supervision", "task-reported")]
public sealed record TaskReported : DomainEvent
{
    /// <summary>Identifier of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Clause that sets it; null for the jurisdiction's own.</summary>
    public string? Clause { get; init; }

    /// <summary>Department that reported.</summary>
    public required string Department { get; init; }
}

/// <summary>A task was confirmed as done.</summary>
[EventName("supervision", "task-done")]
public sealed record TaskDone : DomainEvent
{
    /// <summary>Identifier of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Clause that sets it; null for the jurisdiction's own.</summary>
    public string? Clause { get; init; }

    /// <summary>Whether it was done after the end of its month.</summary>
    public required bool Late { get; init; }
}

/// <summary>A task was not done at the end of its month.</summary>
[EventName("supervision", "task-overdue")]
public sealed record TaskOverdue : DomainEvent
{
    /// <summary>Identifier of the task.</summary>
    public required string TaskId { get; init; }

    /// <summary>Clause that sets it; null for the jurisdiction's own.</summary>
    public string? Clause { get; init; }

    /// <summary>Departments and sections that have it to do.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>Last day of its month.</summary>
    public required DateOnly DueDate { get; init; }
}
