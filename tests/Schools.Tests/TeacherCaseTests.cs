using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using TeacherCase = ShuangJian.Protos.School.V1.TeacherCase;
using TeacherCaseState = ShuangJian.Protos.School.V1.TeacherCaseState;
using TeacherConduct = ShuangJian.Protos.School.V1.TeacherConduct;
using TeacherMeasure = ShuangJian.Protos.School.V1.TeacherMeasure;

namespace ShuangJian.Schools.Tests;

/// <summary>Cases on the conduct of teachers over the real service, to their end.</summary>
public sealed class TeacherCaseTests : SchoolsTest
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Elsewhere = "440304";
    private TeacherCaseService.TeacherCaseServiceClient Office => new(_host.Officer());

    private TeacherCaseService.TeacherCaseServiceClient School => new(_host.Caller());

    [Theory]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Kunming, "2026-11-01", "TeacherTutoredForPay KM-23")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Kunming, "2022-01-08", "")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Kunming, "2022-01-09", "TeacherTutoredForPay KM-23")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Beijing, "2026-11-01", "TeacherTutoredForPay BJ-26")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Taizhou, "2026-11-01", "TeacherTutoredForPay TZ-22")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Jiulongpo, "2022-11-30", "TeacherTutoredForPay JLP-C22,JLP-T15")]
    [InlineData(Domain.TeacherConduct.PaidTutoring, Elsewhere, "2026-11-01", "")]
    [InlineData(Domain.TeacherConduct.HeldBack, Jiulongpo, "2022-11-30", "TeacherHeldBackInClass JLP-C57,JLP-T15")]
    [InlineData(Domain.TeacherConduct.HeldBack, Jiulongpo, "2022-12-01", "")]
    [InlineData(Domain.TeacherConduct.RanClasses, Jiulongpo, "2022-04-15", "TeacherRanTrainingClasses JLP-C57,JLP-T15")]
    [InlineData(Domain.TeacherConduct.RanClasses, Jiulongpo, "2022-04-14", "")]
    [InlineData(Domain.TeacherConduct.TradedWithParents, Jiulongpo, "2022-06-01", "TeacherTradedWithParents JLP-C57,JLP-T15")]
    [InlineData(Domain.TeacherConduct.GiftMoney, Jiulongpo, "2022-06-01", "TeacherTookGiftMoney JLP-C56")]
    [InlineData(Domain.TeacherConduct.GiftMoney, Beijing, "2026-11-01", "")]
    [InlineData(Domain.TeacherConduct.RecommendedPupils, Beijing, "2026-11-01", "TeacherRecommendedPupils BJ-26")]
    [InlineData(Domain.TeacherConduct.RecommendedPupils, Kunming, "2026-11-01", "")]
    [InlineData(Domain.TeacherConduct.PassedPupilsOn, Beijing, "2021-08-17", "TeacherPassedPupilsOn BJ-26")]
    [InlineData(Domain.TeacherConduct.PassedPupilsOn, Beijing, "2021-08-16", "")]
    public void Established_conduct_names_the_clause_of_its_day(Domain.TeacherConduct conduct, string place, string day, string expected)
    {
        var found = TeacherConductRules.Judge([conduct], [Domain.TeacherMeasure.Warning], AfterSchoolRulesTests.At(place, day));
        Assert.Equal(expected, string.Join(';', found.Select(f => $"{f.Rule} {string.Join(',', f.Basis.Select(b => b.Clause))}")));
    }

    [Theory]
    [InlineData(Taizhou, Domain.TeacherConduct.PaidTutoring, false)]
    [InlineData(Beijing, Domain.TeacherConduct.RecommendedPupils, false)]
    [InlineData(Beijing, Domain.TeacherConduct.GiftMoney, true)]
    [InlineData(Kunming, Domain.TeacherConduct.PaidTutoring, true)]
    public void Loss_of_the_qualification_needs_a_text(string place, Domain.TeacherConduct conduct, bool open)
    {
        var law = AfterSchoolRulesTests.At(place, "2026-11-01");
        Assert.Equal(open, TeacherConductRules.QualificationLostWithoutLocalText([conduct], [Domain.TeacherMeasure.QualificationLost], law) is { Severity: Severity.Undetermined });
        Assert.Null(TeacherConductRules.QualificationLostWithoutLocalText([conduct], [Domain.TeacherMeasure.Dismissal], law));
    }

    [Fact]
    public async Task A_case_runs_through_its_stages_to_its_last_measure()
    {
        var one = await OpenAsync();
        // Five working days after Friday, 20 November 2026.
        Assert.Equal(("acceptance", "2026-11-27", TeacherCaseState.Open, false), (one.Stage, one.DueDate, one.State, one.Repeated));
        var opened = await _host.HearAsync<TeacherCaseOpened>(one.CaseId);
        Assert.Equal((_host.TeacherId, _host.Code, "PAID_TUTORING,GIFT_MONEY"), (opened.TeacherId, opened.SchoolCode, string.Join(',', opened.Conducts)));
        one = await AdvanceAsync(one, "competence");
        Assert.Equal(("investigation", "evidence,heard,money"), (one.Stage, string.Join(',', one.StageChecks)));
        var error = await RichError.OfAsync(Office.AdvanceTeacherCaseAsync(Step(one, "evidence")));
        Assert.Equal(("CHECKS_MISSING", "heard,money"), (error.Reason, error.Facts["missing"]));
        Assert.Equal("TEACHER_CASE_STATE", (await RichError.OfAsync(Office.DecideTeacherCaseAsync(Decision(one)))).Reason);
        one = await AdvanceAsync(one, "evidence", "heard", "money");
        Assert.Equal("TEACHER_CASE_STATE", (await RichError.OfAsync(Office.AdvanceTeacherCaseAsync(Step(one)))).Reason);
        one = (await Office.DecideTeacherCaseAsync(Decision(one))).Case;
        Assert.Equal((TeacherCaseState.Decided, "TeacherTutoredForPay", "KM-23", ""), (one.State, one.Findings[0].Rule, one.Findings[0].Basis[0].Clause, one.Stage));
        var decided = await _host.HearAsync<TeacherCaseDecided>(one.CaseId);
        Assert.Equal(("PAID_TUTORING", "RETURN_MONEY,QUALIFICATION_LOST"), (string.Join(',', decided.Conducts), string.Join(',', decided.Measures)));
        Assert.Equal("MEASURE_NOT_DECIDED", (await RichError.OfAsync(CarryOut(one, TeacherMeasure.Dismissal))).Reason);
        one = (await CarryOut(one, TeacherMeasure.ReturnMoney)).Case;
        Assert.Equal("MEASURE_NOT_DECIDED", (await RichError.OfAsync(CarryOut(one, TeacherMeasure.ReturnMoney))).Reason);
        one = (await CarryOut(one, TeacherMeasure.QualificationLost)).Case;
        Assert.Equal((TeacherCaseState.Closed, 3), (one.State, one.Steps.Count));
        Assert.True((await _host.HearAsync<TeacherCaseClosed>(one.CaseId)).Founded);
        Assert.True((await OpenAsync()).Repeated);
    }

    [Fact]
    public async Task An_unfounded_case_closes_at_once_and_is_held_against_nobody()
    {
        var one = await ReadyAsync();
        DecideTeacherCaseRequest decision = new() { RequestId = Registry.NewId(), CaseId = one.CaseId, Reason = "经调查未查实", Measures = { TeacherMeasure.Warning } };
        Assert.Equal(["measures"], (await RichError.OfAsync(Office.DecideTeacherCaseAsync(decision))).Fields.Keys);
        decision.Measures.Clear();
        Assert.Equal(TeacherCaseState.Closed, (await Office.DecideTeacherCaseAsync(decision)).Case.State);
        Assert.False((await _host.HearAsync<TeacherCaseClosed>(one.CaseId)).Founded);
        Assert.False((await OpenAsync()).Repeated);
    }

    [Fact]
    public async Task A_founded_case_needs_conduct_and_a_measure_and_may_be_tried_first()
    {
        var one = await ReadyAsync();
        DecideTeacherCaseRequest decision = new() { RequestId = Registry.NewId(), CaseId = one.CaseId, Reason = "事实清楚，证据充分", Founded = true };
        Assert.Equal(["conducts", "measures"], (await RichError.OfAsync(Office.DecideTeacherCaseAsync(decision))).Fields.Keys.Order());
        decision = Decision(one);
        decision.ValidateOnly = true;
        Assert.Contains((await Office.DecideTeacherCaseAsync(decision)).Case.Findings, f => f.Rule == "QualificationLostWithoutLocalText");
        Assert.Equal(TeacherCaseState.Open, (await Office.GetTeacherCaseAsync(new() { CaseId = one.CaseId })).Case.State);
    }

    [Fact]
    public async Task Only_one_case_of_a_teacher_is_open_however_many_open_one()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RichError.ReasonAsync(Open())));
        Assert.Equal(7, outcomes.Count(o => o == "TEACHER_CASE_EXISTS"));
        Assert.Equal(1, (await Office.GetTeacherCaseStatisticsAsync(new() { Division = "530102", Year = 2026 })).Opened);
    }

    [Fact]
    public async Task Of_many_who_decide_one_version_one_wins()
    {
        var one = await ReadyAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RichError.ReasonAsync(Office.DecideTeacherCaseAsync(Decision(one)))));
        Assert.Equal((1, 5), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "ETAG_MISMATCH")));
    }

    [Fact]
    public async Task A_stage_is_in_time_on_its_last_day_and_told_once_after_it()
    {
        var one = await OpenAsync();
        _host.Clock.Now = new DateTimeOffset(2026, 11, 27, 23, 59, 0, TimeSpan.FromHours(8));
        await SweepAsync();
        Assert.False((await Office.GetTeacherCaseAsync(new() { CaseId = one.CaseId })).Case.Overdue);
        _host.Clock.Now = new DateTimeOffset(2026, 11, 28, 0, 1, 0, TimeSpan.FromHours(8));
        await SweepAsync();
        var late = await _host.HearAsync<TeacherCaseOverdue>(one.CaseId);
        Assert.Equal((new DateOnly(2026, 11, 27), "acceptance", "530100"), (late.DueDate, late.Stage, late.EscalatedTo));
        Assert.Single((await Office.ListTeacherCasesAsync(new() { Division = "530102", OverdueOnly = true })).Cases);
    }

    [Fact]
    public void Each_stage_that_is_late_is_told_once()
    {
        var (law, now) = (AfterSchoolRulesTests.At(Kunming, "2026-03-02"), new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        var profile = new SchoolProfile("测试学校", [EducationStage.Primary], ["语文"], Boarding: false);
        var teacher = Domain.Teacher.Put(Domain.School.Register("s", Kunming, profile, null, now.UtcDateTime), "hash", ["语文"], new DateOnly(2021, 9, 1), null);
        var content = new TeacherCaseContent([Domain.TeacherConduct.HeldBack], new DateOnly(2026, 3, 1), Domain.TeacherCaseSource.Inspection, null, "课上不讲课下讲", 0);
        var one = Domain.TeacherCase.Open(teacher, content, repeated: false, law, now);
        // Five working days after Monday, 2 March 2026; then thirty after Tuesday, 10 March, with one day off in April.
        Assert.Equal(new DateOnly(2026, 3, 9), one.DueDate);
        Assert.False(one.MarkOverdue(new DateOnly(2026, 3, 9), now));
        Assert.True(one.MarkOverdue(new DateOnly(2026, 3, 10), now));
        Assert.False(one.MarkOverdue(new DateOnly(2026, 3, 11), now));
        one.Advance("已立案", ["competence"], law.On(new DateOnly(2026, 3, 10)), now);
        Assert.Equal(new DateOnly(2026, 4, 22), one.DueDate);
        Assert.False(one.MarkOverdue(new DateOnly(2026, 4, 22), now));
        Assert.True(one.MarkOverdue(new DateOnly(2026, 4, 23), now));
        Assert.Equal(("investigation", true), (one.LateStage, one.Overdue));
    }

    [Fact]
    public async Task Who_may_not_see_a_case_does_not()
    {
        var one = await OpenAsync();
        Assert.Equal(one.CaseId, (await School.GetTeacherCaseAsync(new() { CaseId = one.CaseId })).Case.CaseId);
        var stranger = new TeacherCaseService.TeacherCaseServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.GetTeacherCaseAsync(new() { CaseId = one.CaseId }))).Reason);
        Assert.Empty((await stranger.ListTeacherCasesAsync(new() { Division = "530102" })).Cases);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(School.DecideTeacherCaseAsync(Decision(one)))).Reason);
        var elsewhere = new TeacherCaseService.TeacherCaseServiceClient(_host.Officer("110101"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.AdvanceTeacherCaseAsync(Step(one, "competence")))).Reason);
        var market = new TeacherCaseService.TeacherCaseServiceClient(_host.Host.AsRegulator("530102", "MARKET_REGULATION"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(market.GetTeacherCaseAsync(new() { CaseId = one.CaseId }))).Reason);
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        Assert.Equal(["conduct_date"], (await RichError.OfAsync(Open(day: "2026-11-21"))).Fields.Keys);
        Assert.Equal("TEACHER_NOT_IN_SERVICE", (await RichError.OfAsync(Open(day: "2021-08-31"))).Reason);
        Assert.Equal(["sweep_id"], (await RichError.OfAsync(Open(source: Protos.School.V1.TeacherCaseSource.Sweep))).Fields.Keys);
        Assert.Equal(["sweep_id"], (await RichError.OfAsync(Open(source: Protos.School.V1.TeacherCaseSource.Sweep, sweep: Registry.NewId()))).Fields.Keys);
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(Open(teacher: Registry.NewId()))).Reason);
    }

    [Fact]
    public async Task A_sweep_counts_reports_and_names_the_silent_schools()
    {
        var city = new TeacherCaseService.TeacherCaseServiceClient(_host.Officer("530100"));
        OpenTeacherSweepRequest ask = new() { RequestId = Registry.NewId(), Division = "530100", Title = "有偿补课和收受礼金专项整治", DueDate = "2026-11-19" };
        Assert.Equal(["due_date"], (await RichError.OfAsync(city.OpenTeacherSweepAsync(ask))).Fields.Keys);
        ask.DueDate = SchoolsHost.Today;
        var sweep = (await city.OpenTeacherSweepAsync(ask)).Sweep;
        await _host.HearAsync<TeacherSweepOpened>(sweep.SweepId);
        Assert.Equal((1, 0), (sweep.Schools, sweep.Reported));
        var other = _host.NewSchool();
        await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = other });
        ReportTeacherSweepRequest report = new() { RequestId = Registry.NewId(), SweepId = sweep.SweepId, SchoolCode = _host.Code, Teachers = 30, Clues = 1, Text = "已逐一自查并签订承诺书" };
        Assert.False((await School.ReportTeacherSweepAsync(report)).Late);
        _host.Clock.Now = new DateTimeOffset(2026, 11, 21, 0, 1, 0, TimeSpan.FromHours(8));
        (report.RequestId, report.Clues) = (Registry.NewId(), 2);
        Assert.True((await School.ReportTeacherSweepAsync(report)).Late);
        var seen = await city.GetTeacherSweepAsync(new() { SweepId = sweep.SweepId });
        Assert.Equal((2, 1, 30, 2, other.SchoolCode), (seen.Sweep.Schools, seen.Sweep.Reported, seen.Sweep.Teachers, seen.Sweep.Clues, Assert.Single(seen.SilentSchools)));
        Assert.Equal(sweep.SweepId, (await Open(source: Protos.School.V1.TeacherCaseSource.Sweep, sweep: sweep.SweepId)).Case.SweepId);
        await using var elsewhere = await SchoolsHost.StartAsync("110101");
        var foreign = (await new TeacherCaseService.TeacherCaseServiceClient(_host.Officer("110101")).OpenTeacherSweepAsync(
            new() { RequestId = Registry.NewId(), Division = "110101", Title = "别处的专项整治", DueDate = "2026-12-01" })).Sweep;
        (report.RequestId, report.SweepId) = (Registry.NewId(), foreign.SweepId);
        Assert.Equal("SWEEP_NOT_OF_SCHOOL", (await RichError.OfAsync(School.ReportTeacherSweepAsync(report))).Reason);
    }

    [Fact]
    public async Task Counts_equal_a_recount()
    {
        var one = await ReadyAsync();
        one = (await Office.DecideTeacherCaseAsync(Decision(one))).Case;
        await CarryOut(one, TeacherMeasure.ReturnMoney);
        await CarryOut(one, TeacherMeasure.QualificationLost);
        var second = await ReadyAsync();
        await Office.DecideTeacherCaseAsync(new() { RequestId = Registry.NewId(), CaseId = second.CaseId, Reason = "经调查未查实" });
        await OpenAsync();
        var province = new TeacherCaseService.TeacherCaseServiceClient(_host.Officer("530000"));
        var cases = (await province.ListTeacherCasesAsync(new() { Division = "530000" })).Cases;
        var counts = await province.GetTeacherCaseStatisticsAsync(new() { Division = "530000", Year = 2026 });
        Assert.Equal((cases.Count, cases.Count(c => c.Founded), cases.Count(c => c.State == TeacherCaseState.Closed), 1), (counts.Opened, counts.Founded, counts.Closed, counts.Unfounded));
        Assert.Equal("PaidTutoring 1", string.Join(';', counts.Conducts.Select(c => $"{c.Conduct} {c.Cases}")));
        Assert.Equal("ReturnMoney 1;QualificationLost 1", string.Join(';', counts.Measures.Select(c => $"{c.Measure} {c.Cases}")));
    }

    private AsyncUnaryCall<OpenTeacherCaseResponse> Open(
        string day = "2026-11-01", Protos.School.V1.TeacherCaseSource source = Protos.School.V1.TeacherCaseSource.Complaint, string sweep = "", string? teacher = null) =>
        Office.OpenTeacherCaseAsync(new()
        {
            RequestId = Registry.NewId(), TeacherId = teacher ?? _host.TeacherId, Conducts = { TeacherConduct.PaidTutoring, TeacherConduct.GiftMoney }, ConductDate = day, Source = source, SweepId = sweep,
            Description = "举报称在校外机构有偿补课", AmountFen = 500_000,
        });

    private async Task<TeacherCase> OpenAsync() => (await Open()).Case;

    /// <summary>A case that awaits its decision.</summary>
    private async Task<TeacherCase> ReadyAsync() => await AdvanceAsync(await AdvanceAsync(await OpenAsync(), "competence"), "evidence", "heard", "money");

    private static AdvanceTeacherCaseRequest Step(TeacherCase one, params string[] checks) =>
        new() { RequestId = Registry.NewId(), CaseId = one.CaseId, Etag = one.Etag, Text = "本阶段工作已完成", Checks = { checks } };

    private async Task<TeacherCase> AdvanceAsync(TeacherCase one, params string[] checks) => (await Office.AdvanceTeacherCaseAsync(Step(one, checks))).Case;

    private static DecideTeacherCaseRequest Decision(TeacherCase one) => new()
    {
        RequestId = Registry.NewId(), CaseId = one.CaseId, Etag = one.Etag, Founded = true, Conducts = { TeacherConduct.PaidTutoring },
        Measures = { TeacherMeasure.QualificationLost, TeacherMeasure.ReturnMoney }, Reason = "事实清楚，证据充分",
    };

    private AsyncUnaryCall<CarryOutMeasureResponse> CarryOut(TeacherCase one, TeacherMeasure measure) =>
        Office.CarryOutMeasureAsync(new() { RequestId = Registry.NewId(), CaseId = one.CaseId, Measure = measure, CarriedOutOn = SchoolsHost.Today });

    private Task SweepAsync() => _host.Host.WorkAsync<SchoolsDb>(new TeacherCaseDeadlines(_host.Clock).SweepAsync);
}
