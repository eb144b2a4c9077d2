namespace ShuangJian.Policy;

/// <summary>When the schools of a place teach in one school year.</summary>
/// <param name="From">First day that the calendar speaks of.</param>
/// <param name="To">Last day that the calendar speaks of.</param>
/// <param name="Vacations">Winter and summer vacations; what lies between them is term.</param>
/// <param name="Hours">Teaching hours of a school day.</param>
/// <param name="Moved">Days that the place takes out of the ordinary week, beside the holidays of the State Council.</param>
/// <param name="WorkEnds">When people end their work there, in China Standard Time; null when the place has not said.</param>
public sealed record SchoolCalendar(
    DateOnly From, DateOnly To, IReadOnlyList<Vacation> Vacations, IReadOnlyList<SchoolHours> Hours, IReadOnlyList<MovedDay> Moved, TimeOnly? WorkEnds = null)
{
    /// <summary>First month of a school year.</summary>
    public const int FirstMonth = 8;

    /// <summary>First day of a school year, named by the calendar year in which it begins.</summary>
    public static DateOnly FirstDayOf(int schoolYear) => new(schoolYear, FirstMonth, 1);

    /// <summary>Last day of a school year's calendar: the end of the summer vacation, which a next one may begin in.</summary>
    public static DateOnly LastDayOf(int schoolYear) => new(schoolYear + 1, FirstMonth, 31);

    /// <summary>Whether the calendar speaks of that day.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= To;

    /// <summary>The vacation of that day; null in term.</summary>
    public Vacation? VacationOn(DateOnly day) => Vacations.FirstOrDefault(v => v.First <= day && day <= v.Last);

    /// <summary>The term of that day: the days between two vacations; null in vacation and on days that the calendar does not speak of.</summary>
    public (DateOnly First, DateOnly Last)? TermOn(DateOnly day)
    {
        if (!Covers(day) || VacationOn(day) is not null) return null;
        var before = Vacations.Where(v => v.Last < day).Select(v => v.Last.AddDays(1)).Append(From).Max();
        var after = Vacations.Where(v => v.First > day).Select(v => v.First.AddDays(-1)).Append(To).Min();
        return (before, after);
    }

    /// <summary>Whether schools teach on a day: a working day in term, unless the place has moved it.</summary>
    public CalendarAnswer<bool> Teaches(DateOnly day, WorkCalendar holidays)
    {
        if (Moved.FirstOrDefault(m => m.Date == day) is { } moved) return CalendarAnswer<bool>.Of(moved.Teaches);
        return VacationOn(day) is not null ? CalendarAnswer<bool>.Of(false) : holidays.IsWorkingDay(day);
    }

    /// <summary>When school is over for an age; null when the calendar does not say.</summary>
    public TimeOnly? EndsFor(EducationStage stage) => Hours.Where(h => h.Stage == stage).Select(h => (TimeOnly?)h.End).Max();
}

/// <summary>The calendars that apply in one place, each for its own days.</summary>
/// <param name="NearestFirst">Those of the place itself before those of the city and of the province.</param>
public sealed record SchoolCalendars(IReadOnlyList<SchoolCalendar> NearestFirst)
{
    /// <summary>No place has put a calendar.</summary>
    public static SchoolCalendars None { get; } = new([]);

    /// <summary>The calendar that applies on a day; null when nobody has put one.</summary>
    public SchoolCalendar? On(DateOnly day) => NearestFirst.FirstOrDefault(c => c.Covers(day));
}

/// <summary>A vacation.</summary>
/// <param name="NameZh">Name, for example 寒假.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
public sealed record Vacation(string NameZh, DateOnly First, DateOnly Last);

/// <summary>Hours in which schools teach.</summary>
/// <param name="Stage">Ages that are taught then.</param>
/// <param name="Begin">First minute.</param>
/// <param name="End">Moment at which school is over; a class may begin then.</param>
public sealed record SchoolHours(EducationStage Stage, TimeOnly Begin, TimeOnly End);

/// <summary>A day on which schools teach though others are free, or the other way round.</summary>
/// <param name="Date">The day.</param>
/// <param name="Teaches">Whether schools teach on it.</param>
/// <param name="ReasonZh">Why, for example 运动会调课.</param>
public sealed record MovedDay(DateOnly Date, bool Teaches, string ReasonZh);
