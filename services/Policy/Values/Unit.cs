using System.Collections.Frozen;
using System.Globalization;

namespace ShuangJian.Policy;

/// <summary>A share as an exact fraction, such as 2/3.</summary>
/// <param name="Numerator">The part.</param>
/// <param name="Denominator">The whole, above zero.</param>
public readonly record struct Ratio(long Numerator, long Denominator)
{
    /// <summary>Whether <paramref name="part"/> of <paramref name="whole"/> reaches this share.</summary>
    public bool IsReachedBy(long part, long whole) => (Int128)part * Denominator >= (Int128)whole * Numerator;

    /// <summary>The fraction, such as <c>2/3</c>.</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";
}

/// <summary>The unit of a parameter. The list is closed: an unknown unit in the data is refused.</summary>
public sealed class Unit
{
    private static readonly FrozenDictionary<string, Unit> s_all = new Unit[]
    {
        Count("minutes", "分钟"), Count("days", "天"), Count("working-days", "个工作日"), Count("months", "个月"),
        Count("years", "年"), Count("hours", "小时"), Count("lessons", "课时"), Count("pupils", "名学生"),
        Count("persons", "人"), Count("times", "次"), Count("items", "项"), Count("percent", "%"),
        Count("square-metres", "平方米"), Count("metres2-per-pupil", "平方米/人"), Count("points", "分"), Count("megabytes", "MB"), Count("institutions", "家"),
        new("fen", "分", typeof(long), text => long.TryParse(text, NumberStyles.None, null, out var fen) ? fen : null),
        new("time-of-day", "", typeof(TimeOnly), text => TimeOnly.TryParseExact(text, "HH:mm", out var time) ? time : null),
        new("date", "", typeof(DateOnly), text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null),
        new("flag", "", typeof(bool), text => text is "true" or "false" ? text == "true" : null),
        new("text", "", typeof(string), text => text),
        new("department", "", typeof(string), text => text),
        new("ratio", "", typeof(Ratio), text => ReadRatio(text)),
        new("text-list", "", typeof(TextList), null),
        new("band-table", "", typeof(BandTable), null),
    }.ToFrozenDictionary(unit => unit.Name);

    private readonly Func<string, object?>? _read;

    private Unit(string name, string nameZh, Type valueType, Func<string, object?>? read)
    {
        Name = name;
        NameZh = nameZh;
        ValueType = valueType;
        _read = read;
    }

    /// <summary>All units, by name.</summary>
    public static IEnumerable<Unit> All => s_all.Values.OrderBy(unit => unit.Name, StringComparer.Ordinal);

    /// <summary>The name used in the data and in quantities.</summary>
    public string Name { get; }

    /// <summary>The word that follows a value in a Chinese message; empty when none does.</summary>
    public string NameZh { get; }

    /// <summary>The type of a value in this unit.</summary>
    public Type ValueType { get; }

    /// <summary>A value in this unit as it is written in findings.</summary>
    public Quantity Quantity(object value) => new(Write(value), Name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static bool TryGet(string name, out Unit unit) => s_all.TryGetValue(name, out unit!);

    /// <summary>The value for a scalar of the data; null when it does not fit the unit.</summary>
    internal object? Read(string text) => _read?.Invoke(text);

    private static string Write(object value) => value switch
    {
        TimeOnly time => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss"),
        DateOnly date => date.ToString("yyyy-MM-dd"),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Unit Count(string name, string nameZh) =>
        new(name, nameZh, typeof(int), text => int.TryParse(text, NumberStyles.None, null, out var count) ? count : null);

    private static Ratio? ReadRatio(string text) =>
        text.Split('/') is [var part, var whole]
        && long.TryParse(part, NumberStyles.None, null, out var numerator)
        && long.TryParse(whole, NumberStyles.None, null, out var denominator)
        && denominator > 0
            ? new Ratio(numerator, denominator)
            : null;
}
