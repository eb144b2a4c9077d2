using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ShuangJian.Policy;

/// <summary>The law data is not as it must be; the message names file and line.</summary>
public sealed class LawDataException : Exception
{
    internal LawDataException(string file, long line, string problem, Exception? inner = null)
        : base($"{file}:{line}: {problem}", inner)
    {
    }
}

/// <summary>One text file of the law with its path below the Policy folder, such as <c>clauses/kunming.yaml</c>.</summary>
internal sealed record LawFile(string Path, string Text)
{
    internal YamlMap Root()
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(Text));
        }
        catch (YamlException problem)
        {
            throw new LawDataException(Path, problem.Start.Line, problem.Message, problem);
        }

        return yaml.Documents is [{ RootNode: var root }]
            ? new YamlMap(Path, root)
            : throw new LawDataException(Path, 1, "the file must hold exactly one YAML document");
    }
}

/// <summary>
/// A YAML mapping that is read strictly: <see cref="Close"/> refuses whatever nobody asked for, and every complaint
/// names file and line.
/// </summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _entries = [];
    private readonly HashSet<string> _read = [];
    private readonly YamlNode _node;

    internal YamlMap(string file, YamlNode node)
    {
        File = file;
        _node = node;
        if (node is not YamlMappingNode mapping)
            throw Problem("a mapping is expected here");
        foreach (var (key, value) in mapping.Children)
            _entries.Add(((YamlScalarNode)key).Value!, value);
    }

    internal string File { get; }

    internal long Line => _node.Start.Line;

    internal bool Has(string key) => _entries.ContainsKey(key);

    internal string Text(string key) => OptionalText(key) ?? throw Problem($"'{key}' is missing or empty", _entries.GetValueOrDefault(key));

    internal string? OptionalText(string key)
    {
        _read.Add(key);
        if (!_entries.TryGetValue(key, out var node))
            return null;
        if (node is not YamlScalarNode scalar)
            throw Problem($"'{key}' must be a single value", node);
        return string.IsNullOrWhiteSpace(scalar.Value) || (scalar.Value is "null" or "~" && scalar.Style == ScalarStyle.Plain)
            ? null
            : scalar.Value;
    }

    internal DateOnly Date(string key) =>
        OptionalDate(key) ?? throw Problem($"'{key}' is missing: every entry carries its date");

    internal DateOnly? OptionalDate(string key)
    {
        if (OptionalText(key) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Problem($"'{key}' must be a date such as 2022-01-09, not '{text}'", _entries[key]);
    }

    internal bool Flag(string key) => OptionalText(key) switch
    {
        null or "false" => false,
        "true" => true,
        var text => throw Problem($"'{key}' must be true or false, not '{text}'", _entries[key]),
    };

    internal TEnum Choice<TEnum>(string key)
        where TEnum : struct, Enum
    {
        var text = Text(key);
        return Enum.TryParse<TEnum>(text.Replace("-", "").Replace("_", ""), ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw Problem($"'{key}' cannot be '{text}'; it is one of {string.Join(", ", Enum.GetNames<TEnum>())}", _entries[key]);
    }

    internal YamlMap Map(string key) => OptionalMap(key) ?? throw Problem($"'{key}' is missing");

    internal YamlMap? OptionalMap(string key)
    {
        _read.Add(key);
        return _entries.TryGetValue(key, out var node) ? new YamlMap(File, node) : null;
    }

    internal IReadOnlyList<YamlMap> Maps(string key) => [.. Nodes(key).Select(node => new YamlMap(File, node))];

    internal IReadOnlyList<string> Texts(string key) => [.. Nodes(key).Select(node => node is YamlScalarNode { Value: { Length: > 0 } text }
        ? text
        : throw Problem($"'{key}' must list single values", node))];

    /// <summary>The node as it stands, for values whose shape depends on a unit.</summary>
    internal YamlNode Node(string key)
    {
        _read.Add(key);
        return _entries[key];
    }

    internal void Close()
    {
        foreach (var (key, node) in _entries)
            if (!_read.Contains(key))
                throw Problem($"unknown key '{key}'", node);
    }

    internal LawDataException Problem(string problem, YamlNode? at = null) => new(File, (at ?? _node).Start.Line, problem);

    private IEnumerable<YamlNode> Nodes(string key)
    {
        _read.Add(key);
        if (!_entries.TryGetValue(key, out var node) || node is YamlScalarNode { Value: null or "" or "null" or "~" })
            return [];
        return node is YamlSequenceNode list ? list.Children : throw Problem($"'{key}' must be a list", node);
    }
}
