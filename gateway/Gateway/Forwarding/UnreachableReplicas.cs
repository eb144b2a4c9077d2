using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>Leaves out a replica that could not be reached at once; what it says of its health brings it back.</summary>
internal sealed class UnreachableReplicas(IDestinationHealthUpdater health, ILogger<UnreachableReplicas> log) : IPassiveHealthCheckPolicy
{
    /// <summary>Name under which clusters choose it.</summary>
    public const string PolicyName = "Unreachable";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request } failed || context.RequestAborted.IsCancellationRequested) return;
        if (destination.Health.Passive == DestinationHealth.Unhealthy) return;
        log.LogWarning("{Replica} could not be reached: {Failure}", destination.DestinationId, failed.Exception?.GetType().Name);
        health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, UpstreamHealth.UntilAsked);
    }
}
