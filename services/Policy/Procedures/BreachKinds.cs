namespace ShuangJian.Policy;

/// <summary>How grave a breach is, as the ladder of a kind distinguishes it.</summary>
public enum BreachGravity
{
    /// <summary>Neither serious nor grave.</summary>
    Ordinary,

    /// <summary>情节严重.</summary>
    Serious,

    /// <summary>情节特别严重.</summary>
    Grave,
}

/// <summary>What is decided against a party.</summary>
public enum PenaltyMeasure
{
    /// <summary>Warning (警告).</summary>
    Warning,

    /// <summary>Notice of criticism (通报批评).</summary>
    Criticism,

    /// <summary>Order to stop (责令停止).</summary>
    Stop,

    /// <summary>Order to pay back fees (责令退还所收费用).</summary>
    Refund,

    /// <summary>Fine (罚款).</summary>
    Fine,

    /// <summary>Training is suspended (责令停业整改).</summary>
    Suspension,

    /// <summary>The licence is revoked (吊销许可证件).</summary>
    Revocation,
}

/// <summary>The range of a fine: amounts, or multiples of the illegal gains.</summary>
/// <param name="Least">Least amount, fen; null for none.</param>
/// <param name="Most">Greatest amount, fen.</param>
/// <param name="LeastTimes">Least multiple of the illegal gains.</param>
/// <param name="MostTimes">Greatest multiple of the illegal gains.</param>
public sealed record FineLadder(ParameterKey<long>? Least, ParameterKey<long>? Most, ParameterKey<int>? LeastTimes, ParameterKey<int>? MostTimes);

/// <summary>What a gravity leads to.</summary>
/// <param name="Gravity">The gravity.</param>
/// <param name="Must">Measures that are taken.</param>
/// <param name="May">Measures that may be taken besides.</param>
/// <param name="Fine">Range of the fine; null where none is provided.</param>
public sealed record PenaltyStep(BreachGravity Gravity, IReadOnlyList<PenaltyMeasure> Must, IReadOnlyList<PenaltyMeasure> May, FineLadder? Fine);

/// <summary>A kind of breach that is punished.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Ground">Its word among the grounds that events carry, such as <c>ILLEGAL_CHARGING</c>.</param>
/// <param name="Zh">Its name in Chinese.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Clauses">Clauses of the documents that ask to punish it.</param>
/// <param name="Power">Department that holds the power; null for the competent department of the category.</param>
/// <param name="Article">The article that provides for it.</param>
/// <param name="Scoped">Whether the article asks for a least number of pupils.</param>
/// <param name="Organised">Whether the article asks for premises or an app, staff and an organisation.</param>
/// <param name="Steps">The ladder, one step for each gravity.</param>
public sealed record BreachKind(
    string Id, string Ground, string Zh, string En, IReadOnlyList<string> Clauses, string? Power, LegalBasis Article, bool Scoped, bool Organised, IReadOnlyList<PenaltyStep> Steps)
{
    /// <summary>The step of a gravity.</summary>
    public PenaltyStep StepOf(BreachGravity gravity) => Steps.Single(step => step.Gravity == gravity);
}

/// <summary>Reads the files below <c>penalties/</c> strictly: one kind of breach each.</summary>
internal sealed class BreachKindLoader(ClauseBook clauses, IEnumerable<ParameterKey> keys)
{
    private const string Folder = "penalties/", Competent = "COMPETENT";
    private readonly Dictionary<string, ParameterKey> _keys = keys.ToDictionary(key => key.Name);

    internal IReadOnlyDictionary<string, BreachKind> Load(IEnumerable<LawFile> files)
    {
        var all = new SortedDictionary<string, BreachKind>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            var kind = Read(map);
            map.Close();
            if (!all.TryAdd(kind.Id, kind)) throw map.Problem($"the kind of breach {kind.Id} is there already");
        }
        return all;
    }

    private BreachKind Read(YamlMap map)
    {
        var cited = map.Texts("clauses");
        foreach (var clause in cited)
            if (!clauses.TryGet(clause, out _)) throw map.Problem($"'{clause}' is no clause", map.Node("clauses"));
        if (cited.Count == 0) throw map.Problem("'clauses' names at least one clause");
        var power = map.Text("power");
        if (power != Competent && !clauses.TryGetDepartment(power, out _)) throw map.Problem($"'{power}' is no department", map.Node("power"));
        var steps = map.Maps("steps").Select(ReadStep).OrderBy(step => step.Gravity).ToList();
        if (!steps.Select(step => step.Gravity).SequenceEqual(Enum.GetValues<BreachGravity>())) throw map.Problem("'steps' has one step for each gravity");
        return new BreachKind(
            map.Text("id"), map.Text("ground"), map.Text("name_zh"), map.Text("name_en"), cited, power == Competent ? null : power, ReadArticle(map.Map("article")),
            map.Flag("scope"), map.Flag("organised"), steps);
    }

    private LegalBasis ReadArticle(YamlMap map)
    {
        var basis = new LegalBasis(map.Text("document"), map.Text("clause"), map.Text("title_zh"), map.Date("date"), map.Choice<SourceGrade>("grade"), map.OptionalText("note"));
        map.Close();
        if (!clauses.TryGetOther(basis.Document, out var other) || basis.Date != other.Date || basis.Grade < other.Grade)
            throw map.Problem($"'{basis.Document}' is no other source of that date and grade");
        return basis;
    }

    private PenaltyStep ReadStep(YamlMap map)
    {
        var fine = map.OptionalMap("fine") is { } ladder ? ReadFine(ladder) : null;
        var step = new PenaltyStep(map.Choice<BreachGravity>("gravity"), Measures(map, "must"), Measures(map, "may"), fine);
        map.Close();
        if (step.Must.Intersect(step.May).Any()) throw map.Problem("a measure stands among 'must' or among 'may'");
        if (step.Must.Concat(step.May).Contains(PenaltyMeasure.Fine) == (fine is null)) throw map.Problem("a fine has a range, and nothing else has one");
        return step;
    }

    private FineLadder ReadFine(YamlMap map)
    {
        var ladder = new FineLadder(Key<long>(map, "least"), Key<long>(map, "most"), Key<int>(map, "least_times"), Key<int>(map, "most_times"));
        map.Close();
        if ((ladder.Most is null) == (ladder.MostTimes is null) || (ladder.LeastTimes is not null && ladder.MostTimes is null) || (ladder.Least is not null && ladder.Most is null))
            throw map.Problem("a range has a greatest amount or a greatest multiple, and a least one of the same sort or none");
        return ladder;
    }

    private static List<PenaltyMeasure> Measures(YamlMap map, string key) => [.. map.Texts(key).Select(word =>
        Enum.TryParse<PenaltyMeasure>(word, ignoreCase: true, out var measure) && !char.IsAsciiDigit(word[0]) ? measure : throw map.Problem($"'{word}' is no measure", map.Node(key)))];

    private ParameterKey<T>? Key<T>(YamlMap map, string key)
        where T : notnull => map.OptionalText(key) is not { } name ? null
        : _keys.GetValueOrDefault(name) as ParameterKey<T> ?? throw map.Problem($"'{name}' is no parameter that fits", map.Node(key));
}
