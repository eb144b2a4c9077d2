using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>Many courses from one file.</summary>
public sealed class CourseBulkTests : IAsyncLifetime
{
    private const string Columns = "division,institution_code,title,item_name,category,stages,grades,mode,outline,starts_on,ends_on,weekly_lessons,except_dates,price_fen";
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Theory]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task Rows_become_submitted_or_refused_courses_with_every_finding_of_every_session(int size)
    {
        var institution = await _filings.LicenseAsync();
        var batch = Registry.NewId();
        var (done, errors, verdicts) = await SendAsync(As(institution), Header(batch), Csv(
            Row(institution), Row(institution, lessons: "2 18:00:00-20:30:01 101;4 18:00:00-19:00:00", except: "2026-12-01"), Row(institution, category: "SPORTS")), size);

        Assert.Empty(errors);
        Assert.Equal((ImportState.Completed, 3, 1, 2, 0), (done.State, done.Rows, done.Submitted, done.Refused, done.Invalid));
        Assert.Equal([(2L, 3L, CourseState.Refused), (3L, 4L, CourseState.Refused)], verdicts.Select(v => (v.Row, v.Line, v.State)));
        // Tuesdays run from 24 November to 29 December without 1 December; Thursdays, which break nothing, lie between them.
        Assert.Equal(["sessions[0]", "sessions[3]", "sessions[5]", "sessions[7]", "sessions[9]"], verdicts[0].Findings.Select(f => f.Subject));
        Assert.All(verdicts[0].Findings, f => Assert.Equal(("OfflineClassEndsTooLate", "BJ-13", "20:30:01"), (f.Rule, f.Basis[0].Clause, f.Observed.Value)));
        Assert.Equal("CourseBeyondApprovedScope", Assert.Single(verdicts[1].Findings).Rule);

        var listed = (await _filings.As(institution).ListCoursesAsync(new() { Division = "110101", BatchId = batch })).Courses;
        Assert.Equal([1L, 2, 3], listed.Select(c => c.BatchRow).Order());
        var first = await _filings.GetAsync(listed.Single(c => c.BatchRow == 1).CourseId);
        Assert.Equal((CourseState.Submitted, "少儿水彩画基础", 6, 96000L, "2026-12-04"), (first.State, first.Title, first.SessionCount, first.PriceFen, first.ReviewDueOn));
        Assert.Equal([("第一单元", "调色与平涂"), ("第二单元", "")], first.Outline.Select(u => (u.Title, u.Text)));
        Assert.Equal("少儿水彩画基础", (await _filings.HearAsync<CourseSubmitted>(first.CourseId)).Title);
        Assert.Equal(2, (await _filings.HearAsync<CourseRefused>(verdicts[0].CourseId)).Findings.Count + (await _filings.HearAsync<CourseRefused>(verdicts[1].CourseId)).Findings.Count);
        Assert.Equal(CourseState.Filed, (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = first.CourseId })).Course.State);
    }

    [Fact]
    public async Task A_row_whose_fields_are_wrong_is_told_with_its_line_and_becomes_nothing()
    {
        var institution = await _filings.LicenseAsync();
        var batch = Registry.NewId();
        var (done, errors, _) = await SendAsync(As(institution), Header(batch), Csv(
            Row(institution), Row(institution, division: "110000"), Row(institution, division: "110102"), Row(institution with { Code = Registry.NewCode() }),
            Row(institution, title: "=课程"), Row(institution, category: "COOKING"), Row(institution, lessons: "2 18:00-19:00"), Row(institution, lessons: "tuesday"),
            Row(institution, lessons: "2 19:00:00-18:00:00"), Row(institution, lessons: ""), Row(institution, outline: ""), Row(institution, mode: "MIXED"), "a,b"));

        string[] expected =
        [
            "3 division", "4 division", "5 institution_code", "6 title", "7 category", "8 timetable.weekly_lessons[0].start_time", "8 timetable.weekly_lessons[0].end_time",
            "9 timetable.weekly_lessons[0]", "10 timetable.weekly_lessons[0].end_time", "11 timetable", "12 outline", "13 timetable.weekly_lessons[0]", "14 ",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), errors.Select(e => $"{e.Line} {e.Field}").Where(e => !e.StartsWith("9 timetable.weekly_lessons[0].", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal((13, 1, 0, 12), (done.Rows, done.Submitted, done.Refused, done.Invalid));
        var page = await As(institution).ListCourseBatchErrorsAsync(new() { BatchId = batch, PageSize = 3 });
        var rest = await As(institution).ListCourseBatchErrorsAsync(new() { BatchId = batch, PageSize = 3, PageToken = page.NextPageToken });
        Assert.Equal(errors.Take(6), [.. page.Errors, .. rest.Errors]);
    }

    [Fact]
    public async Task JSON_lines_say_everything_that_a_course_can()
    {
        var institution = await _filings.LicenseAsync();
        var course = FilingsHost.Draft(institution);
        course.Mode = TrainingMode.Mixed;
        course.Timetable.ExtraSessions.Add(new Session { Date = "2026-12-24", StartTime = "18:00:00", EndTime = "18:30:00", Online = true });
        (course.CourseId, course.State) = ("ignored", CourseState.Filed);
        var header = Header(format: FileFormat.Json);
        var (done, errors, verdicts) = await SendAsync(As(institution), header, Encoding.UTF8.GetBytes($"{JsonFormatter.Default.Format(course)}\n{{\"colour\":1}}\n"));
        Assert.Equal((1, 1, 2L), (done.Submitted, done.Invalid, Assert.Single(errors).Line));
        Assert.Empty(verdicts);
        var stored = Assert.Single((await _filings.As(institution).ListCoursesAsync(new() { Division = "110101", BatchId = header.BatchId })).Courses);
        Assert.Equal((CourseState.Submitted, 7, TrainingMode.Mixed), (stored.State, stored.SessionCount, stored.Mode));
    }

    [Theory]
    [InlineData("MIXED", "2 18:00:00-19:00:00 线下 101;4 18:00:00-18:30:00 online", "2026-12-26 10:00:00-10:30:00 线上", 12, "2 on site 101;4 online ;2026-12-26 online ")]
    [InlineData("MIXED", "2 18:00:00-19:00:00 onsite", "", 6, "2 on site ")]
    [InlineData("OFFLINE", "2 18:00:00-19:00:00 101", "2026-12-24 18:00:00-19:00:00 102;2026-12-26 10:00:00-11:00:00", 8, "2 on site 101;2026-12-24 on site 102;2026-12-26 on site ")]
    [InlineData("ONLINE", "2 18:00:00-18:30:00", "2026-12-24 18:00:00-18:30:00", 7, "2 online ;2026-12-24 online ")]
    [InlineData("OFFLINE", "", "2026-12-24 18:00:00-19:00:00 102", 1, "2026-12-24 on site 102")]
    public async Task A_row_tells_of_each_lesson_where_it_is_given_and_of_lessons_on_top(string mode, string lessons, string extra, int sessions, string expected)
    {
        var institution = await _filings.LicenseAsync();
        var batch = Registry.NewId();
        var file = Encoding.UTF8.GetBytes($"{Columns},extra_sessions\n{Row(institution, mode: mode, lessons: lessons)},{extra}\n");
        var (done, errors, _) = await SendAsync(As(institution), Header(batch), file);
        Assert.Empty(errors);
        Assert.Equal(1, done.Submitted);
        var listed = Assert.Single((await _filings.As(institution).ListCoursesAsync(new() { Division = "110101", BatchId = batch })).Courses);
        var course = await _filings.GetAsync(listed.CourseId);
        Assert.Equal(sessions, course.SessionCount);
        static string Place(bool online) => online ? "online" : "on site";
        Assert.Equal(expected, string.Join(';', course.Timetable.WeeklyLessons.Select(l => $"{l.Weekday} {Place(l.Online)} {l.Room}")
            .Concat(course.Timetable.ExtraSessions.Select(s => $"{s.Date} {Place(s.Online)} {s.Room}"))));
    }

    [Theory]
    [InlineData("MIXED", "2 18:00:00-19:00:00 101", "", "timetable.weekly_lessons[0]")]
    [InlineData("MIXED", "2 18:00:00-19:00:00", "", "timetable.weekly_lessons[0]")]
    [InlineData("MIXED", "2 18:00:00-19:00:00 线下", "2026-12-24 18:00:00-19:00:00 101", "timetable.extra_sessions[0]")]
    [InlineData("OFFLINE", "2 18:00:00-19:00:00", "24 December", "timetable.extra_sessions[0]")]
    [InlineData("OFFLINE", "2 18:00:00-19:00:00", "2026-13-24 18:00:00-19:00:00", "timetable.extra_sessions[0].date")]
    [InlineData("OFFLINE", "2 18:00:00-19:00:00", "2026-12-24 19:00:00-18:00:00", "timetable.extra_sessions[0].end_time")]
    public async Task A_lesson_that_cannot_be_read_is_told_by_its_place(string mode, string lessons, string extra, string field)
    {
        var institution = await _filings.LicenseAsync();
        var file = Encoding.UTF8.GetBytes($"{Columns},extra_sessions\n{Row(institution, mode: mode, lessons: lessons)},{extra}\n");
        var (done, errors, _) = await SendAsync(As(institution), Header(), file);
        Assert.Equal((0, 1), (done.Submitted, done.Invalid));
        Assert.Contains(field, errors.Select(e => e.Field));
    }

    [Fact]
    public async Task A_trial_tells_the_same_and_leaves_no_trace()
    {
        var institution = await _filings.LicenseAsync();
        var header = Header();
        header.DryRun = true;
        var (done, _, verdicts) = await SendAsync(As(institution), header, Csv(Row(institution), Row(institution, category: "SPORTS")));
        Assert.Equal((true, 1, 1, "", CourseState.Refused), (done.DryRun, done.Submitted, done.Refused, Assert.Single(verdicts).CourseId, verdicts[0].State));
        Assert.Empty((await _filings.As(institution).ListCoursesAsync(new() { Division = "110101" })).Courses);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(As(institution).GetCourseBatchAsync(new() { BatchId = header.BatchId }))).Code);
    }

    [Fact]
    public async Task A_batch_broken_off_goes_on_after_a_restart_and_no_row_becomes_a_course_twice()
    {
        var institution = await _filings.LicenseAsync();
        var batch = Registry.NewId();
        var file = Csv([.. Enumerable.Range(0, 30).Select(_ => Row(institution))]);
        var (begun, _, _) = await SendAsync(As(institution), Header(batch), file[..(file.Length / 2)], last: false);
        Assert.Equal(ImportState.Running, begun.State);
        Assert.InRange(begun.Submitted, 1, 29);
        await _filings.RestartAsync("2026-11-20");
        Assert.Equal(begun, (await As(institution).GetCourseBatchAsync(new() { BatchId = batch })).Batch);
        var gap = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => SendAsync(As(institution), Header(batch), file, from: begun.CommittedOffset + 1)));
        Assert.Equal("IMPORT_OFFSET_GAP", gap.Reason);
        var (done, _, _) = await SendAsync(As(institution), Header(batch), file, from: begun.CommittedOffset);
        Assert.Equal((ImportState.Completed, 30, 30), (done.State, done.Rows, done.Submitted));
        Assert.Equal(done, (await SendAsync(As(institution), Header(batch), file)).Batch);
        Assert.Equal(30, (await _filings.As(institution).ListCoursesAsync(new() { Division = "110101", BatchId = batch, PageSize = 200 })).Courses.Count);
        Assert.Equal([done], (await As(institution).ListCourseBatchesAsync(new() { Division = "110101", State = ImportState.Completed })).Batches);
    }

    [Fact]
    public async Task Parts_that_are_stored_while_others_are_read_add_up()
    {
        var institution = await _filings.LicenseAsync();
        var header = Header();
        var file = Csv([.. Enumerable.Range(1, 4100).Select(i => Row(institution, lessons: i % 1000 == 7 ? "tuesday" : "2 18:00:00-19:00:00 101"))]);
        var trial = Header();
        trial.DryRun = true;
        var (tried, _, _) = await SendAsync(As(institution), trial, file, 50_000);
        var (done, errors, _) = await SendAsync(As(institution), header, file, 50_000);
        Assert.Equal((ImportState.Completed, 4100, 4095, 5, file.Length), (done.State, done.Rows, done.Submitted, done.Invalid, done.CommittedOffset));
        Assert.Equal((done.Digest, done.Rows, done.Submitted), (tried.Digest, tried.Rows, tried.Submitted));
        Assert.Equal([7L, 1007, 2007, 3007, 4007], errors.Select(e => e.Row).Distinct());
        Assert.Equal(200, (await _filings.As(institution).ListCoursesAsync(new() { Division = "110101", BatchId = header.BatchId, PageSize = 200 })).Courses.Count);
    }

    [Fact]
    public async Task An_authority_files_for_its_institutions_and_strangers_neither_go_on_nor_see()
    {
        var (first, second) = (await _filings.LicenseAsync(), await _filings.LicenseAsync());
        var office = new CourseBulkService.CourseBulkServiceClient(_filings.Host.AsRegulator("110101"));
        var batch = Registry.NewId();
        var file = Csv(Row(first), Row(second));
        Assert.Equal(2, (await SendAsync(office, Header(batch), file)).Batch.Submitted);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(As(first).GetCourseBatchAsync(new() { BatchId = batch }))).Code);
        Assert.Empty((await As(first).ListCourseBatchesAsync(new() { Division = "110101" })).Batches);
        Assert.Equal(StatusCode.NotFound, RichError.Of(await Assert.ThrowsAsync<RpcException>(() => SendAsync(As(first), Header(batch), file))).Code);
        var neighbour = new CourseBulkService.CourseBulkServiceClient(_filings.Host.AsRegulator("110102"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(neighbour.GetCourseBatchAsync(new() { BatchId = batch }))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", RichError.Of(await Assert.ThrowsAsync<RpcException>(() => SendAsync(neighbour, Header(), file))).Reason);
        var other = Header(batch);
        other.Columns.Add(new ColumnMapping { Column = "备注" });
        Assert.Equal("IMPORT_HEADER_DIFFERS", RichError.Of(await Assert.ThrowsAsync<RpcException>(() => SendAsync(office, other, file))).Reason);
    }

    private static CourseBatchHeader Header(string? batch = null, FileFormat format = FileFormat.Csv) =>
        new() { BatchId = batch ?? Registry.NewId(), Division = "110101", Format = format };

    private static string Row(
        Licensed institution, string division = "110101", string title = "少儿水彩画基础", string category = "ARTS", string mode = "OFFLINE",
        string outline = "第一单元：调色与平涂;第二单元", string lessons = "2 18:00:00-19:00:00 101", string except = "") =>
        $"{division},{institution.Code},{title},水彩画,{category},PRIMARY,3;4,{mode},{outline},2026-11-24,2026-12-29,{lessons},{except},96000";

    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(Columns + "\n" + string.Concat(rows.Select(r => r + "\n")));

    private CourseBulkService.CourseBulkServiceClient As(Licensed institution) => new(_filings.Host.AsInstitution("110101", institution.Code));

    private static async Task<(CourseBatch Batch, List<RowError> Errors, List<RowVerdict> Verdicts)> SendAsync(
        CourseBulkService.CourseBulkServiceClient client, CourseBatchHeader header, byte[] file, int size = 4096, long from = 0, bool last = true)
    {
        var answers = await FileCall.SendAsync(client.SubmitCourses(), new() { Header = header }, chunk => new() { Chunk = chunk }, file, size, from, last);
        return (answers[^1].Batch, [.. answers.SelectMany(a => a.Errors)], [.. answers.SelectMany(a => a.Verdicts)]);
    }
}
