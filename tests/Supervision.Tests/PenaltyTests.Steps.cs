using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Supervision.Tests;

/// <content>Steps that the tests take.</content>
public sealed partial class PenaltyTests
{
    private PenaltyService.PenaltyServiceClient As(string subject) => new(_host.Officer(subject: subject));

    private static PenaltyFacts Facts(BreachGravity gravity, string kind = "disguised-academic") => new()
    {
        KindId = kind, EndedOn = "2026-11-01", FoundOn = "2026-11-10", Category = Words.TrainingCategory.Academic, Gravity = gravity, Pupils = 12,
    };

    internal static OpenPenaltyCaseRequest Open(string code, PenaltyFacts facts) => new()
    {
        RequestId = Registry.NewId(), Division = SupervisionHost.County, Facts = facts, Source = PenaltySource.OwnFinding, Description = "现场检查发现违法行为",
        Party = new() { Kind = PenaltyPartyKind.Institution, Name = "样例培训中心", CreditCode = code, InstitutionId = Registry.NewId() },
        Evidence = { new PenaltyEvidence { Title = "现场照片", Sha256 = new string('a', 64) } },
    };

    private async Task<PenaltyCase> OpenAsync(string code, PenaltyFacts facts) => (await Officer.OpenPenaltyCaseAsync(Open(code, facts))).Penalty;

    private static PenaltyMeasure[] Usual(long fine) => fine > 0 ? [PenaltyMeasure.Stop, PenaltyMeasure.Refund, PenaltyMeasure.Fine] : [PenaltyMeasure.Suspension];

    private async Task<PenaltyCase> ProposeAsync(PenaltyCase one, long fine, params PenaltyMeasure[] measures) => (await Officer.ProposePenaltyAsync(new()
    {
        RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Measures = { measures.Length > 0 ? measures : Usual(fine) }, FineFen = fine, Reasons = "事实清楚，证据充分",
    })).Penalty;

    /// <summary>Notifies the party, which gives up its terms.</summary>
    private async Task<PenaltyCase> HearAsync(PenaltyCase one)
    {
        await Officer.NotifyPenaltyPartyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId });
        return (await Officer.SubmitPenaltyStatementAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Text = "没有异议，放弃其余期限", WaivesRest = true })).Penalty;
    }

    private async Task<PenaltyCase> HeardAsync(PenaltyFacts facts, long fine, params PenaltyMeasure[] measures) =>
        await HearAsync(await ProposeAsync(await OpenAsync(Registry.NewCode(), facts), fine, measures));

    private async Task<(PenaltyCase Case, PenaltyDecided Decided)> DecidedAsync(PenaltyFacts facts, long fine, params PenaltyMeasure[] measures)
    {
        var heard = await HearAsAsync(facts, fine, measures);
        var request = Decision(heard, fine);
        if (measures.Length > 0)
        {
            request.Measures.Clear();
            request.Measures.Add(measures);
        }
        var office = facts.KindId == "profiteering" ? new PenaltyService.PenaltyServiceClient(_host.Officer("MARKET_REGULATION", subject: "officer-b")) : Head;
        var one = (await office.DecidePenaltyAsync(request)).Penalty;
        return (one, await _host.HearAsync<PenaltyDecided>(one.PenaltyId));
    }

    private async Task<PenaltyCase> HearAsAsync(PenaltyFacts facts, long fine, PenaltyMeasure[] measures)
    {
        if (facts.KindId != "profiteering") return await HeardAsync(facts, fine, measures);
        var market = new PenaltyService.PenaltyServiceClient(_host.Officer("MARKET_REGULATION", subject: "officer-a"));
        var one = (await market.OpenPenaltyCaseAsync(Open(Registry.NewCode(), facts))).Penalty;
        await market.ProposePenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Measures = { measures }, FineFen = fine, Reasons = "事实清楚，证据充分" });
        return await HearAsync(one);
    }

    private static DecidePenaltyRequest Decision(PenaltyCase one, long fine, string etag = "") => new()
    {
        RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Etag = etag, Measures = { Usual(fine) }, FineFen = fine, Reasons = "经审查，事实清楚，证据充分",
    };

    private async Task<RichError> RefusedAsync(DecidePenaltyRequest request)
    {
        var error = await RichError.OfAsync(Head.DecidePenaltyAsync(request));
        Assert.Equal((StatusCode.FailedPrecondition, "PENALTY_NOT_LAWFUL"), (error.Code, error.Reason));
        return error;
    }

    private Task ConfirmAsync(PenaltyEffectFact effect, IReadOnlyList<ConsequenceFact>? consequences = null, bool done = true) => _host.TellAsync(
        "supervision.penalty-effects", effect.Service, $"penaltyEffects/{effect.EffectId}", new PenaltyEffectConfirmed
        {
            Division = SupervisionHost.County, EffectId = effect.EffectId, Service = effect.Service, Done = done, Note = "样例说明", Consequences = consequences,
        });

    private Task EditionAsync(string number) => _host.TellAsync("supervision.penalty-effects", "institutions", $"editions/{number}", new EditionPublished
    {
        Division = SupervisionHost.County, Number = number, PublishedOn = new(2026, 11, 20), WhiteCount = 1, BlackCount = 1, Sha256 = new string('d', 64),
    });

    private async Task<IReadOnlyList<PenaltyEffect>> EffectsAsync(PenaltyCase one) => (await Officer.GetPenaltyCaseAsync(new() { PenaltyId = one.PenaltyId })).Effects;

    private async Task PayAsync(PenaltyCase one, string day, long fen, string reference) => await Officer.RecordPenaltyPaymentAsync(new()
    {
        RequestId = Registry.NewId(), PenaltyId = one.PenaltyId, Payment = new() { PaidOn = day, AmountFen = fen, Reference = reference },
    });

    private async Task<IEnumerable<string>> LateAsync() =>
        (await Officer.ListPenaltyEffectsAsync(new() { Division = SupervisionHost.County, OverdueOnly = true })).Effects.Select(e => $"{e.Kind}").Order(StringComparer.Ordinal);
}
