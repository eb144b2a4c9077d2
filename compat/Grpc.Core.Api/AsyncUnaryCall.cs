using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>A call with one request and one response.</summary>
/// <typeparam name="TResponse">The response message.</typeparam>
public sealed class AsyncUnaryCall<TResponse> : IDisposable
{
    private readonly AsyncCallState _state;

    /// <summary>Builds the call over closures.</summary>
    /// <param name="responseAsync">Ends with the response.</param>
    /// <param name="responseHeadersAsync">Ends with the response headers.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Gives the call up when it has not ended.</param>
    public AsyncUnaryCall(
        Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ResponseAsync = responseAsync;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>Builds the call over functions of one state.</summary>
    /// <param name="responseAsync">Ends with the response.</param>
    /// <param name="responseHeadersAsync">Ends with the response headers.</param>
    /// <param name="getStatusFunc">Gives the status once the call has ended.</param>
    /// <param name="getTrailersFunc">Gives the trailers once the call has ended.</param>
    /// <param name="disposeAction">Gives the call up when it has not ended.</param>
    /// <param name="state">Handed to each of the functions.</param>
    public AsyncUnaryCall(
        Task<TResponse> responseAsync,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ResponseAsync = responseAsync;
        _state = new AsyncCallState(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>The response; fails with <see cref="RpcException"/> when the call does.</summary>
    public Task<TResponse> ResponseAsync { get; }

    /// <summary>The response headers.</summary>
    public Task<Metadata> ResponseHeadersAsync => _state.ResponseHeadersAsync();

    /// <summary>Lets the call itself be awaited for its response.</summary>
    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    /// <summary>Gives the status of the call.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status GetStatus() => _state.GetStatus();

    /// <summary>Gives the trailers of the call.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata GetTrailers() => _state.GetTrailers();

    /// <summary>Frees what the call holds, and gives it up if it has not ended.</summary>
    public void Dispose() => _state.Dispose();
}
