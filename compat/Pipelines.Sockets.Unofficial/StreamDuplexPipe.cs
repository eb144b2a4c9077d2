using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>A duplex pipe that also says how much went through it.</summary>
public interface IMeasuredDuplexPipe : IDuplexPipe
{
    /// <summary>The number of bytes sent.</summary>
    long TotalBytesSent { get; }

    /// <summary>The number of bytes received.</summary>
    long TotalBytesReceived { get; }
}

/// <summary>The other side broke the connection off.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What it was noticed by.</param>
public sealed class ConnectionResetException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Moves bytes between a stream and two pipes, each direction until it ends.</summary>
internal sealed class StreamDuplexPipe : IMeasuredDuplexPipe, IDisposable
{
    private readonly Stream _stream;
    private readonly Pipe _receive;
    private readonly Pipe _send;
    private readonly CountingPipeReader _input;
    private readonly Action<PipeShutdownKind, Exception?>? _ended;
    private int _open = 2;
    private long _received;
    private long _sent;
    private long _sending;
    private int _lastReceived;

    /// <param name="stream">Closed when both directions have ended.</param>
    /// <param name="send">How the pipe towards the stream is built.</param>
    /// <param name="receive">How the pipe from the stream is built.</param>
    /// <param name="ended">Told why a direction ended, and by which error.</param>
    public StreamDuplexPipe(
        Stream stream, PipeOptions? send, PipeOptions? receive, Action<PipeShutdownKind, Exception?>? ended = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        send ??= PipeOptions.Default;
        receive ??= PipeOptions.Default;
        _send = new Pipe(send);
        _receive = new Pipe(receive);
        _input = new CountingPipeReader(_receive.Reader);
        _ended = ended;
        receive.WriterScheduler.Schedule(static pipe => _ = ((StreamDuplexPipe)pipe!).ReceiveAsync(), this);
        send.ReaderScheduler.Schedule(static pipe => _ = ((StreamDuplexPipe)pipe!).SendAsync(), this);
    }

    public PipeReader Input => _input;

    public PipeWriter Output => _send.Writer;

    public long TotalBytesSent => Volatile.Read(ref _sent);

    public long TotalBytesReceived => Volatile.Read(ref _received);

    /// <summary>The number of bytes that came last; zero at the end of the stream.</summary>
    public int LastReceived => Volatile.Read(ref _lastReceived);

    /// <summary>The number of bytes received and not taken from the pipe.</summary>
    public long WaitingToBeRead => Math.Max(0, TotalBytesReceived - _input.Consumed);

    /// <summary>The number of bytes written to the pipe and not known to be sent.</summary>
    public long WaitingToBeSent => _send.Writer.UnflushedBytes + Volatile.Read(ref _sending);

    public void Dispose()
    {
        _ended?.Invoke(PipeShutdownKind.PipeDisposed, null);
        _stream.Dispose();
        _receive.Reader.CancelPendingRead();
        _send.Reader.CancelPendingRead();
    }

    private async Task ReceiveAsync()
    {
        Exception? error = null;
        PipeShutdownKind kind;
        try
        {
            kind = await FillAsync(_receive.Writer).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            kind = PipeShutdownKind.ReadDisposed;
        }
        catch (Exception ex)
        {
            kind = ex is IOException ? PipeShutdownKind.ReadIOException : PipeShutdownKind.ReadException;
            error = new ConnectionResetException(ex.Message, ex);
        }

        _ended?.Invoke(kind, error?.InnerException);
        await _receive.Writer.CompleteAsync(error).ConfigureAwait(false);
        await CloseOnceBothEndedAsync().ConfigureAwait(false);
    }

    private async Task<PipeShutdownKind> FillAsync(PipeWriter writer)
    {
        while (true)
        {
            var count = await _stream.ReadAsync(writer.GetMemory()).ConfigureAwait(false);
            Volatile.Write(ref _lastReceived, count);
            if (count == 0)
                return PipeShutdownKind.ReadEndOfStream;
            Volatile.Write(ref _received, _received + count);
            writer.Advance(count);
            var flushed = await writer.FlushAsync().ConfigureAwait(false);
            if (flushed.IsCompleted)
                return PipeShutdownKind.ReadFlushCompleted;
            if (flushed.IsCanceled)
                return PipeShutdownKind.ReadFlushCanceled;
        }
    }

    private async Task SendAsync()
    {
        Exception? error = null;
        PipeShutdownKind kind;
        try
        {
            kind = await DrainAsync(_send.Reader).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            kind = PipeShutdownKind.WriteDisposed;
        }
        catch (Exception ex)
        {
            kind = ex is IOException ? PipeShutdownKind.WriteIOException : PipeShutdownKind.WriteException;
            error = new ConnectionResetException(ex.Message, ex);
        }

        _ended?.Invoke(kind, error?.InnerException);
        await _send.Reader.CompleteAsync(error).ConfigureAwait(false);
        await CloseOnceBothEndedAsync().ConfigureAwait(false);
    }

    private async Task<PipeShutdownKind> DrainAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync().ConfigureAwait(false);
            Volatile.Write(ref _sending, read.Buffer.Length);
            foreach (var segment in read.Buffer)
            {
                await _stream.WriteAsync(segment).ConfigureAwait(false);
                Volatile.Write(ref _sent, _sent + segment.Length);
                Volatile.Write(ref _sending, _sending - segment.Length);
            }

            await _stream.FlushAsync().ConfigureAwait(false);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
                return PipeShutdownKind.WriteEndOfStream;
        }
    }

    private ValueTask CloseOnceBothEndedAsync() =>
        Interlocked.Decrement(ref _open) == 0 ? _stream.DisposeAsync() : ValueTask.CompletedTask;
}
