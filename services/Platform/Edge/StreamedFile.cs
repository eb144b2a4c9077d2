using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;

namespace ShuangJian.Platform.Edge;

/// <summary>A file that comes in parts after a header, held against what is known of it. Nothing of it is kept.</summary>
/// <param name="Sha256">Digest, lower-case hexadecimal.</param>
/// <param name="Bytes">Size.</param>
public sealed record StreamedFile(string Sha256, long Bytes)
{
    /// <summary>Reads the rest of a stream whose header was read.</summary>
    /// <param name="requests">The stream.</param>
    /// <param name="partOf">The part in a message; null when it is another header.</param>
    /// <param name="mustFit">Refuses a size that is too large, while it grows.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="Rejection">A header stands in the middle.</exception>
    public static async Task<StreamedFile> ReadAsync<T>(
        IAsyncStreamReader<T> requests, Func<T, ByteString?> partOf, Action<long> mustFit, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        while (await requests.MoveNext(cancellation))
        {
            var part = partOf(requests.Current) ?? throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
            bytes += part.Length;
            mustFit(bytes);
            hash.AppendData(part.Span);
        }
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }
}
