using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What the admission gate looks at.</summary>
/// <param name="Category">What the institution will train.</param>
/// <param name="Stages">Ages it will train.</param>
public sealed record AdmissionFacts(TrainingCategory Category, IReadOnlyList<EducationStage> Stages)
{
    /// <summary>Whether it trains school subjects; foreign languages count as such.</summary>
    public bool IsAcademic => Category is TrainingCategory.Academic or TrainingCategory.ForeignLanguage;

    internal bool IsAcademicForCompulsoryEducation =>
        IsAcademic && (Stages.Contains(EducationStage.Primary) || Stages.Contains(EducationStage.Junior));

    internal bool IsAcademicForSeniorHigh => IsAcademic && Stages.Contains(EducationStage.SeniorHigh);

    internal bool IsForPreschool => Stages.Contains(EducationStage.Preschool);
}

/// <summary>The admission gate: which institutions may not be set up any more, or not yet.</summary>
public static class AdmissionRules
{
    private const string Stages = "application.stages";

    /// <summary>The value by which a place says that it waits for a standard.</summary>
    private const string NoStandardYet = "none";

    /// <summary>Applies every rule and puts the findings together.</summary>
    /// <param name="facts">What is applied for.</param>
    /// <param name="law">The law of the place on the day of submission.</param>
    public static IReadOnlyList<Finding> Judge(AdmissionFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            NewAcademicForCompulsoryEducation(facts, law),
            NewAcademicForSeniorHigh(facts, law),
            NewPreschoolInstitution(facts, law),
            NonAcademicStandardMissing(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>The parameters that <see cref="Judge"/> consults for the same facts.</summary>
    /// <inheritdoc cref="Judge"/>
    public static IReadOnlyList<ParameterUse> Uses(AdmissionFacts facts, LawAt law)
    {
        (bool Consulted, ParameterKey Key)[] keys =
        [
            (facts.IsAcademicForCompulsoryEducation, Law.NewAcademicCompulsoryProhibited),
            (facts.IsAcademicForSeniorHigh, Law.NewAcademicSeniorHighProhibited),
            (facts.IsForPreschool, Law.NewPreschoolProhibited),
            (!facts.IsAcademic, Law.NonAcademicStandard),
        ];
        return [.. keys.Where(key => key.Consulted).Select(key => ParameterUse.Of(law, key.Key))];
    }

    /// <summary>No new academic institution for pupils in compulsory education is approved.</summary>
    [Rule("新设面向义务教育阶段学生的学科类培训机构", "New academic institution for compulsory education",
        Capability = "I1", Clauses = ["KM-6", "TZ-12", "JLP-C24", "YC-3.2", "BJ-12"],
        Parameters = [nameof(Law.NewAcademicCompulsoryProhibited)])]
    public static Finding? NewAcademicForCompulsoryEducation(AdmissionFacts facts, LawAt law) => law.Forbidden(
        Law.NewAcademicCompulsoryProhibited,
        Stages,
        facts.IsAcademicForCompulsoryEducation,
        "不再审批新的面向义务教育阶段学生的学科类校外培训机构。",
        "No new academic training institution for pupils in compulsory education is approved.");

    /// <summary>No new academic institution for senior high pupils is approved.</summary>
    [Rule("新设面向普通高中学生的学科类培训机构", "New academic institution for senior high pupils",
        Capability = "I1", Clauses = ["KM-P", "TZ-12", "YC-3.2", "BJ-31"],
        Parameters = [nameof(Law.NewAcademicSeniorHighProhibited)])]
    public static Finding? NewAcademicForSeniorHigh(AdmissionFacts facts, LawAt law) => law.Forbidden(
        Law.NewAcademicSeniorHighProhibited,
        Stages,
        facts.IsAcademicForSeniorHigh,
        "不再审批新的面向普通高中学生的学科类校外培训机构。",
        "No new academic training institution for senior high pupils is approved.");

    /// <summary>No new institution for preschool children is approved, whatever it trains.</summary>
    [Rule("新设面向学龄前儿童的培训机构", "New institution for preschool children",
        Capability = "I1", Clauses = ["KM-P", "TZ-12", "YC-3.2", "BJ-31"],
        Parameters = [nameof(Law.NewPreschoolProhibited)])]
    public static Finding? NewPreschoolInstitution(AdmissionFacts facts, LawAt law) => law.Forbidden(
        Law.NewPreschoolProhibited,
        Stages,
        facts.IsForPreschool,
        "不再审批新的面向学龄前儿童的校外培训机构。",
        "No new training institution for preschool children is approved.");

    /// <summary>
    /// Approvals of non-academic institutions wait until the standard is set. Never a breach: a person
    /// determines whether one is there by which the application can be approved.
    /// </summary>
    [Rule("非学科类机构尚无设置标准", "Standard for non-academic institutions missing",
        Capability = "I1", Clauses = ["KM-6"], Parameters = [nameof(Law.NonAcademicStandard)])]
    public static Finding? NonAcademicStandardMissing(AdmissionFacts facts, LawAt law)
    {
        const string Subject = "application.category";
        if (facts.IsAcademic)
            return null;
        if (law.Limit(Law.NonAcademicStandard) is not { } standard)
            return law.Undetermined(Law.NonAcademicStandard, Subject);
        return standard.Value != NoStandardYet ? null : new Finding(
            nameof(NonAcademicStandardMissing),
            Severity.Undetermined,
            "非学科类培训机构的设置标准尚未明确，须待国家和省明确分工和管理标准后审批，由主管部门认定。",
            "The standard for non-academic institutions is not set yet; approval waits for it, and the competent department determines.",
            Subject,
            standard.Quantity,
            null,
            [standard.Basis]);
    }
}
