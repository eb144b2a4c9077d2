namespace Grpc.Core.Interceptors;

/// <summary>The call that a client interceptor sees.</summary>
/// <typeparam name="TRequest">The request message.</typeparam>
/// <typeparam name="TResponse">The response message.</typeparam>
/// <param name="method">The method called.</param>
/// <param name="host">The host named; null for that of the channel.</param>
/// <param name="options">What the call asks for beyond its request.</param>
public struct ClientInterceptorContext<TRequest, TResponse>(
    Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    /// <summary>The method called.</summary>
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>The host named; null for that of the channel.</summary>
    public string? Host { get; } = host;

    /// <summary>What the call asks for beyond its request.</summary>
    public CallOptions Options { get; } = options;
}
