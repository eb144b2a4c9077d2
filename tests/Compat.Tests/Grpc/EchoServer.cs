using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>A Kestrel server with the echo service, over HTTP/2 without TLS on a free loopback port.</summary>
public sealed class EchoServer : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public GrpcChannel Channel { get; private set; } = null!;

    public Echo.EchoClient Client => new(Channel);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        _app = builder.Build();
        _app.MapGrpcService<EchoService>();
        await _app.StartAsync();
        Address = new Uri(_app.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    public async Task DisposeAsync()
    {
        Channel.Dispose();
        await _app!.DisposeAsync();
    }
}
