namespace ShuangJian.Policy;

/// <content>Keys of complaints and surveys.</content>
public sealed partial class Law
{
    /// <summary>Working days after an answer within which a complaint may be reopened.</summary>
    public static readonly ParameterKey<int> ComplaintReopeningWorkingDays = new("complaints/reopening_working_days");
    /// <summary>Share of common pairs of characters from which two texts about one subject are one complaint.</summary>
    public static readonly ParameterKey<int> ComplaintLikenessPercent = new("complaints/likeness_percent");
    /// <summary>Complaints that one address may hand in within an hour.</summary>
    public static readonly ParameterKey<int> ComplaintsPerCallerAnHour = new("complaints/per_caller_an_hour");
    /// <summary>Complaints about one subject that one address may hand in within a day.</summary>
    public static readonly ParameterKey<int> ComplaintsPerCallerAndSubjectADay = new("complaints/per_caller_and_subject_a_day");
    /// <summary>Complaints about one subject that are taken on the web within an hour.</summary>
    public static readonly ParameterKey<int> ComplaintsPerSubjectAnHour = new("complaints/per_subject_an_hour");
    /// <summary>Wrong tracking codes that one address may try within an hour.</summary>
    public static readonly ParameterKey<int> WrongTrackingCodesAnHour = new("complaints/wrong_tracking_codes_an_hour");

    /// <summary>Answers below which a group of a survey is not shown.</summary>
    public static readonly ParameterKey<int> SurveySmallGroup = new("surveys/small_group_persons");
    /// <summary>Index from which the burden of homework is held to be eased.</summary>
    public static readonly ParameterKey<int> SurveyGoalBurden = new("surveys/goal_burden_points");
    /// <summary>Index from which the spending on training is held to be eased.</summary>
    public static readonly ParameterKey<int> SurveyGoalSpending = new("surveys/goal_spending_points");
    /// <summary>Index from which the effort of parents is held to be eased.</summary>
    public static readonly ParameterKey<int> SurveyGoalEffort = new("surveys/goal_effort_points");
    /// <summary>Index from which satisfaction is held to be reached.</summary>
    public static readonly ParameterKey<int> SurveyGoalSatisfaction = new("surveys/goal_satisfaction_points");
}
