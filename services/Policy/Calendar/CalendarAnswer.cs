namespace ShuangJian.Policy;

/// <summary>What kind of day a date is.</summary>
public enum DayKind
{
    /// <summary>An ordinary Monday to Friday.</summary>
    Workday,

    /// <summary>A Saturday or Sunday on which the nation works to make up for a holiday. It is no rest day.</summary>
    MakeUpWorkday,

    /// <summary>A Saturday or Sunday outside any named holiday.</summary>
    RestDay,

    /// <summary>A day off within a named holiday of the yearly notice.</summary>
    StatutoryHoliday,
}

/// <summary>
/// An answer of the calendar, or the year for which no holiday notice is known. The calendar never guesses.
/// </summary>
/// <typeparam name="T">What was asked for.</typeparam>
public readonly record struct CalendarAnswer<T>
    where T : struct
{
    private readonly T _value;

    private CalendarAnswer(T value, int? unknownYear)
    {
        _value = value;
        UnknownYear = unknownYear;
    }

    /// <summary>The first year that would be needed and is not known; null when there is an answer.</summary>
    public int? UnknownYear { get; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsKnown => UnknownYear is null;

    /// <summary>The answer.</summary>
    /// <exception cref="InvalidOperationException">The year is not known.</exception>
    public T Value => IsKnown ? _value : throw new InvalidOperationException($"No holiday notice is known for {UnknownYear}.");

    /// <summary>Takes the answer; false when the year is not known.</summary>
    public bool TryGet(out T value)
    {
        value = _value;
        return IsKnown;
    }

    internal static CalendarAnswer<T> Of(T value) => new(value, null);

    internal static CalendarAnswer<T> Unknown(int year) => new(default, year);
}
