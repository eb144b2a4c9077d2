using System.Net;
using System.Text;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Gateway;

/// <summary>A plain page that says how the platform is, and <c>/healthz</c> for probes without gRPC.</summary>
internal static class StatusPage
{
    public static void MapStatusPage(this WebApplication app)
    {
        app.MapGet("/healthz", (IHealthBoard health) => health.IsServing("") ? Results.Text("SERVING") : Results.Text("NOT_SERVING", statusCode: 503));
        app.MapGet("/", (IHealthBoard health) => Results.Content(Page(health), "text/html; charset=utf-8"));
    }

    private static string Page(IHealthBoard health)
    {
        var rows = new StringBuilder();
        foreach (var name in health.Names)
        {
            var serves = health.IsServing(name);
            rows.Append($"<tr><td><code>{WebUtility.HtmlEncode(name)}</code></td><td class=\"{(serves ? "up" : "down")}\">{(serves ? "● 正常 SERVING" : "○ 异常 NOT SERVING")}</td></tr>");
        }
        return Template.Replace("{rows}", rows.ToString(), StringComparison.Ordinal);
    }

    private const string Template = """
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>双减平台 · 运行状态</title>
        <style>
        body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1d2733; background: #f5f7fa; margin: 0; }
        main { max-width: 44rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 1px 4px #0002; }
        h1 { margin: 0 0 .25rem; font-size: 1.5rem; } p { margin: .25rem 0 1.25rem; color: #52606d; }
        table { width: 100%; border-collapse: collapse; } td { padding: .5rem .25rem; border-top: 1px solid #e4e7eb; }
        td:last-child { text-align: right; white-space: nowrap; } .up { color: #0b7a4b; } .down { color: #b42318; }
        </style>
        </head>
        <body><main>
        <h1>双减平台运行状态</h1>
        <p>ShuangJian Platform status. 本页每五秒刷新。<a href="/reference/">接口参考 API reference</a> · <a href="/openapi.json">OpenAPI</a></p>
        <table>{rows}</table>
        </main></body>
        </html>
        """;
}
