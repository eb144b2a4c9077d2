namespace Grpc.Core;

/// <summary>What the four call types ask of the implementation behind them: either closures, or functions of a state.</summary>
internal readonly struct AsyncCallState
{
    // The closures themselves where the caller has no state of its own.
    private readonly object _state;
    private readonly Func<object, Task<Metadata>>? _headers;
    private readonly Func<object, Status> _status;
    private readonly Func<object, Metadata> _trailers;
    private readonly Action<object> _dispose;
    private readonly Task<Metadata>? _headersTask;

    public AsyncCallState(
        Func<object, Task<Metadata>> headers,
        Func<object, Status> status,
        Func<object, Metadata> trailers,
        Action<object> dispose,
        object state)
    {
        _headers = headers;
        _status = status;
        _trailers = trailers;
        _dispose = dispose;
        _state = state;
    }

    public AsyncCallState(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose)
    {
        _headersTask = headers;
        _state = new Closures(status, trailers, dispose);
        _status = static state => ((Closures)state).Status();
        _trailers = static state => ((Closures)state).Trailers();
        _dispose = static state => ((Closures)state).Dispose();
    }

    public Task<Metadata> ResponseHeadersAsync() => _headersTask ?? _headers!(_state);

    public Status GetStatus() => _status(_state);

    public Metadata GetTrailers() => _trailers(_state);

    public void Dispose() => _dispose(_state);

    private sealed record Closures(Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
