using System.Diagnostics;
using ShuangJian.Platform.Hosting;
using Spectre.Console;

namespace ShuangJian.Standalone;

/// <summary>A platform of the tour's own: the same services and gateway in a folder that goes away with it, by a clock that can be moved.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly WebApplication _services;
    private readonly WebApplication _gateway;
    private readonly string _folder;

    private Rehearsal(WebApplication services, WebApplication gateway, string folder, string address, RehearsalClock clock) =>
        (_services, _gateway, _folder, Address, Clock) = (services, gateway, folder, address, clock);

    /// <summary>Its gateway.</summary>
    public string Address { get; }

    /// <summary>Its clock.</summary>
    public RehearsalClock Clock { get; }

    /// <summary>Starts it on free ports.</summary>
    public static async Task<Rehearsal> StartAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var folder = Directory.CreateTempSubdirectory("shuangjian-tour-").FullName;
        // Everything of an installation is found from here, its keys too.
        Environment.SetEnvironmentVariable("SHUANGJIAN_DATA", folder);
        StandaloneHost.MakeKeys();
        var clock = new RehearsalClock(TimeSpan.Zero);
        var (inner, address, web) = (StandaloneHost.FreeAddress(), StandaloneHost.FreeAddress(), StandaloneHost.FreeAddress());
        var (services, gateway) = (StandaloneHost.BuildServices(inner, clock), StandaloneHost.BuildGateway(inner, address, web));
        await services.StartAsync(cancellation);
        await gateway.StartAsync(cancellation);
        AnsiConsole.MarkupLineInterpolated($"[grey]演练平台已就绪 a platform for the tour is ready in {watch.Elapsed.TotalSeconds:F1} s[/]");
        return new Rehearsal(services, gateway, folder, address, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.StopAsync();
        await _services.StopAsync();
        await _gateway.DisposeAsync();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
