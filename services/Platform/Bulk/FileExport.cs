using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Google.Protobuf;
using ShuangJian.Platform.Data;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Platform.Bulk;

/// <summary>A part of a file that is given out.</summary>
/// <param name="Data">The bytes of whole rows.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="NextPageToken">With it an export goes on after this part; empty when the file has no row.</param>
public sealed record FilePart(ByteString Data, int Rows, string NextPageToken);

/// <summary>Gives out rows as a file that an import of them reads.</summary>
/// <param name="columns">Columns of the CSV form.</param>
/// <param name="cells">What of a row stands in each of them.</param>
public sealed class FileExport<TRow>(IReadOnlyList<string> columns, Func<TRow, IEnumerable<string>> cells)
    where TRow : IMessage
{
    private const int RowsOfAPart = 500;

    /// <summary>Characters of a part: with a row that is as long as rows get it is still below what clients take by default.</summary>
    private const int LongestPart = 256 * 1024;

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        // A name that came otherwise than by a file may start like a formula; no spreadsheet shall compute it.
        InjectionOptions = InjectionOptions.Escape,
    };

    /// <summary>Gives out a file from its beginning, or from after a row on; an empty file has its column names.</summary>
    /// <param name="request">What was asked for, with which a token belongs together.</param>
    /// <param name="pageToken">Token of the last part that was received; empty from the beginning.</param>
    /// <param name="format">Form of the file.</param>
    /// <param name="read">Reads so many rows after a key, in the order of the keys, each with its key. It opens a context for them: none stays open while the caller takes its time.</param>
    /// <param name="send">Sends a part.</param>
    /// <exception cref="Edge.Rejection">The token belongs to something else that was asked for.</exception>
    public async Task SendAsync(
        IMessage request, string pageToken, FileFormat format, Func<string, int, Task<IReadOnlyList<(string Key, TRow Row)>>> read, Func<FilePart, Task> send)
    {
        var after = Paging.After(request, pageToken) ?? "";
        for (var begins = after.Length == 0; ; begins = false)
        {
            var rows = await read(after, RowsOfAPart);
            foreach (var (data, count, key) in Parts(format, rows, begins)) await send(new FilePart(data, count, key.Length > 0 ? Paging.Token(request, key) : ""));
            if (rows.Count < RowsOfAPart) return;
            after = rows[^1].Key;
        }
    }

    private IEnumerable<(ByteString Data, int Rows, string Key)> Parts(FileFormat format, IReadOnlyList<(string Key, TRow Row)> rows, bool begins)
    {
        var (text, count) = (new StringBuilder(), 0);
        if (begins && format == FileFormat.Csv) text.Append(Line(columns));
        foreach (var (key, row) in rows)
        {
            text.Append(format == FileFormat.Json ? Json.Format(row) + "\n" : Line(cells(row)));
            count++;
            if (text.Length < LongestPart) continue;
            yield return (Bytes(text), count, key);
            (text, count) = (new(), 0);
        }
        if (count > 0 || (begins && rows.Count == 0)) yield return (Bytes(text), count, count > 0 ? rows[^1].Key : "");
    }

    private static ByteString Bytes(StringBuilder text) => ByteString.CopyFrom(text.ToString(), Encoding.UTF8);

    private static string Line(IEnumerable<string> cells)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, Csv, leaveOpen: true))
        {
            foreach (var cell in cells) csv.WriteField(cell);
            csv.NextRecord();
        }
        return text.ToString();
    }
}

/// <summary>How cells hold several values, as rows of a file are read.</summary>
public static class FileCells
{
    /// <summary>Several values of a cell. A semicolon within one becomes the Chinese one, which reads the same.</summary>
    public static string Join(IEnumerable<string> values) => string.Join(';', values.Select(v => v.Replace(';', '；')));

    /// <summary>The parts of a value, which blanks separate; one within a part becomes one that does not break. Those that are empty at its end are left out.</summary>
    public static string Value(params IEnumerable<string> parts) => string.Join(' ', parts.Select(p => p.Replace(' ', '\u00A0'))).TrimEnd(' ');

    /// <summary>Whether something is so.</summary>
    public static string Flag(bool value) => value ? "true" : "false";

    /// <summary>A number.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
