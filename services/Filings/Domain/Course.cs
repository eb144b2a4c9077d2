using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Where a course stands.</summary>
public enum CourseState
{
    /// <summary>Being written, or changed after it was filed.</summary>
    Draft,

    /// <summary>Waits for the competent department.</summary>
    Submitted,

    /// <summary>Filed.</summary>
    Filed,

    /// <summary>Returned with remarks.</summary>
    Returned,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>Withdrawn by the institution.</summary>
    Withdrawn,

    /// <summary>Was filed and is stopped, for the institution may not train now.</summary>
    Suspended,

    /// <summary>Its last session has passed, or the term of its filing.</summary>
    Expired,
}

/// <summary>Why a filing ended.</summary>
public enum CourseEnd
{
    /// <summary>The last session has passed.</summary>
    LastSession,

    /// <summary>The term of the filing has passed.</summary>
    Term,
}

/// <summary>
/// A course from draft to the end of its filing. Every step checks all it needs before it changes anything, throws a
/// <see cref="Refusal"/> when it is not allowed, and raises <see cref="Version"/> by one.
/// </summary>
public sealed partial class Course
{
    private Course()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>County-level division whose authorities file it.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Unified social credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>The institution; null while none of that code is known.</summary>
    public Guid? InstitutionId { get; private set; }

    /// <summary>Where it stands.</summary>
    public CourseState State { get; private set; }

    /// <summary>What is taught; as in <see cref="Content"/>.</summary>
    public TrainingCategory Category { get; private set; }

    /// <summary>What the institution states.</summary>
    public CourseContent Content { get; private set; } = null!;

    /// <summary>Number of sessions.</summary>
    public int SessionCount { get; private set; }

    /// <summary>Day of the last session; null without sessions.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Findings of the latest judgement.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Values of parameters that the latest judgement used.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>What has to be mended.</summary>
    public IReadOnlyList<CourseRemark> Remarks { get; private set; } = [];

    /// <summary>How it was decided; null until then.</summary>
    public CourseDecision? Decision { get; private set; }

    /// <summary>Whether it is filed and a later judgement found a breach.</summary>
    public bool NoLongerHolds { get; private set; }

    /// <summary>Last day for which the filing holds; null until it is filed, or when no term is set.</summary>
    public DateOnly? HoldsUntil { get; private set; }

    /// <summary>Day by which the department has to decide; null when nothing is owed, or when the holidays up to then are unknown.</summary>
    public DateOnly? ReviewDueOn { get; private set; }

    /// <summary>Day of the latest submission, from which that day is counted; null before.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>Whether that day has passed.</summary>
    public bool ReviewOverdue { get; private set; }

    /// <summary>Course that it files again; null for a first filing.</summary>
    public Guid? PreviousId { get; private set; }

    /// <summary>What that course stated; null likewise.</summary>
    public CourseContent? PreviousContent { get; private set; }

    /// <summary>Course that files it again; null while none does.</summary>
    public Guid? SuccessorId { get; private set; }

    /// <summary>Batch that it came in; null when it came alone.</summary>
    public Guid? BatchId { get; private set; }

    /// <summary>Number of its row in that batch.</summary>
    public long BatchRow { get; private set; }

    /// <summary>When it was first stored.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Begins a draft.</summary>
    /// <param name="id">Its identifier, a UUID of version 7.</param>
    /// <param name="division">County-level division whose authorities file it.</param>
    /// <param name="institutionCode">Unified social credit code of the institution.</param>
    /// <param name="content">What is stated so far.</param>
    /// <param name="now">The moment.</param>
    public static Course Create(Guid id, string division, string institutionCode, CourseContent content, DateTime now)
    {
        var course = new Course { Id = id, Division = DivisionCode.Parse(division).ToString(), InstitutionCode = institutionCode, CreatedAt = now };
        course.Take(content);
        course.Touch(now);
        return course;
    }

    /// <summary>Begins a draft that came as a row of a batch.</summary>
    /// <inheritdoc cref="Create"/>
    public static Course FromBatch(Guid id, string division, string institutionCode, CourseContent content, Guid batch, long row, DateTime now)
    {
        var course = Create(id, division, institutionCode, content, now);
        (course.BatchId, course.BatchRow) = (batch, row);
        return course;
    }

    /// <summary>Department that is competent: that of the category or, where no text names one, education, which leads the whole task.</summary>
    public string CompetentIn(LawAt law) => law.Limit(Law.CompetentDepartmentOf(Category))?.Value ?? "EDUCATION";

    /// <summary>Changes a draft, a returned or a filed course; a filed one has to be submitted again.</summary>
    /// <returns>Whether it was filed until now.</returns>
    /// <exception cref="Refusal">COURSE_STATE.</exception>
    public bool Change(CourseContent content, DateTime now)
    {
        Require(CourseState.Draft, CourseState.Returned, CourseState.Filed);
        var filed = State == CourseState.Filed;
        if (filed) (State, Decision, NoLongerHolds, HoldsUntil) = (CourseState.Draft, null, false, null);
        Take(content);
        Touch(now);
        return filed;
    }

    /// <summary>Submits a draft or a returned course; a breach refuses it at once.</summary>
    /// <param name="institutionId">The institution; null when none of that code is known.</param>
    /// <param name="judgement">What the rules say of it today.</param>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <param name="dueOn">Day by which the department has to decide; null when it cannot be said.</param>
    /// <exception cref="Refusal">COURSE_STATE; COURSE_INCOMPLETE with the fields.</exception>
    public void Submit(Guid? institutionId, CourseJudgement judgement, DateOnly today, DateTime now, DateOnly? dueOn = null)
    {
        Require(CourseState.Draft, CourseState.Returned);
        var missing = Content.Missing().ToList();
        if (missing.Count > 0) throw CourseRefusals.Incomplete(missing);
        InstitutionId = institutionId;
        (Findings, Uses, Remarks) = (judgement.Findings, judgement.Uses, []);
        (State, ReviewDueOn, SubmittedOn) = (CourseState.Submitted, dueOn, today);
        if (Findings.Any(f => f.Severity == Severity.Breach))
            Close(new CourseDecision(false, true, "", "", [], today));
        Touch(now);
    }

    private void Close(CourseDecision decision)
    {
        Decision = decision;
        State = decision.Filed ? CourseState.Filed : CourseState.Refused;
        NoLongerHolds = false;
        Settle();
    }

    /// <summary>Nothing is owed any more.</summary>
    private void Settle() => (ReviewDueOn, ReviewOverdue) = (null, false);

    private void Take(CourseContent content)
    {
        var sessions = content.Sessions();
        (Content, Category, SessionCount) = (content, content.Category, sessions.Count);
        EndsOn = sessions.Count == 0 ? null : sessions[^1].Date;
    }

    private void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }

    private void Require(params CourseState[] allowed)
    {
        if (!allowed.Contains(State)) throw CourseRefusals.State(State, allowed);
    }
}
