namespace ShuangJian.Policy;

/// <summary>Time in China, which has one time zone and no summer time.</summary>
public static class ChinaTime
{
    /// <summary>Ahead of UTC all year.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);
}
