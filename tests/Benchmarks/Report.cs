using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;

namespace ShuangJian.Benchmarks;

/// <summary>Shows the rows.</summary>
internal static class Report
{
    private static readonly string[] Columns = ["What", "Measured", "Baseline of the same run", "Outcome", "Target", "Reached"];

    public static void Print(IEnumerable<Row> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(Columns);
        table.ShowRowSeparators();
        foreach (var row in rows)
            table.AddRow([.. Cells(row).Select(Markup.Escape)]);
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 160);
        AnsiConsole.Write(table);
    }

    /// <summary>Writes <c>docs/benchmarks.md</c> of the repository.</summary>
    public static void Write(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder($"""
            # Benchmarks

            Written by `dotnet run -c Release --project tests/Benchmarks -- --write`. Each ratio is the median of the ratios of
            rounds that alternate with their baseline in the same run, so it says more than the rates beside it.

            Machine: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. Callers, services and
            gateway run in the process of the benchmark; PostgreSQL (fsync and synchronous_commit on) and RabbitMQ are processes
            of their own; all of them share the cores. The footprint is that of processes started for it.

            | {string.Join(" | ", Columns)} |
            |{string.Concat(Columns.Select(_ => " --- |"))}

            """);
        foreach (var row in rows) text.Append($"| {string.Join(" | ", Cells(row))} |\n");
        File.WriteAllText(Path.Combine(Root(), "docs", "benchmarks.md"), text.ToString());
    }

    private static string[] Cells(Row row) =>
        [row.What, row.Measured, row.Baseline, row.Outcome, row.Target, row.Reached switch { true => "yes", false => "NO", null => "" }];

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ShuangJian.Platform.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is not run from within the repository.");
        return folder;
    }
}
