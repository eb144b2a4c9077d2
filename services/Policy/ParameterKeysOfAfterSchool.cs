namespace ShuangJian.Policy;

/// <content>Keys of after-school service, beside those of its days and hours.</content>
public sealed partial class Law
{
    /// <summary>Days for which an institution is shown publicly before schools may choose it.</summary>
    public static readonly ParameterKey<int> AfterSchoolSelectionNoticeDays = new("after_school/selection_notice_days");
    /// <summary>Least share of the money of after-school service that goes to those who serve, read from 主要 (mainly).</summary>
    public static readonly ParameterKey<Ratio> AfterSchoolStaffShare = new("after_school/staff_share");
}
