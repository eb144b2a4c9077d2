using System.IO.Pipelines;
using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Says how a connection is driven; none of it changes what is sent.</summary>
[Flags]
public enum SocketConnectionOptions
{
    /// <summary>Nothing in particular.</summary>
    None = 0,

    /// <summary>Waits for data before it takes a buffer.</summary>
    ZeroLengthReads = 1 << 0,

    /// <summary>Runs what follows a read on the thread that read.</summary>
    InlineReads = 1 << 1,

    /// <summary>Runs what follows a write on the thread that wrote.</summary>
    InlineWrites = 1 << 2,

    /// <summary>Runs what follows the connecting on the thread that connected.</summary>
    InlineConnect = 1 << 3,
}

/// <summary>Why a connection first began to end.</summary>
public enum PipeShutdownKind
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>It was disposed.</summary>
    PipeDisposed = 1,

    /// <summary>The other side sends no more.</summary>
    ReadEndOfStream = 100,

    /// <summary>The socket was disposed during a read.</summary>
    ReadDisposed = 101,

    /// <summary>A read failed.</summary>
    ReadIOException = 102,

    /// <summary>A read failed in a way that is not about input.</summary>
    ReadException = 103,

    /// <summary>A read failed with an error of the socket.</summary>
    ReadSocketError = 104,

    /// <summary>Nobody reads any more.</summary>
    ReadFlushCompleted = 105,

    /// <summary>The handing over of what was read was cancelled.</summary>
    ReadFlushCanceled = 106,

    /// <summary>Nobody writes any more.</summary>
    WriteEndOfStream = 200,

    /// <summary>The socket was disposed during a write.</summary>
    WriteDisposed = 201,

    /// <summary>A write failed.</summary>
    WriteIOException = 203,

    /// <summary>A write failed in a way that is not about output.</summary>
    WriteException = 204,

    /// <summary>A write failed with an error of the socket.</summary>
    WriteSocketError = 205,

    /// <summary>The reader of what comes in was completed.</summary>
    InputReaderCompleted = 300,

    /// <summary>The writer of what comes in was completed.</summary>
    InputWriterCompleted = 301,

    /// <summary>The reader of what goes out was completed.</summary>
    OutputReaderCompleted = 302,

    /// <summary>The writer of what goes out was completed.</summary>
    OutputWriterCompleted = 303,

    /// <summary>The protocol ended it from the client's side.</summary>
    ProtocolExitClient = 400,

    /// <summary>The protocol ended it from the server's side.</summary>
    ProtocolExitServer = 401,
}

/// <summary>Puts a duplex pipe before a connected socket.</summary>
public sealed class SocketConnection : IMeasuredDuplexPipe, IDisposable
{
    private readonly StreamDuplexPipe _pipe;
    private int _shutdownKind;

    private SocketConnection(Socket socket, PipeOptions? send, PipeOptions? receive)
    {
        Socket = socket;
        _pipe = new StreamDuplexPipe(new NetworkStream(socket, ownsSocket: true), send, receive, OnEnded);
    }

    /// <summary>The socket.</summary>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public PipeReader Input => _pipe.Input;

    /// <inheritdoc/>
    public PipeWriter Output => _pipe.Output;

    /// <summary>The number of bytes received.</summary>
    public long BytesRead => _pipe.TotalBytesReceived;

    /// <summary>The number of bytes sent.</summary>
    public long BytesSent => _pipe.TotalBytesSent;

    /// <summary>The number of bytes that came last; zero once the other side sends no more.</summary>
    public int LastReceived => _pipe.LastReceived;

    /// <summary>Why the connection first began to end.</summary>
    public PipeShutdownKind ShutdownKind => (PipeShutdownKind)Volatile.Read(ref _shutdownKind);

    /// <summary>The error of the socket that ended the connection, if one did.</summary>
    public SocketError SocketError { get; private set; }

    long IMeasuredDuplexPipe.TotalBytesSent => BytesSent;

    long IMeasuredDuplexPipe.TotalBytesReceived => BytesRead;

    /// <summary>Does nothing: everything needed is part of the framework.</summary>
    public static void AssertDependencies()
    {
    }

    /// <summary>Puts a pipe before a socket, which belongs to it from now on.</summary>
    /// <param name="socket">The connected socket.</param>
    /// <param name="sendPipeOptions">How the pipe towards the socket is built; null takes the defaults.</param>
    /// <param name="receivePipeOptions">How the pipe from the socket is built; null takes the defaults.</param>
    /// <param name="socketConnectionOptions">How the connection is driven.</param>
    /// <param name="name">A name for people.</param>
    public static SocketConnection Create(
        Socket socket,
        PipeOptions? sendPipeOptions,
        PipeOptions? receivePipeOptions,
        SocketConnectionOptions socketConnectionOptions = SocketConnectionOptions.None,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        _ = socketConnectionOptions;
        _ = name;
        return new SocketConnection(socket, sendPipeOptions, receivePipeOptions);
    }

    /// <summary>Sets what suits the socket of a client: no bytes wait to be joined with later ones.</summary>
    public static void SetRecommendedClientOptions(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
    }

    /// <summary>Notes that the protocol ended the connection; false when the kind says something else or came too late.</summary>
    public bool TrySetProtocolShutdown(PipeShutdownKind kind) =>
        kind is PipeShutdownKind.ProtocolExitClient or PipeShutdownKind.ProtocolExitServer && EndsFirstBy(kind);

    /// <summary>Counts what is under way.</summary>
    public Counters GetCounters()
    {
        var available = 0;
        try
        {
            available = Socket.Available;
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // A closed socket has nothing to read.
        }

        return new Counters(available, _pipe.WaitingToBeRead, _pipe.WaitingToBeSent);
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => _pipe.Dispose();

    /// <summary>Notes why the connection ends unless an earlier reason was noted.</summary>
    private bool EndsFirstBy(PipeShutdownKind kind)
    {
        const int Open = (int)PipeShutdownKind.None;
        return Interlocked.CompareExchange(ref _shutdownKind, (int)kind, Open) == Open;
    }

    private void OnEnded(PipeShutdownKind kind, Exception? error)
    {
        var socketError = (error as SocketException ?? error?.InnerException as SocketException)?.SocketErrorCode;
        if (socketError is not null)
            kind = kind < PipeShutdownKind.WriteEndOfStream ? PipeShutdownKind.ReadSocketError : PipeShutdownKind.WriteSocketError;
        if (EndsFirstBy(kind) && socketError is not null)
            SocketError = socketError.Value;
        if (kind == PipeShutdownKind.WriteEndOfStream)
            ShutdownSending();
    }

    private void ShutdownSending()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // The other side closed first, so nobody is left to be told.
        }
    }

    /// <summary>Numbers of bytes under way.</summary>
    public readonly struct Counters
    {
        internal Counters(long availableOnSocket, long waitingToBeRead, long waitingToBeSent)
        {
            BytesAvailableOnSocket = availableOnSocket;
            BytesWaitingToBeRead = waitingToBeRead;
            BytesWaitingToBeSent = waitingToBeSent;
        }

        /// <summary>Received by the machine and not read from the socket.</summary>
        public long BytesAvailableOnSocket { get; }

        /// <summary>Read from the socket and not taken from the pipe.</summary>
        public long BytesWaitingToBeRead { get; }

        /// <summary>Written to the pipe and not sent.</summary>
        public long BytesWaitingToBeSent { get; }
    }
}
