using System.Collections.Frozen;
using System.Diagnostics;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ShuangJian.Contracts;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Messaging;

/// <summary>Writes and reads domain events as CloudEvents 1.0 in structured JSON.</summary>
public static class CloudEvents
{
    /// <summary>Media type of a structured CloudEvent.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>The one exchange on which everything is published.</summary>
    public const string Exchange = "shuangjian.events";

    private const string TypePrefix = "cn.shuangjian.";
    private const string TypeSuffix = ".v1";

    private static readonly JsonSerializerOptions Data = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Chinese stays readable in queues and logs of departments.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly JsonWriterOptions Writer = new() { Encoder = Data.Encoder };

    private static readonly FrozenDictionary<Type, EventNameAttribute> Names = typeof(DomainEvent).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DomainEvent)))
        .ToFrozenDictionary(t => t, t => t.GetCustomAttribute<EventNameAttribute>()
            ?? throw new InvalidOperationException($"{t.Name} has no [EventName]."));

    private static readonly FrozenDictionary<string, Type> Types = Names.ToFrozenDictionary(named => named.Value.FullName, named => named.Key);

    /// <summary>Every event of the platform with its record.</summary>
    public static IReadOnlyDictionary<Type, EventNameAttribute> All => Names;

    /// <summary>Name of an event, for example <c>institution.application-submitted</c>.</summary>
    public static string NameOf(Type type) => Names[type].FullName;

    /// <summary>Routing key: the place by province, city and county, then matter and event, for example <c>53.01.02.institution.institution-licensed</c>.</summary>
    public static string RoutingKeyOf(DomainEvent fact) =>
        $"{fact.Division[..2]}.{fact.Division[2..4]}.{fact.Division[4..]}.{Names[fact.GetType()].FullName}";

    /// <summary>Writes an event.</summary>
    /// <param name="id">Identifier, the same in every delivery.</param>
    /// <param name="service">Service that announces it.</param>
    /// <param name="subject">Resource it is about.</param>
    /// <param name="version">Version of that resource after it; orders the events of one subject.</param>
    /// <param name="time">When it happened, UTC.</param>
    /// <param name="fact">The event.</param>
    public static byte[] Write(Guid id, string service, string subject, long version, DateTime time, DomainEvent fact)
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, Writer))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", $"/shuangjian/{service}");
            json.WriteString("type", TypePrefix + NameOf(fact.GetType()) + TypeSuffix);
            json.WriteString("subject", subject);
            json.WriteString("time", time);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("division", fact.Division);
            json.WriteString("sequence", version.ToString("D20"));
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace }) json.WriteString("traceparent", trace);
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, fact, fact.GetType(), Data);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>Reads an event as it came from the wire.</summary>
    /// <exception cref="FormatException">The bytes are no CloudEvent 1.0 of this platform.</exception>
    public static ReceivedEvent Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            string Text(string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");
            var type = Text("type");
            if (Text("specversion") != "1.0" || !type.StartsWith(TypePrefix, StringComparison.Ordinal) || !type.EndsWith(TypeSuffix, StringComparison.Ordinal))
                throw new FormatException("not an event of this platform");
            if (!DivisionCode.TryParse(Text("division"), out var division)) throw new FormatException("division is none");
            return new(
                root.GetProperty("id").GetGuid(),
                type[TypePrefix.Length..^TypeSuffix.Length],
                Text("subject"),
                division.ToString(),
                root.GetProperty("time").GetDateTime().ToUniversalTime(),
                body,
                root.TryGetProperty("traceparent", out var trace) ? trace.GetString() : null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("not a CloudEvent 1.0 in structured JSON", e);
        }
    }

    /// <summary>Reads the data of an event.</summary>
    public static T DataOf<T>(ReceivedEvent received)
        where T : DomainEvent => (T)DataOf(received, typeof(T));

    /// <summary>Reads the data of an event as the record that its name says.</summary>
    public static DomainEvent DataOf(ReceivedEvent received) => DataOf(received, Types[received.Name]);

    private static DomainEvent DataOf(ReceivedEvent received, Type type)
    {
        using var document = JsonDocument.Parse(received.Body);
        return (DomainEvent?)document.RootElement.GetProperty("data").Deserialize(type, Data)
            ?? throw new FormatException("the event has no data");
    }
}

/// <summary>An event on its way to a consumer.</summary>
/// <param name="Id">Identifier, the same in every delivery.</param>
/// <param name="Name">Context and name, for example <c>institution.institution-licensed</c>.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Division">Division it concerns.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Body">The whole event, CloudEvents 1.0 structured JSON.</param>
/// <param name="Trace">Trace of the call that announced it, as W3C Trace Context writes it; null when there was none.</param>
public sealed record ReceivedEvent(Guid Id, string Name, string Subject, string Division, DateTime Time, ReadOnlyMemory<byte> Body, string? Trace = null)
{
    /// <summary>Routing key under which it was published.</summary>
    public string RoutingKey => $"{Division[..2]}.{Division[2..4]}.{Division[4..]}.{Name}";
}
