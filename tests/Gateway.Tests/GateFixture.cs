using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using ShuangJian.Platform.Identity;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>A gateway of this process on free loopback ports, before replicas of one service that serves everything.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private Gate(WebApplication app, string folder)
    {
        (_app, _folder) = (app, folder);
        Channel = GrpcChannel.ForAddress(app.Configuration["Listen:Grpc"]!);
        Web = new HttpClient { BaseAddress = new Uri(app.Configuration["Listen:Web"]!) };
    }

    public GrpcChannel Channel { get; }

    public HttpClient Web { get; }

    public string GrpcAddress => _app.Configuration["Listen:Grpc"]!;

    public IServiceProvider Services => _app.Services;

    public string IdentityKey => Path.Combine(_folder, "identity.pem");

    public static async Task<Gate> StartAsync(IEnumerable<Replica> replicas, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-gate-").FullName;
        OwnTokens.EnsureKey(Path.Combine(folder, "identity.pem"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = folder });
        var addresses = string.Join(',', replicas.Select(r => r.Address));
        var all = new Dictionary<string, string?>
        {
            ["Listen:Grpc"] = $"http://127.0.0.1:{PrivateServer.FreePort()}",
            ["Listen:Web"] = $"http://127.0.0.1:{PrivateServer.FreePort()}",
            ["Gateway:Services:supervision"] = addresses,
            ["Gateway:Services:institutions"] = addresses,
            ["Gateway:Services:custody"] = addresses,
            ["Gateway:AccessLog"] = Path.Combine(folder, "access.log"),
            ["Identity:KeyFile"] = Path.Combine(folder, "identity.pem"),
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>()) all[name] = value;
        builder.Configuration.AddInMemoryCollection(all);
        var app = GatewayHost.Build(builder);
        await app.StartAsync();
        return new Gate(app, folder);
    }

    public string Token(string audience, string division, string? department = null, string? organization = null, string subject = "tester", TimeSpan? life = null) =>
        OwnTokens.Sign(IdentityKey, subject, audience, division, department, organization, DateTime.UtcNow + (life ?? TimeSpan.FromHours(1)));

    /// <summary>Makes calls with a token or a key.</summary>
    public CallInvoker With(string authorization) => Channel.Intercept(metadata =>
    {
        metadata.Add("authorization", authorization);
        return metadata;
    });

    /// <summary>Sends JSON to a method.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        PostAsync(path, new ByteArrayContent(Encoding.UTF8.GetBytes(json)), "application/json", headers);

    public async Task<HttpResponseMessage> PostAsync(string path, HttpContent content, string type, params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) content.Headers.TryAddWithoutValidation(name, value);
        }
        return await Web.SendAsync(request);
    }

    /// <summary>Stops it, and reads what it noted of calls.</summary>
    public async Task<IReadOnlyList<JsonElement>> StopAndReadLogAsync()
    {
        await _app.StopAsync();
        return [.. (await File.ReadAllLinesAsync(Path.Combine(_folder, "access.log"))).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Web.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Reads answers of the Connect protocol.</summary>
internal static class ConnectAnswers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Status, code and reason of a refusal.</summary>
    public static async Task<(HttpStatusCode Status, string Code, string Reason)> RefusalAsync(this HttpResponseMessage answer)
    {
        var error = await answer.JsonAsync();
        var reason = error.TryGetProperty("details", out var details)
            ? details.EnumerateArray().Where(d => d.GetProperty("type").GetString() == "google.rpc.ErrorInfo").Select(d => d.GetProperty("debug").GetProperty("reason").GetString()).SingleOrDefault() : null;
        return (answer.StatusCode, error.GetProperty("code").GetString()!, reason ?? "");
    }
}
