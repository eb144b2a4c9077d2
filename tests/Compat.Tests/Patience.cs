namespace ShuangJian.Compat.Tests;

internal static class Patience
{
    /// <summary>How long a test waits for something that has to happen.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);
}
