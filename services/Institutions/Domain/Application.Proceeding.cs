using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <content>The steps of the proceeding, from submission to the end.</content>
public sealed partial class Application
{
    /// <summary>
    /// Submits a draft or a returned application. The gate judges it: a breach refuses it at once, else it waits for
    /// acceptance with what a person has to determine.
    /// </summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="now">The moment.</param>
    /// <param name="concerned">The institution it concerns, as it is now; null when it is to set one up.</param>
    /// <param name="duplicates">Other applications and institutions with the same code or premises.</param>
    /// <exception cref="Refusal">
    /// APPLICATION_STATE; APPLICATION_INCOMPLETE with the fields; INSTITUTION_NOT_LICENSED; KIND_MISMATCH.
    /// </exception>
    public void Submit(LawAt law, DateTimeOffset now, Institution? concerned = null, IReadOnlyList<Finding>? duplicates = null)
    {
        Require(ApplicationState.Draft, ApplicationState.Returned);
        RequireLawOfDivision(law);
        if (concerned?.Id != InstitutionId)
            throw new ArgumentException("The institution that the application concerns is judged with it.", nameof(concerned));
        var missing = Completeness.MissingFields(this).ToList();
        if (missing.Count > 0)
            throw Refusals.Incomplete(missing);
        if (concerned is { State: not InstitutionState.Licensed })
            throw Refusals.InstitutionNotLicensed(concerned);
        if (Completeness.Mismatch(this, concerned, law.Date) is { } field)
            throw Refusals.KindMismatch(Kind, field);

        (Findings, Uses) = KindGate.Judge(this, concerned, law);
        Duplicates = duplicates ?? [];
        Changes = Returned is null ? [] : ContentText.Changes(Returned, this);
        Remarks = [];
        SubmittedOn = law.Date;
        BeginCase(law);
        if (Findings.Any(finding => finding.Severity == Severity.Breach))
            Close(ApplicationState.Refused, new Decision(Verdict.Refuse, true, "", Findings, [], law.Date, null));
        else
            Enter(ApplicationState.Submitted, 0, law);
        Touch(now);
    }

    /// <summary>What the gate would find today, without effect.</summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="concerned">The institution it concerns; null when it is to set one up.</param>
    public IReadOnlyList<Finding> Foresee(LawAt law, Institution? concerned = null) => KindGate.Judge(this, concerned, law).Findings;

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
        Returned = new ReturnedContent(ContentText.Of(this), false);
        Changes = [];
        StopWaiting(ApplicationState.Returned);
        Touch(now);
    }

    /// <summary>Accepts a submitted application and opens the review by the departments that law and workflow name.</summary>
    /// <param name="law">The law of the application's division today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">APPLICATION_STATE.</exception>
    public void Accept(LawAt law, DateTimeOffset now)
    {
        Require(ApplicationState.Submitted);
        RequireLawOfDivision(law);
        BeginCase(law);
        var competence = Competence.Of(Category, law);
        Reviews = [.. ReviewersOf(WorkflowIn(law.Law), competence)];
        Findings = [.. Findings, .. competence.Findings];
        Uses = [.. Uses, .. competence.Uses];
        Enter(ApplicationState.Accepted, 1, law);
        Touch(now);
    }

    /// <summary>Records the opinion of a department; the last one counts. When all of a stage agree, the next stage begins.</summary>
    /// <param name="department">Code of the department.</param>
    /// <param name="opinion">Its opinion.</param>
    /// <param name="reason">Its reasons, in Chinese; required when it objects.</param>
    /// <param name="law">The law of the application's division today, by which the next stage begins.</param>
    /// <param name="now">The moment.</param>
    /// <param name="answers">What it says of the items of its checklist.</param>
    /// <exception cref="Refusal">APPLICATION_STATE; NOT_A_REVIEWER.</exception>
    /// <exception cref="ArgumentException">An objection gives no reason.</exception>
    public void Review(
        string department, ReviewOpinion opinion, string reason, LawAt law, DateTimeOffset now, IReadOnlyList<CheckAnswer>? answers = null)
    {
        Require(ApplicationState.Accepted);
        var asked = AskedNow(department);
        if (asked is null)
            throw Refusals.NotAReviewer(Reviews.Select(review => review.Department).Distinct());
        if (opinion == ReviewOpinion.Object)
            ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var given = asked with { Opinion = opinion, Reason = reason, GivenAt = now, Answers = answers is { Count: > 0 } ? answers : null };
        Reviews = [.. Reviews.Select(review => ReferenceEquals(review, asked) ? given : review)];
        GoOnAfterReview(law);
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
    /// <param name="licence">Number of the licence to be; null when refusing, or when an institution keeps the one it has.</param>
    /// <param name="today">Day of the decision.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">
    /// APPLICATION_STATE; NOT_A_REVIEWER; NOTICE_RUNNING; for an approval BREACH_STANDS, REVIEWS_OUTSTANDING,
    /// DETERMINATION_MISSING; for a refusal GROUNDS_MISSING.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A determination is given twice or for a rule that is not undetermined; a new licence has no number.
    /// </exception>
    public void Decide(Ruling ruling, LicenceNumber? licence, DateOnly today, DateTimeOffset now)
    {
        CheckRuling(ruling);
        var approves = ruling.Verdict == Verdict.Approve;
        if (approves && LicensesAnew && licence is null)
            throw new ArgumentException("A new licence needs a number.", nameof(licence));
        Close(
            approves ? ApplicationState.Approved : ApplicationState.Refused,
            new Decision(
                ruling.Verdict, false, ruling.Reason, Findings, ruling.Determinations, today,
                approves ? licence?.ToString() : null));
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

    private void Close(ApplicationState state, Decision decision)
    {
        StopWaiting(state);
        Decision = decision;
    }
}
