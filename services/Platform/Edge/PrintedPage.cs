using System.Net;
using System.Text;

namespace ShuangJian.Platform.Edge;

/// <summary>What printed pages have in common: one file of HTML for A4, words in Chinese, every text from outside escaped.</summary>
public static class PrintedPage
{
    private const string Style =
        "@page{size:A4;margin:18mm}*{box-sizing:border-box}body{font-family:'Songti SC',SimSun,'Noto Serif CJK SC',serif;color:#111;margin:0 auto;max-width:174mm;position:relative}"
        + "@media screen{body{padding:14mm 6mm}}"
        + "h1{text-align:center;letter-spacing:.4em;margin:0 0 10mm}h2{font-size:13pt;border-bottom:1px solid #333;margin:7mm 0 2mm}"
        + "table{width:100%;border-collapse:collapse;font-size:11pt}th,td{border:1px solid #777;padding:2mm;text-align:left;vertical-align:top}th{background:#f2f2f2;white-space:nowrap}.facts th{width:42mm}"
        + ".mark{position:absolute;top:90mm;left:0;right:0;text-align:center;font-size:54pt;color:#c00;border:4px solid #c00;transform:rotate(-18deg);opacity:.55}"
        + ".number{text-align:center;margin-bottom:8mm}.sign{text-align:right;margin-top:14mm}.foot{display:flex;justify-content:space-between;align-items:flex-end;margin-top:10mm;font-size:10pt}.qr{width:34mm;height:34mm}";

    private const string Landscape = "@page{size:A4 landscape}body{max-width:261mm}table{font-size:9pt}svg{width:100%}";

    /// <summary>A page.</summary>
    /// <param name="title">Title, which is its heading too.</param>
    /// <param name="body">HTML below the heading.</param>
    /// <param name="landscape">Whether it is wider than high.</param>
    public static string Of(string title, string body, bool landscape = false) =>
        $"<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{Text(title)}</title><style>{Style}{(landscape ? Landscape : "")}</style></head>"
        + $"<body><h1>{Text(title)}</h1>{body}</body></html>";

    /// <summary>A text, escaped; its lines stay lines.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>A row of a table of facts.</summary>
    public static string Row(string heading, string text) => $"<tr><th>{Text(heading)}</th><td>{Text(text)}</td></tr>";

    /// <summary>A table with a line of headings.</summary>
    public static string Table(IEnumerable<string> headings, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new StringBuilder("<table><tr>");
        foreach (var heading in headings) table.Append("<th>").Append(Text(heading)).Append("</th>");
        table.Append("</tr>");
        foreach (var row in rows)
        {
            table.Append("<tr>");
            foreach (var cell in row) table.Append("<td>").Append(Text(cell)).Append("</td>");
            table.Append("</tr>");
        }
        return table.Append("</table>").ToString();
    }

}
