using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <content>What the authorities decide, and what becomes of a filing.</content>
public sealed partial class Course
{
    /// <summary>Files a submitted course.</summary>
    /// <param name="department">Department that decides.</param>
    /// <param name="determinations">One for each rule that is undetermined.</param>
    /// <param name="law">The law of the division today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">COURSE_STATE; NOT_COMPETENT; BREACH_STANDS; DETERMINATION_MISSING.</exception>
    public void File(string department, IReadOnlyList<CourseDetermination> determinations, LawAt law, DateTime now)
    {
        Require(CourseState.Submitted);
        RequireCompetent(department, law);
        var breaches = Breaches(determinations);
        if (breaches.Count > 0) throw CourseRefusals.BreachStands(breaches);
        var open = Open().Where(f => determinations.All(d => d.Rule != f.Rule)).ToList();
        if (open.Count > 0) throw CourseRefusals.DeterminationMissing(open);
        Close(new CourseDecision(true, false, department, "", determinations, law.Date));
        HoldsUntil = law.Limit(Law.CourseTermMonths) is { } term ? law.Date.AddMonths(term.Value).AddDays(-1) : null;
        Touch(now);
    }

    /// <summary>Begins the draft that files this course again; this one stays as it is until it ends.</summary>
    /// <param name="id">Identifier of the draft, a UUID of version 7.</param>
    /// <param name="content">What it states.</param>
    /// <param name="follower">Where the course stands that followed this one so far; null when none did.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">COURSE_STATE; COURSE_REFILED when a course that follows is on its way.</exception>
    public Course Refile(Guid id, CourseContent content, CourseState? follower, DateTime now)
    {
        Require(CourseState.Filed, CourseState.Suspended, CourseState.Expired);
        if (follower is not (null or CourseState.Refused or CourseState.Withdrawn)) throw CourseRefusals.Refiled(SuccessorId!.Value);
        var next = Create(id, Division, InstitutionCode, content, now);
        (next.PreviousId, next.PreviousContent) = (Id, Content);
        SuccessorId = id;
        Touch(now);
        return next;
    }

    /// <summary>Fields that differ from the course that it files again; none for a first filing.</summary>
    public IReadOnlyList<string> ChangedFields() => PreviousContent is { } before ? Content.ChangedFrom(before) : [];

    /// <summary>Sets the day by which the department has to decide, where it could not be said at the submission.</summary>
    public void Owe(DateOnly dueOn, DateTime now)
    {
        if (State != CourseState.Submitted || ReviewDueOn is not null) return;
        ReviewDueOn = dueOn;
        Touch(now);
    }

    /// <summary>Marks that the department did not decide in time.</summary>
    /// <returns>Whether it was marked just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTime now)
    {
        if (State != CourseState.Submitted || ReviewOverdue || ReviewDueOn is not { } due || today <= due) return false;
        ReviewOverdue = true;
        Touch(now);
        return true;
    }

    /// <summary>Returns a submitted course to be mended.</summary>
    /// <exception cref="Refusal">COURSE_STATE; NOT_COMPETENT.</exception>
    public void Return(string department, IReadOnlyList<CourseRemark> remarks, LawAt law, DateTime now)
    {
        Require(CourseState.Submitted);
        RequireCompetent(department, law);
        (State, Remarks) = (CourseState.Returned, remarks);
        Settle();
        Touch(now);
    }

    /// <summary>Refuses a submitted course, or takes the filing of one back that no longer holds.</summary>
    /// <exception cref="Refusal">COURSE_STATE; NOT_COMPETENT; GROUNDS_MISSING.</exception>
    public void Refuse(string department, string reason, IReadOnlyList<CourseDetermination> determinations, LawAt law, DateTime now)
    {
        if (State != CourseState.Filed || !NoLongerHolds) Require(CourseState.Submitted);
        RequireCompetent(department, law);
        if (reason.Length == 0 && Breaches(determinations).Count == 0) throw CourseRefusals.GroundsMissing();
        Close(new CourseDecision(false, false, department, reason, determinations, law.Date));
        Touch(now);
    }

    /// <summary>Withdraws a course that is submitted, filed or suspended.</summary>
    /// <exception cref="Refusal">COURSE_STATE.</exception>
    public void Withdraw(DateTime now)
    {
        Require(CourseState.Submitted, CourseState.Filed, CourseState.Suspended);
        (State, NoLongerHolds) = (CourseState.Withdrawn, false);
        Settle();
        Touch(now);
    }

    /// <summary>Rules that a person may determine now.</summary>
    public IReadOnlyList<string> OpenRules() => [.. Open().Select(f => f.Rule).Distinct()];

    /// <summary>Stops a filed course, for its institution may not train now.</summary>
    /// <returns>Whether it was stopped just now.</returns>
    public bool Suspend(DateTime now)
    {
        if (State != CourseState.Filed) return false;
        State = CourseState.Suspended;
        Touch(now);
        return true;
    }

    /// <summary>Lets a stopped course go on.</summary>
    /// <returns>Whether it goes on just now.</returns>
    public bool Resume(DateTime now)
    {
        if (State != CourseState.Suspended) return false;
        State = CourseState.Filed;
        Touch(now);
        return true;
    }

    /// <summary>Ends the filing of a course whose last session or whose term has passed; the last day still counts.</summary>
    /// <returns>What has passed; null when it did not end just now.</returns>
    public CourseEnd? Expire(DateOnly today, DateTime now)
    {
        if (State is not (CourseState.Filed or CourseState.Suspended)) return null;
        CourseEnd? end = EndsOn is { } last && today > last ? CourseEnd.LastSession : HoldsUntil is { } until && today > until ? CourseEnd.Term : null;
        if (end is null) return null;
        (State, NoLongerHolds) = (CourseState.Expired, false);
        Touch(now);
        return end;
    }

    /// <summary>
    /// Takes up a new judgement of a submitted or filed course. A filed one stays filed, and holds no longer while a breach
    /// stands; what a person determined not to be broken stays determined until it is found broken.
    /// </summary>
    /// <returns>Whether it holds no longer just now.</returns>
    public bool Rejudge(CourseJudgement judgement, DateTime now)
    {
        if (State is not (CourseState.Submitted or CourseState.Filed or CourseState.Suspended)) return false;
        if (Same(Findings, judgement.Findings)) return false;
        (Findings, Uses) = (judgement.Findings, judgement.Uses);
        var held = !NoLongerHolds;
        NoLongerHolds = State != CourseState.Submitted && Findings.Any(f => f.Severity == Severity.Breach);
        Touch(now);
        return held && NoLongerHolds;
    }

    private static bool Same(IReadOnlyList<Finding> a, IReadOnlyList<Finding> b) =>
        a.Select(f => (f.Rule, f.Severity, f.Subject, f.MessageZh)).SequenceEqual(b.Select(f => (f.Rule, f.Severity, f.Subject, f.MessageZh)));

    private IEnumerable<Finding> Open() => Findings.Where(f => f.Severity == Severity.Undetermined);

    private List<Finding> Breaches(IReadOnlyList<CourseDetermination> determinations)
    {
        var held = determinations.Where(d => d.Breached).Select(d => d.Rule).ToHashSet(StringComparer.Ordinal);
        return [.. Findings.Where(f => f.Severity == Severity.Breach || (f.Severity == Severity.Undetermined && held.Contains(f.Rule)))];
    }

    private void RequireCompetent(string department, LawAt law)
    {
        var competent = CompetentIn(law);
        if (department != competent) throw CourseRefusals.NotCompetent(competent);
    }
}
