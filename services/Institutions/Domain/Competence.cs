using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>A department that the law makes part of a review.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Role">Its part.</param>
/// <param name="Basis">The text that names it; null when none does.</param>
public sealed record Reviewer(string Department, ReviewRole Role, LegalBasis? Basis);

/// <summary>Who reviews an application of a category at a place on a day.</summary>
/// <param name="Reviewers">The departments, the leading one first, each once.</param>
/// <param name="Findings">What the law leaves open, for a person to determine.</param>
/// <param name="Uses">The parameters that were consulted.</param>
public sealed record Competence(
    IReadOnlyList<Reviewer> Reviewers, IReadOnlyList<Finding> Findings, IReadOnlyList<ParameterUse> Uses)
{
    private const string Subject = "application.category";

    /// <summary>Leads where no text names a competent department: the documents make it the lead of the whole task.</summary>
    private const string Fallback = "EDUCATION";

    /// <summary>
    /// Finds the competent department and the registration authority. A department that is both reviews once, as
    /// the competent one; a registration authority that nobody names has no part and leaves a finding.
    /// </summary>
    public static Competence Of(TrainingCategory category, LawAt law)
    {
        var competentKey = Law.CompetentDepartmentOf(category);
        var registrationKey = Law.RegistrationAuthorityOf(new AdmissionFacts(category, []).IsAcademic);
        var competent = law.Limit(competentKey);
        var lead = new Reviewer(competent?.Value ?? Fallback, ReviewRole.Competent, competent?.Basis);
        var registration = law.Limit(registrationKey) is { } named && named.Value != lead.Department
            ? new Reviewer(named.Value, ReviewRole.Registration, named.Basis)
            : null;
        Finding?[] findings = [CompetentDepartmentUnknown(category, law), RegistrationAuthorityUnknown(category, law)];
        return new Competence(
            registration is null ? [lead] : [lead, registration],
            [.. findings.OfType<Finding>()],
            [ParameterUse.Of(law, competentKey), ParameterUse.Of(law, registrationKey)]);
    }

    /// <summary>No verified text names the competent department, so the education authority leads until a person confirms it.</summary>
    [Rule("主管部门无法判定", "Competent department unknown",
        Capability = "I3", Clauses = ["KM-6", "TZ-11", "JLP-C26", "BJ-28"],
        Parameters =
        [
            nameof(Law.CompetentDepartmentAcademic), nameof(Law.CompetentDepartmentForeignLanguage),
            nameof(Law.CompetentDepartmentArts), nameof(Law.CompetentDepartmentSports),
            nameof(Law.CompetentDepartmentScience), nameof(Law.CompetentDepartmentVocational),
            nameof(Law.CompetentDepartmentChildcare),
        ])]
    public static Finding? CompetentDepartmentUnknown(TrainingCategory category, LawAt law) =>
        law.Limit(Law.CompetentDepartmentOf(category)) is null
            ? law.Undetermined(Law.CompetentDepartmentOf(category), Subject)
            : null;

    /// <summary>No verified text names the registration authority, so nobody but the lead reviews until a person confirms it.</summary>
    [Rule("登记部门无法判定", "Registration authority unknown",
        Capability = "I3", Clauses = ["KM-A", "BJ-28"],
        Parameters = [nameof(Law.RegistrationAuthorityAcademic), nameof(Law.RegistrationAuthorityNonAcademic)])]
    public static Finding? RegistrationAuthorityUnknown(TrainingCategory category, LawAt law)
    {
        var key = Law.RegistrationAuthorityOf(new AdmissionFacts(category, []).IsAcademic);
        return law.Limit(key) is null ? law.Undetermined(key, Subject) : null;
    }
}
