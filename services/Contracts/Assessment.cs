namespace ShuangJian.Contracts;

/// <summary>A person scored a point of inspection, or took a score back.</summary>
[EventName("supervision", "point-scored")]
public sealed record PointScored : DomainEvent
{
    /// <summary>Point, for example <c>JLP-C35</c>.</summary>
    public required string PointId { get; init; }

    /// <summary>Kind of what is scored: <c>SCHOOL</c>, <c>INSTITUTION</c> or <c>COUNTY</c>.</summary>
    public required string ObjectKind { get; init; }

    /// <summary>Credit code, or the division of a county.</summary>
    public required string ObjectCode { get; init; }

    /// <summary>Year that it counts for.</summary>
    public required int Year { get; init; }

    /// <summary>Level that now counts: <c>NOT_SEEN</c>, <c>MET</c>, <c>PARTLY_MET</c> or <c>NOT_MET</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Whether the score was taken back.</summary>
    public required bool Withdrawn { get; init; }
}

/// <summary>A report was published. It can be read and recounted by its identifier.</summary>
[EventName("supervision", "report-published")]
public sealed record ReportPublished : DomainEvent
{
    /// <summary>Identifier of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Kind, for example <c>half-monthly-bulletin</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Title in Chinese.</summary>
    public required string TitleZh { get; init; }

    /// <summary>First day that it is about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day that it is about.</summary>
    public required DateOnly To { get; init; }

    /// <summary>SHA-256 of its numbers, hexadecimal.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A report that a place owes was not published in time.</summary>
[EventName("supervision", "report-overdue")]
public sealed record ReportOverdue : DomainEvent
{
    /// <summary>Kind, for example <c>half-monthly-bulletin</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First day that it is about.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day that it is about.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Last day on which it was in time.</summary>
    public required DateOnly DueDate { get; init; }
}
