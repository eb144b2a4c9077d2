using System.Globalization;

namespace ShuangJian.Platform.Edge;

/// <summary>Days as the contract writes them: <c>2026-09-01</c>, and empty for none.</summary>
public static class Days
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>A day as text.</summary>
    public static string Of(DateOnly? day) => day?.ToString(Form, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A day from text that was checked at the edge.</summary>
    /// <exception cref="FormatException">It is no day.</exception>
    public static DateOnly? Of(string text) => text.Length == 0 ? null : TryRead(text, out var day) ? day : throw new FormatException("It is no day YYYY-MM-DD.");

    /// <summary>Reads a day digit by digit: by a pattern, the runtime takes ten times as long, and each row of a file has several.</summary>
    internal static bool TryRead(string text, out DateOnly day)
    {
        day = default;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _]) return false;
        var (year, month, date) = (Number(text.AsSpan(0, 4)), Number(text.AsSpan(5, 2)), Number(text.AsSpan(8, 2)));
        if (year < 1 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new(year, month, date);
        return true;
    }

    /// <summary>A number of plain digits; -1 when something else is among them.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '9') return -1;
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}

/// <summary>Times of a day as the contract writes them: <c>17:30:00</c>, in China Standard Time.</summary>
public static class Times
{
    private const string Form = "HH:mm:ss";

    /// <summary>A time as text; empty for none.</summary>
    public static string Of(TimeOnly? time) => time?.ToString(Form, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time from text; the problem is added when it is none.</summary>
    public static TimeOnly Read(string text, string path, List<FieldProblem> problems)
    {
        if (!TimeOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            problems.Add(new(path, "不是时间（HH:MM:SS）", "is no time HH:MM:SS"));
        return time;
    }

    /// <summary>Two times of which the second is later; the problems are added when they are not.</summary>
    public static (TimeOnly Start, TimeOnly End) Read(string start, string end, string path, List<FieldProblem> problems)
    {
        var before = problems.Count;
        var (first, last) = (Read(start, $"{path}.start_time", problems), Read(end, $"{path}.end_time", problems));
        if (problems.Count == before && last <= first) problems.Add(new($"{path}.end_time", "须晚于开始时间", "must be later than the start"));
        return (first, last);
    }
}
