using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Counts reports: from the sums for reading, and from the events one by one for proving.</summary>
internal sealed class Reporting(SupervisionDb db, CancellationToken cancellation)
{
    private static readonly DateOnly Beginning = new(2021, 1, 1);

    /// <summary>Numbers of a place and of those directly below it of which anything is known.</summary>
    public async Task<IReadOnlyList<ReportRow>> CountAsync(ReportDefinition kind, DivisionCode place, (DateOnly From, DateOnly To) time)
    {
        List<DivisionCode> divisions = [place, .. Law.Current.Divisions.Children(place).Select(d => d.Code)];
        var before = TimeBefore(kind, time);
        var (past, present) = (await SumsAsync(divisions, FactConsumer.Topic, before), await SumsAsync(divisions, FactConsumer.Topic, time));
        var stood = await SumsAsync(divisions, FactConsumer.StockTopic, (Beginning, before.To));
        var stands = await SumsAsync(divisions, FactConsumer.StockTopic, (Beginning, time.To));
        return [.. divisions.Select(d => new ReportRow(
            $"{d}",
            ValuesOf(kind, m => Of(m.Stock ? stands : present, d, m)),
            ValuesOf(kind, m => Of(m.Stock ? stood : past, d, m)))).Where((row, i) => i == 0 || row.Values.Values.Any(v => v != 0) || row.Before.Values.Any(v => v != 0))];
    }

    /// <summary>The same numbers, from the events one by one.</summary>
    /// <returns>The rows of a report counted again, and how many events were counted.</returns>
    public async Task<(IReadOnlyList<ReportRow> Rows, long Events)> RecountAsync(ReportDefinition kind, Report report)
    {
        var (sums, stocks, events) = (new Dictionary<(string, string), long>(), new Dictionary<(string, string), long>(), 0L);
        var places = report.Rows.Select(r => DivisionCode.Parse(r.Division)).ToList();
        var from = kind.Sections.SelectMany(s => s.Measures).Any(id => Law.Current.Reports.Measures.TryGetValue(id, out var m) && m.Stock) ? Beginning : report.From;
        var facts = db.Set<Fact>().AsNoTracking().Where(f => f.Day >= from && f.Day <= report.To && f.Counted != "").Within(report.Division, f => f.Division)
            .Select(f => new { f.Division, f.Day, f.Counted }).AsAsyncEnumerable();
        await foreach (var fact in facts.WithCancellation(cancellation))
        {
            events++;
            var place = DivisionCode.Parse(fact.Division);
            foreach (var at in places.Where(p => p.Contains(place)))
            {
                foreach (var count in fact.Counted.Split(' '))
                {
                    var colon = count.IndexOf(':', StringComparison.Ordinal);
                    var (key, amount) = (($"{at}", count[..colon]), long.Parse(count.AsSpan(colon + 1)));
                    stocks[key] = stocks.GetValueOrDefault(key) + amount;
                    if (fact.Day >= report.From) sums[key] = sums.GetValueOrDefault(key) + amount;
                }
            }
        }
        return ([.. places.Select(p => new ReportRow($"{p}", ValuesOf(kind, m => Of(m.Stock ? stocks : sums, p, m)), new Dictionary<string, long>()))], events);
    }

    /// <summary>The time of the same kind, or of the same length, before.</summary>
    private static (DateOnly From, DateOnly To) TimeBefore(ReportDefinition kind, (DateOnly From, DateOnly To) time)
    {
        var last = time.From.AddDays(-1);
        return kind.PeriodOf(last) is { } period && kind.PeriodOf(time.From) == time ? period : (last.AddDays(time.From.DayNumber - time.To.DayNumber), last);
    }

    private static Dictionary<string, long> ValuesOf(ReportDefinition kind, Func<ReportMeasure, long> of)
    {
        var book = Law.Current.Reports;
        return kind.Sections.SelectMany(s => s.Measures).Distinct().ToDictionary(id => id, id => book.Measures.TryGetValue(id, out var measure) ? of(measure) : Share(book, id, of));
    }

    /// <summary>A share in percent, or in tenths of its unit, rounded half up.</summary>
    private static long Share(ReportBook book, string id, Func<ReportMeasure, long> of)
    {
        var share = book.Shares[id];
        var (part, whole) = (of(book.Measures[share.Part]), of(book.Measures[share.Whole]));
        var times = share.Unit.Name == "percent" ? 100 : 10;
        return whole == 0 ? 0 : ((part * times) + (whole / 2)) / whole;
    }

    private static long Of(Dictionary<(string, string), long> sums, DivisionCode place, ReportMeasure measure) => sums.GetValueOrDefault(($"{place}", measure.Id));

    private Task<Dictionary<(string Division, string Measure), long>> SumsAsync(List<DivisionCode> divisions, string topic, (DateOnly From, DateOnly To) time) =>
        Tallies.ReadEachAsync(db, divisions, topic, time.From.DayNumber, time.To.DayNumber, cancellation);
}

/// <summary>Reports between contract, law data and domain.</summary>
internal static class ReportMapping
{
    public static Protos.Supervision.V1.ReportKind ToProto(this ReportDefinition kind) => new()
    {
        KindId = kind.Id, NameZh = kind.Zh, NameEn = kind.En, Period = EnumMap<Protos.Supervision.V1.ReportPeriod, ReportPeriod>.ToWire(kind.Period), Clauses = { kind.Clauses },
        Sections = { kind.Sections.Select(s => new Protos.Supervision.V1.ReportSection { SectionId = s.Id, NameZh = s.Zh, NameEn = s.En, Measures = { s.Measures.Select(ToProto) } }) },
    };

    /// <summary>A report without its numbers.</summary>
    public static Protos.Supervision.V1.Report ToHead(this Report report) => new()
    {
        ReportId = report.Version > 0 && report.Revision > 0 ? $"{report.Id}" : "", Division = report.Division, KindId = report.Kind, TitleZh = report.Title, Remarks = report.Remarks,
        From = Days.Of(report.From), To = Days.Of(report.To), Revision = report.Revision, Sha256 = report.Sha256, Department = report.Department,
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(report.CreatedAt),
    };

    public static Protos.Supervision.V1.Report ToProto(this Report report)
    {
        var wire = report.ToHead();
        foreach (var row in report.Rows)
        {
            wire.Rows.Add(new Protos.Supervision.V1.ReportRow
            {
                Division = row.Division, NameZh = NameOf(row.Division),
                Values = { row.Values.Select(v => new Protos.Supervision.V1.ReportValue { MeasureId = v.Key, Value = v.Value, Before = row.Before.GetValueOrDefault(v.Key) }) },
            });
        }
        return wire;
    }

    public static string NameOf(string division) => Law.Current.Divisions.TryGet(DivisionCode.Parse(division), out var known) ? known.Name : division;

    /// <summary>A measure or share by its name.</summary>
    public static (string Zh, string En, Unit Unit, bool Tenths) Named(string id)
    {
        var book = Law.Current.Reports;
        if (book.Measures.TryGetValue(id, out var measure)) return (measure.Zh, measure.En, measure.Unit, false);
        var share = book.Shares[id];
        return (share.Zh, share.En, share.Unit, share.Unit.Name != "percent");
    }

    private static Protos.Supervision.V1.ReportMeasure ToProto(string id)
    {
        var (zh, en, unit, _) = Named(id);
        return new() { MeasureId = id, NameZh = zh, NameEn = en, Unit = unit.Name, Stock = Law.Current.Reports.Measures.TryGetValue(id, out var measure) && measure.Stock };
    }
}

internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> row)
    {
        row.IsVersioned("reports");
        row.Property(r => r.Kind).HasMaxLength(40);
        row.Property(r => r.Remarks).HasMaxLength(5000);
        row.Property(r => r.Rows).HasJson();
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.Department).HasMaxLength(40);
        row.HasIndex(r => new { r.Division, r.Kind, r.From, r.To, r.Revision }).IsUnique();
    }
}
