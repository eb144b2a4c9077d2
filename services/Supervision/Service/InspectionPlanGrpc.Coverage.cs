using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>Holds visits against what the law asks.</content>
public sealed partial class InspectionPlanGrpc
{
    private const int Batch = 300;

    /// <inheritdoc />
    public override async Task<Wire.ListGapsResponse> ListGaps(Wire.ListGapsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var duty = await DutyAsync(db, request.Division, request.Obligation, request.Year, Math.Max(1, request.FirstMonth), request.LastMonth == 0 ? 12 : request.LastMonth);
        var response = new Wire.ListGapsResponse { Uses = { ParameterUse.Of(duty.Law, duty.Key).ToProto() } };
        if (duty.Most == 0 || duty.Periods.Count == 0) return response;
        var (after, size) = (Paging.After(request, request.PageToken), Paging.Size(request.PageSize));
        var gaps = new List<Wire.Gap>();
        // What the query cannot tell, who was there in which month, is told here: so a page may need more than one batch.
        for (var more = true; more && gaps.Count <= size;)
        {
            var batch = await Suspects(db, request.Division, duty, after).ToListAsync(context.CancellationToken);
            gaps.AddRange(await GapsAsync(db, batch, duty));
            more = batch.Count == Batch;
            if (more) after = batch[^1].Code;
        }
        response.Gaps.Add(gaps.Take(size));
        if (gaps.Count > size) response.NextPageToken = Paging.Token(request, gaps[size - 1].Object.Code);
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetCoverageResponse> GetCoverage(Wire.GetCoverageRequest request, ServerCallContext context)
    {
        if (request.Obligation == Wire.Obligation.YearlyByGrade) throw Rejection.Invalid("obligation", "应为每月督导或者年度全覆盖", "must be MONTHLY_VISIT or YEARLY_COVERAGE");
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var duty = await DutyAsync(db, request.Division, request.Obligation, request.Year, 1, 12);
        var response = new Wire.GetCoverageResponse();
        if (duty.Most == 0 || duty.Periods.Count == 0) return response;
        var schools = db.Set<InspectedObject>().AsNoTracking().Within(request.Division, o => o.Division).Where(o => o.Kind == SubjectKind.School && o.Code != "");
        var there = await schools.GroupBy(o => new { o.Division, o.Since, o.EndedOn }).Select(g => new { g.Key.Division, g.Key.Since, g.Key.EndedOn, Count = g.Count() }).ToListAsync();
        var (first, last) = (duty.Periods[0].Number, duty.Periods[^1].Number);
        var seen = await db.Set<VisitCount>().AsNoTracking().Where(c => c.Period >= first && c.Period <= last)
            .Join(schools, c => c.Code, o => o.Code, (c, o) => new { c.Period, c.Visits, o.Division, o.Since, o.EndedOn })
            .GroupBy(x => new { x.Division, x.Period, x.Visits, x.Since, x.EndedOn }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        foreach (var division in there.Select(t => t.Division).Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var period in duty.Periods.Where(p => duty.Required(division, p, 0) > 0))
            {
                response.Counts.Add(new Wire.CoverageCount
                {
                    Division = division, Period = period.Text,
                    Owed = there.Where(t => t.Division == division && period.Owes(t.Since, t.EndedOn)).Sum(t => t.Count),
                    Visited = seen.Where(s => s.Key.Division == division && s.Key.Period == period.Number && s.Key.Visits >= duty.Required(division, period, 0) && period.Owes(s.Key.Since, s.Key.EndedOn))
                        .Sum(s => s.Count),
                });
            }
        }
        return response;
    }

    /// <summary>Those who can have gaps: who reached the highest number that any place asks for in every period has none.</summary>
    private static IQueryable<InspectedObject> Suspects(SupervisionDb db, string division, Duty duty, string? after)
    {
        var (kind, first, last, count, most) = (duty.Kind, duty.Periods[0].Number, duty.Periods[^1].Number, duty.Periods.Count, duty.Most);
        var (begins, ends) = (duty.Periods[0].LastDay, duty.Periods[^1].LastDay);
        var rows = db.Set<InspectedObject>().AsNoTracking().Within(division, o => o.Division)
            .Where(o => o.Kind == kind && o.Code != "" && o.Since <= ends && (o.EndedOn == null || o.EndedOn >= begins))
            .Where(o => db.Set<VisitCount>().Count(c => c.Code == o.Code && c.Period >= first && c.Period <= last && c.Visits >= most) < count);
        if (after is not null) rows = rows.Where(o => string.Compare(o.Code, after) > 0);
        return rows.OrderBy(o => o.Code).Take(Batch);
    }

    private async Task<List<Wire.Gap>> GapsAsync(SupervisionDb db, List<InspectedObject> batch, Duty duty)
    {
        string[] codes = [.. batch.Select(o => o.Code)];
        var (first, last) = (duty.Periods[0].Number, duty.Periods[^1].Number);
        var visits = await db.Set<VisitCount>().AsNoTracking().Where(c => EF.Parameter(codes).Contains(c.Code) && c.Period >= first && c.Period <= last)
            .ToDictionaryAsync(c => (c.Code, c.Period), c => c.Visits);
        var (signs, today) = (await InspectedObjects.SignsAsync(db, codes), clock.Today());
        var gaps = new List<Wire.Gap>();
        foreach (var one in batch)
        {
            var lacking = duty.Periods.Where(p => p.Owes(one.Since, one.EndedOn))
                .Select(p => new Wire.GapPeriod
                {
                    Period = p.Text, Required = duty.Required(one.Division, p, signs.GetValueOrDefault(one.Code)?.Grade ?? 0), Visits = visits.GetValueOrDefault((one.Code, p.Number)),
                    Over = p.LastDay < today,
                })
                .Where(g => g.Visits < g.Required).ToList();
            if (lacking.Count > 0) gaps.Add(new Wire.Gap { Object = one.ToProto(signs.GetValueOrDefault(one.Code), today), Periods = { lacking } });
        }
        return gaps;
    }

    /// <summary>What the law asks in a place and year, for the periods that have begun.</summary>
    private async Task<Duty> DutyAsync(SupervisionDb db, string division, Wire.Obligation obligation, int year, int firstMonth, int lastMonth)
    {
        var today = clock.Today();
        List<Period> periods = obligation == Wire.Obligation.MonthlyVisit
            ? [.. Enumerable.Range(firstMonth, Math.Max(0, lastMonth - firstMonth + 1)).Select(month => Period.Month(year, month)).Where(p => p.FirstDay <= today)]
            : [.. new[] { Period.Year(year) }.Where(p => p.FirstDay <= today)];
        var kind = obligation == Wire.Obligation.YearlyByGrade ? SubjectKind.Institution : SubjectKind.School;
        var places = await db.Set<InspectedObject>().AsNoTracking().Within(division, o => o.Division).Where(o => o.Kind == kind).Select(o => o.Division).Distinct().ToListAsync();
        return new Duty(obligation, kind, periods, places, Law.Current.At(DivisionCode.Parse(division), periods.Count > 0 && periods[^1].LastDay < today ? periods[^1].LastDay : today));
    }

    /// <summary>A month or a year.</summary>
    private sealed record Period(int Number, string Text, DateOnly FirstDay, DateOnly LastDay)
    {
        public static Period Month(int year, int month) =>
            new((year * 100) + month, $"{year:D4}-{month:D2}", new(year, month, 1), new DateOnly(year, month, 1).AddMonths(1).AddDays(-1));

        public static Period Year(int year) => new(year, $"{year:D4}", new(year, 1, 1), new(year, 12, 31));

        /// <summary>Whether somebody who is there from a day to another owes a visit: who is there on the last day does.</summary>
        public bool Owes(DateOnly since, DateOnly? ended) => since <= LastDay && (ended is null || ended >= LastDay);
    }

    /// <summary>What the law asks: that in force on the last day of a period asks for the whole of it.</summary>
    private sealed class Duty
    {
        private readonly Wire.Obligation _obligation;
        private readonly Dictionary<(string, int), int> _required = [];

        public Duty(Wire.Obligation obligation, SubjectKind kind, List<Period> periods, IReadOnlyList<string> places, LawAt law)
        {
            (_obligation, Kind, Periods, Law) = (obligation, kind, periods, law);
            Most = places.SelectMany(place => periods.Select(p => obligation == Wire.Obligation.YearlyByGrade ? GradesOf(place, p).Max() : Required(place, p, 0))).DefaultIfEmpty().Max();
        }

        public SubjectKind Kind { get; }

        public List<Period> Periods { get; }

        public LawAt Law { get; }

        /// <summary>The highest number that any place asks for.</summary>
        public int Most { get; }

        public ParameterKey Key => _obligation switch
        {
            Wire.Obligation.MonthlyVisit => Policy.Law.SchoolVisitsPerMonth,
            Wire.Obligation.YearlyCoverage => Policy.Law.FullCoveragePerYear,
            _ => Policy.Law.InspectionsPerYear,
        };

        public int Required(string place, Period period, int grade)
        {
            if (_obligation == Wire.Obligation.YearlyByGrade) return GradesOf(place, period)[Math.Max(1, grade) - 1];
            if (_required.TryGetValue((place, period.Number), out var known)) return known;
            var law = Policy.Law.Current.At(DivisionCode.Parse(place), period.LastDay);
            return _required[(place, period.Number)] =
                law.Limit(_obligation == Wire.Obligation.MonthlyVisit ? Policy.Law.SchoolVisitsPerMonth : Policy.Law.FullCoveragePerYear)?.Value ?? 0;
        }

        private static int[] GradesOf(string place, Period period)
        {
            var table = Policy.Law.Current.At(DivisionCode.Parse(place), period.LastDay).Limit(Policy.Law.InspectionsPerYear)?.Value;
            return [.. Enumerable.Range(1, 4).Select(grade => (int)(table?.For(grade)?.Value ?? 0))];
        }
    }
}
