namespace ShuangJian.Institutions.Domain;

/// <summary>What a case is about.</summary>
public enum CaseKind
{
    /// <summary>An institution that trains without a licence.</summary>
    UnlicensedInstitution,

    /// <summary>A licensed institution that trains at a site nobody approved.</summary>
    UnapprovedSite,

    /// <summary>Capital that may not be there.</summary>
    CapitalCleanUp,

    /// <summary>A hazard on site.</summary>
    SafetyHazard,
}

/// <summary>How a case was found.</summary>
public enum CaseSource
{
    /// <summary>Patrol.</summary>
    Patrol,

    /// <summary>Complaint.</summary>
    Complaint,

    /// <summary>Census of institutions.</summary>
    Census,

    /// <summary>Joint check of departments.</summary>
    JointCheck,

    /// <summary>Handed over by another authority.</summary>
    Transfer,

    /// <summary>Found by the platform in what was filed.</summary>
    Platform,
}

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>Being handled.</summary>
    Open,

    /// <summary>Closed with a result. Final.</summary>
    Closed,
}

/// <summary>How a case ended.</summary>
public enum CaseResult
{
    /// <summary>The institution or the site was closed down.</summary>
    ClosedDown,

    /// <summary>The institution was licensed afterwards.</summary>
    Licensed,

    /// <summary>Transferred to another authority.</summary>
    Transferred,

    /// <summary>The site was approved afterwards.</summary>
    SiteApproved,

    /// <summary>Forbidden capital was cleaned up, or the hazards were removed.</summary>
    Removed,

    /// <summary>Nothing was found to it.</summary>
    Unfounded,
}

/// <summary>A department that handles a case.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Reported">Whether it has reported that its part is done.</param>
public sealed record CaseHandler(string Department, bool Reported = false);

/// <summary>A hazard of a case.</summary>
/// <param name="Number">Number within the case, from 1.</param>
/// <param name="Description">What it is, in Chinese.</param>
/// <param name="RemovedOn">Day on which it was removed; null until then.</param>
public sealed record CaseHazard(int Number, string Description, DateOnly? RemovedOn = null);

/// <summary>Something that was done in a case.</summary>
/// <param name="Department">Code of the department; empty for an inspector or the platform.</param>
/// <param name="Text">What was done, in Chinese.</param>
/// <param name="At">When.</param>
public sealed record CaseStep(string Department, string Text, DateTimeOffset At);

/// <summary>What a new case says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Source">How it was found.</param>
/// <param name="SourceId">What it comes from; may be empty.</param>
/// <param name="Name">Name of the institution.</param>
/// <param name="Address">Address; may be empty.</param>
/// <param name="InstitutionCode">Credit code of a licensed institution; may be empty.</param>
/// <param name="Description">What was found, in Chinese.</param>
/// <param name="Departments">Departments that handle it, the leading one first.</param>
/// <param name="Hazards">Hazards to be removed, in Chinese.</param>
public sealed record CaseContent(
    CaseKind Kind, CaseSource Source, string SourceId, string Name, string Address, string InstitutionCode, string Description,
    IReadOnlyList<string> Departments, IReadOnlyList<string> Hazards);
