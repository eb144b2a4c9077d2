namespace ShuangJian.Policy;

/// <summary>
/// Reads parameter files strictly. A national file <c>parameters/topic/name.yaml</c> describes the parameter; a local
/// one <c>parameters/local/division/topic/name.yaml</c> only adds dated entries of that division.
/// </summary>
internal sealed class ParameterLoader(Divisions divisions, ClauseBook clauses)
{
    private const string Folder = "parameters/";
    private const string LocalFolder = "parameters/local/";

    internal IReadOnlyList<Parameter> Load(IEnumerable<LawFile> files)
    {
        var all = files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        var national = all.Where(file => !IsLocal(file)).Select(LoadNational).ToDictionary(parameter => parameter.Name);
        var local = all.Where(IsLocal).SelectMany(file => LoadLocal(file, national)).ToLookup(entry => entry.Name, entry => entry.Entry);
        return [.. national.Values.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => parameter with { Entries = InOrder(parameter.Entries.Concat(local[parameter.Name])) })];
    }

    private static bool IsLocal(LawFile file) => file.Path.StartsWith(LocalFolder, StringComparison.Ordinal);

    private static string NameOf(string path, string folder) =>
        Path.ChangeExtension(path[folder.Length..], null);

    /// <summary>
    /// Orders entries by place and day. An unverified one gives way to a value of the same day, which is how an
    /// operator fills it; any other two of one day are refused.
    /// </summary>
    private List<DatedEntry> InOrder(IEnumerable<DatedEntry> entries)
    {
        var ordered = new List<DatedEntry>();
        foreach (var entry in entries.OrderBy(entry => entry.Division).ThenBy(entry => entry.From).ThenByDescending(entry => entry.State))
        {
            var rival = ordered.Count > 0 && ordered[^1].Division == entry.Division && ordered[^1].From == entry.From ? ordered[^1] : null;
            if (rival is { State: not EntryState.Unverified } || (rival is not null && entry.State != EntryState.Value))
                throw ProblemAt(entry, $"the same day {entry.From:yyyy-MM-dd} is already set at {rival.Source}");
            if (rival is not null)
                ordered.RemoveAt(ordered.Count - 1);
            ordered.Add(entry);
        }

        for (var i = 0; i < ordered.Count; i++)
            CheckEnd(ordered[i], i + 1 < ordered.Count && ordered[i + 1].Division == ordered[i].Division ? ordered[i + 1] : null);
        return ordered;
    }

    /// <summary>A value does not outlive the document that sets it.</summary>
    private void CheckEnd(DatedEntry entry, DatedEntry? next)
    {
        if (entry.State == EntryState.Value
            && clauses.TryGetDocument(entry.Basis.Document, out var document)
            && document.InForceTo is { } end
            && (next is null || next.From > end.AddDays(1)))
            throw ProblemAt(entry, $"{document.Id} ends on {end:yyyy-MM-dd}; the value must be repealed or replaced on the next day");
    }

    private static LawDataException ProblemAt(DatedEntry entry, string problem)
    {
        var colon = entry.Source.LastIndexOf(':');
        return new LawDataException(entry.Source[..colon], long.Parse(entry.Source[(colon + 1)..]), problem);
    }

    private Parameter LoadNational(LawFile file)
    {
        var map = file.Root();
        var name = NameOf(file.Path, Folder);
        if (name.Count(letter => letter == '/') != 1)
            throw map.Problem("a parameter file is parameters/<topic>/<name>.yaml");
        var unitName = map.Text("unit");
        if (!Unit.TryGet(unitName, out var unit))
            throw map.Problem($"unknown unit '{unitName}'", map.Node("unit"));
        var parameter = new Parameter(
            name, map.Text("description_zh"), map.Text("description_en"), unit,
            map.Date("last_reviewed"), map.Flag("local_only"), LoadEntries(map, DivisionCode.Nation, unit));
        map.Close();
        if (parameter.LocalOnly && parameter.Entries.Count > 0)
            throw map.Problem("a parameter that is local_only has no national values");
        return parameter;
    }

    private IEnumerable<(string Name, DatedEntry Entry)> LoadLocal(LawFile file, Dictionary<string, Parameter> national)
    {
        var map = file.Root();
        var slash = file.Path.IndexOf('/', LocalFolder.Length);
        var place = slash < 0 ? "" : file.Path[LocalFolder.Length..slash];
        if (!DivisionCode.TryParse(place, out var division) || !divisions.Contains(division))
            throw map.Problem($"'{place}' is not a known division");
        var name = NameOf(file.Path, LocalFolder + place + "/");
        if (!national.TryGetValue(name, out var parameter))
            throw map.Problem($"there is no national parameter '{name}' that this could override");
        map.Date("last_reviewed");
        var entries = LoadEntries(map, division, parameter.Unit);
        map.Close();
        return entries.Select(entry => (name, entry));
    }

    private List<DatedEntry> LoadEntries(YamlMap file, DivisionCode division, Unit unit)
    {
        var entries = new List<DatedEntry>();
        foreach (var map in file.Maps("values"))
        {
            var entry = LoadEntry(map, division, unit);
            if (entries.Count > 0 && entries[^1].From == entry.From)
                throw map.Problem($"the day {entry.From:yyyy-MM-dd} is set twice");
            if (entries.Count > 0 && entries[^1].From > entry.From)
                throw map.Problem($"values must be sorted by date; {entry.From:yyyy-MM-dd} comes after {entries[^1].From:yyyy-MM-dd}");
            entries.Add(entry);
        }

        return entries;
    }

    private DatedEntry LoadEntry(YamlMap map, DivisionCode division, Unit unit)
    {
        var from = map.Date("from");
        var repealed = map.Flag("repealed");
        var unverified = map.Flag("unverified");
        if ((map.Has("value") ? 1 : 0) + (repealed ? 1 : 0) + (unverified ? 1 : 0) != 1)
            throw map.Problem("an entry has either a value, or 'repealed: true', or 'unverified: true'");
        if (!map.Has("basis"))
            throw map.Problem("the value cites no basis");
        var state = repealed ? EntryState.Repealed : unverified ? EntryState.Unverified : EntryState.Value;
        var value = state == EntryState.Value ? ReadValue(map, unit) : null;
        var basis = LoadBasis(map.Map("basis"), division, state, from);
        map.Close();
        return new DatedEntry(division, from, state, value, basis, $"{map.File}:{map.Line}");
    }

    private LegalBasis LoadBasis(YamlMap map, DivisionCode division, EntryState state, DateOnly from)
    {
        var basis = new LegalBasis(
            map.Text("document"), map.Text("clause"), map.Text("title_zh"), map.Date("date"),
            map.Choice<SourceGrade>("grade"), map.OptionalText("note"));
        map.Close();
        if (clauses.TryGetDocument(basis.Document, out var document))
            CheckDocument(map, basis, document, division, from);
        else if (clauses.TryGetOther(basis.Document, out var other))
            CheckOther(map, basis, other, state);
        else
            throw map.Problem($"the document '{basis.Document}' is in no register of clauses or other sources");
        return basis;
    }

    private void CheckDocument(YamlMap map, LegalBasis basis, LawDocument document, DivisionCode division, DateOnly from)
    {
        if (!clauses.TryGet(basis.Clause, out var clause) || clause.Document != document.Id)
            throw map.Problem($"the document {document.Id} has no clause '{basis.Clause}'");
        if (!document.Division.Contains(division))
            throw map.Problem($"{basis.Clause} is in force in {document.Division} and gives no value to {division}");
        if (from < document.InForceFrom && basis.Note is null)
            throw map.Problem($"{document.Id} is in force from {document.InForceFrom:yyyy-MM-dd}; a note must say why the value starts earlier");
        if (basis.Date != document.InForceFrom)
            throw map.Problem($"{document.Id} is dated {document.InForceFrom:yyyy-MM-dd}, not {basis.Date:yyyy-MM-dd}");
    }

    private static void CheckOther(YamlMap map, LegalBasis basis, OtherSource other, EntryState state)
    {
        if (basis.Grade < other.Grade)
            throw map.Problem($"grade {basis.Grade} claims more than the source {other.Id}, which is {other.Grade}");
        if (state == EntryState.Value && basis.Grade == SourceGrade.Unverified)
            throw map.Problem("a value that nobody verified must not be set: write 'unverified: true'");
        if (basis.Date != other.Date)
            throw map.Problem($"{other.Id} is dated {other.Date:yyyy-MM-dd}, not {basis.Date:yyyy-MM-dd}");
    }

    private object ReadValue(YamlMap map, Unit unit) => unit.Name switch
    {
        "department" when !clauses.TryGetDepartment(map.Text("value"), out _) =>
            throw map.Problem($"'{map.Text("value")}' is no department", map.Node("value")),
        "band-table" => ReadBands(map),
        "text-list" => new TextList([.. map.Texts("value")]),
        _ => unit.Read(map.Text("value")) ?? throw map.Problem($"'{map.Text("value")}' is no value in {unit}", map.Node("value")),
    };

    private static BandTable ReadBands(YamlMap map)
    {
        var bands = new List<Band>();
        foreach (var row in map.Maps("value"))
        {
            var from = ReadNumber(row, "from")!.Value;
            var band = new Band(from, ReadNumber(row, "to"), ReadNumber(row, "value")!.Value);
            row.Close();
            if (band.To < band.From || (bands.Count > 0 && bands[^1].To != band.From - 1))
                throw row.Problem("bands follow each other: each starts one after the inclusive end of the one before");
            bands.Add(band);
        }

        return bands.Count > 0 ? new BandTable([.. bands]) : throw map.Problem("a band table needs bands");
    }

    private static int? ReadNumber(YamlMap row, string key)
    {
        if (key == "to" && !row.Has(key))
            return null;
        return int.TryParse(row.Text(key), out var number) && number >= 0
            ? number
            : throw row.Problem($"'{key}' must be a whole number");
    }
}
