namespace ShuangJian.Policy;

/// <content>Keys of what is monitored: advertisements, fees, contracts, competition, use of money, risk.</content>
public sealed partial class Law
{
    /// <summary>Whether commercial advertising in schools and kindergartens is forbidden.</summary>
    public static readonly ParameterKey<bool> CampusAdvertisingForbidden = new("advertising/campus_forbidden");
    /// <summary>Whether advertisements that exaggerate, mislead or alarm parents are dealt with.</summary>
    public static readonly ParameterKey<bool> AlarmingTextsForbidden = new("advertising/texts_forbidden");
    /// <summary>Whether the ban of channels covers advertisements of academic training only.</summary>
    public static readonly ParameterKey<bool> ChannelsAcademicOnly = new("advertising/channels_academic_only");
    /// <summary>Whether advertisements of any kind on learning goods are forbidden.</summary>
    public static readonly ParameterKey<bool> AnyOnLearningGoodsForbidden = new("advertising/any_on_learning_goods_forbidden");
    /// <summary>Months within which breaches of one advertiser are counted together.</summary>
    public static readonly ParameterKey<int> AdvertisementRepeatMonths = new("advertising/repeat_months");
    /// <summary>Breaches within those months that raise the frequency of inspections.</summary>
    public static readonly ParameterKey<int> AdvertisementRepeatTimes = new("advertising/repeat_times");

    /// <summary>Least number of fee standards of others for a comparison with peers.</summary>
    public static readonly ParameterKey<int> PeerGroupLeast = new("fees/peer_group_least");
    /// <summary>Median absolute deviations above the median from which a fee is far above its peers.</summary>
    public static readonly ParameterKey<int> PeerDeviationTimes = new("fees/peer_deviation_times");
    /// <summary>Least excess over the median, in percent.</summary>
    public static readonly ParameterKey<int> PeerExcessPercent = new("fees/peer_excess_percent");
    /// <summary>Excess of a fee over its declared cost, in percent of the cost, above which a person looks.</summary>
    public static readonly ParameterKey<int> FeeMarginPercent = new("fees/margin_percent");
    /// <summary>Days between two charges of one pupil within which they count as one charge.</summary>
    public static readonly ParameterKey<int> SplitWindowDays = new("fees/split_window_days");
    /// <summary>Months of the earlier charge that may be left at a renewal.</summary>
    public static readonly ParameterKey<int> RenewalMonthsLeft = new("fees/renewal_months_left");
    /// <summary>Model contracts of which one must be used.</summary>
    public static readonly ParameterKey<TextList> ModelContracts = new("fees/model_contracts");

    /// <summary>Days before a promotion in which the original price must have applied.</summary>
    public static readonly ParameterKey<int> OriginalPriceDays = new("competition/original_price_days");

    /// <summary>Least share of financing and fees that goes to training.</summary>
    public static readonly ParameterKey<Ratio> TrainingShare = new("funds/training_share");
    /// <summary>Share of a period, in percent, above which one other use is large.</summary>
    public static readonly ParameterKey<int> LargeOtherPercent = new("funds/large_other_percent");

    /// <summary>Risk points by balance in percent of what is owed to pupils.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsCoverage = new("risk/points_coverage");
    /// <summary>Risk points by refunds that wait.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsRefundsWaiting = new("risk/points_refunds_waiting");
    /// <summary>Risk points by days that the oldest refund waits.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsRefundDays = new("risk/points_refund_days");
    /// <summary>Risk points by complaints of the last thirty days.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsComplaints = new("risk/points_complaints");
    /// <summary>Risk points by staff who left in the last thirty days, in percent.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsStaffLeaving = new("risk/points_staff_leaving");
    /// <summary>Risk points by days left of the lease.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsLeaseDays = new("risk/points_lease_days");
    /// <summary>Risk points by growth of the pupils enrolled, in percent.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsEnrolmentGrowth = new("risk/points_enrolment_growth");
    /// <summary>Risk points by penalties of the last thirty days.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsPenalties = new("risk/points_penalties");
    /// <summary>Risk points by advertisements of the last thirty days that were in breach.</summary>
    public static readonly ParameterKey<BandTable> RiskPointsAdvertisements = new("risk/points_advertisements");
    /// <summary>Level of the warning by score: 0 none, 1 yellow, 2 red.</summary>
    public static readonly ParameterKey<BandTable> RiskLevels = new("risk/levels");
    /// <summary>Days for which an input of the score counts.</summary>
    public static readonly ParameterKey<int> RiskInputsDays = new("risk/inputs_days");
}
