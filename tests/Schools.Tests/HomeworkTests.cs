using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Homework over the real service.</summary>
public sealed class HomeworkTests : SchoolsTest
{
    [Fact]
    public async Task Subjects_share_the_minutes_of_the_day_and_the_last_is_told_what_remains()
    {
        await _host.EnterAsync(_host.Draft(minutes: 25));
        var second = await _host.Enter(_host.Draft(minutes: 25, subject: "数学"));
        Assert.Equal((500, 60, 10, true, 40), (second.Balance.WrittenMinutesTenths, second.Balance.LimitMinutes, second.Balance.RemainingMinutes, second.Balance.Limited, second.Balance.Pupils));
        var error = await RichError.OfAsync(_host.Enter(_host.Draft(minutes: 11, subject: "英语")));
        Assert.Equal((StatusCode.FailedPrecondition, "HOMEWORK_LIMIT_REACHED", "10", "60"), (error.Code, error.Reason, error.Facts["remaining_minutes"], error.Facts["limit_minutes"]));
        Assert.Equal(("HomeworkExceedsDailyMinutes", "61", "KM-3"), (error.Findings[0].Rule, error.Findings[0].Observed.Value, error.Findings[0].Basis[0].Clause));
        Assert.Equal(0, (await _host.Enter(_host.Draft(minutes: 10, subject: "英语"))).Balance.RemainingMinutes);
    }

    [Fact]
    public async Task Homework_of_a_level_counts_by_its_pupils()
    {
        var level = _host.Draft(minutes: 60);
        (level.Layer, level.Pupils) = (HomeworkLayer.Level, 20);
        Assert.Equal((300, 30), await BalanceAsync(level));
        Assert.Equal((600, 0), await BalanceAsync(level));
        Assert.Equal("HOMEWORK_LIMIT_REACHED", (await RichError.OfAsync(_host.Enter(level))).Reason);
        level.Pupils = 0;
        Assert.Equal(["homework.pupils"], (await RichError.OfAsync(_host.Enter(level))).Fields.Keys);
    }

    [Fact]
    public async Task Other_work_takes_no_written_minutes_and_seniors_have_no_limit()
    {
        var reading = _host.Draft(minutes: 120);
        reading.Kind = HomeworkKind.Reading;
        Assert.Equal((0, 60), await BalanceAsync(reading));
        Assert.False((await _host.Enter(_host.Draft(grade: 10, minutes: 300))).Balance.Limited);
    }

    [Fact]
    public async Task A_breach_is_refused_with_its_clause_and_takes_no_minutes()
    {
        var phone = _host.Draft();
        (phone.Channel, phone.AsksParents) = (HomeworkChannel.Phone, true);
        var error = await RichError.OfAsync(_host.Enter(phone));
        Assert.Equal(("SCHOOL_BREACH_STANDS", "HomeworkGivenToParents,HomeworkSentByPhone"), (error.Reason, error.Facts["rules"]));
        Assert.Equal(60, (await BoardAsync()).Balance.RemainingMinutes);
    }

    [Fact]
    public async Task Only_teachers_in_service_set_homework_of_their_subjects_in_the_school_year()
    {
        var draft = _host.Draft();
        draft.TeacherId = Registry.NewId();
        Assert.Equal("TEACHER_NOT_IN_SERVICE", (await RichError.OfAsync(_host.Enter(draft))).Reason);
        Assert.Equal(["homework.subject"], (await RichError.OfAsync(_host.Enter(_host.Draft(subject: "天文")))).Fields.Keys);
        draft = _host.Draft();
        draft.Date = "2027-08-01";
        Assert.Equal(["homework.date"], (await RichError.OfAsync(_host.Enter(draft))).Fields.Keys);
        var stranger = new HomeworkService.HomeworkServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.EnterHomeworkAsync(new() { RequestId = Registry.NewId(), Homework = _host.Draft() }))).Reason);
    }

    [Fact]
    public async Task What_is_only_asked_or_sent_twice_is_counted_once()
    {
        EnterHomeworkRequest request = new() { RequestId = Registry.NewId(), Homework = _host.Draft(), ValidateOnly = true };
        Assert.Equal(40, (await _host.Homework.EnterHomeworkAsync(request)).Balance.RemainingMinutes);
        Assert.Equal(60, (await BoardAsync()).Balance.RemainingMinutes);
        request.ValidateOnly = false;
        var first = await _host.Homework.EnterHomeworkAsync(request);
        Assert.Equal(first, await _host.Homework.EnterHomeworkAsync(request));
        Assert.Equal(40, (await BoardAsync()).Balance.RemainingMinutes);
    }

    [Fact]
    public async Task What_is_reserved_holds_its_minutes_and_is_shown_once_published()
    {
        var reserved = await _host.EnterAsync(_host.Draft(minutes: 50), reserve: true);
        Assert.Equal((0, 10), ((await BoardAsync()).Homework.Count, (await BoardAsync()).Balance.RemainingMinutes));
        Assert.Equal("HOMEWORK_LIMIT_REACHED", (await RichError.OfAsync(_host.Enter(_host.Draft(minutes: 11)))).Reason);
        PublishHomeworkRequest publish = new() { RequestId = Registry.NewId(), HomeworkId = reserved.HomeworkId, Etag = reserved.Etag };
        Assert.Equal(HomeworkState.Published, (await _host.Homework.PublishHomeworkAsync(publish)).Homework.State);
        Assert.Equal(reserved.HomeworkId, Assert.Single((await BoardAsync()).Homework).HomeworkId);
        publish = new() { RequestId = Registry.NewId(), HomeworkId = reserved.HomeworkId };
        Assert.Equal("HOMEWORK_STATE", (await RichError.OfAsync(_host.Homework.PublishHomeworkAsync(publish))).Reason);
    }

    [Fact]
    public async Task A_correction_keeps_what_was_said_and_a_withdrawal_frees_the_minutes()
    {
        var homework = await _host.EnterAsync(_host.Draft(minutes: 40));
        var better = _host.Draft(minutes: 60);
        better.Content = "完成练习册第四课";
        var corrected = await CorrectAsync(homework, better);
        Assert.Equal(0, corrected.Balance.RemainingMinutes);
        better.Minutes = 61;
        Assert.Equal("HOMEWORK_LIMIT_REACHED", (await RichError.OfAsync(Correct(homework, better))).Reason);
        better.Date = "2026-11-19";
        Assert.Equal(["homework.date"], (await RichError.OfAsync(Correct(homework, better))).Fields.Keys);
        await _host.Homework.WithdrawHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = homework.HomeworkId, Reason = "改为明日布置" });
        Assert.Equal(60, (await BoardAsync()).Balance.RemainingMinutes);
        var seen = await _host.Homework.GetHomeworkAsync(new() { HomeworkId = homework.HomeworkId });
        Assert.Equal(HomeworkState.Withdrawn, seen.Homework.State);
        Assert.Equal([(40, "完成练习册第三课", "错写"), (60, "完成练习册第四课", "改为明日布置")], seen.History.Select(h => (h.Before.Minutes, h.Before.Content, h.Reason)));
    }

    [Fact]
    public async Task The_grade_head_shifts_minutes_between_subjects_at_once()
    {
        var first = await _host.EnterAsync(_host.Draft(minutes: 40), reserve: true);
        var second = await _host.EnterAsync(_host.Draft(minutes: 20, subject: "数学"));
        var shifted = await AdjustAsync((first.HomeworkId, 20), (second.HomeworkId, 40));
        Assert.Equal((20, 40, 0), (shifted.Homework[0].Minutes, shifted.Homework[1].Minutes, shifted.Balance.RemainingMinutes));
        var error = await RichError.OfAsync(Adjust((first.HomeworkId, 20), (second.HomeworkId, 41)));
        Assert.Equal(("HOMEWORK_LIMIT_REACHED", "0"), (error.Reason, error.Facts["remaining_minutes"]));
        Assert.Equal(["adjustments[1].homework_id"], (await RichError.OfAsync(Adjust((first.HomeworkId, 5), (first.HomeworkId, 6)))).Fields.Keys);
        Assert.Equal(40, (await _host.Homework.GetHomeworkAsync(new() { HomeworkId = second.HomeworkId })).Homework.Minutes);
    }

    [Fact]
    public async Task Marking_is_recorded_with_shares_and_a_breach_is_announced()
    {
        var homework = await _host.EnterAsync(_host.Draft());
        var marked = await MarkAsync(homework, new Marking { HandedIn = 40, ByTeacher = 39, Explained = 30, FinishedInSchool = 38 });
        Assert.Equal((97, 95, "NotAllMarkedByTeacher"), (marked.Marking.ByTeacherPercent, marked.Marking.FinishedInSchoolPercent, Assert.Single(marked.Marking.Findings).Rule));
        marked = await MarkAsync(homework, new Marking { HandedIn = 40, ByTeacher = 30, ByPupils = 10, FinishedInSchool = 40 });
        Assert.Equal(["PupilsMarkedThemselves", "NotAllMarkedByTeacher"], marked.Marking.Findings.Select(f => f.Rule));
        Assert.Equal(["KM-4"], (await _host.HearAsync<HomeworkBreachFound>(homework.HomeworkId)).Findings[0].Clauses);
        var wrong = RichError.OfAsync(Mark(homework, new Marking { HandedIn = 41 }));
        Assert.Equal(["marking.handed_in"], (await wrong).Fields.Keys);
    }

    [Fact]
    public async Task The_board_is_seen_inside_the_school_and_by_its_authorities()
    {
        await _host.EnterAsync(_host.Draft());
        GetBoardRequest ask = new() { ClassId = _host.Classes[4].ClassId, Date = SchoolsHost.Today };
        Assert.Single((await new HomeworkService.HomeworkServiceClient(_host.Officer("530100")).GetBoardAsync(ask)).Homework);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(new HomeworkService.HomeworkServiceClient(_host.Officer("530103")).GetBoardAsync(ask))).Reason);
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(new HomeworkService.HomeworkServiceClient(_host.Caller(Registry.NewCode())).GetBoardAsync(ask))).Reason);
        Assert.Equal(StatusCode.Unauthenticated, (await RichError.OfAsync(new HomeworkService.HomeworkServiceClient(_host.Host.Channel).GetBoardAsync(ask))).Code);
    }

    [Fact]
    public async Task Measures_of_three_tiers_are_published_and_replaced()
    {
        var office = new HomeworkMeasureService.HomeworkMeasureServiceClient(_host.Officer("530100"));
        var school = new HomeworkMeasureService.HomeworkMeasureServiceClient(_host.Caller());
        await office.PublishDivisionMeasureAsync(new() { RequestId = Registry.NewId(), Division = "530100", Content = Measure() });
        var bare = Measure();
        bare.DesignPlan = false;
        PublishDivisionMeasureRequest county = new() { RequestId = Registry.NewId(), Division = "530102", Content = bare };
        Assert.Equal("CountyHasNoDesignPlan", (await RichError.OfAsync(office.PublishDivisionMeasureAsync(county))).Facts["rules"]);
        county.Content = Measure();
        await office.PublishDivisionMeasureAsync(county);
        for (var i = 0; i < 2; i++) await school.PublishSchoolMeasureAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = Measure() });
        var open = new HomeworkMeasureService.HomeworkMeasureServiceClient(_host.Host.Channel);
        var listed = (await open.ListMeasuresAsync(new() { Division = "530100" })).Measures;
        Assert.Equal([MeasureTier.School, MeasureTier.County, MeasureTier.City], listed.Select(m => m.Tier));
        Assert.Equal("SCHOOL", (await _host.HearAsync<HomeworkMeasurePublished>(listed[0].MeasureId)).Tier);
        Assert.Equal(2, (await open.ListMeasuresAsync(new() { Division = "530102", SchoolCode = _host.Code, WithReplaced = true })).Measures.Count);
    }

    [Fact]
    public async Task Checks_are_due_as_often_as_the_school_says()
    {
        var school = new HomeworkMeasureService.HomeworkMeasureServiceClient(_host.Caller());
        ListHomeworkChecksRequest list = new() { SchoolCode = _host.Code };
        Assert.Empty((await school.ListHomeworkChecksAsync(list)).Findings);
        var measure = Measure();
        measure.EffectiveFrom = "2026-10-01";
        await school.PublishSchoolMeasureAsync(new() { RequestId = Registry.NewId(), SchoolCode = _host.Code, Content = measure });
        Assert.Equal("HomeworkChecksOverdue", Assert.Single((await school.ListHomeworkChecksAsync(list)).Findings).Rule);
        RecordHomeworkCheckRequest record = new()
        {
            RequestId = Registry.NewId(), SchoolCode = _host.Code,
            Check = new HomeworkCheck { Checker = HomeworkChecker.GradeGroup, CheckedOn = "2026-10-21", Classes = 6, Problems = 1, Note = "抽查六个班级的作业" },
        };
        Assert.Equal("2026-11-20", (await school.RecordHomeworkCheckAsync(record)).NextDueOn);
        Assert.Empty((await school.ListHomeworkChecksAsync(list)).Findings);
        (record.RequestId, record.Check.Checker) = (Registry.NewId(), HomeworkChecker.Authority);
        Assert.Equal(["check.checker"], (await RichError.OfAsync(school.RecordHomeworkCheckAsync(record))).Fields.Keys);
        var office = new HomeworkMeasureService.HomeworkMeasureServiceClient(_host.Officer());
        (record.RequestId, record.Check.CheckedOn) = (Registry.NewId(), "2026-11-21");
        Assert.Equal(["check.checked_on"], (await RichError.OfAsync(office.RecordHomeworkCheckAsync(record))).Fields.Keys);
        (record.RequestId, record.Check.CheckedOn) = (Registry.NewId(), "2026-11-20");
        Assert.Equal("2026-12-20", (await office.RecordHomeworkCheckAsync(record)).NextDueOn);
        Assert.Equal([HomeworkChecker.Authority, HomeworkChecker.GradeGroup], (await school.ListHomeworkChecksAsync(list)).Checks.Select(c => c.Checker));
    }

    private static MeasureContent Measure() => new()
    {
        Title = "作业管理办法", Text = "作业的设计、布置、批改与公示。", EffectiveFrom = SchoolsHost.Today, DesignPlan = true, CheckEveryDays = 30, Board = true,
        GradeGroupCoordinates = true, ClassTeacherCoordinates = true, DesignInResearch = true,
    };

    private async Task<(int, int)> BalanceAsync(Homework homework)
    {
        var balance = (await _host.Enter(homework)).Balance;
        return (balance.WrittenMinutesTenths, balance.RemainingMinutes);
    }

    private async Task<GetBoardResponse> BoardAsync() => await _host.Homework.GetBoardAsync(new() { ClassId = _host.Classes[4].ClassId, Date = SchoolsHost.Today });

    private async Task<CorrectHomeworkResponse> CorrectAsync(Homework homework, Homework better) => await Correct(homework, better);

    private AsyncUnaryCall<CorrectHomeworkResponse> Correct(Homework homework, Homework better) =>
        _host.Homework.CorrectHomeworkAsync(new() { RequestId = Registry.NewId(), HomeworkId = homework.HomeworkId, Homework = better, Reason = "错写" });

    [Fact]
    public async Task Only_the_head_of_the_grade_adjusts_and_publishes_what_was_reserved()
    {
        var (reserved, other) = (await _host.EnterAsync(_host.Draft(minutes: 30), reserve: true), await _host.EnterAsync(_host.Draft(grade: 5, minutes: 30)));
        PutTeachersRequest put = new() { RequestId = Registry.NewId(), SchoolCode = _host.Code };
        put.Teachers.Add([
            new Teacher { IdentityNumber = ServiceSample.Identity(701), Subjects = { SchoolsHost.Subjects }, From = "2021-09-01" },
            new Teacher { IdentityNumber = ServiceSample.Identity(702), Subjects = { SchoolsHost.Subjects }, From = "2021-09-01", To = "2026-11-19", HeadsGrade = 4 },
            new Teacher { IdentityNumber = ServiceSample.Identity(703), Subjects = { SchoolsHost.Subjects }, From = "2021-09-01", To = SchoolsHost.Today, HeadsGrade = 4 },
        ]);
        var teachers = (await _host.Teachers.PutTeachersAsync(put)).Teachers;
        Assert.Equal([0, 4, 4], teachers.Select(t => t.HeadsGrade));
        AdjustHomeworkRequest adjust = new()
        {
            RequestId = Registry.NewId(), ClassId = _host.Classes[4].ClassId, Date = SchoolsHost.Today, Reason = "年级组统筹", Publish = true,
            Adjustments = { new HomeworkAdjustment { HomeworkId = reserved.HomeworkId, Minutes = 25 } },
        };
        Assert.Equal(["grade_head_id"], (await RichError.OfAsync(_host.Homework.AdjustHomeworkAsync(adjust))).Fields.Keys);
        foreach (var no in new[] { teachers[0].TeacherId, teachers[1].TeacherId, Registry.NewId() })
        {
            (adjust.RequestId, adjust.GradeHeadId) = (Registry.NewId(), no);
            var error = await RichError.OfAsync(_host.Homework.AdjustHomeworkAsync(adjust));
            Assert.Equal((Grpc.Core.StatusCode.PermissionDenied, "NOT_GRADE_HEAD", "4"), (error.Code, error.Reason, error.Facts["grade"]));
        }
        (adjust.RequestId, adjust.GradeHeadId) = (Registry.NewId(), teachers[2].TeacherId);
        Assert.Equal((HomeworkState.Published, 25), ((await _host.Homework.AdjustHomeworkAsync(adjust)).Homework[0].State, (await _host.Homework.GetHomeworkAsync(new() { HomeworkId = reserved.HomeworkId })).Homework.Minutes));
        Assert.Equal($"teachers/{teachers[2].TeacherId}", (await _host.Homework.GetHomeworkAsync(new() { HomeworkId = reserved.HomeworkId })).History.Single().ChangedBy);
        // The head of grade 4 has no say in grade 5.
        (adjust.RequestId, adjust.ClassId, adjust.Adjustments[0].HomeworkId) = (Registry.NewId(), _host.Classes[5].ClassId, other.HomeworkId);
        Assert.Equal("NOT_GRADE_HEAD", (await RichError.OfAsync(_host.Homework.AdjustHomeworkAsync(adjust))).Reason);
    }

    private async Task<AdjustHomeworkResponse> AdjustAsync(params (string Id, int Minutes)[] adjustments) => await Adjust(adjustments);

    private AsyncUnaryCall<AdjustHomeworkResponse> Adjust(params (string Id, int Minutes)[] adjustments) => _host.Homework.AdjustHomeworkAsync(new()
    {
        RequestId = Registry.NewId(), ClassId = _host.Classes[4].ClassId, Date = SchoolsHost.Today, Reason = "年级组统筹", GradeHeadId = _host.TeacherId,
        Adjustments = { adjustments.Select(a => new HomeworkAdjustment { HomeworkId = a.Id, Minutes = a.Minutes }) },
    });

    private async Task<Homework> MarkAsync(Homework homework, Marking marking) => (await Mark(homework, marking)).Homework;

    private AsyncUnaryCall<RecordMarkingResponse> Mark(Homework homework, Marking marking) =>
        _host.Homework.RecordMarkingAsync(new() { RequestId = Registry.NewId(), HomeworkId = homework.HomeworkId, Marking = marking });
}
