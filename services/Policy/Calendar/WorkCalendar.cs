using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>
/// Working days of mainland China from the State Council's yearly holiday notices. Every question that touches a
/// year without a notice is answered with that year instead of a guess.
/// </summary>
public sealed class WorkCalendar
{
    private readonly FrozenDictionary<DateOnly, SpecialDay> _special;
    private readonly FrozenSet<int> _years;

    internal WorkCalendar(IEnumerable<SpecialDay> days)
    {
        _special = days.ToFrozenDictionary(day => day.Date);
        _years = _special.Keys.Select(day => day.Year).ToFrozenSet();
    }

    /// <summary>The years with a holiday notice, ascending.</summary>
    public IEnumerable<int> KnownYears => _years.Order();

    /// <summary>Whether the holidays of <paramref name="year"/> are known.</summary>
    public bool Knows(int year) => _years.Contains(year);

    /// <summary>The kind of a day.</summary>
    public CalendarAnswer<DayKind> KindOf(DateOnly day)
    {
        if (!Knows(day.Year))
            return CalendarAnswer<DayKind>.Unknown(day.Year);
        if (_special.TryGetValue(day, out var special))
            return CalendarAnswer<DayKind>.Of(special.IsOff ? DayKind.StatutoryHoliday : DayKind.MakeUpWorkday);
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return CalendarAnswer<DayKind>.Of(weekend ? DayKind.RestDay : DayKind.Workday);
    }

    /// <summary>The name of the holiday that a day off or a make-up day belongs to, such as 国庆节; null for other days.</summary>
    public string? HolidayName(DateOnly day) => _special.TryGetValue(day, out var special) ? special.Holiday : null;

    /// <summary>Whether people work on a day, make-up days included.</summary>
    public CalendarAnswer<bool> IsWorkingDay(DateOnly day) => KindOf(day) is { IsKnown: true } kind
        ? CalendarAnswer<bool>.Of(kind.Value is DayKind.Workday or DayKind.MakeUpWorkday)
        : CalendarAnswer<bool>.Unknown(day.Year);

    /// <summary>
    /// The last day of a period of <paramref name="days"/> working days. The first day does not count; a period of
    /// zero days ends on <paramref name="from"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> is negative.</exception>
    public CalendarAnswer<DateOnly> AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (!IsWorkingDay(day).TryGet(out var works))
                return CalendarAnswer<DateOnly>.Unknown(day.Year);
            if (works)
                left--;
        }

        return CalendarAnswer<DateOnly>.Of(day);
    }

    /// <summary>The first working day after <paramref name="from"/>.</summary>
    public CalendarAnswer<DateOnly> NextWorkingDay(DateOnly from) => AddWorkingDays(from, 1);

    /// <summary>The working days after <paramref name="from"/> up to and including <paramref name="to"/>; zero when it is not later.</summary>
    public CalendarAnswer<int> CountWorkingDays(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (!IsWorkingDay(day).TryGet(out var works))
                return CalendarAnswer<int>.Unknown(day.Year);
            if (works)
                count++;
        }

        return CalendarAnswer<int>.Of(count);
    }
}

/// <summary>A day that the notice takes out of the ordinary week.</summary>
internal readonly record struct SpecialDay(DateOnly Date, string Holiday, bool IsOff);
