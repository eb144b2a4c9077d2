using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Filings;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>How fast a file of courses is filed, each with every rule, its event and its audit.</summary>
internal static class CourseFile
{
    private const int Courses = 20_000;
    private const int Institutions = 200;
    private const double Least = 0.3;
    private const string County = "530102";
    private const string Columns = "division,institution_code,title,item_name,category,stages,grades,mode,description,outline,starts_on,ends_on,weekly_lessons,except_dates,price_fen";

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        foreach (var format in new[] { FileFormat.Csv, FileFormat.Json })
            await foreach (var row in RunAsync(format)) yield return row;
    }

    /// <summary>Each format on a database of its own, so that neither writes beside what the other left.</summary>
    private static async IAsyncEnumerable<Row> RunAsync(FileFormat format)
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var database = postgres.ConnectionString("filings");
        var app = await hosts.ServicesAsync(new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database }, [new FilingsModule()]);
        for (var i = 0; i < Institutions; i++) await LicenseAsync(app, i);
        var file = File(format);
        var comparison = await Load.CompareAsync(
            async () =>
            {
                await PlainCopy.ExecuteAsync(database, "truncate courses; drop table if exists plain");
                var watch = Stopwatch.StartNew();
                await SendAsync(hosts, app, file, format);
                var filed = Courses / watch.Elapsed.TotalSeconds;
                await PlainCopy.UntilEmptyAsync(database, "outbox");
                return (filed, await PlainCopy.RateAsync(database, "courses"));
            },
            leastWarmUps: 1, rounds: 3);
        var trial = Stopwatch.StartNew();
        await SendAsync(hosts, app, file, format, dryRun: true);
        var tried = Courses / trial.Elapsed.TotalSeconds;
        yield return Row.Ratio($"File {Courses:N0} courses of 17 sessions from {format.ToString().ToUpperInvariant()} with every rule, event and audit row, PostgreSQL; baseline: COPY of the same rows", comparison, "rows", Least);
        yield return Row.Told("… the same as a dry run: read and judged, nothing stored", $"{tried:N0} rows/s");
    }

    private static Task LicenseAsync(WebApplication app, int number) => app.Services.GetServices<IEventConsumer>().Single(c => c.Name == "filings.institutions").DeliverAsync(
        CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "institutions", "subject", 1, DateTime.UtcNow, new InstitutionLicensed
        {
            Division = County, InstitutionId = Guid.CreateVersion7().ToString(), Name = "测试培训中心", UnifiedSocialCreditCode = CodeOf(number),
            Category = "ARTS", LicenceNumber = $"{County}-2026-{number:D5}", LicensedOn = new DateOnly(2026, 1, 5),
        })), CancellationToken.None);

    private static async Task SendAsync(Hosts hosts, WebApplication app, byte[] file, FileFormat format, bool dryRun = false)
    {
        var client = new CourseBulkService.CourseBulkServiceClient(hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(app)), County));
        using var call = client.SubmitCourses();
        await call.RequestStream.WriteAsync(new() { Header = new CourseBatchHeader { BatchId = Guid.NewGuid().ToString(), Division = County, Format = format, DryRun = dryRun } });
        var sending = Task.Run(async () =>
        {
            const int Piece = 256 * 1024;
            for (var at = 0; at < file.Length; at += Piece)
            {
                var data = UnsafeByteOperations.UnsafeWrap(file.AsMemory(at, Math.Min(Piece, file.Length - at)));
                await call.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Offset = at, Data = data, Last = at + data.Length == file.Length } });
            }
        });
        Protos.Filing.V1.CourseBatch? batch = null;
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) batch = answer.Batch;
        await sending;
        if (batch is not { State: ImportState.Completed } || batch.Submitted != Courses) throw new InvalidOperationException($"The batch ended as {batch}.");
    }

    private static byte[] File(FileFormat format)
    {
        var text = new StringBuilder(format == FileFormat.Csv ? Columns + "\n" : "");
        for (var i = 0; i < Courses; i++)
        {
            var units = Enumerable.Range(1, 8).Select(u => ($"第{u}单元", $"认识颜料与纸张，调色与平涂，临摹一幅静物，完成第{i % 97}幅习作并讲评")).ToList();
            if (format == FileFormat.Csv)
            {
                text.Append($"{County},{CodeOf(i % Institutions)},少儿水彩画基础{i},水彩画,ARTS,PRIMARY,3;4,OFFLINE,认识颜料与纸张，学习水彩的基本技法,");
                text.Append($"{string.Join(';', units.Select(u => $"{u.Item1}：{u.Item2}"))},2026-09-01,2026-12-29,2 18:00:00-19:00:00 101,2026-10-06,96000\n");
                continue;
            }
            text.Append(JsonFormatter.Default.Format(new Course
            {
                Division = County, InstitutionCode = CodeOf(i % Institutions), Title = $"少儿水彩画基础{i}", ItemName = "水彩画", Category = Protos.Institution.V1.TrainingCategory.Arts,
                Stages = { Protos.Institution.V1.EducationStage.Primary }, Grades = { 3, 4 }, Mode = TrainingMode.Offline, Description = "认识颜料与纸张，学习水彩的基本技法",
                Outline = { units.Select(u => new OutlineUnit { Title = u.Item1, Text = u.Item2 }) }, PriceFen = 96000,
                Timetable = new Timetable { StartsOn = "2026-09-01", EndsOn = "2026-12-29", ExceptDates = { "2026-10-06" }, WeeklyLessons = { new WeeklyLesson { Weekday = 2, StartTime = "18:00:00", EndTime = "19:00:00", Room = "101" } } },
            })).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string CodeOf(int number) => UnifiedSocialCreditCode.Complete($"52{County}", $"XX{number:D6}");
}
