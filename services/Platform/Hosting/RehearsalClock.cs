using Microsoft.Extensions.Configuration;

namespace ShuangJian.Platform.Hosting;

/// <summary>
/// A clock that runs ahead, so that those who learn the platform, or test it, see a term end without waiting for it. It never
/// goes back: what was written ahead stays in the past.
/// </summary>
/// <param name="ahead">How far ahead it begins; not negative.</param>
public sealed class RehearsalClock(TimeSpan ahead) : TimeProvider
{
    private long _ahead = ahead.Ticks;

    /// <summary>Raised when it was moved; what waits for a day looks again.</summary>
    internal event Action? Moved;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>Moves it on.</summary>
    /// <param name="by">By how much; more than nothing.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(by, TimeSpan.Zero);
        Interlocked.Add(ref _ahead, by.Ticks);
        Moved?.Invoke();
    }

    /// <summary>
    /// The clock of a process: that of the machine, or one that is <c>Clock:Ahead</c> ahead, for example <c>30.00:00:00</c>. Where
    /// an identity provider is set people work in earnest, and there is no rehearsal.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is set where it must not be, or is no time ahead.</exception>
    internal static TimeProvider Read(IConfiguration configuration)
    {
        if (configuration["Clock:Ahead"] is not { Length: > 0 } text) return System;
        if (configuration["Identity:Authority"] is { Length: > 0 })
            throw new InvalidOperationException("Clock:Ahead is for rehearsals; it is refused beside Identity:Authority.");
        return TimeSpan.TryParse(text, global::System.Globalization.CultureInfo.InvariantCulture, out var ahead) && ahead > TimeSpan.Zero
            ? new RehearsalClock(ahead)
            : throw new InvalidOperationException("Clock:Ahead must be a time ahead, for example 30.00:00:00.");
    }
}
