namespace ShuangJian.Policy;

/// <content>Keys of the cases around institutions: classification, capital, unlicensed institutions, credit.</content>
public sealed partial class Law
{
    /// <summary>Votes that an expert panel needs before its voting can be closed.</summary>
    public static readonly ParameterKey<int> ClassificationQuorum = new("classification/quorum_persons");
    /// <summary>Share of the votes given that one opinion must reach.</summary>
    public static readonly ParameterKey<Ratio> ClassificationMajority = new("classification/majority_share");
    /// <summary>Working days for a panel to decide.</summary>
    public static readonly ParameterKey<int> ClassificationVoteWorkingDays = new("classification/vote_working_days");
    /// <summary>Working days in which the result of a county panel may be disputed.</summary>
    public static readonly ParameterKey<int> ClassificationDisputeWorkingDays = new("classification/dispute_working_days");

    /// <summary>Working days for bringing an unlicensed institution to order.</summary>
    public static readonly ParameterKey<int> UnlicensedInstitutionWorkingDays = new("cases/unlicensed_institution_working_days");
    /// <summary>Working days for bringing an unapproved site to order.</summary>
    public static readonly ParameterKey<int> UnapprovedSiteWorkingDays = new("cases/unapproved_site_working_days");
    /// <summary>Working days for cleaning up a forbidden holding of capital.</summary>
    public static readonly ParameterKey<int> CapitalCleanUpWorkingDays = new("cases/capital_clean_up_working_days");
    /// <summary>Working days for removing a hazard.</summary>
    public static readonly ParameterKey<int> SafetyHazardWorkingDays = new("cases/safety_hazard_working_days");

    /// <summary>Whether academic institutions may not be listed.</summary>
    public static readonly ParameterKey<bool> AcademicListingForbidden = new("capital/academic_listing_forbidden");
    /// <summary>Whether listed companies may not put stock-market money into academic institutions.</summary>
    public static readonly ParameterKey<bool> StockMarketMoneyForbidden = new("capital/stock_market_money_forbidden");
    /// <summary>Whether listed companies may not buy assets of academic institutions.</summary>
    public static readonly ParameterKey<bool> AssetPurchaseForbidden = new("capital/asset_purchase_forbidden");
    /// <summary>Whether foreign capital may not control academic institutions.</summary>
    public static readonly ParameterKey<bool> ForeignControlForbidden = new("capital/foreign_control_forbidden");
    /// <summary>Whether foreign capital may not hold shares of academic institutions.</summary>
    public static readonly ParameterKey<bool> ForeignSharesForbidden = new("capital/foreign_shares_forbidden");
    /// <summary>Share that a holder must exceed to control by shares.</summary>
    public static readonly ParameterKey<Ratio> ControlShare = new("capital/control_share");
    /// <summary>Years for which a declaration that ended says who its natural persons are.</summary>
    public static readonly ParameterKey<int> CapitalPersonRecordYears = new("capital/person_record_years");

    /// <summary>Points from which the credit score starts.</summary>
    public static readonly ParameterKey<int> CreditStartPoints = new("credit/start_points");
    /// <summary>Points that an administrative penalty costs.</summary>
    public static readonly ParameterKey<int> CreditPointsPenalty = new("credit/points_penalty");
    /// <summary>Points that an upheld complaint costs.</summary>
    public static readonly ParameterKey<int> CreditPointsComplaint = new("credit/points_complaint");
    /// <summary>Points that a self-discipline decision of an association costs.</summary>
    public static readonly ParameterKey<int> CreditPointsSelfDiscipline = new("credit/points_self_discipline");
    /// <summary>Points that a dispute settled against the institution costs.</summary>
    public static readonly ParameterKey<int> CreditPointsDispute = new("credit/points_dispute");
    /// <summary>Points that a case left open beyond its deadline costs.</summary>
    public static readonly ParameterKey<int> CreditPointsOverdueCase = new("credit/points_overdue_case");
    /// <summary>Share of the points that still counts once the matter is rectified.</summary>
    public static readonly ParameterKey<Ratio> CreditRectifiedShare = new("credit/rectified_share");
    /// <summary>Months for which an event counts.</summary>
    public static readonly ParameterKey<int> CreditCountingMonths = new("credit/counting_months");
    /// <summary>Credit grade by score: 1 is A, 4 is D.</summary>
    public static readonly ParameterKey<BandTable> CreditGrades = new("credit/grades");
    /// <summary>Inspections a year by credit grade: 1 is A, 4 is D.</summary>
    public static readonly ParameterKey<BandTable> InspectionsPerYear = new("credit/inspections_per_year");
}
