using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace ShuangJian.Gateway;

/// <summary>Routes and clusters, made from the contract: a method that is not in it is not forwarded.</summary>
internal static class Routes
{
    /// <summary>Header that picks the service for operators.</summary>
    public const string ServiceHeader = "x-service";

    public static IReadOnlyList<RouteConfig> For(IEnumerable<GatewayService> services) =>
        [.. services.SelectMany(s => s.GrpcServices.Select(grpc => ToService(s.Name, grpc)).Append(ToOperations(s.Name)))];

    public static IReadOnlyList<ClusterConfig> ClustersFor(IEnumerable<GatewayService> services) =>
        [.. services.Select(s => new ClusterConfig
        {
            ClusterId = s.Name,
            LoadBalancingPolicy = "PowerOfTwoChoices",
            Destinations = s.Addresses.Select((address, index) => (address, index))
                .ToDictionary(a => $"{s.Name}-{a.index}", a => new DestinationConfig { Address = a.address.ToString() }),
            HttpRequest = new ForwarderRequestConfig
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                ActivityTimeout = TimeSpan.FromMinutes(10),
            },
        })];

    private static RouteConfig ToService(string service, string grpc) => new()
    {
        RouteId = grpc,
        ClusterId = service,
        Match = new RouteMatch { Path = $"/{grpc}/{{method}}", Methods = ["POST"] },
    };

    private static RouteConfig ToOperations(string service) => new()
    {
        RouteId = $"operations-{service}",
        ClusterId = service,
        Match = new RouteMatch
        {
            Path = $"/{GatewayServices.Operations.FullName}/{{method}}",
            Methods = ["POST"],
            Headers = [new RouteHeader { Name = ServiceHeader, Values = [service], Mode = HeaderMatchMode.ExactHeader }],
        },
    };
}
