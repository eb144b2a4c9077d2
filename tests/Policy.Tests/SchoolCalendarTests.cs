namespace ShuangJian.Policy.Tests;

/// <summary>Terms and teaching days of a school calendar.</summary>
public sealed class SchoolCalendarTests
{
    private static readonly SchoolCalendar Year = new(
        Day("2026-09-01"), Day("2027-08-31"),
        [new Vacation("寒假", Day("2027-01-23"), Day("2027-02-28")), new Vacation("暑假", Day("2027-07-10"), Day("2027-08-31"))],
        [new SchoolHours(EducationStage.Primary, new(8, 0), new(11, 30)), new SchoolHours(EducationStage.Primary, new(13, 30), new(15, 30))],
        [new MovedDay(Day("2026-10-31"), true, "补课"), new MovedDay(Day("2026-11-02"), false, "运动会")]);

    [Theory]
    [InlineData("2026-08-31", null)]
    [InlineData("2026-09-01", "2026-09-01/2027-01-22")]
    [InlineData("2027-01-22", "2026-09-01/2027-01-22")]
    [InlineData("2027-01-23", null)]
    [InlineData("2027-02-28", null)]
    [InlineData("2027-03-01", "2027-03-01/2027-07-09")]
    [InlineData("2027-07-09", "2027-03-01/2027-07-09")]
    [InlineData("2027-07-10", null)]
    public void A_term_lies_between_two_vacations(string day, string? term) =>
        Assert.Equal(term, Year.TermOn(Day(day)) is { } found ? $"{found.First:yyyy-MM-dd}/{found.Last:yyyy-MM-dd}" : null);

    [Theory]
    [InlineData("2026-10-30", true)]
    [InlineData("2026-10-31", true)]
    [InlineData("2026-11-01", false)]
    [InlineData("2026-11-02", false)]
    [InlineData("2026-11-03", true)]
    [InlineData("2026-10-01", false)]
    public void Schools_teach_on_working_days_in_term_and_on_days_moved(string day, bool teaches) =>
        Assert.Equal((true, teaches), (Year.Teaches(Day(day), Law.Current.Calendar).TryGet(out var known), known));

    [Fact]
    public void In_a_year_whose_holidays_are_unknown_only_vacations_and_moved_days_are_known()
    {
        Assert.False(Year.Teaches(Day("2027-03-02"), Law.Current.Calendar).TryGet(out _));
        Assert.True(Year.Teaches(Day("2027-02-01"), Law.Current.Calendar).TryGet(out var teaches));
        Assert.False(teaches);
    }

    [Fact]
    public void School_is_over_when_the_last_lesson_of_an_age_is()
    {
        Assert.Equal(new TimeOnly(15, 30), Year.EndsFor(EducationStage.Primary));
        Assert.Null(Year.EndsFor(EducationStage.Junior));
    }

    [Fact]
    public void The_nearest_calendar_counts_for_the_days_that_it_speaks_of()
    {
        var province = Year with { From = Day("2026-08-01"), To = Day("2027-07-31"), WorkEnds = new TimeOnly(17, 0) };
        var calendars = new SchoolCalendars([Year, province]);
        Assert.Same(Year, calendars.On(Day("2026-09-01")));
        Assert.Same(province, calendars.On(Day("2026-08-31")));
        Assert.Null(calendars.On(Day("2026-07-31")));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
