using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>
/// An application about a training institution, from draft to decision. Every step checks all it needs before it
/// changes anything, throws a <see cref="Refusal"/> when it is not allowed, and raises <see cref="Version"/> by one.
/// </summary>
public sealed partial class Application
{
    private Application()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it asks for.</summary>
    public ApplicationKind Kind { get; private set; }

    /// <summary>The licensed institution it concerns; null when it is to set one up, or was only filed so far.</summary>
    public Guid? InstitutionId { get; private set; }

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

    /// <summary>What its kind needs beyond the institution itself.</summary>
    public Particulars Particulars { get; private set; } = Particulars.None;

    /// <summary>The legal representative, encrypted; null while none is stated.</summary>
    public string? RepresentativeCipher { get; private set; }

    /// <summary>Keyed hash of the legal representative's identity number; null while none is stated.</summary>
    public string? RepresentativeHash { get; private set; }

    /// <summary>Premises; of an additional site, those that come on top.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>Papers filed.</summary>
    public IReadOnlyList<Document> Documents { get; private set; } = [];

    /// <summary>What has to be mended before it is submitted again.</summary>
    public IReadOnlyList<FieldRemark> Remarks { get; private set; } = [];

    /// <summary>What it held when it was last returned; null when it never was.</summary>
    public ReturnedContent? Returned { get; private set; }

    /// <summary>What was changed between the last return and the submission that followed.</summary>
    public IReadOnlyList<FieldChange> Changes { get; private set; } = [];

    /// <summary>Findings of the latest submission and, once accepted, on who is competent.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Other applications and institutions with the same code or premises at the latest submission; warnings.</summary>
    public IReadOnlyList<Finding> Duplicates { get; private set; } = [];

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

    /// <summary>Whether approval gives a licence, with a number of its own.</summary>
    public bool LicensesAnew => InstitutionId is null;

    /// <summary>Begins a draft.</summary>
    /// <param name="id">Its identifier, a UUID of version 7.</param>
    /// <param name="division">County-level division whose authorities decide.</param>
    /// <param name="applicantCode">Unified social credit code of the organiser.</param>
    /// <param name="content">What is stated so far.</param>
    /// <param name="representative">The legal representative, sealed; null while none is stated.</param>
    /// <param name="now">The moment.</param>
    /// <param name="kind">What it asks for.</param>
    /// <param name="institutionId">The licensed institution it concerns.</param>
    /// <exception cref="FormatException"><paramref name="division"/> is no division code.</exception>
    /// <exception cref="ArgumentException">The kind needs an institution that is not named, or names one and sets one up.</exception>
    public static Application Create(
        Guid id, string division, string applicantCode, ApplicationContent content, SealedPerson? representative, DateTimeOffset now,
        ApplicationKind kind = ApplicationKind.New, Guid? institutionId = null)
    {
        if (kind != ApplicationKind.OnlineReapproval && institutionId is null != (kind == ApplicationKind.New))
            throw new ArgumentException($"An application of the kind {kind} {(institutionId is null ? "concerns" : "sets up")} an institution.", nameof(institutionId));
        var application = new Application
        {
            Id = id,
            Kind = kind,
            InstitutionId = institutionId,
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
        if (representative is not null && Returned is not null)
            Returned = Returned with { RepresentativeReplaced = true };
        Touch(now);
    }

    private void Take(ApplicationContent content, SealedPerson? representative)
    {
        InstitutionName = content.InstitutionName;
        Category = content.Category;
        Stages = content.Stages;
        Mode = content.Mode;
        Sites = content.Sites;
        Documents = content.Documents;
        Particulars = content.Particulars ?? Particulars.None;
        RepresentativeCipher = representative?.Cipher ?? RepresentativeCipher;
        RepresentativeHash = representative?.Hash ?? RepresentativeHash;
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
