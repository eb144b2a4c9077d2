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
        Directory.CreateDirectory(DataFolder);
        OwnTokens.EnsureKey(IdentityKey);
        PersonalData.EnsureKeyFile(PersonalKey);
        var inner = $"http://127.0.0.1:{FreePort()}";

        await using var services = BuildServices(inner);
        await using var gateway = BuildGateway(inner);
        await services.StartAsync(cancellation);
        await gateway.StartAsync(cancellation);
        await SampleData.LoadOnFirstStartAsync(services.Services, cancellation);
        Welcome(gateway, watch.Elapsed);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, gateway.Lifetime.ApplicationStopping);
        // Only tokens of this installation are signed here; where another authority is set nobody is there to load for.
        var samples = gateway.Configuration["Identity:Authority"] is null ? SampleMoney.LoadAsync(services.Services, inner, stopping.Token) : Task.CompletedTask;
        await gateway.WaitForShutdownAsync(cancellation);
        await samples;
        // The gateway has stopped by now; the services finish what it had forwarded.
        await services.StopAsync(CancellationToken.None);
        return 0;
    }

    private static WebApplication BuildServices(string inner)
    {
        var builder = Quiet(WebApplication.CreateBuilder());
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

    private static WebApplication BuildGateway(string inner)
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
        AnsiConsole.MarkupLine("    [bold]./run tour[/]                                  走一遍闭环 see one application decided, with its clauses");
        AnsiConsole.MarkupLine("    [bold]./run token REGULATOR 110101 EDUCATION[/]      签发令牌 get a token to call with");
        AnsiConsole.MarkupLine("  令牌由本机自签，仅供试用；生产环境请配置 Identity:Authority。");
        AnsiConsole.MarkupLine("  Tokens are signed by this installation itself; in production set Identity:Authority.");
        AnsiConsole.MarkupLine("  Ctrl-C 停止 stops it.");
        AnsiConsole.WriteLine();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
