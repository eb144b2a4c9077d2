using System.Reflection;

namespace ShuangJian.Policy;

/// <summary>
/// The law as dated data: divisions, calendar, clauses and parameters. It is immutable; a look-up answers for the
/// place and the day of the fact that is judged, never for today.
/// </summary>
public sealed partial class Law
{
    private static readonly Lazy<Law> s_current = new(() => Load());
    private readonly Lazy<RuleCatalog> _rules = new(() => RuleCatalog.Scan([.. AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name is { } name && name.StartsWith("ShuangJian.", StringComparison.Ordinal)
            && !name.EndsWith(".Tests", StringComparison.Ordinal))]));

    private Law(IReadOnlyList<LawFile> files, IReadOnlyList<ParameterKey> keys)
    {
        Divisions = DataLoader.Divisions(files);
        Calendar = DataLoader.Calendar(files);
        Curricula = DataLoader.Curricula(files);
        SubjectNames = DataLoader.SubjectNames(files, Curricula);
        Clauses = ClauseLoader.Load(files);
        (Writing, Phrases) = PhraseLoader.Load(files, Clauses);
        Screening = new PhraseBook([.. Phrases.Values.Where(list => !list.IsHalf)], Writing.Fold);
        Parameters = new ParameterSet(new ParameterLoader(Divisions, Clauses).Load(files), keys);
        Workflows = new WorkflowLoader(Divisions, Clauses, keys).Load(files);
        Duties = new DutyLoader(Divisions, Clauses).Load(files);
        Questionnaires = new QuestionnaireLoader(Clauses).Load(files);
        Records = new RecordKindLoader(Clauses, keys).Load(files);
        Indicators = new IndicatorLoader(Divisions, Clauses).Load(files);
        Reports = new ReportLoader(Clauses, keys).Load(files);
        InspectionForms = InspectionFormLoader.Load(files, Clauses);
        Breaches = new BreachKindLoader(Clauses, keys).Load(files);
    }

    /// <summary>The embedded law, loaded at the first use.</summary>
    public static Law Current => s_current.Value;

    /// <summary>The administrative divisions.</summary>
    public Divisions Divisions { get; }

    /// <summary>The working days.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>What the national standards say which stage of school learns, by subject.</summary>
    public IReadOnlyList<NationalCurriculum> Curricula { get; }

    /// <summary>Other names of subjects.</summary>
    internal IReadOnlyDictionary<string, SubjectName> SubjectNames { get; }

    /// <summary>The subject that a name means in some grades, as catalogues call it; the name itself when it is no other name.</summary>
    public string SubjectOf(string name, IReadOnlyCollection<int> grades) => !SubjectNames.TryGetValue(name, out var other) ? name
        : grades.Count > 0 && grades.All(grade => grade >= SubjectName.SeniorFrom) && other.SeniorSubject.Length > 0 ? other.SeniorSubject : other.Subject;

    /// <summary>Whether two names may mean one subject, as 政治 on a certificate and 思想政治.</summary>
    public bool IsSameSubject(string one, string other) => one == other || Meant(one).Intersect(Meant(other)).Any();

    private IReadOnlyList<string> Meant(string name) => SubjectNames.TryGetValue(name, out var other) ? other.Subjects : [name];

    /// <summary>The documents and their clauses.</summary>
    public ClauseBook Clauses { get; }

    /// <summary>The lists of phrases that texts are screened for, by name.</summary>
    public IReadOnlyDictionary<string, PhraseList> Phrases { get; }

    /// <summary>All these lists but halves, for a text that is screened for everything.</summary>
    public PhraseBook Screening { get; }

    /// <summary>What is written alike, and what sounds alike.</summary>
    internal Writing Writing { get; }

    /// <summary>The parameters and all their dated entries.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How applications are decided, by kind, place and day.</summary>
    public WorkflowSet Workflows { get; }

    /// <summary>The kinds of records that schools and authorities keep, by name.</summary>
    public IReadOnlyDictionary<string, RecordKind> Records { get; }

    /// <summary>The points by which places, schools and institutions are measured.</summary>
    public IndicatorBook Indicators { get; }

    /// <summary>What reports count, and the kinds of reports.</summary>
    public ReportBook Reports { get; }

    /// <summary>What visits of schools, institutions and places look at, in all versions.</summary>
    public InspectionForms InspectionForms { get; }

    /// <summary>The matters that departments share, and who leads and assists.</summary>
    public DutyBook Duties { get; }

    /// <summary>The platform's own questionnaires, each in its newest version, by name.</summary>
    public IReadOnlyList<Questionnaire> Questionnaires { get; }

    /// <summary>The kinds of breach that are punished, by name.</summary>
    public IReadOnlyDictionary<string, BreachKind> Breaches { get; }

    /// <summary>The rules of all platform assemblies that are loaded at the first use.</summary>
    public RuleCatalog Rules => _rules.Value;

    /// <summary>Loads the embedded law and, over it, the values that an operator keeps in a directory.</summary>
    /// <param name="overlayDirectory">
    /// A directory with <c>local/&lt;division&gt;/&lt;topic&gt;/&lt;name&gt;.yaml</c> (division 000000 for the nation)
    /// and, for sources of its own, <c>other-sources.yaml</c>; workflows of its own, or later versions, below
    /// <c>workflows/</c>, kinds of records of its own below <c>records/</c>, kinds of breach below <c>penalties/</c>, local
    /// duties below <c>duties/</c>, forms below <c>forms/</c>, sets of points below <c>indicators/</c>; null for the
    /// embedded law alone.
    /// </param>
    /// <exception cref="LawDataException">A file is not as it must be; the message names file and line.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    public static Law Load(string? overlayDirectory = null)
    {
        var files = LawFiles.Embedded();
        if (overlayDirectory is not null)
            files.AddRange(LawFiles.Overlay(overlayDirectory));
        return FromFiles(files, AllKeys());
    }

    /// <summary>The law of one place on one day.</summary>
    /// <param name="division">The place of the fact judged.</param>
    /// <param name="date">The day of the fact judged.</param>
    public LawAt At(DivisionCode division, DateOnly date) => new(this, division, date);

    internal static Law FromFiles(IReadOnlyList<LawFile> files, IEnumerable<ParameterKey> keys) => new(files, [.. keys]);

    /// <summary>Every key of <c>ParameterKeys.cs</c>; read when asked for, once all fields are set.</summary>
    internal static IReadOnlyList<ParameterKey> AllKeys() => [.. typeof(Law)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null))
        .OfType<ParameterKey>()];
}
