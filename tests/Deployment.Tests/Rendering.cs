using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ShuangJian.Testing;
using YamlDotNet.Serialization;

namespace ShuangJian.DeploymentTests;

/// <summary>A test that needs kubectl to render; where there is none it says so and is skipped.</summary>
public sealed class RenderedTheoryAttribute : TheoryAttribute
{
    public RenderedTheoryAttribute() => Skip = Rendering.IsPossible ? null : "kubectl is missing: nothing is rendered";
}

/// <summary>A test that needs kubectl to render; where there is none it says so and is skipped.</summary>
public sealed class RenderedFactAttribute : FactAttribute
{
    public RenderedFactAttribute() => Skip = Rendering.IsPossible ? null : "kubectl is missing: nothing is rendered";
}

/// <summary>What an overlay amounts to, as kubectl would send it, with secrets made for the purpose.</summary>
internal sealed class Rendering
{
    private static readonly ConcurrentDictionary<string, Lazy<Rendering>> Done = new();

    private Rendering(IReadOnlyList<Resource> resources) => Resources = resources;

    public static bool IsPossible { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    public static string[] Overlays => ["local", "production"];

    public static TheoryData<string> AllOverlays => [.. Overlays];

    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>Servers of the platform and the gateway.</summary>
    public IEnumerable<Resource> Servers => Of("Deployment").Where(d => d.Node.At("metadata", "labels", "shuangjian.cn/tier") is not null);

    /// <summary>Everything that runs pods.</summary>
    public IEnumerable<Resource> Workloads => Resources.Where(r => r.Kind is "Deployment" or "StatefulSet" or "Job" or "CronJob" or "DaemonSet");

    public IEnumerable<Resource> Of(string kind) => Resources.Where(r => r.Kind == kind);

    public Resource The(string kind, string name) => Assert.Single(Of(kind), r => r.Name == name);

    public static Rendering Of(string overlay, bool withSecrets) => new(Parse(Render(overlay, withSecrets).Output));

    public static Rendering Overlay(string overlay) => Done.GetOrAdd(overlay, o => new(() => Of(o, withSecrets: true))).Value;

    /// <summary>Renders a copy, so that nothing is written beside the sources.</summary>
    public static (int Code, string Output, string Errors) Render(string overlay, bool withSecrets)
    {
        var copy = Directory.CreateTempSubdirectory("shuangjian-k8s-").FullName;
        try
        {
            Run("cp", null, "-r", Path.Combine(Repository.Root, "k8s"), copy);
            var folder = Path.Combine(copy, "k8s", "overlays", overlay);
            if (Directory.Exists(Path.Combine(folder, "secrets"))) Directory.Delete(Path.Combine(folder, "secrets"), recursive: true);
            if (withSecrets)
            {
                var made = Run(Path.Combine(Repository.Root, "scripts", "secrets"), Installation, overlay, folder);
                Assert.True(made.Code == 0, made.Errors);
            }
            var rendered = Run("kubectl", null, "kustomize", folder);
            return withSecrets && rendered.Code != 0 ? throw new InvalidOperationException(rendered.Errors) : rendered;
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>What scripts/secrets asks of an installation in production.</summary>
    public static readonly IReadOnlyDictionary<string, string> Installation = new Dictionary<string, string>
    {
        ["DATABASE_PROVIDER"] = "PostgreSql",
        ["DATABASE_CONNECTION"] = "Host=db.example;Username=shuangjian;Password=of-the-test;Database=shuangjian_{service}",
        ["BROKER_ADDRESS"] = "amqp://shuangjian:of-the-test@broker.example:5672/",
        ["BROKER_MANAGEMENT"] = "https://broker.example:15671/",
        ["REDIS_CONFIGURATION"] = "cache.example:6379",
        ["IDENTITY_AUTHORITY"] = "https://login.example",
        ["API_HOST"] = "api.example",
        ["WEB_HOST"] = "www.example",
        ["DATABASE_CIDR"] = "192.0.2.1/32",
        ["BROKER_CIDR"] = "192.0.2.2/32",
        ["CACHE_CIDR"] = "192.0.2.3/32",
        ["IDENTITY_CIDR"] = "192.0.2.4/32",
    };

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output, string Errors) Run(string program, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private static List<Resource> Parse(string yaml)
    {
        var reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var writer = new SerializerBuilder().JsonCompatible().Build();
        return [.. yaml.Split("\n---\n").Select(document => new Resource(JsonNode.Parse(writer.Serialize(reader.Deserialize<object>(document)!))!))];
    }
}

/// <summary>One resource.</summary>
internal sealed record Resource(JsonNode Node)
{
    public string Kind => Node.Text("kind");

    public string Name => Node.Text("metadata", "name");

    /// <summary>What its pods are made from.</summary>
    public JsonNode Pod => Node.At("spec", "template", "spec")!;

    public IReadOnlyDictionary<string, string> PodLabels => Node.At("spec", "template", "metadata", "labels").Words();

    /// <summary>Containers, those that run before included.</summary>
    public IEnumerable<JsonNode> Containers => Pod.List("initContainers").Concat(Pod.List("containers"));

    public override string ToString() => $"{Kind}/{Name}";
}

/// <summary>Finds the way in a resource.</summary>
internal static class Nodes
{
    public static JsonNode? At(this JsonNode? node, params string[] path) => path.Aggregate(node, (at, name) => (at as JsonObject)?[name]);

    public static string Text(this JsonNode? node, params string[] path) => node.At(path)?.ToString() ?? "";

    public static IEnumerable<JsonNode> List(this JsonNode? node, params string[] path) => (node.At(path) as JsonArray)?.Select(n => n!) ?? [];

    public static IReadOnlyDictionary<string, string> Words(this JsonNode? node) =>
        (node as JsonObject)?.ToDictionary(p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.Ordinal) ?? [];
}
