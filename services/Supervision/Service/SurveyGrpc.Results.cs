using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using ParameterUse = ShuangJian.Policy.ParameterUse;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>Results of rounds, from counts alone: of single answers nothing is left.</content>
public sealed partial class SurveyGrpc
{
    private static readonly string[] GoalClauses = ["KM-0", "BJ-3", "JLP-M3"];

    /// <inheritdoc />
    public override async Task<Wire.GetSurveyResultsResponse> GetSurveyResults(Wire.GetSurveyResultsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var round = await CountedAsync(db, request.RoundId);
        var division = request.Division.Length > 0 ? request.Division : round.Division;
        var sums = await SumsAsync(db, round, division, request.SchoolCode, context.CancellationToken);
        var other = request.CompareRoundId.Length > 0 ? await CountedAsync(db, request.CompareRoundId) : null;
        var before = other is null ? null : await SumsAsync(db, other, division, request.SchoolCode, context.CancellationToken);
        var tickets = db.Set<SurveyTicket>().AsNoTracking().Where(t => t.RoundId == round.Id).Within(division, t => t.Division);
        if (request.SchoolCode.Length > 0) tickets = tickets.Where(t => t.SchoolCode == request.SchoolCode);
        var issued = await tickets.GroupBy(t => new { t.SchoolCode, t.Audience }).Select(g => new { g.Key.SchoolCode, g.Key.Audience, Count = g.LongCount(), Spent = g.Sum(t => t.Spent ? 1 : 0) })
            .ToListAsync(context.CancellationToken);
        var places = await PlacesAsync(db, round, division, request.SchoolCode, context.CancellationToken);
        var shown = places.Where(p => p.School.Length > 0).Select(p => (p.School, p.Audience)).ToHashSet();
        return new()
        {
            Persons = sums.GetValueOrDefault((null, SurveyTally.All, SurveyTally.Persons)),
            Tickets = issued.Sum(t => t.Count),
            Goals = { Enum.GetValues<SurveyDimension>().Select(d => GoalOf(d, round, sums, before)).OfType<Wire.SurveyGoalResult>() },
            Questions = { round.Questionnaires.OrderBy(q => q.Audience).SelectMany(q => q.Questions.Select(question => QuestionOf(q.Audience, question, sums, other, before))).OfType<Wire.SurveyQuestionResult>() },
            Places = { PlacesOf(places, division) },
            Suppressed = issued.Count(t => t.Spent > 0 && !shown.Contains((t.SchoolCode, t.Audience))),
        };
    }

    private static async Task<SurveyRound> CountedAsync(SupervisionDb db, string id)
    {
        var round = await FindAsync(db, id);
        return round.Counted ? round : throw SurveyRefusals.RoundState(round.State == SurveyRoundState.Open ? "OPEN" : "COUNTING", "CLOSED");
    }

    /// <summary>Sums by audience, question and option, and over all audiences where the audience is null.</summary>
    private static async Task<Dictionary<(SurveyAudience? Audience, string Question, string Option), long>> SumsAsync(
        SupervisionDb db, SurveyRound round, string division, string school, CancellationToken cancellation)
    {
        var rows = db.Set<SurveyCount>().AsNoTracking().Where(c => c.RoundId == round.Id).Within(division, c => c.Division);
        if (school.Length > 0) rows = rows.Where(c => c.SchoolCode == school);
        var sums = await rows.GroupBy(c => new { c.Audience, c.Question, c.Option }).Select(g => new { g.Key.Audience, g.Key.Question, g.Key.Option, Amount = g.Sum(c => c.Amount) }).ToListAsync(cancellation);
        return sums.Select(s => (Key: ((SurveyAudience?)s.Audience, s.Question, s.Option), s.Amount))
            .Concat(sums.GroupBy(s => (s.Question, s.Option)).Select(g => (Key: ((SurveyAudience?)null, g.Key.Question, g.Key.Option), Amount: g.Sum(s => s.Amount))))
            .ToDictionary(s => s.Key, s => s.Amount);
    }

    private static async Task<List<(string Division, string School, SurveyAudience Audience, string Option, long Amount)>> PlacesAsync(
        SupervisionDb db, SurveyRound round, string division, string school, CancellationToken cancellation)
    {
        var rows = db.Set<SurveyCount>().AsNoTracking().Where(c => c.RoundId == round.Id && c.Question == SurveyTally.All).Within(division, c => c.Division);
        if (school.Length > 0) rows = rows.Where(c => c.SchoolCode == school);
        return [.. (await rows.Select(c => new { c.Division, c.SchoolCode, c.Audience, c.Option, c.Amount }).ToListAsync(cancellation))
            .Select(c => (c.Division, c.SchoolCode, c.Audience, c.Option, c.Amount))];
    }

    private static IEnumerable<Wire.SurveyPlaceResult> PlacesOf(List<(string Division, string School, SurveyAudience Audience, string Option, long Amount)> rows, string division)
    {
        var bySchool = Law.Current.Divisions.IsLowest(DivisionCode.Parse(division));
        return rows.GroupBy(r => (r.Division, School: bySchool ? r.School : "")).OrderBy(g => g.Key.Division, StringComparer.Ordinal).ThenBy(g => g.Key.School, StringComparer.Ordinal).Select(g =>
        {
            long Sum(string option) => g.Where(r => r.Option == option).Sum(r => r.Amount);
            return new Wire.SurveyPlaceResult
            {
                Division = g.Key.Division, SchoolCode = g.Key.School, Persons = Sum(SurveyTally.Persons),
                Index = SurveyIndex.Of(Sum(SurveyTally.Persons), Sum(SurveyTally.Sum), Sum(SurveyTally.Squares)).ToProto(),
            };
        });
    }

    private static Wire.SurveyGoalResult? GoalOf(
        SurveyDimension dimension, SurveyRound round, Dictionary<(SurveyAudience?, string, string), long> sums, Dictionary<(SurveyAudience?, string, string), long>? before)
    {
        var index = IndexOf(dimension, sums);
        if (index.Answers == 0) return null;
        var key = dimension switch
        {
            SurveyDimension.Burden => Law.SurveyGoalBurden,
            SurveyDimension.Spending => Law.SurveyGoalSpending,
            SurveyDimension.Effort => Law.SurveyGoalEffort,
            _ => Law.SurveyGoalSatisfaction,
        };
        var law = Law.Current.At(DivisionCode.Parse(round.Division), round.To);
        var result = new Wire.SurveyGoalResult
        {
            Dimension = EnumMap<Wire.SurveyDimension, SurveyDimension>.ToWire(dimension), Index = index.ToProto(), Basis = { BasisOf(law) },
            Reached = law.Limit(key) is { } goal && index.MeanHundredths - index.MarginHundredths >= 100 * goal.Value,
        };
        if (law.Limit(key) is not null) result.Goal = ParameterUse.Of(law, key).ToProto();
        if (before is not null && IndexOf(dimension, before) is { Answers: > 0 } compared) result.Compared = compared.ToProto();
        return result;
    }

    private static SurveyIndex IndexOf(SurveyDimension dimension, Dictionary<(SurveyAudience?, string, string), long> sums)
    {
        var name = SurveyTally.Of(dimension);
        long Sum(string option) => sums.GetValueOrDefault((null, name, option));
        return SurveyIndex.Of(Sum(SurveyTally.Persons), Sum(SurveyTally.Sum), Sum(SurveyTally.Squares));
    }

    private static Wire.SurveyQuestionResult? QuestionOf(
        SurveyAudience audience, SurveyQuestion question, Dictionary<(SurveyAudience?, string, string), long> sums, SurveyRound? other, Dictionary<(SurveyAudience?, string, string), long>? before)
    {
        var index = IndexOf(audience, question, sums);
        if (index.Answers == 0) return null;
        var result = new Wire.SurveyQuestionResult
        {
            Audience = EnumMap<Wire.SurveyAudience, SurveyAudience>.ToWire(audience), QuestionId = question.Id,
            Dimension = EnumMap<Wire.SurveyDimension, SurveyDimension>.ToWire(question.Dimension), Index = index.ToProto(),
            Options = { question.Options.Select(o => new Wire.SurveyOptionCount { OptionId = o.Id, Answers = sums.GetValueOrDefault((audience, question.Id, o.Id)) }) },
        };
        if (before is not null && other!.For(audience)?.Questions.FirstOrDefault(q => q.Id == question.Id) is { } same && IndexOf(audience, same, before) is { Answers: > 0 } compared)
            result.Compared = compared.ToProto();
        return result;
    }

    private static SurveyIndex IndexOf(SurveyAudience audience, SurveyQuestion question, Dictionary<(SurveyAudience?, string, string), long> sums)
    {
        var counts = question.Options.Select(o => (Points: 100L * o.Points, Count: sums.GetValueOrDefault((audience, question.Id, o.Id)))).ToList();
        return SurveyIndex.Of(counts.Sum(c => c.Count), counts.Sum(c => c.Points * c.Count), counts.Sum(c => c.Points * c.Points * c.Count));
    }

    private static IEnumerable<Protos.Type.V1.LegalBasis> BasisOf(LawAt law) => GoalClauses
        .Where(id => Law.Current.Clauses.TryGet(id, out var clause) && Law.Current.Clauses.TryGetDocument(clause.Document, out var document)
            && document.Division.Contains(law.Division) && document.InForceFrom <= law.Date && (document.InForceTo is null || law.Date <= document.InForceTo))
        .Select(id => Law.Current.Clauses.BasisOf(id).ToProto());
}
