using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Puts pipes before streams.</summary>
public static class StreamConnection
{
    /// <summary>Puts a pipe before a stream that is read and written.</summary>
    /// <param name="stream">The stream, which belongs to the pipe from now on.</param>
    /// <param name="sendPipeOptions">How the pipe towards the stream is built; null takes the defaults.</param>
    /// <param name="receivePipeOptions">How the pipe from the stream is built; null takes the defaults.</param>
    /// <param name="name">A name for people.</param>
    public static IDuplexPipe GetDuplex(
        Stream stream, PipeOptions? sendPipeOptions, PipeOptions? receivePipeOptions, string? name = null)
    {
        _ = name;
        return new StreamDuplexPipe(stream, sendPipeOptions, receivePipeOptions);
    }

    /// <summary>Puts a pipe before a stream that is read.</summary>
    /// <param name="stream">The stream, which belongs to the pipe from now on.</param>
    /// <param name="pipeOptions">Where the buffers come from; null takes the defaults.</param>
    /// <param name="name">A name for people.</param>
    public static PipeReader GetReader(Stream stream, PipeOptions? pipeOptions = null, string? name = null)
    {
        _ = name;
        return PipeReader.Create(stream, new StreamPipeReaderOptions(pipeOptions?.Pool));
    }
}
