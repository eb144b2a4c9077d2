using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>
/// Sums of schools, counties, cities and provinces. What changes homework notes the change in its own transaction, so that
/// a whole province never waits for one row; a worker adds the notes to the sums. Whoever asks gets both together.
/// </summary>
internal static class Totals
{
    /// <summary>Notes a change of a class's day.</summary>
    public static void Note(SchoolsDb db, ClassDay day, Figures change)
    {
        if (change != default) db.Add(TotalChange.Of(day, change));
    }

    /// <summary>Adds notes to the sums; true when there is more.</summary>
    public static Task<bool> FoldAsync(SchoolsDb db, CancellationToken cancellation) => Folding.FoldAsync<TotalChange>(
        db,
        async notes =>
        {
            var sums = notes.SelectMany(n => n.Scopes().Select(s => (Scope: s, Note: n)))
                .GroupBy(n => (n.Scope, n.Note.Date, n.Note.Grade), n => n.Note.Figures)
                .ToDictionary(g => g.Key, g => g.Aggregate(default(Figures), (sum, one) => sum + one));
            var scopes = sums.Keys.Select(k => k.Scope).Distinct().ToArray();
            var dates = sums.Keys.Select(k => k.Date).Distinct().ToArray();
            var known = await db.Totals.Where(t => EF.Parameter(scopes).Contains(t.Scope) && EF.Parameter(dates).Contains(t.Date))
                .ToDictionaryAsync(t => (t.Scope, t.Date, t.Grade), cancellation);
            foreach (var (key, change) in sums)
            {
                if (!known.TryGetValue(key, out var total)) db.Add(total = new HomeworkTotal { Scope = key.Scope, Date = key.Date, Grade = key.Grade });
                total.Add(change);
                total.Version++;
            }
        },
        cancellation);

    /// <summary>Sums by grade of a school or division over days: what is added already, and what is noted, in one reading.</summary>
    public static async Task<IReadOnlyList<(int Grade, Figures Sum)>> ReadAsync(
        SchoolsDb db, string scope, IQueryable<TotalChange> notes, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var added = db.Totals.AsNoTracking().Where(t => t.Scope == scope && t.Date >= from && t.Date <= to).Select(t => new
        {
            t.Grade, t.Entries, t.Layered, t.Written, t.WrittenInSchool, t.Other, t.ClassDays, t.PupilDays, t.HandedIn, t.ByTeacher, t.Explained, t.Finished,
        });
        var noted = notes.AsNoTracking().Where(t => t.Date >= from && t.Date <= to).Select(t => new
        {
            t.Grade, t.Entries, t.Layered, t.Written, t.WrittenInSchool, t.Other, t.ClassDays, t.PupilDays, t.HandedIn, t.ByTeacher, t.Explained, t.Finished,
        });
        var rows = await added.Concat(noted).GroupBy(t => t.Grade).Select(g => new
        {
            Grade = g.Key, Entries = g.Sum(t => t.Entries), Layered = g.Sum(t => t.Layered), Written = g.Sum(t => t.Written), WrittenInSchool = g.Sum(t => t.WrittenInSchool),
            Other = g.Sum(t => t.Other), ClassDays = g.Sum(t => t.ClassDays), PupilDays = g.Sum(t => t.PupilDays), HandedIn = g.Sum(t => t.HandedIn),
            ByTeacher = g.Sum(t => t.ByTeacher), Explained = g.Sum(t => t.Explained), Finished = g.Sum(t => t.Finished),
        }).ToListAsync(cancellation);
        return [.. rows.OrderBy(r => r.Grade).Select(r => (r.Grade, new Figures(
            r.Entries, r.Layered, r.Written, r.WrittenInSchool, r.Other, r.ClassDays, r.PupilDays, r.HandedIn, r.ByTeacher, r.Explained, r.Finished))).Where(r => r.Item2 != default)];
    }
}

/// <summary>Tells sums of homework.</summary>
public sealed class HomeworkTotalGrpc(IDbContextFactory<SchoolsDb> databases, SchoolQueries queries) : Wire.HomeworkTotalService.HomeworkTotalServiceBase
{
    private const int MostDays = 200;

    /// <inheritdoc />
    public override async Task<Wire.GetClassTotalsResponse> GetClassTotals(Wire.GetClassTotalsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var at = await queries.ClassAsync(db, request.ClassId, Caller.Of(context));
        var (from, to) = Span(request.From, request.To);
        var days = await db.Days.AsNoTracking().Where(d => d.ClassId == at.Class.Id && d.Date >= from && d.Date <= to).ToListAsync(context.CancellationToken);
        return new() { Total = ToProto(at.Class.Grade, days.Aggregate(default(Figures), (sum, day) => sum + day.Figures)) };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolTotalsResponse> GetSchoolTotals(Wire.GetSchoolTotalsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var (from, to) = Span(request.From, request.To);
        var sums = await Totals.ReadAsync(db, school.Code, db.Changes.Where(c => c.SchoolCode == school.Code), from, to, context.CancellationToken);
        return new() { Totals = { sums.Select(s => ToProto(s.Grade, s.Sum)) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetDivisionTotalsResponse> GetDivisionTotals(Wire.GetDivisionTotalsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (from, to) = Span(request.From, request.To);
        var division = DivisionCode.Parse(request.Division);
        if (division == DivisionCode.Nation) throw Rejection.Invalid("division", "应为省、市、县级行政区划", "must be a province, city or county");
        var (first, last) = Columns.RangeOf(division);
        var sums = await Totals.ReadAsync(
            db, request.Division, db.Changes.Where(c => string.Compare(c.Division, first) >= 0 && string.Compare(c.Division, last) <= 0), from, to, context.CancellationToken);
        return new() { Totals = { sums.Select(s => ToProto(s.Grade, s.Sum)) } };
    }

    private static (DateOnly From, DateOnly To) Span(string first, string last)
    {
        var (from, to) = (Days.Of(first)!.Value, Days.Of(last)!.Value);
        return to >= from && to.DayNumber - from.DayNumber <= MostDays ? (from, to) : throw Rejection.Invalid("to", $"应在开始日期之后 {MostDays} 天内", $"must lie within {MostDays} days after the first day");
    }

    private static Wire.HomeworkTotal ToProto(int grade, Figures sum) => new()
    {
        Grade = grade,
        Entries = sum.Entries,
        LayeredEntries = sum.Layered,
        WrittenPupilMinutes = sum.Written,
        WrittenInSchoolPupilMinutes = sum.WrittenInSchool,
        OtherPupilMinutes = sum.Other,
        ClassDays = sum.ClassDays,
        PupilDays = sum.PupilDays,
        WrittenMinutesTenths = HomeworkMapping.Tenths(sum.Written, sum.PupilDays),
        HandedIn = sum.HandedIn,
        ByTeacher = sum.ByTeacher,
        Explained = sum.Explained,
        FinishedInSchool = sum.Finished,
    };
}
