namespace ShuangJian.Policy;

/// <summary>Reads the phrase lists below <c>phrases/</c> strictly.</summary>
internal static class PhraseLoader
{
    private const string Folder = "phrases/";
    private const string VariantsFile = Folder + "variants.yaml";

    internal static IReadOnlyDictionary<string, PhraseList> Load(IEnumerable<LawFile> files, ClauseBook clauses)
    {
        var all = files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        var fold = new TextFold(all.Where(file => file.Path == VariantsFile).SelectMany(Variants).ToDictionary());
        return all.Where(file => file.Path != VariantsFile).Select(file => List(file, clauses, fold)).ToDictionary(list => list.Id);
    }

    /// <summary>Pairs of characters, the traditional or look-alike one first.</summary>
    private static IEnumerable<KeyValuePair<char, char>> Variants(LawFile file)
    {
        var map = file.Root();
        var seen = new HashSet<char>();
        foreach (var pair in map.Texts("pairs"))
        {
            if (pair.Length != 2 || pair[0] == pair[1]) throw map.Problem($"'{pair}' is no pair of characters", map.Node("pairs"));
            if (!seen.Add(pair[0])) throw map.Problem($"'{pair[0]}' is listed twice", map.Node("pairs"));
            yield return new(pair[0], pair[1]);
        }
        map.Close();
    }

    private static PhraseList List(LawFile file, ClauseBook clauses, TextFold fold)
    {
        var map = file.Root();
        var cited = map.Texts("clauses");
        if (cited.Count == 0) throw map.Problem("a list cites the clauses that speak of it");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw map.Problem($"there is no clause {clause}", map.Node("clauses"));
        var phrases = map.Texts("phrases");
        if (phrases.Count == 0) throw map.Problem("a list has phrases");
        var folded = new HashSet<string>();
        foreach (var phrase in phrases)
            if (fold.Fold(phrase) is { Length: 0 } or { Length: 1 } || !folded.Add(fold.Fold(phrase)))
                throw map.Problem($"the phrase '{phrase}' is shorter than two characters or listed twice", map.Node("phrases"));
        var list = new PhraseList(
            Path.GetFileNameWithoutExtension(file.Path), map.Text("title_zh"), map.Text("title_en"), map.Flag("certain"),
            cited, phrases, map.Texts("not_after"), fold);
        map.Close();
        return list;
    }
}
