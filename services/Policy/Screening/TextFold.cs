using System.Text;

namespace ShuangJian.Policy;

/// <summary>
/// Text as it is screened: full-width letters as half-width, capitals as small letters, traditional characters as
/// simplified ones, digits as numerals, and nothing between the characters, so that none of these hides a phrase.
/// </summary>
internal sealed class TextFold
{
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>What each character is read as; 0 for one that is passed over. A table, for every text goes through it.</summary>
    private readonly char[] _read = new char[char.MaxValue + 1];

    internal TextFold(IReadOnlyDictionary<char, char> alike)
    {
        for (var i = 0; i < _read.Length; i++)
        {
            var c = (char)i;
            if (IsCompatibility(c) && c.ToString().Normalize(NormalizationForm.FormKC) is [var same]) c = same;
            if (c is >= '！' and <= '～') c = (char)(c - FullWidthOffset);
            if (c < 0x80) c = char.ToLowerInvariant(c);
            if (alike.TryGetValue(c, out var other)) c = other;
            // The halves of rare characters are no letters by themselves, and neither are those of pictures put in between.
            _read[i] = char.IsLetterOrDigit(c) ? c : default;
        }
    }

    /// <summary>
    /// What Unicode has twice: letters in circles and brackets, radicals, forms kept for other character sets. Asked of these
    /// alone, as to ask it of every character takes longer than everything else at the start.
    /// </summary>
    private static bool IsCompatibility(char c) => c is >= '\u2070' and <= '\u24FF' or >= '\u2E80' and <= '\u2FDF' or >= '\u3200' and <= '\u33FF'
        or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F';

    /// <summary>Folds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folded">Takes the folded text; at least as long as <paramref name="text"/>.</param>
    /// <param name="places">Takes, for each folded character, its place in <paramref name="text"/>; as long.</param>
    /// <returns>Number of folded characters.</returns>
    internal int Fold(ReadOnlySpan<char> text, Span<char> folded, Span<int> places)
    {
        var length = 0;
        var read = _read;
        folded = folded[..text.Length];
        places = places[..text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            // Written in any case and kept only when it is something: no branch that a text could make a guess of.
            var c = read[text[i]];
            folded[length] = c;
            places[length] = i;
            length += c == 0 ? 0 : 1;
        }
        return length;
    }

    /// <summary>Folds a text without telling places.</summary>
    internal int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        var read = _read;
        folded = folded[..text.Length];
        foreach (var written in text)
        {
            var c = read[written];
            folded[length] = c;
            length += c == 0 ? 0 : 1;
        }
        return length;
    }

    /// <summary>Folds a phrase.</summary>
    internal string Fold(string text)
    {
        Span<char> folded = stackalloc char[text.Length];
        return new string(folded[..Fold(text, folded)]);
    }
}
