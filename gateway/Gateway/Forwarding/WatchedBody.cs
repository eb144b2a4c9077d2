using ShuangJian.Gateway.Edge;
using ShuangJian.Gateway.Limits;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>
/// The body of a unary call on its way to a service: it must come in time and not state more than a message may have, and of a method
/// that only reads a small one is remembered, so that it can be sent to another replica.
/// </summary>
internal sealed class WatchedBody(Stream inner, TimeSpan patience, bool remember) : Stream
{
    private const int MostRemembered = 64 * 1024;

    /// <summary>A frame of gRPC begins with a flag and the length of its message in four bytes.</summary>
    private const int FramePrefix = 5;

    private MemoryStream? _kept = remember ? new MemoryStream() : null;
    private CancellationTokenSource? _patience;
    private long _replay = -1;
    private int _prefix;
    private uint _stated;
    private bool _ended;
    private bool _touched;

    /// <summary>What went wrong with the caller's side; null when nothing did.</summary>
    public Rejection? Failure { get; private set; }

    /// <summary>True when it can be sent once more from its beginning.</summary>
    public bool CanStartAgain => Failure is null && (!_touched || _kept is not null);

    /// <summary>Sends it from its beginning.</summary>
    public void StartAgain()
    {
        if (_touched) _replay = 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _touched = true;
        if (Replayed(buffer) is var replayed and > 0) return replayed;
        if (_ended) return 0;
        var pending = inner.ReadAsync(buffer, cancellationToken);
        // Nearly always it has come with the headers, and nothing has to be watched.
        var count = pending.IsCompletedSuccessfully ? pending.Result : await InTimeAsync(pending);
        // Forwarders read nothing first, to wait without holding memory.
        if (buffer.IsEmpty) return 0;
        CheckStated(buffer.Span[..count]);
        Remember(buffer.Span[..count]);
        if (count == 0) _ended = true;
        return count;
    }

    /// <summary>
    /// The service refuses such a message too, but ends its stream while the gate still sends: what came of that to the caller was
    /// now the refusal and now a broken stream.
    /// </summary>
    private void CheckStated(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && _prefix < FramePrefix; i++)
        {
            if (_prefix++ > 0) _stated = (_stated << 8) | bytes[i];
        }
        if (_prefix < FramePrefix || _stated <= BodyLimits.MostUnaryBytes) return;
        Failure = Refusals.TooLarge(BodyLimits.MostUnaryBytes);
        throw new IOException("the message is too large");
    }

    private async Task<int> InTimeAsync(ValueTask<int> pending)
    {
        _patience ??= new CancellationTokenSource(patience);
        try
        {
            return await pending.AsTask().WaitAsync(_patience.Token);
        }
        catch (OperationCanceledException) when (_patience.IsCancellationRequested)
        {
            Failure = Refusals.BodyTimeout(patience);
            throw new IOException("the body did not come in time");
        }
    }

    private int Replayed(Memory<byte> buffer)
    {
        if (_replay < 0 || _kept is null || buffer.IsEmpty) return 0;
        _kept.Position = _replay;
        var count = _kept.Read(buffer.Span);
        _replay += count;
        if (count == 0) _replay = -1;
        _kept.Position = _kept.Length;
        return count;
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        if (_kept is null || bytes.Length == 0) return;
        if (_kept.Length + bytes.Length > MostRemembered) _kept = null;
        else _kept.Write(bytes);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _patience?.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
