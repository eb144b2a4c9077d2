using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Submitted, waiting for acceptance.</summary>
    Submitted,

    /// <summary>Returned with remarks.</summary>
    Returned,

    /// <summary>Accepted, under joint review.</summary>
    Accepted,

    /// <summary>Approved; the institution is licensed. Final.</summary>
    Approved,

    /// <summary>Refused, by the gate or by a person. Final.</summary>
    Refused,

    /// <summary>Withdrawn by the applicant. Final.</summary>
    Withdrawn,
}

/// <summary>What a department's part in the review is.</summary>
public enum ReviewRole
{
    /// <summary>Competent department of the category; it leads and decides.</summary>
    Competent,

    /// <summary>Registration authority.</summary>
    Registration,

    /// <summary>Another department that the workflow names.</summary>
    Participant,
}

/// <summary>Opinion of a department.</summary>
public enum ReviewOpinion
{
    /// <summary>It agrees with approval.</summary>
    Agree,

    /// <summary>It objects; approval is impossible while it stands.</summary>
#pragma warning disable CA1720 // The contract says OBJECT.
    Object,
#pragma warning restore CA1720
}

/// <summary>Outcome of an application.</summary>
public enum Verdict
{
    /// <summary>Approved.</summary>
    Approve,

    /// <summary>Refused.</summary>
    Refuse,
}

/// <summary>A remark on one field of a returned application.</summary>
/// <param name="Field">Path of the field, such as <c>sites[0].lease_ends_on</c>.</param>
/// <param name="Remark">What has to be mended, in Chinese.</param>
public sealed record FieldRemark(string Field, string Remark);

/// <summary>What a department says of one item of its checklist.</summary>
/// <param name="Check">Name of the item.</param>
/// <param name="Met">Whether what is checked is as it must be.</param>
/// <param name="Note">What was seen, in Chinese; may be empty.</param>
public sealed record CheckAnswer(string Check, bool Met, string Note = "");

/// <summary>Part of one department in the joint review.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Role">What it checks.</param>
/// <param name="Opinion">Its opinion; null until given.</param>
/// <param name="Reason">Its reasons, in Chinese; may be empty.</param>
/// <param name="GivenAt">When the opinion was given; null until then.</param>
/// <param name="Stage">The stage of the workflow in which it checks; empty for the first review.</param>
/// <param name="Answers">What it says of each item of its checklist; null until given.</param>
public sealed record Review(
    string Department,
    ReviewRole Role,
    ReviewOpinion? Opinion = null,
    string Reason = "",
    DateTimeOffset? GivenAt = null,
    string Stage = "",
    IReadOnlyList<CheckAnswer>? Answers = null);

/// <summary>What a person determined about a finding that the platform could not decide.</summary>
/// <param name="Rule">Rule of the finding.</param>
/// <param name="Breached">Whether the person holds that the rule is broken.</param>
/// <param name="Reason">The reason, in Chinese.</param>
public sealed record Determination(string Rule, bool Breached, string Reason);

/// <summary>What a person of the competent department wants to decide.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Department">Code of the person's department.</param>
/// <param name="Reason">Reasons, in Chinese; may be empty.</param>
/// <param name="Determinations">What the person determined, at most once for each UNDETERMINED finding.</param>
public sealed record Ruling(
    Verdict Verdict, string Department, string Reason, IReadOnlyList<Determination> Determinations);

/// <summary>How an application ended.</summary>
/// <param name="Verdict">The outcome.</param>
/// <param name="Automatic">Whether the admission gate decided by itself.</param>
/// <param name="Reason">Reasons, in Chinese; may be empty.</param>
/// <param name="Findings">Findings that stood at the decision.</param>
/// <param name="Determinations">What a person determined where the platform could not.</param>
/// <param name="DecidedOn">Day of the decision.</param>
/// <param name="LicenceNumber">Number of the licence; null when refused, or when an institution keeps the one it has.</param>
public sealed record Decision(
    Verdict Verdict,
    bool Automatic,
    string Reason,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Determination> Determinations,
    DateOnly DecidedOn,
    string? LicenceNumber);
