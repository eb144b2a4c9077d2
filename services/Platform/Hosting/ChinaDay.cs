using ShuangJian.Policy;

namespace ShuangJian.Platform.Hosting;

/// <summary>The calendar day in China, which has one time zone, UTC+8, and no summer time.</summary>
public static class ChinaDay
{
    /// <summary>The day of an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public static DateOnly Of(DateTime utc) => DateOnly.FromDateTime(utc + ChinaTime.Offset);

    /// <summary>The instant at which a day begins, UTC.</summary>
    /// <param name="day">The day.</param>
    public static DateTime StartOf(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - ChinaTime.Offset, DateTimeKind.Utc);

    /// <summary>The instant that a clock shows, UTC, to the microsecond, as databases keep it.</summary>
    public static DateTime Instant(this TimeProvider clock) => Audit.AuditTrail.Now(clock);

    /// <summary>The day that a clock shows.</summary>
    public static DateOnly Today(this TimeProvider clock) => Of(clock.GetUtcNow().UtcDateTime);
}
