using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>Routes and clusters, made from the contract: a method that is not in it is not forwarded.</summary>
internal static class Routes
{
    /// <summary>Header that picks the service for operators.</summary>
    public const string ServiceHeader = "x-service";

    /// <summary>Longest that a service may stay silent within a stream; heartbeats come more often.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    /// <summary>What the caller's side tells of itself is nobody's business behind the gate.</summary>
    private static readonly IReadOnlyDictionary<string, string>[] Transforms = [new Dictionary<string, string> { ["X-Forwarded"] = "Off" }];

    /// <summary>Routes: one for each service of the contract, and one for each of its methods that streams, which may take its time.</summary>
    /// <param name="services">The services.</param>
    /// <param name="patience">Longest that a unary call may take.</param>
    public static IReadOnlyList<RouteConfig> For(IEnumerable<GatewayService> services, TimeSpan patience) =>
    [
        .. services.SelectMany(service => service.Descriptors.Select(contract => Route(contract.FullName, service.Name, $"/{contract.FullName}/{{method}}", patience))
            .Concat(service.Descriptors.SelectMany(contract => contract.Methods).Where(method => method.IsClientStreaming || method.IsServerStreaming)
                .Select(method => Route(method.FullName, service.Name, $"/{method.Service.FullName}/{method.Name}", null)))
            .Append(ToOperations(service.Name, patience))),
    ];

    public static IReadOnlyList<ClusterConfig> ClustersFor(IEnumerable<GatewayService> services) =>
        [.. services.Select(s => new ClusterConfig
        {
            ClusterId = s.Name,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            Destinations = s.Addresses.Select((address, index) => (address, index))
                .ToDictionary(a => ReplicaOf(s.Name, a.index), a => new DestinationConfig { Address = a.address.ToString() }),
            HealthCheck = new HealthCheckConfig
            {
                // When no replica seems well, any is better than none.
                AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
                Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = UnreachableReplicas.PolicyName },
            },
            HttpRequest = new ForwarderRequestConfig
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = LongestSilence,
            },
        })];

    /// <summary>Name of a replica.</summary>
    public static string ReplicaOf(string service, int index) => $"{service}-{index}";

    private static RouteConfig Route(string id, string service, string path, TimeSpan? patience) => new()
    {
        RouteId = id,
        ClusterId = service,
        Match = new RouteMatch { Path = path, Methods = ["POST"] },
        Timeout = patience,
        Transforms = Transforms,
    };

    private static RouteConfig ToOperations(string service, TimeSpan patience) => new()
    {
        RouteId = $"operations-{service}",
        ClusterId = service,
        Match = new RouteMatch
        {
            Path = $"/{GatewayServices.Operations.FullName}/{{method}}",
            Methods = ["POST"],
            Headers = [new RouteHeader { Name = ServiceHeader, Values = [service], Mode = HeaderMatchMode.ExactHeader }],
        },
        Timeout = patience,
        Transforms = Transforms,
    };
}
