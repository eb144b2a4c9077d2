using System.Text;
using Google.Protobuf;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>What is filed is given out as files that can be taken over again (X1).</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private const string Purpose = "全国监管平台数据对接";
    private const string CourseColumns = "division,institution_code,title,item_name,category,stages,grades,mode,description,outline,starts_on,ends_on,weekly_lessons,except_dates,extra_sessions,price_fen";
    private const string TutorColumns = "division,institution_id,institution_code,name,identity_number,phone,subject,category,stages,qualifications,contract,full_time,origin";
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Json)]
    public async Task Courses_given_out_and_taken_over_again_are_as_they_were(FileFormat format)
    {
        var institution = await _filings.LicenseAsync();
        await SubmitAsync(institution, FileFormat.Csv, Encoding.UTF8.GetBytes($""""
            {CourseColumns}
            110101,{institution.Code},"水彩, ""基础""",水彩画,ARTS,PRIMARY,3;4,OFFLINE,调色与平涂,第一单元：调色；平涂;第二单元,2026-11-24,2026-12-29,2 18:00:00-19:00:00 101 室;4 18:00:00-19:00:00,2026-12-01,2026-12-26 10:00:00-11:00:00 礼堂,96000
            110101,{institution.Code},少儿油画混合,水彩画,ARTS,PRIMARY,,MIXED,"两行
            说明",第一单元,2026-11-24,2026-12-29,2 18:00:00-18:30:00 线上;4 18:00:00-19:00:00 线下 101,,,0

            """"));
        var (file, rows, _) = await ExportAsync(institution, new() { Division = "110101", Format = format });
        Assert.Equal(2, rows);

        Assert.Equal((2, 0), await SubmitAsync(institution, format, file));

        var titles = (await CoursesAsync(institution)).GroupBy(c => c.Title).OrderBy(g => g.Key.Length).ToList();
        Assert.All(titles, same => Assert.Equal(same.First(), same.Last()));
        Assert.Equal([2, 2], titles.Select(g => g.Count()));
        var (mixed, plain) = (titles[0].Last(), titles[1].Last());
        Assert.Equal(("水彩, \"基础\"", "第一单元/调色；平涂,第二单元/"), (plain.Title, string.Join(',', plain.Outline.Select(u => $"{u.Title}/{u.Text}"))));
        Assert.Equal((true, false, "101"), (mixed.Timetable.WeeklyLessons[0].Online, mixed.Timetable.WeeklyLessons[1].Online, mixed.Timetable.WeeklyLessons[1].Room));
    }

    [Fact]
    public async Task Courses_of_JSON_keep_what_no_column_holds_and_tell_where_they_stand()
    {
        var institution = await _filings.LicenseAsync();
        var course = FilingsHost.Draft(institution);
        course.Title = "色彩：冷;暖";
        course.Outline.Clear();
        course.Outline.Add(new OutlineUnit { Title = "冷暖：对比", Text = "a;b", CurriculumUnitIds = { "unit-1" } });
        course.Timetable.WeeklyLessons[0].TutorId = Registry.NewId();
        var id = (await _filings.CreateAsync(institution, course)).CourseId;

        var (json, _, _) = await ExportAsync(institution, new() { Division = "110101", Format = FileFormat.Json });
        var row = JsonParser.Default.Parse<Course>(Encoding.UTF8.GetString(json));
        Assert.Equal((id, CourseState.Draft, course.Title), (row.CourseId, row.State, row.Title));
        Assert.Equal((course.Outline, course.Timetable), (row.Outline, row.Timetable));
        var (csv, _, _) = await ExportAsync(institution, new() { Division = "110101", Format = FileFormat.Csv });
        Assert.Contains("色彩：冷;暖", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains("冷暖∶对比:a；b", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_goes_on_from_any_of_its_parts_and_is_scoped_and_filtered()
    {
        var (institution, other) = (await _filings.LicenseAsync(), await _filings.LicenseAsync());
        var rows = string.Concat(Enumerable.Range(0, 1_100).Select(i =>
            $"110101,{institution.Code},课程{i},水彩画,{(i % 2 == 0 ? "ARTS" : "SPORTS")},PRIMARY,3,OFFLINE,,第一单元,2026-11-24,2026-12-01,2 18:00:00-19:00:00,,,96000\n"));
        await SubmitAsync(institution, FileFormat.Csv, Encoding.UTF8.GetBytes($"{CourseColumns}\n{rows}"));
        var asked = new ExportCoursesRequest { Division = "110101", Format = FileFormat.Csv };
        var (whole, count, cursors) = await ExportAsync(institution, asked);
        Assert.Equal((1_100, 3), (count, cursors.Count));
        var (rest, left, _) = await ExportAsync(institution, new(asked) { PageToken = cursors[0] });
        Assert.True(whole.AsSpan(whole.Length - rest.Length).SequenceEqual(rest));
        Assert.Equal(600, left);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(institution, new(asked) { Format = FileFormat.Json, PageToken = cursors[0] })).Reason);

        Assert.Equal(550, (await ExportAsync(institution, new(asked) { States = { CourseState.Submitted } })).Rows);
        Assert.Equal(("division", 0), await ExportAsync(other, asked) is var none ? (Encoding.UTF8.GetString(none.File).Split(',')[0], none.Rows) : default);
        var office = new CourseBulkService.CourseBulkServiceClient(_filings.Officer("110000"));
        Assert.Equal(1_100, (await ReceiveAsync(office, new(asked) { Division = "110000", InstitutionCode = institution.Code })).Rows);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(ReceiveAsync(new(_filings.Officer("110102")), asked))).Reason);
    }

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Json)]
    public async Task Tutors_given_out_for_a_purpose_can_be_taken_over_as_they_were(FileFormat format)
    {
        var other = Registry.NewCode();
        await SubmitAsync(FileFormat.Csv, Encoding.UTF8.GetBytes(
            $"{TutorColumns}\n{Row(1, "TEACHER 数学 JUNIOR 20265301041000001 2020-01-01;PROFESSIONAL 编程 - P-1 2020-01-01 2030-01-01", "LABOUR 2026-01-01 2027-12-31")}\n{Row(2, "", "")}\n"));
        var (file, rows, _) = await ReceiveAsync(Mine, new() { Division = FilingsHost.County, Format = format, Purpose = Purpose });
        Assert.Equal(2, rows);
        Assert.Contains(Number(1), Encoding.UTF8.GetString(file), StringComparison.Ordinal);

        Assert.Equal((2, 0), await SubmitAsync(format, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace(_filings.Code, other, StringComparison.Ordinal))));

        var (mine, theirs) = (await TutorsAsync(_filings.Code), await TutorsAsync(other));
        Assert.Equal(mine, theirs);
        Assert.Equal(["20265301041000001", "P-1"], theirs[0].Qualifications.Select(q => q.CertificateNumber));
    }

    [Fact]
    public async Task Who_gives_tutors_out_says_why_and_is_audited_before_the_first_part()
    {
        await _filings.SubmitTutorAsync();
        var asked = new ExportTutorsRequest { Division = FilingsHost.County, Format = FileFormat.Json, Purpose = Purpose };
        Assert.Equal(["purpose"], (await RichError.OfAsync(ReceiveAsync(Mine, new(asked) { Purpose = "" }))).Fields.Keys);
        Assert.Equal(0, (await ReceiveAsync(new(_filings.Owner(Registry.NewCode())), asked)).Rows);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(ReceiveAsync(new(_filings.Officer("530103")), asked))).Reason);
        Assert.Equal(1, (await ReceiveAsync(new(_filings.Officer()), asked)).Rows);
        var operators = new OperationService.OperationServiceClient(_filings.Host.With(_filings.Host.Token("OPERATOR", "000000")));
        var audited = (await operators.ListAuditRecordsAsync(new() { Service = "filings", Resource = $"tutors/{FilingsHost.County}" })).Records;
        Assert.Equal([("REGULATOR", Purpose), ("INSTITUTION", Purpose)], audited.Select(r => (r.Audience, r.Purpose)));
    }

    private TutorBulkService.TutorBulkServiceClient Mine => new(_filings.Owner());

    private TutorBulkService.TutorBulkServiceClient Offices => new(_filings.Officer());

    private string Row(int index, string qualifications, string contract) =>
        $"{FilingsHost.County},{_filings.InstitutionId},{_filings.Code},测试人,{Number(index)},13800000078,数学,ACADEMIC,JUNIOR;PRIMARY,{qualifications},{contract},是,NATIONAL";

    private static string Number(int index) => ResidentIdentity.Complete($"11010519700101{100 + index}");

    /// <summary>Courses without what tells one from another that says the same.</summary>
    private async Task<List<Course>> CoursesAsync(Licensed institution)
    {
        var (json, _, _) = await ExportAsync(institution, new() { Division = "110101", Format = FileFormat.Json });
        return [.. Lines(json).Select(line =>
        {
            var row = JsonParser.Default.Parse<Course>(line);
            (row.CourseId, row.BatchId, row.BatchRow, row.CreateTime, row.UpdateTime) = ("", "", 0, null, null);
            return row;
        })];
    }

    private async Task<List<Tutor>> TutorsAsync(string code)
    {
        var (json, _, _) = await ReceiveAsync(Offices, new() { Division = FilingsHost.County, Format = FileFormat.Json, Purpose = Purpose, InstitutionCode = code });
        return [.. Lines(json).Select(line =>
        {
            var row = JsonParser.Default.Parse<Tutor>(line);
            (row.TutorId, row.InstitutionCode, row.CreateTime) = ("", "", null);
            return row;
        }).OrderBy(t => t.Person.IdentityNumber)];
    }

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<(long Submitted, long Invalid)> SubmitAsync(Licensed institution, FileFormat format, byte[] file)
    {
        var header = new CourseBatchHeader { BatchId = Registry.NewId(), Division = "110101", Format = format };
        var answers = await FileCall.SendAsync(Courses(institution).SubmitCourses(), new() { Header = header }, chunk => new SubmitCoursesRequest { Chunk = chunk }, file, 100_000);
        return (answers[^1].Batch.Submitted, answers[^1].Batch.Invalid);
    }

    private async Task<(long Submitted, long Invalid)> SubmitAsync(FileFormat format, byte[] file)
    {
        var header = new TutorBatchHeader { BatchId = Registry.NewId(), Division = FilingsHost.County, Format = format };
        var answers = await FileCall.SendAsync(
            Offices.SubmitTutors(), new() { Header = header }, chunk => new SubmitTutorsRequest { Chunk = chunk }, file, 100_000);
        return (answers[^1].Batch.Submitted, answers[^1].Batch.Invalid);
    }

    private CourseBulkService.CourseBulkServiceClient Courses(Licensed institution) => new(_filings.Host.AsInstitution("110101", institution.Code));

    private Task<RichError> RefusedAsync(Licensed institution, ExportCoursesRequest request) => RichError.OfAsync(ExportAsync(institution, request));

    private Task<(byte[] File, int Rows, List<string> Cursors)> ExportAsync(Licensed institution, ExportCoursesRequest request) => ReceiveAsync(Courses(institution), request);

    private static Task<(byte[] File, int Rows, List<string> Cursors)> ReceiveAsync(CourseBulkService.CourseBulkServiceClient client, ExportCoursesRequest request) =>
        FileCall.ReceiveAsync(client.ExportCourses(request), part => (part.Data, part.Rows, part.NextPageToken));

    private static Task<(byte[] File, int Rows, List<string> Cursors)> ReceiveAsync(TutorBulkService.TutorBulkServiceClient client, ExportTutorsRequest request) =>
        FileCall.ReceiveAsync(client.ExportTutors(request), part => (part.Data, part.Rows, part.NextPageToken));
}
