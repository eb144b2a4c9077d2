using System.CommandLine;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>import</c>: sends a file to one of the bulk services and shows how far it has come.</summary>
internal static class ImportCommand
{
    public static Command Create(ConnectionOptions connection, IAnsiConsole console)
    {
        var kind = new Argument<string>("kind") { Description = $"内容 What its rows are: {string.Join(", ", FileKinds.All.Keys)}" };
        var file = new Argument<string>("file") { Description = "文件 CSV (.csv) or JSON lines (.json, .jsonl)" };
        var division = new Option<string>("--division") { Description = "行政区划 Division within which every row lies", Required = true };
        var batch = new Option<string?>("--batch") { Description = "批次 UUID of a batch that was broken off, to go on with it" };
        var dry = new Option<bool>("--dry-run") { Description = "只检查 Nothing is stored" };
        kind.AcceptOnlyFromAmong([.. FileKinds.All.Keys]);
        var command = new Command("import", "导入文件 Imports a file with progress; exit code 1 when rows were refused") { kind, file, division, batch, dry };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            var path = parsed.GetValue(file)!;
            if (!File.Exists(path)) throw new UsageException($"没有此文件 there is no file '{path}'");
            var asked = new FileRequest(
                parsed.GetValue(batch) ?? $"{Guid.CreateVersion7()}", parsed.GetValue(division)!,
                Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase), parsed.GetValue(dry));
            using var channel = connection.Channel(parsed);
            // The law lets education import; an installation with its own key signs for it.
            var caller = connection.Invoker(channel, parsed, "REGULATOR", asked.Division, "EDUCATION");
            var json = connection.IsJson(parsed);
            if (!json) console.PrintLine($"批次 batch {asked.BatchId}");
            var shown = new Shown(console, json || !console.Profile.Capabilities.Interactive, new FileInfo(path).Length);
            var outcome = await shown.RunAsync(told => FileKinds.All[parsed.GetValue(kind)!](caller, asked, path, told, cancellation));
            Tell(console, json, asked, outcome);
            return outcome.Refused == 0 ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static void Tell(IAnsiConsole console, bool json, FileRequest asked, FileProgress outcome)
    {
        if (json)
        {
            console.Print(new { batch = asked.BatchId, dryRun = asked.DryRun, rows = outcome.Rows, stored = outcome.Stored, refused = outcome.Refused, errors = outcome.Errors });
            return;
        }
        console.PrintLine($"共 rows {outcome.Rows}，入库 stored {outcome.Stored}，拒绝 refused {outcome.Refused}，跳过 skipped {outcome.Rows - outcome.Stored - outcome.Refused}");
        foreach (var error in outcome.Errors) console.PrintLine($"  行 line {error.Line} {error.Field}: {error.Zh} {error.En}");
    }

    /// <summary>A bar for people; nothing for programs.</summary>
    private sealed class Shown(IAnsiConsole console, bool silent, long bytes)
    {
        public async Task<FileProgress> RunAsync(Func<Action<FileProgress>, Task<FileProgress>> send)
        {
            if (silent) return await send(_ => { });
            return await console.Progress().StartAsync(async progress =>
            {
                var bar = progress.AddTask("导入 importing", maxValue: Math.Max(bytes, 1));
                return await send(told =>
                {
                    bar.Value = told.Offset;
                    bar.Description = $"导入 importing {told.Rows}";
                });
            });
        }
    }
}
