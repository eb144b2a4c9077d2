using System.Diagnostics;
using System.Runtime;

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

    /// <summary>Rounds before it counts: at least three, then until the runtime has compiled what is hot.</summary>
    public const int MostWarmUps = 12;

    public const int LeastWarmUps = 3;

    /// <summary>Share of a round that the compiler may still take when it counts.</summary>
    private const double Quiet = 0.05;

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

    /// <summary>Makes calls from so many clients and returns how long each took, milliseconds.</summary>
    public static async Task<double[]> TimesAsync(int clients, int calls, Func<int, int, Task> call)
    {
        var (next, times) = (-1, new double[calls]);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < calls;)
            {
                var began = Stopwatch.GetTimestamp();
                await call(client, i);
                times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        return times;
    }

    /// <summary>
    /// Runs both sides in turn, several times over. Whatever else the machine does then falls on both, and
    /// the median forgets the round that was hit.
    /// </summary>
    /// <param name="baseline">One round of the baseline; returns its rate.</param>
    /// <param name="measured">One round of what is measured; returns its rate.</param>
    /// <param name="warm">Done after each round that does not count.</param>
    public static Task<Comparison> CompareAsync(Func<Task<double>> baseline, Func<Task<double>> measured, Func<Task>? warm = null) => CompareAsync(
        async () =>
        {
            var rate = await baseline();
            return (await measured(), rate);
        },
        warm);

    /// <summary>Runs rounds of both sides until the runtime has compiled what is hot, and then as many as count.</summary>
    /// <param name="round">Both sides once; returns their rates.</param>
    /// <param name="warm">Done after each round that does not count.</param>
    /// <param name="leastWarmUps">Rounds before it counts, at least.</param>
    /// <param name="rounds">Rounds that count.</param>
    public static async Task<Comparison> CompareAsync(
        Func<Task<(double Measured, double Baseline)>> round, Func<Task>? warm = null, int leastWarmUps = LeastWarmUps, int rounds = Rounds)
    {
        for (var (warmUp, quiet) = (0, false); warmUp < leastWarmUps || (warmUp < MostWarmUps && !quiet); warmUp++)
        {
            quiet = await CompiledAsync(round) < Quiet;
            if (warm is not null) await warm();
        }
        var counted = new List<(double Measured, double Baseline)>();
        while (counted.Count < rounds) counted.Add(await round());
        return new(Median(counted.Select(r => r.Measured)), Median(counted.Select(r => r.Baseline)), Median(counted.Select(r => r.Measured / r.Baseline)));
    }

    /// <summary>
    /// Share of its time that the runtime compiled beside a round. A service is compiled within its first minutes and runs for weeks; a
    /// benchmark that counted those minutes would measure the compiler.
    /// </summary>
    private static async Task<double> CompiledAsync(Func<Task> round)
    {
        var (watch, before) = (Stopwatch.StartNew(), JitInfo.GetCompilationTime());
        await round();
        return (JitInfo.GetCompilationTime() - before) / watch.Elapsed;
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
