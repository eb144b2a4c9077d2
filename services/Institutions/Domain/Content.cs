using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>How training is given.</summary>
public enum TrainingMode
{
    /// <summary>On site.</summary>
    Offline,

    /// <summary>Over the internet.</summary>
    Online,

    /// <summary>Both.</summary>
    Mixed,
}

/// <summary>Kinds of paper.</summary>
public enum DocumentType
{
    /// <summary>Application form.</summary>
    ApplicationForm,

    /// <summary>Articles of the institution.</summary>
    Articles,

    /// <summary>Lease or proof of ownership.</summary>
    Premises,

    /// <summary>Fire-safety certificate.</summary>
    FireSafety,

    /// <summary>Proof of funds.</summary>
    Funds,

    /// <summary>List of teachers with qualifications.</summary>
    Staff,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Premises at which training is given.</summary>
/// <param name="Address">The address.</param>
/// <param name="AreaSquareMetres">Floor area in square metres.</param>
/// <param name="LeaseEndsOn">Last day of the lease; null when the premises are owned.</param>
/// <param name="PupilsAtOnce">Most pupils taught there at the same time; null while it is not stated.</param>
public sealed record Site(string Address, int AreaSquareMetres, DateOnly? LeaseEndsOn, int? PupilsAtOnce = null);

/// <summary>A paper filed with an application.</summary>
/// <param name="Type">Kind of paper.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sha256">SHA-256 of the file, which stays with the applicant.</param>
/// <param name="ValidUntil">Last day of validity; null when it does not expire.</param>
public sealed record Document(DocumentType Type, string Title, string Sha256, DateOnly? ValidUntil);

/// <summary>What an applicant states about the institution, other than the person who answers for it.</summary>
/// <param name="InstitutionName">Full name.</param>
/// <param name="Category">What it will train.</param>
/// <param name="Stages">Ages it will train; may be empty in a draft.</param>
/// <param name="Mode">How it will train; null while it is not stated.</param>
/// <param name="Sites">Premises; may be empty in a draft and for training online only.</param>
/// <param name="Documents">Papers filed.</param>
/// <param name="Particulars">What the kind of application needs beyond the institution itself; null for nothing.</param>
public sealed record ApplicationContent(
    string InstitutionName,
    TrainingCategory Category,
    IReadOnlyList<EducationStage> Stages,
    TrainingMode? Mode,
    IReadOnlyList<Site> Sites,
    IReadOnlyList<Document> Documents,
    Particulars? Particulars = null);

/// <summary>The legal representative as the domain may see the person: sealed.</summary>
/// <param name="Cipher">The person, encrypted.</param>
/// <param name="Hash">Keyed hash of the identity number, to find the person by.</param>
public sealed record SealedPerson(string Cipher, string Hash);
