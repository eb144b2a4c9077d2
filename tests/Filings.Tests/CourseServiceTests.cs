using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

public sealed class CourseServiceTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task A_course_is_submitted_returned_mended_filed_and_published()
    {
        var institution = await _filings.LicenseAsync();
        var submitted = await _filings.SubmitAsync(institution);
        Assert.Equal((CourseState.Submitted, 6, "2026-12-29", institution.Id.ToString()), (submitted.State, submitted.SessionCount, submitted.EndsOn, submitted.InstitutionId));
        Assert.Empty(submitted.Findings);
        Assert.Contains(submitted.Parameters, p => p is { Value: "20:30", Basis.Clause: "BJ-13" });

        var returned = (await _filings.Office().ReturnCourseAsync(new()
        {
            RequestId = Registry.NewId(), CourseId = submitted.CourseId, Remarks = { new CourseRemark { Field = "course.title", Remark = "请写明年级" } },
        })).Course;
        Assert.Equal((CourseState.Returned, "请写明年级"), (returned.State, Assert.Single(returned.Remarks).Remark));
        await _filings.As(institution).UpdateCourseAsync(new()
        {
            RequestId = Registry.NewId(), CourseId = submitted.CourseId, Course = new Course { Title = "三至四年级水彩画" }, UpdateMask = new() { Paths = { "title" } }, Etag = returned.Etag,
        });
        await _filings.As(institution).SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId });
        var filed = (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId })).Course;

        Assert.Equal((CourseState.Filed, "CULTURE_TOURISM", "2026-11-20"), (filed.State, filed.Decision.Department, filed.Decision.DecidedOn));
        Assert.Equal((6, new DateOnly(2026, 12, 29)), await HeardFiledAsync(filed.CourseId));
        var published = await _filings.HearAsync<CoursePublished>(filed.CourseId);
        Assert.Equal(("三至四年级水彩画", "2026-11-24至2026-12-29，每周二18:00–19:00", 6, 96000L), (published.Title, published.Schedule, published.Lessons, published.PriceFen));
        Assert.Equal(["course.title"], (await _filings.HearAsync<CourseReturned>(filed.CourseId)).Fields);
    }

    [Fact]
    public async Task A_breach_refuses_at_once_with_the_clause_and_the_sessions_and_a_trial_leaves_no_trace()
    {
        var institution = await _filings.LicenseAsync();
        var draft = await _filings.CreateAsync(institution, FilingsHost.Draft(institution, end: "20:30:01"));
        var request = new SubmitCourseRequest { RequestId = Registry.NewId(), CourseId = draft.CourseId, ValidateOnly = true };
        Assert.Equal(CourseState.Refused, (await _filings.As(institution).SubmitCourseAsync(request)).Course.State);
        Assert.Equal(CourseState.Draft, (await _filings.GetAsync(draft.CourseId)).State);

        request.ValidateOnly = false;
        var refused = await _filings.As(institution).SubmitCourseAsync(request);
        Assert.Equal((CourseState.Refused, true), (refused.Course.State, refused.Course.Decision.Automatic));
        Assert.Equal(6, refused.Sessions.Count);
        Assert.All(refused.Sessions, s => Assert.Equal(("OfflineClassEndsTooLate", "BJ-13", "20:30:01"), Seen(s)));
        Assert.Equal("OfflineClassEndsTooLate", Assert.Single((await _filings.HearAsync<CourseRefused>(draft.CourseId)).Findings).Rule);
        Assert.Equal(refused, await _filings.As(institution).SubmitCourseAsync(request));
        var again = await RichError.OfAsync(_filings.As(institution).SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = draft.CourseId }));
        Assert.Equal(("COURSE_STATE", "REFUSED", "DRAFT,RETURNED"), (again.Reason, again.Facts["state"], again.Facts["allowed"]));
    }

    [Fact]
    public async Task What_cannot_be_decided_waits_for_a_person_who_gives_a_reason()
    {
        var institution = await _filings.LicenseAsync("ACADEMIC");
        var submitted = await _filings.SubmitAsync(institution, FilingsHost.Draft(institution, TrainingCategory.Academic));
        Assert.Equal(CourseState.Submitted, submitted.State);
        Assert.Equal(["AcademicClassInSchoolHours", "AcademicClassInVacation", "SyllabusIsUnknown"], submitted.Findings.Select(f => f.Rule).Distinct().Order(StringComparer.Ordinal));
        var office = _filings.Office("EDUCATION");
        var missing = await RichError.OfAsync(office.FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId }));
        Assert.Equal((StatusCode.FailedPrecondition, "DETERMINATION_MISSING"), (missing.Code, missing.Reason));
        var unasked = await RichError.OfAsync(office.FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId, Determinations = { Fine("GivesHomework") } }));
        Assert.Contains("determinations[0].rule", unasked.Fields.Keys);
        var broken = Fine("AcademicClassInVacation");
        broken.Breached = true;
        var stands = await RichError.OfAsync(office.FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId, Determinations = { broken, Fine("AcademicClassInSchoolHours"), Fine("SyllabusIsUnknown") } }));
        Assert.Equal(("BREACH_STANDS", "AcademicClassInVacation"), (stands.Reason, stands.Facts["rules"]));

        var filed = (await office.FileCourseAsync(new()
        {
            RequestId = Registry.NewId(), CourseId = submitted.CourseId, Determinations = { Fine("AcademicClassInVacation"), Fine("AcademicClassInSchoolHours"), Fine("SyllabusIsUnknown") },
        })).Course;
        Assert.Equal((CourseState.Filed, 3), (filed.State, filed.Decision.Determinations.Count));
    }

    [Fact]
    public async Task A_course_that_breaks_the_law_by_a_new_school_calendar_is_announced()
    {
        var institution = await _filings.LicenseAsync("ACADEMIC");
        var submitted = await _filings.SubmitAsync(institution, FilingsHost.Draft(institution, TrainingCategory.Academic));
        await _filings.Office("EDUCATION").FileCourseAsync(new()
        {
            RequestId = Registry.NewId(), CourseId = submitted.CourseId, Determinations = { Fine("AcademicClassInVacation"), Fine("AcademicClassInSchoolHours"), Fine("SyllabusIsUnknown") },
        });
        await _filings.TellCalendarAsync("2026-12-28");

        var told = await _filings.HearAsync<CourseNoLongerHolds>(submitted.CourseId);
        Assert.Equal(("AcademicClassInVacation", "BJ-13"), (Assert.Single(told.Findings).Rule, told.Findings[0].Clauses[0]));
        var listed = Assert.Single((await _filings.Office("EDUCATION").ListCoursesAsync(new() { Division = "110101", NoLongerHoldingOnly = true })).Courses);
        Assert.Equal((CourseState.Filed, submitted.CourseId), (listed.State, listed.CourseId));
        Assert.Equal("sessions[5]", Assert.Single((await _filings.GetAsync(submitted.CourseId)).Findings, f => f.Severity == Severity.Breach).Subject);

        // The schools change their minds, and the course holds again; then they do once more, and its filing is taken back.
        await _filings.TellCalendarAsync("2026-12-30");
        await Eventually.TrueAsync("holds again", async () => !(await _filings.GetAsync(submitted.CourseId)).NoLongerHolds);
        var early = await RichError.OfAsync(_filings.Office("EDUCATION").RefuseCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId, Reason = "不再符合要求" }));
        Assert.Equal(("COURSE_STATE", "FILED"), (early.Reason, early.Facts["state"]));
        await _filings.TellCalendarAsync("2026-12-21");
        await Eventually.TrueAsync("fails again", async () => (await _filings.GetAsync(submitted.CourseId)).NoLongerHolds);
        var back = await _filings.Office("EDUCATION").RefuseCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId });
        Assert.Equal(CourseState.Refused, back.Course.State);
        await _filings.HearAsync<DisclosureWithdrawn>(submitted.CourseId);
    }

    [Fact]
    public async Task A_suspended_institution_has_its_courses_stopped_and_the_consequence_confirmed_and_they_go_on_with_it()
    {
        var institution = await _filings.LicenseAsync();
        var filed = await _filings.FileAsync(institution);
        var waiting = await _filings.SubmitAsync(institution);
        var consequence = Guid.CreateVersion7().ToString();
        await _filings.TellAsync(new InstitutionSuspended
        {
            Division = "110101", InstitutionId = institution.Id.ToString(), Name = "测试培训中心", UnifiedSocialCreditCode = institution.Code,
            Grounds = ["UNQUALIFIED"], Reason = "消防通道堵塞", Since = new DateOnly(2026, 11, 20),
            Consequences = [new ConsequenceFact(consequence, "COURSES", "filings", null), new ConsequenceFact(Guid.CreateVersion7().ToString(), "PREPAID_MONEY", "custody", null)],
        }, minutes: 1);

        Assert.Equal(CourseState.Suspended, (await _filings.GetAsync(filed.CourseId)).State);
        Assert.Equal("institution.institution-suspended", (await _filings.HearAsync<CourseSuspended>(filed.CourseId)).Cause);
        Assert.Equal("COURSE", (await _filings.HearAsync<DisclosureWithdrawn>(filed.CourseId)).ItemKind);
        var confirmed = await _filings.HearAsync<ConsequenceConfirmed>(consequence);
        Assert.Equal((consequence, "filings", "已停止1门课程"), (confirmed.ConsequenceId, confirmed.Service, confirmed.Note));
        var stands = await RichError.OfAsync(_filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = waiting.CourseId }));
        Assert.Equal(("BREACH_STANDS", "CourseOfUnlicensedInstitution"), (stands.Reason, stands.Facts["rules"]));

        await _filings.TellAsync(new InstitutionReinstated
        {
            Division = "110101", InstitutionId = institution.Id.ToString(), Name = "测试培训中心", Reason = "整改完成", Since = new DateOnly(2026, 11, 20),
        }, minutes: 2);
        Assert.Equal(CourseState.Filed, (await _filings.GetAsync(filed.CourseId)).State);
        await _filings.HearAsync<CourseResumed>(filed.CourseId);
        Assert.Equal(CourseState.Filed, (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = waiting.CourseId })).Course.State);
    }

    [Fact]
    public async Task An_institution_files_only_what_and_where_it_is_licensed_for()
    {
        var arts = await _filings.LicenseAsync();
        var beyond = await _filings.SubmitAsync(arts, FilingsHost.Draft(arts, TrainingCategory.Sports));
        Assert.Equal((CourseState.Refused, "CourseBeyondApprovedScope", "BJ-14"), (beyond.State, Assert.Single(beyond.Findings).Rule, beyond.Findings[0].Basis[0].Clause));
        var unknown = new Licensed(Guid.CreateVersion7(), Registry.NewCode(), "110101");
        Assert.Equal("CourseOfUnlicensedInstitution", Assert.Single((await _filings.SubmitAsync(unknown)).Findings).Rule);
        var elsewhere = arts with { Division = "110102" };
        Assert.Equal("CourseOfUnlicensedInstitution", Assert.Single((await _filings.SubmitAsync(elsewhere)).Findings).Rule);

        var filed = await _filings.FileAsync(arts);
        await _filings.TellAsync(new ClassificationDecided
        {
            Division = "110101", ClassificationId = Guid.CreateVersion7().ToString(), InstitutionCode = arts.Code, ItemName = "水彩画", Nature = "ACADEMIC", DecidedBy = "COUNTY", Final = true,
        });
        Assert.Equal("CourseAgainstItsClassification", Assert.Single((await _filings.HearAsync<CourseNoLongerHolds>(filed.CourseId)).Findings).Rule);
        var other = await _filings.LicenseAsync();
        var kept = await _filings.FileAsync(other);
        await _filings.TellAsync(new InstitutionChanged { Division = "110101", InstitutionId = other.Id.ToString(), Fields = ["category"], Name = "测试体育中心", Category = "SPORTS" }, minutes: 1);
        Assert.Equal("CourseBeyondApprovedScope", Assert.Single((await _filings.HearAsync<CourseNoLongerHolds>(kept.CourseId)).Findings).Rule);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_and_only_the_competent_department_of_the_place_decides()
    {
        var institution = await _filings.LicenseAsync();
        var course = await _filings.SubmitAsync(institution);
        var stranger = _filings.As(new Licensed(Guid.Empty, Registry.NewCode(), "110101"));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetCourseAsync(new() { CourseId = course.CourseId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.WithdrawCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course.CourseId }))).Code);
        Assert.Empty((await stranger.ListCoursesAsync(new() { Division = "110101" })).Courses);
        var foreign = await RichError.OfAsync(stranger.CreateCourseAsync(new() { RequestId = Registry.NewId(), Course = FilingsHost.Draft(institution) }));
        Assert.Contains("course.institution_code", foreign.Fields.Keys);
        var file = new FileCourseRequest { RequestId = Registry.NewId(), CourseId = course.CourseId };
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(_filings.Office(division: "110102").FileCourseAsync(file))).Reason);
        var sports = await RichError.OfAsync(_filings.Office("SPORTS").FileCourseAsync(file));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_COMPETENT", "CULTURE_TOURISM"), (sports.Code, sports.Reason, sports.Facts["competent"]));
        var groundless = await RichError.OfAsync(_filings.Office().RefuseCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course.CourseId }));
        Assert.Equal("GROUNDS_MISSING", groundless.Reason);
        await _filings.As(institution).WithdrawCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course.CourseId });
        await _filings.HearAsync<CourseWithdrawn>(course.CourseId);
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_files_and_the_other_learns_why()
    {
        var course = await _filings.SubmitAsync(await _filings.LicenseAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course.CourseId })).Course.State.ToString(); }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));
        Assert.Equal(["COURSE_STATE", "Filed"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Wrong_times_and_too_many_sessions_are_told_field_by_field()
    {
        var institution = await _filings.LicenseAsync();
        var draft = FilingsHost.Draft(institution);
        draft.Timetable.WeeklyLessons.Add(new WeeklyLesson { Weekday = 8, StartTime = "18:00:00", EndTime = "19:00:00" });
        Assert.Contains("course.timetable.weekly_lessons[1].weekday", (await FailAsync(institution, draft)).Fields.Keys);
        draft = FilingsHost.Draft(institution, end: "18:00:00");
        draft.Timetable.WeeklyLessons.Add(new WeeklyLesson { Weekday = 3, StartTime = "25:00:00", EndTime = "19:00:00", Online = true });
        Assert.Equal(
            ["course.timetable.weekly_lessons[0].end_time", "course.timetable.weekly_lessons[1].online", "course.timetable.weekly_lessons[1].start_time"],
            (await FailAsync(institution, draft)).Fields.Keys.Order(StringComparer.Ordinal));
        draft = FilingsHost.Draft(institution);
        draft.Timetable.EndsOn = "2028-11-24";
        for (var i = 0; i < 10; i++) draft.Timetable.WeeklyLessons.Add(draft.Timetable.WeeklyLessons[0].Clone());
        Assert.Contains("course.timetable", (await FailAsync(institution, draft)).Fields.Keys);
        var bare = await _filings.CreateAsync(institution, new Course { Division = "110101", InstitutionCode = institution.Code, Title = "水彩", Category = TrainingCategory.Arts });
        var incomplete = await RichError.OfAsync(_filings.As(institution).SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = bare.CourseId }));
        Assert.Equal(("COURSE_INCOMPLETE", 5), (incomplete.Reason, incomplete.Fields.Count));
    }

    [Fact]
    public async Task A_filing_ends_after_its_last_session()
    {
        var filed = await _filings.FileAsync(await _filings.LicenseAsync());
        await _filings.RestartAsync("2026-12-29");
        Assert.Equal(CourseState.Filed, (await _filings.GetAsync(filed.CourseId)).State);
        await _filings.RestartAsync("2026-12-30");
        await _filings.HearAsync<CourseExpired>(filed.CourseId);
        Assert.Equal(CourseState.Expired, (await _filings.GetAsync(filed.CourseId)).State);
    }

    private static Determination Fine(string rule) => new() { Rule = rule, Reason = "经核实不冲突" };

    private static (string, string, string) Seen(JudgedSession s) => (Assert.Single(s.Findings).Rule, s.Findings[0].Basis[0].Clause, s.Findings[0].Observed.Value);

    private async Task<(int, DateOnly)> HeardFiledAsync(string id)
    {
        var fact = await _filings.HearAsync<CourseFiled>(id);
        return (fact.Sessions, fact.EndsOn);
    }

    private Task<RichError> FailAsync(Licensed institution, Course draft) =>
        RichError.OfAsync(_filings.As(institution).CreateCourseAsync(new() { RequestId = Registry.NewId(), Course = draft }));
}
