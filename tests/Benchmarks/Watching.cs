using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions;
using ShuangJian.Policy;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Supervision;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>Supervision: taking complaints in, and the bulletin of a province.</summary>
internal static class Watching
{
    private const string Province = "530000";
    private const string County = "530102";
    private const int ComplaintsARound = 5000;
    private const int InsertsARound = 4000;
    private const int Facts = 1_000_000;
    private const int Objects = 100_000;
    private const int Told = 50;

    /// <summary>A complaint told on the phone against one bare row.</summary>
    public static async IAsyncEnumerable<Row> ComplaintsAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}") }, [new SupervisionModule()]);
        await using var plain = await PlainInsert.CreateAsync(postgres.ConnectionString(SupervisionModule.ServiceName));
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(app)), County));
        var (number, settled) = (0, new List<double>());
        var rates = await Load.CompareAsync(
            () => Load.RateAsync(InsertsARound, plain.InsertAsync),
            async () =>
            {
                var watch = Stopwatch.StartNew();
                var rate = await Load.RateAsync(ComplaintsARound, async (_, _) => await desk.CreateComplaintAsync(Complaint(Interlocked.Increment(ref number))));
                await plain.WaitForBackgroundAsync();
                settled.Add(ComplaintsARound / watch.Elapsed.TotalSeconds);
                return rate;
            },
            plain.AnalyzeAsync);
        yield return Row.Ratio("Complaint: dispatched by duty, encrypted, with events, audit and tracking code, PostgreSQL, 32 clients; baseline: one bare row", rates, "calls", 0.3);
        yield return Row.Told("… until the audit is sealed and its events are counted and scored", $"{Load.Median(settled):N0} calls/s", $"{rates.Baseline:N0} /s", $"{Load.Median(settled) / rates.Baseline:F2} ×");
    }

    /// <summary>The half-monthly bulletin of a province over a million events about a hundred thousand objects, its recount, and a scoreboard beside them.</summary>
    public static async IAsyncEnumerable<Row> ReportsAsync()
    {
        await using var postgres = new PostgresServer();
        await using var rabbit = new RabbitServer();
        await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync());
        await using var hosts = new Hosts();
        var database = postgres.ConnectionString(SupervisionModule.ServiceName);
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}"), ["Broker:Address"] = rabbit.Address },
            [new SupervisionModule(), new InstitutionsModule()]);
        await PlainCopy.ExecuteAsync(database, Fill());
        var channel = hosts.Connect(Hosts.AddressOf(app));
        var reports = new ReportService.ReportServiceClient(hosts.AsRegulator(channel, Province));
        var watch = Stopwatch.StartNew();
        var report = (await reports.PublishReportAsync(new() { RequestId = Guid.NewGuid().ToString(), Division = Province, KindId = "half-monthly-bulletin", From = "2025-11-01" })).Report;
        yield return Row.Below($"Half-monthly bulletin of a province, {Facts:N0} events about {Objects:N0} objects, first call", watch.Elapsed.TotalSeconds, "s", 2, "F2");
        watch.Restart();
        var recount = await reports.RecountReportAsync(new() { ReportId = report.ReportId }, deadline: DateTime.UtcNow.AddMinutes(5));
        yield return Row.Told($"… recounted from {recount.EventCount:N0} events one by one, {recount.ComparedCount} numbers, {recount.Differences.Count} differences", $"{watch.Elapsed.TotalSeconds:F1} s");
        var slowest = await ScoresAsync(app.Services.GetRequiredService<IDbContextFactory<InstitutionsDb>>(), new(hosts.AsRegulator(channel, County)));
        yield return Row.Below($"From the commit of an event to scoreboard and sums of the county, over RabbitMQ, slowest of {Told}", slowest, "ms", 1000);
    }

    /// <summary>Tells of the homework of one school after the other, and waits each time until the county sees it scored.</summary>
    private static async Task<double> ScoresAsync(IDbContextFactory<InstitutionsDb> teller, IndicatorService.IndicatorServiceClient county)
    {
        var (slowest, day) = (0d, DateOnly.FromDateTime(DateTime.UtcNow));
        for (var told = 0; told <= Told; told++)
        {
            var school = UnifiedSocialCreditCode.Complete("12530102", $"XX{told:D6}");
            await using (var db = await teller.CreateDbContextAsync())
            {
                db.Announce("schools", $"schools/{school}/homework/1", 1, DateTime.UtcNow, new HomeworkCounted
                {
                    Division = County, SchoolCode = school, Date = day, Entries = 3, ClassDays = 1, WrittenMinutes = 900, ClassSizes = 30,
                });
                await db.SaveChangesAsync();
            }
            var watch = Stopwatch.StartNew();
            while (!await IsSeenAsync(county, school, told + 1)) await Task.Yield();
            // The first also waits for the queue to be there.
            if (told > 0) slowest = Math.Max(slowest, watch.Elapsed.TotalMilliseconds);
        }
        return slowest;
    }

    private static async Task<bool> IsSeenAsync(IndicatorService.IndicatorServiceClient county, string school, int schools)
    {
        var rows = await county.ListScoreboardAsync(new() { Division = County, Kind = ObjectKind.School, PageSize = 200 });
        var sums = await county.GetDivisionScoresAsync(new() { Division = County });
        return rows.Rows.Any(r => r.ObjectCode == school) && sums.Divisions.Single(d => d.Division == County).Points.Max(p => p.Objects.MetCount) >= schools;
    }

    private static CreateComplaintRequest Complaint(int number) => new()
    {
        RequestId = Guid.NewGuid().ToString(), Channel = ComplaintChannel.Phone, Matter = "fees", Division = County,
        Subject = new() { InstitutionCode = UnifiedSocialCreditCode.Complete("52530102", $"YY{number % 100_000:D6}") },
        Text = $"第{number}件：收费与公示不符，多收一次。", Complainant = new() { Name = "测试", Phone = "13800000000" },
    };

    /// <summary>A year of events, most of them in the half month that is asked for, and the sums that the service would keep of them.</summary>
    private static string Fill()
    {
        var measures = Law.Current.Reports.Measures.Values.Where(m => m.Sum.Length == 0).ToList();
        var names = string.Join(',', measures.Select(m => $"'{m.Id}'"));
        var stocks = string.Join(',', measures.Where(m => m.Stock).Select(m => $"'{m.Id}'"));
        var counties = string.Join(',', Law.Current.Divisions.All.Where(d => DivisionCode.Parse(Province).Contains(d.Code) && Law.Current.Divisions.IsLowest(d.Code)).Select(d => $"'{d.Code}'"));
        // Days of .NET are counted from 0001-01-01.
        return $"""
            insert into facts ("EventId", "Type", "Division", "Day", "ObjectCode", "Resource", "Counted")
            select gen_random_uuid(), 'bench', c.code[1 + n % array_length(c.code, 1)], date '2025-11-01' + (n % 15), lpad((n % {Objects})::text, 18, '0'), 'bench/' || n,
                   c.measure[1 + n % array_length(c.measure, 1)] || ':1'
            from generate_series(1, {Facts}) n, (select array[{counties}]::text[] code, array[{names}]::text[] measure) c;
            insert into tallies ("Scope", "Topic", "Period", "Measure", "Amount", "Version")
            select s.scope, case when split_part(f."Counted", ':', 1) in ({stocks}) then 'report-stock' else 'report' end, f."Day" - date '0001-01-01', split_part(f."Counted", ':', 1), count(*), 1
            from facts f, lateral (values (f."Division"), (left(f."Division", 4) || '00'), (left(f."Division", 2) || '0000')) s(scope)
            group by 1, 2, 3, 4;
            analyze;
            """;
    }
}
