namespace ShuangJian.Policy;

public sealed partial class Law
{
    /// <summary>The latest end of an offline class of academic training.</summary>
    public static readonly ParameterKey<TimeOnly> OfflineClassEndsLatest = new("training/offline_class_ends_latest");
}
