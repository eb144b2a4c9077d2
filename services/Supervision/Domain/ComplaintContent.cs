using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>How a complaint came.</summary>
public enum ComplaintChannel { Web, Phone, Email, Hotline, Media }

/// <summary>Where a complaint stands.</summary>
public enum ComplaintState { Dispatched, Accepted, Answered, Refused, Withdrawn, Merged, Closed }

/// <summary>What came of a complaint.</summary>
public enum ComplaintOutcome { Upheld, PartlyUpheld, Unfounded }

/// <summary>What was done with a complaint.</summary>
public enum ComplaintAct { Received, Merged, Transferred, Accepted, Refused, FactsAdded, Answered, Rated, Reopened, Withdrawn, Overdue, Closed }
#pragma warning restore CS1591

/// <summary>Something that was done, and where the complaint lay after it. What the person said is kept elsewhere, encrypted.</summary>
public sealed record ComplaintStep(ComplaintAct Act, DateTimeOffset At, string Division, string Lead, string Reason);

/// <summary>Whom a complaint is about; the key is the same whenever it is about the same.</summary>
public sealed record ComplaintSubject(string InstitutionCode, string SchoolCode, string Name)
{
    /// <summary>Tells subjects apart: by code, else by place and name.</summary>
    public string KeyIn(string division) => InstitutionCode.Length > 0 ? $"i/{InstitutionCode}" : SchoolCode.Length > 0 ? $"s/{SchoolCode}" : $"n/{division}/{TextLikeness.Fold(Name)}";
}

/// <summary>Who has the duty for a complaint, and by which text.</summary>
/// <param name="Lead">Department that leads.</param>
/// <param name="Assist">Departments that assist.</param>
/// <param name="Mask">A bit for each of them, by which lists are filtered.</param>
/// <param name="Basis">Where it stands.</param>
public sealed record ComplaintDuty(string Lead, IReadOnlyList<string> Assist, long Mask, LegalBasis Basis);

/// <summary>What is encrypted of a complaint, and what finds it; made outside, where the keys are.</summary>
/// <param name="Text">Cipher of the text.</param>
/// <param name="File">Cipher of the person, empty fields when there is none, and of the fingerprint of the tracking code.</param>
/// <param name="PersonHash">Keyed hash of the telephone; null when there is none.</param>
/// <param name="TrackingHash">Keyed hash of the fingerprint of the tracking code.</param>
/// <param name="Anonymous">Whether no person is known.</param>
public sealed record ComplaintSecrets(string Text, string File, string? PersonHash, string TrackingHash, bool Anonymous);

/// <summary>What a new complaint says.</summary>
/// <param name="Channel">How it came.</param>
/// <param name="Matter">Matter of the duty matrix.</param>
/// <param name="Division">Place in which it happened.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="ExternalNumber">Number elsewhere, by which it is not taken twice; empty for none.</param>
public sealed record ComplaintContent(ComplaintChannel Channel, string Matter, string Division, ComplaintSubject Subject, string ExternalNumber);
