namespace ShuangJian.Policy;

/// <summary>The time that a kind of report is about.</summary>
public enum ReportPeriod
{
    /// <summary>The first fifteen days of a month, or the others.</summary>
    HalfMonth,

    /// <summary>A quarter of a year.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>Any days.</summary>
    Free,
}

/// <summary>A number of reports.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Stock">Whether it is counted from the beginning to the last day, as what stands then.</param>
/// <param name="Adds">Events that it adds.</param>
/// <param name="Takes">Events that it takes off.</param>
/// <param name="Sum">Member of the event that is added; empty for counting events.</param>
public sealed record ReportMeasure(
    string Id, string Zh, string En, Unit Unit, bool Stock, IReadOnlyList<EventFilter> Adds, IReadOnlyList<EventFilter> Takes, string Sum);

/// <summary>One number by another.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Unit">Its unit; of percent, a hundred times the part by the whole.</param>
/// <param name="Part">Measure of the part.</param>
/// <param name="Whole">Measure of the whole.</param>
public sealed record ReportShare(string Id, string Zh, string En, Unit Unit, string Part, string Whole);

/// <summary>Numbers that stand together.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Measures">Names of its measures and shares.</param>
public sealed record ReportSection(string Id, string Zh, string En, IReadOnlyList<string> Measures);

/// <summary>A kind of report.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Period">The time that it is about.</param>
/// <param name="Clauses">Clauses that ask for it.</param>
/// <param name="Times">Parameter of the number of reports in a month or quarter, which says who owes them; null when nobody does.</param>
/// <param name="Due">Parameter of the last day; null when there is none.</param>
/// <param name="Sections">Its sections.</param>
/// <param name="Chart">Measure of its chart.</param>
public sealed record ReportDefinition(
    string Id, string Zh, string En, ReportPeriod Period, IReadOnlyList<string> Clauses, ParameterKey<int>? Times, ParameterKey<DateOnly>? Due,
    IReadOnlyList<ReportSection> Sections, string Chart)
{
    /// <summary>First and last day of the time of this kind that a day is in; null for a kind whose days are free.</summary>
    public (DateOnly From, DateOnly To)? PeriodOf(DateOnly day) => Period switch
    {
        ReportPeriod.HalfMonth when day.Day <= 15 => (new(day.Year, day.Month, 1), new(day.Year, day.Month, 15)),
        ReportPeriod.HalfMonth => (new(day.Year, day.Month, 16), new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
        ReportPeriod.Quarter => (new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1), new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1).AddMonths(3).AddDays(-1)),
        ReportPeriod.Year => (new(day.Year, 1, 1), new(day.Year, 12, 31)),
        _ => null,
    };
}

/// <summary>What reports count, and the kinds of reports.</summary>
/// <param name="Measures">Measures by name.</param>
/// <param name="Shares">Shares by name.</param>
/// <param name="Kinds">Kinds by name.</param>
public sealed record ReportBook(IReadOnlyDictionary<string, ReportMeasure> Measures, IReadOnlyDictionary<string, ReportShare> Shares, IReadOnlyDictionary<string, ReportDefinition> Kinds)
{
    /// <summary>Every event that is counted.</summary>
    public IEnumerable<string> Events => Measures.Values.SelectMany(m => m.Adds.Concat(m.Takes)).Select(f => f.Event).Distinct();
}

/// <summary>Reads the files below <c>reports/</c> strictly: <c>measures.yaml</c>, and one kind each.</summary>
internal sealed class ReportLoader(ClauseBook clauses, IEnumerable<ParameterKey> keys)
{
    private const string Folder = "reports/";
    private const string Common = Folder + "measures.yaml";
    private readonly Dictionary<string, ParameterKey> _keys = keys.ToDictionary(key => key.Name);

    internal ReportBook Load(IReadOnlyList<LawFile> files)
    {
        if (files.SingleOrDefault(file => file.Path == Common) is not { } common) return new(new Dictionary<string, ReportMeasure>(), new Dictionary<string, ReportShare>(), new Dictionary<string, ReportDefinition>());
        var map = common.Root();
        var measures = Named(map, "measures", ReadMeasure, m => m.Id);
        var shares = Named(map, "shares", row => ReadShare(row, measures), s => s.Id);
        var sections = Named(map, "sections", row => ReadSection(row, id => measures.ContainsKey(id) || shares.ContainsKey(id)), s => s.Id);
        map.Close();
        var kinds = new SortedDictionary<string, ReportDefinition>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal) && file.Path != Common))
        {
            var one = file.Root();
            var kind = ReadKind(one, sections, measures);
            one.Close();
            if (!kinds.TryAdd(kind.Id, kind)) throw one.Problem($"the report {kind.Id} is there already");
        }
        return new(measures, shares, kinds);
    }

    private static Dictionary<string, T> Named<T>(YamlMap map, string key, Func<YamlMap, T> read, Func<T, string> name)
    {
        var all = new Dictionary<string, T>();
        foreach (var row in map.Maps(key))
        {
            var one = read(row);
            row.Close();
            if (!all.TryAdd(name(one), one)) throw row.Problem($"'{name(one)}' is there already");
        }
        return all;
    }

    private static ReportMeasure ReadMeasure(YamlMap map)
    {
        var measure = new ReportMeasure(
            map.Text("id"), map.Text("zh"), map.Text("en"), UnitOf(map), map.Flag("stock"), IndicatorLoader.Filters(map, "adds"), IndicatorLoader.Filters(map, "takes"), map.OptionalText("sum") ?? "");
        return measure.Adds.Count > 0 ? measure : throw map.Problem("'adds' names at least one event");
    }

    private static ReportShare ReadShare(YamlMap map, Dictionary<string, ReportMeasure> measures)
    {
        var share = new ReportShare(map.Text("id"), map.Text("zh"), map.Text("en"), UnitOf(map), map.Text("part"), map.Text("whole"));
        foreach (var id in new[] { share.Part, share.Whole })
            if (!measures.ContainsKey(id)) throw map.Problem($"'{id}' is no measure");
        return share;
    }

    private static ReportSection ReadSection(YamlMap map, Func<string, bool> known)
    {
        var section = new ReportSection(map.Text("id"), map.Text("zh"), map.Text("en"), map.Texts("measures"));
        foreach (var id in section.Measures)
            if (!known(id)) throw map.Problem($"'{id}' is no measure or share", map.Node("measures"));
        return section;
    }

    private ReportDefinition ReadKind(YamlMap map, Dictionary<string, ReportSection> sections, Dictionary<string, ReportMeasure> measures)
    {
        var cited = map.Texts("clauses");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw map.Problem($"'{clause}' is no clause", map.Node("clauses"));
        var chart = map.Text("chart");
        if (!measures.ContainsKey(chart)) throw map.Problem($"'{chart}' is no measure", map.Node("chart"));
        return new(
            map.Text("id"), map.Text("name_zh"), map.Text("name_en"), map.Choice<ReportPeriod>("period"), cited, Key<int>(map, "times"), Key<DateOnly>(map, "due"),
            [.. map.Texts("sections").Select(id => sections.TryGetValue(id, out var section) ? section : throw map.Problem($"'{id}' is no section", map.Node("sections")))], chart);
    }

    private ParameterKey<T>? Key<T>(YamlMap map, string key)
        where T : notnull => map.OptionalText(key) is not { } name ? null
        : _keys.GetValueOrDefault(name) as ParameterKey<T> ?? throw map.Problem($"'{name}' is no parameter that fits", map.Node(key));

    private static Unit UnitOf(YamlMap map) => Unit.TryGet(map.Text("unit"), out var unit) ? unit : throw map.Problem($"'{map.Text("unit")}' is no unit", map.Node("unit"));
}
