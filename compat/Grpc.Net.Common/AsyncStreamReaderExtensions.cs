using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Reads a message stream with <c>await foreach</c>.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>Goes through the messages of <paramref name="streamReader"/> to their end.</summary>
    /// <param name="streamReader">The stream, which can be read once.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="RpcException">The call failed.</exception>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(
        this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return Read(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> Read<T>(
        IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken).ConfigureAwait(false))
            yield return streamReader.Current;
    }
}
