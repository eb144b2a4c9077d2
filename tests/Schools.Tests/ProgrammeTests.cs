using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using Programme = ShuangJian.Protos.School.V1.Programme;
using ProgrammeKind = ShuangJian.Protos.School.V1.ProgrammeKind;
using ProgrammeSlot = ShuangJian.Protos.School.V1.ProgrammeSlot;
using ProgrammeState = ShuangJian.Protos.School.V1.ProgrammeState;
using ProviderKind = ShuangJian.Protos.School.V1.ProviderKind;

namespace ShuangJian.Schools.Tests;

/// <summary>The menu and its days over the real service.</summary>
public sealed class ProgrammeTests : SchoolsTest
{
    private protected override Task FillAsync() => _host.PlanAsync();

    [Fact]
    public async Task A_programme_is_judged_before_it_is_offered()
    {
        var draft = ServiceSample.Draft(_host);
        (draft.NewLessons, draft.Content) = (true, "数学新课教学");
        var error = await RichError.OfAsync(_host.Offer(draft));
        Assert.Equal(("SCHOOL_BREACH_STANDS", "NewLessonsInService", "KM-14"), (error.Reason, error.Facts["rules"], error.Findings[0].Basis[0].Clause));
        draft.NewLessons = false;
        var offered = await _host.OfferAsync(draft);
        Assert.Equal((Severity.Undetermined, "ContentSoundsLikeNewLessons"), (offered.Findings[0].Severity, offered.Findings[0].Rule));
        Assert.Equal((ProviderKind.OwnTeacher, ProgrammeState.Open, 0), (offered.ProviderKind, offered.State, offered.Taken));
        Assert.Equal(("ARTS", "OWN_TEACHER", "2026-AUTUMN"), await ToldAsync(offered));
        Assert.Equal(offered, (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = offered.ProgrammeId })).Programme);
    }

    [Fact]
    public async Task What_cannot_be_offered_is_refused()
    {
        var draft = ServiceSample.Draft(_host);
        draft.Term = new ServiceTerm { SchoolYear = 2026, Half = Protos.School.V1.TermHalf.Spring };
        (draft.From, draft.To) = ("2027-03-01", "2027-06-30");
        Assert.Equal("AFTER_SCHOOL_PLAN_MISSING", (await RichError.OfAsync(_host.Offer(draft))).Reason);
        draft = ServiceSample.Draft(_host);
        draft.TeacherIds[0] = Registry.NewId();
        Assert.Equal("TEACHER_NOT_IN_SERVICE", (await RichError.OfAsync(_host.Offer(draft))).Reason);
        var cases = new Dictionary<string, Action<Programme>>
        {
            ["programme.teacher_ids"] = p => p.ProviderId = Registry.NewId(),
            ["programme.provider_id"] = p => (p.ProviderId, _) = (Registry.NewId(), p.TeacherIds.Remove(_host.TeacherId)),
            ["programme.to"] = p => p.To = "2027-02-01",
            ["programme.slots[0].end_time"] = p => p.Slots[0].EndTime = "17:00:00",
            ["programme.slots[1].weekday"] = p => p.Slots.Add(p.Slots[0].Clone()),
            ["programme.capacity"] = p => p.Capacity = 0,
            ["programme.grades[0]"] = p => p.Grades[0] = 13,
        };
        foreach (var (path, break_) in cases)
        {
            draft = ServiceSample.Draft(_host);
            break_(draft);
            Assert.Equal([path], (await RichError.OfAsync(_host.Offer(draft))).Fields.Keys);
        }
        var stranger = _host.Programmes(Registry.NewCode());
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.OfferProgrammeAsync(new() { RequestId = Registry.NewId(), Programme = ServiceSample.Draft(_host) }))).Code);
    }

    [Fact]
    public async Task A_menu_is_judged_as_a_whole()
    {
        GetMenuRequest request = new() { SchoolCode = _host.Code, Term = AfterSchoolTests.Autumn };
        await _host.OfferAsync(ServiceSample.Draft(_host));
        Assert.Equal(["MenuLacksHomeworkHelp"], (await _host.Programmes().GetMenuAsync(request)).Findings.Select(f => f.Rule));
        var help = await _host.OfferAsync(ServiceSample.Draft(_host, kind: ProgrammeKind.HomeworkHelp));
        var menu = await _host.Programmes().GetMenuAsync(request);
        Assert.Equal((2, 0), (menu.Programmes.Count, menu.Findings.Count));
        await _host.Programmes().EndProgrammeAsync(new() { RequestId = Registry.NewId(), ProgrammeId = help.ProgrammeId, Reason = "教师调离" });
        request.OpenOnly = true;
        menu = await _host.Programmes().GetMenuAsync(request);
        Assert.Equal((1, "MenuLacksHomeworkHelp"), (menu.Programmes.Count, Assert.Single(menu.Findings).Rule));
        // Fridays from 20 November to 15 January: New Year's Day of 2027 is among them until its holidays are published.
        Assert.Equal(9, (await _host.HearAsync<ProgrammeEnded>(help.ProgrammeId)).SessionCount);
    }

    [Theory]
    [InlineData("2026-11-19", "date")]
    [InlineData("2026-11-27", "date")]
    [InlineData("2026-08-28", "date")]
    [InlineData("2026-10-02", "date")]
    public async Task A_session_is_held_on_days_of_the_programme(string date, string field)
    {
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        RecordAttendanceRequest request = new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = date };
        Assert.Equal([field], (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(request))).Fields.Keys);
        (request.RequestId, request.Date) = (Registry.NewId(), SchoolsHost.Today);
        request.Absent.Add(Registry.NewId());
        Assert.Equal(["absent[0]"], (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(request))).Fields.Keys);
    }

    [Fact]
    public async Task The_school_calendar_says_on_which_days_sessions_are_held()
    {
        var draft = ServiceSample.Draft(_host);
        draft.Slots.Add(new ProgrammeSlot { Weekday = 7, StartTime = "19:00:00", EndTime = "20:00:00" });
        var programme = await _host.OfferAsync(draft);
        async Task<IEnumerable<string>> DaysAsync(string from, string to) =>
            (await _host.Programmes().ListSessionsAsync(new() { ProgrammeId = programme.ProgrammeId, From = from, To = to })).Sessions.Select(s => s.Date);
        Assert.Equal(["2026-11-13", "2026-11-15", "2026-11-20"], await DaysAsync("2026-11-09", "2026-11-21"));
        await new SchoolCalendarService.SchoolCalendarServiceClient(_host.Officer()).PutSchoolCalendarAsync(new()
        {
            RequestId = Registry.NewId(),
            Calendar = new SchoolCalendar
            {
                Division = "530102", SchoolYear = 2026, StartsOn = "2026-09-01", EndsOn = "2027-08-31", Vacations = { new Vacation { NameZh = "寒假", StartsOn = "2027-01-09", EndsOn = "2027-02-28" } },
                MovedDays = { new MovedDay { Date = "2026-11-13", Teaches = false, ReasonZh = "运动会" }, new MovedDay { Date = "2026-11-14", Teaches = true, ReasonZh = "补课日" } },
            },
        });
        Assert.Equal(["2026-11-15", "2026-11-20"], await DaysAsync("2026-11-09", "2026-11-21"));
        Assert.Equal(["2027-01-08"], await DaysAsync("2027-01-04", "2027-01-15"));
        RecordAttendanceRequest request = new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = "2026-11-13" };
        Assert.Equal(["date"], (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(request))).Fields.Keys);
        (request.RequestId, request.Date) = (Registry.NewId(), "2026-11-14");
        Assert.Equal(SessionState.Held, (await _host.Programmes().RecordAttendanceAsync(request)).Session.State);
        Assert.Equal(["2026-11-14", "2026-11-15", "2026-11-20"], await DaysAsync("2026-11-09", "2026-11-21"));
    }

    private async Task<(string, string, string)> ToldAsync(Programme programme)
    {
        var told = await _host.HearAsync<ProgrammeOffered>(programme.ProgrammeId);
        return (told.Kind, told.ProviderKind, told.Term);
    }
}
