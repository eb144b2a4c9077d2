using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShuangJian.Contracts.Tests;

/// <summary>
/// What CloudEvents 1.0 and its JSON format demand of an event in structured mode, and its extensions Distributed Tracing and
/// Sequence of what they add. Written from the specification, because no library that checks it is at hand.
/// </summary>
internal static partial class CloudEventRules
{
    private const int LongestName = 20;
    private static readonly string[] Required = ["id", "source", "specversion", "type"];

    /// <summary>What an event breaks; empty when it keeps all of it.</summary>
    public static IReadOnlyList<string> Broken(JsonElement one)
    {
        if (one.ValueKind != JsonValueKind.Object) return ["an event is an object"];
        var broken = new List<string>();
        foreach (var name in Required) if (Text(one, name) is null or "") broken.Add($"{name} is required, a string and not empty");
        if (Text(one, "specversion") is not (null or "1.0")) broken.Add("specversion is 1.0");
        if (one.TryGetProperty("data", out _) && one.TryGetProperty("data_base64", out _)) broken.Add("data and data_base64 exclude each other");
        var names = one.EnumerateObject().Select(p => p.Name).ToList();
        if (names.Distinct().Count() != names.Count) broken.Add("an attribute comes once");
        foreach (var attribute in one.EnumerateObject().Where(p => p.Name is not ("data" or "data_base64"))) broken.AddRange(BrokenBy(attribute));
        return broken;
    }

    private static IEnumerable<string> BrokenBy(JsonProperty attribute)
    {
        var (name, value) = (attribute.Name, attribute.Value);
        if (!Name().IsMatch(name)) yield return $"{name} has other characters than a to z and 0 to 9";
        if (name.Length > LongestName) yield return $"{name} is longer than {LongestName} characters";
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _);
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null) && !isWhole) yield return $"{name} is no simple value";
        if (value.ValueKind != JsonValueKind.String)
        {
            if (name is "subject" or "time" or "datacontenttype" or "dataschema" or "sequence" or "traceparent") yield return $"{name} is no string";
            yield break;
        }
        var text = value.GetString()!;
        if (text.Any(c => char.IsControl(c) || c is >= '\uFFFE' or (>= '\uFDD0' and <= '\uFDEF'))) yield return $"{name} has a character that is not allowed";
        var keeps = name switch
        {
            "source" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) && !text.Contains(' ', StringComparison.Ordinal),
            "dataschema" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "subject" => text.Length > 0,
            "time" => Time().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "datacontenttype" => IsMediaType(text),
            // Ordered as text, by the extension.
            "sequence" => text.Length > 0,
            "traceparent" => Trace().IsMatch(text),
            _ => true,
        };
        if (!keeps) yield return $"{name} has not the form that is asked for";
    }

    private static bool IsMediaType(string text)
    {
        try
        {
            return new ContentType(text).MediaType.Contains('/', StringComparison.Ordinal);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[a-z0-9]+\\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Time();

    [GeneratedRegex("^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\\z")]
    private static partial Regex Trace();
}
