using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShuangJian.Policy;

/// <summary>
/// Finds many phrases in a folded text in one pass, whatever their number: at each place two characters are looked up in a
/// table of bits, and only where these begin a phrase, the phrases themselves are compared.
/// </summary>
internal sealed class PhraseIndex
{
    /// <summary>Every phrase has at least so many characters.</summary>
    internal const int LeastLength = 2;

    private const int Bits = 18;
    private const uint Spread = 2654435769;

    private readonly ulong[] _begins = new ulong[1 << (Bits - 6)];
    private readonly FrozenDictionary<uint, int[]> _byStart;
    private readonly string[] _phrases;

    /// <summary>Takes folded phrases, each of at least two characters.</summary>
    internal PhraseIndex(IReadOnlyList<string> phrases)
    {
        _phrases = [.. phrases];
        _byStart = Enumerable.Range(0, _phrases.Length).GroupBy(i => Start(_phrases[i][0], _phrases[i][1]))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(i => _phrases[i].Length).ToArray());
        foreach (var start in _byStart.Keys)
        {
            var bit = Hash(start);
            _begins[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>The first place at or after one at which phrases may begin; -1 when there is none.</summary>
    internal int Next(ReadOnlySpan<char> text, int from)
    {
        if (from + 1 >= text.Length) return -1;
        // The hash is never beyond the table, which the compiler cannot know: it would check each time.
        ref var begins = ref MemoryMarshal.GetArrayDataReference(_begins);
        uint start = text[from];
        for (var i = from + 1; i < text.Length; i++)
        {
            start = start << 16 | text[i];
            var bit = Hash(start);
            if ((Unsafe.Add(ref begins, bit >> 6) >> (int)(bit & 63) & 1) != 0) return i - 1;
        }
        return -1;
    }

    /// <summary>Numbers of the phrases that share the first two characters of a text, the longest first; they still have to be compared.</summary>
    internal ReadOnlySpan<int> Candidates(ReadOnlySpan<char> text) => _byStart.TryGetValue(Start(text[0], text[1]), out var found) ? found : [];

    /// <summary>Whether a text begins with a phrase.</summary>
    internal bool Begins(ReadOnlySpan<char> text, int phrase) => text.StartsWith(_phrases[phrase], StringComparison.Ordinal);

    /// <summary>Length of a phrase.</summary>
    internal int LengthOf(int phrase) => _phrases[phrase].Length;

    private static uint Start(char first, char second) => (uint)first << 16 | second;

    private static uint Hash(uint start) => start * Spread >> (32 - Bits);
}
