using System.CommandLine;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Monitoring.V1;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>export</c>: writes what a bulk service gives out into a file that <c>import</c> takes.</summary>
internal static class ExportCommand
{
    private const int MostBreaks = 5;

    /// <summary>Asks for the parts of a file from a cursor on.</summary>
    private delegate IAsyncEnumerable<Part> Ask(CallInvoker caller, Asked asked, string cursor, CancellationToken cancellation);

    private static readonly Dictionary<string, Ask> Kinds = new(StringComparer.Ordinal)
    {
        ["institutions"] = (caller, asked, cursor, cancellation) => ReadAsync(
            new BulkService.BulkServiceClient(caller).ExportInstitutions(new() { Division = asked.Division, Format = asked.Format, PageToken = cursor }, cancellationToken: cancellation),
            p => new Part(p.Data, p.Rows, p.NextPageToken), cancellation),
        ["courses"] = (caller, asked, cursor, cancellation) => ReadAsync(
            new CourseBulkService.CourseBulkServiceClient(caller).ExportCourses(new() { Division = asked.Division, Format = asked.Format, PageToken = cursor }, cancellationToken: cancellation),
            p => new Part(p.Data, p.Rows, p.NextPageToken), cancellation),
        ["tutors"] = (caller, asked, cursor, cancellation) => ReadAsync(
            new TutorBulkService.TutorBulkServiceClient(caller).ExportTutors(
                new() { Division = asked.Division, Format = asked.Format, Purpose = asked.Purpose, PageToken = cursor }, cancellationToken: cancellation),
            p => new Part(p.Data, p.Rows, p.NextPageToken), cancellation),
        ["contracts"] = (caller, asked, cursor, cancellation) => ReadAsync(
            new ContractBulkService.ContractBulkServiceClient(caller).ExportContracts(
                new() { Division = asked.Division, Format = asked.Format, Purpose = asked.Purpose, PageToken = cursor }, cancellationToken: cancellation),
            p => new Part(p.Data, p.Rows, p.NextPageToken), cancellation),
    };

    public static Command Create(ConnectionOptions connection, IAnsiConsole console)
    {
        var kind = new Argument<string>("kind") { Description = $"内容 What its rows are: {string.Join(", ", Kinds.Keys)}" };
        var file = new Argument<string>("file") { Description = "文件 CSV (.csv) or JSON lines (.json, .jsonl); not there yet" };
        var division = new Option<string>("--division") { Description = "行政区划 Division within which every row lies", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "查看个人信息的理由 Why persons are shown: for tutors and contracts, kept in the audit", DefaultValueFactory = _ => "" };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var command = new Command("export", "导出文件 Writes a file that import takes") { kind, file, division, purpose };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            var path = parsed.GetValue(file)!;
            if (File.Exists(path)) throw new UsageException($"文件已存在 there is a file '{path}' already");
            var asked = new Asked(
                parsed.GetValue(division)!, Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? FileFormat.Csv : FileFormat.Json, parsed.GetValue(purpose)!);
            using var channel = connection.Channel(parsed);
            var caller = connection.Invoker(channel, parsed, "REGULATOR", asked.Division, "EDUCATION");
            var rows = await WriteAsync(path, cursor => Kinds[parsed.GetValue(kind)!](caller, asked, cursor, cancellation), cancellation);
            if (connection.IsJson(parsed)) console.Print(new { file = path, rows });
            else console.PrintLine($"共 rows {rows} → {path}");
            return ExitCodes.Well;
        }));
        return command;
    }

    /// <summary>Writes the file, which has its name once it is whole. Broken off, it goes on from the last part received.</summary>
    private static async Task<long> WriteAsync(string path, Func<string, IAsyncEnumerable<Part>> ask, CancellationToken cancellation)
    {
        var (rows, cursor, unfinished) = (0L, "", path + ".part");
        await using (var file = File.Create(unfinished))
        {
            for (var breaks = 0; ;)
            {
                try
                {
                    await foreach (var part in ask(cursor))
                    {
                        part.Data.WriteTo(file);
                        (rows, cursor) = (rows + part.Rows, part.Cursor);
                    }
                    break;
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && cursor.Length > 0 && ++breaks <= MostBreaks)
                {
                    await Task.Delay(TimeSpan.FromSeconds(breaks), cancellation);
                }
            }
        }
        File.Move(unfinished, path);
        return rows;
    }

    private static async IAsyncEnumerable<Part> ReadAsync<TResponse>(
        AsyncServerStreamingCall<TResponse> call, Func<TResponse, Part> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var open = call;
        await foreach (var response in call.ResponseStream.ReadAllAsync(cancellation)) yield return read(response);
    }

    /// <summary>What is asked for.</summary>
    private sealed record Asked(string Division, FileFormat Format, string Purpose);

    /// <summary>A part of the file, and the cursor after it.</summary>
    private sealed record Part(ByteString Data, int Rows, string Cursor);
}
