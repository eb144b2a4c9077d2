using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using Programme = ShuangJian.Protos.School.V1.Programme;

namespace ShuangJian.Schools.Tests;

/// <summary>Who came, and what that adds up to.</summary>
public sealed class AttendanceTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private protected override Task FillAsync() => _host.PlanAsync();

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
        var total = (await _host.TotalAsync()).Days;
        Assert.Equal((1, 3, 1, 1, 33), (total.Sessions, total.Expected, total.Present, total.Excused, total.PresentPercent));

        (request.RequestId, request.NewLessons, request.Etag) = (Registry.NewId(), true, held.Etag);
        request.Absent.Clear();
        held = (await _host.Programmes().RecordAttendanceAsync(request)).Session;
        Assert.Equal((2, "NewLessonsTaught", "KM-14"), (held.Present, held.Findings[0].Rule, held.Findings[0].Basis[0].Clause));
        Assert.Equal("NewLessonsTaught", (await _host.HearAsync<AfterSchoolBreachFound>(programme.ProgrammeId)).Findings[0].Rule);
        total = (await _host.TotalAsync()).Days;
        Assert.Equal((1, 3, 2, 1), (total.Sessions, total.Expected, total.Present, total.Excused));
        request.RequestId = Registry.NewId();
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(request))).Reason);
        var sessions = (await _host.Programmes().ListSessionsAsync(new() { ProgrammeId = programme.ProgrammeId, From = "2026-11-06", To = "2026-11-20" })).Sessions;
        Assert.Equal([("2026-11-06", SessionState.Planned), ("2026-11-13", SessionState.Held), ("2026-11-20", SessionState.Planned)], sessions.Select(s => (s.Date, s.State)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Figures_of_days_and_terms_equal_a_recount_after_any_history(int seed, bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var (random, standing) = (new Random(seed), new List<(Programme Programme, Dictionary<string, int> Pupils)>());
        _host.Clock.Now = _host.Clock.Now.AddDays(-14);
        for (var i = 0; i < 3; i++) standing.Add((await _host.OfferAsync(ServiceSample.Draft(_host, capacity: 6).At($"16:{i}0", $"16:{i}9")), []));
        for (var step = 0; step < 60; step++)
        {
            if (step is 20 or 40) _host.Clock.Now = _host.Clock.Now.AddDays(7);
            await StepAsync(random, standing[random.Next(3)]);
        }
        for (var round = 0; round < 2; round++)
        {
            await using var db = await _host.OpenAsync();
            var records = await db.Set<SessionRecord>().AsNoTracking().ToListAsync();
            Assert.True(records.Count > 3, $"only {records.Count} sessions were held");
            foreach (var (from, to) in new[] { ("", ""), ("2026-11-06", "2026-11-06"), ("2026-11-07", "2026-11-20") })
            {
                var within = records.Where(r => from.Length == 0 || (r.Date >= DateOnly.Parse(from) && r.Date <= DateOnly.Parse(to))).ToList();
                foreach (var division in new[] { "530102", "530100", "530000" })
                {
                    var total = (await new AfterSchoolTotalService.AfterSchoolTotalServiceClient(_host.Officer("530000")).GetDivisionServiceTotalsAsync(
                        new() { Division = division, Term = AfterSchoolTests.Autumn, From = from, To = to })).Total;
                    Assert.Equal(
                        (within.Count, within.Sum(r => r.Expected), within.Sum(r => r.Expected - r.Excused.Count - r.Absent.Count), within.Sum(r => r.Excused.Count)),
                        (total.Days.Sessions, total.Days.Expected, total.Days.Present, total.Days.Excused));
                    Assert.Equal(standing.SelectMany(s => s.Pupils.Values).Distinct().Count(), total.Served);
                }
            }
            Assert.All(standing, s => Assert.Equal(s.Pupils.Count, db.Set<Domain.Programme>().Single(p => p.Id == Guid.Parse(s.Programme.ProgrammeId)).Taken));
            if (round == 0) await _host.AddedAsync();
        }
    }

    private async Task StepAsync(Random random, (Programme Programme, Dictionary<string, int> Pupils) one)
    {
        var client = _host.Programmes();
        switch (random.Next(4))
        {
            case 0 or 1:
                var number = random.Next(10);
                var outcome = (await _host.Enrol(one.Programme, ServiceSample.Pupil(number))).Outcomes[0];
                if (outcome.Outcome == EnrolmentOutcome.Enrolled) one.Pupils.Add(outcome.Enrolment.EnrolmentId, number);
                else Assert.True(one.Pupils.ContainsValue(number) || one.Pupils.Count == 6, $"{outcome.Outcome}");
                break;
            case 2 when one.Pupils.Count > 0:
                var leaving = one.Pupils.Keys.Order().First();
                await client.LeaveProgrammeAsync(new() { RequestId = Registry.NewId(), EnrolmentId = leaving });
                one.Pupils.Remove(leaving);
                break;
            default:
                var today = DateOnly.FromDateTime(_host.Clock.Now.DateTime);
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
}
