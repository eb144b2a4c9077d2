using System.Collections.Concurrent;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class CompressionTests
{
    private static readonly Words Long = new() { Text = new string('双', 50_000) };

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Requests_and_responses_are_compressed(string encoding)
    {
        string? requested = null;
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                requested = context.GetHttpContext().Request.Headers["grpc-encoding"];
                return Task.FromResult(request);
            },
        };
        ICompressionProvider[] providers =
            [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];
        await using var server = await EchoServer.StartAsync(script, grpc =>
        {
            grpc.CompressionProviders = [.. providers];
            grpc.ResponseCompressionAlgorithm = encoding;
        });
        using var watch = new EncodingWatch();
        var client = new Echo.EchoClient(server.Connect(options => options.CompressionProviders = [.. providers], watch));

        var response = await client.SayAsync(Long, new Metadata { { "grpc-internal-encoding-request", encoding } });

        Assert.Equal(Long, response);
        Assert.Equal(encoding, requested);
        Assert.Equal([encoding], watch.Encodings);
    }

    [Fact]
    public async Task A_provider_of_ones_own_compresses_unless_the_call_says_not_to()
    {
        var provider = new CountingProvider();
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                if (request.Text.Length == 0)
                    context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                return Task.FromResult(Long);
            },
        };
        await using var server = await EchoServer.StartAsync(script, grpc =>
        {
            grpc.CompressionProviders = [provider];
            grpc.ResponseCompressionAlgorithm = provider.EncodingName;
        });
        var client = new Echo.EchoClient(server.Connect(options => options.CompressionProviders = [provider]));

        Assert.Equal(Long, await client.SayAsync(new Words()));
        Assert.Equal(0, provider.Compressed);
        Assert.Equal(Long, await client.SayAsync(new Words { Text = "small, please" }));
        Assert.Equal(1, provider.Compressed);
        Assert.Equal(1, provider.Decompressed);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_provider_reads_what_it_wrote_and_leaves_the_stream_open(string encoding)
    {
        ICompressionProvider provider = encoding == "gzip"
            ? new GzipCompressionProvider(CompressionLevel.Optimal)
            : new DeflateCompressionProvider(CompressionLevel.Optimal);
        using var stream = new MemoryStream();
        var content = new byte[10_000];
        using (var compress = provider.CreateCompressionStream(stream, CompressionLevel.SmallestSize))
            compress.Write(content);
        Assert.InRange(stream.Length, 1, 1_000);

        stream.Position = 0;
        using var result = new MemoryStream();
        using (var decompress = provider.CreateDecompressionStream(stream))
            decompress.CopyTo(result);

        Assert.Equal(content, result.ToArray());
        Assert.True(stream.CanRead);
        Assert.Equal(encoding, provider.EncodingName);
    }

    private sealed class EncodingWatch : DelegatingHandler
    {
        public ConcurrentQueue<string> Encodings { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            foreach (var encoding in response.Headers.GetValues("grpc-encoding"))
                Encodings.Enqueue(encoding);
            return response;
        }
    }

    private sealed class CountingProvider : ICompressionProvider
    {
        private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);

        public int Compressed { get; private set; }

        public int Decompressed { get; private set; }

        public string EncodingName => "counting";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
        {
            Compressed++;
            return _gzip.CreateCompressionStream(stream, compressionLevel);
        }

        public Stream CreateDecompressionStream(Stream stream)
        {
            Decompressed++;
            return _gzip.CreateDecompressionStream(stream);
        }
    }
}
