using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using ReportPeriod = ShuangJian.Policy.ReportPeriod;

namespace ShuangJian.Supervision.Tests;

/// <summary>Bulletins and reports: counted from events, published once, proven by a recount.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private SupervisionHost _host = null!;
    private int _told;

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("half-monthly-bulletin", "2026-02-15", "2026-02-01", "2026-02-15")]
    [InlineData("half-monthly-bulletin", "2026-02-16", "2026-02-16", "2026-02-28")]
    [InlineData("half-monthly-bulletin", "2024-02-29", "2024-02-16", "2024-02-29")]
    [InlineData("half-monthly-bulletin", "2026-12-31", "2026-12-16", "2026-12-31")]
    [InlineData("quarterly-report", "2026-03-31", "2026-01-01", "2026-03-31")]
    [InlineData("quarterly-report", "2026-04-01", "2026-04-01", "2026-06-30")]
    [InlineData("yearly-report", "2026-07-01", "2026-01-01", "2026-12-31")]
    public void A_day_lies_in_the_time_of_a_report(string kind, string day, string from, string to) => Assert.Equal(
        (DateOnly.Parse(from), DateOnly.Parse(to)), Law.Current.Reports.Kinds[kind].PeriodOf(DateOnly.Parse(day)));

    [Theory]
    [InlineData("331000", "2022-01-01", "2022-12-31", "half-monthly-bulletin", 24, "2022-01-31")]
    [InlineData("331000", "2021-12-01", "2021-12-31", "half-monthly-bulletin", 0, "")]
    [InlineData("331002", "2022-01-01", "2022-12-31", "half-monthly-bulletin", 0, "")]
    [InlineData("500107", "2022-01-01", "2022-12-31", "quarterly-report", 2, "2022-12-31")]
    [InlineData("500107", "2022-01-01", "2022-12-31", "city-report", 1, "2022-12-10")]
    [InlineData("500107", "2023-01-01", "2023-12-31", "city-report", 0, "")]
    public void A_place_owes_what_its_own_text_asks_for(string place, string first, string last, string kind, int count, string firstDue)
    {
        var owed = Domain.OwedReport.Of(Law.Current, DivisionCode.Parse(place), DateOnly.Parse(first), DateOnly.Parse(last)).Where(o => o.Kind.Id == kind).ToList();
        Assert.Equal((count, firstDue), (owed.Count, owed.FirstOrDefault()?.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""));
    }

    [Fact]
    public async Task A_published_report_says_what_happened_and_what_stands_and_is_equal_to_a_recount()
    {
        await TellAsync("530102", "2026-10-20", Licensed("530102"));
        await TellAsync("530102", "2026-11-03", Licensed("530102"));
        await TellAsync("530103", "2026-11-15", Licensed("530103"));
        await TellAsync("530103", "2026-11-16", Licensed("530103"));
        await TellAsync("530102", "2026-11-04", Deposit("530102", 12345));
        await TellAsync("530102", "2026-11-05", Deposit("530102", 55));
        await TellAsync("530102", "2026-10-30", Deposit("530102", 1));
        await TellAsync("530103", "2026-11-06", Homework("530103", 1000, 40));
        await TellAsync("530102", "2026-11-06", Homework("530102", 2000, 40));
        var report = (await Officer().PublishReportAsync(Publishing("half-monthly-bulletin", "2026-11-03"))).Report;
        Assert.Equal(("2026-11-01", "2026-11-15", 1, "昆明市2026年11月1日至2026年11月15日“双减”工作半月通报"), (report.From, report.To, report.Revision, report.TitleZh));
        Assert.Equal(["530100", "530102", "530103"], report.Rows.Select(r => r.Division));
        Assert.Equal((3, 1), Value(report, "530100", "institutions-standing"));
        Assert.Equal((2, 1), Value(report, "530100", "institutions-licensed"));
        Assert.Equal((12400, 1), Value(report, "530102", "deposits-fen"));
        Assert.Equal((375, 0), Value(report, "530100", "homework-minutes"));
        Assert.Equal((250, 0), Value(report, "530103", "homework-minutes"));
        var recount = await Officer().RecountReportAsync(new() { ReportId = report.ReportId });
        Assert.Empty(recount.Differences);
        Assert.Equal(report.Rows.Sum(r => r.Values.Count), recount.ComparedCount);
        Assert.Equal(report.Sha256, (await _host.HearAsync<ReportPublished>(report.ReportId)).Sha256);
        await TellAsync("530102", "2026-11-03", Licensed("530102"));
        var later = await Officer().RecountReportAsync(new() { ReportId = report.ReportId });
        Assert.Equal([("530100", "institutions-licensed", 2L, 3L), ("530102", "institutions-licensed", 1L, 2L)],
            later.Differences.Where(d => d.MeasureId == "institutions-licensed").Select(d => (d.Division, d.MeasureId, d.Reported, d.Counted)));
        Assert.Equal(2, (await Officer().PublishReportAsync(Publishing("half-monthly-bulletin", "2026-11-03"))).Report.Revision);
        Assert.Equal(report, (await Officer().GetReportAsync(new() { ReportId = report.ReportId })).Report);
        Assert.Equal([2, 1], (await Officer().ListReportsAsync(new() { Division = "530000", KindId = "half-monthly-bulletin" })).Reports.Select(r => r.Revision));
    }

    [Fact]
    public async Task Any_sequence_of_events_gives_sums_equal_to_a_recount()
    {
        var random = new Random(20261120);
        string[] places = ["530102", "530103", "530302", "530381", "532901"];
        for (var i = 0; i < 150; i++)
        {
            var place = places[random.Next(places.Length)];
            DomainEvent fact = random.Next(4) switch
            {
                0 => Licensed(place), 1 => Deposit(place, random.Next(1, 99999)), 2 => Homework(place, random.Next(1, 5000), random.Next(1, 90)),
                _ => new InstitutionExited { Division = place, InstitutionId = "1", Name = "样例机构", UnifiedSocialCreditCode = Registry.NewCode(), LicenceNumber = "1", Reason = "到期", Since = new(2026, 11, 1), Consequences = [] },
            };
            await TellAsync(place, $"2026-{random.Next(9, 12):00}-{random.Next(1, 19):00}", fact);
        }
        var province = new ReportService.ReportServiceClient(_host.Officer(division: "530000"));
        foreach (var (from, to) in new[] { ("2026-10-05", "2026-11-12"), ("2026-09-01", "2026-09-01"), ("2026-01-01", "2026-11-19") })
        {
            var report = (await province.PublishReportAsync(new() { RequestId = Registry.NewId(), Division = "530000", KindId = "special-bulletin", From = from, To = to })).Report;
            Assert.Empty((await province.RecountReportAsync(new() { ReportId = report.ReportId })).Differences);
            foreach (var measure in report.Rows[0].Values.Where(v => v.MeasureId != "homework-minutes"))
                Assert.Equal(measure.Value, report.Rows.Skip(1).Sum(r => r.Values.Single(v => v.MeasureId == measure.MeasureId).Value));
        }
    }

    [Theory]
    [InlineData("half-monthly-bulletin", "2026-11-16", "", "to")]
    [InlineData("half-monthly-bulletin", "2026-11-01", "2026-11-14", "to")]
    [InlineData("special-bulletin", "2026-11-01", "", "to")]
    [InlineData("special-bulletin", "2026-11-01", "2026-10-31", "to")]
    [InlineData("special-bulletin", "2025-01-01", "2026-02-05", "to")]
    [InlineData("special-bulletin", "2026-11-01", "2026-11-20", "to")]
    [InlineData("no-such-report", "2026-11-01", "", "kind_id")]
    public async Task A_time_that_is_not_over_or_not_of_the_kind_is_refused(string kind, string from, string to, string field) =>
        Assert.Contains(field, (await RichError.OfAsync(Officer().PublishReportAsync(new(Publishing(kind, from)) { To = to }))).Fields.Keys);

    [Fact]
    public async Task A_report_is_given_as_a_workbook_and_as_a_page()
    {
        await TellAsync("530102", "2026-11-04", Deposit("530102", 12345));
        var id = (await Officer().PublishReportAsync(new(Publishing("half-monthly-bulletin", "2026-11-03")) { Remarks = "请各县区<对照>整改" })).Report.ReportId;
        var page = await Officer().ExportReportAsync(new() { ReportId = id, Format = ReportFormat.Html });
        var html = page.Content.ToStringUtf8();
        Assert.Contains("请各县区&lt;对照&gt;整改", html);
        Assert.Contains("<svg", html);
        Assert.Contains("123.45元（0.00元）", html);
        var book = await Officer().ExportReportAsync(new() { ReportId = id, Format = ReportFormat.Xlsx });
        using var document = SpreadsheetDocument.Open(new MemoryStream(book.Content.ToByteArray()), false);
        var workbook = document.WorkbookPart!;
        var money = workbook.Workbook.Descendants<Sheet>().Single(s => s.Name == "预收费监管");
        var rows = ((WorksheetPart)workbook.GetPartById(money.Id!)).Worksheet.Descendants<Row>().ToList();
        var column = rows[2].Elements<Cell>().Select(c => c.InnerText).ToList().IndexOf("纳入监管的预收费（元）");
        Assert.Equal("123.45", rows[3].Elements<Cell>().ElementAt(column).InnerText);
        Assert.Equal(Law.Current.Reports.Kinds["half-monthly-bulletin"].Sections.Count, workbook.Workbook.Descendants<Sheet>().Count());
    }

    [Fact]
    public async Task A_city_that_owes_bulletins_is_told_which_are_missing_and_departments_hear_of_it()
    {
        var city = new ReportService.ReportServiceClient(_host.Officer(division: "331000"));
        var first = (await city.PublishReportAsync(new() { RequestId = Registry.NewId(), Division = "331000", KindId = "half-monthly-bulletin", From = "2026-10-01" })).Report;
        var owed = (await city.GetOwedReportsAsync(new() { Division = "331000" })).OwedReports;
        Assert.Equal(21, owed.Count);
        Assert.Equal((first.ReportId, true), (owed.Single(o => o.From == "2026-10-01").ReportId, owed.Single(o => o.From == "2026-10-01").Late));
        Assert.Equal(20, (await city.GetOwedReportsAsync(new() { Division = "331000", MissingOnly = true })).OwedReports.Count);
        Assert.False(owed.Single(o => o.From == "2026-11-01").Late);
        await _host.RestartAsync("2026-12-01");
        var late = await _host.HearAsync<ReportOverdue>("331000-half-monthly-bulletin-2026-11-01");
        Assert.Equal((new DateOnly(2026, 11, 30), new DateOnly(2026, 11, 15)), (late.DueDate, late.To));
        Assert.DoesNotContain(_host.Heard, e => e.Subject.EndsWith("2026-11-16", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_county_reads_nothing()
    {
        var id = (await Officer().PublishReportAsync(Publishing("half-monthly-bulletin", "2026-11-03"))).Report.ReportId;
        var other = new ReportService.ReportServiceClient(_host.Officer(division: "530302"));
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(other.GetReportAsync(new() { ReportId = id }))).Code);
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(other.PublishReportAsync(Publishing("half-monthly-bulletin", "2026-11-03")))).Code);
        Assert.Equal(ReportPeriod.Free, Law.Current.Reports.Kinds["special-bulletin"].Period);
    }

    private ReportService.ReportServiceClient Officer() => new(_host.Officer(division: "530000"));

    private static PublishReportRequest Publishing(string kind, string from) => new() { RequestId = Registry.NewId(), Division = SupervisionHost.City, KindId = kind, From = from };

    private static (long Now, long Before) Value(Protos.Supervision.V1.Report report, string division, string measure)
    {
        var value = report.Rows.Single(r => r.Division == division).Values.Single(v => v.MeasureId == measure);
        return (value.Value, value.Before);
    }

    private Task TellAsync(string division, string day, DomainEvent fact) =>
        _host.TellAsync("supervision.facts", "tests", $"facts/{++_told}", fact, at: SupervisionHost.Noon(day).UtcDateTime);

    private static InstitutionLicensed Licensed(string division) => new()
    {
        Division = division, InstitutionId = "1", Name = "样例机构", UnifiedSocialCreditCode = Registry.NewCode(), Category = "ARTS", LicenceNumber = "1", LicensedOn = new(2026, 11, 1), Sample = false,
    };

    private static DepositConfirmed Deposit(string division, long fen) => new()
    {
        Division = division, ContractId = "1", AgreementId = "1", InstitutionCode = Registry.NewCode(), AmountFen = fen, PaidFen = fen, BookedOn = new(2026, 11, 1),
    };

    private static HomeworkCounted Homework(string division, long minutes, long pupils) => new()
    {
        Division = division, SchoolCode = Registry.NewCode(), Date = new(2026, 11, 1), Entries = 1, ClassDays = 1, WrittenMinutes = minutes, ClassSizes = pupils,
    };
}
