using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Follows which reports places owe, and tells when one is late.</summary>
internal sealed class OwedReports(TimeProvider clock)
{
    /// <summary>How far back a report that is late is still told of.</summary>
    private const int DaysBack = 62;

    /// <summary>Owed reports of a jurisdiction, each with the report that was published first.</summary>
    public static async Task<IReadOnlyList<(OwedReport Owed, Guid? Report, DateOnly? PublishedOn)>> WithinAsync(
        SupervisionDb db, DivisionCode jurisdiction, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var owed = Law.Current.Divisions.All.Where(d => jurisdiction.Contains(d.Code)).SelectMany(d => OwedReport.Of(Law.Current, d.Code, first, last)).OrderBy(o => o.To).ToList();
        if (owed.Count == 0) return [];
        var places = owed.Select(o => o.Division).Distinct().ToArray();
        var published = (await db.Set<Report>().AsNoTracking().Where(r => EF.Parameter(places).Contains(r.Division) && r.From >= first && r.From <= last)
            .OrderBy(r => r.CreatedAt).Select(r => new { r.Id, r.Division, r.Kind, r.From, r.CreatedAt }).ToListAsync(cancellation))
            .ToLookup(r => (r.Division, r.Kind, r.From));
        return [.. owed.Select(o => published[(o.Division, o.Kind.Id, o.From)].FirstOrDefault() is { } report
            ? (o, report.Id, ChinaDay.Of(report.CreatedAt.UtcDateTime)) : (o, (Guid?)null, (DateOnly?)null))];
    }

    /// <summary>Tells of each report that has become late; never more to do.</summary>
    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaDay.Of(now);
        var late = (await WithinAsync(db, DivisionCode.Nation, today.AddDays(-DaysBack), today, cancellation)).Where(o => o.Report is null && o.Owed.Due < today).ToList();
        if (late.Count == 0) return false;
        var keys = late.Select(o => LateReport.KeyOf(o.Owed)).ToArray();
        var told = await db.Set<LateReport>().Where(l => EF.Parameter(keys).Contains(l.Key)).Select(l => l.Key).ToListAsync(cancellation);
        foreach (var (owed, _, _) in late.Where(o => !told.Contains(LateReport.KeyOf(o.Owed))))
        {
            db.Add(new LateReport { Key = LateReport.KeyOf(owed), ToldAt = now });
            db.Announce(SupervisionModule.ServiceName, $"owed-reports/{LateReport.KeyOf(owed)}", 1, now, new ReportOverdue
            {
                Division = owed.Division, Kind = owed.Kind.Id, From = owed.From, To = owed.To, DueDate = owed.Due,
            });
        }
        await db.SaveChangesAsync(cancellation);
        return false;
    }
}

/// <summary>A report whose being late was told.</summary>
internal sealed class LateReport
{
    /// <summary>Place, kind and first day.</summary>
    public required string Key { get; init; }

    /// <summary>When it was told, UTC.</summary>
    public required DateTime ToldAt { get; init; }

    /// <summary>Key of an owed report.</summary>
    public static string KeyOf(OwedReport owed) => $"{owed.Division}-{owed.Kind.Id}-{owed.From:yyyy-MM-dd}";
}

internal sealed class LateReportTable : IEntityTypeConfiguration<LateReport>
{
    public void Configure(EntityTypeBuilder<LateReport> row)
    {
        row.ToTable("late_reports");
        row.HasKey(l => l.Key);
        row.Property(l => l.Key).HasMaxLength(80);
    }
}
