namespace ShuangJian.Platform.Hosting;

/// <summary>The calendar day in China, by which the law is chosen. China keeps one time, UTC+8, all year.</summary>
public static class ChinaDay
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day of an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>Today.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);
}
