using System.Diagnostics;

namespace ShuangJian.Testing;

/// <summary>Waits for what happens in the background.</summary>
public static class Eventually
{
    /// <summary>Longest wait unless a test says otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks again and again until the answer is true.</summary>
    /// <exception cref="TimeoutException">It never was within the patience.</exception>
    public static Task TrueAsync(string what, Func<Task<bool>> condition, TimeSpan? patience = null) =>
        ValueAsync(what, condition, answer => answer, patience);

    /// <summary>Reads a value until it is as it should be, and returns it.</summary>
    /// <exception cref="TimeoutException">It never was within the patience; the message holds the last value.</exception>
    public static async Task<T> ValueAsync<T>(string what, Func<Task<T>> read, Func<T, bool> right, TimeSpan? patience = null)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var value = await read();
            if (right(value)) return value;
            if (watch.Elapsed > (patience ?? Patience)) throw new TimeoutException($"Not within {watch.Elapsed.TotalSeconds:F0} s: {what}; last seen: {value}");
            await pause.WaitForNextTickAsync();
        }
    }
}
