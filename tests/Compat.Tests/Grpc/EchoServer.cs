using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>A Kestrel server with the echo service, over HTTP/2 on a free loopback port.</summary>
public sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;
    private readonly List<GrpcChannel> _channels = [];

    private EchoServer(WebApplication app, X509Certificate2? certificate)
    {
        _app = app;
        _certificate = certificate;
    }

    public Uri Address => new(_app.Urls.Single());

    public Echo.EchoClient Client => new(Connect());

    /// <summary>Starts a server.</summary>
    /// <param name="script">Replaces what the service does.</param>
    /// <param name="options">Configures the server side of gRPC.</param>
    /// <param name="certificate">Turns TLS on.</param>
    /// <param name="definition">Serves this instead of the service class.</param>
    public static async Task<EchoServer> StartAsync(
        EchoScript? script = null,
        Action<GrpcServiceOptions>? options = null,
        X509Certificate2? certificate = null,
        ServerServiceDefinition? definition = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(script ?? new EchoScript());
        builder.Services.AddGrpc(grpc => options?.Invoke(grpc));
        var app = builder.Build();
        if (definition is null)
            app.MapGrpcService<EchoService>();
        else
            app.MapGrpcService(definition);
        await app.StartAsync();
        return new EchoServer(app, certificate);
    }

    /// <summary>Opens a channel to the server, which closes with it.</summary>
    public GrpcChannel Connect(Action<GrpcChannelOptions>? configure = null, DelegatingHandler? watch = null)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => Equals(presented, _certificate) },
        };
        if (watch is not null)
        {
            watch.InnerHandler = handler;
            handler = watch;
        }

        var options = new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true };
        configure?.Invoke(options);
        var channel = GrpcChannel.ForAddress(Address, options);
        _channels.Add(channel);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await _app.DisposeAsync();
    }
}
