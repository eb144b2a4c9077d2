using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Client = ShuangJian.Protos.Institution.V1.AssociationService.AssociationServiceClient;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>What secretaries of associations may do: for the own association, within its division, and nothing else.</summary>
[Collection(nameof(RegistryHost))]
public sealed class AssociationTests(RegistryHost registry)
{
    private readonly Registry _county = registry.On("2026-03-02", "530125");

    private string County => _county.Division;

    private Client Office => new(registry.Host.AsRegulator(County, "CIVIL_AFFAIRS"));

    [Fact]
    public async Task A_secretary_acts_for_the_own_association_alone()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var (name, code) = await RegisterAsync(County);
        var (otherName, otherCode) = await RegisterAsync(County);
        var (own, other) = (Secretary(code, County), Secretary(otherCode, County));
        var member = (await own.AdmitMemberAsync(Admission(institution, name))).Membership;
        Assert.Equal((code, name), (member.AssociationCode, member.AssociationName));
        Assert.Equal("membership.association_name", Assert.Single((await RichError.OfAsync(own.AdmitMemberAsync(Admission(institution, otherName)))).Fields).Key);
        var decision = new RecordDecisionRequest
        {
            RequestId = Registry.NewId(), MembershipId = member.MembershipId,
            Decision = new SelfDisciplineDecision { Measure = SelfDisciplineMeasure.Warning, DecidedOn = "2026-03-01", Reason = "违反行业公约" },
        };
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.RecordDecisionAsync(decision))).Code);
        Assert.Single((await own.RecordDecisionAsync(decision)).Membership.Decisions);
        var dispute = (await own.OpenDisputeAsync(new()
        {
            RequestId = Registry.NewId(), Dispute = new Dispute { InstitutionId = $"{institution.Id}", AssociationName = name, Matter = "退费金额争议" },
        })).Dispute;
        var settle = new SettleDisputeRequest { RequestId = Registry.NewId(), DisputeId = dispute.DisputeId, Outcome = DisputeOutcome.Compromise, Settlement = "双方达成和解" };
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.SettleDisputeAsync(settle))).Code);
        await own.SettleDisputeAsync(settle);
        Assert.Single((await own.ListMembersAsync(new() { Division = County })).Memberships);
        Assert.Empty((await other.ListMembersAsync(new() { Division = County })).Memberships);
        Assert.Single((await own.ListDisputesAsync(new() { Division = County })).Disputes);
        Assert.Empty((await other.ListDisputesAsync(new() { Division = County })).Disputes);
        Assert.Equal(name, Assert.Single((await own.ListAssociationsAsync(new() { Division = County })).Associations).Name);
        var end = new EndMembershipRequest { RequestId = Registry.NewId(), MembershipId = member.MembershipId };
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.EndMembershipAsync(end))).Code);
        Assert.Equal("2026-03-02", (await own.EndMembershipAsync(end)).Membership.EndedOn);
    }

    [Fact]
    public async Task Neither_an_unknown_association_nor_one_of_the_next_county_acts()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var unknown = await RichError.OfAsync(Secretary(Registry.NewCode(), County).AdmitMemberAsync(Admission(institution, "测试未登记协会")));
        Assert.Equal((StatusCode.PermissionDenied, "ASSOCIATION_NOT_IN_CHARGE"), (unknown.Code, unknown.Reason));
        var (name, code) = await RegisterAsync("530126");
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Secretary(code, "530126").AdmitMemberAsync(Admission(institution, name)))).Reason);
        // A token that reaches further than the association does gives no more than the association has.
        Assert.Equal("ASSOCIATION_NOT_IN_CHARGE", (await RichError.OfAsync(Secretary(code, "530100").AdmitMemberAsync(Admission(institution, name)))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Secretary(code, "530126").ListMembersAsync(new() { Division = County }))).Reason);
    }

    [Fact]
    public async Task A_secretary_does_nothing_that_officers_do_and_an_association_is_registered_once()
    {
        var (name, code) = await RegisterAsync(County);
        var again = Registration(County, name + "二", code);
        Assert.Equal("ASSOCIATION_EXISTS", (await RichError.OfAsync(Office.RegisterAssociationAsync(again))).Reason);
        again = Registration(County, $" {name}", Registry.NewCode());
        Assert.Equal("ASSOCIATION_EXISTS", (await RichError.OfAsync(Office.RegisterAssociationAsync(again))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Secretary(code, County).RegisterAssociationAsync(again))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Office.RegisterAssociationAsync(Registration("530102", "测试外地协会", Registry.NewCode())))).Reason);
        var census = new CensusService.CensusServiceClient(registry.Host.With(registry.Host.Token("ASSOCIATION", County, organization: code)));
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(census.GetCensusAsync(new() { Division = County }))).Reason);
        var nobody = new Client(registry.Host.With(registry.Host.Token("ASSOCIATION", County)));
        Assert.Equal("TOKEN_INVALID", (await RichError.OfAsync(nobody.ListMembersAsync(new() { Division = County }))).Reason);
        // The department may record for it, and the membership is its own all the same.
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        Assert.Equal(code, (await Office.AdmitMemberAsync(Admission(institution, name))).Membership.AssociationCode);
        Assert.Single((await Secretary(code, County).ListMembersAsync(new() { Division = County })).Memberships);
    }

    private async Task<(string Name, string Code)> RegisterAsync(string division)
    {
        var (name, code) = ($"测试培训协会{Guid.NewGuid().ToString("N")[..6]}", Registry.NewCode());
        await new Client(registry.Host.AsRegulator(division, "CIVIL_AFFAIRS")).RegisterAssociationAsync(Registration(division, name, code));
        return (name, code);
    }

    private static RegisterAssociationRequest Registration(string division, string name, string code) => new()
    {
        RequestId = Registry.NewId(), Association = new Association { Division = division, Name = name, UnifiedSocialCreditCode = code },
    };

    private static AdmitMemberRequest Admission(Institution institution, string association) => new()
    {
        RequestId = Registry.NewId(), Membership = new Membership { AssociationName = association, InstitutionId = $"{institution.Id}", JoinedOn = "2026-01-05" },
    };

    private Client Secretary(string code, string division) => new(registry.Host.With(registry.Host.Token("ASSOCIATION", division, organization: code)));
}
