using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>
/// Counts of after-school service, kept as those of homework are: what changes them leaves notes in its own transaction, a
/// worker adds the notes, whoever asks gets both together.
/// </summary>
internal static class ServiceTotals
{
    /// <summary>Notes changes of a school; those of 0 leave nothing.</summary>
    /// <param name="db">The database.</param>
    /// <param name="school">The school.</param>
    /// <param name="date">The day, or the first day of the term.</param>
    /// <param name="changes">What changes, and by how much.</param>
    public static void Note(SchoolsDb db, School school, DateOnly date, IEnumerable<(ServiceMeasure Measure, long Value)> changes) =>
        Note(db, school.Code, school.Division, date, changes);

    public static void Note(SchoolsDb db, string school, string division, DateOnly date, IEnumerable<(ServiceMeasure Measure, long Value)> changes) =>
        db.AddRange(changes.Where(c => c.Value != 0).Select(c => new ServiceNote
        {
            Id = Guid.CreateVersion7(), SchoolCode = school, Division = division, Date = date, Measure = c.Measure, Value = c.Value,
        }));

    /// <summary>Adds notes to the sums; true when there is more.</summary>
    public static Task<bool> FoldAsync(SchoolsDb db, CancellationToken cancellation) => Folding.FoldAsync<ServiceNote>(
        db,
        async notes =>
        {
            var sums = notes.SelectMany(n => n.Scopes().Select(s => (Scope: s, Note: n)))
                .GroupBy(n => (n.Scope, n.Note.Date, n.Note.Measure), n => n.Note.Value).ToDictionary(g => g.Key, g => g.Sum());
            var (scopes, dates) = (sums.Keys.Select(k => k.Scope).Distinct().ToArray(), sums.Keys.Select(k => k.Date).Distinct().ToArray());
            var known = await db.Set<ServiceCount>().Where(c => EF.Parameter(scopes).Contains(c.Scope) && EF.Parameter(dates).Contains(c.Date))
                .ToDictionaryAsync(c => (c.Scope, c.Date, c.Measure), cancellation);
            foreach (var (key, value) in sums)
            {
                if (!known.TryGetValue(key, out var count)) db.Add(count = new ServiceCount { Scope = key.Scope, Date = key.Date, Measure = key.Measure });
                count.Value += value;
                count.Version++;
            }
        },
        cancellation);

    /// <summary>Counts of a scope over days, by measure: what is added already and what is noted, in one reading.</summary>
    public static async Task<IReadOnlyDictionary<ServiceMeasure, long>> ReadAsync(
        SchoolsDb db, string scope, IQueryable<ServiceNote> notes, Term term, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var first = term.First;
        var daily = new[] { ServiceMeasure.Sessions, ServiceMeasure.Expected, ServiceMeasure.Present, ServiceMeasure.Excused, ServiceMeasure.ByInstitutions };
        var added = db.Set<ServiceCount>().AsNoTracking().Where(c => c.Scope == scope && c.Date >= first && c.Date <= to)
            .Select(c => new { c.Date, c.Measure, c.Value });
        var noted = notes.AsNoTracking().Where(n => n.Date >= first && n.Date <= to).Select(n => new { n.Date, n.Measure, n.Value });
        return await added.Concat(noted).Where(c => daily.Contains(c.Measure) ? c.Date >= from : c.Date == first)
            .GroupBy(c => c.Measure).Select(g => new { g.Key, Sum = g.Sum(c => c.Value) }).ToDictionaryAsync(g => g.Key, g => g.Sum, cancellation);
    }
}

/// <summary>Tells figures of after-school service.</summary>
public sealed class AfterSchoolTotalGrpc(IDbContextFactory<SchoolsDb> databases) : Wire.AfterSchoolTotalService.AfterSchoolTotalServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.GetSchoolServiceTotalsResponse> GetSchoolServiceTotals(Wire.GetSchoolServiceTotalsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var (term, from, to) = Span(request.Term, request.From, request.To);
        var sums = await ServiceTotals.ReadAsync(db, school.Code, db.Set<ServiceNote>().Where(n => n.SchoolCode == school.Code), term, from, to, context.CancellationToken);
        return new() { Total = ToProto(sums, school.ClosedOn is null && school.Compulsory ? 1 : 0) };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetDivisionServiceTotalsResponse> GetDivisionServiceTotals(Wire.GetDivisionServiceTotalsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (term, from, to) = Span(request.Term, request.From, request.To);
        if (DivisionCode.Parse(request.Division) == DivisionCode.Nation) throw Rejection.Invalid("division", "应为省、市、县级行政区划", "must be a province, city or county");
        var sums = await ServiceTotals.ReadAsync(
            db, request.Division, db.Set<ServiceNote>().Within(request.Division, n => n.Division), term, from, to, context.CancellationToken);
        return new() { Total = ToProto(sums, await db.Schools.Within(request.Division, s => s.Division).CountAsync(s => s.Compulsory && s.ClosedOn == null, context.CancellationToken)) };
    }

    private static (Term Term, DateOnly From, DateOnly To) Span(Wire.ServiceTerm wire, string first, string last)
    {
        var term = wire.ToTerm();
        var (from, to) = (Days.Of(first) ?? term.First, Days.Of(last) ?? term.Last);
        if (!term.Covers(from)) throw Rejection.Invalid("from", "不在该学期内", "lies outside the term");
        return to >= from && term.Covers(to) ? (term, from, to) : throw Rejection.Invalid("to", "早于第一天或不在该学期内", "is before the first day or outside the term");
    }

    private static Wire.ServiceTotal ToProto(IReadOnlyDictionary<ServiceMeasure, long> sums, long schools)
    {
        long Of(ServiceMeasure measure) => sums.GetValueOrDefault(measure);
        return new()
        {
            Schools = schools,
            Plans = Of(ServiceMeasure.Plans),
            PlansInBreach = Of(ServiceMeasure.PlansInBreach),
            Wanting = Of(ServiceMeasure.Wanting),
            Places = Of(ServiceMeasure.Places),
            Served = Of(ServiceMeasure.Served),
            ServedPercent = Math.Min(100, Percent(Of(ServiceMeasure.Served), Of(ServiceMeasure.Wanting))),
            IncomeFen = Of(ServiceMeasure.Income),
            SpentFen = Of(ServiceMeasure.Spent),
            StaffFen = Of(ServiceMeasure.OnStaff),
            StaffPercent = Percent(Of(ServiceMeasure.OnStaff), Of(ServiceMeasure.Spent) - Of(ServiceMeasure.Agency)),
            LabourFen = Of(ServiceMeasure.Labour),
            AgencyFen = Of(ServiceMeasure.Agency),
            CustodyOffers = Of(ServiceMeasure.CustodyOffers),
            CustodyPupils = Of(ServiceMeasure.CustodyPupils),
            Days = new Wire.ServiceDayTotal
            {
                Sessions = Of(ServiceMeasure.Sessions), Expected = Of(ServiceMeasure.Expected), Present = Of(ServiceMeasure.Present), Excused = Of(ServiceMeasure.Excused),
                PresentPercent = Percent(Of(ServiceMeasure.Present), Of(ServiceMeasure.Expected)), ByInstitutions = Of(ServiceMeasure.ByInstitutions),
            },
        };
    }

    private static int Percent(long part, long whole) => whole == 0 ? 0 : (int)(part * 100 / whole);
}

internal sealed class ServiceNoteTable : IEntityTypeConfiguration<ServiceNote>
{
    public void Configure(EntityTypeBuilder<ServiceNote> row)
    {
        row.ToTable("service_notes");
        row.HasKey(n => n.Id);
        row.Property(n => n.Id).ValueGeneratedNever();
        row.Property(n => n.SchoolCode).HasMaxLength(18);
        row.Property(n => n.Division).HasMaxLength(6);
    }
}

internal sealed class ServiceCountTable : IEntityTypeConfiguration<ServiceCount>
{
    public void Configure(EntityTypeBuilder<ServiceCount> row)
    {
        row.ToTable("service_counts");
        row.HasKey(c => new { c.Scope, c.Date, c.Measure });
        row.Property(c => c.Scope).HasMaxLength(18);
        row.Property(c => c.Version).IsConcurrencyToken();
    }
}
