using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ShuangJian.Custody;
using ShuangJian.Events;
using ShuangJian.Filings;
using ShuangJian.Gateway;
using ShuangJian.Institutions;
using ShuangJian.Integrators;
using ShuangJian.Monitoring;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools;
using ShuangJian.Supervision;
using Spectre.Console;

namespace ShuangJian.Standalone;

/// <summary>
/// The whole platform in one process: every service behind an inner address, and the gateway in front of
/// them as anywhere else, so that what works here works in a cluster.
/// </summary>
internal static class StandaloneHost
{
    /// <summary>Where everything of this installation is kept; the folder <c>data</c> unless <c>SHUANGJIAN_DATA</c> names another.</summary>
    public static string DataFolder => Path.GetFullPath(Environment.GetEnvironmentVariable("SHUANGJIAN_DATA") ?? "data");

    /// <summary>Key that signs the platform's own tokens.</summary>
    public static string IdentityKey => Environment.GetEnvironmentVariable("Identity__KeyFile") ?? Path.Combine(DataFolder, "keys", "identity.pem");

    private static string PersonalKey => Path.Combine(DataFolder, "keys", "personal-data.json");

    public static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        MakeKeys();
        var inner = FreeAddress();

        await using var services = BuildServices(inner);
        await using var gateway = BuildGateway(inner);
        await services.StartAsync(cancellation);
        await gateway.StartAsync(cancellation);
        await SampleData.LoadOnFirstStartAsync(services.Services, cancellation);
        Welcome(gateway, watch.Elapsed);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, gateway.Lifetime.ApplicationStopping);
        // Only tokens of this installation are signed here; where another authority is set nobody is there to load for.
        var samples = gateway.Configuration["Identity:Authority"] is null ? LoadAsync(services.Services, inner, stopping.Token) : StartMemory.GiveBackAsync(stopping.Token);
        await gateway.WaitForShutdownAsync(cancellation);
        await samples;
        // The gateway has stopped by now; the services finish what it had forwarded.
        await services.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task LoadAsync(IServiceProvider services, string inner, CancellationToken cancellation)
    {
        await SampleMoney.LoadAsync(services, inner, cancellation);
        await StartMemory.GiveBackAsync(cancellation);
    }

    /// <summary>Makes the folder and the keys that are not there yet.</summary>
    public static void MakeKeys()
    {
        Directory.CreateDirectory(DataFolder);
        OwnTokens.EnsureKey(IdentityKey);
        PersonalData.EnsureKeyFile(PersonalKey);
    }

    /// <summary>Builds all services behind one address.</summary>
    /// <param name="inner">The address.</param>
    /// <param name="clock">Their clock; null for the machine's.</param>
    public static WebApplication BuildServices(string inner, TimeProvider? clock = null)
    {
        var builder = Quiet(WebApplication.CreateBuilder());
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Listen:Grpc"] = inner,
            ["Identity:KeyFile"] = builder.Configuration["Identity:Authority"] is null ? IdentityKey : null,
            ["PersonalData:KeyFile"] = PersonalKey,
            // Who starts it waits for the welcome, and nobody for the background.
            ["Background:StartAfter"] = "00:00:03",
            ["Database:ConnectionString"] = builder.Configuration["Database:ConnectionString"] ?? $"Data Source={DataFolder}/{{service}}.db",
        });
        return PlatformHost.Build(builder, new InstitutionsModule(), new EventsModule(), new FilingsModule(), new CustodyModule(), new MonitoringModule(), new SchoolsModule(), new SupervisionModule(), new IntegratorsModule());
    }

    /// <summary>Builds the gateway in front of them.</summary>
    /// <param name="inner">Where the services are.</param>
    /// <param name="grpc">Where it listens to clients; null for what is configured.</param>
    /// <param name="web">Where it listens to people and probes, likewise.</param>
    public static WebApplication BuildGateway(string inner, string? grpc = null, string? web = null)
    {
        var builder = Quiet(WebApplication.CreateBuilder());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:Services:institutions"] = inner,
            ["Gateway:Services:events"] = inner,
            ["Gateway:Services:filings"] = inner,
            ["Gateway:Services:custody"] = inner,
            ["Gateway:Services:monitoring"] = inner,
            ["Gateway:Services:schools"] = inner,
            ["Gateway:Services:supervision"] = inner,
            ["Gateway:Services:integrators"] = inner,
            ["Listen:Grpc"] = grpc ?? builder.Configuration["Listen:Grpc"],
            ["Listen:Web"] = web ?? builder.Configuration["Listen:Web"],
            ["Identity:KeyFile"] = builder.Configuration["Identity:Authority"] is null ? IdentityKey : null,
            // The one who started it looks at this console.
            ["Gateway:AccessLog"] = builder.Configuration["Gateway:AccessLog"] ?? "off",
        });
        return GatewayHost.Build(builder);
    }

    /// <summary>What the hosts say of themselves would bury the welcome.</summary>
    private static WebApplicationBuilder Quiet(WebApplicationBuilder builder)
    {
        builder.Services.PostConfigure<LoggerFilterOptions>(logging => logging.Rules.Add(new LoggerFilterRule(null, "Microsoft.Hosting.Lifetime", LogLevel.Warning, null)));
        return builder;
    }

    private static void Welcome(WebApplication gateway, TimeSpan startup)
    {
        var grpc = gateway.Configuration["Listen:Grpc"] ?? "http://127.0.0.1:8081";
        var web = gateway.Configuration["Listen:Web"] ?? "http://127.0.0.1:8080";
        // Commands must come out whole, to be copied.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold green]双减平台已就绪[/]  ready in {startup.TotalSeconds:F1} s");
        AnsiConsole.MarkupLineInterpolated($"  gRPC        [bold]{new Uri(grpc).Authority}[/]   (HTTP/2 without TLS; reflection and health are on)");
        AnsiConsole.MarkupLineInterpolated($"  状态 status  [bold]{web}[/]");
        AnsiConsole.MarkupLineInterpolated($"  JSON        [bold]{web}[/]   接口参考 reference [bold]{web.TrimEnd('/')}/reference/[/]");
        AnsiConsole.MarkupLineInterpolated($"  数据 data    {DataFolder}");
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLine("  在另一个终端 in another terminal:");
        AnsiConsole.MarkupLine("    [bold]./run tour[/]                                  走一遍闭环 the closed loop told from beginning to end, with its clauses");
        AnsiConsole.MarkupLine("    [bold]./run token REGULATOR 110101 EDUCATION[/]      签发令牌 get a token to call with");
        AnsiConsole.MarkupLine("  令牌由本机自签，仅供试用；生产环境请配置 Identity:Authority。");
        AnsiConsole.MarkupLine("  Tokens are signed by this installation itself; in production set Identity:Authority.");
        AnsiConsole.MarkupLine("  Ctrl-C 停止 stops it.");
        AnsiConsole.WriteLine();
    }

    /// <summary>An address on this machine that nobody listens on.</summary>
    public static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }
}
