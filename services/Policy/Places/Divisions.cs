using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>One administrative division. Codes are withdrawn over the years, so a record keeps when its code was valid.</summary>
/// <param name="Code">The GB/T 2260 code.</param>
/// <param name="Name">The name as written in the standard, such as 五华区.</param>
/// <param name="FullName">The name with its containers, such as 云南省昆明市五华区.</param>
/// <param name="Level">The level by shape of the code.</param>
/// <param name="Parent">The listed division it belongs to; null for the nation.</param>
/// <param name="ValidFrom">First day of validity; null when it is not recorded.</param>
/// <param name="ValidTo">Last day of validity; null while the code is in use.</param>
/// <param name="IsPlaceholder">Whether it is a code and no authority, such as 市辖区 between a municipality and its districts.</param>
public sealed record Division(
    DivisionCode Code,
    string Name,
    string FullName,
    DivisionLevel Level,
    DivisionCode? Parent,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null,
    bool IsPlaceholder = false)
{
    /// <summary>Whether the code was in use on <paramref name="date"/>.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidTo is null || date <= ValidTo);
}

/// <summary>The register of administrative divisions.</summary>
public sealed class Divisions
{
    private readonly FrozenDictionary<DivisionCode, Division> _byCode;
    private readonly FrozenDictionary<DivisionCode, Division[]> _children;

    internal Divisions(IEnumerable<Division> divisions)
    {
        _byCode = divisions.ToFrozenDictionary(division => division.Code);
        _children = _byCode.Values
            .Where(division => division.Parent is not null)
            .GroupBy(division => division.Parent!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(child => child.Code).ToArray());
    }

    /// <summary>How many divisions are listed, the nation included.</summary>
    public int Count => _byCode.Count;

    /// <summary>All divisions in the order of their codes.</summary>
    public IEnumerable<Division> All => _byCode.Values.OrderBy(division => division.Code);

    /// <summary>Finds a division; false when the code is not listed.</summary>
    public bool TryGet(DivisionCode code, out Division division) => _byCode.TryGetValue(code, out division!);

    /// <summary>Whether the code is listed.</summary>
    public bool Contains(DivisionCode code) => _byCode.ContainsKey(code);

    /// <summary>The divisions directly below, in the order of their codes; empty for a county or an unknown code.</summary>
    public IReadOnlyList<Division> Children(DivisionCode code) => _children.TryGetValue(code, out var found) ? found : [];

    /// <summary>Whether the division has authorities and none below it: a county, or a city without counties.</summary>
    public bool IsLowest(DivisionCode code) => TryGet(code, out var division) && !division.IsPlaceholder && Children(code).Count == 0;

    /// <summary>The listed divisions above a code from the nearest to the nation; the division itself is not among them.</summary>
    public IEnumerable<Division> Ancestors(DivisionCode code)
    {
        for (var up = code.Container; up is not null; up = up.Value.Container)
            if (_byCode.TryGetValue(up.Value, out var division))
                yield return division;
    }

    /// <summary>Divisions whose full name contains every word of <paramref name="name"/>, higher levels first.</summary>
    /// <param name="name">Words separated by spaces; an empty text finds nothing.</param>
    public IEnumerable<Division> Search(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0)
            return [];
        return _byCode.Values
            .Where(division => words.All(word => division.FullName.Contains(word, StringComparison.Ordinal)))
            .OrderBy(division => division.Level)
            .ThenBy(division => division.Code);
    }
}
