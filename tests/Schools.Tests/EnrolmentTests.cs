using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using Programme = ShuangJian.Protos.School.V1.Programme;

namespace ShuangJian.Schools.Tests;

/// <summary>Pupils of a programme, and places that are given once.</summary>
public sealed class EnrolmentTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private protected override Task FillAsync() => _host.PlanAsync();

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
        await using var db = await _host.OpenAsync();
        var rows = await db.Set<Domain.ServicePupil>().AsNoTracking().ToListAsync();
        Assert.Equal(2, rows.Count);
        Assert.DoesNotContain(rows, r => r.Cipher.Contains(number, StringComparison.Ordinal) || r.PupilHash.Contains(number, StringComparison.Ordinal));
        var finance = new ProgrammeService.ProgrammeServiceClient(_host.Host.AsRegulator("530102", "FINANCE"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(finance.RevealServicePupilAsync(new() { PupilId = pupil.PupilId, Purpose = "核对接送人员" }))).Reason);
        var stranger = _host.Programmes(Registry.NewCode());
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.RevealServicePupilAsync(new() { PupilId = pupil.PupilId, Purpose = "核对接送人员" }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId }))).Code);
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-04", 1)]
    [InlineData("2026-09-05", "2026-09-04", 0)]
    [InlineData("2026-09-01", "2027-01-16", 0)]
    [InlineData("", "2026-09-04", 0)]
    public async Task What_is_entered_late_counts_from_its_first_day(string consent, string from, int expected)
    {
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host));
        var pupil = ServiceSample.Pupil(1, consent: consent);
        pupil.From = from;
        if (expected == 0)
        {
            Assert.Equal(["pupils[0].from"], (await RichError.OfAsync(_host.Enrol(programme, pupil))).Fields.Keys);
            return;
        }
        Assert.Equal(from, (await _host.Enrol(programme, pupil)).Outcomes[0].Enrolment.From);
        Assert.Equal(1, (await _host.Programmes().RecordAttendanceAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Date = "2026-09-04" })).Session.Expected);
    }

    [Fact]
    public async Task A_pupil_who_leaves_frees_the_place_and_counts_once_in_the_term()
    {
        var (first, second) = (await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 1)), await _host.OfferAsync(ServiceSample.Draft(_host).At("16:00", "17:00")));
        var one = (await _host.Enrol(first, ServiceSample.Pupil(1))).Outcomes[0].Enrolment;
        await _host.Enrol(second, ServiceSample.Pupil(1), ServiceSample.Pupil(2));
        Assert.Equal(2, (await _host.TotalAsync()).Served);
        LeaveProgrammeRequest leave = new() { RequestId = Registry.NewId(), EnrolmentId = one.EnrolmentId };
        var left = await _host.Programmes().LeaveProgrammeAsync(leave);
        Assert.Equal((1, SchoolsHost.Today), (left.PlacesLeft, left.Enrolment.LeftOn));
        leave.RequestId = Registry.NewId();
        Assert.Equal(1, (await _host.Programmes().LeaveProgrammeAsync(leave)).PlacesLeft);
        Assert.Equal(2, (await _host.TotalAsync()).Served);
        Assert.Equal(EnrolmentOutcome.Enrolled, (await _host.Enrol(first, ServiceSample.Pupil(3))).Outcomes[0].Outcome);
        var other = (await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = second.ProgrammeId })).Enrolments[0];
        await _host.Programmes().LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = other.EnrolmentId });
        var total = await _host.TotalAsync();
        Assert.Equal((2, 800, 0), (total.Served, total.Wanting, total.ServedPercent));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_places_are_given_once(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var programme = await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 3));
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 30).Select(async i =>
        {
            await start.Task;
            return (await _host.Enrol(programme, ServiceSample.Pupil(i))).Outcomes[0].Outcome;
        }).ToList();
        start.SetResult();
        var outcomes = await Task.WhenAll(calls);
        Assert.Equal((3, 27), (outcomes.Count(o => o == EnrolmentOutcome.Enrolled), outcomes.Count(o => o == EnrolmentOutcome.NoPlace)));
        Assert.Equal(3, (await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = programme.ProgrammeId })).Enrolments.Count);
        Assert.Equal(3, (await _host.TotalAsync()).Served);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pupil_who_enters_several_programmes_at_once_is_one_pupil(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var programmes = new List<Programme>();
        for (var i = 0; i < 6; i++) programmes.Add(await _host.OfferAsync(ServiceSample.Draft(_host).At($"16:{i}0", $"16:{i}9")));
        await Task.WhenAll(programmes.Select(p => _host.Enrol(p, ServiceSample.Pupil(1), ServiceSample.Pupil(2)).ResponseAsync));
        Assert.Equal(2, (await _host.TotalAsync()).Served);
        await using var db = await _host.OpenAsync();
        Assert.Equal((2, 12), (await db.Set<Domain.ServicePupil>().CountAsync(), await db.Set<ServiceEnrolment>().CountAsync()));
        Assert.All(await db.Set<PupilTerm>().AsNoTracking().ToListAsync(), t => Assert.Equal(6, t.Active));
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
            await using var db = await again.OpenAsync<SchoolsDb>();
            return await db.Set<Domain.ServicePupil>().AllAsync(p => p.Cipher.StartsWith("k2.") && p.PupilHash.StartsWith("k2."));
        });
        var programmes = new ProgrammeService.ProgrammeServiceClient(again.With(again.Token("SCHOOL", SchoolsHost.County, organization: _host.Code)));
        var outcome = (await programmes.EnrolPupilsAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Pupils = { ServiceSample.Pupil(1) } })).Outcomes[0];
        Assert.Equal(EnrolmentOutcome.AlreadyEnrolled, outcome.Outcome);
    }
}
