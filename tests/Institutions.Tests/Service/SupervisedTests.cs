using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Department = ShuangJian.Protos.Type.V1.Department;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>Credit, safety, associations and activities of licensed institutions.</summary>
[Collection(nameof(RegistryHost))]
public sealed class SupervisedTests(RegistryHost registry)
{
    private readonly Registry _county = registry.On("2026-03-02", "530124");

    private string County => _county.Division;

    [Fact]
    public async Task Penalties_and_complaints_are_heard_once_and_rectifying_them_gives_points_back()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var penalty = new PenaltyDecided
        {
            Division = County, PenaltyId = $"{Guid.NewGuid()}", Name = institution.Name, UnifiedSocialCreditCode = institution.Code,
            Grounds = ["FALSE_PUBLICITY"], Reason = "虚假宣传", Authority = "MARKET_REGULATION", DecidedOn = new(2026, 2, 1),
        };
        var origin = $"penalties/{penalty.PenaltyId}";
        await DeliverAsync(origin, penalty);
        await DeliverAsync(origin, penalty);
        await DeliverAsync($"complaints/{Guid.NewGuid()}", new ComplaintUpheld { Division = County, InstitutionCode = institution.Code, UpheldOn = new(2026, 2, 2) });
        var standing = await StandingAsync(institution);
        Assert.Equal((75, CreditGrade.B, 2), (standing.Score, standing.Grade, standing.InspectionsPerYear));
        Assert.Equal([("PENALTY", 20), ("COMPLAINT", 5)], standing.Contributions.Select(c => (c.Kind.ToString().ToUpperInvariant(), c.Points)));
        await DeliverAsync($"rectifications/{Guid.NewGuid()}", new BreachRectified { Division = County, InstitutionCode = institution.Code, Cause = origin, RectifiedOn = new(2026, 2, 20) });
        Assert.Equal(85, (await StandingAsync(institution)).Score);
        var past = await Credit(institution).GetCreditStandingAsync(new() { InstitutionId = $"{institution.Id}", AsOf = "2026-02-01" });
        Assert.Equal((80, ""), (past.Standing.Score, Assert.Single(past.Standing.Contributions).RectifiedOn));
        var history = await Credit(institution).ListCreditHistoryAsync(new() { InstitutionId = $"{institution.Id}" });
        Assert.Equal(["2024-01-02", "2026-02-01", "2026-02-02", "2026-02-20"], history.Changes.Select(c => c.Date));
        await DeliverAsync(origin, new PenaltyWithdrawn { Division = County, PenaltyId = penalty.PenaltyId, Reason = "复议撤销", WithdrawnOn = new(2026, 3, 1) });
        Assert.Equal("COMPLAINT", Assert.Single((await StandingAsync(institution)).Contributions).Kind.ToString().ToUpperInvariant());
        var stranger = new CreditService.CreditServiceClient(registry.Host.AsInstitution(County, Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetCreditStandingAsync(new() { InstitutionId = $"{institution.Id}" }))).Code);
        Assert.Equal("LAW_MISSING", (await RichError.OfAsync(Credit(institution).GetCreditStandingAsync(new() { InstitutionId = $"{institution.Id}", AsOf = "2020-12-31" }))).Reason);
    }

    [Fact]
    public async Task Decisions_and_lost_disputes_of_an_association_cost_credit()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var office = new AssociationService.AssociationServiceClient(registry.Host.AsRegulator(County, "CIVIL_AFFAIRS"));
        var admit = new AdmitMemberRequest
        {
            RequestId = Registry.NewId(),
            Membership = new Membership { AssociationName = "测试培训行业协会", InstitutionId = $"{institution.Id}", JoinedOn = "2026-01-05" },
        };
        var member = (await office.AdmitMemberAsync(admit)).Membership;
        Assert.Equal(member, (await office.AdmitMemberAsync(admit)).Membership);
        admit.RequestId = Registry.NewId();
        var twice = await RichError.OfAsync(office.AdmitMemberAsync(admit));
        Assert.Equal(("ALREADY_MEMBER", member.MembershipId), (twice.Reason, twice.Facts["membership_id"]));
        await office.RecordDecisionAsync(Decision(member, SelfDisciplineMeasure.Warning, "2026-02-10"));
        Assert.Equal("decision.decided_on", Assert.Single((await RichError.OfAsync(office.RecordDecisionAsync(Decision(member, SelfDisciplineMeasure.Warning, "2026-03-03")))).Fields).Key);
        var expelled = (await office.RecordDecisionAsync(Decision(member, SelfDisciplineMeasure.Expulsion, "2026-02-20"))).Membership;
        Assert.Equal(("2026-02-20", 2), (expelled.EndedOn, expelled.Decisions.Count));
        Assert.Equal("CASE_STATE", (await RichError.OfAsync(office.EndMembershipAsync(new() { RequestId = Registry.NewId(), MembershipId = member.MembershipId }))).Reason);
        var dispute = (await office.OpenDisputeAsync(new()
        {
            RequestId = Registry.NewId(),
            Dispute = new Dispute { InstitutionId = $"{institution.Id}", AssociationName = "测试培训行业协会", Matter = "退费金额争议" },
        })).Dispute;
        await office.SettleDisputeAsync(new() { RequestId = Registry.NewId(), DisputeId = dispute.DisputeId, Outcome = DisputeOutcome.AgainstInstitution, Settlement = "机构退还剩余课时费" });
        var standing = await StandingAsync(institution);
        Assert.Equal((87, 3), (standing.Score, standing.Contributions.Count));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new AssociationService.AssociationServiceClient(registry.Host.AsRegulator(County, "SPORTS")).AdmitMemberAsync(admit))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(new AssociationService.AssociationServiceClient(registry.Host.AsRegulator("530102")).AdmitMemberAsync(admit))).Reason);
        Assert.Empty((await office.ListMembersAsync(new() { Division = County, CurrentOnly = true })).Memberships);
        Assert.Empty((await office.ListDisputesAsync(new() { Division = County, OpenOnly = true })).Disputes);
    }

    [Fact]
    public async Task Hazards_of_a_check_are_followed_until_they_are_removed_and_results_expire()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var fire = new SafetyService.SafetyServiceClient(registry.Host.AsRegulator(County, "FIRE_RESCUE"));
        var missing = await fire.GetSiteSafetyAsync(new() { InstitutionId = $"{institution.Id}" });
        Assert.Equal(["SiteWasNotChecked", "SiteWasNotChecked", "SiteWasNotChecked"], missing.Findings.Select(f => f.Rule));
        var check = (await fire.RecordSafetyCheckAsync(Check(institution, passed: false, "灭火器过期"))).Check;
        var cases = new CaseService.CaseServiceClient(registry.Host.AsRegulator(County, "FIRE_RESCUE"));
        var followed = (await cases.GetCaseAsync(new() { CaseId = check.CaseId })).Case;
        Assert.Equal((CaseKind.SafetyHazard, "2026-03-23", "灭火器过期"), (followed.Kind, followed.DueDate, followed.Hazards[0].Description));
        Assert.Equal(["SiteFailedItsCheck", "SiteWasNotChecked", "SiteWasNotChecked"], (await fire.GetSiteSafetyAsync(new() { InstitutionId = $"{institution.Id}" })).Findings.Select(f => f.Rule));
        var close = new CloseCaseRequest { RequestId = Registry.NewId(), CaseId = check.CaseId, Result = CaseResult.Removed, Reason = "复查合格，可以办结" };
        await cases.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = check.CaseId, Text = "已责令更换", Done = true });
        Assert.Equal("HAZARDS_REMAIN", (await RichError.OfAsync(cases.CloseCaseAsync(close))).Reason);
        await cases.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = check.CaseId, Text = "已更换灭火器", HazardsRemoved = { 1 } });
        close.Reason = "复查合格，隐患已消除";
        await cases.CloseCaseAsync(close);
        await fire.RecordSafetyCheckAsync(Check(institution, passed: true));
        Assert.Equal(["SiteWasNotChecked", "SiteWasNotChecked"], (await fire.GetSiteSafetyAsync(new() { InstitutionId = $"{institution.Id}" })).Findings.Select(f => f.Rule));
        registry.On("2027-03-02");
        var owner = new SafetyService.SafetyServiceClient(registry.Host.AsInstitution(County, institution.Code));
        Assert.Equal("SiteCheckHasExpired", (await owner.GetSiteSafetyAsync(new() { InstitutionId = $"{institution.Id}" })).Findings[0].Rule);
        Assert.Equal(2, (await owner.ListSafetyChecksAsync(new() { Division = County, ExpiredOn = "2027-03-02" })).Checks.Count);
        Assert.Empty((await owner.ListSafetyChecksAsync(new() { Division = County, ExpiredOn = "2027-03-01" })).Checks);
        registry.On("2026-03-01");
        Assert.Equal("check.checked_on", Assert.Single((await RichError.OfAsync(fire.RecordSafetyCheckAsync(Check(institution, passed: true)))).Fields).Key);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new SafetyService.SafetyServiceClient(registry.Host.AsRegulator(County, "SPORTS")).RecordSafetyCheckAsync(Check(institution, true)))).Reason);
    }

    [Fact]
    public async Task An_activity_is_notified_to_the_departments_that_approved_and_registered()
    {
        var beijing = registry.On("2026-03-02", "110105").Division;
        var institution = await CaseTests.LicensedAsync(registry.Host, beijing);
        var owner = new ActivityService.ActivityServiceClient(registry.Host.AsInstitution(beijing, institution.Code));
        var request = Activity(institution, "2026-04-01");
        var activity = (await owner.NotifyActivityAsync(request)).Activity;
        Assert.Equal(activity, (await owner.NotifyActivityAsync(request)).Activity);
        Assert.Equal([Department.CultureTourism, Department.MarketRegulation], activity.Notices.Select(n => n.Department));
        var culture = new ActivityService.ActivityServiceClient(registry.Host.AsRegulator(beijing, "CULTURE_TOURISM"));
        var noted = (await culture.AcknowledgeActivityAsync(new() { RequestId = Registry.NewId(), ActivityId = activity.ActivityId, Remark = "注意活动安全" })).Activity;
        Assert.Equal([true, false], noted.Notices.Select(n => n.Acknowledged));
        var tax = new ActivityService.ActivityServiceClient(registry.Host.AsRegulator(beijing, "TAXATION"));
        Assert.Equal("NOT_A_HANDLER", (await RichError.OfAsync(tax.AcknowledgeActivityAsync(new() { RequestId = Registry.NewId(), ActivityId = activity.ActivityId }))).Reason);
        Assert.Equal(ActivityState.Cancelled, (await owner.CancelActivityAsync(new() { RequestId = Registry.NewId(), ActivityId = activity.ActivityId })).Activity.State);
        Assert.Equal("CASE_STATE", (await RichError.OfAsync(owner.CancelActivityAsync(new() { RequestId = Registry.NewId(), ActivityId = activity.ActivityId }))).Reason);
        var wrong = Activity(institution, "2026-04-01");
        wrong.Activity.EndsOn = "2026-03-31";
        Assert.Equal("activity.ends_on", Assert.Single((await RichError.OfAsync(owner.NotifyActivityAsync(wrong))).Fields).Key);
        Assert.Single((await culture.ListActivitiesAsync(new() { Division = beijing, EndsFrom = "2026-04-01" })).Activities);
        Assert.Empty((await culture.ListActivitiesAsync(new() { Division = beijing, EndsFrom = "2026-04-02" })).Activities);
    }

    [Theory]
    [InlineData("2026-03-01", true)]
    [InlineData("2026-03-02", false)]
    public async Task An_activity_notified_after_its_start_is_marked(string start, bool marked)
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var owner = new ActivityService.ActivityServiceClient(registry.Host.AsInstitution(County, institution.Code));
        var activity = (await owner.NotifyActivityAsync(Activity(institution, start))).Activity;
        Assert.Equal(marked, activity.Findings.Any(f => f.Rule == "ActivityNotifiedAfterItsStart" && f.Basis[0].Clause == "KM-7"));
    }

    private async Task DeliverAsync(string origin, DomainEvent fact)
    {
        var consumer = registry.Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == "institutions.credit");
        await consumer.DeliverAsync(CloudEvents.Read(CloudEvents.Write(Guid.NewGuid(), "supervision", origin, 1, DateTime.UnixEpoch, fact)), CancellationToken.None);
    }

    private async Task<CreditStanding> StandingAsync(Institution institution) =>
        (await Credit(institution).GetCreditStandingAsync(new() { InstitutionId = $"{institution.Id}" })).Standing;

    private CreditService.CreditServiceClient Credit(Institution institution) => new(registry.Host.AsInstitution(County, institution.Code));

    private static RecordDecisionRequest Decision(Membership member, SelfDisciplineMeasure measure, string day) => new()
    {
        RequestId = Registry.NewId(),
        MembershipId = member.MembershipId,
        Decision = new SelfDisciplineDecision { Measure = measure, DecidedOn = day, Reason = "违反行业公约" },
    };

    private static RecordSafetyCheckRequest Check(Institution institution, bool passed, params string[] hazards) => new()
    {
        RequestId = Registry.NewId(),
        Check = new SafetyCheck
        {
            InstitutionId = $"{institution.Id}", SiteAddress = "测试路8号", Kind = SafetyCheckKind.Fire, CheckedOn = "2026-03-02", ValidUntil = "2027-03-01",
            Passed = passed, Hazards = { hazards },
        },
    };

    private static NotifyActivityRequest Activity(Institution institution, string day) => new()
    {
        RequestId = Registry.NewId(),
        Activity = new Activity
        {
            InstitutionId = $"{institution.Id}", Kind = ActivityKind.Performance, Title = "少儿书画展", StartsOn = day, EndsOn = day, Place = "县文化馆", PupilCount = 40,
        },
    };
}
