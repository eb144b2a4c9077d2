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

    /// <summary>Town or street in which it lies; null when not known.</summary>
    public string? Town { get; init; }
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

    /// <summary>Town or street in which it lies; null when not known.</summary>
    public string? Town { get; init; }

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

    /// <summary>Entries of the roster that changed.</summary>
    public required IReadOnlyList<RosterFact> Entries { get; init; }
}

/// <summary>A teacher as a roster keeps them.</summary>
/// <param name="TeacherId">Identifier that the platform gave.</param>
/// <param name="KeyedHashes">Keyed hashes of the identity number; only who holds a key of the platform finds a person by them.</param>
/// <param name="From">First day in service.</param>
/// <param name="To">Last day in service; null while in service.</param>
public sealed record RosterFact(string TeacherId, IReadOnlyList<string> KeyedHashes, DateOnly From, DateOnly? To);

/// <summary>The calendar of the schools of a division was put in the place of the one before.</summary>
[EventName("school", "school-calendar-put")]
public sealed record SchoolCalendarPut : DomainEvent
{
    /// <summary>Calendar year in which the school year begins.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>First day that the calendar speaks of.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day that the calendar speaks of.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Winter and summer vacations.</summary>
    public required IReadOnlyList<VacationFact> Vacations { get; init; }

    /// <summary>Teaching hours of a school day.</summary>
    public required IReadOnlyList<SchoolHoursFact> SchoolHours { get; init; }

    /// <summary>Days that the place takes out of the ordinary week.</summary>
    public required IReadOnlyList<MovedDayFact> MovedDays { get; init; }

    /// <summary>When people end their work there, in China Standard Time; null when the place has not said.</summary>
    public TimeOnly? WorkEndsAt { get; init; }
}

/// <summary>A vacation.</summary>
/// <param name="NameZh">Name, for example 寒假.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
public sealed record VacationFact(string NameZh, DateOnly StartsOn, DateOnly EndsOn);

/// <summary>Hours in which schools teach, in China Standard Time.</summary>
/// <param name="Stage">Ages that are taught then, for example <c>PRIMARY</c>.</param>
/// <param name="StartTime">When school begins.</param>
/// <param name="EndTime">When school is over.</param>
public sealed record SchoolHoursFact(string Stage, TimeOnly StartTime, TimeOnly EndTime);

/// <summary>A day on which schools teach though others are free, or the other way round.</summary>
/// <param name="Date">The day.</param>
/// <param name="Teaches">Whether schools teach on it.</param>
/// <param name="ReasonZh">Why, in Chinese.</param>
public sealed record MovedDayFact(DateOnly Date, bool Teaches, string ReasonZh);

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

/// <summary>The homework of a school on a day was counted once the day was over.</summary>
[EventName("school", "homework-counted")]
public sealed record HomeworkCounted : DomainEvent
{
    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Homework that was entered.</summary>
    public required long Entries { get; init; }

    /// <summary>Classes that had some.</summary>
    public required long ClassDays { get; init; }

    /// <summary>Written minutes of all classes, each times the size of the class.</summary>
    public required long WrittenMinutes { get; init; }

    /// <summary>Sizes of those classes, added up.</summary>
    public required long ClassSizes { get; init; }
}
