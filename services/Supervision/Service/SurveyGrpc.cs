using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Asks pupils, teachers and parents.</summary>
public sealed partial class SurveyGrpc(
    Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, SurveyUrn urn, PersonalData keys, TimeProvider clock) : Wire.SurveyService.SurveyServiceBase
{
    private readonly ConcurrentDictionary<Guid, SurveyRound> _rounds = new();

    /// <inheritdoc />
    public override Task<Wire.PutQuestionnaireResponse> PutQuestionnaire(Wire.PutQuestionnaireRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (division, name) = (request.Division, request.Questionnaire.QuestionnaireId);
            if (Law.Current.Questionnaires.Any(q => q.Id == name)) throw Rejection.Invalid("questionnaire.questionnaire_id", "为平台问卷的名称", "is the name of a questionnaire of the platform");
            var last = await db.Set<StoredQuestionnaire>().Where(q => q.Division == division && q.Name == name).MaxAsync(q => (int?)q.Number, context.CancellationToken) ?? 0;
            var content = request.Questionnaire.ToQuestionnaire(last + 1);
            if (content.Problem() is var (path, zh, en)) throw Rejection.Invalid($"questionnaire.{path}", zh, en);
            db.Add(StoredQuestionnaire.Put(division, content, command.Now));
            command.Resource = $"questionnaires/{name}";
            return new Wire.PutQuestionnaireResponse { Questionnaire = content.ToProto(division) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListQuestionnairesResponse> ListQuestionnaires(Wire.ListQuestionnairesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Questionnaires = { (await KnownAsync(db, request.Division, context.CancellationToken)).Select(q => q.Content.ToProto(q.Division)) } };
    }

    /// <inheritdoc />
    public override Task<Wire.OpenSurveyRoundResponse> OpenSurveyRound(Wire.OpenSurveyRoundRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (from, to) = (Days.Of(request.From)!.Value, Days.Of(request.To)!.Value);
            if (to < from || to < command.Today) throw Rejection.Invalid("to", "不得早于首日和今天", "is before the first day or today");
            var known = await KnownAsync(db, request.Division, context.CancellationToken);
            var chosen = new List<Questionnaire>();
            for (var i = 0; i < request.QuestionnaireIds.Count; i++)
            {
                var one = known.FirstOrDefault(q => q.Content.Id == request.QuestionnaireIds[i]).Content
                    ?? throw Rejection.Invalid($"questionnaire_ids[{i}]", "没有此问卷", "is no questionnaire");
                if (chosen.Any(q => q.Audience == one.Audience)) throw Rejection.Invalid($"questionnaire_ids[{i}]", "每类对象只能有一份问卷", "is the second for one audience");
                chosen.Add(one);
            }
            var round = SurveyRound.Open(request.Division, request.TitleZh, chosen, from, to, command.Now);
            db.Add(round);
            command.Resource = $"{Surveys.Name}/{round.Id}";
            command.Announce(command.Resource, round.Version, new Contracts.SurveyRoundOpened { Division = round.Division, RoundId = $"{round.Id}", Title = round.Title, From = from, To = to });
            return new Wire.OpenSurveyRoundResponse { Round = round.ToProto(command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListSurveyRoundsResponse> ListSurveyRounds(Wire.ListSurveyRoundsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<SurveyRound>().Within(request.Division).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Rounds = { page.Select(r => r.ToProto(clock.Today())) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.IssueSurveyTicketsResponse> IssueSurveyTickets(Wire.IssueSurveyTicketsRequest request, ServerCallContext context)
    {
        string[] made = [];
        var response = await commands.RunAsync(request, context, async (db, command) =>
        {
            var round = await FindAsync(db, request.RoundId);
            command.Resource = $"{Surveys.Name}/{round.Id}";
            command.Caller.MustSee(DivisionCode.Parse(request.SchoolDivision), request.SchoolCode, command.Resource);
            Matters.MustBeCounty(request.SchoolDivision, "school_division");
            if (!DivisionCode.Parse(round.Division).Contains(DivisionCode.Parse(request.SchoolDivision)))
                throw Rejection.Invalid("school_division", "不在问卷轮次的区域内", "is outside the division of the round");
            var audience = EnumMap<Wire.SurveyAudience, SurveyAudience>.ToDomain(request.Audience) ?? throw Rejection.Invalid("audience", "必填", "is required");
            if (round.For(audience) is null) throw Rejection.Invalid("audience", "本轮不调查此类对象", "is not asked in the round");
            round.MustBeOpen(command.Today);
            string[] codes = [.. Enumerable.Range(0, request.Tickets).Select(_ => SurveyTickets.New())];
            // In the order of their hashes, which says nothing of the codes; the codes come in another order.
            db.InsertMany([.. codes.Select(code => new SurveyTicket
            {
                Hash = SurveyTickets.HashOf(code, keys), RoundId = round.Id, SchoolCode = request.SchoolCode, Division = request.SchoolDivision, Audience = audience,
            }).OrderBy(t => t.Hash, StringComparer.Ordinal)]);
            command.AfterCommit(() => made = codes);
            return new Wire.IssueSurveyTicketsResponse { Count = codes.Length };
        });
        if (made.Length == 0) throw SurveyRefusals.Issued();
        // What is stored of the answer is the number alone.
        response.Tickets.Add(made);
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSurveyFormResponse> GetSurveyForm(Wire.GetSurveyFormRequest request, ServerCallContext context)
    {
        var (ticket, round) = await ReadAsync(request.Ticket, context.CancellationToken);
        return new() { TitleZh = round.Title, Questionnaire = round.For(ticket.Audience)!.ToProto(""), To = Days.Of(round.To) };
    }

    /// <inheritdoc />
    public override async Task<Wire.SubmitSurveyAnswersResponse> SubmitSurveyAnswers(Wire.SubmitSurveyAnswersRequest request, ServerCallContext context)
    {
        var (ticket, round) = await ReadAsync(request.Ticket, context.CancellationToken);
        var answers = request.Answers.DistinctBy(a => a.QuestionId).ToDictionary(a => a.QuestionId, a => a.OptionId);
        var digits = answers.Count == request.Answers.Count ? SurveyTally.Encode(round.For(ticket.Audience)!, answers) : null;
        if (digits is null) throw Rejection.Invalid("answers", "每题应选且仅选一个已有选项", "must choose one of the options of each question, once");
        await urn.HandInAsync(ticket, digits, context.CancellationToken);
        return new();
    }

    /// <inheritdoc />
    public override Task<Wire.CloseSurveyRoundResponse> CloseSurveyRound(Wire.CloseSurveyRoundRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var round = await db.Set<SurveyRound>().LoadAsync(Surveys.Name, request.RoundId, command, request.Etag);
            round.Close(command.Now);
            command.Announce(command.Resource, round.Version, new Contracts.SurveyRoundClosed { Division = round.Division, RoundId = $"{round.Id}" });
            return new Wire.CloseSurveyRoundResponse { Round = round.ToProto(command.Today) };
        });

    private static async Task<SurveyRound> FindAsync(SupervisionDb db, string id)
    {
        var key = Guid.Parse(id);
        return await db.Set<SurveyRound>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == key) ?? throw Rejection.NotFound($"{Surveys.Name}/{id}");
    }

    /// <summary>A ticket that is not spent, and what it asks; the round may have ended since it was remembered.</summary>
    private async Task<(SurveyTicket Ticket, SurveyRound Round)> ReadAsync(string code, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var hashes = SurveyTickets.HashesOf(code, keys);
        var ticket = await db.Set<SurveyTicket>().AsNoTracking().SingleOrDefaultAsync(t => hashes.Contains(t.Hash), cancellation)
            ?? throw new Rejection(StatusCode.NotFound, "SURVEY_TICKET_UNKNOWN", "没有此问卷码", "there is no such ticket");
        if (ticket.Spent) throw SurveyRefusals.Spent();
        if (!_rounds.TryGetValue(ticket.RoundId, out var round)) _rounds[ticket.RoundId] = round = await FindAsync(db, $"{ticket.RoundId}");
        round.MustTakeAnswers(clock.Today());
        return (ticket, round);
    }

    /// <summary>The newest version of each questionnaire that a division may use; its own go before those of one above.</summary>
    private static async Task<List<(Questionnaire Content, string Division)>> KnownAsync(SupervisionDb db, string division, CancellationToken cancellation)
    {
        var places = StoredCalendar.PlacesOf(division);
        var stored = await db.Set<StoredQuestionnaire>().AsNoTracking().Where(q => places.Contains(q.Division)).ToListAsync(cancellation);
        return [.. Law.Current.Questionnaires.Select(q => (Content: q, Division: DivisionCode.Nation.ToString()))
            .Concat(stored.GroupBy(q => q.Name).Select(g => g.OrderBy(q => places.IndexOf(q.Division)).ThenByDescending(q => q.Number).First()).Select(q => (q.Content, q.Division)))
            .OrderBy(q => q.Content.Id, StringComparer.Ordinal)];
    }
}
