namespace Grpc.Core;

/// <summary>A call that did not succeed: thrown by the client, and thrown in a server's method to choose the status.</summary>
public class RpcException : Exception
{
    /// <summary>Builds the error for a status, without trailers.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>Builds the error for a status, without trailers, with a message of its own.</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Builds the error for a status and the trailers that go with it.</summary>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Builds the error for a status and the trailers that go with it, with a message of its own.</summary>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The outcome of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers of the call; empty when there were none.</summary>
    public Metadata Trailers { get; }
}
