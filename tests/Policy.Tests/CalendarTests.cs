using FsCheck;
using FsCheck.Fluent;

namespace ShuangJian.Policy.Tests;

public class CalendarTests
{
    private static readonly WorkCalendar s_calendar = Law.Current.Calendar;

    [Theory]
    [InlineData("2022-09-30", DayKind.Workday)]
    [InlineData("2022-10-01", DayKind.StatutoryHoliday)]
    [InlineData("2022-10-07", DayKind.StatutoryHoliday)]
    [InlineData("2022-10-08", DayKind.MakeUpWorkday)]
    [InlineData("2022-10-09", DayKind.MakeUpWorkday)]
    [InlineData("2022-10-10", DayKind.Workday)]
    [InlineData("2022-10-15", DayKind.RestDay)]
    [InlineData("2022-10-16", DayKind.RestDay)]
    [InlineData("2021-02-07", DayKind.MakeUpWorkday)]
    [InlineData("2021-02-11", DayKind.StatutoryHoliday)]
    public void A_day_has_the_kind_that_the_notice_gives_it(string day, DayKind expected) =>
        Assert.Equal(expected, s_calendar.KindOf(DateOnly.Parse(day)).Value);

    [Fact]
    public void A_holiday_has_its_name()
    {
        Assert.Equal("国庆节", s_calendar.HolidayName(new DateOnly(2022, 10, 8)));
        Assert.Null(s_calendar.HolidayName(new DateOnly(2022, 10, 10)));
    }

    [Theory]
    [InlineData("2022-09-29", 0, "2022-09-29")]
    [InlineData("2022-09-29", 1, "2022-09-30")]
    [InlineData("2022-09-30", 1, "2022-10-08")]
    [InlineData("2022-09-30", 2, "2022-10-09")]
    [InlineData("2022-09-30", 3, "2022-10-10")]
    [InlineData("2022-10-14", 1, "2022-10-17")]
    [InlineData("2022-12-30", 1, "2023-01-03")]
    public void A_period_ends_on_its_last_working_day(string from, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), s_calendar.AddWorkingDays(DateOnly.Parse(from), days).Value);

    [Fact]
    public void The_next_working_day_skips_a_weekend() =>
        Assert.Equal(new DateOnly(2022, 10, 17), s_calendar.NextWorkingDay(new DateOnly(2022, 10, 14)).Value);

    [Fact]
    public void Knows_the_years_with_a_notice_only()
    {
        Assert.Equal([2020, 2021, 2022, 2023, 2024, 2025, 2026], s_calendar.KnownYears);
        Assert.False(s_calendar.Knows(2019));
        Assert.False(s_calendar.Knows(2027));
    }

    [Fact]
    public void Says_which_year_it_does_not_know_instead_of_guessing()
    {
        var lastDay = new DateOnly(2026, 12, 31);
        Assert.Equal(2027, s_calendar.KindOf(lastDay.AddDays(1)).UnknownYear);
        Assert.Equal(2027, s_calendar.IsWorkingDay(lastDay.AddDays(1)).UnknownYear);
        Assert.Equal(2027, s_calendar.AddWorkingDays(lastDay, 1).UnknownYear);
        Assert.Equal(2027, s_calendar.CountWorkingDays(lastDay, lastDay.AddDays(1)).UnknownYear);
        Assert.Equal(lastDay, s_calendar.AddWorkingDays(lastDay, 0).Value);
    }

    [Fact]
    public void An_answer_that_is_not_known_has_no_value()
    {
        var unknown = s_calendar.KindOf(new DateOnly(2027, 1, 1));
        Assert.False(unknown.TryGet(out _));
        Assert.Throws<InvalidOperationException>(() => unknown.Value);
    }

    [Fact]
    public void Refuses_negative_days() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_calendar.AddWorkingDays(new DateOnly(2022, 1, 1), -1));

    [Fact]
    public void Counting_undoes_adding() => Prop.ForAll(
        Gen.Choose(0, 5 * 365).Zip(Gen.Choose(0, 200)).ToArbitrary(),
        pair =>
        {
            var from = new DateOnly(2020, 1, 1).AddDays(pair.Item1);
            var end = s_calendar.AddWorkingDays(from, pair.Item2).Value;
            return s_calendar.CountWorkingDays(from, end).Value == pair.Item2
                && (pair.Item2 == 0 || s_calendar.IsWorkingDay(end).Value);
        }).QuickCheckThrowOnFailure();
}
