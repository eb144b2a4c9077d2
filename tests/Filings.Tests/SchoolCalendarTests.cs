using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Filings.Tests;

public sealed class SchoolCalendarTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task A_term_of_sixty_sessions_comes_back_with_every_breach_session_by_session()
    {
        var request = new JudgeTimetableRequest
        {
            Division = "110101", Category = TrainingCategory.Academic, Stages = { EducationStage.Primary },
            Timetable = new Timetable { StartsOn = "2026-03-03", EndsOn = "2026-07-18", WeeklyLessons = { Weekly(2, "20:31:00"), Weekly(4, "19:00:00"), Weekly(6, "19:00:00") } },
        };
        // Without a calendar every session is left open; with one, only breaches remain.
        var open = await _filings.Office("EDUCATION").JudgeTimetableAsync(request);
        Assert.All(open.Sessions, s => Assert.Contains(s.Findings, f => f.Severity == Severity.Undetermined));
        await _filings.TellCalendarAsync("2026-07-11", "2026-03-01", 2025);
        var judged = await _filings.Office("EDUCATION").JudgeTimetableAsync(request);

        Assert.Equal(60, judged.Sessions.Count);
        foreach (var session in judged.Sessions)
        {
            Assert.All(session.Findings, f => Assert.Equal((Severity.Breach, $"sessions[{session.Index}]"), (f.Severity, f.Subject)));
            Assert.Equal(DateOnly.Parse(session.Session.Date).DayOfWeek == DayOfWeek.Tuesday, session.Findings.Any(f => f.Rule == "OfflineClassEndsTooLate"));
        }
        // 9 May is a Saturday on which people work; 2 and 5 May are holidays; the vacation begins on 11 July.
        Assert.Equal("", Rules(judged, "2026-05-09"));
        Assert.Equal("AcademicClassOnStatutoryHoliday", Rules(judged, "2026-05-02"));
        Assert.Equal("AcademicClassOnRestDay", Rules(judged, "2026-03-07"));
        Assert.Equal("AcademicClassOnStatutoryHoliday,OfflineClassEndsTooLate", Rules(judged, "2026-05-05"));
        Assert.Equal("AcademicClassInVacation,OfflineClassEndsTooLate", Rules(judged, "2026-07-14"));
        Assert.Equal("AcademicClassInVacation", Rules(judged, "2026-07-16"));
        Assert.Equal(judged.Sessions.Count(s => s.Findings.Count > 0), judged.BreachedSessionCount);
    }

    private static string Rules(JudgeTimetableResponse judged, string day) => string.Join(',', judged.Sessions.Single(s => s.Session.Date == day).Findings.Select(f => f.Rule));

    private static WeeklyLesson Weekly(int day, string end) => new() { Weekday = day, StartTime = "18:00:00", EndTime = end };
}
