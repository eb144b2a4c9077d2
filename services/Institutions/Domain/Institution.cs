using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Whether an institution may train.</summary>
public enum InstitutionState
{
    /// <summary>Licensed and on the white list.</summary>
    Licensed,

    /// <summary>Suspended until it has mended what was found.</summary>
    Suspended,

    /// <summary>Its licence was revoked for good.</summary>
    Revoked,

    /// <summary>It closed of its own will.</summary>
    Exited,
    /// <summary>Its closure is approved.</summary>
    Closing,

    /// <summary>It lost the licence because it failed where it had to be approved anew.</summary>
    LicenceLost,
}

/// <summary>What another register says of an institution.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Code">Unified social credit code.</param>
/// <param name="Division">County-level division.</param>
/// <param name="Category">What it trains.</param>
/// <param name="Stages">Ages it trains.</param>
/// <param name="Mode">How it trains.</param>
/// <param name="Sites">Approved premises.</param>
/// <param name="LicenceNumber">Number of the licence.</param>
/// <param name="LicensedOn">Day of the licence.</param>
/// <param name="ValidUntil">Last day of the licence; null when it has no term.</param>
public sealed record RegisteredInstitution(
    string Name, string Code, string Division, TrainingCategory Category, IReadOnlyList<EducationStage> Stages, TrainingMode Mode,
    IReadOnlyList<Site> Sites, string LicenceNumber, DateOnly LicensedOn, DateOnly? ValidUntil);

/// <summary>An institution that was licensed by an approved application.</summary>
public sealed partial class Institution
{
    private Institution()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Identifier of the application that was approved.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>Full name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Unified social credit code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>County-level division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>What it trains.</summary>
    public TrainingCategory Category { get; private set; }

    /// <summary>Ages it trains.</summary>
    public IReadOnlyList<EducationStage> Stages { get; private set; } = [];

    /// <summary>How it trains.</summary>
    public TrainingMode Mode { get; private set; }

    /// <summary>Approved premises.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    /// <summary>Number of the licence.</summary>
    public string LicenceNumber { get; private set; } = "";

    /// <summary>Day of the licence.</summary>
    public DateOnly LicensedOn { get; private set; }

    /// <summary>Whether it may train.</summary>
    public InstitutionState State { get; private set; }

    /// <summary>Batch of the import that took it over; null when it was licensed on the platform.</summary>
    public Guid? ImportBatch { get; private set; }

    /// <summary>Whether it is sample data and no real institution.</summary>
    public bool Sample { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>When it was last changed, in ticks of the clock of the machine: what reads the registry bit by bit goes by it.</summary>
    public long ChangeMark { get; private set; }

    /// <summary>Notes a change for those who read the registry bit by bit.</summary>
    /// <param name="mark">Ticks of the machine's clock.</param>
    public void Mark(long mark) => ChangeMark = mark;

    /// <summary>Licenses what an application was approved for.</summary>
    /// <param name="id">Identifier of the institution.</param>
    /// <param name="approved">The approved application.</param>
    /// <exception cref="ArgumentException">The application is not approved.</exception>
    public static Institution License(Guid id, Application approved)
    {
        if (approved is not { State: ApplicationState.Approved, Decision: { LicenceNumber: { } number } decision })
            throw new ArgumentException("Only an approved application licenses an institution.", nameof(approved));
        return new Institution
        {
            Id = id,
            ApplicationId = approved.Id,
            Name = approved.InstitutionName,
            Code = approved.ApplicantCode,
            Division = approved.Division,
            Category = approved.Category,
            Stages = approved.Stages,
            Mode = approved.Mode!.Value,
            Sites = approved.Sites,
            LicenceNumber = number,
            LicensedOn = decision.DecidedOn,
            State = InstitutionState.Licensed,
            Version = 1,
        };
    }

    /// <summary>Takes over an institution that was licensed before it came to the platform; no application stands behind it.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="batch">Batch of the import.</param>
    /// <param name="registered">What the register of its place says.</param>
    public static Institution TakeOver(Guid id, Guid batch, RegisteredInstitution registered) => new()
    {
        Id = id,
        ImportBatch = batch,
        Name = registered.Name,
        Code = registered.Code,
        Division = registered.Division,
        Category = registered.Category,
        Stages = registered.Stages,
        Mode = registered.Mode,
        Sites = registered.Sites,
        LicenceNumber = registered.LicenceNumber,
        LicensedOn = registered.LicensedOn,
        ValidUntil = registered.ValidUntil,
        State = InstitutionState.Licensed,
        Version = 1,
    };

    /// <summary>Makes an institution of the sample data, which no application stands behind.</summary>
    /// <param name="id">Identifier.</param>
    /// <param name="name">Full name.</param>
    /// <param name="code">Unified social credit code.</param>
    /// <param name="category">What it trains.</param>
    /// <param name="site">Its premises.</param>
    /// <param name="licence">Number of the licence.</param>
    /// <param name="licensedOn">Day of the licence.</param>
    public static Institution ForSample(
        Guid id, string name, string code, TrainingCategory category, Site site, LicenceNumber licence, DateOnly licensedOn) => new()
    {
        Id = id,
        Name = name,
        Code = code,
        Division = licence.Division,
        Category = category,
        Stages = [EducationStage.Primary, EducationStage.Junior],
        Mode = TrainingMode.Offline,
        Sites = [site],
        LicenceNumber = licence.ToString(),
        LicensedOn = licensedOn,
        State = InstitutionState.Licensed,
        Sample = true,
        Version = 1,
    };
}
