using FsCheck;
using FsCheck.Fluent;
using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

public sealed class TimetableTests
{
    private static readonly WeeklyLesson Tuesday = new(DayOfWeek.Tuesday, new TimeOnly(18, 0), new TimeOnly(19, 0), false, "101", "t1");

    [Fact]
    public void Expands_a_term_week_by_week_without_its_free_days()
    {
        var term = new Timetable(
            new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 24), [Tuesday], [new DateOnly(2026, 3, 10)],
            [new Session(new DateOnly(2026, 3, 12), new TimeOnly(18, 0), new TimeOnly(19, 0), false)]);

        Assert.Equal(["03-03", "03-12", "03-17", "03-24"], term.Sessions().Select(s => s.Date.ToString("MM-dd")));
    }

    [Fact]
    public void Sessions_lie_within_the_term_on_their_weekday_and_in_the_order_of_time()
    {
        var terms = from start in Gen.Choose(0, 2000)
                    from length in Gen.Choose(0, 200)
                    from days in Gen.Elements(Enum.GetValues<DayOfWeek>()).ListOf(3)
                    select new Timetable(
                        new DateOnly(2021, 1, 1).AddDays(start), new DateOnly(2021, 1, 1).AddDays(start + length),
                        [.. days.Distinct().Select(d => Tuesday with { Day = d })], [], []);
        Prop.ForAll(terms.ToArbitrary(), term =>
        {
            var sessions = term.Sessions();
            var expected = Enumerable.Range(0, term.To.DayNumber - term.From.DayNumber + 1).Select(term.From.AddDays)
                .Where(day => term.Weekly.Any(w => w.Day == day.DayOfWeek));
            return sessions.Select(s => s.Date).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Tells_every_breach_of_a_term_of_sixty_sessions_session_by_session()
    {
        var term = new Timetable(
            new DateOnly(2026, 3, 2), new DateOnly(2026, 7, 24),
            [Tuesday with { End = new TimeOnly(20, 31) }, Tuesday with { Day = DayOfWeek.Saturday }, Tuesday with { Day = DayOfWeek.Thursday }], [], []);
        var sessions = term.Sessions();
        var schools = new SchoolCalendar(term.From, term.To, [new Vacation("暑假", new DateOnly(2026, 7, 11), new DateOnly(2026, 8, 31))], [], []);

        var findings = TimetableRules.Judge(
            new ClassFacts(TrainingCategory.Academic, [EducationStage.Primary]), sessions, new SchoolCalendars([schools]), Law.Current.At(DivisionCode.Parse("530102"), term.From));

        Assert.InRange(sessions.Count, 60, 63);
        // 21 Tuesdays end late. Of 20 Saturdays 2 May lies in a holiday and 9 May is worked. Labour Day takes a Tuesday, too.
        Assert.Equal(21, findings.Count(f => f.Rule == "OfflineClassEndsTooLate"));
        Assert.All(findings, f => Assert.Equal(Severity.Breach, f.Severity));
        Assert.Equal(findings.OrderBy(f => int.Parse(f.Subject[9..^1])).Select(f => f.Subject), findings.Select(f => f.Subject));
        Assert.Equal(Enumerable.Range(56, 6).Select(i => $"sessions[{i}]"), findings.Where(f => f.Rule == "AcademicClassInVacation").Select(f => f.Subject));
    }

    [Theory]
    [InlineData("101", "t2", "18:59", "RoomBookedTwice")]
    [InlineData("102", "t1", "18:59", "TutorBookedTwice")]
    [InlineData("101", "t1", "19:00", null)]
    [InlineData("102", "t2", "18:30", null)]
    public void Warns_of_a_room_or_a_tutor_wanted_twice_at_once(string room, string tutor, string start, string? rule)
    {
        var day = new DateOnly(2026, 3, 10);
        Session[] sessions =
        [
            new(day, new TimeOnly(18, 0), new TimeOnly(19, 0), false, "101", "t1"),
            new(day, TimeOnly.Parse(start), new TimeOnly(20, 0), false, room, tutor),
        ];

        var findings = TimetableRules.Judge(new ClassFacts(TrainingCategory.Arts, [EducationStage.Primary]), sessions, SchoolCalendars.None, Law.Current.At(DivisionCode.Parse("530102"), day));

        Assert.Equal(rule is null ? [] : [(rule, "sessions[1]", Severity.Warning)], findings.Select(f => (f.Rule, f.Subject, f.Severity)));
    }
}
