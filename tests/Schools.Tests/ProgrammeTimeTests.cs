using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using CustodyFeeForm = ShuangJian.Protos.School.V1.CustodyFeeForm;
using CustodyOperator = ShuangJian.Protos.School.V1.CustodyOperator;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using Programme = ShuangJian.Protos.School.V1.Programme;
using ProgrammeState = ShuangJian.Protos.School.V1.ProgrammeState;

namespace ShuangJian.Schools.Tests;

/// <summary>Hours and days of programmes and custody: one pupil at one place, within plan and vacation, cancelled and closed.</summary>
public sealed class ProgrammeTimeTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private HolidayCustodyService.HolidayCustodyServiceClient Custody => new(_host.Caller());

    private protected override Task FillAsync() => _host.PlanAsync();

    [Theory]
    [InlineData("17:00", "18:00", EnrolmentOutcome.TimeTaken)]
    [InlineData("16:01", "17:01", EnrolmentOutcome.TimeTaken)]
    [InlineData("16:00", "17:00", EnrolmentOutcome.Enrolled)]
    [InlineData("17:30", "17:40", EnrolmentOutcome.TimeTaken)]
    [InlineData("18:00", "18:30", EnrolmentOutcome.Enrolled)]
    public async Task A_pupil_is_at_one_place_at_an_hour(string from, string to, EnrolmentOutcome expected)
    {
        var first = await _host.OfferAsync(ServiceSample.Draft(_host));
        var enrolled = (await _host.Enrol(first, ServiceSample.Pupil(1))).Outcomes[0].Enrolment;
        var second = await _host.OfferAsync(ServiceSample.Draft(_host).At(from, to));
        Assert.Equal([expected, EnrolmentOutcome.Enrolled], (await _host.Enrol(second, ServiceSample.Pupil(1), ServiceSample.Pupil(2))).Outcomes.Select(o => o.Outcome));
        await _host.Programmes().LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = enrolled.EnrolmentId });
        var again = (await _host.Enrol(second, ServiceSample.Pupil(1))).Outcomes[0].Outcome;
        Assert.Equal(expected == EnrolmentOutcome.Enrolled ? EnrolmentOutcome.AlreadyEnrolled : EnrolmentOutcome.Enrolled, again);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_programmes_at_one_hour_a_pupil_gets_one(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var programmes = new List<Programme>();
        for (var i = 0; i < 6; i++) programmes.Add(await _host.OfferAsync(ServiceSample.Draft(_host)));
        // Known before the race, and new in it.
        await _host.Enrol(await _host.OfferAsync(ServiceSample.Draft(_host).At("16:00", "16:30")), ServiceSample.Pupil(1));
        var outcomes = await Task.WhenAll(programmes.Select(async p => (await _host.Enrol(p, ServiceSample.Pupil(1), ServiceSample.Pupil(2))).Outcomes));
        foreach (var pupil in new[] { 0, 1 })
            Assert.Equal((1, 5), (outcomes.Count(o => o[pupil].Outcome == EnrolmentOutcome.Enrolled), outcomes.Count(o => o[pupil].Outcome == EnrolmentOutcome.TimeTaken)));
    }

    [Fact]
    public async Task A_session_is_cancelled_once_and_its_hour_is_free_on_that_day()
    {
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        await _host.Enrol(programme, ServiceSample.Pupil(1));
        var once = ServiceSample.Draft(_host);
        (once.From, once.To) = ("2026-11-27", "2026-11-27");
        var single = await _host.OfferAsync(once);
        Assert.Equal(EnrolmentOutcome.TimeTaken, (await _host.Enrol(single, ServiceSample.Pupil(1))).Outcomes[0].Outcome);

        var session = (await CancelAsync(programme, "2026-11-27")).Session;
        Assert.Equal((SessionState.Cancelled, "教师外出培训"), (session.State, session.CancelReason));
        var told = await _host.HearAsync<SessionCancelled>(programme.ProgrammeId);
        Assert.Equal((new DateOnly(2026, 11, 27), 1, _host.Code), (told.Date, told.PupilCount, told.SchoolCode));
        Assert.Equal(EnrolmentOutcome.Enrolled, (await _host.Enrol(single, ServiceSample.Pupil(1))).Outcomes[0].Outcome);
        Assert.Equal(("SESSION_STATE", "CANCELLED"), await RefusedAsync(programme, "2026-11-27"));
        _host.Clock.Now = _host.Clock.Now.AddDays(7);
        Assert.Equal("SESSION_STATE", (await RichError.OfAsync(RecordAsync(programme, "2026-11-27"))).Reason);
        await RecordAsync(programme, "2026-11-20");
        Assert.Equal(("SESSION_STATE", "HELD"), await RefusedAsync(programme, "2026-11-20"));
        Assert.Equal(["date"], (await RichError.OfAsync(Cancel(programme, "2026-11-26"))).Fields.Keys);
        Assert.Equal((1, 1), ((await _host.TotalAsync()).Days.Sessions, (await _host.TotalAsync()).Days.Expected));
        var sessions = (await _host.Programmes().ListSessionsAsync(new() { ProgrammeId = programme.ProgrammeId, From = "2026-11-20", To = "2026-12-04" })).Sessions;
        Assert.Equal([SessionState.Held, SessionState.Cancelled, SessionState.Planned], sessions.Select(s => s.State));
        await _host.Programmes().EndProgrammeAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Reason = "教师调离" });
        Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(Cancel(programme, "2026-12-04"))).Reason);
        var stranger = _host.Programmes(Registry.NewCode());
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.CancelSessionAsync(
            new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = "2026-12-04", Reason = "教师外出培训" }))).Code);
    }

    [Theory]
    [InlineData("530102", DayOfWeek.Friday, "16:00", "18:00", Domain.ProgrammeKind.Arts, "")]
    [InlineData("530102", DayOfWeek.Friday, "15:59", "17:00", Domain.ProgrammeKind.Arts, "SessionOutsidePlan KM-13 16:00-18:00")]
    [InlineData("530102", DayOfWeek.Friday, "17:00", "18:01", Domain.ProgrammeKind.Arts, "SessionOutsidePlan KM-13 16:00-18:00")]
    [InlineData("530102", DayOfWeek.Friday, "18:00", "18:30", Domain.ProgrammeKind.ExtendedCare, "")]
    [InlineData("530102", DayOfWeek.Friday, "18:00", "18:31", Domain.ProgrammeKind.ExtendedCare, "SessionOutsidePlan KM-13 16:00-18:30")]
    [InlineData("530102", DayOfWeek.Saturday, "16:00", "17:00", Domain.ProgrammeKind.Arts, "SessionOutsidePlan KM-13 none")]
    [InlineData("530102", DayOfWeek.Sunday, "19:00", "20:00", Domain.ProgrammeKind.EveningStudy, "")]
    [InlineData("110101", DayOfWeek.Saturday, "16:00", "17:00", Domain.ProgrammeKind.Arts, "SessionOutsidePlan BJ-9 none")]
    [InlineData("440304", DayOfWeek.Saturday, "16:00", "17:00", Domain.ProgrammeKind.Arts, "")]
    public void Sessions_lie_within_the_hours_of_the_plan(string place, DayOfWeek day, string from, string to, Domain.ProgrammeKind kind, string expected)
    {
        var finding = ProgrammeRules.SessionOutsidePlan(Plan(), kind, new(day, TimeOnly.Parse(from), TimeOnly.Parse(to)), "s", AfterSchoolRulesTests.At(place, "2026-11-20"));
        Assert.Equal(expected, finding is null ? "" : $"{finding.Rule} {finding.Basis[0].Clause} {finding.Limit!.Value}");
        if (finding is not null) Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("530102", "18:00", "18:00", "")]
    [InlineData("530102", "17:59", "18:00", "ServiceEndsBeforeWorkDoes menu 18:00 17:59")]
    [InlineData("530102", "17:59", "", "ServiceEndsBeforeWorkDoes menu true ")]
    [InlineData("110101", "17:30", "18:00", "")]
    [InlineData("110101", "17:29", "18:00", "ServiceEndsTooEarly menu 17:30 17:29")]
    public void The_last_programme_of_a_day_ends_no_earlier_than_the_service_may(string place, string to, string work, string expected)
    {
        var content = Content(new Domain.ProgrammeSlot(DayOfWeek.Friday, new TimeOnly(16, 0), TimeOnly.Parse(to)));
        var found = ProgrammeRules.MenuEndsTooEarly(
            Plan(), [content, Content(new Domain.ProgrammeSlot(DayOfWeek.Friday, new TimeOnly(16, 0), new TimeOnly(16, 30)))], false, work.Length > 0 ? TimeOnly.Parse(work) : null,
            AfterSchoolRulesTests.At(place, "2026-11-20"));
        Assert.Equal(expected, string.Join(';', found.Select(f => $"{f.Rule} {f.Subject} {f.Limit?.Value} {f.Observed?.Value}")));
        Assert.Empty(ProgrammeRules.MenuEndsTooEarly(Plan(), [Content(new Domain.ProgrammeSlot(DayOfWeek.Saturday, new TimeOnly(8, 0), new TimeOnly(9, 0)))], false, null, AfterSchoolRulesTests.At(place, "2026-11-20")));
    }

    [Theory]
    [InlineData("530102", "2027-01-09", "2027-01-15", true, "")]
    [InlineData("530102", "2027-01-08", "2027-01-15", true, "BREACH KM-17 2027-01-08")]
    [InlineData("530102", "2027-02-26", "2027-03-01", true, "BREACH KM-17 2027-03-01")]
    [InlineData("530102", "2027-02-26", "2027-02-28", true, "")]
    [InlineData("530102", "2026-11-14", "2026-11-15", true, "")]
    [InlineData("530102", "2026-11-13", "2026-11-15", true, "BREACH KM-17 2026-11-13")]
    [InlineData("530102", "2027-01-11", "2027-01-15", false, "UNDETERMINED KM-17 ")]
    [InlineData("530102", "2026-11-14", "2026-11-15", false, "")]
    [InlineData("331002", "2027-01-11", "2027-01-15", false, "UNDETERMINED TZ-3 ")]
    [InlineData("110101", "2027-01-08", "2027-01-15", true, "")]
    public void Holiday_custody_is_for_holidays(string place, string from, string to, bool known, string expected)
    {
        var calendar = new Policy.SchoolCalendar(new DateOnly(2026, 8, 1), new DateOnly(2027, 8, 31), [new Policy.Vacation("寒假", new DateOnly(2027, 1, 9), new DateOnly(2027, 2, 28))], [],
            [new Policy.MovedDay(new DateOnly(2027, 3, 1), true, "开学")]);
        var content = new CustodyContent("寒假托管", "看护", [Domain.CustodyOperator.Community], false, DateOnly.Parse(from), DateOnly.Parse(to), [3], Domain.CustodyFeeForm.Free, 0);
        var law = AfterSchoolRulesTests.At(place, from);
        // Working days of 2027 are not published: a Friday before the vacation is told by the calendar of the place alone.
        var calendars = known ? new SchoolCalendars([calendar with { Moved = [.. calendar.Moved, new Policy.MovedDay(new DateOnly(2027, 1, 8), true, "考试")] }]) : SchoolCalendars.None;
        var finding = CustodyClassRules.CustodyOnSchoolDays(new CustodyFacts(content, null, calendars), law);
        Assert.Equal(expected, finding is null ? "" : $"{finding.Severity.ToString().ToUpperInvariant()} {finding.Basis[0].Clause} {finding.Observed?.Value}");
    }

    [Fact]
    public async Task Custody_is_held_against_the_calendar_of_the_place_and_a_pupil_is_in_one_class_a_day()
    {
        Assert.Equal("CustodyOnSchoolDays", (await OfferAsync("2027-01-25", "2027-02-05")).Findings.Single().Rule);
        await _host.CalendarAsync();
        var first = await OfferAsync("2027-01-25", "2027-01-29");
        Assert.Empty(first.Findings);
        Assert.Equal(EnrolmentOutcome.Enrolled, await EnrolAsync(first));
        Assert.Equal(EnrolmentOutcome.TimeTaken, await EnrolAsync(await OfferAsync("2027-01-29", "2027-02-05")));
        Assert.Equal(EnrolmentOutcome.Enrolled, await EnrolAsync(await OfferAsync("2027-01-30", "2027-02-05")));
    }

    [Theory]
    [InlineData("2026-11-19", 9)]
    [InlineData("2026-11-27", 7)]
    public async Task A_school_that_closes_ends_what_it_offers_in_the_same_moment(string last, int sessions)
    {
        await _host.CalendarAsync();
        var (programme, custody) = (await _host.OfferAsync(ServiceSample.Draft(_host)), await OfferAsync("2027-01-25", "2027-02-05"));
        await _host.Enrol(programme, ServiceSample.Pupil(1));
        var closing = _host.NewSchool(_host.Code);
        closing.ClosedOn = last;
        await _host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = closing });
        var ended = (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = programme.ProgrammeId })).Programme;
        Assert.Equal((ProgrammeState.Ended, "学校停办"), (ended.State, ended.EndReason));
        // Fridays from 20 November to 8 January, without New Year's Day, which nobody has published yet: it counts as open.
        Assert.Equal(sessions - 1, (await _host.HearAsync<ProgrammeEnded>(programme.ProgrammeId)).SessionCount);
        Assert.Equal("学校停办", (await _host.HearAsync<CustodyEnded>(custody.CustodyId)).Reason);
        Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(_host.Enrol(programme, ServiceSample.Pupil(2)))).Reason);
        Assert.Equal(ProgrammeState.Ended, Assert.Single((await Custody.ListCustodyAsync(new() { Division = "530102" })).Custody).State);
        // Until its last day the school may still record who came.
        if (last == "2026-11-27") Assert.Equal(1, (await RecordAsync(programme, SchoolsHost.Today)).Session.Expected);
        else Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(RecordAsync(programme, SchoolsHost.Today))).Reason);
    }

    private static PlanContent Plan() => new(
        new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 20), "", true, new Domain.ServiceNeed(new DateOnly(2026, 8, 28), 10, 8, 8, 0, 0),
        [.. Enumerable.Range(1, 5).Select(d => new Domain.ServiceDay((DayOfWeek)d, new TimeOnly(16, 0), new TimeOnly(18, 0), new TimeOnly(17, 0), 0, new TimeOnly(18, 30)))], [], null, "", true, 0, 0);

    private static ProgrammeContent Content(Domain.ProgrammeSlot slot) => new(
        "合唱", Domain.ProgrammeKind.Arts, "学唱", Domain.ServiceStage.Second, false, [4], new DateOnly(2026, 9, 4), new DateOnly(2027, 1, 15), [slot], 0,
        new ProgrammeProvider(Domain.ProviderKind.OwnTeacher, [], null, ""), "");

    private AsyncUnaryCall<CancelSessionResponse> Cancel(Programme programme, string day) =>
        _host.Programmes().CancelSessionAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = day, Reason = "教师外出培训" });

    private async Task<CancelSessionResponse> CancelAsync(Programme programme, string day) => await Cancel(programme, day);

    private async Task<(string, string)> RefusedAsync(Programme programme, string day)
    {
        var error = await RichError.OfAsync(Cancel(programme, day));
        return (error.Reason, error.Facts["state"]);
    }

    private AsyncUnaryCall<RecordAttendanceResponse> RecordAsync(Programme programme, string day) =>
        _host.Programmes().RecordAttendanceAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = day });

    private async Task<CustodyOffer> OfferAsync(string from, string to) => (await Custody.OfferCustodyAsync(new()
    {
        RequestId = Registry.NewId(),
        Custody = new()
        {
            SchoolCode = _host.Code, Operators = { CustodyOperator.Community, CustodyOperator.School }, Name = "寒假托管", Content = "看护、阅读、参观博物馆", From = from, To = to, Grades = { 4 },
            Capacity = 40, FeeForm = CustodyFeeForm.Free,
        },
    })).Custody;

    private async Task<EnrolmentOutcome> EnrolAsync(CustodyOffer custody) =>
        (await Custody.EnrolCustodyPupilsAsync(new() { RequestId = Registry.NewId(), CustodyId = custody.CustodyId, Pupils = { ServiceSample.Pupil(1) } })).Outcomes[0].Outcome;
}
