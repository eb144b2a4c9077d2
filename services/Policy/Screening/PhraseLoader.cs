namespace ShuangJian.Policy;

/// <summary>Reads the phrase lists below <c>phrases/</c> strictly.</summary>
internal static class PhraseLoader
{
    private const string Folder = "phrases/";
    private const string VariantsFile = Folder + "variants.yaml";

    internal static (Writing Writing, IReadOnlyDictionary<string, PhraseList> Lists) Load(IEnumerable<LawFile> files, ClauseBook clauses)
    {
        var all = files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        var (pairs, sounds) = all.SingleOrDefault(file => file.Path == VariantsFile) is { } variants ? Variants(variants) : ([], []);
        var writing = new Writing(new TextFold(pairs), sounds);
        return (writing, all.Where(file => file.Path != VariantsFile).Select(file => List(file, clauses, writing)).ToDictionary(list => list.Id));
    }

    /// <summary>Pairs of characters, the traditional or look-alike one first; and characters with what sounds like them, as <c>业=液 ye</c>.</summary>
    private static (Dictionary<char, char> Pairs, Dictionary<char, string[]> Sounds) Variants(LawFile file)
    {
        var map = file.Root();
        var pairs = new Dictionary<char, char>();
        foreach (var pair in map.Texts("pairs"))
        {
            if (pair.Length != 2 || pair[0] == pair[1]) throw map.Problem($"'{pair}' is no pair of characters", map.Node("pairs"));
            if (!pairs.TryAdd(pair[0], pair[1])) throw map.Problem($"'{pair[0]}' is listed twice", map.Node("pairs"));
        }
        // A long table of pairs, written one after the other: an entry of its own in the list counts more.
        var table = string.Concat((map.OptionalText("traditional") ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (table.Length % 2 != 0) throw map.Problem("the table of characters ends within a pair", map.Node("traditional"));
        for (var i = 0; i < table.Length; i += 2) pairs.TryAdd(table[i], table[i + 1]);
        var sounds = new Dictionary<char, string[]>();
        foreach (var line in map.Texts("sounds"))
        {
            if (line.Length < 3 || line[1] != '=') throw map.Problem($"'{line}' is no character with what sounds like it", map.Node("sounds"));
            if (!sounds.TryAdd(line[0], line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries))) throw map.Problem($"'{line[0]}' is listed twice", map.Node("sounds"));
        }
        map.Close();
        return (pairs, sounds);
    }

    private static PhraseList List(LawFile file, ClauseBook clauses, Writing writing)
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
            if (writing.Fold.Fold(phrase) is not { Length: >= PhraseIndex.LeastLength } plain || !folded.Add(plain))
                throw map.Problem($"the phrase '{phrase}' is shorter than two characters or listed twice", map.Node("phrases"));
        var list = new PhraseList(
            Path.GetFileNameWithoutExtension(file.Path), map.Text("title_zh"), map.Text("title_en"), map.Flag("certain"),
            cited, phrases, map.Texts("not_after"), writing) { IsHalf = map.Has("half") && map.Flag("half") };
        map.Close();
        return list;
    }
}
