using System.Text;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>Pupils in online courses of two institutions in Dongcheng, where at most 60 minutes go without a pause.</summary>
public sealed class OnlineTimeServiceTests : IAsyncLifetime
{
    private const string Pupil = Registry.OtherIdentityNumber;
    private FilingsHost _filings = null!;
    private Licensed _one = null!;
    private Licensed _other = null!;

    private OnlineTimeService.OnlineTimeServiceClient Office => new(_filings.Host.AsRegulator("110101", "EDUCATION"));

    public async Task InitializeAsync()
    {
        _filings = await FilingsHost.StartAsync(LawWithOnlineLimit.Load());
        (_one, _other) = (await _filings.LicenseAsync(), await _filings.LicenseAsync());
    }

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task Each_row_gets_its_own_result()
    {
        var online = await FileAsync(_one, "18:00:00", "18:30:00");
        var offline = await _filings.FileAsync(_one);
        var anothers = await FileAsync(_other, "18:00:00", "18:30:00");
        var request = Request(_one, Row(online), Row(online), Row(online, to: "2026-12-01"), Row(offline.CourseId), Row(anothers), Row("nothing"), Row(online, to: "2026-11-19"));
        var recorded = await As(_one).RecordEnrolmentsAsync(request);
        Assert.Equal(
            [
                EnrolmentOutcome.Recorded, EnrolmentOutcome.Unchanged, EnrolmentOutcome.Recorded, EnrolmentOutcome.Recorded,
                EnrolmentOutcome.CourseNotFiled, EnrolmentOutcome.CourseNotFiled, EnrolmentOutcome.DaysInvalid,
            ],
            recorded.Outcomes);
        Assert.Equal(recorded, await As(_one).RecordEnrolmentsAsync(request));
        var foreign = await RichError.OfAsync(As(_other).RecordEnrolmentsAsync(Request(_one, Row(online))));
        Assert.Equal(StatusCode.NotFound, foreign.Code);
    }

    [Fact]
    public async Task A_pupil_of_two_institutions_who_is_online_too_long_is_found_and_nobody_learns_who()
    {
        var (first, second) = (await FileAsync(_one, "18:00:00", "18:30:00"), await FileAsync(_other, "18:35:00", "19:05:00"));
        await As(_one).RecordEnrolmentsAsync(Request(_one, Row(first)));
        await As(_other).RecordEnrolmentsAsync(Request(_other, Row(second, from: "2026-12-22")));

        var found = await BreachesAsync(2);
        Assert.Equal(["2026-12-22", "2026-12-29"], found.Select(b => b.Time.Date).Order(StringComparer.Ordinal));
        Assert.All(found, b =>
        {
            Assert.Equal((65, "PupilOnlineTooLong"), (b.Time.Minutes, Assert.Single(b.Time.Findings).Rule));
            Assert.Equal([_one.Code, _other.Code], b.Time.Sessions.Select(s => s.InstitutionCode));
            Assert.Equal(["18:00:00", "18:35:00"], b.Time.Sessions.Select(s => s.StartTime));
        });
        var told = await _filings.HearAsync<PupilOnlineTimeBreached>(found[0].BreachId);
        Assert.Equal((65, "110101"), (told.Minutes, told.Division));
        Assert.All(_filings.Heard, e => Assert.DoesNotContain(Pupil, Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        Assert.All(found, b => Assert.DoesNotContain(Pupil, b.ToString(), StringComparison.Ordinal));

        await As(_other).RecordEnrolmentsAsync(Request(_other, Row(second, from: "2026-12-22", to: "2026-12-22")));
        Assert.Equal("2026-12-22", (await BreachesAsync(1))[0].Time.Date);
        Assert.Equal(2, (await Office.ListPupilTimeBreachesAsync(new() { Division = "110101" })).Breaches.Count);
        Assert.Empty((await new OnlineTimeService.OnlineTimeServiceClient(_filings.Host.AsRegulator("110102", "EDUCATION")).ListPupilTimeBreachesAsync(new() { Division = "110102" })).Breaches);
    }

    [Fact]
    public async Task A_course_that_is_stopped_ends_the_breach_and_one_that_goes_on_brings_it_back()
    {
        var (first, second) = (await FileAsync(_one, "18:00:00", "18:30:00"), await FileAsync(_other, "18:35:00", "19:05:00"));
        await As(_one).RecordEnrolmentsAsync(Request(_one, Row(first, from: "2026-12-29")));
        await As(_other).RecordEnrolmentsAsync(Request(_other, Row(second)));
        await BreachesAsync(1);

        await _filings.TellAsync(new InstitutionSuspended
        {
            Division = "110101", InstitutionId = _other.Id.ToString(), Name = "测试培训中心", UnifiedSocialCreditCode = _other.Code, Grounds = [], Reason = "消防通道堵塞",
            Since = new DateOnly(2026, 11, 20), Consequences = [],
        }, 1);
        await BreachesAsync(0);

        await _filings.TellAsync(new InstitutionReinstated
        {
            Division = "110101", InstitutionId = _other.Id.ToString(), Name = "测试培训中心", Reason = "已整改", Since = new DateOnly(2026, 11, 20),
        }, 2);
        await BreachesAsync(1);
    }

    [Fact]
    public async Task One_pupil_is_judged_for_a_purpose_by_the_law_of_the_place_asked()
    {
        var online = await FileAsync(_one, "18:00:00", "18:30:00");
        await As(_one).RecordEnrolmentsAsync(Request(_one, Row(online)));
        var judged = await Office.JudgePupilTimeAsync(Question());
        Assert.Equal(["2026-11-24", "2026-12-01"], judged.Times.Select(t => t.Date));
        Assert.All(judged.Times, t => Assert.Equal((30, 0), (t.Minutes, t.Findings.Count)));
        var none = Question();
        none.PupilNumber = Registry.IdentityNumber;
        Assert.Empty((await Office.JudgePupilTimeAsync(none)).Times);
        var far = Question();
        far.To = "2027-02-24";
        Assert.Equal(["to"], (await RichError.OfAsync(Office.JudgePupilTimeAsync(far))).Fields.Keys);
        var silent = Question();
        silent.Purpose = "";
        Assert.Equal(["purpose"], (await RichError.OfAsync(Office.JudgePupilTimeAsync(silent))).Fields.Keys);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(
            new OnlineTimeService.OnlineTimeServiceClient(_filings.Host.AsRegulator("110102", "EDUCATION")).JudgePupilTimeAsync(Question()))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(
            new OnlineTimeService.OnlineTimeServiceClient(_filings.Host.AsRegulator("110101", "SPORTS")).JudgePupilTimeAsync(Question()))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(As(_one).JudgePupilTimeAsync(Question()))).Reason);
    }

    [Fact]
    public async Task Two_institutions_at_once_and_the_pupil_is_found()
    {
        var (first, second) = (await FileAsync(_one, "18:00:00", "18:30:00"), await FileAsync(_other, "18:35:00", "19:05:00"));
        await Task.WhenAll(
            As(_one).RecordEnrolmentsAsync(Request(_one, Row(first, from: "2026-12-29"))).ResponseAsync, As(_other).RecordEnrolmentsAsync(Request(_other, Row(second))).ResponseAsync);
        Assert.Equal("2026-12-29", (await BreachesAsync(1))[0].Time.Date);
    }

    [Fact]
    public async Task A_pupil_enrolled_under_an_older_key_is_still_the_same_pupil()
    {
        var (first, second) = (await FileAsync(_one, "18:00:00", "18:30:00"), await FileAsync(_other, "18:35:00", "19:05:00"));
        await As(_one).RecordEnrolmentsAsync(Request(_one, Row(first, from: "2026-12-29")));
        var file = _filings.Host.PersonalKeys;
        var ring = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        ring["keys"]!["k2"] = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        ring["current"] = "k2";
        await File.WriteAllTextAsync(file, ring.ToJsonString());
        await _filings.RestartAsync("2026-11-20");
        await As(_other).RecordEnrolmentsAsync(Request(_other, Row(second)));
        var found = await BreachesAsync(1);

        // Two years later nothing has to be kept: the breach stays and is nobody's.
        _filings.Clock.Now = FilingsHost.Noon("2028-11-20");
        var persons = new PersonalDataService.PersonalDataServiceClient(_filings.Host.AsRegulator("110101", "EDUCATION"));
        var erased = await persons.ErasePersonAsync(new() { RequestId = Registry.NewId(), Division = "110101", IdentityNumber = Pupil, Purpose = "监护人申请删除" });
        Assert.Equal(2, erased.Enrolments);
        Assert.Equal(found[0].BreachId, (await BreachesAsync(1))[0].BreachId);
        await using var db = await _filings.Host.OpenAsync<FilingsDb>();
        Assert.Equal(("", 0), ((await db.Set<Domain.PupilTimeBreach>().SingleAsync()).PupilHash, await db.Set<Domain.Enrolment>().CountAsync()));
    }

    private static JudgePupilTimeRequest Question() => new() { Division = "110101", PupilNumber = Pupil, From = "2026-11-23", To = "2026-12-06", Purpose = "核查投诉事项" };

    private OnlineTimeService.OnlineTimeServiceClient As(Licensed institution) => new(_filings.Host.AsInstitution(institution.Division, institution.Code));

    /// <summary>The breaches that stand, once there are so many.</summary>
    private async Task<IReadOnlyList<PupilTimeBreach>> BreachesAsync(int count) => await Eventually.ValueAsync(
        $"{count} breaches", async () => (await Office.ListPupilTimeBreachesAsync(new() { Division = "110101", StandingOnly = true })).Breaches, found => found.Count == count);

    private static RecordEnrolmentsRequest Request(Licensed institution, params Enrolment[] rows) => new()
    {
        RequestId = Registry.NewId(), Division = institution.Division, InstitutionId = institution.Id.ToString(), InstitutionCode = institution.Code, Enrolments = { rows },
    };

    private static Enrolment Row(string course, string from = "2026-11-20", string to = "") => new() { PupilNumber = Pupil, CourseId = course, From = from, To = to };

    private async Task<string> FileAsync(Licensed institution, string start, string end)
    {
        var draft = FilingsHost.Draft(institution);
        draft.Mode = TrainingMode.Online;
        draft.Timetable.WeeklyLessons[0] = new WeeklyLesson { Weekday = 2, StartTime = start, EndTime = end, Online = true };
        var submitted = await _filings.SubmitAsync(institution, draft);
        return (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId })).Course.CourseId;
    }
}
