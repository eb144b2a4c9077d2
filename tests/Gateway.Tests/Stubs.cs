using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Gateway.Tests;

/// <summary>A service behind the gateway that does what the request says, on a free loopback port.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Replica(WebApplication app, string name)
    {
        _app = app;
        Name = name;
    }

    public string Name { get; }

    public string Address => _app.Urls.Single();

    /// <summary>What it says of its health.</summary>
    public bool Serves { get; set; } = true;

    /// <summary>Calls that reached it.</summary>
    public int Calls;

    /// <summary>Calls that it drops without an answer before it answers again.</summary>
    public int Drops;

    /// <summary>Streams that are open.</summary>
    public int Streams;

    public static async Task<Replica> StartAsync(string name = "one", int port = 0)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        Replica? replica = null;
        builder.AddStandardProtocols(_ => [new ServedModule("supervision", [], _ => Task.FromResult(replica!.Serves))], [], overallFromModules: true);
        builder.Services.AddSingleton(_ => replica!);
        var app = builder.Build();
        replica = new Replica(app, name);
        app.MapGrpcService<PolicyStub>();
        app.MapGrpcService<DirectoryStub>();
        app.MapGrpcService<LedgerStub>();
        app.MapStandardProtocols();
        await app.StartAsync();
        return replica;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private bool DropsThis(ServerCallContext context)
    {
        Interlocked.Increment(ref Calls);
        if (Interlocked.Decrement(ref Drops) < 0) return false;
        context.GetHttpContext().Abort();
        return true;
    }

    /// <summary>Reads: the key of the parameter says what to do.</summary>
    private sealed class PolicyStub(Replica replica) : PolicyService.PolicyServiceBase
    {
        public override async Task<GetParameterResponse> GetParameter(GetParameterRequest request, ServerCallContext context)
        {
            if (replica.DropsThis(context)) return new();
            if (request.Key.StartsWith("fail/", StringComparison.Ordinal)) throw new Rejection(Enum.Parse<StatusCode>(request.Key[5..]), "FAILED_AS_ASKED", "按要求失败", "failed as asked") { Facts = new Dictionary<string, string> { ["key"] = "值" } }.ToRpc();
            if (request.Key == "slow") await Task.Delay(TimeSpan.FromSeconds(30), context.CancellationToken);
            var headers = context.RequestHeaders.Where(h => !h.IsBinary).Select(h => $"{h.Key}={h.Value}");
            context.ResponseTrailers.Add("served-by", replica.Name);
            return new()
            {
                Parameter = new Parameter
                {
                    Key = request.Key, Unit = replica.Name, DescriptionZh = request.Key == "large" ? new string('长', 40_000) : $"{context.Deadline - DateTime.UtcNow}",
                    DescriptionEn = string.Join('\n', headers),
                },
            };
        }
    }

    /// <summary>Changes.</summary>
    private sealed class DirectoryStub(Replica replica) : ApplicationService.ApplicationServiceBase
    {
        public override Task<SubmitApplicationResponse> SubmitApplication(SubmitApplicationRequest request, ServerCallContext context) =>
            Task.FromResult(replica.DropsThis(context) ? new SubmitApplicationResponse() : new SubmitApplicationResponse());
    }

    /// <summary>Streams in both directions: an answer for each request.</summary>
    private sealed class LedgerStub(Replica replica) : LedgerService.LedgerServiceBase
    {
        public override async Task PostEntries(IAsyncStreamReader<PostEntriesRequest> requestStream, IServerStreamWriter<PostEntriesResponse> responseStream, ServerCallContext context)
        {
            Interlocked.Increment(ref replica.Streams);
            try
            {
                while (await requestStream.MoveNext(context.CancellationToken)) await responseStream.WriteAsync(new PostEntriesResponse(), context.CancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref replica.Streams);
            }
        }
    }
}
