using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShuangJian.Platform.Hosting;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace ShuangJian.Gateway;

/// <summary>
/// The one gate: gRPC in, gRPC out, and a page and health for people and probes.
/// </summary>
/// <remarks>
/// Configuration: <c>Listen:Grpc</c> (HTTP/2 without TLS; default <c>http://127.0.0.1:8081</c>),
/// <c>Listen:Web</c> (HTTP/1.1; default <c>http://127.0.0.1:8080</c>), and the address of each service under
/// <c>Gateway:Services:&lt;name&gt;</c>, several replicas separated by commas.
/// </remarks>
public static class GatewayHost
{
    /// <summary>Builds the gateway without starting it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var services = GatewayServices.Read(builder.Configuration);
        var grpc = new Uri(builder.Configuration["Listen:Grpc"] ?? "http://127.0.0.1:8081");
        var web = new Uri(builder.Configuration["Listen:Web"] ?? "http://127.0.0.1:8080");
        builder.ConfigureLogging();
        builder.AddTelemetry("gateway");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
            kestrel.Listen(AddressOf(grpc), grpc.Port, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(AddressOf(web), web.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.For(services), Routes.ClustersFor(services))
            .ConfigureHttpClient((_, handler) =>
            {
                handler.EnableMultipleHttp2Connections = true;
                handler.SslOptions = new SslClientAuthenticationOptions { ApplicationProtocols = [SslApplicationProtocol.Http2] };
                handler.ConnectTimeout = TimeSpan.FromSeconds(3);
            });
        builder.Services.AddSingleton<IDestinationResolver>(new ReplicaResolver(Dns.GetHostAddressesAsync, ReplicaResolver.Again));
        var health = new UpstreamHealth(services);
        builder.AddStandardProtocols(
            _ => services.Select(s => new ServedModule(s.Name, s.GrpcServices, token => health.ServesAsync(s, token))),
            services.SelectMany(s => s.Descriptors), overallFromModules: false);

        var app = builder.Build();
        app.MapStandardProtocols();
        app.MapStatusPage(web.Port);
        app.MapReverseProxy();
        return app;
    }

    private static IPAddress AddressOf(Uri address) =>
        IPAddress.TryParse(address.Host, out var ip) ? ip : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
}
