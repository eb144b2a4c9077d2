using System.Globalization;

namespace ShuangJian.Policy;

/// <summary>How things are written in Chinese texts that people read.</summary>
public static class Zh
{
    /// <summary>A day, for example 2026年11月20日.</summary>
    public static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>Money in yuan, for example 123.45元.</summary>
    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:00}元");

    /// <summary>Title of a department; its code when the law names none.</summary>
    public static string Department(string code) => Law.Current.Clauses.TryGetDepartment(code, out var department) ? department.TitleZh : code;

    /// <summary>Name of a division with those it is in; its code when it is unknown.</summary>
    public static string Place(string division) => Law.Current.Divisions.TryGet(DivisionCode.Parse(division), out var place) ? place.FullName : division;
}
