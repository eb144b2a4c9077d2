namespace Grpc.Core;

/// <summary>A call with one request and a stream of responses.</summary>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class AsyncServerStreamingCall<TResponse> : IDisposable
{
    private readonly AsyncCallState _state;

    /// <summary>Builds the call over closures.</summary>
    /// <param name="responseStream">Where the responses are read.</param>
    /// <param name="responseHeadersAsync">Ends with the response headers.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Gives the call up when it has not ended.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ResponseStream = responseStream;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>Builds the call over functions of one state.</summary>
    /// <param name="responseStream">Where the responses are read.</param>
    /// <param name="responseHeadersAsync">Ends with the response headers.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Gives the call up when it has not ended.</param>
    /// <param name="state">Handed to each of the functions.</param>
    public AsyncServerStreamingCall(
        IAsyncStreamReader<TResponse> responseStream,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ResponseStream = responseStream;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>The responses.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream { get; }

    /// <summary>The response headers.</summary>
    public Task<Metadata> ResponseHeadersAsync => _state.ResponseHeadersAsync();

    /// <summary>Gives the status of the call.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _state.GetStatus();

    /// <summary>Gives the trailers of the call.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _state.GetTrailers();

    /// <summary>Frees what the call holds, and gives it up if it has not ended.</summary>
    public void Dispose() => _state.Dispose();
}
