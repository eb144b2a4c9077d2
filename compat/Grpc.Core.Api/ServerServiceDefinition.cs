namespace Grpc.Core;

/// <summary>The methods of a service together with what serves them.</summary>
public class ServerServiceDefinition
{
    private readonly IReadOnlyList<Action<ServiceBinderBase>> _methods;

    private ServerServiceDefinition(IReadOnlyList<Action<ServiceBinderBase>> methods) => _methods = methods;

    /// <summary>Begins a definition.</summary>
    public static Builder CreateBuilder() => new();

    /// <summary>Hands every method to <paramref name="serviceBinder"/>, in the order they were added.</summary>
    internal void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (var method in _methods)
            method(serviceBinder);
    }

    /// <summary>Collects methods.</summary>
    public class Builder
    {
        private readonly List<Action<ServiceBinderBase>> _methods = [];
        private readonly HashSet<string> _names = [];

        /// <summary>Adds a method with one request and one response.</summary>
        /// <exception cref="ArgumentException">A method of that name was added.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with a stream of requests.</summary>
        /// <exception cref="ArgumentException">A method of that name was added.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with a stream of responses.</summary>
        /// <exception cref="ArgumentException">A method of that name was added.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a method with two streams.</summary>
        /// <exception cref="ArgumentException">A method of that name was added.</exception>
        public Builder AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Ends the definition.</summary>
        public ServerServiceDefinition Build() => new([.. _methods]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> bind)
        {
            if (!_names.Add(method.FullName))
                throw new ArgumentException($"The method {method.FullName} was added twice.", nameof(method));
            _methods.Add(bind);
            return this;
        }
    }
}
