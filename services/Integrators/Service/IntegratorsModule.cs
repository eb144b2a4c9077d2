using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Integrator.V1;

namespace ShuangJian.Integrators;

/// <summary>Integrators: the keys with which their machines call.</summary>
public sealed class IntegratorsModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => "integrators";

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<IntegratorsDb>()
        .Uses<KeyTokens>()
        .Grpc<ApiKeyGrpc>(ApiKeyService.Descriptor);
}
