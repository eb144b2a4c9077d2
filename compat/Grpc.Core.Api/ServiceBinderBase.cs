using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>Takes the methods of a service one by one; implemented by servers.</summary>
public class ServiceBinderBase
{
    /// <summary>Takes a method with one request and one response; the handler is null when only the method is asked for.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Takes a method with a stream of requests; the handler is null when only the method is asked for.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Takes a method with a stream of responses; the handler is null when only the method is asked for.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Takes a method with two streams; the handler is null when only the method is asked for.</summary>
    public virtual void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();
}

/// <summary>Says on the base class of a service which method hands its methods to a <see cref="ServiceBinderBase"/>.</summary>
/// <param name="bindType">The class that has the method.</param>
/// <param name="bindMethodName">The name of the method.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public class BindServiceMethodAttribute(
    [DynamicallyAccessedMembers(BindServiceMethodAttribute.Bound)] Type bindType, string bindMethodName) : Attribute
{
    // Servers look the method up by name, so trimming has to leave it in place.
    internal const DynamicallyAccessedMemberTypes Bound =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    /// <summary>The class that has the method.</summary>
    [DynamicallyAccessedMembers(Bound)]
    public Type BindType { get; } = bindType;

    /// <summary>The name of the method.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
