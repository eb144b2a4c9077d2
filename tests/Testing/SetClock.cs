namespace ShuangJian.Testing;

/// <summary>A clock that stands until it is set; its timers run in real time.</summary>
/// <param name="now">The instant it shows first.</param>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    /// <summary>The instant it shows.</summary>
    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Now;
}
