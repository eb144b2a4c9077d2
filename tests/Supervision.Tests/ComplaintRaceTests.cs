using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Monitoring;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Complaints decided and handed in at the same moment, and heard elsewhere.</summary>
public sealed class ComplaintRaceTests(ComplaintRaceTests.Postgres postgres) : IClassFixture<ComplaintRaceTests.Postgres>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_officers_one_decides(bool server)
    {
        await using var host = await TestHost.StartAsync([new SupervisionModule()], settings: server ? postgres.NewSettings() : null);
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(host.Channel);
        var office = new ComplaintService.ComplaintServiceClient(host.AsRegulator(SupervisionHost.County, "MARKET_REGULATION"));
        await desk.CreateComplaintAsync(Draft(Registry.NewCode()));
        var id = (await office.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints.Single().ComplaintId;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0
            ? RichError.ReasonAsync(office.AcceptComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Account = "涉嫌违规发布培训广告" }))
            : RichError.ReasonAsync(office.RefuseComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Reason = "不属于受理范围" }))));
        Assert.Equal((1, 9), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "COMPLAINT_STATE")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_at_once_are_all_kept_each_with_a_code_of_its_own(bool server)
    {
        await using var host = await TestHost.StartAsync([new SupervisionModule()], settings: server ? postgres.NewSettings() : null);
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(host.With(host.Token("REGULATOR", SupervisionHost.County, "MARKET_REGULATION")));
        var sent = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var draft = Draft(Registry.NewCode());
            draft.Channel = ComplaintChannel.Phone;
            return (await desk.CreateComplaintAsync(draft)).TrackingCode;
        }));
        Assert.Equal(200, sent.Distinct().Count());
        Assert.All(await Task.WhenAll(sent.Select(async code => (await desk.TrackComplaintAsync(new() { TrackingCode = code })).Complaint.State)), state => Assert.Equal(ComplaintState.Dispatched, state));
        var office = new ComplaintService.ComplaintServiceClient(host.AsRegulator(SupervisionHost.County, "MARKET_REGULATION"));
        var counts = await office.GetComplaintStatisticsAsync(new() { Division = SupervisionHost.County, From = "2020-01-01", To = "2199-12-31" });
        Assert.Equal((200, 0, "PHONE", "DISPATCHED"), (counts.Complaints, counts.Overdue, counts.Channels.Single().Key, counts.States.Single().Key));
        var other = new ComplaintService.ComplaintServiceClient(host.AsRegulator(SupervisionHost.County, "CIVIL_AFFAIRS"));
        Assert.Empty((await other.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints);
        Assert.Equal(200, (await office.ListComplaintsAsync(new() { Division = SupervisionHost.County, PageSize = 200 })).Complaints.Count);
    }

    [Fact]
    public async Task Tickets_are_spent_once_and_counted_on_a_server_too()
    {
        var clock = new SetClock(SupervisionHost.Noon("2026-11-20"));
        await using var host = await TestHost.StartAsync([new SupervisionModule()], clock, postgres.NewSettings());
        var (office, survey) = (new SurveyService.SurveyServiceClient(host.AsRegulator(SupervisionHost.City)), new SurveyService.SurveyServiceClient(host.Channel));
        var round = (await office.OpenSurveyRoundAsync(new()
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.City, TitleZh = "问卷", QuestionnaireIds = { "parents-basic" }, From = "2026-11-20", To = "2026-11-30",
        })).Round;
        var tickets = (await office.IssueSurveyTicketsAsync(SurveyTests.Issue(round, 50, Registry.NewCode()))).Tickets;
        var outcomes = await Task.WhenAll(tickets.SelectMany(t => Enumerable.Range(0, 4).Select(i => RichError.ReasonAsync(survey.SubmitSurveyAnswersAsync(SurveyTests.Answers(round.Questionnaires[0], t, i))))));
        Assert.Equal((50, 150), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "SURVEY_TICKET_SPENT")));
        await office.CloseSurveyRoundAsync(new() { RequestId = Registry.NewId(), RoundId = round.RoundId });
        await SurveyTests.SweepAsync(host, clock);
        var results = await survey.GetSurveyResultsAsync(new() { RoundId = round.RoundId, CompareRoundId = round.RoundId });
        Assert.Equal((50, 50, 0), (results.Persons, results.Tickets, results.Suppressed));
        Assert.All(results.Questions, q => Assert.Equal(50, q.Options.Sum(o => o.Answers)));
    }

    [Fact]
    public async Task One_that_is_upheld_counts_in_the_risk_of_the_institution()
    {
        var clock = new SetClock(SupervisionHost.Noon("2026-03-02"));
        var ear = new Ear();
        await using var host = await TestHost.StartAsync([new SupervisionModule(), new MonitoringModule()], clock, configure: b => b.Services.AddSingleton<Platform.Messaging.IEventConsumer>(ear));
        var code = Registry.NewCode();
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(host.Channel);
        var officer = host.AsRegulator(SupervisionHost.County, "MARKET_REGULATION");
        var office = new ComplaintService.ComplaintServiceClient(officer);
        foreach (var outcome in new[] { ComplaintOutcome.Upheld, ComplaintOutcome.Unfounded })
        {
            await desk.CreateComplaintAsync(Draft(code));
            var id = (await office.ListComplaintsAsync(new() { Division = SupervisionHost.County, States = { ComplaintState.Dispatched } })).Complaints.Single().ComplaintId;
            await office.AcceptComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Account = "涉嫌违规发布培训广告" });
            await office.AnswerComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Outcome = outcome, Answer = "已调查核实，现予答复" });
            await ear.HearAsync<ComplaintAnswered>(id);
        }
        var risks = new RiskService.RiskServiceClient(officer);
        var inputs = await Eventually.ValueAsync(
            "the complaint in the risk", async () => (await risks.ListRisksAsync(new() { Division = SupervisionHost.County })).Risks.SelectMany(r => r.Inputs).ToList(), i => i.Count > 0);
        Assert.Equal((RiskInputKind.Complaints, 1), (inputs.Single().Kind, inputs.Single().Value));
    }

    private static CreateComplaintRequest Draft(string code) => new()
    {
        RequestId = Registry.NewId(), Channel = ComplaintChannel.Web, Matter = "advertising", Division = SupervisionHost.County, Subject = new() { InstitutionCode = code },
        Text = "该机构在小区电梯间张贴学科培训广告",
    };

    /// <summary>One server for all tests here, each with a database of its own.</summary>
    public sealed class Postgres : IAsyncLifetime
    {
        private readonly PostgresServer _server = Server();

        public Task InitializeAsync() => _server.StartAsync();

        public Task DisposeAsync() => _server.DisposeAsync().AsTask();

        private static PostgresServer Server() => new();

        internal Dictionary<string, string?> NewSettings() => new()
        {
            ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _server.ConnectionString($"t{Guid.NewGuid():N}"),
        };
    }
}
