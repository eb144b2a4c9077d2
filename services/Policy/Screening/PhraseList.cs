using System.Buffers;
using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>A phrase found in a text.</summary>
/// <param name="Phrase">The phrase as it stands in the list.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How far it reaches, with whatever was put between its characters.</param>
public readonly record struct PhraseHit(string Phrase, int Start, int Length);

/// <summary>Phrases that a clause speaks of, with all the ways in which they are written.</summary>
public sealed class PhraseList
{
    private const int OnStack = 1024;

    /// <summary>Every phrase has at least so many characters.</summary>
    private const int StartLength = 2;

    private readonly TextFold _fold;
    private readonly SearchValues<string> _search;
    private readonly FrozenDictionary<string, (string Folded, string Phrase)[]> _byStart;
    private readonly string[] _negations;

    internal PhraseList(
        string id, string titleZh, string titleEn, bool certain, IReadOnlyList<string> clauses, IReadOnlyList<string> phrases,
        IReadOnlyList<string> negations, TextFold fold)
    {
        (Id, TitleZh, TitleEn, Certain, Clauses, Phrases) = (id, titleZh, titleEn, certain, clauses, phrases);
        _fold = fold;
        var folded = phrases.Select(phrase => (Folded: fold.Fold(phrase), Phrase: phrase)).ToList();
        _search = SearchValues.Create([.. folded.Select(f => f.Folded)], StringComparison.Ordinal);
        _byStart = folded.GroupBy(f => f.Folded[..StartLength]).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(f => f.Folded.Length).ToArray());
        _negations = [.. negations.Select(fold.Fold)];
    }

    /// <summary>Name of the list, the name of its file.</summary>
    public string Id { get; }

    /// <summary>What the list finds, in Chinese.</summary>
    public string TitleZh { get; }

    /// <summary>What the list finds, in English.</summary>
    public string TitleEn { get; }

    /// <summary>True when the words alone are the breach; false when a person has to look.</summary>
    public bool Certain { get; }

    /// <summary>Clauses that speak of it.</summary>
    public IReadOnlyList<string> Clauses { get; }

    /// <summary>The phrases, simplified and as people write them.</summary>
    public IReadOnlyList<string> Phrases { get; }

    /// <summary>Finds the phrases in a text, in the order in which they stand; where two begin together, the longer one.</summary>
    /// <param name="text">Any text.</param>
    public IReadOnlyList<PhraseHit> Find(string text)
    {
        char[]? rentedText = null;
        int[]? rentedPlaces = null;
        var folded = text.Length <= OnStack ? stackalloc char[OnStack] : (rentedText = ArrayPool<char>.Shared.Rent(text.Length));
        var places = text.Length <= OnStack ? stackalloc int[OnStack] : (rentedPlaces = ArrayPool<int>.Shared.Rent(text.Length));
        try
        {
            var length = _fold.Fold(text, folded, places);
            return Find(folded[..length], places);
        }
        finally
        {
            if (rentedText is not null) ArrayPool<char>.Shared.Return(rentedText);
            if (rentedPlaces is not null) ArrayPool<int>.Shared.Return(rentedPlaces);
        }
    }

    private List<PhraseHit> Find(ReadOnlySpan<char> folded, ReadOnlySpan<int> places)
    {
        var hits = new List<PhraseHit>();
        for (var at = 0; folded[at..].IndexOfAny(_search) is >= 0 and var step;)
        {
            at += step;
            var (form, phrase) = LongestAt(folded[at..]);
            if (!IsDenied(folded[..at]))
                hits.Add(new PhraseHit(phrase, places[at], places[at + form.Length - 1] - places[at] + 1));
            at += form.Length;
        }
        return hits;
    }

    private (string Folded, string Phrase) LongestAt(ReadOnlySpan<char> folded)
    {
        foreach (var candidate in _byStart[folded[..StartLength].ToString()])
            if (folded.StartsWith(candidate.Folded, StringComparison.Ordinal))
                return candidate;
        throw new InvalidOperationException("The search found a phrase that is not in the list.");
    }

    /// <summary>Whether the words before deny what follows, as in 不留课后作业.</summary>
    private bool IsDenied(ReadOnlySpan<char> before)
    {
        foreach (var negation in _negations)
            if (before.EndsWith(negation, StringComparison.Ordinal)) return true;
        return false;
    }
}
