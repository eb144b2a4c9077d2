namespace ShuangJian.Policy;

/// <summary>Something that an inspector looks at.</summary>
/// <param name="Id">Its name within the form.</param>
/// <param name="Zh">What should be so, in Chinese.</param>
/// <param name="En">What should be so, in English.</param>
/// <param name="Clauses">Clauses that ask for it, of any document; those in force at the place count.</param>
/// <param name="Department">Department that looks at it in a joint team; empty for any.</param>
public sealed record InspectionFormItem(string Id, string Zh, string En, IReadOnlyList<string> Clauses, string Department)
{
    /// <summary>The clauses in force at a place and day, with where they come from; empty when none asks for it there.</summary>
    public IReadOnlyList<LegalBasis> BasisAt(LawAt law) => law.ByClauses(Severity.Breach, Id, Zh, En, [.. Clauses], nameof(InspectionForm))?.Basis ?? [];
}

/// <summary>What a visit looks at. Forms are dated: a visit keeps the version of its day.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Version.</param>
/// <param name="From">First day on which the version is used.</param>
/// <param name="Zh">Name in Chinese.</param>
/// <param name="En">Name in English.</param>
/// <param name="About">What it is about: <c>school</c>, <c>institution</c>, <c>place</c>.</param>
/// <param name="Items">What is looked at.</param>
public sealed record InspectionForm(string Id, int Version, DateOnly From, string Zh, string En, IReadOnlyList<string> About, IReadOnlyList<InspectionFormItem> Items)
{
    /// <summary>An item by its name; null when there is none.</summary>
    public InspectionFormItem? Item(string id) => Items.FirstOrDefault(item => item.Id == id);
}

/// <summary>All forms in all their versions.</summary>
public sealed class InspectionForms
{
    private readonly IReadOnlyList<InspectionForm> _all;

    internal InspectionForms(IEnumerable<InspectionForm> all) => _all = [.. all.OrderBy(form => form.Id, StringComparer.Ordinal).ThenBy(form => form.Version)];

    /// <summary>Every version of every form.</summary>
    public IReadOnlyList<InspectionForm> All => _all;

    /// <summary>The version that is used on a day; null when there is none.</summary>
    public InspectionForm? On(string id, DateOnly day) => _all.LastOrDefault(form => form.Id == id && form.From <= day);

    /// <summary>A version; null when there is none.</summary>
    public InspectionForm? Get(string id, int version) => _all.FirstOrDefault(form => form.Id == id && form.Version == version);
}

/// <summary>Reads the files below <c>forms/</c> strictly: one version of one form each.</summary>
internal static class InspectionFormLoader
{
    private const string Folder = "forms/";
    private static readonly string[] s_about = ["school", "institution", "place"];

    internal static InspectionForms Load(IEnumerable<LawFile> files, ClauseBook clauses)
    {
        var all = new Dictionary<(string, int), InspectionForm>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            var form = Read(map, clauses);
            map.Close();
            if (!all.TryAdd((form.Id, form.Version), form)) throw map.Problem($"version {form.Version} of the form {form.Id} is there already");
            if (all.Values.Any(other => other != form && other.Id == form.Id && other.Version < form.Version != other.From < form.From)) throw map.Problem("a later version begins later", map.Node("from"));
        }
        return new InspectionForms(all.Values);
    }

    private static InspectionForm Read(YamlMap map, ClauseBook clauses)
    {
        if (!int.TryParse(map.Text("version"), out var version) || version < 1) throw map.Problem("a version is a number from 1", map.Node("version"));
        var about = map.Texts("about");
        if (about.Count == 0 || about.Any(word => !s_about.Contains(word))) throw map.Problem($"a form is about one of {string.Join(", ", s_about)}", map.Node("about"));
        var items = map.Maps("items").Select(row => ReadItem(row, clauses)).ToList();
        if (items.Count == 0 || items.Select(item => item.Id).Distinct().Count() < items.Count) throw map.Problem("'items' lists at least one item, each once");
        return new InspectionForm(map.Text("id"), version, map.Date("from"), map.Text("name_zh"), map.Text("name_en"), about, items);
    }

    private static InspectionFormItem ReadItem(YamlMap map, ClauseBook clauses)
    {
        var cited = map.Texts("clauses");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw map.Problem($"'{clause}' is no clause", map.Node("clauses"));
        if (cited.Count == 0) throw map.Problem("an item names at least one clause");
        var department = map.OptionalText("department") ?? "";
        if (department.Length > 0 && !clauses.TryGetDepartment(department, out _)) throw map.Problem($"'{department}' is no department", map.Node("department"));
        var item = new InspectionFormItem(map.Text("id"), map.Text("zh"), map.Text("en"), cited, department);
        map.Close();
        return item;
    }
}
