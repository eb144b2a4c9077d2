using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class DecidingTests(RegistryHost registry)
{
    private readonly Registry _county = registry.In("110102");

    [Fact]
    public async Task A_person_refuses_with_a_reason_and_not_without_grounds()
    {
        var reviewed = await _county.ReviewAsync();
        var error = await RichError.OfAsync(_county.Decide(reviewed, Verdict.Refuse));
        Assert.Equal((StatusCode.FailedPrecondition, "GROUNDS_MISSING"), (error.Code, error.Reason));
        var refused = (await _county.Decide(reviewed, Verdict.Refuse, "消防设施不符合要求")).Application;
        Assert.Equal((ApplicationState.Refused, false, "消防设施不符合要求", ""),
            (refused.State, refused.Decision.Automatic, refused.Decision.Reason, refused.Decision.LicenceNumber));
        var told = await _county.Office.ExplainDecisionAsync(new() { ApplicationId = refused.ApplicationId });
        Assert.Contains("消防设施不符合要求", told.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_objection_stands_against_approval_until_it_is_taken_back()
    {
        var reviewed = await _county.ReviewAsync();
        await _county.GiveAsync(reviewed, Department.MarketRegulation, ReviewOpinion.Object, "名称与已登记的相同");
        var error = await RichError.OfAsync(_county.Decide(reviewed));
        Assert.Equal((StatusCode.FailedPrecondition, "BREACH_STANDS", "MARKET_REGULATION"), (error.Code, error.Reason, error.Facts["objections"]));
        await _county.GiveAsync(reviewed, Department.MarketRegulation, ReviewOpinion.Agree);
        Assert.Equal(ApplicationState.Approved, (await _county.Decide(reviewed)).Application.State);
    }

    [Fact]
    public async Task An_objection_says_why()
    {
        var accepted = await _county.AcceptAsync();
        var error = await RichError.OfAsync(_county.As("MARKET_REGULATION").ReviewApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = accepted.ApplicationId, Opinion = ReviewOpinion.Object,
        }));
        Assert.Equal((StatusCode.InvalidArgument, "reason"), (error.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task An_approval_waits_for_every_department()
    {
        var accepted = await _county.AcceptAsync();
        await _county.GiveAsync(accepted, Department.CultureTourism, ReviewOpinion.Agree);
        var error = await RichError.OfAsync(_county.Decide(accepted));
        Assert.Equal((StatusCode.FailedPrecondition, "REVIEWS_OUTSTANDING", "MARKET_REGULATION"), (error.Code, error.Reason, error.Facts["outstanding"]));
    }

    [Fact]
    public async Task Who_has_no_part_in_the_review_neither_reviews_nor_decides()
    {
        var reviewed = await _county.ReviewAsync();
        var review = await RichError.OfAsync(_county.As("TAXATION").ReviewApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = reviewed.ApplicationId, Opinion = ReviewOpinion.Agree,
        }));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_A_REVIEWER", "CULTURE_TOURISM,MARKET_REGULATION"), (review.Code, review.Reason, review.Facts["reviewers"]));
        var decision = await RichError.OfAsync(_county.As("MARKET_REGULATION").DecideApplicationAsync(new()
        {
            RequestId = Registry.NewId(), ApplicationId = reviewed.ApplicationId, Verdict = Verdict.Approve,
        }));
        Assert.Equal((StatusCode.PermissionDenied, "NOT_A_REVIEWER", "CULTURE_TOURISM"), (decision.Code, decision.Reason, decision.Facts["reviewers"]));
    }

    [Fact]
    public async Task What_the_law_leaves_open_is_determined_by_a_person_and_kept_with_the_decision()
    {
        var kunming = registry.In("530102");
        var reviewed = await kunming.ReviewAsync();
        string[] open = ["NonAcademicStandardMissing", "CompetentDepartmentUnknown"];
        Assert.Equal(open, reviewed.Findings.Select(f => f.Rule));
        var error = await RichError.OfAsync(kunming.Decide(reviewed));
        Assert.Equal((StatusCode.FailedPrecondition, "DETERMINATION_MISSING", string.Join(',', open)), (error.Code, error.Reason, error.Facts["rules"]));
        Assert.Equal(open, error.Findings.Select(f => f.Rule));
        var determinations = open.Select(rule => Holds(rule)).ToArray();
        var approved = (await kunming.Decide(reviewed, determinations: determinations)).Application;
        Assert.Equal(ApplicationState.Approved, approved.State);
        Assert.Equal(determinations, approved.Decision.Determinations);
        var told = await kunming.Office.ExplainDecisionAsync(new() { ApplicationId = approved.ApplicationId });
        foreach (var words in new[] { "云南省昆明市五华区", "非学科类机构尚无设置标准", "符合省里的标准", approved.Decision.LicenceNumber })
            Assert.Contains(words, told.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_breach_that_a_person_finds_stands_against_approval_and_is_grounds_for_refusal()
    {
        var kunming = registry.In("530102");
        var reviewed = await kunming.ReviewAsync();
        var breach = Holds("NonAcademicStandardMissing", breached: true);
        var error = await RichError.OfAsync(kunming.Decide(reviewed, determinations: breach));
        Assert.Equal(("BREACH_STANDS", "NonAcademicStandardMissing"), (error.Reason, error.Facts["rules"]));
        Assert.Equal("NonAcademicStandardMissing", Assert.Single(error.Findings).Rule);
        Assert.Equal(ApplicationState.Refused, (await kunming.Decide(reviewed, Verdict.Refuse, determinations: breach)).Application.State);
    }

    [Fact]
    public async Task A_determination_of_a_rule_that_is_not_open_is_refused_by_its_path()
    {
        var reviewed = await _county.ReviewAsync();
        var error = await RichError.OfAsync(_county.Decide(reviewed, determinations: Holds("NonAcademicStandardMissing")));
        Assert.Equal((StatusCode.InvalidArgument, "determinations[0].rule"), (error.Code, Assert.Single(error.Fields).Key));
        var kunming = registry.In("530102");
        var twice = await RichError.OfAsync(kunming.Decide(
            await kunming.ReviewAsync(), determinations: [Holds("NonAcademicStandardMissing"), Holds("NonAcademicStandardMissing", breached: true)]));
        Assert.Equal((StatusCode.InvalidArgument, "determinations[1].rule"), (twice.Code, Assert.Single(twice.Fields).Key));
    }

    [Fact]
    public async Task What_is_decided_is_not_decided_again()
    {
        var approved = await _county.ApproveAsync();
        foreach (var verdict in new[] { Verdict.Approve, Verdict.Refuse })
        {
            var error = await RichError.OfAsync(_county.Decide(approved, verdict, "改变主意"));
            Assert.Equal((StatusCode.FailedPrecondition, "APPLICATION_STATE", "APPROVED"), (error.Code, error.Reason, error.Facts["state"]));
        }
        Assert.Equal(approved, await _county.GetAsync(approved.ApplicationId));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_learns_why()
    {
        for (var round = 0; round < 5; round++)
        {
            var reviewed = await _county.ReviewAsync();
            var outcomes = await Task.WhenAll(
                OutcomeAsync(_county.Decide(reviewed)),
                OutcomeAsync(_county.Decide(reviewed, Verdict.Refuse, "同时作出的另一决定")));
            var stored = await _county.GetAsync(reviewed.ApplicationId);
            Assert.Contains(stored.State, outcomes.Select(o => o.State));
            var error = Assert.Single(outcomes, o => o.Error is not null).Error!;
            Assert.Equal((StatusCode.FailedPrecondition, "APPLICATION_STATE"), (error.Code, error.Reason));
            Assert.Equal(stored.State.ToString().ToUpperInvariant(), error.Facts["state"]);
        }
    }

    private static Determination Holds(string rule, bool breached = false) => new() { Rule = rule, Breached = breached, Reason = "经核实，符合省里的标准" };

    private static async Task<(ApplicationState State, RichError? Error)> OutcomeAsync(AsyncUnaryCall<DecideApplicationResponse> call)
    {
        try { return ((await call).Application.State, null); }
        catch (RpcException e) { return (default, RichError.Of(e)); }
    }
}
