using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What a teacher is said to have done.</summary>
public enum TeacherConduct { PaidTutoring, HeldBack, RanClasses, TradedWithParents, RecommendedPupils, PassedPupilsOn, GiftMoney }

/// <summary>How a case was found.</summary>
public enum TeacherCaseSource { Sweep, Complaint, Inspection, Transfer, Platform }

/// <summary>Where a case stands.</summary>
public enum TeacherCaseState { Open, Decided, Closed }

/// <summary>What is done about established conduct.</summary>
public enum TeacherMeasure { Admonition, ReturnMoney, NoPromotion, Warning, Demerit, LowerPost, Dismissal, QualificationLost }
#pragma warning restore CS1591

/// <summary>A measure and the day on which it was carried out; null until then.</summary>
public sealed record DecidedMeasure(TeacherMeasure Measure, DateOnly? CarriedOutOn = null);

/// <summary>Something that was done in a case, in a stage of its workflow or after it.</summary>
public sealed record TeacherCaseStep(string Stage, string Text, IReadOnlyList<string> Checks, DateTimeOffset At);

/// <summary>What a new case says.</summary>
public sealed record TeacherCaseContent(
    IReadOnlyList<TeacherConduct> Conducts, DateOnly ConductDate, TeacherCaseSource Source, Guid? SweepId, string Description, long AmountFen);

/// <summary>Conduct of an in-service teacher that is brought to its end.</summary>
public sealed class TeacherCase : Versioned, IOwned
{
    private TeacherCase()
    {
    }

    /// <summary>Code of the school at which the teacher served.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => SchoolCode;

    /// <summary>Identifier of the teacher on the roster.</summary>
    public Guid TeacherId { get; private set; }

    /// <summary>Keyed hash of the identity number, as on the roster when the case was opened.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>What the case says; once decided, with the conduct that is established.</summary>
    public TeacherCaseContent Content { get; private set; } = null!;

    /// <summary>Whether an earlier case against the person was founded.</summary>
    public bool Repeated { get; private set; }

    /// <summary>Where it stands.</summary>
    public TeacherCaseState State { get; private set; }

    /// <summary>Workflow that it runs by.</summary>
    public string WorkflowId { get; private set; } = "";

    /// <summary>Version of the workflow.</summary>
    public int WorkflowVersion { get; private set; }

    /// <summary>Name of its stage; empty after the decision.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>Day by which the stage has to end; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether a stage was not ended in time.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Stage of which it was told that it is late; empty for none.</summary>
    public string LateStage { get; private set; } = "";

    /// <summary>Whether it is founded; null until decided.</summary>
    public bool? Founded { get; private set; }

    /// <summary>What the decision rests on.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Measures.</summary>
    public IReadOnlyList<DecidedMeasure> Measures { get; private set; } = [];

    /// <summary>What the rules found in established conduct.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Everything that was done.</summary>
    public IReadOnlyList<TeacherCaseStep> Steps { get; private set; } = [];

    /// <summary>The values that set its terms.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Tells the open case of a teacher; null once it is closed, so that a new one may be opened.</summary>
    public string? OpenKey { get; private set; }

    /// <summary>Opens a case.</summary>
    public static TeacherCase Open(Teacher teacher, TeacherCaseContent content, bool repeated, LawAt today, DateTimeOffset now)
    {
        var workflow = today.Law.Workflows.Of(Workflow.TeacherConduct, today.Division, today.Date);
        var one = new TeacherCase
        {
            SchoolCode = teacher.SchoolCode, TeacherId = teacher.Id, PersonHash = teacher.PersonHash, Content = content, Repeated = repeated, WorkflowId = workflow.Id,
            WorkflowVersion = workflow.Version, OpenKey = $"{teacher.Id}",
        };
        one.Begin(teacher.Division, now);
        one.Enter(workflow.Stages[0], today);
        return one;
    }

    /// <summary>The stage that it stands in; null after the decision.</summary>
    public WorkflowStage? StageIn(Law law) => Stage.Length == 0 ? null : law.Workflows.Get(WorkflowId, WorkflowVersion).Stages.Single(s => s.Id == Stage);

    /// <summary>Ends a stage before the decision.</summary>
    /// <exception cref="Refusal">TEACHER_CASE_STATE; CHECKS_MISSING.</exception>
    public void Advance(string text, IReadOnlyList<string> checks, LawAt today, DateTimeOffset now)
    {
        Require(TeacherCaseState.Open);
        var stages = today.Law.Workflows.Get(WorkflowId, WorkflowVersion).Stages;
        var at = stages.ToList().FindIndex(s => s.Id == Stage);
        if (stages[at].Step == WorkflowStep.Decision) throw SchoolRefusals.AwaitsDecision();
        var missing = stages[at].Parties.SelectMany(p => p.Checks).Select(c => c.Id).Except(checks).ToList();
        if (missing.Count > 0) throw SchoolRefusals.ChecksMissing(missing);
        Add(text, checks, now);
        Enter(stages[at + 1], today);
    }

    /// <summary>Decides it in its last stage.</summary>
    /// <param name="founded">Whether conduct is established.</param>
    /// <param name="conducts">Conduct that is established.</param>
    /// <param name="measures">Measures.</param>
    /// <param name="reason">What the decision rests on.</param>
    /// <param name="law">The law of the place on the day of the conduct.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">TEACHER_CASE_STATE.</exception>
    public void Decide(bool founded, IReadOnlyList<TeacherConduct> conducts, IReadOnlyList<TeacherMeasure> measures, string reason, LawAt law, DateTimeOffset now)
    {
        Require(TeacherCaseState.Open);
        if (StageIn(law.Law)!.Step != WorkflowStep.Decision) throw SchoolRefusals.NotYetDecision(Stage);
        (Founded, Reason) = (founded, reason);
        if (founded) Content = Content with { Conducts = conducts };
        Measures = [.. measures.Select(m => new DecidedMeasure(m))];
        Findings = founded ? TeacherConductRules.Judge(conducts, measures, law) : [];
        Add(reason, [], now);
        (Stage, DueDate) = ("", null);
        State = founded ? TeacherCaseState.Decided : TeacherCaseState.Closed;
        if (!founded) OpenKey = null;
    }

    /// <summary>Notes that a measure was carried out; with the last the case closes.</summary>
    /// <exception cref="Refusal">TEACHER_CASE_STATE; MEASURE_NOT_DECIDED.</exception>
    public void CarryOut(TeacherMeasure measure, DateOnly day, DateTimeOffset now)
    {
        Require(TeacherCaseState.Decided);
        if (Measures.All(m => m.Measure != measure || m.CarriedOutOn is not null)) throw SchoolRefusals.MeasureNotDecided(measure);
        Measures = [.. Measures.Select(m => m.Measure == measure ? m with { CarriedOutOn = day } : m)];
        Touch(now);
        if (Measures.Any(m => m.CarriedOutOn is null)) return;
        State = TeacherCaseState.Closed;
        OpenKey = null;
    }

    /// <summary>Notes that the due day of its stage passed, once for each stage; the due day itself is still in time.</summary>
    /// <returns>Whether the stage became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (LateStage == Stage || State != TeacherCaseState.Open || DueDate is null || today <= DueDate) return false;
        (Overdue, LateStage) = (true, Stage);
        Touch(now);
        return true;
    }

    private void Enter(WorkflowStage stage, LawAt today)
    {
        Stage = stage.Id;
        DueDate = today.Limit(stage.WorkingDays) is { } days && today.Law.Calendar.AddWorkingDays(today.Date, days.Value).TryGet(out var due) ? due : null;
        Uses = [.. Uses, ParameterUse.Of(today, stage.WorkingDays)];
    }

    private void Add(string text, IReadOnlyList<string> checks, DateTimeOffset now)
    {
        Steps = [.. Steps, new TeacherCaseStep(Stage, text, checks, now)];
        Touch(now);
    }

    private void Require(TeacherCaseState allowed)
    {
        if (State != allowed) throw Refusal.OfState("TEACHER_CASE_STATE", State, [allowed]);
    }
}

/// <summary>Every open school of a jurisdiction looks at its teachers by a day.</summary>
public sealed class TeacherSweep : Versioned
{
    private TeacherSweep()
    {
    }

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Last day for reports.</summary>
    public DateOnly DueDate { get; private set; }

    /// <summary>Opens a sweep.</summary>
    public static TeacherSweep Open(string division, string title, DateOnly due, DateTimeOffset now)
    {
        var one = new TeacherSweep { Title = title, DueDate = due };
        one.Begin(division, now);
        return one;
    }
}

/// <summary>What a school found in a sweep.</summary>
public sealed class SweepReport
{
    /// <summary>The sweep.</summary>
    public required Guid SweepId { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Teachers that were looked at.</summary>
    public int Teachers { get; set; }

    /// <summary>Clues that were found.</summary>
    public int Clues { get; set; }

    /// <summary>What was done.</summary>
    public string Text { get; set; } = "";

    /// <summary>Day of the report.</summary>
    public DateOnly ReportedOn { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}
