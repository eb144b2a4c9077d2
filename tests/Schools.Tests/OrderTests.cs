using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Records of order over the real service.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private static readonly string s_digest = new('a', 64);
    private SchoolsHost _host = null!;

    private SchoolOrderService.SchoolOrderServiceClient Mine => new(_host.Caller());

    private SchoolOrderService.SchoolOrderServiceClient Office => new(_host.Officer());

    public async Task InitializeAsync() => _host = await SchoolsHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_week_is_judged_announced_corrected_and_keeps_what_it_said()
    {
        var week = Week();
        week.LessonWeek.Subjects[0].TaughtLessons = 7;
        var put = await PutAsync(week);
        Assert.Equal(("LessonsDifferFromPlan", "5", "7", "KM-20", "content.lesson_week.subjects[0].taught_lessons"),
            (put.Findings[0].Rule, put.Findings[0].Limit.Value, put.Findings[0].Observed.Value, put.Findings[0].Basis[0].Clause, put.Findings[0].Subject));
        var heard = await _host.HearAsync<OrderBreachFound>(put.RecordId);
        Assert.Equal((_host.Code, "LESSON_WEEK", "LessonsDifferFromPlan"), (heard.SchoolCode, heard.Kind, heard.Findings.Single().Rule));
        week.LessonWeek.Subjects[0].TaughtLessons = 5;
        var corrected = await CorrectAsync(put, week);
        Assert.Empty(corrected.Findings);
        Assert.Equal(["LessonsDifferFromPlan"], (await _host.HearAsync<OrderBreachCleared>(put.RecordId)).Rules);
        var read = await Mine.GetOrderRecordAsync(new() { RecordId = put.RecordId });
        var before = Assert.Single(read.History);
        Assert.Equal((7, 1, "填报有误，予以更正", 5), (before.Before.LessonWeek.Subjects[0].TaughtLessons, before.Findings.Count, before.Reason, read.Record.Content.LessonWeek.Subjects[0].TaughtLessons));
    }

    [Fact]
    public async Task The_same_thing_is_recorded_once()
    {
        var put = await PutAsync(Week());
        var error = await RichError.OfAsync(Put(Week()));
        Assert.Equal((StatusCode.AlreadyExists, "ORDER_RECORD_EXISTS", put.RecordId), (error.Code, error.Reason, error.Facts["record_id"]));
        await Mine.WithdrawOrderRecordAsync(new() { RequestId = Registry.NewId(), RecordId = put.RecordId, Reason = "重复填报，撤回" });
        Assert.Equal("ORDER_RECORD_WITHDRAWN", (await RichError.OfAsync(Mine.CorrectOrderRecordAsync(Correction(await ReadAsync(put), Week())))).Reason);
        Assert.NotEqual(put.RecordId, (await PutAsync(Week())).RecordId);
        Assert.Single((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        Assert.Equal(2, (await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County, WithWithdrawn = true })).Records.Count);
    }

    [Fact]
    public async Task Of_two_who_put_the_same_week_one_is_told_which_record_stands()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return (await Put(Week())).Record.RecordId;
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.Equal(7, outcomes.Count(o => o == "ORDER_RECORD_EXISTS"));
        Assert.Single((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
    }

    [Fact]
    public async Task Of_many_corrections_of_one_version_one_wins()
    {
        var put = await PutAsync(Week());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await Mine.CorrectOrderRecordAsync(Correction(put, Week()));
                return "";
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.Equal((1, 5), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "ETAG_MISMATCH")));
        Assert.Single((await Mine.GetOrderRecordAsync(new() { RecordId = put.RecordId })).History);
    }

    [Fact]
    public async Task Papers_are_counted_in_the_order_of_their_days_and_anew_with_every_change()
    {
        var second = await PutAsync(Paper("2026-11-18"));
        Assert.Empty(second.Findings);
        var first = await PutAsync(Paper("2026-11-10"));
        Assert.Empty(first.Findings);
        // The paper that was put first is the second of the term now, and one too many for grade 4.
        Assert.Equal("TooManyPapers", Assert.Single((await ReadAsync(second)).Findings).Rule);
        Assert.Equal("2", (await _host.HearAsync<OrderBreachFound>(second.RecordId)).Findings.Single().Observed!.Split(' ')[0]);
        await Mine.WithdrawOrderRecordAsync(new() { RequestId = Registry.NewId(), RecordId = first.RecordId, Reason = "该次考试未举行" });
        Assert.Empty((await ReadAsync(second)).Findings);
        Assert.Equal(["TooManyPapers"], (await _host.HearAsync<OrderBreachCleared>(second.RecordId)).Rules);
        var other = Paper("2026-11-10");
        other.Exam.Subject = "数学";
        Assert.Empty((await PutAsync(other)).Findings);
    }

    [Fact]
    public async Task Papers_put_at_the_same_moment_are_each_counted()
    {
        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => PutAsync(Paper($"2026-11-0{i}"))));
        var papers = (await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records;
        Assert.Equal(Enumerable.Range(2, 7).Select(i => $"{i}"), papers.SelectMany(p => p.Findings).Select(f => f.Observed.Value).Order());
        Assert.Empty(papers.Single(p => p.Date == "2026-11-01").Findings);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_path()
    {
        await RefusedAsync(new(), "content");
        var week = Week();
        week.LessonWeek.Monday = "2026-11-17";
        week.LessonWeek.Subjects.Add([week.LessonWeek.Subjects[0].Clone(), week.LessonWeek.Subjects[0].Clone()]);
        week.LessonWeek.Subjects[0].Subject = "天文";
        await RefusedAsync(week, "content.lesson_week.monday", "content.lesson_week.subjects[0].subject", "content.lesson_week.subjects[2].subject");
        await RefusedAsync(Sport("2026-11-21", 60), "content.sport_day.date");
        await RefusedAsync(Sport("2026-07-31", 60), "content.sport_day.class_id");
        await RefusedAsync(Sport("2026-11-20", 601), "content.sport_day.minutes_in_school");
        await RefusedAsync(new() { Physique = new() { SchoolYear = 2026, Grade = 4, Tested = 10, Excellent = 9 } }, "content.physique.tested");
        await RefusedAsync(new() { Skills = new() { SchoolYear = 2026, Grade = 4, Sport = { new SkillCount(), new SkillCount() }, Arts = { new SkillCount() } } }, "content.skills.sport[1].skills");
        await RefusedAsync(new() { Quota = new() { Year = 2026, Places = 10, Shares = { new QuotaShare { SchoolCode = _host.Code, Places = 11 } } } }, "content.quota", "content.quota.shares");
        await RefusedAsync(Evidence(ManagementKind.Sleep, "2026-07-31"), "content.management.evidence_date");
        var exam = Paper("2027-08-01");
        await RefusedAsync(exam, "content.exam.held_on");
        var file = File();
        file.SchoolFile.Inspections.Add(new SelfInspection { HeldOn = "2026-11-21", Problems = 1, Solved = 2 });
        await RefusedAsync(file, "content.school_file.inspections[0].held_on", "content.school_file.inspections[0].solved");
        await RefusedAsync(new() { Enrolment = new() { Stage = Protos.Institution.V1.EducationStage.SeniorHigh, BeganOn = "2026-07-01", EndedOn = "2026-06-30", WindowFrom = "2026-07-01", WindowTo = "2026-06-30", FromOutside = 1 } },
            "content.enrolment.stage", "content.enrolment.ended_on", "content.enrolment.window_to", "content.enrolment.from_outside");
    }

    [Fact]
    public async Task Each_school_sees_and_changes_its_own_and_not_what_an_authority_found()
    {
        var found = (await Office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Lessons() })).Record;
        Assert.True(found.ByAuthority);
        Assert.Equal("ORDER_RECORD_OF_AUTHORITY", (await RichError.OfAsync(Mine.CorrectOrderRecordAsync(Correction(found, Lessons())))).Reason);
        var stranger = new SchoolOrderService.SchoolOrderServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.GetOrderRecordAsync(new() { RecordId = found.RecordId }))).Reason);
        Assert.Empty((await stranger.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        var elsewhere = new SchoolOrderService.SchoolOrderServiceClient(_host.Officer("110101"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetOrderRecordAsync(new() { RecordId = found.RecordId }))).Reason);
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Week() }))).Reason);
    }

    [Fact]
    public async Task An_authority_records_what_it_assesses_by_and_nothing_else()
    {
        OrderContent assessment = new() { Assessment = new() { DecidedOn = "2026-11-16", Title = "年度考核办法", SetsPromotionTarget = true } };
        await using var beijing = await SchoolsHost.StartAsync("110101");
        var office = new SchoolOrderService.SchoolOrderServiceClient(beijing.Officer());
        var put = (await office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "110101", Content = assessment })).Record;
        Assert.Equal(("PromotionTargetSet", "BJ-23", ""), (put.Findings[0].Rule, put.Findings[0].Basis[0].Clause, put.SchoolCode));
        Assert.Null((await beijing.HearAsync<OrderBreachFound>(put.RecordId)).SchoolCode);
        Assert.Equal(["school_code"], (await RichError.OfAsync(office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "110101", Content = Week() }))).Fields.Keys);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(office.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), Division = "530102", Content = assessment }))).Reason);
        Assert.Equal(["school_code"], (await RichError.OfAsync(new SchoolOrderService.SchoolOrderServiceClient(beijing.Caller()).PutOrderRecordAsync(
            new() { RequestId = Registry.NewId(), Division = "110101", Content = assessment }))).Fields.Keys);
    }

    [Fact]
    public async Task What_is_only_asked_leaves_no_trace_and_what_is_sent_twice_counts_once()
    {
        PutOrderRecordRequest request = new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Paper("2026-11-10"), ValidateOnly = true };
        await Mine.PutOrderRecordAsync(request);
        Assert.Empty((await Mine.ListOrderRecordsAsync(new() { Division = SchoolsHost.County })).Records);
        request.ValidateOnly = false;
        var first = await Mine.PutOrderRecordAsync(request);
        Assert.Equal(first, await Mine.PutOrderRecordAsync(request));
        Assert.Equal(1, Assert.Single((await Office.GetOrderStatisticsAsync(new() { Division = SchoolsHost.County, SchoolYear = 2026 })).Counts).Records);
    }

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

    private async Task RefusedAsync(OrderContent content, params string[] paths) => Assert.Equal(paths.Order(StringComparer.Ordinal), (await RichError.OfAsync(Put(content))).Fields.Keys.Order(StringComparer.Ordinal));

    private AsyncUnaryCall<PutOrderRecordResponse> Put(OrderContent content) => Mine.PutOrderRecordAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = content });

    private async Task<OrderRecord> PutAsync(OrderContent content) => (await Put(content)).Record;

    private async Task<OrderRecord> ReadAsync(OrderRecord record) => (await Mine.GetOrderRecordAsync(new() { RecordId = record.RecordId })).Record;

    private async Task<OrderRecord> CorrectAsync(OrderRecord record, OrderContent content) => (await Mine.CorrectOrderRecordAsync(Correction(record, content))).Record;

    private static CorrectOrderRecordRequest Correction(OrderRecord record, OrderContent content) =>
        new() { RequestId = Registry.NewId(), RecordId = record.RecordId, Etag = record.Etag, Content = content, Reason = "填报有误，予以更正" };

    private OrderContent Week() => new()
    {
        LessonWeek = new()
        {
            ClassId = _host.Classes[4].ClassId, Monday = "2026-11-16", ShortWeek = true,
            Subjects = { new SubjectWeek { Subject = "语文", PlanLessons = 5, PlannedLessons = 5, TaughtLessons = 5, PlanPosition = 40, ReachedPosition = 40, PrescribedTextbook = true } },
        },
    };

    private static OrderContent Paper(string day) => new()
    {
        Exam = new()
        {
            SchoolYear = 2026, Term = SchoolTerm.Autumn, Grade = 4, Subject = "语文", Purpose = ExamPurpose.Unit, HeldOn = day, OnPaper = true, Organiser = ExamOrganiser.School,
            ResultForm = ExamResultForm.Grades,
        },
    };

    private OrderContent Sport(string day, int minutes) => new() { SportDay = new() { ClassId = _host.Classes[4].ClassId, Date = day, MinutesInSchool = minutes } };

    private static OrderContent Lessons() => new() { CollectiveLessons = new() { HeldOn = "2026-11-14", Grade = 4, Subject = "数学", Pupils = 40, Note = "周六集体上课" } };

    private static OrderContent Evidence(ManagementKind kind, string day) =>
        new() { Management = new() { SchoolYear = 2026, Management = kind, EvidenceDate = day, Title = "管理制度", Sha256 = s_digest, BedBeforeHomework = true } };

    private static OrderContent File() => new()
    {
        SchoolFile = new()
        {
            AsOf = SchoolsHost.Today, KeyWork = true, PlanTitle = "实施办法", PlanSha256 = s_digest, LeadingGroup = { "校长" }, FirstResponsiblePost = "校长", WorkingBody = "教务处",
            Timetable = { new FileStep { Task = "公示作业", DueOn = SchoolsHost.Today, Post = "教务主任" } },
        },
    };
}
