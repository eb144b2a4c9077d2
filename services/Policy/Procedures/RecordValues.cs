using System.Globalization;

namespace ShuangJian.Policy;

/// <summary>Value of a field: a number, a text (also a word or a day), or a flag.</summary>
public sealed record RecordValue(string Field, long? Number = null, string? Text = null, bool? Flag = null);

/// <summary>What is wrong with a value.</summary>
/// <param name="Part">Part of the value, <c>number</c>, <c>text</c> or <c>flag</c>.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record RecordProblem(string Part, string Zh, string En);

/// <summary>Checks values against the fields of a kind, whoever keeps the record.</summary>
public static class RecordValues
{
    /// <summary>What is wrong with a value of a field; null when nothing is.</summary>
    public static RecordProblem? Problem(RecordField field, RecordValue value)
    {
        var part = field.Type switch { RecordFieldType.Count => "number", RecordFieldType.Flag => "flag", _ => "text" };
        var given = value.Number is not null ? "number" : value.Flag is not null ? "flag" : value.Text is not null ? "text" : "";
        if (given != part) return new(part, "类型不符", "is of another type");
        return field.Type switch
        {
            RecordFieldType.Count when value.Number < field.Least || value.Number > field.Most => new(part, $"应在{field.Least}至{field.Most}之间", $"is not between {field.Least} and {field.Most}"),
            RecordFieldType.Text when value.Text!.Length < field.Least || value.Text.Length > field.Most =>
                new(part, $"应为{field.Least}至{field.Most}个字符", $"has not between {field.Least} and {field.Most} characters"),
            RecordFieldType.Choice when !field.Options.Contains(value.Text!) => new(part, $"应为{string.Join("、", field.Options)}之一", $"is none of {string.Join(", ", field.Options)}"),
            RecordFieldType.Date when !DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                new(part, "应为 YYYY-MM-DD 格式的日期", "is no date YYYY-MM-DD"),
            _ => null,
        };
    }

    /// <summary>Names of the required fields that have no value.</summary>
    public static IReadOnlyList<string> Missing(RecordKind kind, IReadOnlyList<RecordValue> values) => [.. kind.Fields.Where(f => f.Required && values.All(v => v.Field != f.Id)).Select(f => f.Id)];
}
