namespace ShuangJian.Policy;

/// <summary>What happens in a stage of a workflow.</summary>
public enum WorkflowStep
{
    /// <summary>The application is accepted or returned.</summary>
    Acceptance,

    /// <summary>Departments check in parallel.</summary>
    Review,

    /// <summary>The public may object.</summary>
    Notice,

    /// <summary>The competent department decides.</summary>
    Decision,
}

/// <summary>One thing that a department checks.</summary>
/// <param name="Id">Its name within the stage.</param>
/// <param name="Zh">What is checked, in Chinese.</param>
/// <param name="En">What is checked, in English.</param>
public sealed record ChecklistItem(string Id, string Zh, string En);

/// <summary>A department that takes part in a stage.</summary>
/// <param name="Department"><see cref="Competent"/>, <see cref="Registration"/> or the code of a department.</param>
/// <param name="Checks">What it must check.</param>
public sealed record StageParty(string Department, IReadOnlyList<ChecklistItem> Checks)
{
    /// <summary>Stands for whichever department is competent for the category there and then.</summary>
    public const string Competent = "competent";

    /// <summary>Stands for whichever authority registers such institutions there and then.</summary>
    public const string Registration = "registration";
}

/// <summary>A stage of a workflow.</summary>
/// <param name="Id">Its name within the workflow.</param>
/// <param name="NameZh">Name in Chinese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Step">What happens in it.</param>
/// <param name="Parties">Departments that act in it, in parallel; none in a notice.</param>
/// <param name="WorkingDays">The parameter that sets its deadline or, for a notice, its length; a notice of no days is left out.</param>
/// <param name="Escalates">Whether the competent department one level up hears of a missed deadline.</param>
public sealed record WorkflowStage(
    string Id,
    string NameZh,
    string NameEn,
    WorkflowStep Step,
    IReadOnlyList<StageParty> Parties,
    ParameterKey<int> WorkingDays,
    bool Escalates);

/// <summary>How applications of some kinds, or cases of one matter, are decided, in one version.</summary>
/// <param name="Id">Its name, shared by its versions.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="ValidFrom">First day on which applications begin under it.</param>
/// <param name="Division">The place it is made for.</param>
/// <param name="TitleZh">Title in Chinese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Kinds">The kinds it is for; none when it is for cases.</param>
/// <param name="Stages">Acceptance, reviews, perhaps a notice, decision.</param>
public sealed record Workflow(
    string Id,
    int Version,
    DateOnly ValidFrom,
    DivisionCode Division,
    string TitleZh,
    string TitleEn,
    IReadOnlyList<ApplicationKind> Kinds,
    IReadOnlyList<WorkflowStage> Stages)
{
    /// <summary>The matter of workflows that are for applications, by kind.</summary>
    public const string Applications = "application";

    /// <summary>The matter of the workflow for the conduct of teachers in service.</summary>
    public const string TeacherConduct = "teacher-conduct";

    /// <summary>What it is for: applications of its kinds, or cases of one matter, which have no kinds.</summary>
    public string Matter { get; init; } = Applications;
}

/// <summary>All workflows of the law, every version of each.</summary>
public sealed class WorkflowSet
{
    private readonly IReadOnlyList<Workflow> _all;

    internal WorkflowSet(IReadOnlyList<Workflow> all) => _all = all;

    /// <summary>Every version in the order of id and version.</summary>
    public IReadOnlyList<Workflow> All => _all;

    /// <summary>The workflow under which an application begins: the most local one of its kind, in the version of that day; null when there is none.</summary>
    public Workflow? Find(ApplicationKind kind, DivisionCode division, DateOnly date) => _all
        .Where(workflow => workflow.Kinds.Contains(kind) && workflow.Division.Contains(division) && workflow.ValidFrom <= date)
        .OrderByDescending(workflow => workflow.Division.Level)
        .ThenByDescending(workflow => workflow.ValidFrom)
        .FirstOrDefault();

    /// <summary>The workflow under which an application begins.</summary>
    /// <exception cref="InvalidOperationException">No workflow is in force there for that kind.</exception>
    public Workflow For(ApplicationKind kind, DivisionCode division, DateOnly date) => Find(kind, division, date)
        ?? throw new InvalidOperationException($"No workflow for {kind} is in force in {division} on {date:yyyy-MM-dd}.");

    /// <summary>The workflow under which a case of a matter begins: the most local one, in the version of that day.</summary>
    /// <exception cref="InvalidOperationException">No workflow is in force there for that matter.</exception>
    public Workflow Of(string matter, DivisionCode division, DateOnly date) => _all
        .Where(workflow => workflow.Matter == matter && workflow.Division.Contains(division) && workflow.ValidFrom <= date)
        .OrderByDescending(workflow => workflow.Division.Level)
        .ThenByDescending(workflow => workflow.ValidFrom)
        .FirstOrDefault() ?? throw new InvalidOperationException($"No workflow for {matter} is in force in {division} on {date:yyyy-MM-dd}.");

    /// <summary>One version, as a running case keeps it.</summary>
    /// <exception cref="InvalidOperationException">A version that cases run under was taken away.</exception>
    public Workflow Get(string id, int version) => _all.SingleOrDefault(workflow => workflow.Id == id && workflow.Version == version)
        ?? throw new InvalidOperationException($"The workflow {id} has no version {version}.");
}
