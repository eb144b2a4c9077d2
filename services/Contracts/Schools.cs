namespace ShuangJian.Contracts;

/// <summary>A school was registered.</summary>
[EventName("school", "school-registered")]
public sealed record SchoolRegistered : DomainEvent
{
    /// <summary>Unified social credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string Name { get; init; }

    /// <summary>Ages taught, for example <c>PRIMARY</c>.</summary>
    public required IReadOnlyList<string> Stages { get; init; }
}

/// <summary>What is known of a school has changed, or it was closed.</summary>
[EventName("school", "school-changed")]
public sealed record SchoolChanged : DomainEvent
{
    /// <summary>Unified social credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Name in Chinese.</summary>
    public required string Name { get; init; }

    /// <summary>Ages taught, for example <c>PRIMARY</c>.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>Last day; null while it is open.</summary>
    public DateOnly? ClosedOn { get; init; }
}

/// <summary>Classes of a school were added or changed.</summary>
[EventName("school", "classes-changed")]
public sealed record ClassesChanged : DomainEvent
{
    /// <summary>Unified social credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifiers of the classes.</summary>
    public required IReadOnlyList<string> ClassIds { get; init; }
}

/// <summary>Teachers came to a school, left it, or are entered anew. The event names nobody.</summary>
[EventName("school", "teacher-roster-changed")]
public sealed record TeacherRosterChanged : DomainEvent
{
    /// <summary>Unified social credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifiers that the platform gave to the teachers concerned.</summary>
    public required IReadOnlyList<string> TeacherIds { get; init; }
}

/// <summary>Measures for homework were published in the place of those before.</summary>
[EventName("school", "homework-measure-published")]
public sealed record HomeworkMeasurePublished : DomainEvent
{
    /// <summary>Identifier of the measures.</summary>
    public required string MeasureId { get; init; }

    /// <summary>Who published: <c>CITY</c>, <c>COUNTY</c> or <c>SCHOOL</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>Credit code of the school; null for a city or county.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly EffectiveFrom { get; init; }
}

/// <summary>How homework was marked breaks the law.</summary>
[EventName("school", "homework-breach-found")]
public sealed record HomeworkBreachFound : DomainEvent
{
    /// <summary>Identifier of the homework.</summary>
    public required string HomeworkId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Identifier of the class.</summary>
    public required string ClassId { get; init; }

    /// <summary>Day of the homework.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
