namespace ShuangJian.Policy;

/// <summary>Finds names in texts, however they are written, and tells what each stands for.</summary>
/// <typeparam name="T">What a name stands for.</typeparam>
public sealed class NameIndex<T>
{
    private readonly TextFold _fold;
    private readonly PhraseIndex _index;
    private readonly List<(string Folded, List<T> Values)> _names = [];

    /// <summary>Takes names, each of at least two letters or characters; shorter ones are left out.</summary>
    /// <param name="law">The law whose ways of writing count.</param>
    /// <param name="names">Each name with what it stands for; one name may stand for several things.</param>
    public NameIndex(Law law, IEnumerable<(string Name, T Value)> names)
    {
        _fold = law.Writing.Fold;
        var known = new Dictionary<string, List<T>>(StringComparer.Ordinal);
        foreach (var (name, value) in names)
        {
            var folded = _fold.Fold(name);
            if (folded.Length < PhraseIndex.LeastLength) continue;
            if (!known.TryGetValue(folded, out var values))
            {
                known.Add(folded, values = []);
                _names.Add((folded, values));
            }
            values.Add(value);
        }
        _index = new PhraseIndex([.. _names.Select(n => n.Folded)]);
    }

    /// <summary>What the whole text names; empty when it is more than a name, or none.</summary>
    public IReadOnlyList<T> Named(string text)
    {
        var folded = _fold.Fold(text);
        if (folded.Length < PhraseIndex.LeastLength) return [];
        foreach (var number in _index.Candidates(folded))
            if (_names[number].Folded == folded) return _names[number].Values;
        return [];
    }

    /// <summary>What is named anywhere in a text: of names that begin together the longest, and none within one found before.</summary>
    public IReadOnlyList<IReadOnlyList<T>> Mentioned(string text)
    {
        var folded = _fold.Fold(text).AsSpan();
        var found = new List<IReadOnlyList<T>>();
        for (var at = _index.Next(folded, 0); at >= 0;)
        {
            var next = at + 1;
            foreach (var number in _index.Candidates(folded[at..]))
            {
                if (!_index.Begins(folded[at..], number)) continue;
                found.Add(_names[number].Values);
                next = at + _index.LengthOf(number);
                break;
            }
            at = _index.Next(folded, next);
        }
        return found;
    }
}
