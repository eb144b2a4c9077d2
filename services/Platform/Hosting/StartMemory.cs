namespace ShuangJian.Platform.Hosting;

/// <summary>
/// Gives back once, when a process has settled, the memory that only its start needed: the collector does not look at a process that
/// does nothing, and would keep it for as long.
/// </summary>
public static class StartMemory
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(8);

    /// <summary>Waits until the process has settled and gives back what nothing holds any more.</summary>
    public static async Task GiveBackAsync(CancellationToken stopping)
    {
        await Task.Delay(Settled, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
