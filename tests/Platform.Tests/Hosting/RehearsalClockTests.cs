using Microsoft.Extensions.Configuration;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Platform.Tests.Hosting;

/// <summary>The clock of rehearsals: ahead when it is asked for, never back, and never in earnest.</summary>
public sealed class RehearsalClockTests
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    [Fact]
    public void A_process_has_the_clock_of_the_machine_unless_it_is_told_otherwise() => Assert.Same(TimeProvider.System, Read());

    [Fact]
    public void It_is_ahead_by_what_is_configured_and_moves_on()
    {
        var clock = Assert.IsType<RehearsalClock>(Read(("Clock:Ahead", "30.00:00:00")));
        AssertAhead(TimeSpan.FromDays(30), clock);
        clock.Advance(TimeSpan.FromDays(2));
        AssertAhead(TimeSpan.FromDays(32), clock);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void It_never_goes_back(int days) => Assert.Throws<ArgumentOutOfRangeException>(() => new RehearsalClock(TimeSpan.Zero).Advance(TimeSpan.FromDays(days)));

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("00:00:00")]
    [InlineData("-1.00:00:00")]
    public void What_is_no_time_ahead_is_refused_at_the_start(string ahead) => Assert.Throws<InvalidOperationException>(() => Read(("Clock:Ahead", ahead)));

    [Fact]
    public void Where_an_identity_provider_is_set_there_is_no_rehearsal() =>
        Assert.Throws<InvalidOperationException>(() => Read(("Clock:Ahead", "1.00:00:00"), ("Identity:Authority", "https://identity.example")));

    private static void AssertAhead(TimeSpan by, TimeProvider clock) =>
        Assert.InRange(clock.GetUtcNow() - TimeProvider.System.GetUtcNow(), by - Tolerance, by + Tolerance);

    private static TimeProvider Read(params (string Key, string Value)[] settings) =>
        RehearsalClock.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
}
