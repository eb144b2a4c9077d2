using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Supervision.Domain;
using ShuangJian.Testing;
using SurveyAudience = ShuangJian.Protos.Supervision.V1.SurveyAudience;
using SurveyDimension = ShuangJian.Protos.Supervision.V1.SurveyDimension;
using SurveyRound = ShuangJian.Protos.Supervision.V1.SurveyRound;
using Questionnaire = ShuangJian.Protos.Supervision.V1.Questionnaire;
using Microsoft.Extensions.DependencyInjection;

namespace ShuangJian.Supervision.Tests;

/// <summary>Rounds of asking: tickets, answers, results.</summary>
public sealed class SurveyTests : IAsyncLifetime
{
    private SupervisionHost _host = null!;

    private SurveyService.SurveyServiceClient Public => new(_host.Host.Channel);

    private SurveyService.SurveyServiceClient Office => new(_host.Officer(division: SupervisionHost.City));

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_ticket_lets_one_answer_in()
    {
        var round = await OpenAsync();
        var ticket = (await TicketsAsync(round, 1)).Single();
        var form = (await Public.GetSurveyFormAsync(new() { Ticket = ticket })).Questionnaire;
        Assert.Equal("parents-basic", form.QuestionnaireId);
        Assert.Equal("FIELD_INVALID", await RichError.ReasonAsync(Public.SubmitSurveyAnswersAsync(new() { Ticket = ticket, Answers = { new SurveyAnswer { QuestionId = "content", OptionId = "very" } } })));
        var race = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RichError.ReasonAsync(Public.SubmitSurveyAnswersAsync(Answers(form, ticket.ToLowerInvariant().Insert(5, " "), 0)))));
        Assert.Equal((1, 19), (race.Count(r => r.Length == 0), race.Count(r => r == "SURVEY_TICKET_SPENT")));
        Assert.Equal("SURVEY_TICKET_SPENT", await RichError.ReasonAsync(Public.GetSurveyFormAsync(new() { Ticket = ticket })));
        Assert.Equal("SURVEY_TICKET_UNKNOWN", await RichError.ReasonAsync(Public.GetSurveyFormAsync(new() { Ticket = new string('A', 20) })));
    }

    [Theory]
    [InlineData("2026-11-20", "SURVEY_ROUND_STATE")]
    [InlineData("2026-11-21", "")]
    [InlineData("2026-11-30", "")]
    [InlineData("2026-12-01", "SURVEY_ROUND_STATE")]
    public async Task Answers_are_taken_from_the_first_day_to_the_last(string day, string reason)
    {
        var round = await OpenAsync("2026-11-21");
        var ticket = (await TicketsAsync(round, 1)).Single();
        _host.Clock.Now = SupervisionHost.Noon(day);
        Assert.Equal(reason, await RichError.ReasonAsync(Public.SubmitSurveyAnswersAsync(Answers(round.Questionnaires[0], ticket, 0))));
    }

    [Fact]
    public async Task Tickets_are_told_once_and_stored_as_hashes()
    {
        var round = await OpenAsync();
        var request = Issue(round, 30, Registry.NewCode());
        var tickets = (await Office.IssueSurveyTicketsAsync(request)).Tickets;
        Assert.Equal(30, tickets.Distinct().Count());
        Assert.Equal("SURVEY_TICKETS_ISSUED", await RichError.ReasonAsync(Office.IssueSurveyTicketsAsync(request)));
        var outside = Issue(round, 1, Registry.NewCode());
        outside.SchoolDivision = "331002";
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(Office.IssueSurveyTicketsAsync(outside)));
        var school = new SurveyService.SurveyServiceClient(_host.School(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(school.IssueSurveyTicketsAsync(Issue(round, 1, Registry.NewCode()))));
        await _host.Host.StopAsync();
        var stored = Directory.GetFiles(_host.Host.Folder, "supervision.db*").SelectMany(File.ReadAllBytes).ToArray();
        Assert.All(tickets, ticket => Assert.True(stored.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(ticket)) < 0));
    }

    [Theory]
    // Four answers of a school are not counted alone: with another of the county they are, but not so that what the county has
    // beyond the schools that are shown would be these four.
    [InlineData(5, 0, "530102:5", 5, 0)]
    [InlineData(4, 0, "", 0, 1)]
    [InlineData(4, 1, "530102:5", 5, 2)]
    [InlineData(4, 5, "530102:5", 5, 1)]
    public async Task Small_groups_are_not_shown(int first, int second, string counties, int persons, int suppressed)
    {
        var round = await OpenAsync();
        foreach (var count in new[] { first, second }.Where(c => c > 0))
        {
            foreach (var ticket in await TicketsAsync(round, count)) await Public.SubmitSurveyAnswersAsync(Answers(round.Questionnaires[0], ticket, 1));
        }
        Assert.Equal("SURVEY_ROUND_STATE", await RichError.ReasonAsync(Public.GetSurveyResultsAsync(new() { RoundId = round.RoundId })));
        await CountAsync(round);
        var results = await Public.GetSurveyResultsAsync(new() { RoundId = round.RoundId });
        Assert.Equal((persons, suppressed), (results.Persons, results.Suppressed));
        Assert.Equal(counties, string.Join(',', results.Places.Select(p => $"{p.Division}:{p.Persons}")));
        await using var db = await _host.Host.OpenAsync<SupervisionDb>();
        Assert.Empty(db.Set<SealedAnswers>());
    }

    [Fact]
    public async Task The_index_is_measured_against_the_goal_and_compared_with_another_round()
    {
        var (worse, better) = (await OpenAsync(), await OpenAsync());
        foreach (var (round, option) in new[] { (worse, 3), (better, 0) })
        {
            var tickets = await TicketsAsync(round, 10);
            for (var i = 0; i < tickets.Count; i++) await Public.SubmitSurveyAnswersAsync(Answers(round.Questionnaires[0], tickets[i], i < 8 ? option : 1));
            await CountAsync(round);
        }
        var results = await Public.GetSurveyResultsAsync(new() { RoundId = better.RoundId, CompareRoundId = worse.RoundId });
        var satisfied = results.Goals.Single(g => g.Dimension == SurveyDimension.Satisfaction);
        // Eight say 100, two say 70: mean 94, deviation 12.65, margin 1.96 · 12.65 / √10 = 7.84.
        Assert.Equal((10, 9400, 784, true, "80"), (satisfied.Index.Answers, satisfied.Index.MeanHundredths, satisfied.Index.MarginHundredths, satisfied.Reached, satisfied.Goal.Value));
        Assert.Equal((1400, "KM-0"), (satisfied.Compared.MeanHundredths, satisfied.Basis.Single().Clause));
        var question = results.Questions.Single(q => q.QuestionId == "spending-changed");
        Assert.Equal(("8,2,0,0", 1600), (string.Join(',', question.Options.Select(o => o.Answers)), question.Compared.MeanHundredths));
        Assert.DoesNotContain((await Public.GetSurveyResultsAsync(new() { RoundId = worse.RoundId })).Goals, g => g.Reached);
    }

    [Fact]
    public async Task An_authority_puts_versions_of_its_own()
    {
        var own = new Questionnaire
        {
            QuestionnaireId = "wuhua-pupils", TitleZh = "五华区学生问卷", Audience = SurveyAudience.Pupils,
            Questions = { new SurveyQuestion { QuestionId = "q1", TextZh = "作业多吗？", Dimension = SurveyDimension.Burden, Options = { new SurveyOption { OptionId = "yes", TextZh = "多" }, new SurveyOption { OptionId = "no", TextZh = "不多", Points = 100 } } } },
        };
        var office = new SurveyService.SurveyServiceClient(_host.Officer());
        PutQuestionnaireRequest Put() => new() { RequestId = Registry.NewId(), Division = SupervisionHost.County, Questionnaire = own };
        Assert.Equal((1, 2), ((await office.PutQuestionnaireAsync(Put())).Questionnaire.Version, (await office.PutQuestionnaireAsync(Put())).Questionnaire.Version));
        var known = (await Public.ListQuestionnairesAsync(new() { Division = SupervisionHost.County })).Questionnaires;
        Assert.Equal(["parents-basic 1", "pupils-basic 1", "teachers-basic 1", "wuhua-pupils 2"], known.Select(q => $"{q.QuestionnaireId} {q.Version}"));
        Assert.Equal(3, (await Public.ListQuestionnairesAsync(new() { Division = "530103" })).Questionnaires.Count);
        own.QuestionnaireId = "pupils-basic";
        Assert.Equal(["questionnaire.questionnaire_id"], (await RichError.OfAsync(office.PutQuestionnaireAsync(Put()))).Fields.Keys);
        own.QuestionnaireId = "one-option";
        own.Questions[0].Options.RemoveAt(1);
        Assert.Equal(["questionnaire.questions[0].options"], (await RichError.OfAsync(office.PutQuestionnaireAsync(Put()))).Fields.Keys);
    }

    internal static SubmitSurveyAnswersRequest Answers(Questionnaire form, string ticket, int option) => new()
    {
        Ticket = ticket, Answers = { form.Questions.Select(q => new SurveyAnswer { QuestionId = q.QuestionId, OptionId = q.Options[Math.Min(option, q.Options.Count - 1)].OptionId }) },
    };

    internal static IssueSurveyTicketsRequest Issue(SurveyRound round, int count, string school) => new()
    {
        RequestId = Registry.NewId(), RoundId = round.RoundId, SchoolCode = school, SchoolDivision = SupervisionHost.County, Audience = SurveyAudience.Parents, Tickets = count,
    };

    private async Task<SurveyRound> OpenAsync(string from = "2026-11-20") => (await Office.OpenSurveyRoundAsync(new()
    {
        RequestId = Registry.NewId(), Division = SupervisionHost.City, TitleZh = "二〇二六年秋季问卷", QuestionnaireIds = { "parents-basic" }, From = from, To = "2026-11-30",
    })).Round;

    private async Task<IReadOnlyList<string>> TicketsAsync(SurveyRound round, int count) => (await Office.IssueSurveyTicketsAsync(Issue(round, count, Registry.NewCode()))).Tickets;

    private async Task CountAsync(SurveyRound round)
    {
        await Office.CloseSurveyRoundAsync(new() { RequestId = Registry.NewId(), RoundId = round.RoundId });
        await SweepAsync(_host.Host, _host.Clock);
    }

    /// <summary>Counts until nothing is left; the background does the same.</summary>
    internal static Task SweepAsync(TestHost host, TimeProvider clock) =>
        host.WorkAsync<SupervisionDb>(new SurveyCounting(host.Services.GetRequiredService<PersonalData>(), clock).SweepAsync);
}
