namespace Grpc.Core;

/// <summary>What one call asks for beyond its request.</summary>
public struct CallOptions
{
    /// <summary>Builds the options of a call.</summary>
    /// <param name="headers">Headers to send.</param>
    /// <param name="deadline">When the call has to have ended, in UTC; null for never.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <param name="writeOptions">How messages are written.</param>
    /// <param name="propagationToken">Carries deadline and cancellation over from the call being served.</param>
    /// <param name="credentials">Credentials of this call alone.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
    }

    /// <summary>Headers to send.</summary>
    public Metadata? Headers { readonly get; private set; }

    /// <summary>When the call has to have ended, in UTC; null for never.</summary>
    public DateTime? Deadline { readonly get; private set; }

    /// <summary>Gives the call up.</summary>
    public CancellationToken CancellationToken { readonly get; private set; }

    /// <summary>How messages are written.</summary>
    public WriteOptions? WriteOptions { readonly get; private set; }

    /// <summary>Carries deadline and cancellation over from the call being served.</summary>
    public ContextPropagationToken? PropagationToken { readonly get; private set; }

    /// <summary>Credentials of this call alone.</summary>
    public CallCredentials? Credentials { readonly get; private set; }

    /// <summary>Whether the call waits for a connection instead of failing while there is none.</summary>
    public bool IsWaitForReady { readonly get; private set; }

    /// <summary>Copies the options with other headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>Copies the options with another deadline, in UTC.</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>Copies the options with another token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with { CancellationToken = cancellationToken };

    /// <summary>Copies the options with other write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>Copies the options with another propagation token.</summary>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with { PropagationToken = propagationToken };

    /// <summary>Copies the options with other credentials.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    /// <summary>Copies the options, waiting for a connection or not.</summary>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}

/// <summary>Asks for a treatment of a written message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message need not be sent at once.</summary>
    BufferHint = 0x1,

    /// <summary>The message is sent uncompressed.</summary>
    NoCompress = 0x2,
}

/// <summary>How messages are written.</summary>
/// <param name="flags">The treatment asked for.</param>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No treatment in particular.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The treatment asked for.</summary>
    public WriteFlags Flags { get; } = flags;
}

/// <summary>What a call made while serving another takes over from it.</summary>
/// <param name="propagateDeadline">Whether it takes over the deadline.</param>
/// <param name="propagateCancellation">Whether it takes over the cancellation.</param>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Takes over both.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline is taken over.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether the cancellation is taken over.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

/// <summary>Carries what a call takes over from the one being served; made by the server.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
