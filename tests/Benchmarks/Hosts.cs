using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using ShuangJian.Gateway;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using Yarp.ReverseProxy.Configuration;

namespace ShuangJian.Benchmarks;

/// <summary>A host of this process as production configures it, on a free loopback port, with keys of its own.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shuangjian-benchmark-");
    private readonly List<WebApplication> _apps = [];
    private readonly List<GrpcChannel> _channels = [];

    /// <summary>Makes the keys.</summary>
    public Hosts()
    {
        OwnTokens.EnsureKey(IdentityKey);
        PersonalData.EnsureKeyFile(PersonalKey);
    }

    /// <summary>Key of the tokens.</summary>
    public string IdentityKey => Path.Combine(_folder.FullName, "identity.pem");

    /// <summary>Keys of personal data.</summary>
    public string PersonalKey => Path.Combine(_folder.FullName, "personal-data.json");

    /// <summary>Starts services.</summary>
    public async Task<WebApplication> ServicesAsync(
        Dictionary<string, string?> settings, IServiceModule[] modules, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Builder(new(settings)
        {
            ["Listen:Grpc"] = "http://127.0.0.1:0",
            ["Identity:KeyFile"] = IdentityKey,
            ["PersonalData:KeyFile"] = PersonalKey,
        });
        configure?.Invoke(builder);
        return await StartAsync(PlatformHost.Build(builder, modules));
    }

    /// <summary>Starts a gateway before the registry. The empty method is routed by a second source of routes, to the same cluster.</summary>
    /// <param name="institutions">The registry.</param>
    /// <param name="settings">Further configuration; by default there are neither limits nor a log nor callers.</param>
    public async Task<WebApplication> GatewayAsync(WebApplication institutions, Dictionary<string, string?>? settings = null)
    {
        var builder = Builder(new(settings ?? new() { ["Gateway:Limits"] = "off", ["Gateway:AccessLog"] = "off" })
        {
            ["Listen:Grpc"] = $"http://127.0.0.1:{Testing.PrivateServer.FreePort()}",
            ["Listen:Web"] = $"http://127.0.0.1:{Testing.PrivateServer.FreePort()}",
            ["Gateway:Services:institutions"] = AddressOf(institutions),
        });
        builder.Services.AddSingleton<IProxyConfigProvider>(new InMemoryConfigProvider(
            [new RouteConfig
            {
                RouteId = "empty",
                ClusterId = "institutions",
                Match = new RouteMatch { Path = $"/{Empty.EmptyService.Descriptor.FullName}/{{method}}", Methods = ["POST"] },
            }],
            []));
        return await StartAsync(GatewayHost.Build(builder));
    }

    /// <summary>Starts YARP as it comes before the registry, and nothing else.</summary>
    public async Task<WebApplication> BareProxyAsync(WebApplication institutions)
    {
        var address = $"http://127.0.0.1:{Testing.PrivateServer.FreePort()}";
        var builder = Builder(new() { ["Listen:Grpc"] = address });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, new Uri(address).Port, listen => listen.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http2));
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "all", Match = new RouteMatch { Path = "/{**rest}" } }],
            [new ClusterConfig
            {
                ClusterId = "all",
                Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = AddressOf(institutions) } },
                HttpRequest = new() { Version = System.Net.HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
            }]);
        var app = builder.Build();
        app.MapReverseProxy();
        return await StartAsync(app);
    }

    /// <summary>A connection of its own to a host.</summary>
    public GrpcChannel Connect(string address)
    {
        var channel = GrpcChannel.ForAddress(address);
        _channels.Add(channel);
        return channel;
    }

    /// <summary>Makes calls as an officer of that place.</summary>
    public CallInvoker AsRegulator(GrpcChannel channel, string division) => With(channel, "REGULATOR", division, "EDUCATION", null);

    /// <summary>Makes calls as a school of that place.</summary>
    public CallInvoker AsSchool(GrpcChannel channel, string division, string code) => With(channel, "SCHOOL", division, null, code);

    private CallInvoker With(GrpcChannel channel, string audience, string division, string? department, string? organization)
    {
        var token = OwnTokens.Sign(IdentityKey, "benchmark", audience, division, department, organization, DateTime.UtcNow.AddHours(1));
        return channel.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        });
    }

    /// <summary>Where a host listens for gRPC.</summary>
    public static string AddressOf(WebApplication app) => app.Configuration["Listen:Grpc"] is { } fixedAddress && !fixedAddress.EndsWith(":0", StringComparison.Ordinal)
        ? fixedAddress
        : app.Urls.Single();

    public async ValueTask DisposeAsync()
    {
        _channels.ForEach(c => c.Dispose());
        foreach (var app in Enumerable.Reverse(_apps))
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        _folder.Delete(recursive: true);
    }

    private WebApplicationBuilder Builder(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = _folder.FullName });
        builder.Configuration.AddInMemoryCollection(settings);
        // The signals of the benchmark's process are not those of its hosts.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder;
    }

    private async Task<WebApplication> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        _apps.Add(app);
        return app;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
