using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>Whom a point of inspection is about.</summary>
public enum InspectedKind
{
    /// <summary>A school.</summary>
    School,

    /// <summary>A training institution.</summary>
    Institution,

    /// <summary>A county, with its authorities.</summary>
    County,
}

/// <summary>Which events of the platform are meant: those of a name, perhaps with a word in one member.</summary>
/// <param name="Event">Context and name, for example <c>filing.course-filed</c>.</param>
/// <param name="Member">Member that has to hold the word; empty when none has.</param>
/// <param name="Word">The word.</param>
public sealed record EventFilter(string Event, string Member, string Word)
{
    /// <summary>Reads <c>school.order-record-put</c> or <c>school.order-record-put[kind=EXAM]</c>; null when it is neither.</summary>
    public static EventFilter? Parse(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return text.Count(c => c == '.') == 1 ? new(text, "", "") : null;
        var inner = text[(bracket + 1)..].TrimEnd(']').Split('=');
        return text.EndsWith(']') && inner.Length == 2 && inner.All(part => part.Length > 0) ? new(text[..bracket], inner[0], inner[1]) : null;
    }

    /// <summary>The filter as it is written.</summary>
    public string ToSource() => Member.Length == 0 ? Event : $"{Event}[{Member}={Word}]";

    /// <summary>Whether an event is one of them.</summary>
    /// <param name="name">Context and name of the event.</param>
    /// <param name="member">Tells the text of a member; null when it has none.</param>
    public bool Matches(string name, Func<string, string?> member) => name == Event && (Member.Length == 0 || member(Member) == Word);
}

/// <summary>A group of points.</summary>
/// <param name="Id">Its name, for example <c>B4</c>.</param>
/// <param name="Parent">The group it is part of; empty for a topmost one.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
public sealed record IndicatorGroup(string Id, string Parent, string Zh, string En);

/// <summary>One point of inspection.</summary>
/// <param name="Clause">The clause that it is; its id is that of the point.</param>
/// <param name="About">Whom it is about.</param>
/// <param name="ProofZh">What proves it, in Chinese.</param>
/// <param name="ProofEn">What proves it, in English.</param>
/// <param name="Rules">Rules whose breaches speak against it.</param>
/// <param name="Seen">Events that show that it was looked at.</param>
/// <param name="Against">Events that speak against it by themselves.</param>
/// <param name="Mended">Events that end what such an event began, about the same resource.</param>
public sealed record IndicatorPoint(
    Clause Clause, InspectedKind About, string ProofZh, string ProofEn, IReadOnlyList<string> Rules,
    IReadOnlyList<EventFilter> Seen, IReadOnlyList<EventFilter> Against, IReadOnlyList<EventFilter> Mended)
{
    /// <summary>Its name, for example <c>JLP-C10</c>.</summary>
    public string Id => Clause.Id;

    /// <summary>Whether the platform scores it by itself.</summary>
    public bool Automatic => Seen.Count + Against.Count + Rules.Count > 0;
}

/// <summary>What one, partly or not meeting a point is worth.</summary>
/// <param name="Met">Of a point that is met.</param>
/// <param name="Partly">Of one that was not met and was put right, or where a person says so.</param>
/// <param name="NotMet">Of one that is not met.</param>
public sealed record IndicatorLevels(int Met, int Partly, int NotMet);

/// <summary>A version of a set of points.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">1 for the first, then counted on.</param>
/// <param name="Division">Where it was issued.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="Elsewhere">Whether places without one of their own are measured by it.</param>
/// <param name="TitleZh">Title in Chinese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Document">Document it is from.</param>
/// <param name="Levels">What levels are worth.</param>
/// <param name="Groups">Its groups.</param>
/// <param name="Points">Its points.</param>
/// <param name="FoundBy">Events whose breaches count.</param>
/// <param name="DismissedBy">Events that say that what was found was none.</param>
public sealed record IndicatorSet(
    string Id, int Version, DivisionCode Division, DateOnly ValidFrom, bool Elsewhere, string TitleZh, string TitleEn, string Document, IndicatorLevels Levels,
    IReadOnlyList<IndicatorGroup> Groups, IReadOnlyList<IndicatorPoint> Points, IReadOnlyList<string> FoundBy, IReadOnlyList<string> DismissedBy)
{
    /// <summary>A point by its name; null when there is none.</summary>
    public IndicatorPoint? Point(string id) => Points.FirstOrDefault(point => point.Id == id);

    /// <summary>Every event that it looks at.</summary>
    public IReadOnlySet<string> Events { get; } = Points.SelectMany(p => p.Seen.Concat(p.Against).Concat(p.Mended)).Select(f => f.Event).Concat(FoundBy).Concat(DismissedBy).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>All sets of points.</summary>
/// <param name="All">Every version.</param>
public sealed record IndicatorBook(IReadOnlyList<IndicatorSet> All)
{
    /// <summary>The set that a place is measured by on a day: the nearest of its own, else one that serves elsewhere; null when there is none.</summary>
    public IndicatorSet? For(DivisionCode division, DateOnly day) => All
        .Where(set => set.ValidFrom <= day && (set.Elsewhere || set.Division.Contains(division)))
        .OrderByDescending(set => set.Division.Contains(division)).ThenByDescending(set => set.Division.Level).ThenByDescending(set => set.ValidFrom).ThenByDescending(set => set.Version)
        .FirstOrDefault();
}

/// <summary>Reads the files below <c>indicators/</c> strictly: one version of one set each.</summary>
internal sealed class IndicatorLoader(Divisions divisions, ClauseBook clauses)
{
    private const string Folder = "indicators/";

    internal IndicatorBook Load(IEnumerable<LawFile> files)
    {
        var all = new List<IndicatorSet>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            var set = Read(map);
            map.Close();
            if (all.Any(other => (other.Id, other.Version) == (set.Id, set.Version))) throw map.Problem($"version {set.Version} of {set.Id} is there already");
            all.Add(set);
        }
        return new([.. all.OrderBy(set => set.Id, StringComparer.Ordinal).ThenBy(set => set.Version)]);
    }

    private IndicatorSet Read(YamlMap map)
    {
        if (!DivisionCode.TryParse(map.Text("division"), out var division) || !divisions.Contains(division)) throw map.Problem("'division' is no division", map.Node("division"));
        var groups = map.Maps("groups").Select(ReadGroup).ToList();
        foreach (var group in groups.Where(g => g.Parent.Length > 0 && groups.All(other => other.Id != g.Parent))) throw map.Problem($"the group {group.Parent} is missing");
        var points = map.Maps("points").Select(row => ReadPoint(row, groups)).ToList();
        if (points.Count == 0 || points.Select(p => p.Id).Distinct().Count() < points.Count) throw map.Problem("'points' lists at least one point, each once");
        return new(
            map.Text("id"), Number(map, "version"), division, map.Date("valid_from"), map.Flag("elsewhere"), map.Text("title_zh"), map.Text("title_en"), map.Text("document"),
            ReadLevels(map.Map("levels")), groups, points, map.Texts("found_by"), map.Texts("dismissed_by"));
    }

    private static IndicatorLevels ReadLevels(YamlMap map)
    {
        var levels = new IndicatorLevels(Number(map, "met"), Number(map, "partly"), Number(map, "not_met"));
        map.Close();
        return levels;
    }

    private static IndicatorGroup ReadGroup(YamlMap map)
    {
        var group = new IndicatorGroup(map.Text("id"), map.OptionalText("parent") ?? "", map.Text("zh"), map.Text("en"));
        map.Close();
        return group;
    }

    private IndicatorPoint ReadPoint(YamlMap map, List<IndicatorGroup> groups)
    {
        var id = map.Text("clause");
        if (!clauses.TryGet(id, out var clause)) throw map.Problem($"'{id}' is no clause", map.Node("clause"));
        if (groups.All(g => g.Id != clause.Group?.Split('/')[^1])) throw map.Problem($"the group '{clause.Group}' of {id} is missing", map.Node("clause"));
        var counts = map.OptionalText("breaches") is null || map.Flag("breaches");
        var point = new IndicatorPoint(
            clause, map.Choice<InspectedKind>("about"), map.Text("proof_zh"), map.Text("proof_en"),
            counts ? [.. clause.ServedBy.Where(s => s.Kind == ServiceKind.Rule).Select(s => s.Name)] : [], Filters(map, "seen"), Filters(map, "against"), Filters(map, "mended"));
        map.Close();
        return point;
    }

    internal static IReadOnlyList<EventFilter> Filters(YamlMap map, string key) =>
        [.. map.Texts(key).Select(text => EventFilter.Parse(text) ?? throw map.Problem($"'{text}' names no event", map.Node(key)))];

    internal static int Number(YamlMap map, string key) =>
        int.TryParse(map.Text(key), out var number) && number >= 0 ? number : throw map.Problem($"'{key}' is a whole number", map.Node(key));
}
