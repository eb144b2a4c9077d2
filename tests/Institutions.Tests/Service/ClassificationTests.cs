using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Client = ShuangJian.Protos.Institution.V1.ClassificationService.ClassificationServiceClient;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class ClassificationTests(RegistryHost registry)
{
    private const string County = "530103";
    private const string City = "530100";
    private readonly Registry _county = registry.In(County);
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    private Client Office => Officer(County);

    [Fact]
    public async Task A_disputed_item_is_decided_by_the_city_and_the_result_binds()
    {
        var item = await RequestAsync("戏剧口才");
        var decided = await DecideAsync(item, County, ItemNature.Academic);
        Assert.Equal((ClassificationState.CountyDecided, ItemNature.Academic, false), (decided.State, decided.Result, decided.Final));
        var owner = Owner(item.InstitutionCode);
        var seen = (await owner.GetClassificationAsync(new() { ClassificationId = item.ClassificationId })).Classification;
        Assert.Equal(3, seen.CountyRound.Votes.Count);
        Assert.All(seen.CountyRound.Votes, vote => Assert.Equal(("", "与课程标准的内容一致"), (vote.MemberId, vote.Reason)));

        await owner.DisputeClassificationAsync(new() { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, Reason = "本项目是表演艺术，请复核" });
        Assert.Equal(ItemNature.Academic, (await BindingAsync(owner, item)).Nature);
        var final = await DecideAsync(item, City, ItemNature.NonAcademic);
        Assert.Equal((ClassificationState.CityDecided, ItemNature.NonAcademic, true), (final.State, final.Result, final.Final));
        var binding = await BindingAsync(owner, item);
        Assert.Equal((ItemNature.NonAcademic, PanelLevel.City, true), (binding.Nature, binding.DecidedBy, binding.Final));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Owner(Registry.NewCode()).GetBindingClassificationAsync(
            new() { InstitutionCode = item.InstitutionCode, ItemName = item.ItemName }))).Code);
    }

    [Fact]
    public async Task Votes_are_secret_until_the_voting_is_closed()
    {
        var item = await RequestAsync("奥数");
        var expert = await ExpertAsync(County, "a");
        var assigned = await AssignAsync(Office, item, expert.Id);
        Assert.Equal([expert.Id], assigned.CountyRound.MemberIds);
        var voted = await VoteAsync(expert.Client, item, ItemNature.Academic);
        Assert.Equal(1, voted.CountyRound.VotedCount);
        Assert.Empty(voted.CountyRound.Votes);
        var officer = (await Office.GetClassificationAsync(new() { ClassificationId = item.ClassificationId })).Classification;
        Assert.Equal((1, 0), (officer.CountyRound.VotedCount, officer.CountyRound.Votes.Count));
        var error = await RichError.OfAsync(Office.CloseVotingAsync(new() { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId }));
        Assert.Equal((StatusCode.FailedPrecondition, "QUORUM_MISSING", "1", "3"), (error.Code, error.Reason, error.Facts["votes"], error.Facts["quorum"]));
    }

    [Fact]
    public async Task An_employee_of_the_institution_is_refused_as_expert()
    {
        var item = await RequestAsync("英语戏剧");
        var expert = await ExpertAsync(County, "b", item.InstitutionCode);
        var error = await RichError.OfAsync(Office.AssignPanelAsync(Assignment(item, expert.Id)));
        Assert.Equal((StatusCode.FailedPrecondition, "EXPERT_CONFLICT", "EMPLOYED_BY_INSTITUTION"), (error.Code, error.Reason, error.Facts["ground"]));
    }

    [Fact]
    public async Task An_expert_of_an_owner_is_refused_once_the_capital_structure_is_verified()
    {
        var institution = await CaseTests.LicensedAsync(registry.Host, County);
        var (parent, top) = (Registry.NewCode(), Registry.NewCode());
        var item = (await Office.RequestClassificationAsync(Request(institution.Code, "珠心算"))).Classification;
        var expert = await ExpertAsync(County, "owner", top);
        var capital = new CapitalService.CapitalServiceClient(registry.Host.AsRegulator(County, "FINANCIAL_REGULATION"));
        var declared = (await new CapitalService.CapitalServiceClient(registry.Host.AsInstitution(County, institution.Code)).DeclareStructureAsync(new()
        {
            RequestId = Registry.NewId(),
            Structure = new CapitalStructure
            {
                InstitutionId = $"{institution.Id}", Listing = ListingState.None,
                Parties =
                {
                    new CapitalParty { PartyId = "p", Type = PartyType.Organisation, OrganisationName = "测试投资公司", UnifiedSocialCreditCode = parent },
                    new CapitalParty { PartyId = "t", Type = PartyType.Organisation, OrganisationName = "测试集团公司", UnifiedSocialCreditCode = top },
                },
                Ties =
                {
                    new CapitalTie { HolderId = "p", HeldId = "institution", Type = TieType.Shares, SharePpm = 1_000_000 },
                    new CapitalTie { HolderId = "t", HeldId = "p", Type = TieType.Vie },
                },
            },
        })).Structure;
        await AssignAsync(Office, item, expert.Id);
        await capital.VerifyStructureAsync(new() { RequestId = Registry.NewId(), StructureId = declared.StructureId, Verified = true });
        var vote = await RichError.OfAsync(expert.Client.CastVoteAsync(new()
        {
            RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, Opinion = ItemNature.Academic, Reason = "与课程标准的内容一致",
        }));
        Assert.Equal(("EXPERT_CONFLICT", "EMPLOYED_BY_OWNER"), (vote.Reason, vote.Facts["ground"]));
        Assert.Equal("EXPERT_CONFLICT", (await RichError.OfAsync(Office.AssignPanelAsync(Assignment(item, expert.Id)))).Reason);
    }

    [Fact]
    public async Task An_item_is_asked_about_once_and_a_repeated_request_gets_the_first_answer()
    {
        var item = await RequestAsync("机器人");
        var again = Request(item.InstitutionCode, " 机 器 人");
        var error = await RichError.OfAsync(Office.RequestClassificationAsync(again));
        Assert.Equal((StatusCode.AlreadyExists, "CLASSIFICATION_EXISTS", item.ClassificationId), (error.Code, error.Reason, error.Facts["classification_id"]));
        var first = Request(Registry.NewCode(), "航模");
        var answers = await Task.WhenAll(Office.RequestClassificationAsync(first).ResponseAsync, Office.RequestClassificationAsync(first).ResponseAsync);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Of_two_who_ask_about_an_item_at_once_one_learns_of_the_other()
    {
        var code = Registry.NewCode();
        var outcomes = await Task.WhenAll(new[] { "编程", "编 程" }.Select(async name =>
        {
            try { return ((await Office.RequestClassificationAsync(Request(code, name))).Classification.ClassificationId, (RichError?)null); }
            catch (RpcException e) { return ("", RichError.Of(e)); }
        }));
        var won = Assert.Single(outcomes, o => o.Item2 is null).Item1;
        Assert.Equal(("CLASSIFICATION_EXISTS", won), (Assert.Single(outcomes, o => o.Item2 is not null).Item2!.Reason, outcomes.Single(o => o.Item2 is not null).Item2!.Facts["classification_id"]));
    }

    [Fact]
    public async Task Other_counties_departments_and_institutions_have_no_part()
    {
        var item = await RequestAsync("书法");
        var get = new GetClassificationRequest { ClassificationId = item.ClassificationId };
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Officer("530102").GetClassificationAsync(get))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Owner(Registry.NewCode()).GetClassificationAsync(get))).Code);
        var close = new CloseVotingRequest { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId };
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new Client(registry.Host.AsRegulator(County, "SPORTS")).CloseVotingAsync(close))).Reason);
        var wrong = Request(Registry.NewCode(), "书");
        wrong.Classification.Description = "短";
        var error = await RichError.OfAsync(Office.RequestClassificationAsync(wrong));
        Assert.Equal(["classification.description", "classification.item_name"], error.Fields.Keys.Order());
        var above = Request(Registry.NewCode(), "书法入门");
        above.Division = City;
        Assert.Equal("division", Assert.Single((await RichError.OfAsync(Officer(City).RequestClassificationAsync(above))).Fields).Key);
    }

    [Fact]
    public async Task A_county_does_not_lead_the_citys_panel_and_an_outsider_does_not_vote()
    {
        var item = await RequestAsync("围棋");
        await DecideAsync(item, County, ItemNature.Academic);
        await Office.DisputeClassificationAsync(new() { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, Reason = "本项目应由市级鉴别机构复核" });
        var expert = await ExpertAsync(City, "c");
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Office.AssignPanelAsync(Assignment(item, expert.Id)))).Reason);
        var error = await RichError.OfAsync(expert.Client.CastVoteAsync(new()
        {
            RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, Opinion = ItemNature.Academic, Reason = "与课程标准的内容一致",
        }));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_ASSIGNED"), (error.Code, error.Reason));
    }

    private async Task<Classification> DecideAsync(Classification item, string panel, ItemNature opinion)
    {
        var office = Officer(panel);
        var experts = new List<(string Id, Client Client)>();
        foreach (var name in new[] { "1", "2", "3" }) experts.Add(await ExpertAsync(panel, $"{item.ItemName}-{name}"));
        await AssignAsync(office, item, [.. experts.Select(e => e.Id)]);
        foreach (var expert in experts) await VoteAsync(expert.Client, item, opinion);
        return (await office.CloseVotingAsync(new() { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId })).Classification;
    }

    private async Task<(string Id, Client Client)> ExpertAsync(string division, string name, string employer = "")
    {
        var client = new Client(registry.Host.With(registry.Host.Token("EXPERT", division, subject: $"expert-{_run}-{division}-{name}")));
        var member = (await client.RegisterPanelMemberAsync(new()
        {
            RequestId = Registry.NewId(), Member = new PanelMember { Division = division, Speciality = "语文", EmployerCode = employer },
        })).Member;
        await Officer(division).AppointPanelMemberAsync(new() { RequestId = Registry.NewId(), MemberId = member.MemberId, Appointed = true });
        return (member.MemberId, client);
    }

    private async Task<Classification> RequestAsync(string name) => (await Office.RequestClassificationAsync(Request(Registry.NewCode(), name))).Classification;

    private static async Task<Classification> AssignAsync(Client office, Classification item, params string[] members) =>
        (await office.AssignPanelAsync(Assignment(item, members))).Classification;

    private static async Task<Classification> VoteAsync(Client expert, Classification item, ItemNature opinion) => (await expert.CastVoteAsync(new()
    {
        RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, Opinion = opinion, Reason = "与课程标准的内容一致",
    })).Classification;

    private static async Task<GetBindingClassificationResponse> BindingAsync(Client owner, Classification item) =>
        await owner.GetBindingClassificationAsync(new() { InstitutionCode = item.InstitutionCode, ItemName = item.ItemName });

    private static AssignPanelRequest Assignment(Classification item, params string[] members) =>
        new() { RequestId = Registry.NewId(), ClassificationId = item.ClassificationId, MemberIds = { members } };

    private RequestClassificationRequest Request(string code, string name) => new()
    {
        RequestId = Registry.NewId(),
        Division = _county.Division,
        Classification = new Classification { InstitutionCode = code, ItemName = name, Description = "面向小学生，每周两课时，使用自编教材" },
    };

    private Client Officer(string division) => new(registry.Host.AsRegulator(division));

    private Client Owner(string code) => new(registry.Host.AsInstitution(County, code));
}
