using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Data;

/// <summary>Ways in which values are kept in columns, the same on all three providers.</summary>
public static class Columns
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>
    /// Keeps a value that is read and written as a whole as JSON text. The domain replaces such values and
    /// never changes them in place, so a change is a change of reference.
    /// </summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class?
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>((a, b) => ReferenceEquals(a, b), value => value == null ? 0 : value.GetHashCode(), value => value));
        return property.HasMaxLength(-1);
    }

    /// <summary>
    /// First and last code within a division. A range of texts is found by an index whatever the database's
    /// collation, as digits sort alike in all of them.
    /// </summary>
    public static (string First, string Last) RangeOf(DivisionCode division)
    {
        var prefix = division.Prefix;
        return (prefix.PadRight(6, '0'), prefix.PadRight(6, '9'));
    }
}
