using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <content>Where the case stands in its workflow, and who owes what by when.</content>
public sealed partial class Application
{
    /// <summary>The workflow it runs under; empty until first submitted. It keeps the version it began with.</summary>
    public string WorkflowId { get; private set; } = "";

    /// <summary>Version of the workflow; 0 until first submitted.</summary>
    public int WorkflowVersion { get; private set; }

    /// <summary>The present stage of the workflow; empty while the authorities owe nothing.</summary>
    public string Stage { get; private set; } = "";

    /// <summary>Codes of the departments that owe the next step, each between commas; empty when none does.</summary>
    public string OwedBy { get; private set; } = "";

    /// <summary>Division whose competent department was told that the step is overdue; empty until then.</summary>
    public string EscalatedTo { get; private set; } = "";

    /// <summary>First day of the public notice; null when there is none.</summary>
    public DateOnly? NoticeFrom { get; private set; }

    /// <summary>Last day of the public notice; null when there is none, or while the calendar is not known.</summary>
    public DateOnly? NoticeUntil { get; private set; }

    /// <summary>Whether the public may object now.</summary>
    public bool NoticeOpen { get; private set; }

    /// <summary>
    /// The code and kind while it waits for the authorities or was returned, else null. Unique: an organiser has one open
    /// application of a kind.
    /// </summary>
    public string? OpenKey { get; private set; }

    /// <summary>The key that an open application of this organiser and kind has.</summary>
    public string KeyWhenOpen => $"{ApplicantCode}/{Kind}";

    /// <summary>The workflow it runs under.</summary>
    /// <exception cref="InvalidOperationException">It was never submitted, or its version was taken away.</exception>
    public Workflow WorkflowIn(Law law) => law.Workflows.Get(WorkflowId, WorkflowVersion);

    /// <summary>The present stage; null while the authorities owe nothing.</summary>
    public WorkflowStage? StageIn(Law law) => Stage.Length == 0 ? null : WorkflowIn(law).Stages.Single(stage => stage.Id == Stage);

    /// <summary>Departments that owe the next step.</summary>
    public IReadOnlyList<string> Owing => OwedBy.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// What a department has to check in its part of the review, by the workflow in the version that the case keeps;
    /// nothing for cases of before there were workflows.
    /// </summary>
    /// <param name="review">The part.</param>
    /// <param name="law">The law.</param>
    public IReadOnlyList<ChecklistItem> ChecklistOf(Review review, Law law)
    {
        if (WorkflowId.Length == 0) return [];
        var role = review.Role switch { ReviewRole.Competent => StageParty.Competent, ReviewRole.Registration => StageParty.Registration, _ => review.Department };
        var stages = WorkflowIn(law).Stages;
        return
        [
            .. stages.Where(stage => stage.Step == WorkflowStep.Review && IsOf(review, stage, stages))
                .SelectMany(stage => stage.Parties).Where(party => party.Department == role || party.Department == review.Department)
                .SelectMany(party => party.Checks).DistinctBy(check => check.Id),
        ];
    }

    /// <summary>How <see cref="OwedBy"/> tells a department.</summary>
    public static string OwedMark(string department) => $",{department},";

    /// <summary>Notes that the due day passed without the step; the due day itself is still in time.</summary>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <param name="escalatedTo">Division whose competent department is told; null when nobody is.</param>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now, string? escalatedTo = null)
    {
        if (Overdue || DueDate is null || today <= DueDate)
            return false;
        Overdue = true;
        EscalatedTo = escalatedTo ?? "";
        Touch(now);
        return true;
    }

    /// <summary>Ends a public notice whose last day has passed, so that the application can be decided.</summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it ended just now.</returns>
    public bool EndNotice(LawAt law, DateTimeOffset now)
    {
        if (!NoticeOpen)
            return false;
        // The calendar of the next year may have become known since the notice began.
        NoticeUntil ??= LastDay(NoticeFrom!.Value, StageIn(law.Law)!, law);
        if (NoticeUntil is not { } last || law.Date <= last)
            return false;
        var index = WorkflowIn(law.Law).Stages.ToList().FindIndex(stage => stage.Id == Stage);
        Enter(ApplicationState.Accepted, index + 1, law);
        Touch(now);
        return true;
    }

    private static DateOnly? LastDay(DateOnly from, WorkflowStage stage, LawAt law) =>
        law.Limit(stage.WorkingDays) is { } days && law.Law.Calendar.AddWorkingDays(from, days.Value).TryGet(out var last) ? last : null;

    private static IEnumerable<Review> ReviewersOf(Workflow workflow, Competence competence)
    {
        var stages = workflow.Stages.Where(stage => stage.Step == WorkflowStep.Review).ToList();
        foreach (var stage in stages)
        {
            var asked = stage.Parties.Select(party => Party(party, competence)).OfType<Review>().DistinctBy(review => review.Department);
            foreach (var review in asked)
                yield return review with { Stage = stage == stages[0] ? "" : stage.Id };
        }
    }

    /// <summary>The department that a party of a stage stands for; null for a registration authority that nobody names or that leads itself.</summary>
    private static Review? Party(StageParty party, Competence competence) => party.Department switch
    {
        StageParty.Competent => new Review(competence.Reviewers[0].Department, ReviewRole.Competent),
        StageParty.Registration => competence.Reviewers.FirstOrDefault(reviewer => reviewer.Role == ReviewRole.Registration) is { } registration
            ? new Review(registration.Department, ReviewRole.Registration)
            : null,
        _ => new Review(party.Department, ReviewRole.Participant),
    };

    private void BeginCase(LawAt law)
    {
        if (WorkflowId.Length > 0)
            return;
        var workflow = law.Law.Workflows.For(Kind, law.Division, law.Date);
        (WorkflowId, WorkflowVersion) = (workflow.Id, workflow.Version);
    }

    /// <summary>Begins a stage. A notice of no days is passed over; the decision is always the last stage.</summary>
    private void Enter(ApplicationState state, int index, LawAt law)
    {
        var stages = WorkflowIn(law.Law).Stages;
        while (stages[index].Step == WorkflowStep.Notice && law.Limit(stages[index].WorkingDays) is not { Value: > 0 })
            index++;
        StopWaiting(state);
        var stage = stages[index];
        Stage = stage.Id;
        OpenKey = KeyWhenOpen;
        if (stage.Step == WorkflowStep.Notice)
        {
            (NoticeOpen, NoticeFrom, NoticeUntil) = (true, law.Date, LastDay(law.Date, stage, law));
            return;
        }

        DueDate = LastDay(law.Date, stage, law);
        Owe(stage.Step == WorkflowStep.Review
            ? Reviews.Where(review => IsOf(review, stage, stages)).Select(review => review.Department)
            : [stage.Step == WorkflowStep.Decision ? Lead : Competence.Of(Category, law).Reviewers[0].Department]);
    }

    private string Lead => Reviews.First(review => review.Role == ReviewRole.Competent).Department;

    private void Owe(IEnumerable<string> departments) => OwedBy = string.Concat(departments.Select(OwedMark));

    private static bool IsOf(Review review, WorkflowStage stage, IReadOnlyList<WorkflowStage> stages) =>
        review.Stage == stage.Id || (review.Stage.Length == 0 && stages[1] == stage);

    /// <summary>The part of a department that is asked for now, or else the one it had before and may still correct; null when it has none.</summary>
    /// <param name="department">Code of the department.</param>
    public Review? AskedNow(string department)
    {
        var own = Reviews.Where(review => review.Department == department).ToList();
        return own.Find(review => review.Stage == Stage) ?? own.FindLast(review => review.Opinion is not null) ?? own.Find(review => review.Stage.Length == 0);
    }

    private void GoOnAfterReview(LawAt law)
    {
        if (StageIn(law.Law) is not { Step: WorkflowStep.Review } stage)
            return;
        var stages = WorkflowIn(law.Law).Stages;
        var asked = Reviews.Where(review => IsOf(review, stage, stages)).ToList();
        var owing = asked.Where(review => review.Opinion is null).Select(review => review.Department).ToList();
        if (asked.All(review => review.Opinion == ReviewOpinion.Agree))
            Enter(ApplicationState.Accepted, stages.ToList().IndexOf(stage) + 1, law);
        else
            Owe(owing.Count > 0 ? owing : [Lead]);
    }

    private void StopWaiting(ApplicationState state)
    {
        (State, DueDate, Overdue, Stage, OwedBy, EscalatedTo, NoticeOpen) = (state, null, false, "", "", "", false);
        OpenKey = state == ApplicationState.Returned ? KeyWhenOpen : null;
    }
}
