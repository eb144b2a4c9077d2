using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using Programme = ShuangJian.Protos.School.V1.Programme;
using ProgrammeKind = ShuangJian.Protos.School.V1.ProgrammeKind;
using ProgrammeSlot = ShuangJian.Protos.School.V1.ProgrammeSlot;
using ProgrammeState = ShuangJian.Protos.School.V1.ProgrammeState;
using Resource = ShuangJian.Protos.School.V1.Resource;
using ProviderKind = ShuangJian.Protos.School.V1.ProviderKind;

namespace ShuangJian.Schools.Tests;

/// <summary>The menu, its pupils and its sessions over the real service.</summary>
public sealed class ProgrammeTests(RaceTests.Postgres postgres) : IAsyncLifetime, IClassFixture<RaceTests.Postgres>
{
    private SchoolsHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await SchoolsHost.StartAsync();
        await _host.PlanAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

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

    [Fact]
    public async Task Pupils_are_enrolled_of_their_own_will_and_kept_encrypted()
    {
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 2));
        var answer = await _host.Enrol(programme, ServiceSample.Pupil(1, consent: ""), ServiceSample.Pupil(2, grade: 7), ServiceSample.Pupil(3), ServiceSample.Pupil(4), ServiceSample.Pupil(5));
        Assert.Equal(
            [EnrolmentOutcome.NoConsent, EnrolmentOutcome.GradeNotServed, EnrolmentOutcome.Enrolled, EnrolmentOutcome.Enrolled, EnrolmentOutcome.NoPlace], answer.Outcomes.Select(o => o.Outcome));
        Assert.Equal(EnrolmentOutcome.AlreadyEnrolled, Assert.Single((await _host.Enrol(programme, ServiceSample.Pupil(3))).Outcomes).Outcome);
        Assert.Equal((0, 2), (answer.PlacesLeft, (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = programme.ProgrammeId })).Programme.Taken));

        var number = ServiceSample.Identity(3);
        var enrolled = (await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId })).Enrolments;
        Assert.Equal(answer.Outcomes.Skip(2).Take(2).Select(o => o.Enrolment.EnrolmentId).Order(), enrolled.Select(e => e.EnrolmentId).Order());
        var pupil = enrolled.Single(e => e.EnrolmentId == answer.Outcomes[2].Enrolment.EnrolmentId).Pupil;
        Assert.Equal(("样**", $"910000********{number[^4..]}", 4), (pupil.Name, pupil.IdentityNumber, pupil.Grade));
        var shown = await _host.Programmes().RevealServicePupilAsync(new() { PupilId = pupil.PupilId, Purpose = "核对接送人员" });
        Assert.Equal(("样例学生003", number), (shown.Pupil.Name, shown.Pupil.IdentityNumber));
        await using var db = await OpenAsync();
        var rows = await db.Set<Domain.ServicePupil>().AsNoTracking().ToListAsync();
        Assert.Equal(2, rows.Count);
        Assert.DoesNotContain(rows, r => r.Cipher.Contains(number, StringComparison.Ordinal) || r.PupilHash.Contains(number, StringComparison.Ordinal));
        var finance = new ProgrammeService.ProgrammeServiceClient(_host.Host.AsRegulator("530102", "FINANCE"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(finance.RevealServicePupilAsync(new() { PupilId = pupil.PupilId, Purpose = "核对接送人员" }))).Reason);
        var stranger = _host.Programmes(Registry.NewCode());
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.RevealServicePupilAsync(new() { PupilId = pupil.PupilId, Purpose = "核对接送人员" }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId }))).Code);
    }

    [Fact]
    public async Task A_pupil_who_leaves_frees_the_place_and_counts_once_in_the_term()
    {
        var (first, second) = (await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 1)), await _host.OfferAsync(ServiceSample.Draft(_host)));
        var one = (await _host.Enrol(first, ServiceSample.Pupil(1))).Outcomes[0].Enrolment;
        await _host.Enrol(second, ServiceSample.Pupil(1), ServiceSample.Pupil(2));
        Assert.Equal(2, (await TotalAsync()).Served);
        LeaveProgrammeRequest leave = new() { RequestId = Registry.NewId(), EnrolmentId = one.EnrolmentId };
        var left = await _host.Programmes().LeaveProgrammeAsync(leave);
        Assert.Equal((1, SchoolsHost.Today), (left.PlacesLeft, left.Enrolment.LeftOn));
        leave.RequestId = Registry.NewId();
        Assert.Equal(1, (await _host.Programmes().LeaveProgrammeAsync(leave)).PlacesLeft);
        Assert.Equal(2, (await TotalAsync()).Served);
        Assert.Equal(EnrolmentOutcome.Enrolled, (await _host.Enrol(first, ServiceSample.Pupil(3))).Outcomes[0].Outcome);
        var other = (await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = second.ProgrammeId })).Enrolments[0];
        await _host.Programmes().LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = other.EnrolmentId });
        var total = await TotalAsync();
        Assert.Equal((2, 800, 0), (total.Served, total.Wanting, total.ServedPercent));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_places_are_given_once(bool onPostgres)
    {
        await using var host = onPostgres ? await SchoolsHost.StartAsync(settings: postgres.NewSettings()) : null;
        var at = host ?? _host;
        if (host is not null) await host.PlanAsync();
        var programme = await at.OfferAsync(ServiceSample.Draft(at, capacity: 3));
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 30).Select(async i =>
        {
            await start.Task;
            return (await at.Enrol(programme, ServiceSample.Pupil(i))).Outcomes[0].Outcome;
        }).ToList();
        start.SetResult();
        var outcomes = await Task.WhenAll(calls);
        Assert.Equal((3, 27), (outcomes.Count(o => o == EnrolmentOutcome.Enrolled), outcomes.Count(o => o == EnrolmentOutcome.NoPlace)));
        Assert.Equal(3, (await at.Programmes().ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId })).Enrolments.Count);
        Assert.Equal(3, (await TotalAsync(at)).Served);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pupil_who_enters_several_programmes_at_once_is_one_pupil(bool onPostgres)
    {
        await using var host = onPostgres ? await SchoolsHost.StartAsync(settings: postgres.NewSettings()) : null;
        var at = host ?? _host;
        if (host is not null) await host.PlanAsync();
        var programmes = new List<Programme>();
        for (var i = 0; i < 6; i++) programmes.Add(await at.OfferAsync(ServiceSample.Draft(at)));
        await Task.WhenAll(programmes.Select(p => at.Enrol(p, ServiceSample.Pupil(1), ServiceSample.Pupil(2)).ResponseAsync));
        Assert.Equal(2, (await TotalAsync(at)).Served);
        await using var db = await OpenAsync(at);
        Assert.Equal((2, 12), (await db.Set<Domain.ServicePupil>().CountAsync(), await db.Set<ServiceEnrolment>().CountAsync()));
        Assert.All(await db.Set<PupilTerm>().AsNoTracking().ToListAsync(), t => Assert.Equal(6, t.Active));
    }

    [Fact]
    public async Task Attendance_is_recorded_with_shares_and_corrected()
    {
        _host.Clock.Now = _host.Clock.Now.AddDays(-7);
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        var enrolments = (await _host.Enrol(programme, ServiceSample.Pupil(1), ServiceSample.Pupil(2), ServiceSample.Pupil(3))).Outcomes.Select(o => o.Enrolment.EnrolmentId).ToList();
        _host.Clock.Now = _host.Clock.Now.AddDays(7);
        await _host.Enrol(programme, ServiceSample.Pupil(4));
        RecordAttendanceRequest request = new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = "2026-11-13", Excused = { enrolments[0] }, Absent = { enrolments[1] } };
        var held = (await _host.Programmes().RecordAttendanceAsync(request)).Session;
        Assert.Equal((3, 1, 1, 1, 33, SessionState.Held), (held.Expected, held.Present, held.Excused, held.Absent, held.PresentPercent, held.State));
        var total = (await TotalAsync()).Days;
        Assert.Equal((1, 3, 1, 1, 33), (total.Sessions, total.Expected, total.Present, total.Excused, total.PresentPercent));

        (request.RequestId, request.NewLessons, request.Etag) = (Registry.NewId(), true, held.Etag);
        request.Absent.Clear();
        held = (await _host.Programmes().RecordAttendanceAsync(request)).Session;
        Assert.Equal((2, "NewLessonsTaught", "KM-14"), (held.Present, held.Findings[0].Rule, held.Findings[0].Basis[0].Clause));
        Assert.Equal("NewLessonsTaught", (await _host.HearAsync<AfterSchoolBreachFound>(programme.ProgrammeId)).Findings[0].Rule);
        total = (await TotalAsync()).Days;
        Assert.Equal((1, 3, 2, 1), (total.Sessions, total.Expected, total.Present, total.Excused));
        request.RequestId = Registry.NewId();
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(request))).Reason);
        var sessions = (await _host.Programmes().ListSessionsAsync(new() { ProgrammeId = programme.ProgrammeId, From = "2026-11-06", To = "2026-11-20" })).Sessions;
        Assert.Equal([("2026-11-06", SessionState.Planned), ("2026-11-13", SessionState.Held), ("2026-11-20", SessionState.Planned)], sessions.Select(s => (s.Date, s.State)));
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

    [Fact]
    public async Task Pupils_are_found_after_the_key_has_changed()
    {
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        await _host.Enrol(programme, ServiceSample.Pupil(1));
        var file = _host.Host.PersonalKeys;
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        ring["keys"]!["k2"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        ring["current"] = "k2";
        await File.WriteAllTextAsync(file, ring.ToJsonString());
        await using var again = await _host.Host.RestartAsync();
        await Eventually.TrueAsync("pupils are renewed", async () =>
        {
            await using var db = await again.Services.GetRequiredService<IDbContextFactory<SchoolsDb>>().CreateDbContextAsync();
            return await db.Set<Domain.ServicePupil>().AllAsync(p => p.Cipher.StartsWith("k2.") && p.PupilHash.StartsWith("k2."));
        });
        var programmes = new ProgrammeService.ProgrammeServiceClient(again.With(again.Token("SCHOOL", SchoolsHost.County, organization: _host.Code)));
        var outcome = (await programmes.EnrolPupilsAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Pupils = { ServiceSample.Pupil(1) } })).Outcomes[0];
        Assert.Equal(EnrolmentOutcome.AlreadyEnrolled, outcome.Outcome);
    }

    [Fact]
    public async Task Resources_of_the_county_hold_programmes_if_they_are_fit()
    {
        var professional = await RegisterAsync(new Resource { Kind = ProviderKind.Professional, PersonName = "样例人员一", IdentityNumber = ServiceSample.Identity(901), Offers = "武术" });
        Assert.Equal(("样**", "910000********" + ServiceSample.Identity(901)[^4..]), (professional.PersonName, professional.IdentityNumber));
        var draft = ServiceSample.Bare(_host.Code, 20, ProgrammeKind.Club);
        draft.ProviderId = professional.ResourceId;
        Assert.Equal("ProfessionalIsNotQualified", (await RichError.OfAsync(_host.Offer(draft))).Facts["rules"]);
        draft.ProviderId = (await RegisterAsync(new Resource
        {
            Kind = ProviderKind.Professional, PersonName = "样例人员二", IdentityNumber = ServiceSample.Identity(902), Offers = "武术", Qualification = "社会体育指导员", QualifiedUntil = "2027-12-31",
        })).ResourceId;
        Assert.Equal(ProviderKind.Professional, (await _host.OfferAsync(draft)).ProviderKind);
        var centre = await RegisterAsync(new Resource { Kind = ProviderKind.YouthCentre, Organization = "测试区青少年活动中心", Offers = "航模" });
        Assert.Equal("YOUTH_CENTRE", (await _host.HearAsync<ResourceRegistered>(centre.ResourceId)).Kind);
        draft.ProviderId = centre.ResourceId;
        Assert.Equal(ProviderKind.YouthCentre, (await _host.OfferAsync(draft)).ProviderKind);
        await Office().EndResourceAsync(new() { RequestId = Registry.NewId(), ResourceId = centre.ResourceId });
        draft.From = SchoolsHost.Today;
        Assert.Equal(["programme.provider_id"], (await RichError.OfAsync(_host.Offer(draft))).Fields.Keys);
        Assert.Equal(2, (await Office().ListResourcesAsync(new() { Division = "530102", Kinds = { ProviderKind.Professional } })).Resources.Count);
    }

    [Fact]
    public async Task A_resource_is_a_person_or_an_organisation_and_a_sent_teacher_is_one()
    {
        async Task<IEnumerable<string>> FieldsAsync(Resource resource) => (await RichError.OfAsync(Register(resource))).Fields.Keys;
        Assert.Equal(["resource.kind"], await FieldsAsync(new Resource { Kind = ProviderKind.Institution, Organization = "机构", Offers = "合唱" }));
        Assert.Equal(["resource.organization"], await FieldsAsync(new Resource { Kind = ProviderKind.SocialResource, Offers = "合唱" }));
        Assert.Equal(["resource.person_name"], await FieldsAsync(new Resource { Kind = ProviderKind.Volunteer, IdentityNumber = ServiceSample.Identity(1), Offers = "合唱" }));
        Assert.Equal(["resource.identity_number"], await FieldsAsync(new Resource { Kind = ProviderKind.Volunteer, PersonName = "样例人员", Offers = "合唱" }));
        var teacher = new Resource { Kind = ProviderKind.SentTeacher, PersonName = "样例教师", IdentityNumber = ServiceSample.Identity(1), Offers = "数学答疑" };
        Assert.Equal("TEACHER_NOT_IN_SERVICE", (await RichError.OfAsync(Register(teacher))).Reason);
        teacher.IdentityNumber = Registry.IdentityNumber;
        Assert.Equal(ProviderKind.SentTeacher, (await Register(teacher)).Resource.Kind);
        var mine = new ResourceService.ResourceServiceClient(_host.Caller());
        teacher.Division = "530102";
        Assert.Equal(["resource.school_code"], (await RichError.OfAsync(mine.RegisterResourceAsync(new() { RequestId = Registry.NewId(), Resource = teacher }))).Fields.Keys);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Figures_of_days_and_terms_equal_a_recount_after_any_history(int seed, bool onPostgres)
    {
        await using var host = onPostgres ? await SchoolsHost.StartAsync(settings: postgres.NewSettings()) : null;
        var at = host ?? _host;
        if (host is not null) await host.PlanAsync();
        var (random, standing) = (new Random(seed), new List<(Programme Programme, Dictionary<string, int> Pupils)>());
        at.Clock.Now = at.Clock.Now.AddDays(-14);
        for (var i = 0; i < 3; i++) standing.Add((await at.OfferAsync(ServiceSample.Draft(at, capacity: 6)), []));
        for (var step = 0; step < 60; step++)
        {
            if (step is 20 or 40) at.Clock.Now = at.Clock.Now.AddDays(7);
            await StepAsync(at, random, standing[random.Next(3)]);
        }
        for (var round = 0; round < 2; round++)
        {
            await using var db = await OpenAsync(at);
            var records = await db.Set<SessionRecord>().AsNoTracking().ToListAsync();
            Assert.True(records.Count > 3, $"only {records.Count} sessions were held");
            foreach (var (from, to) in new[] { ("", ""), ("2026-11-06", "2026-11-06"), ("2026-11-07", "2026-11-20") })
            {
                var within = records.Where(r => from.Length == 0 || (r.Date >= DateOnly.Parse(from) && r.Date <= DateOnly.Parse(to))).ToList();
                foreach (var division in new[] { "530102", "530100", "530000" })
                {
                    var total = (await new AfterSchoolTotalService.AfterSchoolTotalServiceClient(at.Officer("530000")).GetDivisionServiceTotalsAsync(
                        new() { Division = division, Term = AfterSchoolTests.Autumn, From = from, To = to })).Total;
                    Assert.Equal(
                        (within.Count, within.Sum(r => r.Expected), within.Sum(r => r.Expected - r.Excused.Count - r.Absent.Count), within.Sum(r => r.Excused.Count)),
                        (total.Days.Sessions, total.Days.Expected, total.Days.Present, total.Days.Excused));
                    Assert.Equal(standing.SelectMany(s => s.Pupils.Values).Distinct().Count(), total.Served);
                }
            }
            Assert.All(standing, s => Assert.Equal(s.Pupils.Count, db.Set<Domain.Programme>().Single(p => p.Id == Guid.Parse(s.Programme.ProgrammeId)).Taken));
            if (round == 0) await Eventually.TrueAsync("all notes are added", async () => !await db.Set<ServiceNote>().AnyAsync());
        }
    }

    private static async Task StepAsync(SchoolsHost at, Random random, (Programme Programme, Dictionary<string, int> Pupils) one)
    {
        var client = at.Programmes();
        switch (random.Next(4))
        {
            case 0 or 1:
                var number = random.Next(10);
                var outcome = (await at.Enrol(one.Programme, ServiceSample.Pupil(number))).Outcomes[0];
                if (outcome.Outcome == EnrolmentOutcome.Enrolled) one.Pupils.Add(outcome.Enrolment.EnrolmentId, number);
                else Assert.True(one.Pupils.ContainsValue(number) || one.Pupils.Count == 6, $"{outcome.Outcome}");
                break;
            case 2 when one.Pupils.Count > 0:
                var leaving = one.Pupils.Keys.Order().First();
                await client.LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = leaving });
                one.Pupils.Remove(leaving);
                break;
            default:
                var today = DateOnly.FromDateTime(at.Clock.Now.DateTime);
                // Whoever left since is enrolled on no day to come, so the pupils of today are those who are left.
                var here = one.Pupils.Keys.Order().ToList();
                RecordAttendanceRequest request = new() { RequestId = Registry.NewId(), ProgrammeId = one.Programme.ProgrammeId, Date = today.ToString("yyyy-MM-dd") };
                request.Excused.Add(here.Take(random.Next(here.Count + 1)));
                request.Absent.Add(here.Skip(request.Excused.Count).Take(random.Next(2)));
                var held = (await client.RecordAttendanceAsync(request)).Session;
                Assert.Equal(here.Count, held.Expected);
                break;
        }
    }

    private ResourceService.ResourceServiceClient Office() => new(_host.Officer());

    private AsyncUnaryCall<RegisterResourceResponse> Register(Resource resource)
    {
        resource.Division = "530102";
        return Office().RegisterResourceAsync(new() { RequestId = Registry.NewId(), Resource = resource });
    }

    private async Task<Resource> RegisterAsync(Resource resource) => (await Register(resource)).Resource;

    private async Task<(string, string, string)> ToldAsync(Programme programme)
    {
        var told = await _host.HearAsync<ProgrammeOffered>(programme.ProgrammeId);
        return (told.Kind, told.ProviderKind, told.Term);
    }

    private async Task<ServiceTotal> TotalAsync(SchoolsHost? host = null) =>
        (await new AfterSchoolTotalService.AfterSchoolTotalServiceClient((host ?? _host).Officer()).GetDivisionServiceTotalsAsync(new() { Division = "530102", Term = AfterSchoolTests.Autumn })).Total;

    private Task<SchoolsDb> OpenAsync(SchoolsHost? host = null) => (host ?? _host).Host.Services.GetRequiredService<IDbContextFactory<SchoolsDb>>().CreateDbContextAsync();
}
