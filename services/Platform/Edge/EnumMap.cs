using System.Collections.Frozen;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace ShuangJian.Platform.Edge;

/// <summary>
/// Carries an enum between contract and domain by the names of its members; the contract's UNSPECIFIED is
/// the domain's null. Refuses to start when a member has no counterpart.
/// </summary>
/// <typeparam name="TWire">Enum of the contract.</typeparam>
/// <typeparam name="TDomain">Enum of the domain.</typeparam>
public static class EnumMap<TWire, TDomain>
    where TWire : struct, Enum
    where TDomain : struct, Enum
{
    private static readonly FrozenDictionary<TWire, TDomain> ToDomainMap = Enum.GetValues<TWire>()
        .Where(w => Convert.ToInt32(w) != 0)
        .ToFrozenDictionary(w => w, w => Enum.Parse<TDomain>(w.ToString()));

    private static readonly FrozenDictionary<TDomain, TWire> ToWireMap = Enum.GetValues<TDomain>()
        .ToFrozenDictionary(d => d, d => Enum.Parse<TWire>(d.ToString()));

    private static readonly FrozenDictionary<TDomain, string> Words = ToWireMap.ToFrozenDictionary(m => m.Key, m => WordOf(m.Value));

    private static readonly FrozenDictionary<string, TDomain> FromWords = Words.ToFrozenDictionary(w => w.Value, w => w.Key);

    /// <summary>The domain's member; null for UNSPECIFIED.</summary>
    public static TDomain? ToDomain(TWire wire) => ToDomainMap.TryGetValue(wire, out var domain) ? domain : null;

    /// <summary>The contract's member; UNSPECIFIED for null.</summary>
    public static TWire ToWire(TDomain? domain) => domain is { } value ? ToWireMap[value] : default;

    /// <summary>The contract's word without prefix, for example <c>FOREIGN_LANGUAGE</c>.</summary>
    public static string Word(TDomain domain) => Words[domain];

    /// <summary>The domain's member of a word, as an event of this platform told it.</summary>
    public static TDomain FromWord(string word) => FromWords[word];

    private static string WordOf(TWire wire)
    {
        string Original(TWire w) => typeof(TWire).GetField(w.ToString())!.GetCustomAttribute<OriginalNameAttribute>()!.Name;
        return Original(wire)[(Original(default).Length - "UNSPECIFIED".Length)..];
    }
}
