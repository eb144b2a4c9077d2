namespace ShuangJian.Policy;

/// <content>Keys of the event log.</content>
public sealed partial class Law
{
    /// <summary>Months for which the event log keeps an event.</summary>
    public static readonly ParameterKey<int> EventLogKeptMonths = new("events/log_kept_months");
}
