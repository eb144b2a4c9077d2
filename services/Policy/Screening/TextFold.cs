using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>
/// Text as it is screened: full-width letters as half-width, capitals as small letters, traditional characters as
/// simplified ones, and nothing between the characters, so that none of these hides a phrase.
/// </summary>
internal sealed class TextFold
{
    private const int FullWidthOffset = 0xFEE0;
    private readonly FrozenDictionary<char, char> _simplified;

    internal TextFold(IReadOnlyDictionary<char, char> simplified) => _simplified = simplified.ToFrozenDictionary();

    /// <summary>Folds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folded">Takes the folded text; at least as long as <paramref name="text"/>.</param>
    /// <param name="places">Takes, for each folded character, its place in <paramref name="text"/>; as long.</param>
    /// <returns>Number of folded characters.</returns>
    internal int Fold(ReadOnlySpan<char> text, Span<char> folded, Span<int> places)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '！' and <= '～') c = (char)(c - FullWidthOffset);
            if (c < 0x80) c = char.ToLowerInvariant(c);
            else if (_simplified.TryGetValue(c, out var simple)) c = simple;
            if (!char.IsLetterOrDigit(c) && !char.IsSurrogate(c)) continue;
            folded[length] = c;
            places[length++] = i;
        }
        return length;
    }

    /// <summary>Folds a phrase.</summary>
    internal string Fold(string text)
    {
        Span<char> folded = stackalloc char[text.Length];
        Span<int> places = stackalloc int[text.Length];
        return new string(folded[..Fold(text, folded, places)]);
    }
}
