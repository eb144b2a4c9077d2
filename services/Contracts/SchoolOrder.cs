namespace ShuangJian.Contracts;

/// <summary>A record on teaching, exams, sport or enrolment shows a breach.</summary>
[EventName("school", "order-breach-found")]
public sealed record OrderBreachFound : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Credit code of the school; null when it is about an authority.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>What it is about, for example <c>EXAM</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Day whose law judged it.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>All breaches that stand against it.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>Breaches of a record stand no more: it was corrected or withdrawn, or what it was counted with was.</summary>
[EventName("school", "order-breach-cleared")]
public sealed record OrderBreachCleared : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Credit code of the school; null when it is about an authority.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>What it is about, for example <c>EXAM</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Names of the rules that find nothing any more.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>Whether the record was withdrawn.</summary>
    public required bool Withdrawn { get; init; }
}

/// <summary>A record on teaching, exams, sport or enrolment was put or changed, and judged.</summary>
[EventName("school", "order-record-put")]
public sealed record OrderRecordPut : DomainEvent
{
    /// <summary>Identifier of the record.</summary>
    public required string RecordId { get; init; }

    /// <summary>Credit code of the school; null when it is about an authority.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>What it is about, for example <c>EXAM</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Day whose law judged it.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Breaches that stand against it.</summary>
    public required int Breaches { get; init; }
}
