using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What a submission needs over a draft.</summary>
internal static class Completeness
{
    /// <summary>Paths of the request fields that are still empty.</summary>
    internal static IEnumerable<string> MissingFields(Application application)
    {
        var details = application.Particulars;
        if (application.Stages.Count == 0)
            yield return "application.stages";
        if (application.Mode is null)
            yield return "application.mode";
        if (application.RepresentativeCipher is null)
            yield return "application.legal_representative";
        if (application.Sites.Count == 0 && (application.Mode != TrainingMode.Online || application.Kind == ApplicationKind.AdditionalSite))
            yield return "application.sites";
        switch (application.Kind)
        {
            case ApplicationKind.Change when details.Change is not { Matters.Count: > 0 }:
                yield return "application.change.matters";
                break;
            case ApplicationKind.Change when details.Change.Matters.Contains(ChangedMatter.Owner):
                if (details.Change.OwnerName.Length == 0)
                    yield return "application.change.owner_name";
                if (details.Change.OwnerCode.Length == 0)
                    yield return "application.change.owner_code";
                break;
            case ApplicationKind.Transformation when details.Target is null:
                yield return "application.transformation_target";
                break;
            case ApplicationKind.Closure when details.Closure is null:
                yield return "application.closure";
                break;
            case ApplicationKind.OnlineReapproval when application.InstitutionId is null && details.FilingNumber.Length == 0:
                yield return "application.online_filing_number";
                break;
        }
    }

    /// <summary>The field by which an application is not what its kind says, or null: a change must change, only an academic institution is re-reviewed.</summary>
    internal static string? Mismatch(Application application, Institution? concerned, DateOnly today) => application.Kind switch
    {
        ApplicationKind.OnlineReapproval when application.Mode == TrainingMode.Offline => "application.mode",
        ApplicationKind.ReReview when !IsAcademic(concerned!.Category) => "application.kind",
        ApplicationKind.Closure when application.Particulars.Closure!.ClosesOn < today => "application.closure.closes_on",
        ApplicationKind.Transformation when application.Particulars.Target == TransformationTarget.Adult
            && concerned!.Stages.All(stage => stage == EducationStage.Adult) => "application.transformation_target",
        ApplicationKind.Transformation when application.Particulars.Target == TransformationTarget.NonAcademic
            && !IsAcademic(concerned!.Category) => "application.transformation_target",
        ApplicationKind.Transformation when application.Particulars.Target == TransformationTarget.NonAcademic
            && IsAcademic(application.Category) => "application.category",
        ApplicationKind.Change when application.Particulars.Change!.Matters.Any(matter => !Changes(application, concerned!, matter)) =>
            "application.change.matters",
        _ => null,
    };

    private static bool Changes(Application application, Institution concerned, ChangedMatter matter) => matter switch
    {
        ChangedMatter.Name => application.InstitutionName != concerned.Name,
        ChangedMatter.Address => !application.Sites.SequenceEqual(concerned.Sites),
        ChangedMatter.Category => application.Category != concerned.Category,
        ChangedMatter.Owner => application.Particulars.Change!.OwnerCode != concerned.OwnerCode,
        _ => !application.Stages.SequenceEqual(concerned.Stages) || application.Mode != concerned.Mode,
    };

    private static bool IsAcademic(TrainingCategory category) => new AdmissionFacts(category, []).IsAcademic;
}
