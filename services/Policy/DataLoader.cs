using System.Globalization;

namespace ShuangJian.Policy;

/// <summary>Reads the tables below <c>data/</c>. Their columns are found by header; no field holds a comma or quote.</summary>
internal static class DataLoader
{
    internal static Divisions Divisions(IReadOnlyList<LawFile> files)
    {
        var rows = Rows(files, "data/divisions.csv", ["code", "name", "level", "parent"])
            .Select(row => (Code: CodeAt(row, "code"), Row: row))
            .ToDictionary(row => row.Code, row => row.Row);
        return new Divisions(rows.Select(pair => new Division(
            pair.Key,
            pair.Value["name"],
            FullName(pair.Key, rows),
            pair.Key.Level,
            pair.Value["parent"].Length == 0 ? null : CodeAt(pair.Value, "parent"),
            DateAt(pair.Value, "valid_from"),
            DateAt(pair.Value, "valid_to"),
            pair.Value["level"] == "PLACEHOLDER")));
    }

    internal static WorkCalendar Calendar(IReadOnlyList<LawFile> files) => new(
        Rows(files, "data/holidays.csv", ["date", "name", "kind"]).Select(row => new SpecialDay(
            DateAt(row, "date") ?? throw row.Problem("the date is missing"),
            row["name"],
            row["kind"] switch { "OFF" => true, "WORK" => false, var kind => throw row.Problem($"'{kind}' is neither OFF nor WORK") })));

    private static string FullName(DivisionCode code, Dictionary<DivisionCode, CsvRow> rows)
    {
        var name = "";
        for (DivisionCode? at = code; at is not null && (at.Value.Level != DivisionLevel.Nation || code == at); at = at.Value.Container)
            if (rows.TryGetValue(at.Value, out var row) && (at == code || row["level"] != "PLACEHOLDER"))
                name = row["name"] + name;
        return name;
    }

    private static DivisionCode CodeAt(CsvRow row, string column) =>
        DivisionCode.TryParse(row[column], out var code) ? code : throw row.Problem($"'{row[column]}' is not a division code");

    private static DateOnly? DateAt(CsvRow row, string column) => row[column] switch
    {
        "" => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        var text => throw row.Problem($"'{text}' is not a date"),
    };

    private static List<CsvRow> Rows(IReadOnlyList<LawFile> files, string path, string[] required)
    {
        var file = files.SingleOrDefault(file => file.Path == path) ?? throw new LawDataException(path, 1, "the file is missing");
        var lines = file.Text.Split('\n', StringSplitOptions.TrimEntries);
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        if (required.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw new LawDataException(path, 1, $"the column '{missing}' is missing");
        var rows = new List<CsvRow>();
        var seen = new HashSet<string>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var row = new CsvRow(path, i + 1, header, lines[i].Split(','));
            if (!row.IsWhole)
                throw row.Problem($"{header.Length} fields are expected");
            if (!seen.Add(row.Fields[0]))
                throw row.Problem($"'{row.Fields[0]}' is listed twice");
            rows.Add(row);
        }

        return rows;
    }

    private sealed record CsvRow(string File, int Line, string[] Header, string[] Fields)
    {
        internal bool IsWhole => Fields.Length == Header.Length;

        internal string this[string column] => Array.IndexOf(Header, column) is >= 0 and var index ? Fields[index] : "";

        internal LawDataException Problem(string problem) => new(File, Line, problem);
    }
}
