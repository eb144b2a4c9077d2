using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Cases over the real service, from facts to the end.</summary>
public sealed partial class PenaltyTests : IAsyncLifetime
{
    private SupervisionHost _host = null!;

    private PenaltyService.PenaltyServiceClient Officer => As("officer-a");

    private PenaltyService.PenaltyServiceClient Head => As("officer-b");

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Anyone_may_ask_what_facts_lead_to_and_is_told_why()
    {
        var anyone = new PenaltyService.PenaltyServiceClient(_host.Host.Channel);
        var found = (await anyone.AssessPenaltyAsync(new() { Division = SupervisionHost.County, Facts = Facts(BreachGravity.Grave) })).Assessment;
        Assert.Equal((5000000, 10000000, "ORDER-53-18", "EDUCATION", "KM-6"), (found.LeastFen, found.MostFen, found.Article.Clause, found.Authority, found.Power[0].Clause));
        Assert.Contains(found.Parameters, p => p is { Key: "penalties/disguised_grave_fen_most", Value: "10000000", From: "2023-10-15" });
        Assert.Empty(found.Findings);
        var kinds = (await anyone.ListBreachKindsAsync(new())).Kinds;
        Assert.Equal("penalties/disguised_fen_most", Assert.Single(kinds.Single(k => k.KindId == "disguised-academic").Steps[1].FineParameters));
        var wrong = Facts(BreachGravity.Grave);
        (wrong.EndedOn, wrong.KindId, wrong.RefundedFen) = ("2026-11-21", "nothing", 5);
        var error = await RichError.OfAsync(anyone.AssessPenaltyAsync(new() { Division = SupervisionHost.County, Facts = wrong }));
        Assert.Equal(["facts.ended_on", "facts.found_on", "facts.kind_id", "facts.refunded_fen"], error.Fields.Keys.Order());
    }

    [Fact]
    public async Task A_case_runs_from_facts_to_its_end_and_every_effect_is_followed()
    {
        var code = Registry.NewCode();
        var one = await OpenAsync(code, Facts(BreachGravity.Serious));
        Assert.Equal((PenaltyState.Open, "2027-02-18"), (one.State, one.DueDate));
        Assert.Equal("disguised-academic", (await _host.HearAsync<PenaltyCaseOpened>(one.PenaltyId)).Kind);
        Assert.Equal("PENALTY_STATE", (await RichError.OfAsync(Head.DecidePenaltyAsync(Decision(one, 2000000)))).Reason);

        one = await ProposeAsync(one, 2000000);
        Assert.Contains("罚款幅度为0.00元以上50000.00元以下", one.Proposal.Draft);
        one = (await Officer.NotifyPenaltyPartyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId })).Penalty;
        // Twenty thousand yuan give the right to a hearing; five working days after Friday, 20 November.
        Assert.Equal((true, "2026-11-27"), (one.Notice.HearingRight, one.Notice.HearingUntil));
        Assert.Equal("PartyWasNotHeard", (await RefusedAsync(Decision(one, 2000000))).Findings.Single().Rule);

        var party = new PenaltyService.PenaltyServiceClient(_host.Institution(code));
        await party.SubmitPenaltyStatementAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Text = "请求听证并从轻处理", AsksHearing = true });
        _host.Clock.Now = SupervisionHost.Noon("2026-12-10");
        Assert.Equal("PartyWasNotHeard", (await RefusedAsync(Decision(one, 2000000))).Findings.Single().Rule);
        await Officer.RecordPenaltyHearingAsync(new()
        {
            RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Hearing = new() { HeldOn = "2026-12-09", Result = "听取了当事人的意见", MinutesSha256 = new string('b', 64) },
        });
        Assert.Equal("SAME_OFFICER", (await RichError.OfAsync(Officer.DecidePenaltyAsync(Decision(one, 2000000)))).Reason);
        var over = await RefusedAsync(Decision(one, 5000001));
        Assert.Equal(("FineIsOutsideItsRange", "0-5000000", "5000001"), (over.Findings[0].Rule, over.Findings[0].Limit.Value, over.Findings[0].Observed.Value));
        var trial = Decision(one, 2000000);
        trial.ValidateOnly = true;
        Assert.Equal(PenaltyState.Decided, (await Head.DecidePenaltyAsync(trial)).Penalty.State);
        one = (await Head.DecidePenaltyAsync(Decision(one, 2000000))).Penalty;
        Assert.Equal((PenaltyState.Decided, "2026-12-21", "EDUCATION", "2029-12-10"), (one.State, one.DueDate, one.Decision.Department, one.PublishedUntil));

        var decided = await _host.HearAsync<PenaltyDecided>(one.PenaltyId);
        Assert.Equal(("DISGUISED_ACADEMIC", code), (decided.Grounds[0], decided.UnifiedSocialCreditCode));
        Assert.Equal("CREDIT institutions,RISK monitoring,MONEY_FROZEN custody", string.Join(',', decided.Effects!.Select(e => $"{e.Kind} {e.Service}")));
        Assert.Equal("样例培训中心", Assert.Single((await new PenaltyService.PenaltyServiceClient(_host.Host.Channel).ListPublishedPenaltiesAsync(new() { Division = "530000" })).Penalties).Name);

        one = (await Officer.ServePenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, ServedOn = "2026-12-10", Method = "直接送达" })).Penalty;
        Assert.Equal(("2026-12-25", "2027-02-08", "2027-06-10"), (one.Serving.PayBy, one.Serving.ReviewUntil, one.Serving.LawsuitUntil));
        var error = await RichError.OfAsync(Officer.ClosePenaltyCaseAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId }));
        Assert.Equal(("PENALTY_NOT_CARRIED_OUT", "2000000", "3"), (error.Reason, error.Facts["owed_fen"], error.Facts["effects"]));
        await PayAsync(one, "2026-12-10", 2000000, "P-1");
        foreach (var effect in decided.Effects!) await ConfirmAsync(effect);
        Assert.Equal(PenaltyState.Closed, (await Officer.ClosePenaltyCaseAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId })).Penalty.State);
        await _host.HearAsync<PenaltyClosed>(one.PenaltyId);
    }

    [Fact]
    public async Task Effects_are_done_when_the_other_service_says_so_and_overdue_by_themselves()
    {
        var (one, decided) = await DecidedAsync(Facts(BreachGravity.Grave, "profiteering"), 0, PenaltyMeasure.Suspension);
        Assert.Equal(
            "BLACK_LIST,LIST_EDITION,CREDIT,RISK,LICENCE_SUSPENDED,MONEY_FROZEN", string.Join(',', decided.Effects!.Select(e => e.Kind)));
        var suspended = decided.Effects!.Single(e => e.Kind == "LICENCE_SUSPENDED");
        var (courses, money) = (Registry.NewId(), Registry.NewId());
        // One consequence is confirmed before it is told that there is one.
        await _host.TellAsync("supervision.penalty-effects", "filings", $"consequences/{courses}", new ConsequenceConfirmed
        {
            Division = SupervisionHost.County, ConsequenceId = courses, Service = "filings", Note = "已停课",
        });
        await ConfirmAsync(suspended, [new(courses, "COURSES", "filings", new(2026, 12, 4)), new(money, "PREPAID_MONEY", "custody", new(2026, 12, 4))]);
        await ConfirmAsync(decided.Effects!.Single(e => e.Kind == "MONEY_FROZEN"), done: false);
        await EditionAsync("530102-2026-0001");
        await ConfirmAsync(decided.Effects!.Single(e => e.Kind == "BLACK_LIST"));
        var effects = await EffectsAsync(one);
        Assert.Equal(
            "BlackList Done,ListEdition Requested,Credit Requested,LicenceSuspended Done,MoneyFrozen Refused,Risk Requested,Courses Done,PrepaidMoney Requested",
            string.Join(',', effects.Select(e => $"{e.Kind} {e.State}")));
        Assert.Equal("已停课", effects.Single(e => e.Kind == PenaltyEffectKind.Courses).Note);
        await EditionAsync("530102-2026-0002");
        Assert.Contains("530102-2026-0002", (await EffectsAsync(one)).Single(e => e.Kind == PenaltyEffectKind.ListEdition).Note);

        // Ten working days after Friday, 20 November: the day itself is still in time.
        await _host.RestartAsync("2026-12-04");
        await _host.RestartAsync("2026-12-05");
        var late = await _host.HearAsync<PenaltyEffectOverdue>(effects.Single(e => e.Kind == PenaltyEffectKind.Credit).EffectId);
        Assert.Equal(("CREDIT", "institutions", new DateOnly(2026, 12, 4)), (late.Kind, late.Service, late.DueDate));
        await Eventually.ValueAsync("effects that are late", async () => string.Join(',', await LateAsync()), late => late == "Credit,PrepaidMoney,Risk");
        var refused = (await EffectsAsync(one)).Single(e => e.State == PenaltyEffectState.Refused);
        ConfirmPenaltyEffectRequest byHand = new() { RequestId = Registry.NewId(), EffectId = refused.EffectId, Note = "已书面通知银行停止划拨" };
        Assert.Equal(PenaltyEffectState.Done, (await Officer.ConfirmPenaltyEffectAsync(byHand)).Effect.State);
        byHand.RequestId = Registry.NewId();
        Assert.Equal("EFFECT_DONE", (await RichError.OfAsync(Officer.ConfirmPenaltyEffectAsync(byHand))).Reason);
    }

    [Fact]
    public async Task What_the_platform_cannot_decide_a_person_determines()
    {
        var one = await OpenAsync(Registry.NewCode(), Facts(BreachGravity.Serious, "mismanagement"));
        ProposePenaltyRequest request = new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Measures = { PenaltyMeasure.Warning, PenaltyMeasure.Fine }, FineFen = 100000, Reasons = "样例处罚理由" };
        var error = await RichError.OfAsync(Officer.ProposePenaltyAsync(request));
        Assert.Equal(("PENALTY_DETERMINATION_MISSING", "FineHasNoVerifiedRange"), (error.Reason, error.Facts["rules"]));
        request.Determinations.Add(new Protos.Type.V1.Determination { Rule = "FineHasNoVerifiedRange", Breached = true, Reason = "省级裁量基准不允许罚款" });
        Assert.Equal("PENALTY_NOT_LAWFUL", (await RichError.OfAsync(Officer.ProposePenaltyAsync(request))).Reason);
        request.Determinations[0] = new() { Rule = "FineHasNoVerifiedRange", Reason = "经核对条文数额在幅度内" };
        Assert.Equal(PenaltyState.Proposed, (await Officer.ProposePenaltyAsync(request)).Penalty.State);
        // Without a fine nobody has to say what its range is.
        Assert.Equal(PenaltyState.Proposed, (await ProposeAsync(await OpenAsync(Registry.NewCode(), Facts(BreachGravity.Serious, "mismanagement")), 0, PenaltyMeasure.Warning)).State);
    }

    [Theory]
    [InlineData(BreachGravity.Grave, 5000000, false, "MajorCaseWasNotDecidedTogether")]
    [InlineData(BreachGravity.Grave, 5000000, true, "")]
    [InlineData(BreachGravity.Serious, 4999999, false, "")]
    public async Task A_major_case_is_decided_together(BreachGravity gravity, long fine, bool together, string rule)
    {
        var one = await HeardAsync(Facts(gravity), fine);
        var decision = Decision(one, fine);
        if (together) decision.Together = new() { MetOn = "2026-11-20", Roles = { "主要负责人", "分管负责人" }, MinutesSha256 = new string('c', 64) };
        var outcome = rule.Length > 0 ? string.Join(',', (await RefusedAsync(decision)).Findings.Select(f => f.Rule)) : "";
        Assert.Equal(rule, outcome);
        if (rule.Length == 0) Assert.Equal(fine, (await Head.DecidePenaltyAsync(decision)).Penalty.FineFen);
    }

    [Theory]
    [InlineData(PenaltyAppealOutcome.Upheld, 0, PenaltyState.Served, 2000000)]
    [InlineData(PenaltyAppealOutcome.Changed, 1500000, PenaltyState.Served, 1500000)]
    [InlineData(PenaltyAppealOutcome.Revoked, 0, PenaltyState.Withdrawn, 2000000)]
    public async Task An_appeal_lets_stand_changes_or_ends_a_decision(PenaltyAppealOutcome outcome, long fine, PenaltyState state, long stands)
    {
        var (one, _) = await DecidedAsync(Facts(BreachGravity.Serious), 2000000);
        await Officer.ServePenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, ServedOn = "2026-11-20", Method = "直接送达" });
        AppealPenaltyRequest appeal = new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Kind = PenaltyAppealKind.Review, FiledOn = "2026-11-20", Grounds = "处罚过重请求变更" };
        var party = new PenaltyService.PenaltyServiceClient(_host.Institution(one.Party.CreditCode));
        Assert.False((await party.AppealPenaltyAsync(appeal)).Penalty.Appeals[0].Late);
        appeal.RequestId = Registry.NewId();
        Assert.Equal("APPEAL_OPEN", (await RichError.OfAsync(party.AppealPenaltyAsync(appeal))).Reason);
        SettlePenaltyAppealRequest settle = new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Outcome = outcome, FineFen = outcome == PenaltyAppealOutcome.Changed ? 2000000 : 1, Reason = "复议机关的决定" };
        Assert.Equal(["fine_fen"], (await RichError.OfAsync(Officer.SettlePenaltyAppealAsync(settle))).Fields.Keys);
        settle.FineFen = fine;
        one = (await Officer.SettlePenaltyAppealAsync(settle)).Penalty;
        Assert.Equal((state, stands), (one.State, one.FineFen));
        Assert.Equal(state == PenaltyState.Withdrawn, one.PublishedUntil.Length == 0);
        if (state == PenaltyState.Withdrawn) Assert.Equal("复议机关的决定", (await _host.HearAsync<PenaltyWithdrawn>(one.PenaltyId)).Reason);
    }

    [Fact]
    public async Task Steps_that_are_late_are_told_once_and_the_surcharge_grows()
    {
        var (one, _) = await DecidedAsync(Facts(BreachGravity.Serious), 2000000);
        var open = await OpenAsync(Registry.NewCode(), Facts(BreachGravity.Serious));
        await Officer.ServePenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, ServedOn = "2026-11-20", Method = "直接送达" });
        await _host.RestartAsync("2026-12-06");
        var late = await _host.HearAsync<PenaltyStepOverdue>(one.PenaltyId);
        Assert.Equal(("SERVED", new DateOnly(2026, 12, 5), 2000000), (late.State, late.DueDate, late.UnpaidFen));
        var shown = (await Officer.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId })).Penalty;
        Assert.Equal((true, 60000), (shown.Overdue, shown.SurchargeFen));
        await _host.RestartAsync("2027-02-19");
        Assert.Equal("OPEN", (await _host.HearAsync<PenaltyStepOverdue>(open.PenaltyId)).State);
        Assert.Single(_host.Heard, e => e.Name == "supervision.penalty-step-overdue" && e.Subject.EndsWith(one.PenaltyId, StringComparison.Ordinal));
        Assert.Equal(2, (await Officer.ListPenaltyCasesAsync(new() { Division = SupervisionHost.County, OverdueOnly = true })).Penalties.Count);
    }

    [Fact]
    public async Task A_natural_person_is_masked_unpublished_and_named_on_paper_only()
    {
        const string name = "样例甲乙丙";
        OpenPenaltyCaseRequest request = Open("", Facts(BreachGravity.Serious));
        request.Party = new() { Kind = PenaltyPartyKind.Person, PersonName = name };
        var one = (await Officer.OpenPenaltyCaseAsync(request)).Penalty;
        Assert.Equal("样**", one.Party.PersonName);
        one = await HearAsync(await ProposeAsync(one, 100000));
        Assert.DoesNotContain(name, one.Proposal.Draft);
        one = (await Head.DecidePenaltyAsync(Decision(one, 100000))).Penalty;
        Assert.Equal("", one.PublishedUntil);
        Assert.Equal("自然人", (await _host.HearAsync<PenaltyDecided>(one.PenaltyId)).Name);
        Assert.DoesNotContain(_host.Heard, e => System.Text.Encoding.UTF8.GetString(e.Body.Span).Contains(name, StringComparison.Ordinal));
        var page = await Officer.PrintPenaltyDocumentAsync(new() { PenaltyId = one.PenaltyId, Document = PenaltyDocument.Decision, Purpose = "送达当事人" });
        Assert.Contains(name, page.Html);
        Assert.Contains("行政处罚决定书", page.Html);
        Assert.Contains("行政处罚事先告知书", (await Officer.PrintPenaltyDocumentAsync(new() { PenaltyId = one.PenaltyId, Document = PenaltyDocument.Notice, Purpose = "送达当事人" })).Html);
    }

    [Fact]
    public async Task A_repeated_breach_is_known_and_counts_are_by_kind_place_and_department()
    {
        var (one, _) = await DecidedAsync(Facts(BreachGravity.Serious), 2000000);
        var again = await OpenAsync(one.Party.CreditCode, Facts(BreachGravity.Serious));
        Assert.True(again.Facts.Repeated);
        Assert.Equal((2500000, true), (again.Assessment.LeastFen, again.Assessment.Aggravated));
        await Officer.WithdrawPenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Reason = "事实认定有误，自行纠正" });
        Assert.False((await OpenAsync(one.Party.CreditCode, Facts(BreachGravity.Serious))).Facts.Repeated);
        var counts = (await Officer.GetPenaltyStatisticsAsync(new() { Division = SupervisionHost.County, Year = 2026 })).Counts;
        Assert.Equal(
            "disguised-academic 530102  Open 2 0;disguised-academic 530102 EDUCATION Withdrawn 1 0",
            string.Join(';', counts.Select(c => $"{c.KindId} {c.Division} {c.Department} {c.State} {c.Cases} {c.FineFen}")));
    }

    [Fact]
    public async Task Only_who_it_concerns_sees_a_case()
    {
        var code = Registry.NewCode();
        var one = await OpenAsync(code, Facts(BreachGravity.Serious));
        var party = new PenaltyService.PenaltyServiceClient(_host.Institution(code));
        // To the party it exists from the notice on.
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(party.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId }))).Reason);
        Assert.Empty((await party.ListPenaltyCasesAsync(new() { Division = SupervisionHost.County })).Penalties);
        await HearAsync(await ProposeAsync(one, 100000));
        var seen = (await party.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId })).Penalty;
        Assert.Equal((null, 0), (seen.Proposal, seen.Log.Count));
        Assert.Single((await party.ListPenaltyCasesAsync(new() { Division = SupervisionHost.County })).Penalties);
        var other = new PenaltyService.PenaltyServiceClient(_host.Institution(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(other.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId }))).Reason);
        var elsewhere = new PenaltyService.PenaltyServiceClient(_host.Officer(division: "110101"));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(elsewhere.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId }))).Reason);
        var withoutPower = new PenaltyService.PenaltyServiceClient(_host.Officer("FINANCE", subject: "officer-c"));
        Assert.Contains(
            (await RichError.OfAsync(withoutPower.DecidePenaltyAsync(Decision(one, 100000)))).Findings, f => f is { Rule: "DecidedWithoutThePower", Observed.Value: "FINANCE", Limit.Value: "EDUCATION" });
    }

    [Fact]
    public async Task Of_many_who_decide_one_version_one_wins()
    {
        var one = await HeardAsync(Facts(BreachGravity.Serious), 2000000);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RichError.ReasonAsync(As($"head-{i}").DecidePenaltyAsync(Decision(one, 2000000, one.Etag)))));
        Assert.Single(outcomes, "");
        Assert.All(outcomes.Where(o => o.Length > 0), o => Assert.Equal("ETAG_MISMATCH", o));
        Assert.Equal(3, (await EffectsAsync(one)).Count);
    }
}
