using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>A report as a workbook: a sheet a section, a row a place, numbers as numbers.</summary>
internal static class ReportWorkbook
{
    /// <summary>Media type of a workbook.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The workbook.</summary>
    public static byte[] Of(Report report, ReportDefinition kind)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            foreach (var (section, i) in kind.Sections.Select((s, i) => (s, (uint)i + 1)))
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(RowsOf(report, section)));
                sheets.AppendChild(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = i, Name = section.Zh });
            }
        }
        return file.ToArray();
    }

    private static IEnumerable<Row> RowsOf(Report report, ReportSection section)
    {
        yield return new Row(Words(report.Title));
        yield return new Row(Words($"{Zh.Day(report.From)}至{Zh.Day(report.To)}　第{report.Revision}版　{report.Sha256}"));
        yield return new Row([Words("代码"), Words("行政区划"), .. section.Measures.SelectMany(id => new[] { Words(Heading(id)), Words(Heading(id) + "·上期") })]);
        foreach (var row in report.Rows)
        {
            yield return new Row([
                Words(row.Division), Words(ReportMapping.NameOf(row.Division)),
                .. section.Measures.SelectMany(id => new[] { Number(id, row.Values.GetValueOrDefault(id)), Number(id, row.Before.GetValueOrDefault(id)) })]);
        }
    }

    private static string Heading(string id)
    {
        var (zh, _, unit, _) = ReportMapping.Named(id);
        return $"{zh}（{(unit.Name == "fen" ? "元" : unit.NameZh)}）";
    }

    private static Cell Words(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    /// <summary>The number in the unit of its heading, written exactly: the format keeps decimal text.</summary>
    private static Cell Number(string id, long value) => new() { DataType = CellValues.Number, CellValue = new CellValue(PrintedReport.Written(id, value).TrimEnd('元')) };
}
