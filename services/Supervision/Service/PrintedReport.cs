using System.Globalization;
using System.Text;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>A report as a page for printing: one table a section, and a chart of its main number by place.</summary>
internal static class PrintedReport
{
    private const int BarHeight = 22, LabelWidth = 150, BarWidth = 520, MostBars = 40;

    /// <summary>The page.</summary>
    public static string Of(Report report, ReportDefinition kind)
    {
        var body = new StringBuilder()
            .Append("<p>发布单位：").Append(PrintedPage.Text(ReportMapping.NameOf(report.Division)))
            .Append("　报告期：").Append(Zh.Day(report.From)).Append('至').Append(Zh.Day(report.To))
            .Append("　第").Append(report.Revision).Append("版　依据：").Append(PrintedPage.Text(string.Join('、', kind.Clauses.Select(TitleOf)))).Append("</p>");
        if (report.Remarks.Length > 0) body.Append("<p>").Append(PrintedPage.Text(report.Remarks)).Append("</p>");
        body.Append(Chart(report, kind.Chart));
        foreach (var section in kind.Sections) body.Append("<h2>").Append(PrintedPage.Text(section.Zh)).Append("</h2>").Append(Table(report, section));
        body.Append("<div class=\"foot\"><div>数据摘要（SHA-256）：").Append(report.Sha256).Append("<br>括号内为上期数。</div></div>");
        return PrintedPage.Of(report.Title, body.ToString(), landscape: true);
    }

    /// <summary>A number as people read it: money in yuan, a share in tenths with its point.</summary>
    public static string Written(string measure, long value)
    {
        var (_, _, unit, tenths) = ReportMapping.Named(measure);
        return unit.Name == "fen" ? Zh.Yuan(value) : tenths ? string.Create(CultureInfo.InvariantCulture, $"{value / 10}.{value % 10}") : value.ToString(CultureInfo.InvariantCulture);
    }

    private static string TitleOf(string clause) => Law.Current.Clauses.TryGet(clause, out var found) ? $"{clause} {found.TitleZh}" : clause;

    private static string Table(Report report, ReportSection section) => PrintedPage.Table(
        ["行政区划", .. section.Measures.Select(id => Heading(id))],
        report.Rows.Select(row => (IEnumerable<string>)[
            ReportMapping.NameOf(row.Division),
            .. section.Measures.Select(id => $"{Written(id, row.Values.GetValueOrDefault(id))}（{Written(id, row.Before.GetValueOrDefault(id))}）")]));

    private static string Heading(string id)
    {
        var (zh, _, unit, _) = ReportMapping.Named(id);
        return unit.Name == "fen" || unit.NameZh.Length == 0 ? zh : $"{zh}（{unit.NameZh}）";
    }

    /// <summary>Bars of the places below, the longest first; of the place itself when it has none.</summary>
    private static string Chart(Report report, string measure)
    {
        var rows = report.Rows.Skip(report.Rows.Count > 1 ? 1 : 0).Select(r => (Name: ReportMapping.NameOf(r.Division), Value: r.Values.GetValueOrDefault(measure)))
            .OrderByDescending(r => r.Value).Take(MostBars).ToList();
        var most = Math.Max(1, rows.Max(r => r.Value));
        var svg = new StringBuilder("<h2>").Append(PrintedPage.Text(Heading(measure))).Append("</h2>")
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LabelWidth + BarWidth + 120} {rows.Count * BarHeight}\" role=\"img\" aria-label=\"{PrintedPage.Text(Heading(measure))}\" font-size=\"13\">");
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            var (y, width) = (i * BarHeight, Math.Max(0, row.Value) * BarWidth / most);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{y + 15}\" text-anchor=\"end\">{PrintedPage.Text(row.Name)}</text>")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{y + 3}\" width=\"{width}\" height=\"{BarHeight - 6}\" fill=\"#2b6cb0\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + width + 6}\" y=\"{y + 15}\">{Written(measure, row.Value)}</text>");
        }
        return svg.Append("</svg>").ToString();
    }
}
