using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

public sealed class CurriculumTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task Anybody_reads_the_edition_of_the_nearest_place_and_day_page_by_page()
    {
        var province = await PutAsync(Edition("110000", "2026-01-01"));
        var later = await PutAsync(Edition("110000", "2026-12-01"));
        var own = await PutAsync(Edition("110101", "2026-06-01"));
        var anybody = new CurriculumService.CurriculumServiceClient(_filings.Host.Channel);

        Assert.Equal(own, (await anybody.GetCurriculumAsync(new() { Division = "110101", Subject = "数学" })).Curriculum);
        Assert.Equal(province, (await anybody.GetCurriculumAsync(new() { Division = "110102", Subject = "数学" })).Curriculum);
        Assert.Equal(later, (await anybody.GetCurriculumAsync(new() { Division = "110102", Subject = "数学", Date = "2026-12-01" })).Curriculum);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(anybody.GetCurriculumAsync(new() { Division = "110101", Subject = "书法" }))).Code);
        Assert.Equal("GB22-MA", (await anybody.GetCurriculumAsync(new() { Division = "110000", Subject = "数学", Date = "2025-12-31" })).Curriculum.CurriculumId);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(anybody.GetCurriculumAsync(new() { Division = "110000", Subject = "数学", Date = "2022-08-31" }))).Code);

        var list = new ListCurriculaRequest { Division = "110000", PageSize = 1 };
        var first = await anybody.ListCurriculaAsync(list);
        list.PageToken = first.NextPageToken;
        Assert.Equal([later, province], [.. first.Curricula, .. (await anybody.ListCurriculaAsync(list)).Curricula]);
        var units = new ListCurriculumUnitsRequest { CurriculumId = own.CurriculumId, PageSize = 2 };
        var page = await anybody.ListCurriculumUnitsAsync(units);
        units.PageToken = page.NextPageToken;
        var rest = await anybody.ListCurriculumUnitsAsync(units);
        Assert.Equal(["M3", "M5", "M6"], page.Units.Concat(rest.Units).Select(u => u.UnitId));
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(["M5"], (await anybody.ListCurriculumUnitsAsync(new() { CurriculumId = own.CurriculumId, Grades = { 5 } })).Units.Select(u => u.UnitId));
    }

    [Fact]
    public async Task Where_nobody_has_put_an_edition_the_national_standards_are_read_and_compared_with_by_stages()
    {
        var anybody = new CurriculumService.CurriculumServiceClient(_filings.Host.Channel);
        var edition = (await anybody.GetCurriculumAsync(new() { Division = "310101", Subject = "物理" })).Curriculum;
        Assert.Equal(("GB22-PH", "000000", "2022-09-01"), (edition.CurriculumId, edition.Division, edition.StartsOn));
        var all = new List<CurriculumUnit>();
        for (var request = new ListCurriculumUnitsRequest { CurriculumId = edition.CurriculumId, PageSize = 10 }; ;)
        {
            var page = await anybody.ListCurriculumUnitsAsync(request);
            all.AddRange(page.Units);
            if ((request.PageToken = page.NextPageToken).Length == 0) break;
        }
        Assert.Equal(edition.UnitCount, all.Select(u => u.UnitId).Distinct().Count());
        var junior = (await anybody.ListCurriculumUnitsAsync(new() { CurriculumId = edition.CurriculumId, Grades = { 8 }, PageSize = 200 })).Units;
        Assert.Equal(all.Where(u => u.Grade == 7).Select(u => u.UnitId), junior.Select(u => u.UnitId));

        var institution = await _filings.LicenseAsync("ACADEMIC");
        var refused = await _filings.SubmitAsync(institution, Draft(institution, "百分数的意义"));
        Assert.Contains("5–6年级“百分数”（MA-56-08）", Assert.Single(refused.Findings, f => f.Severity == Severity.Breach).MessageZh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("政治", "依宪治国", "DF-79-04", "GB22-DF")]
    [InlineData("生物", "减数分裂", "BI-1012-02", "GB22-BI")]
    public async Task A_subject_is_found_by_its_other_names(string subject, string unit, string found, string edition)
    {
        var anybody = new CurriculumService.CurriculumServiceClient(_filings.Host.Channel);
        Assert.Equal(edition, (await anybody.GetCurriculumAsync(new() { Division = "110101", Subject = subject })).Curriculum.CurriculumId);
        var institution = await _filings.LicenseAsync("ACADEMIC");
        var draft = Draft(institution, unit);
        draft.Subject = subject;
        var refused = await _filings.SubmitAsync(institution, draft);
        Assert.Contains(found, Assert.Single(refused.Findings, f => f.Severity == Severity.Breach).MessageZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_is_put_once_by_education_of_the_place_and_begins_after_the_one_before()
    {
        var request = new PutCurriculumRequest { RequestId = Registry.NewId(), Curriculum = Edition("110101", "2026-09-01") };
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(Office(department: "SPORTS").PutCurriculumAsync(request))).Code);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Office("110102").PutCurriculumAsync(request))).Reason);
        var put = await Office().PutCurriculumAsync(request);
        Assert.Equal(put, await Office().PutCurriculumAsync(request));
        foreach (var day in new[] { "2026-09-01", "2026-08-31" })
        {
            var early = await RichError.OfAsync(Office().PutCurriculumAsync(new() { RequestId = Registry.NewId(), Curriculum = Edition("110101", day) }));
            Assert.Equal(("CURRICULUM_NOT_LATER", "2026-09-01"), (early.Reason, early.Facts["latest"]));
        }
        var twice = Edition("110101", "2026-10-01");
        twice.Units.Add(twice.Units[0].Clone());
        Assert.Equal(["curriculum.units[3].unit_id"], (await RichError.OfAsync(Office().PutCurriculumAsync(new() { RequestId = Registry.NewId(), Curriculum = twice }))).Fields.Keys);
        var empty = Edition("110101", "2026-10-01");
        empty.Units.Clear();
        Assert.Equal(["curriculum.units"], (await RichError.OfAsync(Office().PutCurriculumAsync(new() { RequestId = Registry.NewId(), Curriculum = empty }))).Fields.Keys);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return (await Office().PutCurriculumAsync(new() { RequestId = Registry.NewId(), Curriculum = Edition("110101", "2026-11-01") })).Curriculum.Subject; }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));
        Assert.Equal(["CURRICULUM_NOT_LATER", "数学"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_course_ahead_of_its_grade_is_refused_with_the_unit_and_a_waiting_one_is_judged_again_by_a_new_edition()
    {
        var institution = await _filings.LicenseAsync("ACADEMIC");
        var waiting = await _filings.SubmitAsync(institution, Draft(institution, "环形跑道"));
        Assert.Equal(CourseState.Submitted, waiting.State);
        Assert.Contains(waiting.Findings, f => f.Rule == "UnitIsInNoGrade");
        await PutAsync(Edition("110000", "2026-09-01"));

        var again = await Eventually.ValueAsync("judged again", () => _filings.GetAsync(waiting.CourseId), c => c.Findings.All(f => f.Rule != "UnitIsInNoGrade"));
        Assert.Contains("6年级“环形跑道”", Assert.Single(again.Findings, f => f.Severity == Severity.Breach).MessageZh, StringComparison.Ordinal);
        var refused = await _filings.SubmitAsync(institution, Draft(institution, "任意标题", "M5"));
        Assert.Equal((CourseState.Refused, "UnitIsAheadOfTheGrade", "course.outline[0]"),
            (refused.State, refused.Findings.Single(f => f.Severity == Severity.Breach).Rule, refused.Findings.Single(f => f.Severity == Severity.Breach).Subject));
        Assert.Equal(["M5"], refused.Outline[0].CurriculumUnitIds);
        Assert.Equal("UnitIsAheadOfTheGrade", Assert.Single((await _filings.HearAsync<CourseRefused>(refused.CourseId)).Findings, f => f.Severity == "BREACH").Rule);
        var fine = await _filings.SubmitAsync(institution, Draft(institution, "分数的初步认识"));
        Assert.DoesNotContain(fine.Findings, f => f.Rule.Contains("Unit", StringComparison.Ordinal) || f.Rule == "SyllabusIsUnknown");
    }

    private static Course Draft(Licensed institution, string title, params string[] units)
    {
        var draft = FilingsHost.Draft(institution, TrainingCategory.Academic);
        (draft.ItemName, draft.Subject) = ("小学数学同步", "数学");
        draft.Outline.Clear();
        draft.Outline.Add(new OutlineUnit { Title = title, CurriculumUnitIds = { units } });
        return draft;
    }

    /// <summary>A sample, made for the test; it is no document.</summary>
    private static Curriculum Edition(string division, string startsOn) => new()
    {
        Division = division, Subject = "数学", Source = "测试用样例目录", StartsOn = startsOn,
        Units =
        {
            new CurriculumUnit { UnitId = "M3", Grade = 3, Title = "分数的初步认识" },
            new CurriculumUnit { UnitId = "M5", Grade = 5, Title = "分数的意义和性质", Aliases = { "通分与约分" } },
            new CurriculumUnit { UnitId = "M6", Grade = 6, Title = "环形跑道" },
        },
    };

    private CurriculumService.CurriculumServiceClient Office(string division = "110101", string department = "EDUCATION") => new(_filings.Host.AsRegulator(division, department));

    private async Task<Curriculum> PutAsync(Curriculum edition) =>
        (await Office(edition.Division).PutCurriculumAsync(new() { RequestId = Registry.NewId(), Curriculum = edition })).Curriculum;
}
