using System.Text.Json;

namespace ShuangJian.Gateway.Tests;

/// <summary>The reference tells all of the contract, and nothing that is not of it.</summary>
public sealed class ReferenceTests : IAsyncLifetime
{
    private Gate _gate = null!;

    public async Task InitializeAsync() => _gate = await Gate.StartAsync([], new Dictionary<string, string?>
    {
        ["Gateway:Services:supervision"] = "http://127.0.0.1:1", ["Gateway:Services:institutions"] = "http://127.0.0.1:1", ["Gateway:Services:custody"] = "http://127.0.0.1:1",
        ["Gateway:Services:events"] = "http://127.0.0.1:1", ["Gateway:Services:filings"] = "http://127.0.0.1:1", ["Gateway:Services:monitoring"] = "http://127.0.0.1:1",
        ["Gateway:Services:schools"] = "http://127.0.0.1:1", ["Gateway:Services:integrators"] = "http://127.0.0.1:1",
    });

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Everything_in_it_says_what_it_is()
    {
        var contract = await ReadAsync("/reference/contract.json");
        var silent = new List<string>();
        var (methods, reasons) = (0, 0);
        foreach (var part in contract.GetProperty("packages").EnumerateArray())
        {
            foreach (var service in part.GetProperty("services").EnumerateArray())
            {
                foreach (var method in service.GetProperty("methods").EnumerateArray())
                {
                    methods++;
                    Note(silent, method, $"{service.GetProperty("name")}.{method.GetProperty("name")}");
                    Assert.NotEqual(0, method.GetProperty("audiences").GetArrayLength());
                }
            }
            foreach (var message in part.GetProperty("messages").EnumerateArray())
            {
                Note(silent, message, message.GetProperty("name").GetString()!);
                foreach (var field in message.GetProperty("fields").EnumerateArray()) Note(silent, field, $"{message.GetProperty("name")}.{field.GetProperty("name")}");
            }
            foreach (var type in part.GetProperty("enums").EnumerateArray())
            {
                foreach (var value in type.GetProperty("values").EnumerateArray())
                {
                    Note(silent, value, $"{type.GetProperty("name")}.{value.GetProperty("name")}");
                    if (type.GetProperty("name").GetString()!.EndsWith(".ErrorReason", StringComparison.Ordinal) && value.GetProperty("number").GetInt32() > 0)
                    {
                        reasons++;
                        Assert.Contains("Example:", value.GetProperty("comment").GetString());
                    }
                }
            }
        }
        Assert.Empty(silent);
        Assert.Equal(Protos().Sum(file => file.Split("\n  rpc ").Length - 1), methods);
        Assert.True(reasons > 50, $"only {reasons} reasons");
    }

    [Fact]
    public async Task Openapi_has_every_unary_method_and_leads_nowhere_into_nothing()
    {
        var document = await ReadAsync("/openapi.json");
        var unary = Protos().SelectMany(file => file.Split('\n')).Count(line => line.StartsWith("  rpc ", StringComparison.Ordinal) && !line.Contains("stream ", StringComparison.Ordinal));
        Assert.Equal(unary, document.GetProperty("paths").EnumerateObject().Count());
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var referred = References(document).Where(r => r.StartsWith("#/components/schemas/", StringComparison.Ordinal)).Select(r => r["#/components/schemas/".Length..]).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(referred.Except(schemas));
        Assert.Empty(schemas.Except(referred));
        var look = document.GetProperty("paths").GetProperty("/shuangjian.policy.v1.PolicyService/GetParameter").GetProperty("post");
        Assert.Equal(0, look.GetProperty("security").GetArrayLength());
        Assert.Contains("Reads one parameter", look.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("/reference/", "text/html")]
    [InlineData("/reference/reference.js", "text/javascript")]
    [InlineData("/reference/reference.css", "text/css")]
    public async Task Pages_are_served_and_run_nothing_from_elsewhere(string path, string type)
    {
        var answer = await _gate.Web.GetAsync(path);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'self'", answer.Headers.GetValues("content-security-policy").Single());
        Assert.DoesNotContain("//", (await answer.Content.ReadAsStringAsync()).Replace("// The reference", "", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Protos() => Directory.EnumerateFiles(Path.Combine(Testing.Repository.Root, "protos", "shuangjian"), "*.proto", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static void Note(List<string> silent, JsonElement element, string name)
    {
        if (element.GetProperty("comment").GetString()!.Length == 0) silent.Add(name);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> ReadAsync(string path) => JsonDocument.Parse(await _gate.Web.GetByteArrayAsync(path)).RootElement;
}
