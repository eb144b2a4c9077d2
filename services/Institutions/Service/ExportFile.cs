using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Google.Protobuf;
using ShuangJian.Platform.Bulk;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Writes rows in the two forms that an import reads.</summary>
internal static class ExportFile
{
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        // A name that came by an application may start like a formula; no spreadsheet shall compute it.
        InjectionOptions = InjectionOptions.Escape,
    };

    /// <summary>Writes rows.</summary>
    /// <param name="format">Form of the file.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="first">True when the file starts with them.</param>
    public static ByteString Write(FileFormat format, IEnumerable<InstitutionRow> rows, bool first)
    {
        using var text = new StringWriter();
        if (format == FileFormat.Json)
        {
            foreach (var row in rows) text.Write(Json.Format(row) + "\n");
        }
        else
        {
            using var csv = new CsvWriter(text, Csv, leaveOpen: true);
            if (first) WriteLine(csv, ImportReader.AllColumns);
            foreach (var row in rows) WriteLine(csv, Cells(row));
        }
        return ByteString.CopyFrom(text.ToString(), Encoding.UTF8);
    }

    private static void WriteLine(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    private static IEnumerable<string> Cells(InstitutionRow row) =>
    [
        row.Name, row.UnifiedSocialCreditCode, row.Division, Words<TrainingCategory>.Write(row.Category),
        string.Join(';', row.Stages.Select(Words<EducationStage>.Write)), Words<TrainingMode>.Write(row.Mode),
        // A semicolon separates premises, so one within an address becomes the Chinese one, which reads the same.
        string.Join(';', row.Sites.Select(s => s.Address.Replace(';', '；'))),
        string.Join(';', row.Sites.Select(s => s.AreaSquareMetres.ToString(CultureInfo.InvariantCulture))),
        row.Sites.All(s => s.LeaseEndsOn.Length == 0) ? "" : string.Join(';', row.Sites.Select(s => s.LeaseEndsOn)),
        row.LicenceNumber, row.LicensedOn, row.ValidUntil,
    ];
}
