using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Compresses and decompresses gRPC messages in one encoding.</summary>
public interface ICompressionProvider
{
    /// <summary>The name of the encoding in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>Opens a stream that compresses what is written to it into <paramref name="stream"/>, which stays open.</summary>
    /// <param name="stream">Where the compressed bytes go.</param>
    /// <param name="compressionLevel">The level; null takes the provider's own.</param>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Opens a stream that reads the bytes compressed in <paramref name="stream"/>, which stays open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}

/// <summary>The <c>gzip</c> encoding.</summary>
/// <param name="defaultCompressionLevel">The level where a call names none.</param>
public sealed class GzipCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => "gzip";

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) =>
        new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
}

/// <summary>The <c>deflate</c> encoding, which in HTTP is the zlib format.</summary>
/// <param name="defaultCompressionLevel">The level where a call names none.</param>
public sealed class DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => "deflate";

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZLibStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) =>
        new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
}
