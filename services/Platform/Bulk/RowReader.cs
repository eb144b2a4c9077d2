using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ShuangJian.Platform.Edge;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Bulk;

/// <summary>A row that was read: what it says, and what is wrong with it by itself.</summary>
/// <param name="Number">Number of the row, from 1.</param>
/// <param name="Line">Line on which it starts, from 1.</param>
/// <param name="Content">What it says; incomplete where something is wrong.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record ReadRow<TRow>(long Number, long Line, TRow Content, IReadOnlyList<FieldProblem> Problems);

/// <summary>Reads rows of a file in one of the two forms, and checks each by the limits of the contract.</summary>
public abstract class RowReader<TRow>
    where TRow : class, IMessage<TRow>, new()
{
    /// <summary>Problems told of one row.</summary>
    private const int MostProblems = 5;

    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    private static readonly bool IsOfPerson = HoldsPersonal(new TRow().Descriptor, []);

    private readonly FileHeader _header;
    private readonly IReadOnlyList<string> _known;
    private readonly IReadOnlyList<string> _needed;
    private readonly CsvConfiguration _csv;
    private bool _badData;

    /// <summary>Begins to read a file.</summary>
    /// <param name="header">What the file is about.</param>
    /// <param name="columns">Field of each column when they were read before; null otherwise.</param>
    /// <param name="known">Fields that a column may hold.</param>
    /// <param name="optional">Those that may be missing.</param>
    /// <exception cref="Rejection">A column is mapped to no known field.</exception>
    protected RowReader(FileHeader header, IReadOnlyList<string>? columns, IReadOnlyList<string> known, IReadOnlyList<string> optional)
    {
        (_header, _known, _needed, Columns) = (header, known, [.. known.Except(optional)], columns);
        _csv = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            TrimOptions = TrimOptions.Trim,
            BufferSize = 1024,
            ProcessFieldBufferSize = 256,
            BadDataFound = _ => _badData = true,
        };
        var unknown = header.Columns.Where(c => c.Field.Length > 0 && !known.Contains(c.Field)).ToList();
        if (unknown.Count == 0) return;
        throw Rejection.Invalid([.. unknown.Select(c =>
            new FieldProblem($"header.columns[{header.Columns.IndexOf(c)}].field", "不是可导入的字段", "is no field of a row"))]);
    }

    /// <summary>Field of each column, empty for one that is passed over; null until the first line of a CSV file was read.</summary>
    public IReadOnlyList<string>? Columns { get; private set; }

    /// <summary>True when the next line names the columns.</summary>
    public bool NeedsColumns => _header.Format == FileFormat.Csv && Columns is null;

    /// <summary>Reads the line that names the columns.</summary>
    /// <exception cref="Rejection">A column is not known, stands there twice, or one that every row needs is missing.</exception>
    public void ReadColumns(FileRow line)
    {
        var names = line.Broken || !Utf8.IsValid(line.Bytes.Span) ? [] : Cells(line);
        if (names.Length == 0) throw Columnless("首行应为列名", "the first line does not name the columns");
        var mapped = _header.Columns.DistinctBy(c => c.Column).ToDictionary(c => c.Column, c => c.Field, StringComparer.Ordinal);
        var columns = names.Select(name => mapped.TryGetValue(name, out var field) ? field : name).ToArray();
        if (names.Zip(columns).Where(c => c.Second.Length > 0 && !_known.Contains(c.Second)).Select(c => Short(c.First)).FirstOrDefault() is { } unknown)
            throw Columnless($"未知的列“{unknown}”", $"the column '{unknown}' is no field; map it to one, or to nothing");
        if (columns.Where(c => c.Length > 0).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
            throw Columnless($"列“{twice}”重复", $"the column '{twice}' stands there twice");
        if (_needed.Except(columns).ToList() is { Count: > 0 } missing)
            throw Columnless($"缺少列 {string.Join('、', missing)}", $"these columns are missing: {string.Join(", ", missing)}");
        Columns = columns;
    }

    /// <summary>Reads a row. Whatever is wrong with it is among its problems; nothing is thrown.</summary>
    public ReadRow<TRow> Read(FileRow row, long number, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        var content = new TRow();
        if (row.Broken) problems.Add(new("", $"行超过 {RowSplitter.LongestRow} 字节或引号未闭合", $"is longer than {RowSplitter.LongestRow} bytes, or a quote is never closed"));
        else if (!Utf8.IsValid(row.Bytes.Span)) problems.Add(new("", "不是有效的 UTF-8", "is no valid UTF-8"));
        else if (_header.Format == FileFormat.Csv) ReadCsv(row, content, problems);
        else content = ReadJson(row, problems);
        if (problems.All(p => p.Field.Length > 0))
        {
            var told = problems.Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(MessageFields.Problems(content).Where(p => told.Add(p.Field)));
            CheckTogether(content, today, told, problems);
        }
        return new ReadRow<TRow>(number, row.Line, content, problems.Count > MostProblems ? problems.GetRange(0, MostProblems) : problems);
    }

    /// <summary>Fills a row from the cells of <see cref="Columns"/>.</summary>
    protected abstract void Fill(TRow row, string[] cells, List<FieldProblem> problems);

    /// <summary>Finds what the limits of single fields cannot say.</summary>
    /// <param name="row">The row.</param>
    /// <param name="today">The day of the import.</param>
    /// <param name="told">Fields with which something is wrong already.</param>
    /// <param name="problems">Takes what is wrong.</param>
    protected abstract void CheckTogether(TRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems);

    /// <summary>Tells of a text that a spreadsheet would compute.</summary>
    protected static void CheckFormula(string field, string text, HashSet<string> told, List<FieldProblem> problems)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' && told.Add(field))
            problems.Add(new(field, "不得以 = + - @ 开头", "must not start with =, +, - or @"));
    }

    /// <summary>Parts of a cell, which semicolons separate.</summary>
    protected static string[] Parts(string cell) => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool HoldsPersonal(MessageDescriptor message, HashSet<MessageDescriptor> seen) => seen.Add(message) && message.Fields.InFieldNumberOrder().Any(field =>
        field.GetOptions()?.GetExtension(FieldExtensions.Field)?.Personal == true || (field.FieldType == FieldType.Message && HoldsPersonal(field.MessageType, seen)));

    private static Rejection Columnless(string zh, string en) => Rejection.Invalid("chunk.data", zh, en);

    private static TRow ReadJson(FileRow row, List<FieldProblem> problems)
    {
        try
        {
            return Json.Parse<TRow>(Encoding.UTF8.GetString(row.Bytes.Span));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            // The parser repeats what it could not read, which of a row about a person may be personal.
            problems.Add(new("", "不是有效的 JSON 记录", "is no JSON object of a row" + (IsOfPerson ? "" : ": " + Short(e.Message))));
            return new TRow();
        }
    }

    private void ReadCsv(FileRow row, TRow content, List<FieldProblem> problems)
    {
        _badData = false;
        var cells = Cells(row);
        if (_badData || cells.Length != Columns!.Count)
            problems.Add(new("", $"应有 {Columns!.Count} 列，引号须成对", $"has {cells.Length} cells instead of {Columns.Count}, or a quote in the wrong place"));
        else Fill(content, cells, problems);
    }

    private string[] Cells(FileRow row)
    {
        using var parser = new CsvParser(new StringReader(Encoding.UTF8.GetString(row.Bytes.Span)), _csv);
        return parser.Read() ? parser.Record! : [];
    }

    private static string Short(string text) => text.Length > 120 ? text[..120] + "…" : text;
}
