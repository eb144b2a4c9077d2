using System.Diagnostics;

namespace ShuangJian.Benchmarks;

/// <summary>What the two sides of a comparison did, in calls per second; medians of the rounds.</summary>
/// <param name="Measured">Rate of what is measured.</param>
/// <param name="Baseline">Rate of what it is held against.</param>
/// <param name="Ratio">Median of the ratios of the rounds, measured to baseline.</param>
internal sealed record Comparison(double Measured, double Baseline, double Ratio);

/// <summary>Closed-loop load: as many calls in flight as there are clients, each client one call after the other.</summary>
internal static class Load
{
    public const int Clients = 32;
    public const int Rounds = 5;
    public const int WarmUps = 3;

    /// <summary>Makes calls and returns their rate, calls per second.</summary>
    public static async Task<double> RateAsync(int calls, Func<int, int, Task> call)
    {
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < calls;) await call(client, i);
        })));
        return calls / watch.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Runs both sides in turn, several times over. Whatever else the machine does then falls on both, and
    /// the median forgets the round that was hit.
    /// </summary>
    /// <param name="baseline">One round of the baseline; returns its rate.</param>
    /// <param name="measured">One round of what is measured; returns its rate.</param>
    /// <param name="warm">Done once when both sides are warm, before it counts.</param>
    public static async Task<Comparison> CompareAsync(Func<Task<double>> baseline, Func<Task<double>> measured, Func<Task>? warm = null)
    {
        // Several times before it counts: the runtime compiles hot code anew while it runs.
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            await baseline();
            await measured();
        }
        if (warm is not null) await warm();
        var rounds = new List<(double Measured, double Baseline)>();
        for (var round = 0; round < Rounds; round++)
        {
            var rate = await baseline();
            rounds.Add((await measured(), rate));
        }
        return new(Median(rounds.Select(r => r.Measured)), Median(rounds.Select(r => r.Baseline)), Median(rounds.Select(r => r.Measured / r.Baseline)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>The value below which that share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }
}
