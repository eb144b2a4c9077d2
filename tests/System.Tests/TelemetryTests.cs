using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>What an operator's collector receives of a process that is told where it is.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_receives_traces_metrics_and_logs()
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-telemetry-");
        var (identity, personal) = (Path.Combine(folder.FullName, "identity.pem"), Path.Combine(folder.FullName, "personal.json"));
        OwnTokens.EnsureKey(identity);
        PersonalData.EnsureKeyFile(personal);
        var received = new ConcurrentDictionary<string, bool>();
        var port = PrivateServer.FreePort();
        await using var collector = await CollectorAsync(port, path => received[path] = true);

        await using (var service = new ServiceProcess("services/Supervision/Service", "ShuangJian.Supervision", new Dictionary<string, string>
        {
            ["Identity__KeyFile"] = identity,
            ["PersonalData__KeyFile"] = personal,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        }))
        {
            await service.StartAsync();
            await Eventually.TrueAsync("traces, metrics and logs arrive", () => Task.FromResult(
                new[] { "/v1/traces", "/v1/metrics", "/v1/logs" }.All(received.ContainsKey)));
        }
        folder.Delete(recursive: true);
    }

    private static async Task<WebApplication> CollectorAsync(int port, Action<string> receive)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.MapPost("/v1/{signal}", (HttpRequest request) => receive(request.Path));
        await app.StartAsync();
        return app;
    }
}
