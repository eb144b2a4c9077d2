using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using ShuangJian.Platform.Messaging;
using YamlDotNet.Serialization;
using Map = System.Collections.Generic.Dictionary<string, object>;

namespace ShuangJian.Contracts.Tests;

/// <summary>Describes all events as AsyncAPI 3.0, out of the records and what is written about them.</summary>
internal static class AsyncApi
{
    private const string Wordless = "(no description)";
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<string, XElement> Documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "ShuangJian.Contracts.xml"))
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);

    /// <summary>The description as YAML.</summary>
    public static string Describe()
    {
        var events = CloudEvents.All.OrderBy(e => e.Value.FullName, StringComparer.Ordinal).ToList();
        var schemas = new SortedDictionary<string, object>(StringComparer.Ordinal) { ["CloudEvent"] = Envelope() };
        foreach (var (type, _) in events) Add(schemas, type);
        var document = new Map
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new Map
            {
                ["title"] = "ShuangJian Platform events", ["version"] = "1.0.0",
                ["description"] = "What happens on the platform, as CloudEvents 1.0 in structured JSON. Everything is published on the durable topic exchange "
                    + "`shuangjian.events`; a subscription's queue and stream carry the same bytes. Events of one subject come in the order of their `sequence`. "
                    + "One may come twice, with the same `id`. Written from the records by a test; do not edit.",
            },
            ["defaultContentType"] = CloudEvents.MediaType,
            ["channels"] = events.ToDictionary(e => e.Value.FullName, e => (object)Channel(e.Key, e.Value.FullName)),
            ["operations"] = events.ToDictionary(e => $"announce{e.Key.Name}", e => (object)Operation(e.Key, e.Value.FullName)),
            ["components"] = new Map
            {
                ["parameters"] = Parameters(),
                ["messages"] = events.ToDictionary(e => e.Key.Name, e => (object)Message(e.Key, e.Value.FullName)),
                ["schemas"] = schemas,
            },
        };
        return new SerializerBuilder().DisableAliases().Build().Serialize(document).ReplaceLineEndings("\n");
    }

    /// <summary>Elements of events that nothing is written about.</summary>
    public static bool IsWordless(string yaml) => yaml.Contains(Wordless, StringComparison.Ordinal);

    private static Map Reference(string path) => new() { ["$ref"] = "#/" + path };

    private static Map Channel(Type type, string name) => new()
    {
        ["address"] = $"{{province}}.{{city}}.{{county}}.{name}",
        ["description"] = Summary($"T:{type.FullName}"),
        ["messages"] = new Map { [type.Name] = Reference($"components/messages/{type.Name}") },
        ["parameters"] = new Map { ["province"] = Reference("components/parameters/province"), ["city"] = Reference("components/parameters/city"), ["county"] = Reference("components/parameters/county") },
        ["bindings"] = new Map
        {
            ["amqp"] = new Map
            {
                ["is"] = "routingKey", ["bindingVersion"] = "0.3.0",
                ["exchange"] = new Map { ["name"] = CloudEvents.Exchange, ["type"] = "topic", ["durable"] = true, ["autoDelete"] = false, ["vhost"] = "/" },
            },
        },
    };

    private static Map Operation(Type type, string name) => new()
    {
        ["action"] = "send", ["channel"] = Reference($"channels/{name}"), ["messages"] = new[] { Reference($"channels/{name}/messages/{type.Name}") },
    };

    private static Map Message(Type type, string name) => new()
    {
        ["name"] = name, ["title"] = type.Name, ["summary"] = Summary($"T:{type.FullName}"), ["contentType"] = CloudEvents.MediaType,
        ["payload"] = new Map
        {
            ["allOf"] = new object[]
            {
                Reference("components/schemas/CloudEvent"),
                new Map
                {
                    ["type"] = "object", ["required"] = new[] { "data" },
                    ["properties"] = new Map { ["type"] = new Map { ["const"] = $"cn.shuangjian.{name}.v1" }, ["data"] = Reference($"components/schemas/{type.Name}") },
                },
            },
        },
    };

    private static Map Parameters() => new()
    {
        ["province"] = new Map { ["description"] = "First two digits of the division that the event concerns; 00 for the nation." },
        ["city"] = new Map { ["description"] = "Third and fourth digit; 00 for a province." },
        ["county"] = new Map { ["description"] = "Last two digits; 00 for a city." },
    };

    private static Map Envelope() => new()
    {
        ["type"] = "object", ["description"] = "Attributes of every event, by CloudEvents 1.0.",
        ["required"] = new[] { "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "division", "sequence", "data" },
        ["properties"] = new Map
        {
            ["specversion"] = new Map { ["const"] = "1.0", ["description"] = "Version of the specification." },
            ["id"] = new Map { ["type"] = "string", ["format"] = "uuid", ["description"] = "Identifier, the same in every delivery." },
            ["source"] = new Map { ["type"] = "string", ["format"] = "uri-reference", ["description"] = "Service that announces it, for example /shuangjian/custody." },
            ["type"] = new Map { ["type"] = "string", ["description"] = "Kind of the event." },
            ["subject"] = new Map { ["type"] = "string", ["description"] = "Resource that it is about." },
            ["time"] = new Map { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it happened, UTC." },
            ["datacontenttype"] = new Map { ["const"] = "application/json", ["description"] = "Media type of the data." },
            ["division"] = new Map { ["type"] = "string", ["pattern"] = "^[0-9]{6}$", ["description"] = "Division that it concerns, six digits of GB/T 2260." },
            ["sequence"] = new Map { ["type"] = "string", ["pattern"] = "^[0-9]{20}$", ["description"] = "Version of the resource after it; orders the events of one subject." },
            ["traceparent"] = new Map { ["type"] = "string", ["description"] = "Trace of the call that caused it, by W3C Trace Context; absent when nobody called." },
            ["data"] = new Map { ["type"] = "object", ["description"] = "What happened." },
        },
    };

    private static void Add(SortedDictionary<string, object> schemas, Type type)
    {
        if (schemas.ContainsKey(type.Name)) return;
        var members = new Map();
        schemas[type.Name] = new Map { ["type"] = "object", ["description"] = Summary($"T:{type.FullName}"), ["properties"] = members };
        var required = new List<string>();
        foreach (var property in type.GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.Name != "EqualityContract").OrderBy(p => p.DeclaringType == type ? 1 : 0))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var schema = Schema(schemas, property.PropertyType);
            schema["description"] = Summary($"P:{property.DeclaringType!.FullName}.{property.Name}", property);
            members[name] = schema;
            if (Nullability.Create(property).ReadState != NullabilityState.Nullable) required.Add(name);
        }
        if (required.Count > 0) ((Map)schemas[type.Name])["required"] = required;
    }

    private static Map Schema(SortedDictionary<string, object> schemas, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return new() { ["type"] = "string" };
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(int)) return new() { ["type"] = "integer", ["format"] = "int32" };
        if (type == typeof(long)) return new() { ["type"] = "integer", ["format"] = "int64" };
        if (type == typeof(DateOnly)) return new() { ["type"] = "string", ["format"] = "date" };
        if (type == typeof(TimeOnly)) return new() { ["type"] = "string", ["format"] = "time" };
        if (type == typeof(DateTime)) return new() { ["type"] = "string", ["format"] = "date-time" };
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) return new() { ["type"] = "array", ["items"] = Schema(schemas, type.GetGenericArguments()[0]) };
        Add(schemas, type);
        return new() { ["allOf"] = new object[] { Reference($"components/schemas/{type.Name}") } };
    }

    /// <summary>What is written about a member; of a positional record it stands with the record.</summary>
    private static string Summary(string member, PropertyInfo? property = null)
    {
        var written = Documentation.GetValueOrDefault(member)?.Element("summary");
        if (written is null && property is not null)
            written = Documentation.GetValueOrDefault($"T:{property.DeclaringType!.FullName}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name);
        if (written is null) return Wordless;
        foreach (var see in written.Descendants("see").ToList()) see.ReplaceWith((see.Attribute("cref")?.Value ?? "").Split('.', ':')[^1]);
        return string.Join(' ', written.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
