namespace ShuangJian.Policy;

/// <content>Keys of penalties beside the ladder of Order 53: who punishes, terms, hearing, payment, effects.</content>
public sealed partial class Law
{
    /// <summary>Department that exercises the power to punish where a text gives it to one; otherwise that of the kind of breach.</summary>
    public static readonly ParameterKey<string> PenaltyAuthority = new("penalties/authority");
    /// <summary>Where the fine of an aggravated breach begins, as percent of the way from least to most.</summary>
    public static readonly ParameterKey<int> AggravatedFromPercent = new("penalties/aggravated_from_percent");
    /// <summary>Years after the end of a breach in which it is punished.</summary>
    public static readonly ParameterKey<int> PenaltyLimitationYears = new("penalties/limitation_years");
    /// <summary>Days from the opening of a case to its decision.</summary>
    public static readonly ParameterKey<int> PenaltyDecisionDays = new("penalties/decision_days");
    /// <summary>Working days for the statement of the party after the notice.</summary>
    public static readonly ParameterKey<int> PenaltyStatementWorkingDays = new("penalties/statement_working_days");
    /// <summary>Working days for asking for a hearing after the notice.</summary>
    public static readonly ParameterKey<int> HearingRequestWorkingDays = new("penalties/hearing_request_working_days");
    /// <summary>Fine from which the party has the right to a hearing.</summary>
    public static readonly ParameterKey<long> HearingFen = new("penalties/hearing_fen");
    /// <summary>Fine from which a case is decided collectively.</summary>
    public static readonly ParameterKey<long> MajorPenaltyFen = new("penalties/major_fen");
    /// <summary>Working days for serving a decision.</summary>
    public static readonly ParameterKey<int> PenaltyServiceWorkingDays = new("penalties/service_working_days");
    /// <summary>Days for paying a fine after the decision was served.</summary>
    public static readonly ParameterKey<int> PenaltyPaymentDays = new("penalties/payment_days");
    /// <summary>Surcharge for each day of delay, percent of what is unpaid.</summary>
    public static readonly ParameterKey<int> SurchargePercentPerDay = new("penalties/surcharge_percent_per_day");
    /// <summary>Greatest surcharge, percent of the fine.</summary>
    public static readonly ParameterKey<int> SurchargeMostPercent = new("penalties/surcharge_most_percent");
    /// <summary>Days for an administrative review after the decision was served.</summary>
    public static readonly ParameterKey<int> PenaltyReviewDays = new("penalties/review_days");
    /// <summary>Months for a lawsuit after the decision was served.</summary>
    public static readonly ParameterKey<int> PenaltyLawsuitMonths = new("penalties/lawsuit_months");
    /// <summary>Working days within which a service confirms an effect of a penalty.</summary>
    public static readonly ParameterKey<int> PenaltyEffectWorkingDays = new("penalties/effect_working_days");
    /// <summary>Months for which a decision is published.</summary>
    public static readonly ParameterKey<int> PenaltyPublicationMonths = new("penalties/publication_months");

    /// <summary>Working days in which what a record of supervision asks for is to be done.</summary>
    public static readonly ParameterKey<int> RecordFollowUpWorkingDays = new("records/follow_up_working_days");
    /// <summary>Working days for an appeal against accountability.</summary>
    public static readonly ParameterKey<int> RecordAppealWorkingDays = new("records/appeal_working_days");
}
