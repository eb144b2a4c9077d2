using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Runs callbacks on threads of its own, so that they get through while the thread pool is exhausted.</summary>
public sealed class DedicatedThreadPoolPipeScheduler : PipeScheduler, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(Action<object?> Callback, object? State)> _queue = [];
    private readonly SemaphoreSlim _queued = new(0);
    private readonly int _maxQueueLength;
    private long _servicedByQueue;
    private long _servicedByPool;
    private int _available;
    private bool _disposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">Names the threads.</param>
    /// <param name="workerCount">The number of threads.</param>
    /// <param name="useThreadPoolQueueLength">The number of waiting callbacks from which on the thread pool helps.</param>
    /// <param name="priority">The priority of the threads.</param>
    public DedicatedThreadPoolPipeScheduler(
        string? name = null,
        int workerCount = 5,
        int useThreadPoolQueueLength = 10,
        ThreadPriority priority = ThreadPriority.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workerCount);
        _maxQueueLength = useThreadPoolQueueLength;
        WorkerCount = workerCount;
        for (var i = 0; i < workerCount; i++)
        {
            var worker = new Thread(Work)
            {
                IsBackground = true,
                Priority = priority,
                Name = $"{name ?? nameof(DedicatedThreadPoolPipeScheduler)}:{i}",
            };
            worker.Start();
        }
    }

    /// <summary>The number of threads.</summary>
    public int WorkerCount { get; }

    /// <summary>The number of threads that wait for work.</summary>
    public int AvailableCount => Volatile.Read(ref _available);

    /// <summary>The number of callbacks that the threads ran.</summary>
    public long TotalServicedByQueue => Volatile.Read(ref _servicedByQueue);

    /// <summary>The number of callbacks that were left to the thread pool.</summary>
    public long TotalServicedByPool => Volatile.Read(ref _servicedByPool);

    /// <summary>Runs a callback soon.</summary>
    public override void Schedule(Action<object?> action, object? state)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            if (!_disposed && WorkerCount > 0 && _queue.Count < _maxQueueLength)
            {
                _queue.Enqueue((action, state));
                _queued.Release();
                return;
            }
        }

        Interlocked.Increment(ref _servicedByPool);
        ThreadPool.Schedule(action, state);
    }

    /// <summary>Lets the threads finish what is queued and end; what comes later goes to the thread pool.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _queued.Release(Math.Max(1, WorkerCount));
        }
    }

    private void Work()
    {
        while (true)
        {
            Interlocked.Increment(ref _available);
            _queued.Wait();
            Interlocked.Decrement(ref _available);
            (Action<object?> Callback, object? State) item;
            lock (_gate)
            {
                // A release without an item is the one that Dispose gives each thread.
                if (!_queue.TryDequeue(out item))
                    return;
            }

            Interlocked.Increment(ref _servicedByQueue);
            item.Callback(item.State);
        }
    }
}
