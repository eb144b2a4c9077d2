using System.Globalization;

namespace ShuangJian.Platform.Edge;

/// <summary>Days as the contract writes them: <c>2026-09-01</c>, and empty for none.</summary>
public static class Days
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>A day as text.</summary>
    public static string Of(DateOnly? day) => day?.ToString(Form, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A day from text that was checked at the edge.</summary>
    public static DateOnly? Of(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, Form, CultureInfo.InvariantCulture);
}
