using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Kinds of activity.</summary>
public enum ActivityKind
{
    /// <summary>Competition.</summary>
    Competition,

    /// <summary>Performance or exhibition.</summary>
    Performance,

    /// <summary>Study tour.</summary>
    StudyTour,
}

/// <summary>Where an activity stands.</summary>
public enum ActivityState
{
    /// <summary>Notified.</summary>
    Notified,

    /// <summary>Cancelled by the institution. Final.</summary>
    Cancelled,
}

/// <summary>The notice to one department.</summary>
/// <param name="Department">Code of the department.</param>
/// <param name="Acknowledged">Whether it has taken note.</param>
/// <param name="Remark">What it remarks, in Chinese.</param>
public sealed record ActivityNotice(string Department, bool Acknowledged = false, string Remark = "");

/// <summary>What an institution tells of an activity.</summary>
/// <param name="Kind">Kind of activity.</param>
/// <param name="Title">Title.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Place">Where it takes place.</param>
/// <param name="PupilCount">Number of pupils expected.</param>
/// <param name="ApprovalDocument">Document by which it is allowed; may be empty.</param>
public sealed record ActivityContent(
    ActivityKind Kind, string Title, DateOnly StartsOn, DateOnly EndsOn, string Place, int PupilCount, string ApprovalDocument);

/// <summary>An activity of an institution, notified to the departments that approved and registered it.</summary>
public sealed class Activity : Matter
{
    private Activity()
    {
    }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>What the institution tells of it.</summary>
    public ActivityContent Content { get; private set; } = null!;

    /// <summary>Last day, to be asked for.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public ActivityState State { get; private set; }

    /// <summary>Departments notified.</summary>
    public IReadOnlyList<ActivityNotice> Notices { get; private set; } = [];

    /// <summary>Findings on the day of the notification.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Notifies an activity to the competent department and the registration authority of the institution.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="content">What it tells.</param>
    /// <param name="law">The law of its place today.</param>
    /// <param name="now">The moment.</param>
    public static Activity Notify(Institution institution, ActivityContent content, LawAt law, DateTimeOffset now)
    {
        var competence = Competence.Of(institution.Category, law);
        var activity = new Activity
        {
            InstitutionId = institution.Id,
            InstitutionCode = institution.Code,
            Content = content,
            EndsOn = content.EndsOn,
            Notices = [.. competence.Reviewers.Select(reviewer => new ActivityNotice(reviewer.Department))],
            Findings = [.. new[] { ActivityRules.ActivityNotifiedAfterItsStart(content, law) }.OfType<Finding>(), .. competence.Findings],
        };
        activity.Begin(institution.Division, now);
        return activity;
    }

    /// <summary>Takes note as a department.</summary>
    /// <param name="department">Code of the department.</param>
    /// <param name="remark">What it remarks; may be empty.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">NOT_A_HANDLER.</exception>
    public void Acknowledge(string department, string remark, DateTimeOffset now)
    {
        if (Notices.All(notice => notice.Department != department)) throw CaseRefusals.NotAHandler(Notices.Select(notice => notice.Department));
        Notices = [.. Notices.Select(notice => notice.Department == department ? new ActivityNotice(department, true, remark) : notice)];
        Touch(now);
    }

    /// <summary>Cancels the activity.</summary>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE.</exception>
    public void Cancel(DateTimeOffset now)
    {
        Require(State, ActivityState.Notified);
        State = ActivityState.Cancelled;
        Touch(now);
    }
}

/// <summary>What is wrong with a notification.</summary>
public static class ActivityRules
{
    /// <summary>Activities are to be made known. The text names no day, so a notification after the start is a sign and no breach.</summary>
    [Rule("活动开始后才告知", "Activity notified after its start", Capability = "I12", Clauses = ["KM-7"])]
    public static Finding? ActivityNotifiedAfterItsStart(ActivityContent content, LawAt law) => law.Date <= content.StartsOn ? null : law.ByClauses(
        Severity.Warning, "activity.starts_on",
        $"组织竞赛、展演、研学等活动应当告知审批登记部门，该活动于{content.StartsOn:yyyy-MM-dd}开始，告知时已经开始。",
        $"Activities have to be made known to the approval and registration departments; this one began on {content.StartsOn:yyyy-MM-dd}.", ["KM-7"]);
}
