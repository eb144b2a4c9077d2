namespace ShuangJian.Benchmarks;

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure, with its unit.</param>
/// <param name="Baseline">What it was held against in the same run, with its unit; a dash when the target is absolute.</param>
/// <param name="Outcome">The ratio, or the figure again when the target is absolute.</param>
/// <param name="Target">What it must be; empty for a figure that is only told.</param>
/// <param name="Reached">Whether it is; null for a figure that is only told.</param>
internal sealed record Row(string What, string Measured, string Baseline, string Outcome, string Target, bool? Reached)
{
    /// <summary>A rate that must be at least a share of the baseline's.</summary>
    public static Row Ratio(string what, Comparison rates, string unit, double least) => new(
        what, $"{rates.Measured:N0} {unit}/s", $"{rates.Baseline:N0} /s", $"{rates.Ratio:F2} ×", $"≥ {least:F1} ×", rates.Ratio >= least);

    /// <summary>A figure that must stay below a limit.</summary>
    public static Row Below(string what, double figure, string unit, double limit, string format = "N0") => new(
        what, $"{figure.ToString(format)} {unit}", "—", $"{figure.ToString(format)} {unit}", $"< {limit:N0} {unit}", figure < limit);

    /// <summary>A figure that must reach a limit.</summary>
    public static Row AtLeast(string what, double figure, string unit, double limit) => new(
        what, $"{figure:N0} {unit}", "—", $"{figure:N0} {unit}", $"≥ {limit:N0} {unit}", figure >= limit);

    /// <summary>A figure that is told without a target.</summary>
    public static Row Told(string what, string measured, string baseline = "—", string outcome = "—") => new(what, measured, baseline, outcome, "", null);
}
