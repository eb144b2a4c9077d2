using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Institutions;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;
using Programme = ShuangJian.Protos.School.V1.Programme;
using ProgrammeKind = ShuangJian.Protos.School.V1.ProgrammeKind;
using ProgrammeState = ShuangJian.Protos.School.V1.ProgrammeState;
using Evaluation = ShuangJian.Protos.School.V1.Evaluation;
using RemovalGround = ShuangJian.Protos.School.V1.RemovalGround;
using Selection = ShuangJian.Protos.School.V1.Selection;
using SelectionState = ShuangJian.Protos.School.V1.SelectionState;

namespace ShuangJian.Schools.Tests;

/// <summary>Institutions in schools: selected by the county, and out at once when they fall off the white list.</summary>
public sealed class SelectionTests(RaceTests.Postgres postgres, Xunit.Abstractions.ITestOutputHelper output) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private protected override Task FillAsync() => _host.PlanAsync();

    [Fact]
    public async Task An_institution_is_shown_publicly_before_schools_may_choose_it()
    {
        var (_, code) = await _host.LicenseAsync();
        var selection = (await _host.Nominate(code)).Selection;
        Assert.Equal(("2026-11-25", "测试培训中心", SelectionState.Notice), (selection.NoticeUntil, selection.InstitutionName, selection.State));
        Assert.Equal(new DateOnly(2026, 11, 25), (await _host.HearAsync<InstitutionNominated>(selection.SelectionId)).NoticeUntil);
        Assert.Equal("SELECTION_EXISTS", (await RichError.OfAsync(_host.Nominate(code))).Reason);
        Assert.Equal("InstitutionIsNotSelected", (await RichError.OfAsync(_host.Offer(ServiceSample.ByInstitution(_host.Code, code)))).Facts["rules"]);
        SelectInstitutionRequest select = new() { RequestId = Registry.NewId(), SelectionId = selection.SelectionId };
        _host.Clock.Now = _host.Clock.Now.AddDays(5);
        var early = await RichError.OfAsync(_host.Selections().SelectInstitutionAsync(select));
        Assert.Equal(("SELECTION_NOTICE_RUNS", "2026-11-25"), (early.Reason, early.Facts["notice_until"]));
        _host.Clock.Now = _host.Clock.Now.AddDays(1);
        selection = (await _host.Selections().SelectInstitutionAsync(select)).Selection;
        Assert.Equal((SelectionState.Listed, "2026-11-26"), (selection.State, selection.SelectedOn));
        Assert.Equal(["ARTS", "CLUB"], (await _host.HearAsync<InstitutionSelected>(selection.SelectionId)).Kinds);
        var offered = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        Assert.Equal((ProviderKind.Institution, code), (offered.ProviderKind, offered.InstitutionCode));
        var anyone = new SelectionService.SelectionServiceClient(_host.Host.Channel);
        Assert.Equal([selection.SelectionId], (await anyone.ListSelectionsAsync(new() { Division = "530000", States = { SelectionState.Listed } })).Selections.Select(s => s.SelectionId));
    }

    [Fact]
    public async Task Who_is_unknown_academic_or_no_authority_is_refused()
    {
        Assert.Equal("INSTITUTION_NOT_ON_WHITE_LIST", (await RichError.OfAsync(_host.Nominate(Registry.NewCode()))).Reason);
        var (_, academic) = await _host.LicenseAsync("ACADEMIC");
        var error = await RichError.OfAsync(_host.Nominate(academic));
        Assert.Equal(("SCHOOL_BREACH_STANDS", "AcademicInstitutionServes", "KM-15"), (error.Reason, error.Facts["rules"], error.Findings[0].Basis[0].Clause));
        var (_, language) = await _host.LicenseAsync("FOREIGN_LANGUAGE");
        Assert.Equal("AcademicInstitutionServes", (await RichError.OfAsync(_host.Nominate(language))).Facts["rules"]);
        var (_, code) = await _host.LicenseAsync();
        Assert.Equal(["selection.valid_until"], (await RichError.OfAsync(_host.Nominate(code, until: SchoolsHost.Today))).Fields.Keys);
        var market = new SelectionService.SelectionServiceClient(_host.Host.AsRegulator(SchoolsHost.County, "MARKET_REGULATION"));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(market.NominateInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), Selection = new Selection { Division = "530102", InstitutionCode = code, Kinds = { ProgrammeKind.Arts }, Conditions = "经公开遴选", ValidUntil = "2027-07-31" },
        }))).Reason);
        await using var elsewhere = await SchoolsHost.StartAsync("440304");
        var unknown = await RichError.OfAsync(elsewhere.Nominate(Registry.NewCode()));
        Assert.Equal(("INSTITUTION_NOT_ON_WHITE_LIST", 0), (unknown.Reason, unknown.Findings.Count));
    }

    [Fact]
    public async Task An_evaluation_that_is_not_passed_ends_the_service_in_the_county()
    {
        var (_, code, selection) = await _host.SelectAsync();
        var programme = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        EvaluateInstitutionRequest evaluate = new() { RequestId = Registry.NewId(), SelectionId = selection, Evaluation = new Evaluation { EvaluatedOn = SchoolsHost.Today, Points = 92, Passed = true, Note = "教学规范有序" } };
        Assert.Equal(SelectionState.Listed, (await _host.Selections().EvaluateInstitutionAsync(evaluate)).Selection.State);
        (evaluate.RequestId, evaluate.Evaluation.Passed, evaluate.Evaluation.Points, evaluate.Evaluation.Note) = (Registry.NewId(), false, 40, "多次无故停课");
        var removed = (await _host.Selections().EvaluateInstitutionAsync(evaluate)).Selection;
        Assert.Equal((SelectionState.Removed, RemovalGround.EvaluationFailed, 2), (removed.State, removed.Ground, removed.Evaluations.Count));
        await MustHaveEndedAsync(programme);
        var ended = await _host.HearAsync<InstitutionServiceEnded>($"schools/{_host.Code}");
        Assert.Equal(("EVALUATION_FAILED", code), (ended.Cause, ended.InstitutionCode));
        Assert.Equal("SELECTION_STATE", (await RichError.OfAsync(_host.Selections().EvaluateInstitutionAsync(new() { RequestId = Registry.NewId(), SelectionId = selection, Evaluation = evaluate.Evaluation }))).Reason);
        Assert.Equal(SelectionState.Notice, (await _host.Nominate(code)).Selection.State);
    }

    [Theory]
    [InlineData(RemovalGround.PoorService, true)]
    [InlineData(RemovalGround.MaliciousRecruitment, true)]
    [InlineData(RemovalGround.NotAsAgreed, true)]
    [InlineData(RemovalGround.DisturbingSchools, true)]
    [InlineData(RemovalGround.OwnWish, false)]
    public async Task The_grounds_of_the_text_cost_the_qualification(RemovalGround ground, bool costs)
    {
        var (_, code, selection) = await _host.SelectAsync();
        var programme = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        await _host.Selections().RemoveInstitutionAsync(new() { RequestId = Registry.NewId(), SelectionId = selection, Ground = ground, Reason = "经核查属实" });
        Assert.Equal(costs, (await _host.HearAsync<InstitutionRemoved>(selection)).CostsQualification);
        await MustHaveEndedAsync(programme);
        Assert.Equal(["ground"], (await RichError.OfAsync(_host.Selections().RemoveInstitutionAsync(
            new() { RequestId = Registry.NewId(), SelectionId = selection, Ground = RemovalGround.OffWhiteList, Reason = "不在白名单" }))).Fields.Keys);
    }

    [Fact]
    public async Task Sessions_end_at_once_in_every_school_when_the_institution_falls_off_the_white_list()
    {
        var other = _host.NewSchool();
        await _host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = other });
        await _host.PlanAsync(other.SchoolCode);
        var (id, code, selection) = await _host.SelectAsync();
        var here = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        var there = await _host.OfferAsync(ServiceSample.ByInstitution(other.SchoolCode, code));
        var own = await _host.OfferAsync(ServiceSample.Draft(_host));
        await _host.Enrol(here, ServiceSample.Pupil(1), ServiceSample.Pupil(2));
        await _host.Programmes().RecordAttendanceAsync(new() { RequestId = Registry.NewId(), ProgrammeId = here.ProgrammeId, Date = "2026-11-13" });

        await _host.TellAsync(ServiceSample.Suspension("530102", id, code));

        await MustHaveEndedAsync(here);
        await MustHaveEndedAsync(there);
        Assert.Equal(ProgrammeState.Open, (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = own.ProgrammeId })).Programme.State);
        // At noon: the session of the same afternoon is not held any more.
        var sessions = (await _host.Programmes().ListSessionsAsync(new() { ProgrammeId = here.ProgrammeId, From = "2026-11-06", To = "2026-11-27" })).Sessions;
        Assert.Equal([SessionState.Planned, SessionState.Held, SessionState.Ended, SessionState.Ended], sessions.Select(s => s.State));
        var told = await _host.HearAsync<InstitutionServiceEnded>($"schools/{_host.Code}");
        Assert.Equal((2, 9, "institution.institution-suspended"), (told.PupilCount, told.SessionCount, told.Cause));
        Assert.Equal([there.ProgrammeId], (await _host.HearAsync<InstitutionServiceEnded>($"schools/{other.SchoolCode}")).ProgrammeIds);
        var confirmed = await _host.HearAsync<ConsequenceConfirmed>("consequences/c1");
        Assert.Equal(("schools", "已终止2个课后服务项目"), (confirmed.Service, confirmed.Note));
        Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(_host.Enrol(here, ServiceSample.Pupil(3)))).Reason);
        Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(_host.Programmes().RecordAttendanceAsync(
            new() { RequestId = Registry.NewId(), ProgrammeId = here.ProgrammeId, Date = SchoolsHost.Today }))).Reason);
        Assert.Equal("INSTITUTION_NOT_ON_WHITE_LIST", (await RichError.OfAsync(_host.Offer(ServiceSample.ByInstitution(_host.Code, code)))).Reason);
        Assert.Equal(SelectionState.Resting, await StateAsync(code));

        await _host.TellAsync(new InstitutionReinstated { Division = "530102", InstitutionId = id, Name = "测试培训中心", Reason = "整改完成", Since = new DateOnly(2026, 11, 20) }, minutes: 2);
        Assert.Equal(SelectionState.Listed, await StateAsync(code));
        Assert.Equal(ProgrammeState.Ended, (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = here.ProgrammeId })).Programme.State);
        Assert.Equal(ProgrammeState.Open, (await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code))).State);
        // News of the suspension that comes late again changes nothing.
        await _host.TellAsync(ServiceSample.Suspension("530102", id, code, "c2"), minutes: 1);
        Assert.Equal((SelectionState.Listed, selection), (await StateAsync(code), (await ListAsync(code))[0].SelectionId));
        await _host.HearAsync<ConsequenceConfirmed>("consequences/c2");
    }

    [Theory]
    [InlineData("revoked", SelectionState.Removed)]
    [InlineData("black", SelectionState.Resting)]
    [InlineData("academic", SelectionState.Removed)]
    [InlineData("renamed", SelectionState.Listed)]
    public async Task Every_way_off_the_list_ends_the_service(string how, SelectionState state)
    {
        var (id, code, _) = await _host.SelectAsync();
        var programme = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        DomainEvent fact = how switch
        {
            "revoked" => new InstitutionRevoked
            {
                Division = "530102", InstitutionId = id, Name = "测试培训中心", UnifiedSocialCreditCode = code, LicenceNumber = "530102-2026-00001", Grounds = ["POOR_SERVICE"], Reason = "服务水平低下",
                Since = new DateOnly(2026, 11, 20), Consequences = [],
            },
            "black" => new BlackListEntered { Division = "530102", EntryId = "e1", InstitutionId = id, Name = "测试培训中心", Reason = "违规收费", StartsOn = new DateOnly(2026, 11, 20) },
            "academic" => new InstitutionChanged { Division = "530102", InstitutionId = id, Fields = ["category"], Name = "测试培训中心", Category = "ACADEMIC" },
            _ => new InstitutionChanged { Division = "530102", InstitutionId = id, Fields = ["name"], Name = "更名培训中心", Category = "ARTS" },
        };
        await _host.TellAsync(fact, minutes: 1);
        if (how == "renamed") Assert.Equal(ProgrammeState.Open, (await _host.Programmes().GetProgrammeAsync(new() { ProgrammeId = programme.ProgrammeId })).Programme.State);
        else await MustHaveEndedAsync(programme);
        Assert.Equal(state, await StateAsync(code));
        if (how != "black") return;
        await _host.TellAsync(new BlackListLeft { Division = "530102", EntryId = "e1", InstitutionId = id, Name = "测试培训中心", Reason = "撤销处罚", EndsOn = new DateOnly(2026, 11, 20) }, minutes: 2);
        Assert.Equal(SelectionState.Listed, await StateAsync(code));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_programme_begins_while_the_institution_falls_off_the_list(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var (id, code, _) = await _host.SelectAsync();
        var first = await _host.OfferAsync(ServiceSample.ByInstitution(_host.Code, code));
        var offers = Enumerable.Range(0, 12).Select(i =>
            i % 2 == 0 ? RichError.ReasonAsync(_host.Offer(ServiceSample.ByInstitution(_host.Code, code))) : RichError.ReasonAsync(_host.Enrol(first, ServiceSample.Pupil(i)))).ToList();
        await _host.TellAsync(ServiceSample.Suspension(_host.Division, id, code), minutes: 1);
        Assert.All(await Task.WhenAll(offers), o => Assert.Contains(o, new[] { "", "INSTITUTION_NOT_ON_WHITE_LIST", "PROGRAMME_ENDED" }));
        await using var db = await _host.OpenAsync();
        Assert.DoesNotContain(await db.Set<Domain.Programme>().AsNoTracking().ToListAsync(), p => p.State == Domain.ProgrammeState.Open);
        var operators = new Protos.Operation.V1.OperationService.OperationServiceClient(_host.Host.With(_host.Host.Token("OPERATOR", "000000")));
        Assert.Equal(0, (await operators.GetStatusAsync(new() { Service = "schools" })).ParkedMessages);
    }

    [Fact]
    public async Task Two_hundred_schools_are_told_within_five_seconds()
    {
        await using var host = await SchoolsHost.StartAsync(settings: postgres.NewSettings());
        var (id, code, _) = await host.SelectAsync();
        var schools = Enumerable.Range(0, 200).Select(_ => host.NewSchool()).ToList();
        foreach (var some in schools.Chunk(8)) await Task.WhenAll(some.Select(async school =>
        {
            await host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = school });
            await host.PlanAsync(school.SchoolCode);
            for (var i = 0; i < 3; i++) await host.OfferAsync(ServiceSample.ByInstitution(school.SchoolCode, code));
        }));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await host.TellAsync(ServiceSample.Suspension("530102", id, code), minutes: 1);
        await Task.WhenAll(schools.Select(async s => Assert.Equal(3, (await host.HearAsync<InstitutionServiceEnded>($"schools/{s.SchoolCode}")).ProgrammeIds.Count)));
        output.WriteLine($"{schools.Count} schools with 600 programmes were told after {watch.ElapsedMilliseconds} ms");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await using var db = await host.OpenAsync();
        Assert.Equal(600, await db.Set<Domain.Programme>().CountAsync(p => p.State == Domain.ProgrammeState.Ended));
    }

    [Fact]
    public async Task The_registry_suspends_and_five_seconds_later_no_session_is_left_and_the_registry_knows()
    {
        await using var host = await TestHost.StartAsync([new InstitutionsModule(), new SchoolsModule()], new SetClock(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8))));
        var approved = await new Registry(host).ApproveAsync();
        var institution = (await new DirectoryService.DirectoryServiceClient(host.Channel).LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = approved.ApplicantCode })).Institution.InstitutionId;
        var (school, office) = (Registry.NewCode(), host.AsRegulator("110101"));
        await new SchoolService.SchoolServiceClient(office).RegisterSchoolAsync(new()
        {
            RequestId = Registry.NewId(),
            School = new School { SchoolCode = school, Division = "110101", Name = "测试学校", Stages = { EducationStage.Primary }, Subjects = { "语文" } },
        });
        await new AfterSchoolPlanService.AfterSchoolPlanServiceClient(office).PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = AfterSchoolTests.Plan(school) });
        // Beijing's notice of five days stands in the way of selecting in one moment; the county listed it a week ago.
        await Eventually.TrueAsync("the schools know the licence", async () => await KnowsAsync(host, approved.ApplicantCode));
        await ListDirectlyAsync(host, approved.ApplicantCode);
        var programmes = new ProgrammeService.ProgrammeServiceClient(host.With(host.Token("SCHOOL", "110101", organization: school)));
        var programme = (await programmes.OfferProgrammeAsync(new() { RequestId = Registry.NewId(), Programme = ServiceSample.ByInstitution(school, approved.ApplicantCode) })).Programme;

        var standing = new StandingService.StandingServiceClient(host.AsRegulator("110101", "CULTURE_TOURISM"));
        await standing.SuspendInstitutionAsync(new() { RequestId = Registry.NewId(), InstitutionId = institution, Grounds = { MeasureGround.PoorService }, Reason = "服务水平低下" });

        await Eventually.TrueAsync(
            "no session is left", async () => (await programmes.ListSessionsAsync(new() { ProgrammeId = programme.ProgrammeId, From = SchoolsHost.Today })).Sessions.All(s => s.State == SessionState.Ended),
            TimeSpan.FromSeconds(5));
        var owed = await Eventually.ValueAsync(
            "the registry counts the consequence as confirmed",
            async () => (await standing.GetStandingAsync(new() { InstitutionId = institution })).Standing.Measures[0].Consequences.Single(c => c.Service == "schools"),
            c => c.ConfirmTime is not null);
        Assert.Equal("已终止1个课后服务项目", owed.Note);
    }

    private static async Task<bool> KnowsAsync(TestHost host, string code)
    {
        await using var db = await host.OpenAsync<SchoolsDb>();
        return await db.Set<ServiceInstitution>().AnyAsync(i => i.Code == code && i.MayTrain);
    }

    private static async Task ListDirectlyAsync(TestHost host, string code)
    {
        await using var db = await host.OpenAsync<SchoolsDb>();
        var (then, facts) = (new DateTimeOffset(2026, 11, 10, 4, 0, 0, TimeSpan.Zero), new Domain.ProviderFacts(Domain.ProviderKind.Institution, OnWhiteList: true));
        var selection = Domain.Selection.Nominate(
            "110101", code, "测试培训中心", [Domain.ProgrammeKind.Arts], "经公开遴选", new DateOnly(2027, 7, 31), facts, AfterSchoolRulesTests.At("110101", "2026-11-10"), then);
        selection.List(new DateOnly(2026, 11, 16), then.AddDays(6));
        db.Add(selection);
        await db.SaveChangesAsync();
    }

    private async Task MustHaveEndedAsync(Programme programme)
    {
        var now = (await _host.Programmes(programme.SchoolCode).GetProgrammeAsync(new() { ProgrammeId = programme.ProgrammeId })).Programme;
        Assert.Equal((ProgrammeState.Ended, true), (now.State, now.EndReason.Length > 0));
    }

    private async Task<IReadOnlyList<Selection>> ListAsync(string code) => (await _host.Selections().ListSelectionsAsync(new() { Division = "530102", InstitutionCode = code })).Selections;

    private async Task<SelectionState> StateAsync(string code) => (await ListAsync(code))[0].State;
}
