using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ShuangJian.Gateway.Edge;
using ShuangJian.Gateway.Forwarding;
using ShuangJian.Gateway.Json;
using ShuangJian.Gateway.Keys;
using ShuangJian.Gateway.Limits;
using ShuangJian.Gateway.Reference;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using StackExchange.Redis;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace ShuangJian.Gateway;

/// <summary>
/// The one gate: gRPC and JSON in, gRPC out to the services, and pages and health for people and probes.
/// </summary>
/// <remarks>
/// Configuration: <c>Listen:Grpc</c> (HTTP/2 without TLS; default <c>http://127.0.0.1:8081</c>),
/// <c>Listen:Web</c> (HTTP/1.1; default <c>http://127.0.0.1:8080</c>), <c>Listen:Tls</c> (both over TLS; default none) with
/// <c>Listen:TlsCertificate</c> and <c>Listen:TlsKey</c> (PEM), the address of each service under
/// <c>Gateway:Services:&lt;name&gt;</c>, several replicas separated by commas, <c>Identity:*</c> as for every service,
/// <c>Redis:Configuration</c>, <c>Gateway:LimitsFile</c>, <c>Gateway:Limits</c> (<c>off</c>), <c>Gateway:UnarySeconds</c> (65), <c>Gateway:BodySeconds</c> (20),
/// <c>Gateway:AccessLog</c>, and <c>Gateway:TrustedProxies</c> (networks whose <c>x-forwarded-for</c> is believed).
/// </remarks>
public static class GatewayHost
{
    /// <summary>Builds the gateway without starting it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var services = GatewayServices.Read(configuration);
        var limits = configuration["Gateway:Limits"] == "off" ? null : LimitFile.Read(configuration);
        builder.ConfigureLogging();
        // What callers do wrong and what replicas fail in is said once, by the access log and by those who watch replicas.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        builder.AddTelemetry("gateway");
        Listen(builder, limits);
        AddParts(builder, services, limits);
        AddForwarding(builder, services);

        var app = builder.Build();
        var checksCallers = KnowsIssuer(builder.Configuration);
        if (!checksCallers) app.Logger.LogWarning("Neither Identity:Authority nor Identity:KeyFile is set: the gateway leaves callers to the services and counts by address");
        app.TrustProxies();
        app.Use(app.Services.GetRequiredService<Entry>().AnswerAsync);
        app.Use(app.Services.GetRequiredService<ApiKeys>().AnswerAsync);
        if (checksCallers) app.UseAuthentication();
        app.Use(new Gate(app.Services.GetRequiredService<RateLimits>(), checksCallers).AnswerAsync);
        app.Use(ConnectUnary.AnswerAsync);
        app.UseRequestTimeouts();
        app.MapStandardProtocols();
        app.MapStatusPage();
        app.MapReference();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(Retry.AnswerAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
        return app;
    }

    private static bool KnowsIssuer(ConfigurationManager configuration) =>
        configuration["Identity:Authority"] is { Length: > 0 } || configuration["Identity:KeyFile"] is { Length: > 0 };

    private static void AddParts(WebApplicationBuilder builder, IReadOnlyList<GatewayService> services, LimitFile? limits)
    {
        var (parts, configuration) = (builder.Services, builder.Configuration);
        parts.AddSingleton(new GatewayMethods(services));
        parts.AddSingleton<BodyLimits>();
        parts.AddSingleton<Entry>();
        parts.AddSingleton<AccessLog>();
        parts.AddHostedService(s => s.GetRequiredService<AccessLog>());
        parts.AddSingleton(s => new ApiKeys([.. services.Where(service => service.Name == "integrators").SelectMany(service => service.Addresses)], s.GetRequiredService<TimeProvider>()));
        parts.AddRedis(configuration);
        parts.AddSingleton<LocalTokens>();
        parts.AddSingleton<ITokenStore>(s => s.GetService<IConnectionMultiplexer>() is { } redis
            ? new RedisTokens(redis, s.GetRequiredService<LocalTokens>(), s.GetRequiredService<ILogger<RedisTokens>>())
            : s.GetRequiredService<LocalTokens>());
        parts.AddSingleton(s => new RateLimits(s.GetRequiredService<ITokenStore>(), limits));
        if (KnowsIssuer(configuration)) parts.AddIdentity(configuration);
        parts.AddRequestTimeouts();
        parts.AddSingleton<IPassiveHealthCheckPolicy, UnreachableReplicas>();
        parts.AddSingleton(s => ActivatorUtilities.CreateInstance<UpstreamHealth>(s, services));
        builder.AddStandardProtocols(
            s => services.Select(service => new ServedModule(service.Name, service.GrpcServices, token => s.GetRequiredService<UpstreamHealth>().ServesAsync(service, token))),
            services.SelectMany(service => service.Descriptors), overallFromModules: false);
    }

    private static void AddForwarding(WebApplicationBuilder builder, IReadOnlyList<GatewayService> services)
    {
        var patience = TimeSpan.FromSeconds(builder.Configuration.GetValue("Gateway:UnarySeconds", 65.0));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes.For(services, patience), Routes.ClustersFor(services))
            .ConfigureHttpClient((_, handler) =>
            {
                handler.EnableMultipleHttp2Connections = true;
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                // A replica whose machine went away is noticed though nobody closes its connection.
                handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
                handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
            });
        builder.Services.AddSingleton<IDestinationResolver>(new ReplicaResolver(Dns.GetHostAddressesAsync, ReplicaResolver.Again));
    }

    private static void Listen(WebApplicationBuilder builder, LimitFile? limits)
    {
        var configuration = builder.Configuration;
        var grpc = new Uri(configuration["Listen:Grpc"] ?? "http://127.0.0.1:8081");
        var web = new Uri(configuration["Listen:Web"] ?? "http://127.0.0.1:8080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The gate watches bodies itself: a stream may pause, and one slow call must not end the others of its connection.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxConcurrentConnections = limits?.Connections;
            kestrel.Limits.Http2.MaxStreamsPerConnection = limits?.CallsPerConnection ?? 1000;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            kestrel.Listen(AddressOf(grpc), grpc.Port, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(AddressOf(web), web.Port, listen => listen.Protocols = HttpProtocols.Http1);
            if (configuration["Listen:Tls"] is not { Length: > 0 } tls) return;
            var certificates = new Certificates(
                configuration["Listen:TlsCertificate"] ?? "", configuration["Listen:TlsKey"] ?? "", kestrel.ApplicationServices.GetRequiredService<ILogger<Certificates>>());
            kestrel.Listen(AddressOf(new Uri(tls)), new Uri(tls).Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificates.Options()) });
            });
        });
    }

    private static IPAddress AddressOf(Uri address) =>
        IPAddress.TryParse(address.Host, out var ip) ? ip : address.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
}
