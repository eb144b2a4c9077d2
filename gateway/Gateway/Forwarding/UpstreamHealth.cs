using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>
/// Asks every replica behind the gateway once a second how it is, over the standard health protocol, and leaves
/// those out that do not serve: one that stops says so before it closes its door.
/// </summary>
internal sealed class UpstreamHealth(IReadOnlyList<GatewayService> services, IProxyStateLookup proxy, IDestinationHealthUpdater updater, ILogger<UpstreamHealth> log)
{
    /// <summary>A replica that is left out stays so until it was asked again, which is within a second.</summary>
    public static readonly TimeSpan UntilAsked = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (string Id, Health.HealthClient Client)[]> _replicas = services.ToDictionary(
        s => s.Name, s => s.Addresses.Select((a, index) => (Routes.ReplicaOf(s.Name, index), new Health.HealthClient(GrpcChannel.ForAddress(a)))).ToArray());

    /// <summary>True when at least one replica serves.</summary>
    public async Task<bool> ServesAsync(GatewayService service, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(_replicas[service.Name].Select(replica => AskAsync(service.Name, replica.Id, replica.Client, cancellation)));
        return answers.Contains(true);
    }

    private async Task<bool> AskAsync(string service, string id, Health.HealthClient client, CancellationToken cancellation)
    {
        var serves = false;
        try
        {
            var answer = await client.CheckAsync(new HealthCheckRequest { Service = service }, cancellationToken: cancellation);
            serves = answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException)
        {
            // No answer is an answer: this replica does not serve; another may.
        }
        Tell(service, id, serves);
        return serves;
    }

    private void Tell(string service, string id, bool serves)
    {
        if (!proxy.TryGetCluster(service, out var cluster) || !cluster.Destinations.TryGetValue(id, out var replica)) return;
        var health = serves ? DestinationHealth.Healthy : DestinationHealth.Unhealthy;
        if (replica.Health.Passive == health) return;
        log.LogInformation("{Replica} {Health}", id, serves ? "serves" : "does not serve");
        updater.SetPassive(cluster, replica, health, UntilAsked);
    }
}
