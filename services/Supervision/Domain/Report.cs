using System.Security.Cryptography;
using System.Text;
using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>Numbers of one place.</summary>
/// <param name="Division">The place.</param>
/// <param name="Values">Value of each measure.</param>
/// <param name="Before">Value of each measure in the time before.</param>
public sealed record ReportRow(string Division, IReadOnlyDictionary<string, long> Values, IReadOnlyDictionary<string, long> Before);

/// <summary>A report as it was published. It is never changed; a later one of the same time takes its place.</summary>
public sealed class Report : Versioned
{
    private Report()
    {
    }

    /// <summary>Kind.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Title in Chinese.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Words of the publisher, in Chinese; may be empty.</summary>
    public string Remarks { get; private set; } = "";

    /// <summary>First day that it is about.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day that it is about.</summary>
    public DateOnly To { get; private set; }

    /// <summary>1 for the first report of the time, then counted on.</summary>
    public int Revision { get; private set; }

    /// <summary>The place itself first, then those directly below it.</summary>
    public IReadOnlyList<ReportRow> Rows { get; private set; } = [];

    /// <summary>SHA-256 of the numbers, hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Department that published it.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Publishes.</summary>
    public static Report Publish(
        ReportDefinition kind, string division, (DateOnly From, DateOnly To) time, int revision, string title, string remarks, IReadOnlyList<ReportRow> rows, string department, DateTime now)
    {
        var report = new Report
        {
            Kind = kind.Id, Title = title, Remarks = remarks, From = time.From, To = time.To, Revision = revision, Rows = rows, Sha256 = DigestOf(rows), Department = department,
        };
        report.Begin(division, new DateTimeOffset(now, TimeSpan.Zero));
        return report;
    }

    /// <summary>SHA-256 over <c>division measure value</c>, a line each in the order of the rows and of the names.</summary>
    public static string DigestOf(IReadOnlyList<ReportRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
            foreach (var (measure, value) in row.Values.OrderBy(v => v.Key, StringComparer.Ordinal)) text.Append(row.Division).Append(' ').Append(measure).Append(' ').Append(value).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>A report that a place owes.</summary>
/// <param name="Division">The place.</param>
/// <param name="Kind">The kind.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Due">Last day on which it is in time.</param>
/// <param name="Clause">Clause that asks for it.</param>
public sealed record OwedReport(string Division, ReportDefinition Kind, DateOnly From, DateOnly To, DateOnly Due, string Clause)
{
    /// <summary>Reports that a place owes by a text of its own and whose time ends within some days, the earliest first.</summary>
    public static IEnumerable<OwedReport> Of(Law law, DivisionCode place, DateOnly first, DateOnly last) =>
        law.Reports.Kinds.Values.SelectMany(kind => kind.Due is { } due ? ByDay(law, place, kind, due, first, last)
            : kind.Times is { } times ? ByPeriod(law, place, kind, times, first, last) : []).OrderBy(owed => owed.To).ThenBy(owed => owed.Kind.Id, StringComparer.Ordinal);

    private static IEnumerable<OwedReport> ByDay(Law law, DivisionCode place, ReportDefinition kind, ParameterKey<DateOnly> due, DateOnly first, DateOnly last)
    {
        for (var year = first.Year; year <= last.Year; year++)
        {
            // A text may hold for some months only, and need not be in force any more on the day that it names.
            var day = Enumerable.Range(1, 12).Select(month => law.At(place, new(year, month, 1)).Limit(due)).FirstOrDefault(d => d?.Division == place && d.Value.Year == year);
            if (day is not null && day.Value > first && day.Value.AddDays(-1) <= last)
                yield return new($"{place}", kind, new(year, 1, 1), day.Value.AddDays(-1), day.Value, day.Basis.Clause);
        }
    }

    /// <summary>Where a text names no day, a report is due before the next time of its kind has ended.</summary>
    private static IEnumerable<OwedReport> ByPeriod(Law law, DivisionCode place, ReportDefinition kind, ParameterKey<int> times, DateOnly first, DateOnly last)
    {
        for (var at = kind.PeriodOf(first)!.Value; at.To <= last; at = kind.PeriodOf(at.To.AddDays(1))!.Value)
        {
            var number = law.At(place, at.From).Limit(times);
            if (number?.Division == place) yield return new($"{place}", kind, at.From, at.To, kind.PeriodOf(at.To.AddDays(1))!.Value.To, number.Basis.Clause);
        }
    }
}
