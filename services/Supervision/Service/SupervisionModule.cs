using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Supervision;

/// <summary>Supervision; so far it answers which law is in force.</summary>
public sealed class SupervisionModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => "supervision";

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Grpc<PolicyGrpc>(PolicyService.Descriptor);
}
