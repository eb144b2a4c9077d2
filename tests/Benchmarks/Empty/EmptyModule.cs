using Grpc.Core;
using ShuangJian.Benchmarks.Empty;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Benchmarks;

/// <summary>Hosts the empty method beside a service, so that its calls pass the same server, identity and checks.</summary>
internal sealed class EmptyModule : IServiceModule
{
    public string Name => "benchmark";

    public void Compose(ModuleBuilder service) => service.Grpc<EmptyGrpc>(EmptyService.Descriptor);
}

internal sealed class EmptyGrpc : EmptyService.EmptyServiceBase
{
    private static readonly Task<NothingResponse> Answer = Task.FromResult(new NothingResponse());

    public override Task<NothingResponse> Nothing(NothingRequest request, ServerCallContext context) => Answer;
}
