namespace Grpc.Core;

/// <summary>A stream of messages to read, one at a time and once.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message last moved to.</summary>
    T Current { get; }

    /// <summary>Moves to the next message; false at the end.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>A stream of messages to write, one at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>Writes a message; the next may be written once the task has ended.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes a message unless it is cancelled.</summary>
    /// <exception cref="NotSupportedException">The token can be cancelled and the implementation cannot stop a write.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This stream cannot cancel a write.")
        : WriteAsync(message);

    /// <summary>How the messages that follow are written.</summary>
    WriteOptions? WriteOptions { get; set; }
}

/// <summary>The requests of a call, on the client.</summary>
/// <typeparam name="T">The request message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Tells the server that no more requests follow.</summary>
    Task CompleteAsync();
}

/// <summary>The responses of a call, on the server.</summary>
/// <typeparam name="T">The response message.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;

/// <summary>Reads a message stream without a token.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Moves to the next message; false at the end.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }
}
