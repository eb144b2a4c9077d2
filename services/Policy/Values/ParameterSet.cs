using System.Collections;
using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>All parameters of the law, by name.</summary>
public sealed class ParameterSet : IReadOnlyCollection<Parameter>
{
    private readonly FrozenDictionary<string, ParameterTable> _byName;
    private readonly ParameterTable?[] _byIndex;
    private readonly IReadOnlyList<Parameter> _all;

    /// <summary>Binds files to keys: a key without a file, a file without a key and a type that does not fit are refused.</summary>
    internal ParameterSet(IReadOnlyList<Parameter> parameters, IEnumerable<ParameterKey> keys)
    {
        _all = parameters;
        var unbound = parameters.ToDictionary(parameter => parameter.Name);
        var tables = new List<ParameterTable>();
        foreach (var key in keys)
        {
            if (!unbound.Remove(key.Name, out var parameter))
                throw Problem(key.Name, "the key has no parameter file");
            if (parameter.Unit.ValueType != key.ValueType)
                throw Problem(key.Name, $"the unit {parameter.Unit} does not give the {key.ValueType.Name} that the code expects");
            tables.Add(key.MakeTable(parameter));
        }

        if (unbound.Count > 0)
            throw Problem(unbound.Keys.First(), "the parameter has no key in the code");
        _byName = tables.ToFrozenDictionary(table => table.Key.Name);
        _byIndex = new ParameterTable?[ParameterKey.Count];
        foreach (var table in tables)
            _byIndex[table.Key.Index] = table;
    }

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <summary>Finds a parameter by topic and name.</summary>
    public bool TryGet(string name, out Parameter parameter)
    {
        var found = _byName.TryGetValue(name, out var table);
        parameter = table?.Parameter!;
        return found;
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _all.GetEnumerator();

    internal ParameterTable<T> TableOf<T>(ParameterKey<T> key)
        where T : notnull => key.Index < _byIndex.Length && _byIndex[key.Index] is ParameterTable<T> table
            ? table
            : throw new KeyNotFoundException($"This law has no parameter {key.Name}.");

    internal ParameterTable TableOf(string name) => _byName.TryGetValue(name, out var table)
        ? table
        : throw new KeyNotFoundException($"This law has no parameter {name}.");

    private static LawDataException Problem(string name, string problem) => new($"parameters/{name}.yaml", 1, problem);
}
