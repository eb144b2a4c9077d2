namespace ShuangJian.Policy;

/// <summary>Departments that a clause, a local source or the platform gives a matter to.</summary>
/// <param name="Lead">Leading departments, the first answers for the matter.</param>
/// <param name="Assist">Assisting departments.</param>
public sealed record DutyParties(IReadOnlyList<string> Lead, IReadOnlyList<string> Assist);

/// <summary>What a clause's list of duties, or a local source, says of a matter.</summary>
/// <param name="Division">Where it holds.</param>
/// <param name="From">First day.</param>
/// <param name="Parties">Who has the duty.</param>
/// <param name="Basis">Where that stands.</param>
public sealed record DutyEntry(DivisionCode Division, DateOnly From, DutyParties Parties, LegalBasis Basis);

/// <summary>A matter that departments share.</summary>
/// <param name="Id">Its name, such as <c>advertising</c>.</param>
/// <param name="TitleZh">Title in Chinese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Clauses">Clauses about it, of all documents.</param>
/// <param name="Entries">What names its departments other than as a whole clause does.</param>
/// <param name="Otherwise">Who has it where no text in force names anybody.</param>
public sealed record DutyMatter(
    string Id, string TitleZh, string TitleEn, IReadOnlyList<string> Clauses, IReadOnlyList<DutyEntry> Entries, DutyParties Otherwise);

/// <summary>Who leads and assists for a matter in a place on a day.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Parties">Who has the duty.</param>
/// <param name="Basis">The clause that says so; the platform's own where none does.</param>
/// <param name="Clauses">All clauses about the matter that are in force there, most local first.</param>
public sealed record DutyAnswer(DutyMatter Matter, DutyParties Parties, LegalBasis Basis, IReadOnlyList<LegalBasis> Clauses);

/// <summary>A type of event that a department hears in a place, and why.</summary>
/// <param name="Type">Context and name of the event.</param>
/// <param name="Duty">The duty that it belongs to; one that the department leads goes before one that it assists.</param>
/// <param name="Leads">Whether the department leads.</param>
public sealed record HeardEvent(string Type, DutyAnswer Duty, bool Leads);

/// <summary>All matters, and who has the duty for each, by place and day.</summary>
public sealed class DutyBook
{
    private readonly Dictionary<string, DutyMatter> _matters;
    private readonly Dictionary<string, IReadOnlyList<string>> _events;
    private readonly ClauseBook _clauses;

    internal DutyBook(IEnumerable<DutyMatter> matters, Dictionary<string, IReadOnlyList<string>> events, ClauseBook clauses)
    {
        _clauses = clauses;
        _events = events;
        _matters = matters.ToDictionary(matter => matter.Id);
        All = [.. _matters.Values.OrderBy(matter => matter.Id, StringComparer.Ordinal)];
    }

    /// <summary>The matters in the order of their names.</summary>
    public IReadOnlyList<DutyMatter> All { get; }

    /// <summary>Finds a matter; null when there is none of that name.</summary>
    public DutyMatter? Find(string id) => _matters.GetValueOrDefault(id);

    /// <summary>Types of the events that tell of a matter; none when it is told by none.</summary>
    public IReadOnlyList<string> EventsOf(string matter) => _events.GetValueOrDefault(matter, []);

    /// <summary>The types of events that a department hears in a place: those of the matters that it leads or assists there, in the order of their names.</summary>
    /// <param name="isDepartment">Whether a department or section of the law data is the one that asks.</param>
    /// <param name="place">The place.</param>
    /// <param name="day">The day.</param>
    public IReadOnlyList<HeardEvent> HeardBy(Func<string, bool> isDepartment, DivisionCode place, DateOnly day) =>
        [.. All.Select(matter => Of(matter, place, day))
            .Select(duty => (Duty: duty, Leads: duty.Parties.Lead.Any(isDepartment), Assists: duty.Parties.Assist.Any(isDepartment)))
            .Where(d => d.Leads || d.Assists)
            .SelectMany(d => EventsOf(d.Duty.Matter.Id).Select(type => new HeardEvent(type, d.Duty, d.Leads)))
            .GroupBy(heard => heard.Type, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(heard => heard.Leads).ThenBy(heard => heard.Duty.Matter.Id, StringComparer.Ordinal).First())
            .OrderBy(heard => heard.Type, StringComparer.Ordinal)];

    /// <summary>Who has the duty. A local source goes before a clause of the same place, and what names departments for the matter before what names them for a whole clause.</summary>
    public DutyAnswer Of(DutyMatter matter, DivisionCode place, DateOnly day)
    {
        var inForce = matter.Clauses.Select(id => _clauses.TryGet(id, out var clause) ? clause : throw new KeyNotFoundException(id))
            .Select(clause => (Clause: clause, Document: DocumentOf(clause)))
            .Where(c => c.Document.Division.Contains(place) && c.Document.InForceFrom <= day && (c.Document.InForceTo is null || day <= c.Document.InForceTo))
            .OrderByDescending(c => c.Document.Division.Prefix.Length).ToList();
        var told = matter.Entries.Where(e => e.Division.Contains(place) && e.From <= day)
            .Select(e => (Depth: e.Division.Prefix.Length, Rank: 0, e.From, e.Parties, e.Basis))
            .Concat(inForce.Where(c => c.Clause.Lead.Count > 0).Select(c => (
                Depth: c.Document.Division.Prefix.Length, Rank: 1, From: c.Document.InForceFrom, Parties: new DutyParties(c.Clause.Lead, c.Clause.Assist),
                Basis: _clauses.BasisOf(c.Clause.Id))))
            .OrderByDescending(d => d.Depth).ThenBy(d => d.Rank).ThenByDescending(d => d.Rank == 0 ? d.From : default).ToList();
        var bases = inForce.Select(c => _clauses.BasisOf(c.Clause.Id)).ToList();
        return told.Count > 0
            ? new(matter, told[0].Parties, told[0].Basis, [.. bases.Prepend(told[0].Basis).DistinctBy(b => b.Clause)])
            : new(matter, matter.Otherwise, Own, bases);
    }

    private static LegalBasis Own { get; } = new("PLATFORM", "PLATFORM", "平台缺省分工", new DateOnly(2021, 1, 1), SourceGrade.C, "(+) set by the platform, an operator may override.");

    private LawDocument DocumentOf(Clause clause) =>
        _clauses.TryGetDocument(clause.Document, out var document) ? document : throw new KeyNotFoundException(clause.Document);
}

/// <summary>Reads the files below <c>duties/</c> strictly: matters, and what is said of them locally.</summary>
internal sealed class DutyLoader(Divisions divisions, ClauseBook clauses)
{
    private const string Folder = "duties/";

    internal DutyBook Load(IEnumerable<LawFile> files)
    {
        var matters = new Dictionary<string, DutyMatter>();
        var told = new List<YamlMap>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            foreach (var row in map.Maps("matters")) Add(matters, row);
            foreach (var row in map.Maps("local")) AddLocal(matters, row);
            told.AddRange(map.Maps("events"));
            map.Close();
        }

        // Once all matters are known, in whichever file they stand.
        var events = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var row in told) AddEvents(events, matters, row);
        return new DutyBook(matters.Values, events, clauses);
    }

    private static void AddEvents(Dictionary<string, IReadOnlyList<string>> events, Dictionary<string, DutyMatter> matters, YamlMap row)
    {
        var (matter, types) = (row.Text("matter"), row.Texts("types"));
        if (!matters.ContainsKey(matter)) throw row.Problem($"'{matter}' is no matter", row.Node("matter"));
        if (types.Count == 0 || types.Distinct().Count() != types.Count) throw row.Problem("'types' names each type of event once, and at least one", row.Node("types"));
        row.Close();
        if (!events.TryAdd(matter, types)) throw row.Problem($"the events of {matter} are there already");
    }

    private void Add(Dictionary<string, DutyMatter> matters, YamlMap row)
    {
        var cited = row.Texts("clauses");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw row.Problem($"'{clause}' is no clause", row.Node("clauses"));
        var matter = new DutyMatter(
            row.Text("id"), row.Text("title_zh"), row.Text("title_en"), cited, [.. row.Maps("named").Select(ReadNamed)], Parties(row.Map("otherwise"), close: true));
        row.Close();
        if (cited.Count == 0) throw row.Problem("'clauses' names at least one clause");
        if (!matters.TryAdd(matter.Id, matter)) throw row.Problem($"the matter {matter.Id} is there already");
    }

    /// <summary>A clause that lists what each department answers for: the data says to whom of them the matter falls.</summary>
    private DutyEntry ReadNamed(YamlMap row)
    {
        var id = row.Text("clause");
        if (!clauses.TryGet(id, out var clause) || !clauses.TryGetDocument(clause.Document, out var document)) throw row.Problem($"'{id}' is no clause", row.Node("clause"));
        var parties = Parties(row, close: false);
        row.Close();
        foreach (var department in parties.Lead.Concat(parties.Assist))
            if (!clause.Lead.Contains(department) && !clause.Assist.Contains(department) && clause.Duties.All(duty => duty.Department != department))
                throw row.Problem($"{id} does not name {department}");
        return new(document.Division, document.InForceFrom, parties, clauses.BasisOf(id));
    }

    private void AddLocal(Dictionary<string, DutyMatter> matters, YamlMap row)
    {
        var (id, place, source) = (row.Text("matter"), row.Text("division"), row.Text("source"));
        if (!matters.TryGetValue(id, out var matter)) throw row.Problem($"'{id}' is no matter", row.Node("matter"));
        if (!DivisionCode.TryParse(place, out var division) || !divisions.Contains(division)) throw row.Problem($"'{place}' is no division", row.Node("division"));
        if (!clauses.TryGetOther(source, out var other)) throw row.Problem($"'{source}' is no source", row.Node("source"));
        var from = row.Date("from");
        var parties = Parties(row, close: false);
        row.Close();
        var entry = new DutyEntry(division, from, parties, new LegalBasis(other.Id, other.Id, other.TitleZh, other.Date, other.Grade, other.Note));
        matters[id] = matter with { Entries = [.. matter.Entries, entry] };
    }

    private DutyParties Parties(YamlMap row, bool close)
    {
        var parties = new DutyParties(row.Texts("lead"), row.Texts("assist"));
        if (close) row.Close();
        foreach (var department in parties.Lead.Concat(parties.Assist))
            if (!clauses.TryGetDepartment(department, out _)) throw row.Problem($"'{department}' is no department");
        return parties.Lead.Count > 0 ? parties : throw row.Problem("'lead' names at least one department");
    }
}
