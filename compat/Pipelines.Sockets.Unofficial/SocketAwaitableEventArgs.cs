using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Lets a socket operation be awaited, again and again with the same object.</summary>
public class SocketAwaitableEventArgs : SocketAsyncEventArgs, ICriticalNotifyCompletion
{
    private static readonly Action Completion = () => { };

    private readonly PipeScheduler _scheduler;
    private Action? _callback;

    /// <summary>Builds one whose continuations run on a scheduler; null runs them where the operation ends.</summary>
    public SocketAwaitableEventArgs(PipeScheduler? ioScheduler = null)
        : base(true) => _scheduler = ioScheduler ?? PipeScheduler.Inline;

    /// <summary>Whether the operation has ended.</summary>
    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _callback), Completion);

    /// <summary>Gives what <c>await</c> works with.</summary>
    public SocketAwaitableEventArgs GetAwaiter() => this;

    /// <summary>Gives the number of bytes moved, and readies the object for the next operation.</summary>
    /// <exception cref="SocketException">The operation failed.</exception>
    public int GetResult()
    {
        Volatile.Write(ref _callback, null);
        return SocketError == SocketError.Success ? BytesTransferred : throw new SocketException((int)SocketError);
    }

    /// <summary>Ends the wait; called when the socket did the operation at once.</summary>
    public void Complete()
    {
        var callback = Interlocked.Exchange(ref _callback, Completion);
        if (callback is not null && !ReferenceEquals(callback, Completion))
            _scheduler.Schedule(static action => ((Action)action!)(), callback);
    }

    /// <summary>Ends the wait with an error.</summary>
    public void Abort(SocketError error = SocketError.OperationAborted)
    {
        if (error == SocketError.Success)
            throw new ArgumentException("An aborted operation has an error.", nameof(error));
        SocketError = error;
        Complete();
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation)
    {
        // Lost against the end of the operation: nobody else will run the continuation.
        if (ReferenceEquals(Interlocked.CompareExchange(ref _callback, continuation, null), Completion))
            _scheduler.Schedule(static action => ((Action)action!)(), continuation);
    }

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => Complete();
}
