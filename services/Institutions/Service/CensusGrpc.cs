using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Answers from the totals that are kept, and from what changed in them each day.</summary>
public sealed class CensusGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, TimeProvider clock)
    : Wire.CensusService.CensusServiceBase
{
    private const int LongestSpan = 366;

    /// <inheritdoc />
    public override async Task<Wire.GetCensusResponse> GetCensus(Wire.GetCensusRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var division = DivisionCode.Parse(request.Division);
        var rows = request.Day.Length == 0 ? Now(db, division, request.IncludeSamples) : At(db, division, PastDay(request.Day, "day"), request.IncludeSamples);
        var response = new Wire.GetCensusResponse();
        response.Totals.Add(ToProto(await TotalsAsync(rows, context.CancellationToken)));
        if (request.IncludeParts && division.Level != DivisionLevel.County) response.Parts.Add(await PartsAsync(rows, division, context.CancellationToken));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCensusHistoryResponse> ListCensusHistory(Wire.ListCensusHistoryRequest request, ServerCallContext context)
    {
        var (from, to) = (PastDay(request.From, "from"), Days.Of(request.To)!.Value);
        if (to < from || to.DayNumber - from.DayNumber > LongestSpan) throw Rejection.Invalid("to", "应在起始日之后366天内", "must be within 366 days after from");
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var division = DivisionCode.Parse(request.Division);
        var numbers = await TotalsAsync(Among(At(db, division, from, request.IncludeSamples), request), context.CancellationToken);
        var (first, last) = Columns.RangeOf(division);
        var days = await Among(Counts(db.CensusChanges
                .Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0 && c.Day > from && c.Day <= to
                    && (request.IncludeSamples || !c.Sample))), request)
            .GroupBy(r => new { r.Day, r.Category, r.Mode, r.State })
            .Select(g => new
            {
                g.Key.Day, g.Key.Category, g.Key.Mode, g.Key.State,
                Count = g.Sum(r => r.Count), Staff = g.Sum(r => r.Staff), Pupils = g.Sum(r => r.Pupils), PrepaidFen = g.Sum(r => r.PrepaidFen),
            })
            .ToListAsync(context.CancellationToken);
        var response = new Wire.ListCensusHistoryResponse { Days = { ToProto(from, numbers, request.IncludeTotals) } };
        foreach (var day in days.GroupBy(c => c.Day).OrderBy(g => g.Key))
        {
            var changed = false;
            foreach (var change in day)
            {
                var delta = new CensusFigures(change.Count, change.Staff, change.Pupils, change.PrepaidFen);
                changed |= request.IncludeTotals ? delta != default : delta.Count != 0;
                numbers[(change.Category, change.Mode, change.State)] = numbers.GetValueOrDefault((change.Category, change.Mode, change.State)) + delta;
            }
            if (changed) response.Days.Add(ToProto(day.Key, numbers, request.IncludeTotals));
        }
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RecountCensusResponse> RecountCensus(Wire.RecountCensusRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = $"census/{request.Division}";
            var response = new Wire.RecountCensusResponse();
            foreach (var (key, counted, kept) in await RecountAsync(db, DivisionCode.Parse(request.Division)))
            {
                response.Differences.Add(new Wire.CensusDifference
                {
                    Division = key.Division,
                    Counted = ToProto(key.Category, key.Mode, key.State, counted),
                    KeptCount = kept.Count,
                    Sample = key.Sample,
                    Kept = ToProto(key.Category, key.Mode, key.State, kept),
                });
            }
            return response;
        });

    /// <summary>Counts one by one and mends what differs. Totals are read first: whoever changes one meanwhile makes the saving fail, and it is tried again.</summary>
    internal static async Task<IReadOnlyList<(CensusKey Key, CensusFigures Counted, CensusFigures Kept)>> RecountAsync(InstitutionsDb db, DivisionCode division)
    {
        var (first, last) = Columns.RangeOf(division);
        var kept = await db.CensusCounts.Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0)
            .ToDictionaryAsync(CensusKey.Of);
        var counted = (await db.Institutions.Where(i => string.Compare(i.Division, first) >= 0 && string.Compare(i.Division, last) <= 0)
                .GroupBy(i => new { i.Division, i.Category, i.Mode, i.State, i.Sample })
                .Select(g => new { g.Key, Count = g.Count(), Staff = g.Sum(i => i.Staff), Pupils = g.Sum(i => i.Pupils), PrepaidFen = g.Sum(i => i.PrepaidFen) })
                .ToListAsync())
            .ToDictionary(
                g => new CensusKey(g.Key.Division, g.Key.Category, g.Key.Mode, g.Key.State, g.Key.Sample),
                g => new CensusFigures(g.Count, g.Staff, g.Pupils, g.PrepaidFen));
        var wrong = new List<(CensusKey, CensusFigures, CensusFigures)>();
        foreach (var key in kept.Keys.Union(counted.Keys).OrderBy(k => k.ToString(), StringComparer.Ordinal))
        {
            var (right, total) = (counted.GetValueOrDefault(key), kept.GetValueOrDefault(key));
            if (right == CensusFigures.Of(total)) continue;
            wrong.Add((key, right, CensusFigures.Of(total)));
            if (total is null) db.CensusCounts.Add(total = CensusCount.Empty(key));
            total.Set(right);
        }
        return wrong;
    }

    private static IQueryable<Counted> Now(InstitutionsDb db, DivisionCode division, bool samples)
    {
        var (first, last) = Columns.RangeOf(division);
        return db.CensusCounts.AsNoTracking().Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0 && (samples || !c.Sample))
            .Select(c => new Counted
            {
                Division = c.Division, Category = c.Category, Mode = c.Mode, State = c.State,
                Count = c.Count, Staff = c.Staff, Pupils = c.Pupils, PrepaidFen = c.PrepaidFen,
            });
    }

    private static IQueryable<Counted> At(InstitutionsDb db, DivisionCode division, DateOnly day, bool samples)
    {
        var (first, last) = Columns.RangeOf(division);
        return Counts(db.CensusChanges
            .Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0 && c.Day <= day && (samples || !c.Sample)));
    }

    private static IQueryable<Counted> Counts(IQueryable<CensusChange> changes) => changes.AsNoTracking().Select(c => new Counted
    {
        Day = c.Day, Division = c.Division, Category = c.Category, Mode = c.Mode, State = c.State,
        Count = c.Delta, Staff = c.StaffDelta, Pupils = c.PupilsDelta, PrepaidFen = c.PrepaidFenDelta,
    });

    private static IQueryable<Counted> Among(IQueryable<Counted> rows, Wire.ListCensusHistoryRequest request) =>
        rows.Among(request.Categories, r => r.Category).Among(request.Modes, r => r.Mode);

    /// <summary>Sums up by what they train, how, and where they stand.</summary>
    private static async Task<Dictionary<(TrainingCategory Category, TrainingMode Mode, InstitutionState State), CensusFigures>> TotalsAsync(
        IQueryable<Counted> rows, CancellationToken cancellation) =>
        (await rows.GroupBy(r => new { r.Category, r.Mode, r.State })
            .Select(g => new
            {
                g.Key.Category, g.Key.Mode, g.Key.State,
                Count = g.Sum(r => r.Count), Staff = g.Sum(r => r.Staff), Pupils = g.Sum(r => r.Pupils), PrepaidFen = g.Sum(r => r.PrepaidFen),
            })
            .ToListAsync(cancellation))
        .ToDictionary(t => (t.Category, t.Mode, t.State), t => new CensusFigures(t.Count, t.Staff, t.Pupils, t.PrepaidFen));

    private static IEnumerable<Wire.CensusTotal> ToProto(Dictionary<(TrainingCategory Category, TrainingMode Mode, InstitutionState State), CensusFigures> totals) =>
        totals.Where(t => t.Value.Count != 0).OrderBy(t => t.Key.Category).ThenBy(t => t.Key.Mode).ThenBy(t => t.Key.State)
            .Select(t => ToProto(t.Key.Category, t.Key.Mode, t.Key.State, t.Value));

    private static async Task<IEnumerable<Wire.CensusPart>> PartsAsync(IQueryable<Counted> rows, DivisionCode division, CancellationToken cancellation)
    {
        var digits = division.Prefix.Length + 2;
        var parts = await rows.GroupBy(r => new { Part = r.Division.Substring(0, digits), r.State })
            .Select(g => new
            {
                g.Key.Part, g.Key.State,
                Count = g.Sum(r => r.Count), Staff = g.Sum(r => r.Staff), Pupils = g.Sum(r => r.Pupils), PrepaidFen = g.Sum(r => r.PrepaidFen),
            })
            .ToListAsync(cancellation);
        return parts.GroupBy(p => p.Part.PadRight(6, '0')).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Wire.CensusPart
        {
            Division = g.Key,
            DivisionName = Law.Current.Divisions.TryGet(DivisionCode.Parse(g.Key), out var found) ? found.FullName : "",
            LicensedCount = g.Where(p => p.State == InstitutionState.Licensed).Sum(p => p.Count),
            TotalCount = g.Sum(p => p.Count),
            StaffCount = g.Where(p => p.State == InstitutionState.Licensed).Sum(p => p.Staff),
            PupilCount = g.Sum(p => p.Pupils),
            PrepaidFen = g.Sum(p => p.PrepaidFen),
        });
    }

    private DateOnly PastDay(string text, string field)
    {
        var day = Days.Of(text)!.Value;
        return day < clock.Today() ? day : throw Rejection.Invalid(field, "应早于今日", "must be before today");
    }

    private static Wire.CensusTotal ToProto(TrainingCategory category, TrainingMode mode, InstitutionState state, CensusFigures figures) => new()
    {
        Category = EnumMap<Wire.TrainingCategory, TrainingCategory>.ToWire(category),
        Mode = EnumMap<Wire.TrainingMode, TrainingMode>.ToWire(mode),
        State = EnumMap<Wire.InstitutionState, InstitutionState>.ToWire(state),
        Count = figures.Count,
        StaffCount = figures.Staff,
        PupilCount = figures.Pupils,
        PrepaidFen = figures.PrepaidFen,
    };

    private static Wire.CensusDay ToProto(
        DateOnly day, Dictionary<(TrainingCategory Category, TrainingMode Mode, InstitutionState State), CensusFigures> totals, bool withTotals)
    {
        int In(InstitutionState state) => totals.Where(t => t.Key.State == state).Sum(t => t.Value.Count);
        var wire = new Wire.CensusDay
        {
            Day = Days.Of(day),
            LicensedCount = In(InstitutionState.Licensed),
            SuspendedCount = In(InstitutionState.Suspended),
            RevokedCount = In(InstitutionState.Revoked),
            ExitedCount = In(InstitutionState.Exited),
        };
        if (withTotals) wire.Totals.Add(ToProto(totals));
        return wire;
    }

    /// <summary>A total, now or by then, before it is summed up.</summary>
    private sealed class Counted
    {
        public DateOnly Day { get; init; }

        public required string Division { get; init; }

        public required TrainingCategory Category { get; init; }

        public required TrainingMode Mode { get; init; }

        public required InstitutionState State { get; init; }

        public required int Count { get; init; }

        public required int Staff { get; init; }

        public required int Pupils { get; init; }

        public required long PrepaidFen { get; init; }
    }
}
