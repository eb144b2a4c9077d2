using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>Shows the rows.</summary>
internal static class Report
{
    private static readonly string[] Columns = ["Part", "What", "Measured", "Baseline of the same run", "Outcome", "Target", "Reached"];

    public static void Print(IEnumerable<(string Part, Row Row)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(Columns);
        table.ShowRowSeparators();
        foreach (var (part, row) in rows)
            table.AddRow([.. Cells(part, row).Select(Markup.Escape)]);
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
    }

    /// <summary>Writes <c>docs/benchmarks.md</c> of the repository; rows of parts that were not measured stay.</summary>
    /// <param name="parts">All parts, in order.</param>
    /// <param name="rows">What was measured, with its part.</param>
    public static void Write(IReadOnlyList<string> parts, IReadOnlyList<(string Part, Row Row)> rows)
    {
        var file = Path.Combine(Repository.Root, "docs", "benchmarks.md");
        var measured = rows.Select(r => r.Part).ToHashSet();
        var kept = File.ReadAllLines(file).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => (Part: line.Split(" | ")[0][2..], Line: line));
        var lines = kept.Where(k => parts.Contains(k.Part) && !measured.Contains(k.Part))
            .Concat(rows.Select(r => (r.Part, Line: $"| {string.Join(" | ", Cells(r.Part, r.Row))} |")))
            .OrderBy(l => parts.ToList().IndexOf(l.Part)).Select(l => l.Line);
        var text = new StringBuilder($"""
            # Benchmarks

            Written by `dotnet run -c Release --project tests/Benchmarks -- --write`, part by part when parts are named. Each ratio
            is the median of the ratios of rounds that alternate with their baseline in the same run, so it says more than the rates
            beside it.

            Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. Callers, services and
            gateway run in the process of the benchmark; PostgreSQL (fsync and synchronous_commit on) and RabbitMQ are processes
            of their own; all of them share the cores. The footprint is that of processes started for it.

            | {string.Join(" | ", Columns)} |
            |{string.Concat(Columns.Select(_ => " --- |"))}

            """);
        foreach (var line in lines) text.Append(line).Append('\n');
        File.WriteAllText(file, text.ToString());
    }

    private static string[] Cells(string part, Row row) =>
        [part, row.What, row.Measured, row.Baseline, row.Outcome, row.Target, row.Reached switch { true => "yes", false => "NO", null => "" }];
}
