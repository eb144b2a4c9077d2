using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>A stretch of the log as a subscriber gets it.</summary>
/// <param name="Events">Events that the filter takes, in order.</param>
/// <param name="ScannedTo">Position up to which the log was looked through.</param>
public readonly record struct LogPage(IReadOnlyList<LoggedEvent> Events, long ScannedTo);

/// <summary>
/// The newest events, read once for all who listen in this process. It looks for new ones while somebody listens, at once when
/// this process has written them and every fifth of a second for those of another replica. Whoever is further behind than what it
/// keeps reads the database by pages, so a slow subscriber costs no memory.
/// </summary>
public sealed class LogTail(IDbContextFactory<EventsDb> databases, ILogger<LogTail> log) : BackgroundService
{
    private const int MostKept = 2048;
    private const int LongestKept = 16 * 1024 * 1024;

    /// <summary>Positions that one look through the database goes through at most, however few of them are taken.</summary>
    private const int Stretch = 20_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim _nudge = new(0, 1);
    private readonly object _gate = new();
    private readonly LinkedList<LoggedEvent> _kept = new();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _head = -1;
    private long _length;
    private int _listeners;

    /// <summary>Last position that is known; 0 when none is yet.</summary>
    public long Newest => Math.Max(0, Interlocked.Read(ref _head));

    /// <summary>Says that this process has written to the log.</summary>
    public void Nudge()
    {
        if (_nudge.CurrentCount > 0) return;
        try { _nudge.Release(); }
        catch (SemaphoreFullException) { /* another has said so at the same moment */ }
    }

    /// <summary>Listens until disposed of.</summary>
    public IDisposable Listen()
    {
        Interlocked.Increment(ref _listeners);
        Nudge();
        return new Listening(this);
    }

    /// <summary>Completes once the log is known to have something after a position.</summary>
    public Task GrownPastAsync(long position)
    {
        lock (_gate) return _head > position ? Task.CompletedTask : _grown.Task;
    }

    /// <summary>Reads on after a position, at most so many events; empty at the end of the log.</summary>
    public async Task<LogPage> ReadAsync(long after, LogFilter filter, int most, CancellationToken cancellation)
    {
        if (FromKept(after, filter, most) is { } page) return page;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // What the tail has seen is there; the database is only asked by who is past it.
        var head = Newest > after ? Newest : await db.Head.AsNoTracking().Where(h => h.Id == LogHead.Log).Select(h => h.Sequence).SingleAsync(cancellation);
        return head <= after ? new([], after) : await ReadAsync(db, after, head, filter, most, cancellation);
    }

    /// <summary>Reads a stretch of the database.</summary>
    public static async Task<LogPage> ReadAsync(EventsDb db, long after, long upTo, LogFilter filter, int most, CancellationToken cancellation)
    {
        var end = Math.Min(upTo, after + Stretch);
        var events = await filter.Of(db.Log.AsNoTracking().Where(e => e.Sequence > after && e.Sequence <= end)).OrderBy(e => e.Sequence).Take(most)
            .Select(e => ToProto(e)).ToListAsync(cancellation);
        return new(events, events.Count == most ? events[^1].Sequence : end);
    }

    /// <summary>An entry as departments get it.</summary>
    public static LoggedEvent ToProto(LogEntry entry) => new()
    {
        Sequence = entry.Sequence, EventId = entry.EventId.ToString(), Type = entry.Type, Subject = entry.Subject, Division = entry.Division,
        EventTime = entry.Time.ToTimestamp(), CloudEvent = entry.CloudEvent,
    };

    /// <inheritdoc />
    public override void Dispose()
    {
        _nudge.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Nobody listens: there is nothing to look for until somebody does.
                await _nudge.WaitAsync(Volatile.Read(ref _listeners) > 0 ? Pause : Timeout.InfiniteTimeSpan, stoppingToken);
                if (Volatile.Read(ref _listeners) > 0) await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e)
            {
                log.LogWarning("The end of the log could not be read: {Failure}", e.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var head = await db.Head.AsNoTracking().Where(h => h.Id == LogHead.Log).Select(h => h.Sequence).SingleAsync(cancellation);
        if (head == _head) return;
        // Who was away for long, or has just begun, keeps no more than the newest.
        var from = _head < 0 || head - _head > MostKept ? Math.Max(0, head - MostKept) : _head;
        var fresh = await db.Log.AsNoTracking().Where(e => e.Sequence > from && e.Sequence <= head).OrderBy(e => e.Sequence).Select(e => ToProto(e)).ToListAsync(cancellation);
        lock (_gate)
        {
            if (from != _head) Forget();
            foreach (var one in fresh) Keep(one);
            _head = head;
            _grown.TrySetResult();
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Keep(LoggedEvent one)
    {
        _kept.AddLast(one);
        _length += one.CloudEvent.Length;
        while (_kept.Count > MostKept || _length > LongestKept)
        {
            _length -= _kept.First!.Value.CloudEvent.Length;
            _kept.RemoveFirst();
        }
    }

    private void Forget()
    {
        _kept.Clear();
        _length = 0;
    }

    /// <summary>What of the newest events follows a position; null when it lies before them.</summary>
    private LogPage? FromKept(long after, LogFilter filter, int most)
    {
        lock (_gate)
        {
            if (_head < 0 || _listeners == 0) return null;
            if (after >= _head) return new([], after);
            if (_kept.First is not { } first || first.Value.Sequence > after + 1) return null;
            var events = new List<LoggedEvent>();
            var node = _kept.First;
            if (_kept.Last!.Value.Sequence - after < _kept.Count / 2)
            {
                node = _kept.Last;
                while (node!.Previous is { } before && before.Value.Sequence > after) node = before;
            }
            for (; node is not null && events.Count < most; node = node.Next)
                if (node.Value.Sequence > after && filter.Takes(node.Value)) events.Add(node.Value);
            return new(events, events.Count == most ? events[^1].Sequence : _head);
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _listeners) > 0) return;
        lock (_gate)
        {
            if (_listeners > 0) return;
            // What happens while nobody listens is not followed: the next listener begins anew.
            Forget();
            _head = -1;
        }
    }

    private sealed class Listening(LogTail tail) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) tail.Leave();
        }
    }
}
