using System.Globalization;
using Grpc.Core;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Standalone;

/// <summary>What every part of the story needs: whom to call and as whom, what day it is, and who tells.</summary>
/// <param name="gateway">The platform.</param>
/// <param name="narrator">Who tells.</param>
/// <param name="clock">The platform's clock, when it is one that can be moved; null for a platform that runs by the real one.</param>
internal sealed class Stage(CallInvoker gateway, Narrator narrator, RehearsalClock? clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private DateOnly? _told;

    /// <summary>The platform.</summary>
    public CallInvoker Gateway => gateway;

    /// <summary>Who tells.</summary>
    public Narrator Narrator => narrator;

    /// <summary>The platform's clock, where the tour can move it; null elsewhere.</summary>
    public RehearsalClock? Clock => clock;

    /// <summary>Today in China by the platform's clock, as far as it is known here.</summary>
    public DateOnly Today => clock is null && _told is { } told ? told : (clock ?? TimeProvider.System).Today();

    /// <summary>Takes a day that the platform called today.</summary>
    public void Learn(string day) => _told = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Moves the clock past a day, where it can be moved.</summary>
    /// <returns>Whether it was.</returns>
    public bool LetPass(string day)
    {
        if (clock is null || day.Length == 0) return false;
        clock.Advance(TimeSpan.FromDays(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - Today.DayNumber + 1));
        return true;
    }

    /// <summary>A day as the contract writes it.</summary>
    /// <param name="from">Days from today.</param>
    public string Day(int from = 0) => $"{Today.AddDays(from):yyyy-MM-dd}";

    /// <summary>Credentials.</summary>
    /// <param name="audience">Kind of caller.</param>
    /// <param name="division">Jurisdiction.</param>
    /// <param name="third">Department or credit code; null for none.</param>
    /// <param name="subject">Who it is; null for whoever has that post.</param>
    public static Metadata As(string audience, string division, string? third, string? subject = null) =>
        new() { { "authorization", "Bearer " + TokenCommand.Sign(audience, division, third, subject) } };

    /// <summary>A new identifier.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString();

    /// <summary>A valid code of the sample range, another one each time, so that the tour can be walked again.</summary>
    public static string SampleCode(string kind, string division) => UnifiedSocialCreditCode.Complete($"{kind}{division}", $"XT{Random.Shared.Next(1_000_000):D6}");

    /// <summary>Asks until something is so: what services tell each other arrives a moment after the answer.</summary>
    /// <exception cref="TimeoutException">It did not come about.</exception>
    public static async Task<T> UntilAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> holds, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        while (true)
        {
            var value = await ask();
            if (holds(value)) return value;
            try { await Task.Delay(100, limit.Token); }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"{what} did not come about; last seen: {value}");
            }
        }
    }
}
