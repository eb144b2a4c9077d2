using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Supervision.Tests;

/// <summary>Officers who decide one case at the same instant, on a server where transactions do not wait for each other by themselves.</summary>
public sealed class PenaltyRaceTests : IAsyncLifetime
{
    private const int AtOnce = 12;
    private readonly PostgresServer _postgres = Server();
    private TestHost _host = null!;

    private static PostgresServer Server() => new();

    public async Task InitializeAsync()
    {
        await _postgres.StartAsync();
        _host = await TestHost.StartAsync([new SupervisionModule()], new SetClock(SupervisionHost.Noon("2026-11-20")), new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _postgres.ConnectionString("penalty_race"),
        });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Of_officers_who_decide_one_case_at_once_exactly_one_wins()
    {
        var proposer = As("proposer");
        for (var round = 0; round < 3; round++)
        {
            var facts = new PenaltyFacts
            {
                KindId = "disguised-academic", EndedOn = "2026-11-01", FoundOn = "2026-11-10", Category = Words.TrainingCategory.Academic, Gravity = BreachGravity.Serious, Pupils = 12,
            };
            var id = (await proposer.OpenPenaltyCaseAsync(PenaltyTests.Open(Registry.NewCode(), facts))).Penalty.PenaltyId;
            PenaltyMeasure[] measures = [PenaltyMeasure.Stop, PenaltyMeasure.Refund, PenaltyMeasure.Fine];
            await proposer.ProposePenaltyAsync(new() { RequestId = Registry.NewId(), PenaltyId = id, Measures = { measures }, FineFen = 100000, Reasons = "事实清楚，证据充分" });
            await proposer.NotifyPenaltyPartyAsync(new() { RequestId = Registry.NewId(), PenaltyId = id });
            await proposer.SubmitPenaltyStatementAsync(new() { RequestId = Registry.NewId(), PenaltyId = id, Text = "没有异议，放弃其余期限", WaivesRest = true });
            // Each with an amount of its own, and without an etag: whoever comes second finds it decided.
            var outcomes = await Task.WhenAll(Enumerable.Range(1, AtOnce).Select(i => RichError.ReasonAsync(As($"head-{i}").DecidePenaltyAsync(new()
            {
                RequestId = Registry.NewId(), PenaltyId = id, Measures = { measures }, FineFen = 100000 + i, Reasons = "经审查，事实清楚，证据充分",
            }))));
            Assert.Single(outcomes, "");
            Assert.All(outcomes.Where(o => o.Length > 0), o => Assert.Equal("PENALTY_STATE", o));
            var winner = Array.IndexOf(outcomes, "") + 1;
            var answer = await proposer.GetPenaltyCaseAsync(new() { PenaltyId = id });
            Assert.Equal((100000 + winner, 3), (answer.Penalty.FineFen, answer.Effects.Count));
        }
    }

    private PenaltyService.PenaltyServiceClient As(string subject) => new(_host.With(_host.Token("REGULATOR", SupervisionHost.County, "EDUCATION", subject: subject)));
}
