using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Records of order held against calendar, limits and each other, and counted.</summary>
public sealed class OrderCountTests : OrderTest
{
    [Theory]
    [InlineData("2026-07-20", "BREACH")] // a Monday in the vacation
    [InlineData("2026-06-29", "")] // a Monday in term
    [InlineData("2025-06-30", "UNDETERMINED")] // a Monday of which no calendar speaks
    public async Task Collective_lessons_are_held_against_the_school_calendar(string day, string expected)
    {
        await using var beijing = await SchoolsHost.StartAsync("110101");
        await new SchoolCalendarService.SchoolCalendarServiceClient(beijing.Officer("110000")).PutSchoolCalendarAsync(new()
        {
            RequestId = Registry.NewId(),
            Calendar = new()
            {
                Division = "110000", SchoolYear = 2025, StartsOn = "2025-08-01", EndsOn = "2026-08-31", Vacations = { new Vacation { NameZh = "暑假", StartsOn = "2026-07-11", EndsOn = "2026-08-31" } },
                SchoolHours = { new SchoolHours { Stage = Protos.Institution.V1.EducationStage.Primary, StartTime = "08:00:00", EndTime = "16:00:00" } },
            },
        });
        var lessons = Lessons();
        lessons.CollectiveLessons.HeldOn = day;
        var put = (await new SchoolOrderService.SchoolOrderServiceClient(beijing.Caller()).PutOrderRecordAsync(
            new() { RequestId = Registry.NewId(), SchoolCode = beijing.Code, Content = lessons })).Record;
        Assert.Equal(expected, string.Join(',', put.Findings.Select(f => f.Severity.ToString().ToUpperInvariant())));
    }

    [Fact]
    public async Task Quotas_are_held_against_the_year_before_and_the_limit()
    {
        await using var taizhou = await SchoolsHost.StartAsync("331002");
        var school = taizhou.NewSchool();
        school.Stages.Add(Protos.Institution.V1.EducationStage.SeniorHigh);
        await taizhou.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
        var desk = new SchoolOrderService.SchoolOrderServiceClient(taizhou.Caller(school.SchoolCode));
        OrderContent Plan(int year, int places) => new() { Quota = new() { Year = year, TopDemonstration = true, Places = 3333, Shares = { new QuotaShare { SchoolCode = taizhou.Code, Places = places } } } };
        var short_ = (await desk.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = school.SchoolCode, Content = Plan(2026, 2666) })).Record;
        Assert.Equal(("QuotaShareTooLow", "80", "79.98", 7998), (short_.Findings[0].Rule, short_.Findings[0].Limit.Value, short_.Findings[0].Observed.Value, short_.Content.Quota.AllottedBasisPoints));
        Assert.Empty((await desk.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = school.SchoolCode, Content = Plan(2025, 2667) })).Record.Findings);
    }

    [Fact]
    public async Task What_a_school_lacks_is_told_and_coverage_equals_a_recount()
    {
        await using var host = await SchoolsHost.StartAsync("331002");
        var (mine, city) = (new SchoolOrderService.SchoolOrderServiceClient(host.Caller()), new SchoolOrderService.SchoolOrderServiceClient(host.Officer("331000")));
        GetSchoolDutiesRequest duties = new() { SchoolCode = host.Code, SchoolYear = 2026 };
        Assert.Equal(5, (await mine.GetSchoolDutiesAsync(duties)).Findings.Count(f => f.Rule == "ManagementNotCovered"));
        foreach (var kind in new[] { ManagementKind.Homework, ManagementKind.Sleep })
            await mine.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = host.Code, Content = Evidence(kind, "2026-11-16") });
        await mine.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = host.Code, Content = File() });
        var told = await mine.GetSchoolDutiesAsync(duties);
        Assert.Equal((3, 2, s_digest, "2026-11-16"), (told.Findings.Count, told.Managements.Count, told.Managements[0].Content.Management.Sha256, told.Managements[0].Date));
        Assert.NotNull(told.File);

        var other = host.NewSchool();
        await host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = other });
        Assert.Equal("HOMEWORK 1/2 500;SLEEP 1/2 500;PHONES 0/2 0;READING 0/2 0;PHYSIQUE 0/2 0", await CoverageAsync(city, "331000"));
        other.ClosedOn = SchoolsHost.Today;
        await host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = other });
        Assert.StartsWith("HOMEWORK 1/1 1000;", await CoverageAsync(city, "331000"), StringComparison.Ordinal);
        await Eventually.ValueAsync("counts of the province", () => CoverageAsync(new(host.Officer("330000")), "330000"), seen => seen.StartsWith("HOMEWORK 1/1 1000;", StringComparison.Ordinal));
        // A school that closes takes its cover along.
        var own = host.NewSchool(host.Code);
        own.ClosedOn = SchoolsHost.Today;
        await host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = own });
        Assert.StartsWith("HOMEWORK 0/0 0;", await CoverageAsync(city, "331000"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_equal_a_recount_after_every_kind_of_change()
    {
        var bad = await PutAsync(Sport("2026-11-16", 59));
        await PutAsync(Sport("2026-11-17", 60));
        var gone = await PutAsync(Sport("2026-11-18", 10));
        await PutAsync(Sport("2026-11-19", 20));
        await CorrectAsync(bad, Sport("2026-11-16", 60));
        await Mine.WithdrawOrderRecordAsync(new() { RequestId = Registry.NewId(), RecordId = gone.RecordId, Reason = "当日停课，撤回" });
        await PutAsync(Lessons());
        var city = new SchoolOrderService.SchoolOrderServiceClient(_host.Officer("530100"));
        var records = (await city.ListOrderRecordsAsync(new() { Division = "530100" })).Records;
        var recount = records.GroupBy(r => r.Kind).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()} {g.Count(r => r.Findings.Any(f => f.Severity == Protos.Type.V1.Severity.Breach))}");
        var counted = (await city.GetOrderStatisticsAsync(new() { Division = "530100", SchoolYear = 2026 })).Counts.Select(c => $"{c.Kind} {c.Records} {c.WithBreach}");
        Assert.Equal(recount, counted);
        Assert.Contains("SportDay 3 1", counted);
        var nation = new SchoolOrderService.SchoolOrderServiceClient(_host.Officer("000000"));
        Assert.Equal(["division"], (await RichError.OfAsync(nation.GetOrderStatisticsAsync(new() { Division = "000000", SchoolYear = 2026 }))).Fields.Keys);
        Assert.Equal("SportDay", $"{Assert.Single((await city.ListOrderRecordsAsync(new() { Division = "530100", BreachesOnly = true })).Records).Kind}");
    }

    private static async Task<string> CoverageAsync(SchoolOrderService.SchoolOrderServiceClient who, string division) => string.Join(';',
        (await who.GetManagementCoverageAsync(new() { Division = division, SchoolYear = 2026 })).Coverage.Select(c => $"{c.Management.ToString().ToUpperInvariant()} {c.Covered}/{c.Schools} {c.Permille}"));
}
