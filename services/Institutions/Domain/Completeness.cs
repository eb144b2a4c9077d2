namespace ShuangJian.Institutions.Domain;

/// <summary>What a submission needs over a draft.</summary>
internal static class Completeness
{
    /// <summary>Paths of the request fields that are still empty.</summary>
    internal static IEnumerable<string> MissingFields(Application application)
    {
        if (application.Stages.Count == 0)
            yield return "application.stages";
        if (application.Mode is null)
            yield return "application.mode";
        if (application.RepresentativeCipher is null)
            yield return "application.legal_representative";
        if (application.Sites.Count == 0 && application.Mode != TrainingMode.Online)
            yield return "application.sites";
    }
}
