using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What the law says of an application at its submission, by kind.</summary>
internal static class KindGate
{
    /// <summary>
    /// The findings and the parameters they rest on. What an institution already trains is not set up anew: only
    /// rules that its change or transformation breaks for the first time count.
    /// </summary>
    internal static (IReadOnlyList<Finding> Findings, IReadOnlyList<ParameterUse> Uses) Judge(Application application, Institution? concerned, LawAt law)
    {
        var after = new AdmissionFacts(application.Category, application.Stages);
        var findings = new List<Finding>();
        var uses = new List<ParameterUse>();
        if (application.Kind == ApplicationKind.New)
        {
            findings.AddRange(AdmissionRules.Judge(after, law));
            uses.AddRange(AdmissionRules.Uses(after, law));
        }
        else if (concerned is not null && WhatIsTrained(application, concerned) is { } changed)
        {
            var known = AdmissionRules.Judge(new AdmissionFacts(concerned.Category, concerned.Stages), law).Select(finding => finding.Rule).ToHashSet();
            findings.AddRange(AdmissionRules.Judge(changed, law).Where(finding => !known.Contains(finding.Rule)));
            uses.AddRange(AdmissionRules.Uses(changed, law));
        }

        if (StatesPremises(application))
        {
            var standards = SettingStandards.Judge(application, law);
            findings.AddRange(standards.Findings);
            uses.AddRange(standards.Uses);
        }

        return (findings, uses);
    }

    private static AdmissionFacts? WhatIsTrained(Application application, Institution concerned) => application.Kind switch
    {
        ApplicationKind.Change => new AdmissionFacts(
            Names(application, ChangedMatter.Category) ? application.Category : concerned.Category,
            Names(application, ChangedMatter.Scope) ? application.Stages : concerned.Stages),
        ApplicationKind.Transformation => application.Particulars.Target == TransformationTarget.Adult
            ? new AdmissionFacts(concerned.Category, [EducationStage.Adult])
            : new AdmissionFacts(application.Category, concerned.Stages),
        _ => null,
    };

    private static bool StatesPremises(Application application) =>
        application.Kind is ApplicationKind.New or ApplicationKind.AdditionalSite or ApplicationKind.Renewal
        || Names(application, ChangedMatter.Address);

    private static bool Names(Application application, ChangedMatter matter) =>
        application.Kind == ApplicationKind.Change && application.Particulars.Change?.Matters.Contains(matter) == true;
}
