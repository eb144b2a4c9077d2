using System.Text.Json;
using System.Text.Json.Nodes;
using ShuangJian.Gateway.Edge;

namespace ShuangJian.Gateway.Reference;

/// <summary>The reference for people at <c>/reference/</c> and that for machines at <c>/openapi.json</c>, both made of the contract.</summary>
internal static class ReferencePages
{
    private static readonly (string File, string Type)[] Files =
        [("index.html", "text/html; charset=utf-8"), ("reference.js", "text/javascript; charset=utf-8"), ("reference.css", "text/css; charset=utf-8")];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serves them. They are made when somebody first asks.</summary>
    public static void MapReference(this WebApplication app)
    {
        var methods = app.Services.GetRequiredService<GatewayMethods>();
        var model = new Lazy<byte[]>(() => Bytes(ContractModel.Of(methods)));
        var openApi = new Lazy<byte[]>(() => Bytes(OpenApi.Of(methods)));
        foreach (var (file, type) in Files)
        {
            var content = Resource(file);
            app.MapGet(file == "index.html" ? "/reference/" : $"/reference/{file}", (HttpContext http) =>
                // Addresses within the page are relative to its folder.
                http.Request.Path == "/reference" ? Results.Redirect("/reference/") : Page(http.Response, content, type));
        }
        app.MapGet("/reference/contract.json", (HttpResponse response) => Page(response, model.Value, "application/json"));
        app.MapGet("/openapi.json", (HttpResponse response) => Page(response, openApi.Value, "application/json"));
    }

    private static IResult Page(HttpResponse response, byte[] content, string type)
    {
        // Comments come from our own files, and still nothing but this page's own script may run in it.
        response.Headers.ContentSecurityPolicy = "default-src 'self'";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content, type);
    }

    private static byte[] Bytes(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, Readable);

    private static byte[] Resource(string file)
    {
        using var stream = typeof(ReferencePages).Assembly.GetManifestResourceStream($"reference/{file}")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
