using System.Text.RegularExpressions;
using ShuangJian.Operating;
using ShuangJian.Testing;
using Spectre.Console;

namespace ShuangJian.DeploymentTests;

/// <summary>Every command of the operations guide is one that there is.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md"));

    public static TheoryData<string> Operator => [.. Commands("./sj ")];

    public static TheoryData<string> Scripts => [.. string.Join('\n', Lines).Split('\n').SelectMany(l => Script().Matches(l)).Select(m => m.Value).Distinct()];

    public static TheoryData<string> Alerts => [.. Lines.Where(l => l.StartsWith("| `", StringComparison.Ordinal)).SelectMany(l => Alert().Matches(l.Split('|')[1])).Select(m => m.Groups[1].Value)];

    [Theory, MemberData(nameof(Operator))]
    public void The_program_of_operators_takes_it(string command) => Assert.Empty(OperatorProgram.Create(AnsiConsole.Console).Parse(command["./sj ".Length..].Split('>')[0].Trim().Split(' ')).Errors);

    [Theory, MemberData(nameof(Scripts))]
    public void The_script_is_there_and_can_be_run(string script)
    {
        var file = Path.Combine(Repository.Root, script);
        Assert.True(File.Exists(file), script);
        Assert.Equal(0, Rendering.Run("test", null, "-x", file).Code);
        Assert.Equal(0, File.ReadLines(file).First().Contains("python", StringComparison.Ordinal) ? 0 : Rendering.Run("bash", null, "-n", file).Code);
    }

    [Theory, MemberData(nameof(Alerts))]
    public void The_alert_is_one_that_can_come(string alert) => Assert.Contains(
        $"- alert: {alert}\n", File.ReadAllText(Path.Combine(Repository.Root, "k8s", "components", "observability", "alerts.yaml")), StringComparison.Ordinal);

    private static IEnumerable<string> Commands(string start) => Lines.Select(l => l.Trim()).Where(l => l.StartsWith(start, StringComparison.Ordinal))
        .Concat(Lines.SelectMany(l => Inline().Matches(l)).Select(m => m.Groups[1].Value).Where(c => c.StartsWith(start, StringComparison.Ordinal) && !c.EndsWith("--help", StringComparison.Ordinal))).Distinct();

    [GeneratedRegex(@"\bscripts/[a-z-]+")]
    private static partial Regex Script();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)`(?!\w)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Inline();
}
