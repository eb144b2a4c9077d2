using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Edge;

/// <summary>
/// Requests of a call that sends many. The first was admitted before the handler ran; each that follows is
/// checked when it is read: its fields, and its division where it names one.
/// </summary>
public abstract class CheckedRequests<T> : IAsyncStreamReader<T>
{
    /// <inheritdoc />
    public abstract T Current { get; }

    /// <summary>What is wrong with <see cref="Current"/>; empty unless <see cref="MoveNextOrProblemsAsync"/> read it.</summary>
    public abstract IReadOnlyList<FieldProblem> Problems { get; }

    /// <summary>The checked requests of a call.</summary>
    public static CheckedRequests<T> Of(IAsyncStreamReader<T> requests) =>
        requests as CheckedRequests<T> ?? throw new InvalidOperationException("These requests did not pass the edge.");

    /// <summary>Reads the next request; one with wrong fields ends the call.</summary>
    public abstract Task<bool> MoveNext(CancellationToken cancellationToken);

    /// <summary>
    /// Reads the next request, also when its fields are wrong: those who answer each request by itself then tell
    /// its <see cref="Problems"/> and go on. Bytes that are no message end the call all the same.
    /// </summary>
    public abstract Task<bool> MoveNextOrProblemsAsync(CancellationToken cancellation);
}

/// <summary>How long a stream may stand still.</summary>
/// <param name="Idle">Longest wait for the next request, and for the caller to take an answer.</param>
internal sealed record StreamLimits(TimeSpan Idle)
{
    private const int DefaultIdleSeconds = 60;

    /// <summary>Reads <c>Streams:IdleSeconds</c>.</summary>
    public static StreamLimits Read(IConfiguration configuration) =>
        new(TimeSpan.FromSeconds(configuration.GetValue<double>("Streams:IdleSeconds", DefaultIdleSeconds)));

    /// <summary>Waits no longer than that for the other side.</summary>
    public async Task<TResult> WaitAsync<TResult>(Task<TResult> step, TimeProvider clock)
    {
        try
        {
            return await step.WaitAsync(Idle, clock);
        }
        catch (TimeoutException) when (!step.IsFaulted)
        {
            // The step fails once the call is over; nobody waits for it any more.
            _ = step.ContinueWith(late => late.Exception, TaskScheduler.Default);
            throw new Rejection(StatusCode.DeadlineExceeded, "STREAM_IDLE", "数据流长时间没有进展，已结束", "the stream stood still for too long and was ended");
        }
    }
}

internal sealed class AdmittedRequests<T>(
    IAsyncStreamReader<T> inner, ContractMethod method, Caller? caller, StreamLimits limits, TimeProvider clock, CancellationToken aborted)
    : CheckedRequests<T>
{
    private bool _opened;
    private IReadOnlyList<FieldProblem> _problems = [];

    public override T Current => inner.Current;

    public override IReadOnlyList<FieldProblem> Problems => _problems;

    /// <summary>Reads and admits the first request. It carries what the call is about, so nothing runs before it.</summary>
    public async Task OpenAsync()
    {
        if (!await ReadAsync(aborted)) throw Rejection.Invalid("(message)", "缺少首条消息", "the stream ended before its first message");
        if (inner.Current is not IMessage header) return;
        method.Fields.Check(header);
        method.Access.CheckHeader(header);
        method.Access.CheckDivision(caller, header);
    }

    public override async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await AdvanceAsync(cancellationToken)) return false;
        if (inner.Current is not IMessage message) return true;
        method.Fields.Check(message);
        if (method.Access.NamesDivision(message)) method.Access.CheckDivision(caller, message);
        return true;
    }

    public override async Task<bool> MoveNextOrProblemsAsync(CancellationToken cancellation)
    {
        _problems = [];
        if (!await AdvanceAsync(cancellation)) return false;
        if (inner.Current is not IMessage message) return true;
        _problems = method.Fields.Problems(message);
        if (_problems.Count == 0 && method.Access.NamesDivision(message) && method.Access.DivisionProblem(caller, message) is { } outside) _problems = [outside];
        return true;
    }

    /// <summary>The first request was read already; it is given once.</summary>
    private async Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        if (_opened) return await ReadAsync(cancellation);
        return _opened = true;
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await limits.WaitAsync(inner.MoveNext(cancellation), clock);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or RpcException { StatusCode: StatusCode.Internal })
        {
            throw MalformedMessages.Rejected();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "the caller went away"));
        }
    }
}

/// <summary>Answers of a call that sends many requests: a caller that takes none holds nothing up for ever.</summary>
internal sealed class PatientAnswers<T>(IServerStreamWriter<T> inner, StreamLimits limits, TimeProvider clock) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken) => limits.WaitAsync(SendAsync(message, cancellationToken), clock);

    private async Task<bool> SendAsync(T message, CancellationToken cancellation)
    {
        await inner.WriteAsync(message, cancellation);
        return true;
    }
}
