namespace ShuangJian.Policy;

/// <content>Keys of schools, beside those of the daily minutes.</content>
public sealed partial class Law
{
    /// <summary>Least share of written homework that primary pupils finish in school, where a text says that they finish nearly all.</summary>
    public static readonly ParameterKey<int> FinishedInSchoolPrimary = new("homework/finished_in_school_percent_primary");
    /// <summary>Least share of written homework that junior pupils finish in school, where a text says that they finish most.</summary>
    public static readonly ParameterKey<int> FinishedInSchoolJunior = new("homework/finished_in_school_percent_junior");
}
