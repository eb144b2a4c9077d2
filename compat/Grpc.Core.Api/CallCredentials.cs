namespace Grpc.Core;

/// <summary>Adds the headers that authenticate a call.</summary>
/// <param name="context">The call.</param>
/// <param name="metadata">Takes the headers.</param>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that an <see cref="AsyncAuthInterceptor"/> authenticates.</summary>
public class AuthInterceptorContext
{
    /// <summary>Describes a call that cannot be cancelled.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>Describes a call.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    /// <summary>The address of the service.</summary>
    public string ServiceUrl { get; }

    /// <summary>The method, without its service.</summary>
    public string MethodName { get; }

    /// <summary>Cancelled with the call.</summary>
    public CancellationToken CancellationToken { get; }
}

/// <summary>Credentials that go with each call.</summary>
public abstract class CallCredentials
{
    /// <summary>Joins credentials; each adds its headers, in this order.</summary>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new Composite(credentials);

    /// <summary>Builds credentials from a function that adds headers.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new Intercepted(interceptor);

    /// <summary>Tells <paramref name="configurator"/> what these credentials consist of; called by channels.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class Composite : CallCredentials
    {
        private readonly CallCredentials[] _parts;

        public Composite(CallCredentials[] parts)
        {
            ArgumentNullException.ThrowIfNull(parts);
            if (parts.Length < 2)
                throw new ArgumentException("Joining takes two credentials or more.", nameof(parts));
            _parts = [.. parts];
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, _parts);
    }

    private sealed class Intercepted : CallCredentials
    {
        private readonly AsyncAuthInterceptor _interceptor;

        public Intercepted(AsyncAuthInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            _interceptor = interceptor;
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, _interceptor);
    }
}

/// <summary>Learns what call credentials consist of; implemented by channels.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They join several.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are a function.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
