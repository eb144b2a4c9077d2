using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

public sealed class CourseTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 11, 20);

    public static TheoryData<CourseState, string> Steps()
    {
        var allowed = new Dictionary<CourseState, string[]>
        {
            [CourseState.Draft] = ["change", "submit"],
            [CourseState.Submitted] = ["file", "return", "refuse", "withdraw"],
            [CourseState.Filed] = ["change", "withdraw"],
            [CourseState.Returned] = ["change", "submit"],
            [CourseState.Suspended] = ["withdraw"],
            [CourseState.Refused] = [],
            [CourseState.Withdrawn] = [],
            [CourseState.Expired] = [],
        };
        var data = new TheoryData<CourseState, string>();
        foreach (var (state, steps) in allowed) data.Add(state, string.Join(',', steps));
        return data;
    }

    [Theory, MemberData(nameof(Steps))]
    public void Every_state_allows_its_steps_and_refuses_the_others_unchanged(CourseState state, string allowed)
    {
        foreach (var (name, step) in new (string, Action<Course>)[]
                 {
                     ("change", c => c.Change(Content(), Now)), ("submit", c => c.Submit(null, Nothing, Today, Now)),
                     ("file", c => c.File("EDUCATION", [], Beijing, Now)), ("return", c => c.Return("EDUCATION", [new("course.title", "改")], Beijing, Now)),
                     ("refuse", c => c.Refuse("EDUCATION", "不符合要求", [], Beijing, Now)), ("withdraw", c => c.Withdraw(Now)),
                 })
        {
            var course = In(state);
            var version = course.Version;
            var refusal = Record.Exception(() => step(course)) as Refusal;
            if (allowed.Split(',').Contains(name)) Assert.Equal((null, version + 1), (refusal, course.Version));
            else Assert.Equal(("COURSE_STATE", version, state), (refusal!.Reason, course.Version, course.State));
        }
    }

    [Theory]
    [InlineData("2026-12-29", false)]
    [InlineData("2026-12-30", true)]
    public void Ends_the_day_after_its_last_session(string day, bool ends)
    {
        var course = In(CourseState.Filed);
        Assert.Equal((ends ? CourseEnd.LastSession : null, ends ? CourseState.Expired : CourseState.Filed), (course.Expire(DateOnly.Parse(day), Now), course.State));
        Assert.Null(In(CourseState.Submitted).Expire(DateOnly.Parse(day), Now));
    }

    [Theory]
    [InlineData("2027-11-19", null)]
    [InlineData("2027-11-20", CourseEnd.Term)]
    public void Holds_for_the_term_in_force_on_the_day_of_filing_and_no_longer(string day, CourseEnd? end)
    {
        var timetable = new Timetable(Today, new DateOnly(2028, 6, 30), [new WeeklyLesson(DayOfWeek.Tuesday, new TimeOnly(18, 0), new TimeOnly(19, 0), false)], [], []);
        var course = In(CourseState.Filed, Content() with { Timetable = timetable });
        Assert.Equal(new DateOnly(2027, 11, 19), course.HoldsUntil);
        Assert.Equal((end, end is null ? CourseState.Filed : CourseState.Expired), (course.Expire(DateOnly.Parse(day), Now), course.State));
        Assert.Null(Course.Create(Guid.CreateVersion7(), "110101", "code", Content(), Now).HoldsUntil);
    }

    [Theory]
    [InlineData("2026-12-04", false)]
    [InlineData("2026-12-05", true)]
    public void A_submission_is_overdue_after_its_day_and_told_once(string day, bool late)
    {
        var course = Course.Create(Guid.CreateVersion7(), "110101", "code", Content(), Now);
        course.Submit(null, Nothing, Today, Now, new DateOnly(2026, 12, 4));
        Assert.Equal((late, late), (course.MarkOverdue(DateOnly.Parse(day), Now), course.ReviewOverdue));
        Assert.False(course.MarkOverdue(DateOnly.Parse(day), Now));
        course.Return("EDUCATION", [new("course.title", "改")], Beijing, Now);
        Assert.Equal((null, false), (course.ReviewDueOn, course.ReviewOverdue));
    }

    [Fact]
    public void Is_filed_again_once_and_tells_what_changed()
    {
        var before = In(CourseState.Filed);
        var (id, content) = (Guid.CreateVersion7(), Content() with { PriceFen = 5, Outline = [new OutlineUnit("一", "", ["G1"])], Grades = [10] });
        var next = before.Refile(id, content, null, Now);
        Assert.Equal((CourseState.Draft, before.Id, CourseState.Filed, id), (next.State, next.PreviousId, before.State, before.SuccessorId));
        Assert.Equal(["outline", "price_fen"], next.ChangedFields());
        next.Change(Content(), Now);
        Assert.Empty(next.ChangedFields());
        Assert.Equal("COURSE_REFILED", Assert.Throws<Refusal>(() => before.Refile(Guid.CreateVersion7(), content, CourseState.Draft, Now)).Reason);
        before.Refile(Guid.CreateVersion7(), content, CourseState.Refused, Now);
        Assert.Equal("COURSE_STATE", Assert.Throws<Refusal>(() => In(CourseState.Withdrawn).Refile(id, content, null, Now)).Reason);
    }

    [Fact]
    public void Is_told_once_that_it_holds_no_longer_and_again_after_it_held()
    {
        var course = In(CourseState.Filed);
        var version = course.Version;
        Assert.False(course.Rejudge(Nothing, Now));
        Assert.Equal(version, course.Version);
        Assert.True(course.Rejudge(Found(Severity.Breach), Now));
        Assert.False(course.Rejudge(Found(Severity.Breach), Now));
        Assert.False(course.Rejudge(Found(Severity.Undetermined), Now));
        Assert.False(course.NoLongerHolds);
        Assert.True(course.Rejudge(Found(Severity.Breach), Now));
        course.Refuse("EDUCATION", "", [], Beijing, Now);
        Assert.Equal((CourseState.Refused, false), (course.State, course.NoLongerHolds));
    }

    [Fact]
    public void A_new_breach_keeps_a_waiting_course_from_being_filed_and_is_ground_enough_to_refuse_it()
    {
        var course = In(CourseState.Submitted);
        Assert.False(course.Rejudge(Found(Severity.Breach), Now));
        Assert.Equal("BREACH_STANDS", Assert.Throws<Refusal>(() => course.File("EDUCATION", [], Beijing, Now)).Reason);
        course.Refuse("EDUCATION", "", [], Beijing, Now);
        Assert.Equal(CourseState.Refused, course.State);
    }

    [Fact]
    public void A_warning_neither_refuses_nor_has_to_be_determined()
    {
        var course = Course.Create(Guid.CreateVersion7(), "110101", "code", Content(), Now);
        course.Submit(null, Found(Severity.Warning), Today, Now);
        course.File("EDUCATION", [], Beijing, Now);
        Assert.Equal(CourseState.Filed, course.State);
    }

    [Fact]
    public void Keeps_the_values_of_every_law_that_judged_its_sessions()
    {
        var days = new[] { new DateOnly(2022, 11, 29), new DateOnly(2022, 11, 30), new DateOnly(2022, 12, 1) };
        var uses = ParameterUse.Of(Law.Current.At(DivisionCode.Parse("500107"), days[0]), days, [Law.OnlineClassEndsLatest, Law.OfflineClassEndsLatest]);
        // The indicators of Jiulongpo were in force until the end of November 2022.
        Assert.Equal(["21:00", ""], uses.Where(u => u.Key == Law.OnlineClassEndsLatest.Name).Select(u => u.Value));
        Assert.Single(uses, u => u.Key == Law.OfflineClassEndsLatest.Name);
    }

    [Theory]
    [InlineData(TrainingCategory.Arts, true, "CourseAgainstItsClassification")]
    [InlineData(TrainingCategory.Academic, true, null)]
    [InlineData(TrainingCategory.ForeignLanguage, true, null)]
    [InlineData(TrainingCategory.Arts, false, null)]
    [InlineData(TrainingCategory.Arts, null, null)]
    public void What_experts_held_academic_is_filed_as_such(TrainingCategory category, bool? academic, string? rule)
    {
        var facts = new CourseFacts(Content() with { Category = category }, new Standing(true, category, academic));
        Assert.Equal(rule is null ? [] : [rule], CourseRules.Judge(facts, SchoolCalendars.None, Beijing).Findings.Where(f => f.Subject == "course.category").Select(f => f.Rule));
    }

    [Theory]
    [InlineData("530102", "KM-7")]
    [InlineData("331002", "TZ-15")]
    [InlineData("620321", "YC-3.3")]
    [InlineData("110101", "BJ-14")]
    public void Nobody_files_without_a_licence_or_beyond_it(string place, string clause)
    {
        var law = Law.Current.At(DivisionCode.Parse(place), Today);
        var unlicensed = CourseRules.CourseOfUnlicensedInstitution(new CourseFacts(Content(), Standing.Unknown), law)!;
        var beyond = CourseRules.CourseBeyondApprovedScope(new CourseFacts(Content(), new Standing(true, TrainingCategory.Arts, null)), law)!;
        Assert.Equal([(Severity.Breach, clause), (Severity.Breach, clause)], new[] { unlicensed, beyond }.Select(f => (f.Severity, f.Basis[0].Clause)));
        Assert.Null(CourseRules.CourseBeyondApprovedScope(new CourseFacts(Content(), new Standing(true, TrainingCategory.Academic, null)), law));
    }

    private static LawAt Beijing => Law.Current.At(DivisionCode.Parse("110101"), Today);

    private static CourseJudgement Nothing => new([], []);

    private static CourseJudgement Found(Severity severity) => new([new Finding("AcademicClassInVacation", severity, "一", "one", "sessions[0]", null, null, [])], []);

    private static CourseContent Content() => new(
        "课程", "数学", TrainingCategory.Academic, [EducationStage.SeniorHigh], [10], CourseMode.Offline, "", [new OutlineUnit("一", "")],
        new Timetable(new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 29), [new WeeklyLesson(DayOfWeek.Tuesday, new TimeOnly(18, 0), new TimeOnly(19, 0), false)], [], []), 0);

    private static Course In(CourseState state, CourseContent? content = null)
    {
        var course = Course.Create(Guid.CreateVersion7(), "110101", "code", content ?? Content(), Now);
        if (state == CourseState.Draft) return course;
        course.Submit(Guid.CreateVersion7(), state == CourseState.Refused ? Found(Severity.Breach) : Nothing, Today, Now);
        if (state == CourseState.Returned) course.Return("EDUCATION", [new("course.title", "改")], Beijing, Now);
        if (state == CourseState.Withdrawn) course.Withdraw(Now);
        if (state is CourseState.Filed or CourseState.Suspended or CourseState.Expired) course.File("EDUCATION", [], Beijing, Now);
        if (state == CourseState.Suspended) course.Suspend(Now);
        if (state == CourseState.Expired) course.Expire(new DateOnly(2027, 1, 1), Now);
        Assert.Equal(state, course.State);
        return course;
    }
}
