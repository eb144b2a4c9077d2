using System.Text.Json;

namespace ShuangJian.SystemTests;

internal static class Json
{
    /// <summary>Text of a property; empty when it is not there, as a field without a value is not.</summary>
    public static string Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var property) ? property.GetString() ?? "" : "";
}
