using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using CsvHelper.Configuration;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>A row that was read: what it says, and what is wrong with it by itself.</summary>
/// <param name="Number">Number of the row, from 1.</param>
/// <param name="Line">Line on which it starts, from 1.</param>
/// <param name="Content">What it says; incomplete where something is wrong.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record ReadRow(long Number, long Line, InstitutionRow Content, IReadOnlyList<FieldProblem> Problems);

/// <summary>Reads rows of a file in one of the two forms, and checks each by the limits of the contract.</summary>
internal sealed class ImportReader
{
    /// <summary>Problems told of one row.</summary>
    private const int MostProblems = 5;

    private static readonly string[] Known =
    [
        "name", "unified_social_credit_code", "division", "category", "stages", "mode", "address", "area_square_metres", "lease_ends_on",
        "licence_number", "licensed_on", "valid_until",
    ];

    private static readonly JsonParser Json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    private readonly ImportHeader _header;
    private readonly DivisionCode _place;
    private readonly CsvConfiguration _csv;
    private bool _badData;

    public ImportReader(ImportHeader header, IReadOnlyList<string>? columns)
    {
        _header = header;
        _place = DivisionCode.Parse(header.Division);
        Columns = columns;
        _csv = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            TrimOptions = TrimOptions.Trim,
            BufferSize = 1024,
            ProcessFieldBufferSize = 256,
            BadDataFound = _ => _badData = true,
        };
        var unknown = header.Columns.Where(c => c.Field.Length > 0 && !Known.Contains(c.Field)).ToList();
        if (unknown.Count > 0)
        {
            throw Rejection.Invalid([.. unknown.Select(c =>
                new FieldProblem($"header.columns[{header.Columns.IndexOf(c)}].field", "不是可导入的字段", "is no field of a row"))]);
        }
    }

    /// <summary>Columns in the order in which an export writes them.</summary>
    public static IReadOnlyList<string> AllColumns => Known;

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
        if (names.Zip(columns).Where(c => c.Second.Length > 0 && !Known.Contains(c.Second)).Select(c => Short(c.First)).FirstOrDefault() is { } unknown)
            throw Columnless($"未知的列“{unknown}”", $"the column '{unknown}' is no field; map it to one, or to nothing");
        if (columns.Where(c => c.Length > 0).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice)
            throw Columnless($"列“{twice}”重复", $"the column '{twice}' stands there twice");
        if (Known.Except(["address", "area_square_metres", "lease_ends_on", "valid_until"]).Except(columns).ToList() is { Count: > 0 } missing)
            throw Columnless($"缺少列 {string.Join('、', missing)}", $"these columns are missing: {string.Join(", ", missing)}");
        Columns = columns;
    }

    private static Rejection Columnless(string zh, string en) => Rejection.Invalid("chunk.data", zh, en);

    /// <summary>Reads a row. Whatever is wrong with it is among its problems; nothing is thrown.</summary>
    public ReadRow Read(FileRow row, long number, DateOnly today)
    {
        var problems = new List<FieldProblem>();
        var content = new InstitutionRow();
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
        return new ReadRow(number, row.Line, content, problems.Count > MostProblems ? problems.GetRange(0, MostProblems) : problems);
    }

    /// <summary>What the limits of single fields cannot say.</summary>
    private void CheckTogether(InstitutionRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        if (!told.Contains("division"))
        {
            var division = DivisionCode.Parse(row.Division);
            if (!Law.Current.Divisions.IsLowest(division)) problems.Add(new("division", "应为县级行政区划", "must be a division of county level"));
            else if (!_place.Contains(division)) problems.Add(new("division", $"不在本批次的区域 {_place} 内", $"is outside the division of the batch {_place}"));
        }
        if (row.Sites.Count == 0 && row.Mode is not (TrainingMode.Online or TrainingMode.Unspecified) && told.Add("sites"))
            problems.Add(new("sites", "线下培训须有办学场所", "needs premises unless it trains only online"));
        if (!told.Contains("licensed_on") && DateOnly.ParseExact(row.LicensedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture) > today)
            problems.Add(new("licensed_on", "晚于导入之日", "is after the day of the import"));
        if (!told.Contains("licensed_on") && !told.Contains("valid_until") && row.ValidUntil.Length > 0 && string.CompareOrdinal(row.ValidUntil, row.LicensedOn) < 0)
            problems.Add(new("valid_until", "早于发证日期", "is before the day of the licence"));
        if (IsFormula(row.Name) && told.Add("name")) problems.Add(Formula("name"));
        for (var i = 0; i < row.Sites.Count; i++)
            if (IsFormula(row.Sites[i].Address) && told.Add($"sites[{i}].address")) problems.Add(Formula($"sites[{i}].address"));
    }

    private static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@';

    private static FieldProblem Formula(string field) => new(field, "不得以 = + - @ 开头", "must not start with =, +, - or @");

    private static InstitutionRow ReadJson(FileRow row, List<FieldProblem> problems)
    {
        try
        {
            return Json.Parse<InstitutionRow>(Encoding.UTF8.GetString(row.Bytes.Span));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException)
        {
            problems.Add(new("", "不是有效的 JSON 记录", "is no JSON object of a row: " + Short(e.Message)));
            return new InstitutionRow();
        }
    }

    private void ReadCsv(FileRow row, InstitutionRow content, List<FieldProblem> problems)
    {
        _badData = false;
        var cells = Cells(row);
        if (_badData || cells.Length != Columns!.Count)
        {
            problems.Add(new("", $"应有 {Columns!.Count} 列，引号须成对", $"has {cells.Length} cells instead of {Columns.Count}, or a quote in the wrong place"));
            return;
        }
        string[] addresses = [], areas = [], leases = [];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            switch (Columns[i])
            {
                case "name": content.Name = cell; break;
                case "unified_social_credit_code": content.UnifiedSocialCreditCode = cell; break;
                case "division": content.Division = cell; break;
                case "licence_number": content.LicenceNumber = cell; break;
                case "licensed_on": content.LicensedOn = cell; break;
                case "valid_until": content.ValidUntil = cell; break;
                case "category": content.Category = Words<TrainingCategory>.Read("category", cell, problems); break;
                case "mode": content.Mode = Words<TrainingMode>.Read("mode", cell, problems); break;
                case "stages": content.Stages.Add(Parts(cell).Select(s => Words<EducationStage>.Read("stages", s, problems))); break;
                case "address": addresses = Parts(cell); break;
                case "area_square_metres": areas = Parts(cell); break;
                case "lease_ends_on": leases = cell.Length == 0 ? [] : cell.Split(';', StringSplitOptions.TrimEntries); break;
            }
        }
        ReadSites(content, addresses, areas, leases, problems);
    }

    private static void ReadSites(InstitutionRow content, string[] addresses, string[] areas, string[] leases, List<FieldProblem> problems)
    {
        if (areas.Length != addresses.Length || (leases.Length > 0 && leases.Length != addresses.Length))
        {
            problems.Add(new("sites", "地址、面积与租期的个数不一致", "address, area_square_metres and lease_ends_on tell of different numbers of premises"));
            return;
        }
        for (var i = 0; i < addresses.Length; i++)
        {
            if (!int.TryParse(areas[i], NumberStyles.None, CultureInfo.InvariantCulture, out var area))
                problems.Add(new($"sites[{i}].area_square_metres", "不是整数", "is no whole number"));
            content.Sites.Add(new Site { Address = addresses[i], AreaSquareMetres = area, LeaseEndsOn = leases.Length > 0 ? leases[i] : "" });
        }
    }

    private string[] Cells(FileRow row)
    {
        using var parser = new CsvParser(new StringReader(Encoding.UTF8.GetString(row.Bytes.Span)), _csv);
        return parser.Read() ? parser.Record! : [];
    }

    private static string[] Parts(string cell) => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string text) => text.Length > 120 ? text[..120] + "…" : text;

    /// <summary>The words of an enum, with the prefix of the contract and without.</summary>
    internal static class Words<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<T, string> Written = Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Original(v)[Prefix.Length..]);

        private static readonly FrozenDictionary<string, T> Readable = Enum.GetValues<T>().Where(v => Convert.ToInt32(v) != 0)
            .SelectMany(v => new[] { (Original(v), v), (Original(v)[Prefix.Length..], v) }).ToFrozenDictionary(w => w.Item1, w => w.v, StringComparer.OrdinalIgnoreCase);

        private static string Prefix => Original(default)[..^"UNSPECIFIED".Length];

        public static string Write(T value) => Written[value];

        /// <summary>Reads a word. An empty cell is no word, and the limits of the field say whether one is needed.</summary>
        public static T Read(string field, string word, List<FieldProblem> problems)
        {
            if (Readable.TryGetValue(word, out var value) || word.Length == 0) return value;
            problems.Add(new FieldProblem(field, $"未知的取值“{Short(word)}”", $"has the unknown value '{Short(word)}'"));
            return default;
        }

        private static string Original(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttributes(typeof(OriginalNameAttribute), false).Cast<OriginalNameAttribute>().Single().Name;
    }
}
