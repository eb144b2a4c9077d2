using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Schools, classes and rosters over the real service.</summary>
public sealed class RosterTests : SchoolsTest
{
    [Fact]
    public async Task A_school_is_registered_once_changed_and_closed()
    {
        var school = _host.NewSchool();
        await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
        Assert.Equal(["PRIMARY", "JUNIOR"], (await _host.HearAsync<SchoolRegistered>(school.SchoolCode)).Stages);
        Assert.Equal("SCHOOL_EXISTS", (await RichError.OfAsync(_host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school }))).Reason);
        (school.Name, school.ClosedOn) = ("测试学校新名", SchoolsHost.Today);
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(_host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = school, Etag = "\"7\"" }))).Reason);
        var changed = (await _host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = school, Etag = "\"1\"" })).School;
        Assert.Equal(("测试学校新名", "\"2\""), (changed.Name, changed.Etag));
        Assert.Equal(new DateOnly(2026, 11, 20), (await _host.HearAsync<SchoolChanged>(school.SchoolCode)).ClosedOn);
        Assert.Equal("SCHOOL_CLOSED", (await RichError.OfAsync(_host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = school }))).Reason);
    }

    [Fact]
    public async Task Each_sees_what_is_within_reach_only()
    {
        GetSchoolRequest mine = new() { SchoolCode = _host.Code };
        Assert.Equal(_host.Code, (await _host.Mine.GetSchoolAsync(mine)).School.SchoolCode);
        var other = new SchoolService.SchoolServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(other.GetSchoolAsync(mine))).Reason);
        var elsewhere = new SchoolService.SchoolServiceClient(_host.Officer("110101"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetSchoolAsync(mine))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(_host.Mine.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = _host.NewSchool() }))).Reason);
    }

    [Fact]
    public async Task Schools_and_classes_are_paged()
    {
        for (var i = 0; i < 3; i++) await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = _host.NewSchool() });
        var city = new SchoolService.SchoolServiceClient(_host.Officer("530100"));
        var (seen, token) = (new List<string>(), "");
        do
        {
            var page = await city.ListSchoolsAsync(new() { Division = "530100", PageSize = 2, PageToken = token });
            seen.AddRange(page.Schools.Select(s => s.SchoolCode));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(4, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        var first = await _host.Mine.ListClassesAsync(new() { SchoolCode = _host.Code, PageSize = 7 });
        var rest = await _host.Mine.ListClassesAsync(new() { SchoolCode = _host.Code, PageSize = 7, PageToken = first.NextPageToken });
        Assert.Equal((12, ""), (first.Classes.Concat(rest.Classes).Select(c => c.ClassId).Distinct().Count(), rest.NextPageToken));
    }

    [Fact]
    public async Task A_class_put_again_keeps_its_identifier()
    {
        PutClassesRequest request = new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Classes = { new SchoolClass { SchoolYear = 2026, Grade = 4, Name = "1班", Pupils = 41 } } };
        var put = (await _host.Mine.PutClassesAsync(request)).Classes[0];
        Assert.Equal((_host.Classes[4].ClassId, 41, "\"2\""), (put.ClassId, put.Pupils, put.Etag));
        request.RequestId = Registry.NewId();
        request.Classes.Add(request.Classes[0].Clone());
        Assert.Contains("classes[1].name", (await RichError.OfAsync(_host.Mine.PutClassesAsync(request))).Fields.Keys);
    }

    [Fact]
    public async Task A_teacher_is_known_by_an_identifier_and_found_by_number_for_a_purpose()
    {
        var heard = await _host.HearAsync<TeacherRosterChanged>(_host.Code);
        var told = Assert.Single(heard.Entries);
        Assert.Equal((_host.TeacherId, new DateOnly(2021, 9, 1)), (told.TeacherId, told.From));
        Assert.All(told.KeyedHashes, hash => Assert.DoesNotContain(Registry.IdentityNumber, hash, StringComparison.Ordinal));
        PutTeachersRequest again = new()
        {
            RequestId = Registry.NewId(), SchoolCode = _host.Code,
            Teachers = { new Teacher { IdentityNumber = Registry.IdentityNumber, Subjects = { "数学" }, From = "2021-09-01" } },
        };
        Assert.Equal(_host.TeacherId, (await _host.Teachers.PutTeachersAsync(again)).Teachers[0].TeacherId);
        var office = new TeacherService.TeacherServiceClient(_host.Officer());
        FindTeacherRequest ask = new() { Division = "530102", IdentityNumber = Registry.IdentityNumber, Purpose = "核查在职教师有偿补课" };
        var found = Assert.Single((await office.FindTeacherAsync(ask)).Teachers);
        Assert.Equal((_host.TeacherId, "", "数学"), (found.TeacherId, found.IdentityNumber, Assert.Single(found.Subjects)));
        ask.IdentityNumber = Registry.OtherIdentityNumber;
        Assert.Empty((await office.FindTeacherAsync(ask)).Teachers);
    }

    [Theory]
    [InlineData("2026-11-19", 0)]
    [InlineData("2026-11-20", 1)]
    public async Task The_last_day_is_a_day_in_service(string to, int inService)
    {
        EndTeachersRequest end = new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, TeacherIds = { _host.TeacherId }, To = to };
        Assert.Equal(1, (await _host.Teachers.EndTeachersAsync(end)).Ended);
        Assert.Equal(inService, (await _host.Teachers.ListTeachersAsync(new() { SchoolCode = _host.Code, On = SchoolsHost.Today })).Teachers.Count);
    }

    [Fact]
    public async Task What_cannot_be_on_a_roster_is_told_by_field()
    {
        PutTeachersRequest wrong = new()
        {
            RequestId = Registry.NewId(), SchoolCode = _host.Code,
            Teachers = { new Teacher { IdentityNumber = Registry.OtherIdentityNumber, Subjects = { "天文" }, From = "2026-09-01", To = "2026-08-31" } },
        };
        Assert.Equal(["teachers[0].subjects", "teachers[0].to"], (await RichError.OfAsync(_host.Teachers.PutTeachersAsync(wrong))).Fields.Keys.Order());
    }

    [Fact]
    public async Task A_file_puts_teachers_and_tells_wrong_rows()
    {
        var file = $"""
            school_code,identity_number,subjects,from,to
            {_host.Code},{Registry.OtherIdentityNumber},语文;数学,2022-09-01,
            {_host.Code},{Registry.IdentityNumber},英语,2021-09-01,2026-07-31
            {_host.Code},123,英语,2021-09-01,
            {Registry.NewCode()},{Registry.IdentityNumber},英语,2021-09-01,
            {_host.Code},{Registry.IdentityNumber},天文,2021-09-01,
            """;
        var batch = await ImportAsync(file, SchoolFileKind.Teachers);
        Assert.Equal((ImportState.Completed, 5, 2, 3), (batch.State, batch.Rows, batch.Stored, batch.Refused));
        var office = new SchoolImportService.SchoolImportServiceClient(_host.Officer());
        var errors = (await office.ListSchoolBatchErrorsAsync(new() { BatchId = batch.BatchId })).Errors;
        Assert.Equal([(3, "teacher.identity_number"), (4, "school_code"), (5, "teacher.subjects")], errors.Select(e => ((int)e.Row, e.Field)));
        Assert.Equal(2, (await office.GetSchoolBatchAsync(new() { BatchId = batch.BatchId })).Batch.Stored);
        var listed = (await _host.Teachers.ListTeachersAsync(new() { SchoolCode = _host.Code })).Teachers;
        Assert.Equal(2, listed.Count);
        Assert.Equal("2026-07-31", listed.Single(t => t.TeacherId == _host.TeacherId).To);
    }

    [Fact]
    public async Task A_county_comes_in_as_a_file_of_schools_and_one_of_classes_and_again_as_it_has_changed()
    {
        string[] codes = [Registry.NewCode(), Registry.NewCode()];
        string Schools(string second) => $"""
            school_code,division,name,stages,subjects,boarding,closed_on
            {codes[0]},530102,第一测试学校,PRIMARY;JUNIOR,语文;数学,,
            {codes[1]},530102,{second},JUNIOR,数学,true,
            {codes[1]},530102,重复的学校,JUNIOR,数学,true,
            {Registry.NewCode()},530103,邻县的学校,JUNIOR,数学,false,
            {Registry.NewCode()},530102,=SUM(A1),PRIMARY,数学,也许,
            """;
        var trial = await ImportAsync(Schools("第二测试学校"), SchoolFileKind.Schools, dryRun: true);
        Assert.Equal((5, 2, 3), (trial.Rows, trial.Stored, trial.Refused));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(_host.Office.GetSchoolAsync(new() { SchoolCode = codes[0] }))).Code);

        var first = await ImportAsync(Schools("第二测试学校"), SchoolFileKind.Schools);
        Assert.Equal((2, 3, SchoolFileKind.Schools), (first.Stored, first.Refused, first.Kind));
        var errors = (await new SchoolImportService.SchoolImportServiceClient(_host.Officer()).ListSchoolBatchErrorsAsync(new() { BatchId = first.BatchId })).Errors;
        Assert.Equal([(3, "school_code"), (4, "division"), (5, "boarding"), (5, "name")], errors.Select(e => ((int)e.Row, e.Field)).Order());
        Assert.Equal(["JUNIOR"], (await _host.HearAsync<SchoolRegistered>(codes[1])).Stages);
        Assert.True((await _host.Office.GetSchoolAsync(new() { SchoolCode = codes[1] })).School.Boarding);

        await ImportAsync(Schools("第二测试中学"), SchoolFileKind.Schools);
        Assert.Equal("第二测试中学", (await _host.HearAsync<SchoolChanged>(codes[1])).Name);
        Assert.Equal(["\"1\"", "\"2\""], await Task.WhenAll(codes.Select(async c => (await _host.Office.GetSchoolAsync(new() { SchoolCode = c })).School.Etag)));

        var classes = await ImportAsync(
            $"""
            school_code,school_year,grade,name,pupils
            {codes[0]},2026,3,1班,40
            {codes[0]},2026,3,2班,38
            {codes[0]},2026,3,1班,41
            {codes[0]},2026,13,1班,41
            {Registry.NewCode()},2026,3,1班,40
            {codes[0]},2026,3,4班,许多
            """,
            SchoolFileKind.Classes);
        Assert.Equal((6, 3, 3), (classes.Rows, classes.Stored, classes.Refused));
        var listed = (await new SchoolService.SchoolServiceClient(_host.Officer()).ListClassesAsync(new() { SchoolCode = codes[0] })).Classes;
        Assert.Equal([("1班", 41), ("2班", 38)], listed.Select(c => (c.Name, c.Pupils)).Order());
        Assert.Equal(listed.Select(c => c.ClassId).Order(), (await _host.HearAsync<ClassesChanged>(codes[0])).ClassIds.Order());
    }

    [Fact]
    public async Task Schools_of_a_file_are_counted_while_they_are_open()
    {
        string[] codes = [Registry.NewCode(), Registry.NewCode(), Registry.NewCode()];
        string Row(string code, string closed) => $"{code},530102,测试学校,PRIMARY,语文,false,{closed}\n";
        const string head = "school_code,division,name,stages,subjects,boarding,closed_on\n";
        var office = new SchoolOrderService.SchoolOrderServiceClient(_host.Officer());
        async Task<long> OpenAsync() => (await office.GetManagementCoverageAsync(new() { Division = "530102", SchoolYear = 2026 })).Coverage[0].Schools;
        Assert.Equal(1, await OpenAsync());
        Assert.Equal(3, (await ImportAsync(head + Row(codes[0], "") + Row(codes[1], "") + Row(codes[2], "2026-07-31"), SchoolFileKind.Schools)).Stored);
        Assert.Equal(3, await OpenAsync());
        await ImportAsync(head + Row(codes[0], "") + Row(codes[1], "2026-07-31"), SchoolFileKind.Schools);
        Assert.Equal(2, await OpenAsync());
    }

    [Fact]
    public async Task A_file_enters_pupils_in_need_and_tells_of_no_row_what_stood_in_it()
    {
        var needs = new PupilNeedService.PupilNeedServiceClient(_host.Caller());
        string File(string kinds) => $"""
            school_code,name,identity_number,grade,kinds,since,note
            {_host.Code},学生甲,{Registry.IdentityNumber},3,{kinds},2026-09-01,需要安静的座位
            {_host.Code},学生乙,{Registry.OtherIdentityNumber},5,LEFT_BEHIND,2026-09-01,
            {_host.Code},学生乙,{Registry.OtherIdentityNumber},4,POOR,2026-09-01,
            {Registry.NewCode()},学生丙,{Registry.IdentityNumber},4,POOR,2026-09-01,
            {_host.Code},学生丁,123,4,POOR,2026-09-01,
            {_host.Code},学生戊,{Registry.IdentityNumber},x,POOR;POOR,2099-09-01,
            {_host.Code},学生己,{Registry.IdentityNumber},4,POOR;POOR,2099-09-01,
            """;
        var trial = await ImportAsync(File("LEARNING"), SchoolFileKind.PupilNeeds, dryRun: true);
        Assert.Equal((7, 2, 5), (trial.Rows, trial.Stored, trial.Refused));
        Assert.Empty((await needs.ListPupilNeedsAsync(new() { SchoolCode = _host.Code })).Needs);

        var batch = await ImportAsync(File("LEARNING;DISABLED"), SchoolFileKind.PupilNeeds);
        Assert.Equal((ImportState.Completed, 7, 2, 5), (batch.State, batch.Rows, batch.Stored, batch.Refused));
        var errors = (await new SchoolImportService.SchoolImportServiceClient(_host.Officer()).ListSchoolBatchErrorsAsync(new() { BatchId = batch.BatchId })).Errors;
        Assert.Equal(
            [(3, "identity_number"), (4, "school_code"), (5, "identity_number"), (6, "grade"), (7, "kinds[1]"), (7, "since")],
            errors.Select(e => ((int)e.Row, e.Field)).Order());
        Assert.DoesNotContain(errors, e => $"{e}".IndexOfAny(['甲', '乙', '丙', '丁', '戊', '己']) >= 0 || $"{e}".Contains(Registry.IdentityNumber, StringComparison.Ordinal));

        // As the school by itself, again: who is known is renewed, under the same identifier.
        var before = (await needs.ListPupilNeedsAsync(new() { SchoolCode = _host.Code })).Needs.ToDictionary(n => n.NeedId);
        Assert.Equal(2, (await ImportAsync(File("MIGRANT"), SchoolFileKind.PupilNeeds, caller: _host.Caller())).Stored);
        var after = (await needs.ListPupilNeedsAsync(new() { SchoolCode = _host.Code })).Needs;
        Assert.Equal(before.Keys.Order(), after.Select(n => n.NeedId).Order());
        Assert.Equal([PupilNeedKind.Migrant], after.Single(n => n.Grade == 3).Kinds);
        var revealed = (await needs.RevealPupilNeedAsync(new() { NeedId = after.Single(n => n.Grade == 3).NeedId, Purpose = "安排课后服务" })).Need;
        Assert.Equal(("学生甲", Registry.IdentityNumber, "需要安静的座位"), (revealed.Name, revealed.IdentityNumber, revealed.Note));
    }

    [Fact]
    public async Task A_school_imports_its_own_pupils_in_need_and_nothing_else()
    {
        var other = Registry.NewCode();
        await ImportAsync($"school_code,division,name,stages,subjects\n{other},530102,另一所学校,PRIMARY,语文\n", SchoolFileKind.Schools);
        var file = $"school_code,name,identity_number,grade,kinds,since\n{other},学生甲,{Registry.IdentityNumber},6,POOR,2026-09-01\n";
        var batch = await ImportAsync(file, SchoolFileKind.PupilNeeds, caller: _host.Caller());
        Assert.Equal((1, 0, 1), (batch.Rows, batch.Stored, batch.Refused));
        Assert.Equal(1, (await ImportAsync(file, SchoolFileKind.PupilNeeds, caller: _host.Caller(other))).Stored);
        foreach (var kind in (SchoolFileKind[])[SchoolFileKind.Schools, SchoolFileKind.Classes, SchoolFileKind.Teachers, SchoolFileKind.Calendars])
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => ImportAsync("", kind, caller: _host.Caller()));
            Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_file_puts_the_calendars_of_a_city_and_each_is_announced()
    {
        var calendars = new SchoolCalendarService.SchoolCalendarServiceClient(_host.Officer());
        const string head = "division,school_year,starts_on,ends_on,vacations,school_hours,moved_days,work_ends_at\n";
        string Row(string division, string name, string moved = "2026-10-31/TEACHES/补运动会的课", string ends = "2027-08-31") =>
            $"{division},2026,2026-09-01,{ends},{name}/2027-01-23/2027-02-28;暑假/2027-07-11/2027-08-31,PRIMARY/08:00:00/15:30:00,{moved},17:30:00\n";
        var file = head + Row("530102", "寒假") + Row("530103", "寒假") + Row("530102", "寒假") + Row("530102", "寒假", "2026-10-31/YES/补课") + Row("530102", "寒假", ends: "2026-08-31");
        var first = await ImportAsync(file, SchoolFileKind.Calendars);
        Assert.Equal((5, 1, 4, SchoolFileKind.Calendars), (first.Rows, first.Stored, first.Refused, first.Kind));
        var errors = (await new SchoolImportService.SchoolImportServiceClient(_host.Officer()).ListSchoolBatchErrorsAsync(new() { BatchId = first.BatchId })).Errors;
        Assert.Equal([(2, "division"), (3, "school_year"), (4, "moved_days"), (5, "ends_on")], errors.DistinctBy(e => e.Row).Select(e => ((int)e.Row, e.Field)));
        var put = (await calendars.GetSchoolCalendarAsync(new() { Division = "530102", On = "2026-10-31" })).Calendar;
        Assert.Equal(("530102", 2, "17:30:00", "\"1\""), (put.Division, put.Vacations.Count, put.WorkEndsAt, put.Etag));
        Assert.Equal((EducationStage.Primary, "15:30:00", true), (put.SchoolHours[0].Stage, put.SchoolHours[0].EndTime, put.MovedDays[0].Teaches));

        await ImportAsync(head + Row("530102", "春节假"), SchoolFileKind.Calendars);
        Assert.Equal("春节假", (await calendars.GetSchoolCalendarAsync(new() { Division = "530102", On = "2026-10-31" })).Calendar.Vacations[0].NameZh);
        Assert.Equal("春节假", (await _host.HearAsync<SchoolCalendarPut>("school-calendars/530102/2026", c => c.Vacations[0].NameZh == "春节假")).Vacations[0].NameZh);
    }

    private async Task<SchoolBatch> ImportAsync(string file, SchoolFileKind kind, string? id = null, bool dryRun = false, CallInvoker? caller = null)
    {
        using var call = new SchoolImportService.SchoolImportServiceClient(caller ?? _host.Officer()).ImportSchoolFile();
        await call.RequestStream.WriteAsync(new() { Header = new SchoolBatchHeader { BatchId = id ?? Registry.NewId(), Division = "530102", Format = FileFormat.Csv, Kind = kind, DryRun = dryRun } });
        await call.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Data = ByteString.CopyFrom(Encoding.UTF8.GetBytes(file)), Last = true } });
        await call.RequestStream.CompleteAsync();
        SchoolBatch? last = null;
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) last = answer.Batch;
        return last!;
    }
}
