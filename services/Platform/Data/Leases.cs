using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ShuangJian.Platform.Data;

/// <summary>Wakes a loop before its interval is over. Setting it twice wakes once.</summary>
public sealed class Wake : IDisposable
{
    /// <summary>What many calls commit one after the other goes into one turn, and not each into a turn of its own.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(15);

    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>True when the loop has been woken and has not begun its turn.</summary>
    internal bool IsSet => _signal.CurrentCount > 0;

    /// <summary>Wakes the loop.</summary>
    public void Set()
    {
        if (_signal.CurrentCount != 0) return;
        try { _signal.Release(); }
        catch (SemaphoreFullException) { /* another caller woke it at the same moment */ }
    }

    internal async Task WaitAsync(TimeSpan longest, CancellationToken cancellation)
    {
        if (!await _signal.WaitAsync(longest, cancellation)) return;
        await Task.Delay(Gathering, cancellation);
        // Whoever set it meanwhile has committed: the turn that begins now sees it.
        await _signal.WaitAsync(TimeSpan.Zero, cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => _signal.Dispose();
}

/// <summary>
/// Runs one piece of background work of a service in turns, on one replica at a time. The replica
/// that holds the lease works; when it dies, another takes over once the lease has run out.
/// </summary>
internal sealed class LeasedLoop<TDb>(
    LeasedWork<TDb> work,
    IDbContextFactory<TDb> databases,
    TimeProvider clock,
    ILogger<LeasedLoop<TDb>> log,
    TimeSpan startAfter = default) : BackgroundService
    where TDb : PlatformDb
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(15);

    /// <summary>Least time that a turn has; a lease with less left is renewed before the turn.</summary>
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromSeconds(8);

    /// <summary>Time between the end of the longest turn and that of the lease, for clocks that differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StandbyInterval = TimeSpan.FromSeconds(1);
    private readonly string _holder = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";
    private DateTime _until = DateTime.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        if (clock is Hosting.RehearsalClock rehearsed) rehearsed.Moved += work.Wake.Set;
        await Task.Delay(startAfter, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var held = await HoldAsync(stoppingToken);
                var more = held && await TurnAsync(stoppingToken);
                failures = 0;
                if (!more) await work.Wake.WaitAsync(held ? work.Interval : StandbyInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception e)
            {
                // The work is in the database and will be there at the next turn: wait and try again, whatever failed.
                _until = DateTime.MinValue;
                log.LogWarning("{Work} could not do its turn: {Failure}", work.Name, e.GetType().Name);
                var pause = TimeSpan.FromMilliseconds(Math.Min(5000, 100 << Math.Min(failures++, 6)));
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await ReleaseAsync();
    }

    private async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // A turn that outlives the lease could meet another holder's: it is cut off before.
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Nothing is left when the clock was moved since the lease was taken.
        var left = _until - Margin - clock.GetUtcNow().UtcDateTime;
        turn.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return await work.Turn(db, turn.Token);
    }

    /// <summary>Takes or renews the lease; true when this replica holds it for the length of a turn.</summary>
    private async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_until - now > ShortestTurn + Margin) return true;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var until = now + Term;
        var taken = await db.Leases
            .Where(l => l.Name == work.Name && (l.Holder == _holder || l.Until < now))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Holder, _holder).SetProperty(l => l.Until, until), cancellation);
        if (taken == 0 && !await db.Leases.AnyAsync(l => l.Name == work.Name, cancellation))
        {
            db.Leases.Add(new Lease { Name = work.Name, Holder = _holder, Until = until });
            try { taken = await db.SaveChangesAsync(cancellation); }
            catch (DbUpdateException e) when (e.IsUniqueViolation()) { /* another replica came first */ }
        }
        _until = taken == 1 ? until : DateTime.MinValue;
        return taken == 1;
    }

    /// <summary>Gives the lease back. Asks also when a failed turn left it unknown whether it is held.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            await db.Leases.Where(l => l.Name == work.Name && l.Holder == _holder)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.Until, DateTime.UnixEpoch));
        }
        catch (Exception e)
        {
            log.LogInformation("{Work} leaves its lease to run out: {Failure}", work.Name, e.GetType().Name);
        }
    }
}

/// <summary>Background work of a service.</summary>
/// <param name="Name">Name of the lease, unique in the service.</param>
/// <param name="Interval">Longest pause between turns.</param>
/// <param name="Wake">Ends the pause early.</param>
/// <param name="Turn">One turn; true when there is more to do at once. Must be safe to run again.</param>
public sealed record LeasedWork<TDb>(string Name, TimeSpan Interval, Wake Wake, Func<TDb, CancellationToken, Task<bool>> Turn)
    where TDb : PlatformDb;
