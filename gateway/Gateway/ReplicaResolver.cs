using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace ShuangJian.Gateway;

/// <summary>
/// Finds the replicas behind the name of a service, again every few seconds, so that calls are spread over all of them: a
/// single HTTP/2 connection to a name would stay with one. Where the name server knows nobody, or does not answer, what was
/// found last stays; the proxy's own resolver would then give up the whole configuration, and with it a gateway that starts
/// before the services.
/// </summary>
internal sealed class ReplicaResolver(Func<string, CancellationToken, Task<IPAddress[]>> lookUp, TimeSpan again) : IDestinationResolver
{
    /// <summary>How soon a new replica gets calls, and one that has ended gets none.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IPAddress[]> _last = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DestinationConfig>();
        var named = false;
        foreach (var (key, destination) in destinations)
        {
            var address = new Uri(destination.Address);
            if (address.HostNameType != UriHostNameType.Dns || address.IsLoopback)
            {
                found[key] = destination;
                continue;
            }
            named = true;
            foreach (var ip in await ReplicasAsync(address.Host, cancellationToken))
                found[$"{key}[{ip}]"] = destination with { Address = new UriBuilder(address) { Host = ip.ToString() }.ToString(), Host = destination.Host ?? address.Authority };
        }
        return new ResolvedDestinationCollection(found, named ? new CancellationChangeToken(new CancellationTokenSource(again).Token) : null);
    }

    private async Task<IPAddress[]> ReplicasAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var now = await lookUp(host, cancellation);
            if (now.Length > 0)
                lock (_gate) _last[host] = now;
        }
        catch (SocketException)
        {
            // Nobody is ready, or the name server is away: the next look will tell.
        }
        lock (_gate) return _last.GetValueOrDefault(host, []);
    }
}
