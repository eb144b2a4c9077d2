using Grpc.Core;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>Answers with what it was told.</summary>
public sealed class EchoService : Echo.EchoBase
{
    public override Task<Words> Say(Words request, ServerCallContext context) => Task.FromResult(request);
}
