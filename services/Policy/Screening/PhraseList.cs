namespace ShuangJian.Policy;

/// <summary>A phrase found in a text.</summary>
/// <param name="Phrase">The phrase as it stands in the list.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How far it reaches, with whatever was put between its characters.</param>
/// <param name="BySound">True when a character of it is another one that sounds alike, so that a person has to look.</param>
public readonly record struct PhraseHit(string Phrase, int Start, int Length, bool BySound = false);

/// <summary>Phrases that a clause speaks of, with all the ways in which they are written.</summary>
public sealed class PhraseList
{
    private readonly PhraseBook _alone;

    internal PhraseList(
        string id, string titleZh, string titleEn, bool certain, IReadOnlyList<string> clauses, IReadOnlyList<string> phrases,
        IReadOnlyList<string> negations, Writing writing)
    {
        (Id, TitleZh, TitleEn, Certain, Clauses, Phrases) = (id, titleZh, titleEn, certain, clauses, phrases);
        Negations = [.. negations.Select(writing.Fold.Fold)];
        var forms = phrases.Select(phrase => new PhraseForm(phrase, writing.Fold.Fold(phrase), BySound: false)).ToList();
        var plain = forms.Select(f => f.Folded).ToHashSet(StringComparer.Ordinal);
        Forms = [.. forms, .. forms.SelectMany(writing.SoundAlikes).Where(f => plain.Add(f.Folded))];
        _alone = new PhraseBook([this], writing.Fold);
    }

    /// <summary>Name of the list, the name of its file.</summary>
    public string Id { get; }

    /// <summary>What the list finds, in Chinese.</summary>
    public string TitleZh { get; }

    /// <summary>What the list finds, in English.</summary>
    public string TitleEn { get; }

    /// <summary>True when the words alone are the breach; false when a person has to look.</summary>
    public bool Certain { get; }

    /// <summary>True when its words say nothing by themselves, only beside those of another list.</summary>
    public bool IsHalf { get; init; }

    /// <summary>Clauses that speak of it.</summary>
    public IReadOnlyList<string> Clauses { get; }

    /// <summary>The phrases, simplified and as people write them.</summary>
    public IReadOnlyList<string> Phrases { get; }

    /// <summary>The phrases as they are searched for.</summary>
    internal IReadOnlyList<PhraseForm> Forms { get; }

    /// <summary>Words that deny what follows them, folded, as in 不留课后作业.</summary>
    internal IReadOnlyList<string> Negations { get; }

    /// <summary>Finds the phrases in a text, in the order in which they stand; where two begin together, the longer one.</summary>
    /// <param name="text">Any text.</param>
    public IReadOnlyList<PhraseHit> Find(string text) => _alone.Find(text).Of(this);
}

/// <summary>A phrase in one form in which it is searched for.</summary>
internal readonly record struct PhraseForm(string Phrase, string Folded, bool BySound);

/// <summary>What is written alike, and what sounds alike.</summary>
internal sealed record Writing(TextFold Fold, IReadOnlyDictionary<char, string[]> Sounds)
{
    /// <summary>Shorter phrases would be found in what means something else.</summary>
    private const int LeastBySound = 3;

    /// <summary>The phrase with one of its characters replaced by each that sounds alike, or by its Latin spelling.</summary>
    internal IEnumerable<PhraseForm> SoundAlikes(PhraseForm form)
    {
        if (form.Folded.Length < LeastBySound) yield break;
        for (var i = 0; i < form.Folded.Length; i++)
        {
            if (!Sounds.TryGetValue(form.Folded[i], out var alike)) continue;
            foreach (var other in alike)
                yield return new PhraseForm(form.Phrase, string.Concat(form.Folded.AsSpan(0, i), other, form.Folded.AsSpan(i + 1)), BySound: true);
        }
    }
}
