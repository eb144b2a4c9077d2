namespace ShuangJian.Policy;

/// <content>Keys of the custody of prepaid money.</content>
public sealed partial class Law
{
    /// <summary>Ways in which prepaid money may be kept safe.</summary>
    public static readonly ParameterKey<TextList> CustodyModes = new("custody/modes");
    /// <summary>Amount from which a single movement is announced to the authority.</summary>
    public static readonly ParameterKey<long> LargeMovementFen = new("custody/large_movement_fen");
    /// <summary>Share of the fees not taught for that a risk reserve must hold.</summary>
    public static readonly ParameterKey<int> ReservePercent = new("custody/reserve_percent");
    /// <summary>Days for which a difference may stay open before the departments of the county are told.</summary>
    public static readonly ParameterKey<int> DifferenceEscalationDays = new("custody/difference_escalation_days");
    /// <summary>Days after which those of the city are told.</summary>
    public static readonly ParameterKey<int> DifferenceSecondEscalationDays = new("custody/difference_second_escalation_days");
}
