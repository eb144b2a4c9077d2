using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using AfterSchoolPlan = ShuangJian.Protos.School.V1.AfterSchoolPlan;
using EveningStudy = ShuangJian.Protos.School.V1.EveningStudy;
using ServiceDay = ShuangJian.Protos.School.V1.ServiceDay;
using ServiceNeed = ShuangJian.Protos.School.V1.ServiceNeed;
using TermHalf = ShuangJian.Protos.School.V1.TermHalf;

namespace ShuangJian.Schools.Tests;

/// <summary>Plans for after-school service over the real service.</summary>
public sealed class AfterSchoolTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    internal static ServiceTerm Autumn => new() { SchoolYear = 2026, Half = TermHalf.Autumn };

    private AfterSchoolPlanService.AfterSchoolPlanServiceClient Mine => new(_host.Caller());

    private AfterSchoolPlanService.AfterSchoolPlanServiceClient Office => new(_host.Officer());

    [Fact]
    public async Task A_plan_is_judged_kept_with_its_findings_and_announced()
    {
        var draft = Plan(_host.Code);
        (draft.EndOfWork, draft.Voluntary) = ("18:30:00", false);
        var trial = (await Mine.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = draft, ValidateOnly = true })).Plan;
        Assert.Equal(["ServiceIsNotVoluntary", "ServiceEndsBeforeWorkDoes"], trial.Findings.Select(f => f.Rule));
        Assert.Empty((await Mine.ListAfterSchoolPlansAsync(new() { Division = SchoolsHost.County })).Plans);

        var plan = await PublishAsync(draft);
        Assert.Equal((1, "KM-13", "18:30", "18:00"), (plan.Revision, plan.Findings[1].Basis[0].Clause, plan.Findings[1].Limit.Value, plan.Findings[1].Observed.Value));
        Assert.Equal("true", plan.Parameters.Single(p => p.Key == "after_school/not_before_end_of_work").Value);
        Assert.Equal(plan, (await Office.GetAfterSchoolPlanAsync(new() { PlanId = plan.PlanId })).Plan);
        var told = await _host.HearAsync<AfterSchoolPlanPublished>(plan.PlanId);
        Assert.Equal(("2026-AUTUMN", 800, 800, 2), (told.Term, told.WantingCount, told.Places, told.Findings.Count));
        Assert.Equal(["ServiceIsNotVoluntary", "ServiceEndsBeforeWorkDoes"], (await _host.HearAsync<AfterSchoolBreachFound>(plan.PlanId)).Findings.Select(f => f.Rule));
    }

    [Fact]
    public async Task A_plan_takes_the_place_of_the_one_before()
    {
        var first = await PublishAsync(Plan(_host.Code));
        var again = Plan(_host.Code);
        again.Need.Places = 700;
        PublishAfterSchoolPlanRequest request = new() { RequestId = Registry.NewId(), Plan = again, Etag = "\"7\"" };
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(Mine.PublishAfterSchoolPlanAsync(request))).Reason);
        request.Etag = first.Etag;
        var second = (await Mine.PublishAfterSchoolPlanAsync(request)).Plan;
        Assert.Equal(second, (await Mine.PublishAfterSchoolPlanAsync(request)).Plan);
        Assert.Equal(2, second.Revision);
        Assert.NotNull((await Mine.GetAfterSchoolPlanAsync(new() { PlanId = first.PlanId })).Plan.ReplaceTime);
        Assert.Equal([second.PlanId], (await Office.ListAfterSchoolPlansAsync(new() { Division = "530102", Term = Autumn })).Plans.Select(p => p.PlanId));
        Assert.Equal(2, (await Office.ListAfterSchoolPlansAsync(new() { Division = "530102", SchoolCode = _host.Code, WithReplaced = true })).Plans.Count);
        Assert.Empty((await Office.ListAfterSchoolPlansAsync(new() { Division = "530102", InBreachOnly = true })).Plans);
        var total = await _host.TotalAsync("530102");
        Assert.Equal((1, 1, 0, 800, 700), (total.Schools, total.Plans, total.PlansInBreach, total.Wanting, total.Places));
    }

    [Fact]
    public async Task The_end_of_work_of_the_county_goes_before_what_the_school_has_found()
    {
        var calendars = new SchoolCalendarService.SchoolCalendarServiceClient(_host.Officer());
        SchoolCalendar calendar = new() { Division = "530102", SchoolYear = 2026, StartsOn = "2026-09-01", EndsOn = "2027-08-31", WorkEndsAt = "18:30:00" };
        await calendars.PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = calendar });
        var finding = Assert.Single((await PublishAsync(Plan(_host.Code))).Findings);
        Assert.Equal(("ServiceEndsBeforeWorkDoes", "18:30", "18:00"), (finding.Rule, finding.Limit.Value, finding.Observed.Value));
        (calendar.WorkEndsAt, calendar.SchoolYear) = ("18:00:00", 2026);
        await calendars.PutSchoolCalendarAsync(new() { RequestId = Registry.NewId(), Calendar = calendar });
        var draft = Plan(_host.Code);
        draft.EndOfWork = "19:00:00";
        Assert.Empty((await PublishAsync(draft)).Findings);
    }

    [Fact]
    public async Task An_early_end_against_a_rule_in_principle_needs_a_reason()
    {
        await using var beijing = await SchoolsHost.StartAsync("110101");
        var draft = Plan(beijing.Code);
        foreach (var day in draft.Days) (day.StartTime, day.SportUntil, day.EndTime) = ("15:30:00", "16:30:00", "17:29:00");
        AsyncUnaryCall<PublishAfterSchoolPlanResponse> Publish() =>
            new AfterSchoolPlanService.AfterSchoolPlanServiceClient(beijing.Caller()).PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = draft });
        Assert.Equal(["plan.early_end_reason"], (await RichError.OfAsync(Publish())).Fields.Keys);
        draft.EarlyEndReason = "冬季天黑较早，山区学生乘坐末班车";
        var plan = (await Publish()).Plan;
        var finding = Assert.Single(plan.Findings);
        Assert.Equal((Severity.Warning, "ServiceEndsTooEarly", "17:30", "17:29"), (finding.Severity, finding.Rule, finding.Limit.Value, finding.Observed.Value));
        Assert.Equal(draft.EarlyEndReason, plan.EarlyEndReason);
    }

    [Fact]
    public async Task Parts_that_cannot_be_together_are_told_with_their_path()
    {
        var cases = new Dictionary<string, Action<AfterSchoolPlan>>
        {
            ["plan.from"] = p => p.From = "2026-07-31",
            ["plan.to"] = p => p.To = "2027-02-01",
            ["plan.need.wanting"] = p => p.Need.Wanting = 1001,
            ["plan.need.wanting_longer"] = p => p.Need.WantingLonger = 1001,
            ["plan.days[1].weekday"] = p => p.Days[1].Weekday = 1,
            ["plan.days[0].start_time"] = p => p.Days[0].StartTime = "4pm",
            ["plan.days[0].end_time"] = p => p.Days[0].EndTime = "16:00:00",
            ["plan.days[2].sport_until"] = p => p.Days[2].SportUntil = "18:01:00",
            ["plan.days[3].longer_until"] = p => p.Days[3].LongerUntil = "18:00:00",
            ["plan.evenings[0].end_time"] = p => p.Evenings.Add(new EveningStudy { Weekday = 1, StartTime = "19:00:00", EndTime = "18:00:00", Grades = { 7 } }),
            ["plan.evenings[0].grades[0]"] = p => p.Evenings.Add(new EveningStudy { Weekday = 1, StartTime = "19:00:00", EndTime = "20:00:00", Grades = { 13 } }),
            ["plan.end_of_work"] = p => p.EndOfWork = "25:00:00",
            ["plan.senior_staff_serving"] = p => p.SeniorStaffServing = 11,
            ["plan.days"] = p => p.Days.Clear(),
        };
        foreach (var (path, break_) in cases)
        {
            var draft = Plan(_host.Code);
            break_(draft);
            Assert.Equal([path], (await RichError.OfAsync(Mine.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = draft }))).Fields.Keys);
        }
        Assert.Empty((await Mine.ListAfterSchoolPlansAsync(new() { Division = SchoolsHost.County })).Plans);
    }

    [Fact]
    public async Task Only_the_school_and_its_authorities_see_and_publish_its_plan()
    {
        var plan = await PublishAsync(Plan(_host.Code));
        var stranger = new AfterSchoolPlanService.AfterSchoolPlanServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetAfterSchoolPlanAsync(new() { PlanId = plan.PlanId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = Plan(_host.Code) }))).Code);
        Assert.Empty((await stranger.ListAfterSchoolPlansAsync(new() { Division = SchoolsHost.County })).Plans);
        var elsewhere = new AfterSchoolPlanService.AfterSchoolPlanServiceClient(_host.Officer("530103"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetAfterSchoolPlanAsync(new() { PlanId = plan.PlanId }))).Reason);
        var finance = new AfterSchoolPlanService.AfterSchoolPlanServiceClient(_host.Host.AsRegulator(SchoolsHost.County, "FINANCE"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(finance.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = Plan(_host.Code) }))).Reason);
    }

    [Fact]
    public async Task Schools_without_a_plan_are_told_with_the_clause()
    {
        var (other, senior) = (_host.NewSchool(), _host.NewSchool());
        senior.Stages.Clear();
        senior.Stages.Add(Protos.Institution.V1.EducationStage.SeniorHigh);
        foreach (var school in new[] { other, senior }) await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
        await PublishAsync(Plan(_host.Code));
        ListUncoveredSchoolsRequest request = new() { Division = "530102", Term = Autumn, Date = "2026-11-20" };
        var uncovered = Assert.Single((await Office.ListUncoveredSchoolsAsync(request)).Schools);
        Assert.Equal((other.SchoolCode, "SchoolOffersNoService", "KM-13"), (uncovered.SchoolCode, uncovered.Findings[0].Rule, uncovered.Findings[0].Basis[0].Clause));
        request.Term = new ServiceTerm { SchoolYear = 2026, Half = TermHalf.Spring };
        var (codes, pages) = (new List<string>(), 0);
        request.PageSize = 1;
        do
        {
            var page = await Office.ListUncoveredSchoolsAsync(request);
            codes.AddRange(page.Schools.Select(s => s.SchoolCode));
            request.PageToken = page.NextPageToken;
            pages++;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(2, pages);
        Assert.Equal(new[] { _host.Code, other.SchoolCode }.Order(StringComparer.Ordinal), codes);
        Assert.Equal(2, (await _host.TotalAsync("530102")).Schools);
    }

    [Fact]
    public async Task Pages_of_schools_without_a_plan_are_full()
    {
        for (var i = 0; i < 9; i++)
        {
            var school = _host.NewSchool();
            if (i % 3 > 0) (_, school.Stages[0]) = (school.Stages.Remove(Protos.Institution.V1.EducationStage.Junior), Protos.Institution.V1.EducationStage.SeniorHigh);
            await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
        }
        // Three of nine and the host's own are compulsory, whatever the order of their codes.
        ListUncoveredSchoolsRequest request = new() { Division = "530102", Term = Autumn, Date = "2026-11-20", PageSize = 3 };
        var first = await Office.ListUncoveredSchoolsAsync(request);
        Assert.Equal((3, true), (first.Schools.Count, first.NextPageToken.Length > 0));
        request.PageToken = first.NextPageToken;
        var second = await Office.ListUncoveredSchoolsAsync(request);
        Assert.Equal((1, ""), (second.Schools.Count, second.NextPageToken));
        // A school that becomes one of compulsory education is uncovered from then on.
        var changed = (await _host.Office.ListSchoolsAsync(new() { Division = "530102" })).Schools.First(s => s.Stages.Contains(Protos.Institution.V1.EducationStage.SeniorHigh));
        changed.Stages.Add(Protos.Institution.V1.EducationStage.Primary);
        await _host.Office.ChangeSchoolAsync(new() { RequestId = Registry.NewId(), School = changed });
        Assert.Equal((5, 5), ((await Office.ListUncoveredSchoolsAsync(new() { Division = "530102", Term = Autumn, Date = "2026-11-20" })).Schools.Count, (await _host.TotalAsync("530102")).Schools));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plans_published_at_once_are_counted_once_and_sums_equal_a_recount(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var others = Enumerable.Range(0, 3).Select(_ => _host.NewSchool()).ToList();
        foreach (var school in others) await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
        await Task.WhenAll(others.SelectMany(school => Enumerable.Range(0, 6).Select(async i =>
        {
            var draft = Plan(school.SchoolCode);
            (draft.Need.Wanting, draft.Need.Places, draft.Voluntary) = (100 + i, 50 + 2 * i, i % 2 == 0);
            await Office.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = draft });
        })));
        await MustAgreeAsync(4);
        await _host.AddedAsync();
        await MustAgreeAsync(4);
        foreach (var school in others)
        {
            var plans = (await Office.ListAfterSchoolPlansAsync(new() { Division = "530102", SchoolCode = school.SchoolCode, WithReplaced = true })).Plans;
            Assert.Equal([1, 2, 3, 4, 5, 6], plans.Select(p => p.Revision).Order());
            Assert.Equal(6, Assert.Single(plans, p => p.ReplaceTime is null).Revision);
        }
    }

    /// <summary>A plan that breaks nothing in Kunming.</summary>
    internal static AfterSchoolPlan Plan(string school)
    {
        var plan = new AfterSchoolPlan
        {
            SchoolCode = school, Term = Autumn, From = "2026-09-01", To = "2027-01-20", Text = "课后服务实施方案：作业辅导、体育、艺术、阅读和社团。", Voluntary = true, EndOfWork = "18:00:00",
            FlexibleHours = true, SeniorStaff = 10, SeniorStaffServing = 4,
            Need = new ServiceNeed { SurveyedOn = "2026-08-28", Pupils = 1000, Wanting = 800, Places = 800, WantingLonger = 20, LongerPlaces = 20 },
        };
        for (var day = 1; day <= 5; day++)
            plan.Days.Add(new ServiceDay { Weekday = day, StartTime = "16:00:00", EndTime = "18:00:00", SportUntil = "17:00:00", LongerUntil = "18:30:00" });
        return plan;
    }

    private async Task MustAgreeAsync(int schools)
    {
        await using var db = await _host.OpenAsync();
        var plans = await db.Set<Domain.AfterSchoolPlan>().AsNoTracking().Where(p => p.ReplacedAt == null).ToListAsync();
        foreach (var division in new[] { "530102", "530100", "530000" })
        {
            var total = await _host.TotalAsync(division);
            Assert.Equal(
                (schools, plans.Count, plans.Count(p => p.InBreach), plans.Sum(p => p.Content.Need.Wanting), plans.Sum(p => p.Content.Need.Places)),
                (total.Schools, total.Plans, total.PlansInBreach, total.Wanting, total.Places));
        }
        foreach (var plan in plans)
        {
            var total = (await new AfterSchoolTotalService.AfterSchoolTotalServiceClient(_host.Officer()).GetSchoolServiceTotalsAsync(new() { SchoolCode = plan.SchoolCode, Term = Autumn })).Total;
            Assert.Equal((1, 1, plan.Content.Need.Places), (total.Schools, total.Plans, total.Places));
        }
    }

    private async Task<AfterSchoolPlan> PublishAsync(AfterSchoolPlan plan) => (await Mine.PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = plan })).Plan;
}
