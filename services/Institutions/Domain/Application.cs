using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>
/// An application to set up a training institution, from draft to decision. Every step checks all it needs before it
/// changes anything, throws a <see cref="Refusal"/> when it is not allowed, and raises <see cref="Version"/> by one.
/// </summary>
public sealed class Application
{
    private Application()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>County-level division whose authorities decide.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Unified social credit code of the organiser that applies.</summary>
    public string ApplicantCode { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public ApplicationState State { get; private set; }

    /// <summary>Full name of the institution.</summary>
    public string InstitutionName { get; private set; } = "";

    /// <summary>What it will train.</summary>
    public TrainingCategory Category { get; private set; }

    /// <summary>Ages it will train.</summary>
    public IReadOnlyList<EducationStage> Stages { get; private set; } = [];

    /// <summary>How it will train; null while it is not stated.</summary>
    public TrainingMode? Mode { get; private set; }

    /// <summary>The legal representative, encrypted; null while none is stated.</summary>
    public string? RepresentativeCipher { get; private set; }

    /// <summary>Keyed hash of the legal representative's identity number; null while none is stated.</summary>
    public string? RepresentativeHash { get; private set; }

    /// <summary>Premises.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>Papers filed.</summary>
    public IReadOnlyList<Document> Documents { get; private set; } = [];

    /// <summary>What has to be mended before it is submitted again.</summary>
    public IReadOnlyList<FieldRemark> Remarks { get; private set; } = [];

    /// <summary>Findings of the latest submission and, once accepted, on who is competent.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The parameters that the findings, or their absence, rest on.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Departments that take part in the review, the leading one first.</summary>
    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    /// <summary>How it ended; null until decided.</summary>
    public Decision? Decision { get; private set; }

    /// <summary>Day of the latest submission, whose law the gate judged by; null until then.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>Day by which the authorities' next step is due; null when none is, or when the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether <see cref="DueDate"/> passed without the step.</summary>
    public bool Overdue { get; private set; }

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Begins a draft.</summary>
    /// <param name="id">Its identifier, a UUID of version 7.</param>
    /// <param name="division">County-level division whose authorities decide.</param>
    /// <param name="applicantCode">Unified social credit code of the organiser.</param>
    /// <param name="content">What is stated so far.</param>
    /// <param name="representative">The legal representative, sealed; null while none is stated.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="FormatException"><paramref name="division"/> is no division code.</exception>
    public static Application Create(
        Guid id, string division, string applicantCode, ApplicationContent content, SealedPerson? representative, DateTimeOffset now)
    {
        var application = new Application
        {
            Id = id,
            Division = DivisionCode.Parse(division).ToString(),
            ApplicantCode = applicantCode,
            CreatedAt = now,
        };
        application.Take(content, representative);
        application.Touch(now);
        return application;
    }

    /// <summary>Changes a draft or a returned application.</summary>
    /// <param name="content">The whole content as it will be.</param>
    /// <param name="representative">The legal representative, sealed; null keeps the present one.</param>
    /// <param name="now">The moment.</param>
    public void Change(ApplicationContent content, SealedPerson? representative, DateTimeOffset now)
    {
        Require(ApplicationState.Draft, ApplicationState.Returned);
        Take(content, representative);
        Touch(now);
    }

    /// <summary>
    /// Submits a draft or a returned application. The gate judges it: a breach refuses it at once, else it waits for
    /// acceptance with what a person has to determine.
    /// </summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE; APPLICATION_INCOMPLETE with the fields.</exception>
    public void Submit(LawAt law, DateTimeOffset now)
    {
        Require(ApplicationState.Draft, ApplicationState.Returned);
        RequireLawOfDivision(law);
        var missing = Completeness.MissingFields(this).ToList();
        if (missing.Count > 0)
            throw Refusals.Incomplete(missing);

        var facts = new AdmissionFacts(Category, Stages);
        Findings = AdmissionRules.Judge(facts, law);
        Uses = AdmissionRules.Uses(facts, law);
        Remarks = [];
        SubmittedOn = law.Date;
        if (Findings.Any(finding => finding.Severity == Severity.Breach))
            Close(ApplicationState.Refused, new Decision(Verdict.Refuse, true, "", Findings, [], law.Date, null));
        else
            Await(ApplicationState.Submitted, law, Law.ApprovalAcceptanceWorkingDays);
        Touch(now);
    }

    /// <summary>Returns a submitted application to be mended.</summary>
    /// <param name="remarks">What has to be mended; at least one.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE.</exception>
    /// <exception cref="ArgumentException">There is no remark.</exception>
    public void Return(IReadOnlyList<FieldRemark> remarks, DateTimeOffset now)
    {
        Require(ApplicationState.Submitted);
        if (remarks.Count == 0)
            throw new ArgumentException("A return says what has to be mended.", nameof(remarks));
        Remarks = remarks;
        StopWaiting(ApplicationState.Returned);
        Touch(now);
    }

    /// <summary>Accepts a submitted application and opens the review by the departments that the law names.</summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE.</exception>
    public void Accept(LawAt law, DateTimeOffset now)
    {
        Require(ApplicationState.Submitted);
        RequireLawOfDivision(law);
        var competence = Competence.Of(Category, law);
        Reviews = [.. competence.Reviewers.Select(reviewer => new Review(reviewer.Department, reviewer.Role))];
        Findings = [.. Findings, .. competence.Findings];
        Uses = [.. Uses, .. competence.Uses];
        Await(ApplicationState.Accepted, law, Law.ApprovalReviewWorkingDays);
        Touch(now);
    }

    /// <summary>Records the opinion of a department; the last one counts.</summary>
    /// <param name="department">Code of the department.</param>
    /// <param name="opinion">Its opinion.</param>
    /// <param name="reason">Its reasons, in Chinese; required when it objects.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE; NOT_A_REVIEWER.</exception>
    /// <exception cref="ArgumentException">An objection gives no reason.</exception>
    public void Review(string department, ReviewOpinion opinion, string reason, DateTimeOffset now)
    {
        Require(ApplicationState.Accepted);
        if (Reviews.All(review => review.Department != department))
            throw Refusals.NotAReviewer(Reviews.Select(review => review.Department));
        if (opinion == ReviewOpinion.Object)
            ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Reviews =
        [
            .. Reviews.Select(review => review.Department == department
                ? review with { Opinion = opinion, Reason = reason, GivenAt = now }
                : review),
        ];
        Touch(now);
    }

    /// <summary>Refuses a ruling that may not be taken, before anything is done for it.</summary>
    /// <param name="ruling">What the person wants to decide.</param>
    /// <exception cref="Refusal">As of <see cref="Decide"/>.</exception>
    public void CheckRuling(Ruling ruling)
    {
        Require(ApplicationState.Accepted);
        DecisionGate.Check(this, ruling);
    }

    /// <summary>Approves or refuses.</summary>
    /// <param name="ruling">What the person wants to decide.</param>
    /// <param name="licence">Number of the licence to be; null when refusing.</param>
    /// <param name="today">Day of the decision.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">
    /// APPLICATION_STATE; NOT_A_REVIEWER; for an approval BREACH_STANDS, REVIEWS_OUTSTANDING, DETERMINATION_MISSING;
    /// for a refusal GROUNDS_MISSING.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A determination is given twice or for a rule that is not undetermined; an approval has no licence number.
    /// </exception>
    public void Decide(Ruling ruling, LicenceNumber? licence, DateOnly today, DateTimeOffset now)
    {
        CheckRuling(ruling);
        var approves = ruling.Verdict == Verdict.Approve;
        if (approves && licence is null)
            throw new ArgumentException("An approval needs a licence number.", nameof(licence));
        Close(
            approves ? ApplicationState.Approved : ApplicationState.Refused,
            new Decision(
                ruling.Verdict, false, ruling.Reason, Findings, ruling.Determinations, today,
                approves ? licence.ToString() : null));
        Touch(now);
    }

    /// <summary>Withdraws an application that waits for the authorities.</summary>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE.</exception>
    public void Withdraw(DateTimeOffset now)
    {
        Require(ApplicationState.Submitted, ApplicationState.Accepted);
        StopWaiting(ApplicationState.Withdrawn);
        Touch(now);
    }

    /// <summary>Notes that the due day passed without the step; the due day itself is still in time.</summary>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (Overdue || DueDate is null || today <= DueDate)
            return false;
        Overdue = true;
        Touch(now);
        return true;
    }

    private void Take(ApplicationContent content, SealedPerson? representative)
    {
        InstitutionName = content.InstitutionName;
        Category = content.Category;
        Stages = content.Stages;
        Mode = content.Mode;
        Sites = content.Sites;
        Documents = content.Documents;
        RepresentativeCipher = representative?.Cipher ?? RepresentativeCipher;
        RepresentativeHash = representative?.Hash ?? RepresentativeHash;
    }

    private void Await(ApplicationState state, LawAt law, ParameterKey<int> workingDays)
    {
        StopWaiting(state);
        if (law.Limit(workingDays) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due))
            DueDate = due;
    }

    private void Close(ApplicationState state, Decision decision)
    {
        StopWaiting(state);
        Decision = decision;
    }

    private void StopWaiting(ApplicationState state)
    {
        State = state;
        DueDate = null;
        Overdue = false;
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }

    private void Require(params ApplicationState[] allowed)
    {
        if (!allowed.Contains(State))
            throw Refusals.State(State, allowed);
    }

    private void RequireLawOfDivision(LawAt law)
    {
        if (law.Division.ToString() != Division)
            throw new ArgumentException($"The law of {law.Division} does not judge an application in {Division}.", nameof(law));
    }
}
