using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>When schools teach, over the real service.</summary>
public sealed class SchoolCalendarTests : SchoolsTest
{
    private const string County = SchoolsHost.County;

    [Fact]
    public async Task A_calendar_is_put_by_education_of_the_place_and_the_nearest_one_counts()
    {
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(Put(Calendar(County), Of(County, "CULTURE_TOURISM")))).Code);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Put(Calendar(County), Of("530103")))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Of(County).GetSchoolCalendarAsync(new() { Division = County }))).Code);
        await Put(Calendar("530000"), Of("530000"));
        Assert.Equal("530000", await NearestAsync(County));
        var own = (await Put(Calendar(County), Of(County))).Calendar;
        Assert.Equal(own, (await Of(County).GetSchoolCalendarAsync(new() { Division = County })).Calendar);
        Assert.Equal("530000", await NearestAsync("530103"));
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(Put(Calendar(County), Of(County), "\"7\""))).Reason);
    }

    [Fact]
    public async Task Each_school_year_has_its_own_and_a_place_may_leave_one_to_those_above()
    {
        await Put(Calendar("530000"), Of("530000"));
        await Put(Calendar("530000", 2027), Of("530000"));
        await Put(Calendar(County), Of(County));
        Assert.Equal(County, await NearestAsync(County, "2027-08-31"));
        Assert.Equal("530000", await NearestAsync(County, "2027-09-01"));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Of(County).GetSchoolCalendarAsync(new() { Division = County, On = "2028-09-01" }))).Code);
        var first = await Of("530000").ListSchoolCalendarsAsync(new() { Division = "530000", PageSize = 2 });
        var rest = await Of("530000").ListSchoolCalendarsAsync(new() { Division = "530000", PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(["530000/2026", "530000/2027", $"{County}/2026"], first.Calendars.Concat(rest.Calendars).Select(c => $"{c.Division}/{c.SchoolYear}"));
        Assert.Equal([2027], (await Of("530000").ListSchoolCalendarsAsync(new() { Division = "530000", SchoolYear = 2027 })).Calendars.Select(c => c.SchoolYear));
    }

    [Fact]
    public async Task What_was_put_is_told_whole()
    {
        await Put(Calendar(County), Of(County));
        var told = await _host.HearAsync<SchoolCalendarPut>($"school-calendars/{County}/2026");
        Assert.Equal((2026, new DateOnly(2026, 9, 1), new TimeOnly(17, 30)), (told.SchoolYear, told.StartsOn, told.WorkEndsAt));
        Assert.Equal(new VacationFact("寒假", new DateOnly(2027, 1, 23), new DateOnly(2027, 2, 28)), Assert.Single(told.Vacations));
        Assert.Equal(new SchoolHoursFact("PRIMARY", new TimeOnly(8, 0), new TimeOnly(15, 30)), Assert.Single(told.SchoolHours));
        Assert.Equal(new MovedDayFact(new DateOnly(2026, 10, 31), true, "补运动会的课"), Assert.Single(told.MovedDays));
    }

    [Fact]
    public async Task What_cannot_be_is_told_by_field()
    {
        var wrong = Calendar(County);
        (wrong.EndsOn, wrong.WorkEndsAt, wrong.Vacations[0].EndsOn, wrong.SchoolHours[0].EndTime) = ("2027-09-01", "25:00:00", "2027-01-22", "08:00:00");
        wrong.MovedDays.Add(wrong.MovedDays[0].Clone());
        wrong.MovedDays.Add(new MovedDay { Date = "2026-08-31", ReasonZh = "校历之外" });
        Assert.Equal(
            ["calendar.moved_days[1].date", "calendar.moved_days[2].date", "calendar.school_hours[0].end_time", "calendar.school_year", "calendar.vacations[0].ends_on", "calendar.work_ends_at"],
            (await RichError.OfAsync(Put(wrong, Of(County)))).Fields.Keys.Order(StringComparer.Ordinal));
    }

    private static AsyncUnaryCall<PutSchoolCalendarResponse> Put(SchoolCalendar calendar, SchoolCalendarService.SchoolCalendarServiceClient client, string etag = "") =>
        client.PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = calendar, Etag = etag });

    private SchoolCalendarService.SchoolCalendarServiceClient Of(string division, string department = "EDUCATION") => new(_host.Host.AsRegulator(division, department));

    private async Task<string> NearestAsync(string division, string on = "") =>
        (await Of(County).GetSchoolCalendarAsync(new() { Division = division, On = on })).Calendar.Division;

    private static SchoolCalendar Calendar(string division, int year = 2026) => new()
    {
        Division = division, SchoolYear = year, StartsOn = $"{year}-09-01", EndsOn = $"{year + 1}-08-31", WorkEndsAt = "17:30:00",
        Vacations = { new Vacation { NameZh = "寒假", StartsOn = $"{year + 1}-01-23", EndsOn = $"{year + 1}-02-28" } },
        SchoolHours = { new SchoolHours { Stage = EducationStage.Primary, StartTime = "08:00:00", EndTime = "15:30:00" } },
        MovedDays = { new MovedDay { Date = $"{year}-10-31", Teaches = true, ReasonZh = "补运动会的课" } },
    };
}
