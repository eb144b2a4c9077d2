namespace ShuangJian.Policy;

/// <summary>Who keeps a record.</summary>
public enum RecordKeeper
{
    /// <summary>A school.</summary>
    School,

    /// <summary>The education bureau of a county.</summary>
    County,

    /// <summary>The education bureau of a city.</summary>
    City,

    /// <summary>An authority of one of the levels that the duty names.</summary>
    Authority,
}

/// <summary>What a kind of record asks of authorities.</summary>
/// <param name="Levels">Levels of the authorities that keep it.</param>
/// <param name="Each">Whether every jurisdiction of these levels has to have published one, so that gaps are listed.</param>
/// <param name="Persons">Whether it names natural persons.</param>
/// <param name="AboutInstitution">Whether it is about one institution.</param>
/// <param name="Due">Day by which each has to have one; null where no text sets one.</param>
/// <param name="FollowUp">Working days in which what it asks for is to be done; null where nothing follows.</param>
/// <param name="Appeal">Working days for an appeal after it was confirmed; null where there is none.</param>
public sealed record RecordDuty(
    IReadOnlyList<DivisionLevel> Levels, bool Each, bool Persons, bool AboutInstitution, ParameterKey<DateOnly>? Due, ParameterKey<int>? FollowUp, ParameterKey<int>? Appeal);

/// <summary>What a field of a record holds.</summary>
public enum RecordFieldType
{
    /// <summary>A whole number, which statistics add up.</summary>
    Count,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of some words.</summary>
    Choice,
}

/// <summary>A field of a kind of record.</summary>
/// <param name="Id">Its name within the kind.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Unit">Unit of a number; empty otherwise.</param>
/// <param name="Least">Least number, or least characters of a text.</param>
/// <param name="Most">Greatest number, or most characters of a text.</param>
/// <param name="Required">Whether a record cannot be submitted without it.</param>
/// <param name="Public">Whether anyone sees it once the record is published.</param>
/// <param name="Must">Of a flag: whether anything but yes is a breach of the clauses of the kind.</param>
/// <param name="Options">Of a choice: its words.</param>
public sealed record RecordField(
    string Id, string Zh, string En, RecordFieldType Type, string Unit, long Least, long Most, bool Required, bool Public, bool Must, IReadOnlyList<string> Options);

/// <summary>A share that records of a kind tell, alone and added up.</summary>
/// <param name="Id">Its name within the kind.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Part">Field of the part.</param>
/// <param name="Whole">Field of the whole.</param>
/// <param name="Target">Percent to be reached; null when no text sets a number.</param>
/// <param name="Due">Last day for reaching it; null when the target holds at once.</param>
/// <param name="Strives">Whether the text only strives for it (力争), so that missing it is no breach.</param>
public sealed record RecordIndicator(string Id, string Zh, string En, string Part, string Whole, ParameterKey<int>? Target, ParameterKey<DateOnly>? Due, bool Strives);

/// <summary>A kind of record that schools or authorities keep.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Capability">The capability that it belongs to.</param>
/// <param name="Clauses">Clauses that ask for it.</param>
/// <param name="Keeper">Who keeps it.</param>
/// <param name="AboutSchool">Whether an authority keeps it about one school.</param>
/// <param name="OncePerYear">Whether an owner has one of a year, and one for each school it is about.</param>
/// <param name="Round">Years in which every school is to be looked at; null when there is no such round.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Indicators">Its shares.</param>
/// <param name="Duty">What it asks of authorities; null for the records of schools and of their bureaus.</param>
public sealed record RecordKind(
    string Id, string Zh, string En, string Capability, IReadOnlyList<string> Clauses, RecordKeeper Keeper, bool AboutSchool, bool OncePerYear, ParameterKey<int>? Round,
    IReadOnlyList<RecordField> Fields, IReadOnlyList<RecordIndicator> Indicators, RecordDuty? Duty = null)
{
    /// <summary>A field by its name; null when there is none.</summary>
    public RecordField? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);
}

/// <summary>Reads the files below <c>records/</c> strictly: one kind each.</summary>
internal sealed class RecordKindLoader(ClauseBook clauses, IEnumerable<ParameterKey> keys)
{
    private const string Folder = "records/";
    private const int LongestText = 2000;
    private readonly Dictionary<string, ParameterKey> _keys = keys.ToDictionary(key => key.Name);

    internal IReadOnlyDictionary<string, RecordKind> Load(IEnumerable<LawFile> files)
    {
        var all = new SortedDictionary<string, RecordKind>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            var kind = Read(map);
            map.Close();
            if (!all.TryAdd(kind.Id, kind)) throw map.Problem($"the record {kind.Id} is there already");
        }
        return all;
    }

    private RecordKind Read(YamlMap map)
    {
        var cited = map.Texts("clauses");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw map.Problem($"'{clause}' is no clause", map.Node("clauses"));
        if (cited.Count == 0) throw map.Problem("'clauses' names at least one clause");
        var keeper = map.Choice<RecordKeeper>("keeper");
        var about = map.Flag("about_school");
        if (about && keeper == RecordKeeper.School) throw map.Problem("a school keeps records about itself", map.Node("about_school"));
        var fields = map.Maps("fields").Select(ReadField).ToList();
        if (fields.Count == 0 || fields.Select(field => field.Id).Distinct().Count() < fields.Count) throw map.Problem("'fields' lists at least one field, each once");
        var duty = map.OptionalMap("duty") is { } asked ? ReadDuty(asked) : null;
        if ((keeper == RecordKeeper.Authority) == (duty is null)) throw map.Problem("a record of an authority has a duty, and no other has one");
        return new RecordKind(
            map.Text("id"), map.Text("name_zh"), map.Text("name_en"), map.Text("capability"), cited, keeper, about, map.Flag("once_per_year"), Key<int>(map, "round"), fields,
            [.. map.Maps("indicators").Select(row => ReadIndicator(row, fields))], duty);
    }

    private RecordDuty ReadDuty(YamlMap map)
    {
        var levels = map.Texts("levels").Select(word => Enum.TryParse<DivisionLevel>(word, ignoreCase: true, out var level) && level != DivisionLevel.Nation && !char.IsAsciiDigit(word[0])
            ? level : throw map.Problem($"'{word}' is no level", map.Node("levels"))).Distinct().ToList();
        if (levels.Count == 0) throw map.Problem("'levels' names at least one level");
        var duty = new RecordDuty(
            levels, map.Flag("each"), map.Flag("persons"), map.Flag("about_institution"), Key<DateOnly>(map, "due"), Key<int>(map, "follow_up"), Key<int>(map, "appeal"));
        map.Close();
        return duty.Due is null || duty.Each ? duty : throw map.Problem("only what each has to have is due");
    }

    private static RecordField ReadField(YamlMap map)
    {
        var type = map.Choice<RecordFieldType>("type");
        var unit = map.OptionalText("unit") ?? "";
        if (type == RecordFieldType.Count ? !Unit.TryGet(unit, out _) : unit.Length > 0) throw map.Problem("a number has a unit, and nothing else has one");
        var options = map.Texts("options");
        if (type == RecordFieldType.Choice == (options.Count == 0)) throw map.Problem("a choice has options, and nothing else has them");
        var must = map.Flag("must");
        if (must && type != RecordFieldType.Flag) throw map.Problem("only a flag can be a must", map.Node("must"));
        var most = type switch { RecordFieldType.Count => Number(map, "most", 1_000_000), RecordFieldType.Text => Number(map, "most", LongestText), _ => 0 };
        var least = type is RecordFieldType.Count or RecordFieldType.Text ? Number(map, "least", 0) : 0;
        if (least > most || (type == RecordFieldType.Text && most > LongestText)) throw map.Problem("'least' is not above 'most'");
        var field = new RecordField(map.Text("id"), map.Text("zh"), map.Text("en"), type, unit, least, most, map.Flag("required"), map.Flag("public"), must, options);
        map.Close();
        return field;
    }

    private RecordIndicator ReadIndicator(YamlMap map, List<RecordField> fields)
    {
        var indicator = new RecordIndicator(
            map.Text("id"), map.Text("zh"), map.Text("en"), map.Text("part"), map.Text("whole"), Key<int>(map, "target"), Key<DateOnly>(map, "due"), map.Flag("strives"));
        map.Close();
        foreach (var field in new[] { indicator.Part, indicator.Whole })
            if (fields.All(f => f.Id != field || f.Type != RecordFieldType.Count || !f.Required)) throw map.Problem($"'{field}' is no required number of the record");
        if (indicator.Target is null && (indicator.Due is not null || indicator.Strives)) throw map.Problem("only a target is due or striven for");
        return indicator;
    }

    private ParameterKey<T>? Key<T>(YamlMap map, string key)
        where T : notnull => map.OptionalText(key) is not { } name ? null
        : _keys.GetValueOrDefault(name) as ParameterKey<T> ?? throw map.Problem($"'{name}' is no parameter that fits", map.Node(key));

    private static long Number(YamlMap map, string key, long otherwise) => map.OptionalText(key) is not { } text ? otherwise
        : long.TryParse(text, out var number) ? number : throw map.Problem($"'{text}' is no number", map.Node(key));
}
