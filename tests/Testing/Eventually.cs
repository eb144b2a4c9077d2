namespace ShuangJian.Testing;

/// <summary>Waits for what a process does in the background.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks again and again until the answer is as wanted.</summary>
    /// <param name="ask">Asks.</param>
    /// <param name="wanted">Whether the answer is it.</param>
    /// <returns>The first answer that is wanted.</returns>
    /// <exception cref="TimeoutException">It did not come within half a minute; the message holds the last answer.</exception>
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> wanted)
    {
        var deadline = DateTime.UtcNow + Patience;
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var answer = await ask();
            if (wanted(answer)) return answer;
            if (DateTime.UtcNow > deadline) throw new TimeoutException($"Still {answer}");
            await timer.WaitForNextTickAsync();
        }
    }
}
