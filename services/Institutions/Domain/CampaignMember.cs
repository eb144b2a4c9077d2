using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>How far an institution has come in a campaign.</summary>
public enum CampaignProgress
{
    /// <summary>It has not applied.</summary>
    NotCome,

    /// <summary>It has applied and waits for a decision.</summary>
    Applied,

    /// <summary>It passed and is kept.</summary>
    Kept,

    /// <summary>It did not pass.</summary>
    Failed,

    /// <summary>It closed, lost its licence otherwise, or turned to another category.</summary>
    Left,
}

/// <summary>An institution that was there when a campaign was opened, and how far it has come (I5).</summary>
public sealed class CampaignMember
{
    private CampaignMember()
    {
    }

    /// <summary>The campaign.</summary>
    public Guid CampaignId { get; private set; }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>County-level division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Credit code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Name at the opening.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Category at the opening.</summary>
    public TrainingCategory Category { get; private set; }

    /// <summary>How far it has come.</summary>
    public CampaignProgress Progress { get; private set; }

    /// <summary>The application by which it came last; null until then.</summary>
    public Guid? ApplicationId { get; private set; }

    /// <summary>Whether an institution takes part in campaigns of its category: it holds a licence and is no sample.</summary>
    /// <param name="institution">The institution.</param>
    public static bool Takes(Institution institution) => Holds(institution) && !institution.Sample;

    /// <summary>Puts an institution on the roster.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="institution">The institution.</param>
    public static CampaignMember Of(Campaign campaign, Institution institution) => new()
    {
        CampaignId = campaign.Id,
        InstitutionId = institution.Id,
        Division = institution.Division,
        Code = institution.Code,
        Name = institution.Name,
        Category = institution.Category,
    };

    /// <summary>Whether an application is one by which an institution comes to a campaign.</summary>
    /// <param name="application">The application.</param>
    public static bool ComesBy(Application application) => application.Kind is ApplicationKind.ReReview or ApplicationKind.OnlineReapproval;

    /// <summary>Follows what became of the institution itself. Who failed stays so, whatever the failure brought about.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="reviewed">Categories that the campaign reviews.</param>
    public void Follow(Institution institution, IReadOnlyList<TrainingCategory> reviewed)
    {
        if (Progress == CampaignProgress.Failed) return;
        if (!Holds(institution) || !reviewed.Contains(institution.Category)) Progress = CampaignProgress.Left;
    }

    /// <summary>Follows the application by which it comes.</summary>
    /// <param name="application">The application.</param>
    public void Follow(Application application)
    {
        switch (application.State)
        {
            case ApplicationState.Submitted or ApplicationState.Returned or ApplicationState.Accepted:
                (Progress, ApplicationId) = (CampaignProgress.Applied, application.Id);
                break;
            case ApplicationState.Approved:
                (Progress, ApplicationId) = (CampaignProgress.Kept, application.Id);
                break;
            case ApplicationState.Refused:
                (Progress, ApplicationId) = (CampaignProgress.Failed, application.Id);
                break;
            case ApplicationState.Withdrawn when ApplicationId == application.Id:
                (Progress, ApplicationId) = (CampaignProgress.NotCome, null);
                break;
        }
    }

    private static bool Holds(Institution institution) => institution.State is InstitutionState.Licensed or InstitutionState.Suspended;
}
