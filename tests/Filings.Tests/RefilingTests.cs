using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>The term of a filing, filing again, and what the department owes.</summary>
public sealed class RefilingTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;

    public async Task InitializeAsync() => _filings = await FilingsHost.StartAsync();

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task A_filing_ends_with_its_term_though_sessions_remain_and_is_filed_again_with_what_changed()
    {
        var institution = await _filings.LicenseAsync();
        var draft = FilingsHost.Draft(institution);
        draft.Timetable.EndsOn = "2028-06-27";
        var submitted = await _filings.SubmitAsync(institution, draft);
        Assert.Equal("2026-12-04", submitted.ReviewDueOn);
        var filed = (await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId })).Course;
        Assert.Equal(("2027-11-19", ""), (filed.HoldsUntil, filed.ReviewDueOn));
        await _filings.RestartAsync("2027-11-19");
        Assert.Equal(CourseState.Filed, (await _filings.GetAsync(filed.CourseId)).State);
        await _filings.RestartAsync("2027-11-20");
        Assert.Equal("TERM", (await _filings.HearAsync<CourseExpired>(filed.CourseId)).Cause);
        Assert.Equal(CourseState.Expired, (await _filings.GetAsync(filed.CourseId)).State);

        var request = Refile(filed.CourseId);
        request.ValidateOnly = true;
        Assert.Equal(["title", "timetable"], (await _filings.As(institution).RefileCourseAsync(request)).Course.ChangedFields);
        request.ValidateOnly = false;
        var again = (await _filings.As(institution).RefileCourseAsync(request)).Course;
        Assert.Equal((CourseState.Draft, filed.CourseId), (again.State, again.PreviousCourseId));
        Assert.Equal(again, (await _filings.As(institution).RefileCourseAsync(request)).Course);
        Assert.Equal("COURSE_REFILED", (await RichError.OfAsync(_filings.As(institution).RefileCourseAsync(Refile(filed.CourseId)))).Reason);
        await _filings.As(institution).SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = again.CourseId });
        var told = await _filings.HearAsync<CourseSubmitted>(again.CourseId);
        Assert.Equal((filed.CourseId, "title,timetable"), (told.PreviousCourseId, string.Join(',', told.ChangedFields)));
        Assert.Equal(["title", "timetable"], (await _filings.GetAsync(again.CourseId)).ChangedFields);
    }

    [Fact]
    public async Task Only_a_filed_course_of_ones_own_is_filed_again_and_with_days_of_its_own()
    {
        var institution = await _filings.LicenseAsync();
        var draft = await _filings.CreateAsync(institution);
        Assert.Equal("COURSE_STATE", (await RichError.OfAsync(_filings.As(institution).RefileCourseAsync(Refile(draft.CourseId)))).Reason);
        var filed = await _filings.FileAsync(institution);
        var stranger = _filings.As(new Licensed(Guid.Empty, Registry.NewCode(), "110101"));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.RefileCourseAsync(Refile(filed.CourseId)))).Code);
        var dayless = Refile(filed.CourseId);
        dayless.UpdateMask.Paths.Remove("timetable");
        Assert.Equal(["update_mask"], (await RichError.OfAsync(_filings.As(institution).RefileCourseAsync(dayless))).Fields.Keys);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return (await _filings.As(institution).RefileCourseAsync(Refile(filed.CourseId))).Course.State.ToString(); }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));
        Assert.Equal(["COURSE_REFILED", "Draft"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_not_decided_in_time_is_announced_and_listed_until_it_is_decided()
    {
        var institution = await _filings.LicenseAsync();
        var waiting = await _filings.SubmitAsync(institution);
        await _filings.RestartAsync("2026-12-04");
        Assert.False((await _filings.GetAsync(waiting.CourseId)).ReviewOverdue);
        await _filings.RestartAsync("2026-12-05");
        var told = await _filings.HearAsync<CourseReviewOverdue>(waiting.CourseId);
        Assert.Equal(("CULTURE_TOURISM", new DateOnly(2026, 12, 4)), (told.Department, told.DueOn));
        var overdue = new ListCoursesRequest { Division = "110101", ReviewOverdueOnly = true };
        Assert.Equal(waiting.CourseId, Assert.Single((await _filings.Office().ListCoursesAsync(overdue)).Courses).CourseId);
        await _filings.Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = waiting.CourseId });
        Assert.Empty((await _filings.Office().ListCoursesAsync(overdue)).Courses);
    }

    [Fact]
    public async Task The_day_for_a_decision_is_set_once_the_holidays_are_known_and_counted_from_the_submission()
    {
        var institution = await _filings.LicenseAsync();
        var course = await _filings.SubmitAsync(institution);
        Assert.Equal("2026-12-04", course.ReviewDueOn);
        // As it was stored while the year was not known.
        await using (var db = await OpenAsync())
            await db.Courses.ExecuteUpdateAsync(set => set.SetProperty(c => c.ReviewDueOn, (DateOnly?)null));
        await _filings.RestartAsync("2026-12-03");
        await Eventually.ValueAsync("the day is set", () => _filings.GetAsync(course.CourseId), found => found.ReviewDueOn == "2026-12-04");

        // Ten working days from here reach into a year whose holidays nobody has announced.
        await _filings.RestartAsync("2026-12-25");
        var late = await _filings.SubmitAsync(institution);
        await _filings.Host.WorkAsync<FilingsDb>(new CourseSweep(_filings.Clock).OweAsync);
        Assert.Equal("", (await _filings.GetAsync(late.CourseId)).ReviewDueOn);
    }

    private Task<FilingsDb> OpenAsync() => _filings.Host.OpenAsync<FilingsDb>();

    private static RefileCourseRequest Refile(string id) => new()
    {
        RequestId = Registry.NewId(),
        CourseId = id,
        Course = new Course
        {
            Title = "少儿水彩画进阶",
            Timetable = new Timetable { StartsOn = "2027-11-23", EndsOn = "2027-12-21", WeeklyLessons = { new WeeklyLesson { Weekday = 2, StartTime = "18:00:00", EndTime = "19:00:00" } } },
        },
        UpdateMask = new() { Paths = { "title", "timetable" } },
    };
}
