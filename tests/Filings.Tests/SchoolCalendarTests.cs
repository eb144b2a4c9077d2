using Grpc.Core;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

public sealed class SchoolCalendarTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task A_calendar_is_put_by_education_of_the_place_and_the_nearest_one_counts()
    {
        var request = new PutSchoolCalendarRequest { RequestId = Registry.NewId(), Calendar = Calendar("2026-12-28") };
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(_filings.Schools(department: "CULTURE_TOURISM").PutSchoolCalendarAsync(request))).Code);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(_filings.Schools("110102").PutSchoolCalendarAsync(request))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(_filings.Schools().GetSchoolCalendarAsync(new() { Division = "110101" }))).Code);
        var wrong = Calendar("2026-12-28");
        wrong.Vacations[0].EndsOn = "2026-12-27";
        wrong.SchoolHours[0].EndTime = "24:00:00";
        var problems = await RichError.OfAsync(_filings.Schools().PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = wrong }));
        Assert.Equal(["calendar.school_hours[0].end_time", "calendar.vacations[0].ends_on"], problems.Fields.Keys.Order(StringComparer.Ordinal));

        var province = Calendar("2026-12-20");
        province.Division = "110000";
        await _filings.Schools("110000").PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = province });
        Assert.Equal("110000", (await _filings.Schools().GetSchoolCalendarAsync(new() { Division = "110101" })).Calendar.Division);
        var own = (await _filings.Schools().PutSchoolCalendarAsync(request)).Calendar;
        Assert.Equal(own, (await _filings.Schools().GetSchoolCalendarAsync(new() { Division = "110101" })).Calendar);
        Assert.Equal("110000", (await _filings.Schools().GetSchoolCalendarAsync(new() { Division = "110102" })).Calendar.Division);
        var stale = await RichError.OfAsync(_filings.Schools().PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = Calendar("2026-12-29"), Etag = "\"7\"" }));
        Assert.Equal("ETAG_MISMATCH", stale.Reason);
    }

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
        var calendar = Calendar("2026-07-11");
        calendar.StartsOn = "2026-03-01";
        await _filings.Schools().PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = calendar });
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

    /// <summary>A calendar of a district of Beijing whose winter vacation begins on a day.</summary>
    internal static SchoolCalendar Calendar(string vacation) => new()
    {
        Division = "110101", StartsOn = "2026-09-01", EndsOn = "2027-08-31",
        Vacations = { new Vacation { NameZh = "寒假", StartsOn = vacation, EndsOn = "2027-02-28" } },
        SchoolHours = { new SchoolHours { Stage = EducationStage.Primary, StartTime = "08:00:00", EndTime = "15:30:00" } },
    };

    private static string Rules(JudgeTimetableResponse judged, string day) => string.Join(',', judged.Sessions.Single(s => s.Session.Date == day).Findings.Select(f => f.Rule));

    private static WeeklyLesson Weekly(int day, string end) => new() { Weekday = day, StartTime = "18:00:00", EndTime = end };
}
