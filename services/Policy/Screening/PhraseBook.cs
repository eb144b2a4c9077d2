using System.Buffers;

namespace ShuangJian.Policy;

/// <summary>Some lists of phrases, searched for together: a text is read once, however many lists there are.</summary>
public sealed class PhraseBook
{
    private const int OnStack = 1024;

    private readonly TextFold _fold;
    private readonly PhraseIndex _index;
    private readonly PhraseList[] _lists;
    private readonly (int List, PhraseForm Form)[] _forms;

    internal PhraseBook(IReadOnlyList<PhraseList> lists, TextFold fold)
    {
        (_lists, _fold) = ([.. lists], fold);
        _forms = [.. _lists.SelectMany((list, number) => list.Forms.Select(form => (number, form)))];
        _index = new PhraseIndex([.. _forms.Select(f => f.Form.Folded)]);
    }

    /// <summary>Finds the phrases of all lists in a text.</summary>
    /// <param name="text">Any text.</param>
    public ScreenedText Find(string text)
    {
        char[]? rented = null;
        var folded = text.Length <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(text.Length));
        try
        {
            return Find(folded[.._fold.Fold(text, folded)], text);
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    private ScreenedText Find(ReadOnlySpan<char> folded, string text)
    {
        List<(PhraseList, PhraseHit)>? hits = null;
        int[]? free = null;
        int[]? places = null;
        for (var at = _index.Next(folded, 0); at >= 0; at = _index.Next(folded, at + 1))
        {
            var rest = folded[at..];
            foreach (var number in _index.Candidates(rest))
            {
                var (list, form) = _forms[number];
                // Within a list what was found is not searched again; the lists do not hide each other's phrases.
                if ((free is not null && free[list] > at) || !_index.Begins(rest, number)) continue;
                (free ??= new int[_lists.Length])[list] = at + form.Folded.Length;
                if (IsDenied(_lists[list], folded[..at])) continue;
                // Where characters stand in the text matters only when something is found, and that is rare.
                places ??= PlacesIn(text);
                (hits ??= []).Add((_lists[list], new PhraseHit(form.Phrase, places[at], places[at + form.Folded.Length - 1] - places[at] + 1, form.BySound)));
            }
        }
        return hits is null ? ScreenedText.Clean : new ScreenedText(hits);
    }

    private int[] PlacesIn(string text)
    {
        var places = new int[text.Length];
        _fold.Fold(text, new char[text.Length], places);
        return places;
    }

    /// <summary>Whether the words before deny what follows, as in 不留课后作业.</summary>
    private static bool IsDenied(PhraseList list, ReadOnlySpan<char> before)
    {
        foreach (var negation in list.Negations)
            if (before.EndsWith(negation, StringComparison.Ordinal)) return true;
        return false;
    }
}

/// <summary>What was found in a text.</summary>
public sealed class ScreenedText
{
    internal static readonly ScreenedText Clean = new(null);

    private readonly List<(PhraseList List, PhraseHit Hit)>? _hits;

    internal ScreenedText(List<(PhraseList List, PhraseHit Hit)>? hits) => _hits = hits;

    /// <summary>Whether nothing was found.</summary>
    public bool IsClean => _hits is null;

    /// <summary>What was found of one list, in the order of the text; where two phrases begin together, the longer one.</summary>
    public IReadOnlyList<PhraseHit> Of(PhraseList list) => _hits is null ? [] : [.. _hits.Where(h => h.List == list).Select(h => h.Hit)];
}
