using System.Diagnostics;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Benchmarks.Empty;
using ShuangJian.Policy;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using School = ShuangJian.Schools.Domain.School;
using SchoolClass = ShuangJian.Schools.Domain.SchoolClass;
using Teacher = ShuangJian.Schools.Domain.Teacher;
using Wire = ShuangJian.Protos.School.V1.Homework;

namespace ShuangJian.Benchmarks;

/// <summary>Homework of a county's schools: in a stream and one by one, the board of a class, and a whole province's day.</summary>
internal static class Homework
{
    private const string County = "530102";
    private const string Province = "530000";
    private const int Classes = 4_000;
    private const int ClassesOfASchool = 40;
    private const int RowsOfAPart = 1000;
    private const int EntriesARound = 3_000;
    private const int BoardsARound = 5_000;
    private const int ProvinceClasses = 120_000;
    private const int Streams = 4;
    private static readonly string[] Subjects = ["语文", "数学", "英语", "科学", "道德与法治"];
    private static readonly DateOnly FirstDay = new(2026, 9, 1);

    /// <summary>Streams, single entries, boards and sums of one county.</summary>
    public static async IAsyncEnumerable<Row> CountyAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var database = postgres.ConnectionString(SchoolsModule.ServiceName);
        var app = await hosts.ServicesAsync(new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database }, [new SchoolsModule(), new EmptyModule()]);
        var (classes, teachers) = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<SchoolsDb>>(), Classes);
        var channel = hosts.Connect(Hosts.AddressOf(app));
        var homework = new HomeworkService.HomeworkServiceClient(hosts.AsRegulator(channel, County));
        var schools = Enumerable.Range(0, Classes / ClassesOfASchool).Select(s => new HomeworkService.HomeworkServiceClient(hosts.AsSchool(channel, County, CodeOf(s)))).ToArray();

        var (streamed, lastDay) = await StreamAsync(homework, database, classes, teachers);
        yield return Row.Ratio(
            $"Stream {Classes * Subjects.Length:N0} entries of homework with every check, in parts of {RowsOfAPart}, PostgreSQL; baseline: COPY of the same rows",
            streamed, "entries", 0.3);
        yield return Row.Ratio(
            $"Single entry: judged for its class's day, stored with audit and answer, {Load.Clients} clients; baseline: one bare row", await SingleAsync(schools, database, classes, teachers), "calls", 0.3);
        yield return await BoardAsync(homework, new EmptyService.EmptyServiceClient(channel), classes, lastDay);
        yield return await TotalsAsync(hosts, channel, lastDay);
    }

    /// <summary>A day of a province: three million entries from several callers at once.</summary>
    public static async IAsyncEnumerable<Row> ProvinceAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var database = postgres.ConnectionString(SchoolsModule.ServiceName);
        var app = await hosts.ServicesAsync(new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = database }, [new SchoolsModule()]);
        var (classes, teachers) = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<SchoolsDb>>(), ProvinceClasses);
        var channel = hosts.Connect(Hosts.AddressOf(app));
        var homework = new HomeworkService.HomeworkServiceClient(hosts.AsRegulator(channel, County));
        const int EntriesOfAClass = 25;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => Task.Run(() => SendAsync(
            homework, Mine(i).SelectMany(c => Enumerable.Range(0, EntriesOfAClass).Select(e => Entry(classes[c], teachers[c / ClassesOfASchool], FirstDay, e, minutes: 2)))))));
        var seconds = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var entries = (long)ProvinceClasses * EntriesOfAClass;
        yield return Row.Told($"A province's day: {entries:N0} entries from {Streams} callers", $"{entries / seconds:N0} entries/s");
        yield return Row.Below("… greatest memory of service and callers, one process", process.PeakWorkingSet64 / 1e6, "MB", 500);
        await PlainCopy.UntilEmptyAsync(database, "total_changes");
        yield return Row.Told("… until all sums were added", $"{watch.Elapsed.TotalSeconds - seconds:N0} s more");
        yield return await TotalsAsync(hosts, channel, FirstDay);

        IEnumerable<int> Mine(int stream) => Enumerable.Range(0, ProvinceClasses).Where(c => c * Streams / ProvinceClasses == stream);
    }

    private static async Task<(Comparison Comparison, DateOnly LastDay)> StreamAsync(HomeworkService.HomeworkServiceClient homework, string database, Guid[] classes, Guid[] teachers)
    {
        var day = FirstDay;
        var comparison = await Load.CompareAsync(async () =>
        {
            day = day.AddDays(1);
            await PlainCopy.ExecuteAsync(database, "truncate homework; drop table if exists plain");
            var rows = classes.SelectMany((id, c) => Subjects.Select((_, s) => Entry(id, teachers[c / ClassesOfASchool], day, s))).ToList();
            var watch = Stopwatch.StartNew();
            await SendAsync(homework, rows);
            var streamed = rows.Count / watch.Elapsed.TotalSeconds;
            await PlainCopy.UntilEmptyAsync(database, "total_changes");
            return (streamed, await PlainCopy.RateAsync(database, "homework"));
        });
        return (comparison, day);
    }

    private static async Task SendAsync(HomeworkService.HomeworkServiceClient homework, IEnumerable<Wire> rows)
    {
        using var call = homework.EnterManyHomework();
        await call.RequestStream.WriteAsync(new() { Header = new HomeworkStreamHeader { Division = County } });
        var stored = Task.Run(async () =>
        {
            var count = 0;
            while (await call.ResponseStream.MoveNext(default)) count += call.ResponseStream.Current.Stored;
            return count;
        });
        var sent = 0;
        foreach (var part in rows.Chunk(RowsOfAPart))
        {
            await call.RequestStream.WriteAsync(new() { Rows = new HomeworkPart { Rows = { part } } });
            sent += part.Length;
        }
        await call.RequestStream.CompleteAsync();
        if (await stored != sent) throw new InvalidOperationException($"Only {await stored} of {sent} entries were stored.");
    }

    private static async Task<Comparison> SingleAsync(HomeworkService.HomeworkServiceClient[] schools, string database, Guid[] classes, Guid[] teachers)
    {
        await using var plain = await PlainInsert.CreateAsync(database, "bare_rows");
        var next = -1;
        return await Load.CompareAsync(
            () => Load.RateAsync(EntriesARound, plain.InsertAsync),
            () => Load.RateAsync(EntriesARound, async (_, _) =>
            {
                var i = Interlocked.Increment(ref next);
                var (one, day) = (i % Classes, FirstDay.AddDays(30 + i / Classes));
                await schools[one / ClassesOfASchool].EnterHomeworkAsync(new() { RequestId = Guid.NewGuid().ToString(), Homework = Entry(classes[one], teachers[one / ClassesOfASchool], day, 0, single: true) });
            }),
            plain.AnalyzeAsync);
    }

    /// <summary>The slowest of a hundred calls for a board, as often as a class asks for the same day, against the same of a method that does nothing.</summary>
    private static async Task<Row> BoardAsync(HomeworkService.HomeworkServiceClient homework, EmptyService.EmptyServiceClient empty, Guid[] classes, DateOnly day)
    {
        const int Clients = 8;
        const int ClassesAsked = 100;
        var ratios = new List<(double Board, double Empty)>();
        for (var round = 0; round < Load.Rounds + Load.LeastWarmUps; round++)
        {
            var nothing = await P99Async(Clients, async _ => await empty.NothingAsync(new NothingRequest()));
            var board = await P99Async(Clients, async i => await homework.GetBoardAsync(new() { ClassId = $"{classes[i % ClassesAsked]}", Date = $"{day:yyyy-MM-dd}" }));
            if (round >= Load.LeastWarmUps) ratios.Add((board, nothing));
        }
        var ratio = Load.Median(ratios.Select(r => r.Board / r.Empty));
        return new(
            $"Board of a class, p99 of {Clients} clients; baseline: p99 of an empty method", $"{Load.Median(ratios.Select(r => r.Board)):F2} ms",
            $"{Load.Median(ratios.Select(r => r.Empty)):F2} ms", $"{ratio:F2} ×", "< 2.0 ×", ratio < 2);
    }

    private static async Task<double> P99Async(int clients, Func<int, Task> call) => Load.Percentile(await Load.TimesAsync(clients, BoardsARound, (_, i) => call(i)), 0.99);

    private static async Task<Row> TotalsAsync(Hosts hosts, GrpcChannel channel, DateOnly day)
    {
        const int Asked = 200;
        var totals = new HomeworkTotalService.HomeworkTotalServiceClient(hosts.AsRegulator(channel, Province));
        var asked = $"{day:yyyy-MM-dd}";
        var times = new List<double>();
        for (var i = 0; i < Asked; i++)
        {
            var watch = Stopwatch.StartNew();
            if ((await totals.GetDivisionTotalsAsync(new() { Division = Province, From = asked, To = asked })).Totals.Count == 0) throw new InvalidOperationException("The day has no sums.");
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Row.Below("Sums of a province's day, p99", Load.Percentile(times, 0.99), "ms", 100, "F1");
    }

    private static string CodeOf(int school) => UnifiedSocialCreditCode.Complete("12530102", $"XX{school:D6}");

    private static Wire Entry(Guid one, Guid teacher, DateOnly date, int number, int minutes = 10, bool single = false) => new()
    {
        HomeworkId = single ? "" : $"{Guid.CreateVersion7()}", ClassId = $"{one}", Date = $"{date:yyyy-MM-dd}", Subject = Subjects[number % Subjects.Length], TeacherId = $"{teacher}",
        Kind = Protos.School.V1.HomeworkKind.Written, Minutes = minutes, Layer = Protos.School.V1.HomeworkLayer.WholeClass, Channel = Protos.School.V1.HomeworkChannel.InClass,
        Marker = Protos.School.V1.HomeworkMarker.Teacher, Place = Protos.School.V1.HomeworkPlace.School, Content = "完成练习册第三课第一至五题，预习第四课",
    };

    /// <summary>Schools with classes of grade 5, and a teacher each who teaches everything.</summary>
    private static async Task<(Guid[] Classes, Guid[] Teachers)> FillAsync(IDbContextFactory<SchoolsDb> databases, int count)
    {
        var (classes, teachers) = (new List<Guid>(), new List<Guid>());
        foreach (var numbers in Enumerable.Range(0, count / ClassesOfASchool).Chunk(100))
        {
            await using var db = await databases.CreateDbContextAsync();
            foreach (var number in numbers)
            {
                var school = School.Register(
                    CodeOf(number), County, new SchoolProfile("测试学校", [EducationStage.Primary], Subjects, false), null, DateTime.UtcNow);
                var teacher = Teacher.Put(school, $"hash-{number}", Subjects, FirstDay, null);
                teachers.Add(teacher.Id);
                var own = Enumerable.Range(1, ClassesOfASchool).Select(i => SchoolClass.Add(school.Code, 2026, 5, $"{i}班", 40)).ToList();
                classes.AddRange(own.Select(c => c.Id));
                db.Add(school);
                db.Add(teacher);
                db.AddRange(own);
            }
            await db.SaveChangesAsync();
        }
        return ([.. classes], [.. teachers]);
    }
}
