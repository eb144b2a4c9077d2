using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace ShuangJian.Gateway;

/// <summary>Asks the services behind the gateway how they are.</summary>
internal sealed class UpstreamHealth(IReadOnlyList<GatewayService> services)
{
    private readonly Dictionary<string, Health.HealthClient[]> _clients = services.ToDictionary(
        s => s.Name, s => s.Addresses.Select(a => new Health.HealthClient(GrpcChannel.ForAddress(a))).ToArray());

    /// <summary>True when at least one replica serves.</summary>
    public async Task<bool> ServesAsync(GatewayService service, CancellationToken cancellation)
    {
        foreach (var client in _clients[service.Name])
        {
            try
            {
                var answer = await client.CheckAsync(new HealthCheckRequest { Service = service.Name }, cancellationToken: cancellation);
                if (answer.Status == HealthCheckResponse.Types.ServingStatus.Serving) return true;
            }
            catch (RpcException)
            {
                // No answer is an answer: this replica does not serve; the next one may.
            }
        }
        return false;
    }
}
