using Grpc.Core;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class CalendarTests(PolicyHost supervision)
{
    [Theory]
    [InlineData("2022-03-04", 0, "2022-03-04")]
    [InlineData("2022-03-04", 1, "2022-03-07")]
    // Saturday 8 October 2022 made up for the National Day holiday, which ended on the 7th.
    [InlineData("2022-09-30", 1, "2022-10-08")]
    [InlineData("2022-09-30", 3, "2022-10-10")]
    public async Task Adds_working_days_over_holidays_and_make_up_days(string from, int days, string reached) =>
        Assert.Equal(reached, (await supervision.Policy.AddWorkingDaysAsync(new() { From = from, Days = days })).Date);

    [Theory]
    [InlineData("2026-12-20", 20)]
    [InlineData("2026-12-31", 1)]
    public async Task Adding_into_a_year_without_a_holiday_notice_is_refused(string from, int days)
    {
        var error = await RichError.OfAsync(supervision.Policy.AddWorkingDaysAsync(new() { From = from, Days = days }));
        Assert.Equal((StatusCode.FailedPrecondition, "CALENDAR_UNKNOWN", "2027"), (error.Code, error.Reason, error.Facts["year"]));
        Assert.Contains("2027", error.Zh, StringComparison.Ordinal);
        Assert.Contains("2027", error.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-09-30", "2022-10-10", 3, "Workday", "Workday")]
    [InlineData("2022-10-07", "2022-10-08", 1, "StatutoryHoliday", "MakeUpWorkday")]
    [InlineData("2022-03-04", "2022-03-06", 0, "Workday", "RestDay")]
    [InlineData("2022-03-07", "2022-03-04", 0, "Workday", "Workday")]
    public async Task Counts_working_days_and_tells_the_kind_of_both_ends(string from, string to, int count, string fromKind, string toKind)
    {
        var answer = await supervision.Policy.CountWorkingDaysAsync(new() { From = from, To = to });
        Assert.Equal((count, fromKind, toKind), (answer.WorkingDays, answer.FromKind, answer.ToKind));
    }

    [Theory]
    [InlineData("2026-12-01", "2027-01-04", "2027")]
    [InlineData("2027-01-04", "2026-12-01", "2027")]
    [InlineData("1900-01-01", "2200-12-31", "1900")]
    public async Task Counting_in_a_year_without_a_holiday_notice_is_refused(string from, string to, string year)
    {
        var error = await RichError.OfAsync(supervision.Policy.CountWorkingDaysAsync(new() { From = from, To = to }));
        Assert.Equal((StatusCode.FailedPrecondition, "CALENDAR_UNKNOWN", year), (error.Code, error.Reason, error.Facts["year"]));
    }

    [Theory]
    [InlineData("", 1, "from")]
    [InlineData("2022-13-01", 1, "from")]
    [InlineData("2022-03-04", -1, "days")]
    [InlineData("2022-03-04", 501, "days")]
    public async Task A_wrong_field_is_refused_by_its_path(string from, int days, string field)
    {
        var error = await RichError.OfAsync(supervision.Policy.AddWorkingDaysAsync(new() { From = from, Days = days }));
        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Fields).Key));
    }
}
