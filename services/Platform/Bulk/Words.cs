using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Platform.Bulk;

/// <summary>The words of an enum of the contract in a file, with the prefix and without.</summary>
public static class Words<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Written = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Convert.ToInt32(v) == 0 ? "" : Original(v)[Prefix.Length..]);

    private static readonly FrozenDictionary<string, T> Readable = Enum.GetValues<T>().Where(v => Convert.ToInt32(v) != 0)
        .SelectMany(v => new[] { (Original(v), v), (Original(v)[Prefix.Length..], v) }).ToFrozenDictionary(w => w.Item1, w => w.v, StringComparer.OrdinalIgnoreCase);

    private static readonly string Allowed = string.Join(", ", Written.Where(w => Convert.ToInt32(w.Key) != 0).OrderBy(w => w.Key).Select(w => w.Value));

    private static string Prefix => Original(default)[..^"UNSPECIFIED".Length];

    /// <summary>The word of a value, without the prefix; empty for none.</summary>
    public static string Write(T value) => Written[value];

    /// <summary>Reads a word. An empty cell is no word, and the limits of the field say whether one is needed.</summary>
    public static T Read(string field, string word, List<FieldProblem> problems)
    {
        if (Readable.TryGetValue(word, out var value) || word.Length == 0) return value;
        // The words there are, and not what stands there: in a column that is not where it belongs that may be a person's number.
        problems.Add(new FieldProblem(field, $"应为 {Allowed} 之一", $"must be one of {Allowed}"));
        return default;
    }

    private static string Original(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttributes(typeof(OriginalNameAttribute), false).Cast<OriginalNameAttribute>().Single().Name;
}
