using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Client = ShuangJian.Protos.Institution.V1.CapitalService.CapitalServiceClient;
using Institution = ShuangJian.Institutions.Domain.Institution;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class CapitalTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In("530114");

    private string County => _county.Division;

    private Client Office => new(registry.Host.AsRegulator(County, "FINANCIAL_REGULATION"));

    private CaseService.CaseServiceClient CaseOffice => new(registry.Host.AsRegulator(County, "FINANCIAL_REGULATION"));

    [Fact]
    public async Task Forbidden_capital_opens_a_case_that_closes_once_a_clean_structure_is_verified()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County, TrainingCategory.Academic);
        var owner = Owner(institution);
        var declared = (await owner.DeclareStructureAsync(Foreign(institution))).Structure;
        Assert.Equal(["ForeignCapitalControls", "ForeignCapitalHoldsShares"], declared.Findings.Select(f => f.Rule));
        Assert.All(declared.Findings, f => Assert.Equal("KM-10", f.Basis[0].Clause));
        Assert.Equal(("f", 600_000, true, 0), (declared.Owners[0].PartyId, declared.Owners[0].SharePpm, declared.Owners[0].Controls, declared.UndeclaredPpm));
        Assert.Equal(["f", "m", "institution"], declared.Owners[0].Chain);

        var verified = await VerifyAsync(declared);
        var told = (await CaseOffice.GetCaseAsync(new() { CaseId = verified.CaseId })).Case;
        Assert.Equal((CaseKind.CapitalCleanUp, CaseState.Open, institution.Code), (told.Kind, told.State, told.InstitutionCode));
        await CaseOffice.ReportOnCaseAsync(new() { RequestId = Registry.NewId(), CaseId = told.CaseId, Text = "外资股东已签转让协议", Done = true });
        var early = await RichError.OfAsync(CaseOffice.CloseCaseAsync(Removed(told.CaseId)));
        Assert.Equal(("RESULT_NOT_SHOWN", "REMOVED"), (early.Reason, early.Facts["result"]));

        var still = await VerifyAsync((await owner.DeclareStructureAsync(Foreign(institution))).Structure);
        Assert.Equal((verified.CaseId, 2), (still.CaseId, still.Structure.Number));
        var clean = await VerifyAsync((await owner.DeclareStructureAsync(Domestic(institution))).Structure);
        Assert.Equal(("", 0), (clean.CaseId, clean.Structure.Findings.Count));
        Assert.Equal(CaseState.Closed, (await CaseOffice.CloseCaseAsync(Removed(told.CaseId))).Case.State);
        Assert.Equal([3, 2, 1], (await owner.ListStructuresAsync(new() { Division = County, InstitutionId = $"{institution.Id}" })).Structures.Select(s => s.Number));
    }

    [Fact]
    public async Task The_bans_are_for_academic_institutions_alone()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var verified = await VerifyAsync((await Owner(institution).DeclareStructureAsync(Foreign(institution))).Structure);
        Assert.Equal((0, ""), (verified.Structure.Findings.Count, verified.CaseId));
    }

    [Fact]
    public async Task A_later_declaration_replaces_one_that_was_not_verified()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County, TrainingCategory.Academic);
        var first = (await Owner(institution).DeclareStructureAsync(Domestic(institution))).Structure;
        await Owner(institution).DeclareStructureAsync(Domestic(institution));
        var error = await RichError.OfAsync(Office.VerifyStructureAsync(new() { RequestId = Registry.NewId(), StructureId = first.StructureId, Verified = true }));
        Assert.Equal((StatusCode.FailedPrecondition, "CASE_STATE", "REPLACED"), (error.Code, error.Reason, error.Facts["state"]));
    }

    [Fact]
    public async Task Wrong_structures_and_wrong_callers_are_refused()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County, TrainingCategory.Academic);
        var request = Domestic(institution);
        request.Structure.Ties[0].HeldId = "nobody";
        Assert.Equal("structure.ties[0].held_id", Assert.Single((await RichError.OfAsync(Owner(institution).DeclareStructureAsync(request))).Fields).Key);
        var circle = Domestic(institution);
        circle.Structure.Ties.Clear();
        circle.Structure.Parties.Add(new CapitalParty { PartyId = "b", Type = PartyType.Organisation });
        circle.Structure.Parties.Add(new CapitalParty { PartyId = "c", Type = PartyType.Organisation });
        circle.Structure.Ties.Add(new[] { Tie("b", "c", 1_000_000), Tie("c", "b", 1_000_000), Tie("b", "institution", 1_000_000) });
        Assert.Equal("OWNERSHIP_CIRCULAR", (await RichError.OfAsync(Owner(institution).DeclareStructureAsync(circle))).Reason);
        var stranger = new Client(registry.Host.AsInstitution(County, Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.DeclareStructureAsync(Domestic(institution)))).Code);
        var declared = (await Owner(institution).DeclareStructureAsync(Domestic(institution))).Structure;
        var verify = new VerifyStructureRequest { RequestId = Registry.NewId(), StructureId = declared.StructureId };
        Assert.Equal("remark", Assert.Single((await RichError.OfAsync(Office.VerifyStructureAsync(verify))).Fields).Key);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new Client(registry.Host.AsRegulator(County, "SPORTS")).VerifyStructureAsync(verify))).Reason);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(new Client(registry.Host.AsRegulator("530102")).GetStructureAsync(new() { StructureId = declared.StructureId }))).Reason);
    }

    [Fact]
    public async Task Of_two_verifications_at_once_one_wins()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County, TrainingCategory.Academic);
        var declared = (await Owner(institution).DeclareStructureAsync(Foreign(institution))).Structure;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { return (await VerifyAsync(declared), (RichError?)null); }
            catch (RpcException e) { return (null!, RichError.Of(e)); }
        }));
        Assert.NotEqual("", Assert.Single(outcomes, o => o.Item2 is null).Item1.CaseId);
        Assert.Equal("CASE_STATE", Assert.Single(outcomes, o => o.Item2 is not null).Item2!.Reason);
    }

    [Fact]
    public async Task A_person_is_one_owner_over_all_chains_and_institutions()
    {
        var (first, second) = (await CaseTests.LicensedAsync(registry.Host, County), await CaseTests.LicensedAsync(registry.Host, County));
        var request = Domestic(first);
        request.Structure.Parties[0].IdentityNumber = "G1234567x";
        request.Structure.Parties.Add(new CapitalParty { PartyId = "again", Type = PartyType.NaturalPerson, IdentityNumber = "g1234567X" });
        request.Structure.Parties.Add(new CapitalParty { PartyId = "m", Type = PartyType.Organisation });
        request.Structure.Ties.Clear();
        request.Structure.Ties.Add(new[] { Tie("n", "institution", 300_000), Tie("m", "institution", 700_000), Tie("again", "m", 1_000_000) });
        var declared = (await Owner(first).DeclareStructureAsync(request)).Structure;
        var owner = Assert.Single(declared.Owners);
        Assert.Equal(("n", 1_000_000, true, 0), (owner.PartyId, owner.SharePpm, owner.Controls, declared.UndeclaredPpm));
        Assert.Equal(["*********", "*********", ""], (await Office.GetStructureAsync(new() { StructureId = declared.StructureId })).Structure.Parties.Select(p => p.IdentityNumber));
        await VerifyAsync(declared);
        var other = Domestic(second);
        other.Structure.Parties[0].IdentityNumber = "G1234567X";
        other.Structure.Ties[0].SharePpm = 510_000;
        await Owner(second).DeclareStructureAsync(other);

        (string, int, bool, CapitalStructureState)[] expected =
        [
            (second.Code, 510_000, true, CapitalStructureState.Declared), (first.Code, 1_000_000, true, CapitalStructureState.Verified),
        ];
        ListHoldingsRequest[] questions =
        [
            new() { Division = County, IdentityNumber = "G1234567X", Purpose = "核对股权关联" },
            new() { Division = County, StructureId = declared.StructureId, PartyId = "again", Purpose = "核对股权关联" },
        ];
        foreach (var question in questions)
            Assert.Equal(expected, (await Office.ListHoldingsAsync(question)).Holdings.Select(h => (h.InstitutionCode, h.SharePpm, h.Controls, h.State)));
        Assert.Empty((await Office.ListHoldingsAsync(new() { Division = County, IdentityNumber = "G1234567Z", Purpose = "核对股权关联" })).Holdings);
        Assert.Contains("identity_number", (await RichError.OfAsync(Office.ListHoldingsAsync(new() { Division = County, Purpose = "核对股权关联" }))).Fields.Keys);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Owner(first).ListHoldingsAsync(questions[0]))).Reason);
        var next = new Client(registry.Host.AsRegulator("530102", "FINANCIAL_REGULATION"));
        questions[0].Division = "530102";
        Assert.Empty((await next.ListHoldingsAsync(questions[0])).Holdings);
    }

    [Theory]
    [InlineData(PartyType.NaturalPerson, "", 0)]
    [InlineData(PartyType.Organisation, "G1234567X", 0)]
    [InlineData(PartyType.State, "G1234567X", 0)]
    public async Task A_natural_person_has_a_number_and_nobody_else(PartyType type, string number, int index)
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var request = Domestic(institution);
        (request.Structure.Parties[index].Type, request.Structure.Parties[index].IdentityNumber) = (type, number);
        Assert.Equal($"structure.parties[{index}].identity_number", Assert.Single((await RichError.OfAsync(Owner(institution).DeclareStructureAsync(request))).Fields).Key);
    }

    [Fact]
    public async Task An_owner_is_exported_and_erased_once_no_declaration_needs_it_any_more()
    {
        var clock = new SetClock(RegistryHost.Noon("2026-11-20"));
        await using var host = await TestHost.StartAsync([new InstitutionsModule()], clock);
        var institution = await CaseTests.LicensedAsync(host, "110101");
        var (owner, office) = (new Client(host.AsInstitution("110101", institution.Code)), new Client(host.AsRegulator("110101", "FINANCIAL_REGULATION")));
        EraseOwnerRequest Erase() => new() { RequestId = Registry.NewId(), Division = "110101", IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请删除" };
        async Task DeclareAsync(string number)
        {
            var request = Domestic(institution);
            request.Structure.Parties[0].IdentityNumber = number;
            var declared = (await owner.DeclareStructureAsync(request)).Structure;
            await office.VerifyStructureAsync(new() { RequestId = Registry.NewId(), StructureId = declared.StructureId, Verified = true });
        }
        await DeclareAsync(Registry.IdentityNumber);
        Assert.Equal(("RETENTION_RUNS", "UNKNOWN"), await KeptAsync());
        await DeclareAsync(Registry.OtherIdentityNumber);
        Assert.Equal(("RETENTION_RUNS", "2028-11-20"), await KeptAsync());
        var stored = await office.ExportOwnerAsync(new() { Division = "110101", IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请查阅" });
        Assert.Equal((Registry.IdentityNumber, "2026-11-20"), (stored.IdentityNumber, Assert.Single(stored.Holdings).EndedOn));

        clock.Now = RegistryHost.Noon("2028-11-20");
        Assert.Equal(("RETENTION_RUNS", "2028-11-20"), await KeptAsync());
        clock.Now = RegistryHost.Noon("2028-11-21");
        Assert.Equal(1, (await office.EraseOwnerAsync(Erase())).Structures);
        Assert.Equal("", (await office.ExportOwnerAsync(new() { Division = "110101", IdentityNumber = Registry.IdentityNumber, Purpose = "本人申请查阅" })).IdentityNumber);
        var left = (await office.ListStructuresAsync(new() { Division = "110101" })).Structures;
        Assert.Equal([Mask.Identity(Registry.OtherIdentityNumber), ""], left.Select(s => s.Parties[0].IdentityNumber));
        await using var db = await host.OpenAsync<InstitutionsDb>();
        Assert.Equal(1, await db.Set<ShuangJian.Institutions.Domain.CapitalPerson>().CountAsync());

        async Task<(string, string)> KeptAsync()
        {
            var error = await RichError.OfAsync(office.EraseOwnerAsync(Erase()));
            return (error.Reason, error.Facts["kept_until"]);
        }
    }

    private async Task<VerifyStructureResponse> VerifyAsync(CapitalStructure structure) =>
        await Office.VerifyStructureAsync(new() { RequestId = Registry.NewId(), StructureId = structure.StructureId, Verified = true });

    private Client Owner(Institution institution) => new(registry.Host.AsInstitution(County, institution.Code));

    private static DeclareStructureRequest Domestic(Institution institution) => new()
    {
        RequestId = Registry.NewId(),
        Structure = new CapitalStructure
        {
            InstitutionId = $"{institution.Id}",
            Listing = ListingState.None,
            Parties = { new CapitalParty { PartyId = "n", Type = PartyType.NaturalPerson, IdentityNumber = Registry.IdentityNumber } },
            Ties = { Tie("n", "institution", 1_000_000) },
        },
    };

    private static DeclareStructureRequest Foreign(Institution institution)
    {
        var request = Domestic(institution);
        request.Structure.Parties.Add(new CapitalParty { PartyId = "m", Type = PartyType.Organisation, OrganisationName = "测试投资公司" });
        request.Structure.Parties.Add(new CapitalParty { PartyId = "f", Type = PartyType.Organisation, OrganisationName = "测试境外公司", Foreign = true });
        request.Structure.Ties.Clear();
        request.Structure.Ties.Add(new[] { Tie("f", "m", 600_000), Tie("n", "m", 400_000), Tie("m", "institution", 1_000_000) });
        return request;
    }

    private static CapitalTie Tie(string holder, string held, int share) => new() { HolderId = holder, HeldId = held, Type = TieType.Shares, SharePpm = share };

    private static CloseCaseRequest Removed(string id) =>
        new() { RequestId = Registry.NewId(), CaseId = id, Result = CaseResult.Removed, Reason = "外资已全部退出" };
}
