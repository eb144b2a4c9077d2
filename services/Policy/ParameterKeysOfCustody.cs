namespace ShuangJian.Policy;

/// <content>Keys of the custody of prepaid money.</content>
public sealed partial class Law
{
    /// <summary>Ways in which prepaid money may be kept safe.</summary>
    public static readonly ParameterKey<TextList> CustodyModes = new("custody/modes");
    /// <summary>Amount from which a single movement is announced to the authority.</summary>
    public static readonly ParameterKey<long> LargeMovementFen = new("custody/large_movement_fen");
}
