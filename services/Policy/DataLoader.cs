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

    internal static IReadOnlyList<NationalCurriculum> Curricula(IReadOnlyList<LawFile> files)
    {
        var units = Rows(files, "data/curriculum_units.csv", ["id", "curriculum", "from_grade", "to_grade", "title", "aliases"]);
        var curricula = Rows(files, "data/curricula.csv", ["id", "subject", "starts_on", "source"]);
        var known = curricula.Select(row => row["id"]).ToHashSet();
        if (units.FirstOrDefault(unit => !known.Contains(unit["curriculum"])) is { } stray) throw stray.Problem($"there is no curriculum '{stray["curriculum"]}'");
        if (curricula.GroupBy(row => row["subject"]).FirstOrDefault(same => same.Count() > 1) is { } twice) throw twice.Last().Problem($"the subject '{twice.Key}' is listed twice");
        var names = new HashSet<string>();
        return [.. curricula.Select(row => new NationalCurriculum(
            row["id"],
            row["subject"].Length > 0 ? row["subject"] : throw row.Problem("the subject is missing"),
            DateAt(row, "starts_on") ?? throw row.Problem("the date is missing"),
            row["source"].Length > 0 ? row["source"] : throw row.Problem("the source is missing"),
            units.Where(unit => unit["curriculum"] == row["id"]).Select(unit => UnitAt(unit, names)).ToList() is { Count: > 0 } own
                ? own
                : throw row.Problem("the curriculum has no unit")))];
    }

    internal static IReadOnlyDictionary<string, SubjectName> SubjectNames(IReadOnlyList<LawFile> files, IReadOnlyList<NationalCurriculum> curricula)
    {
        var known = curricula.Select(c => c.Subject).ToHashSet();
        return Rows(files, "data/subject_names.csv", ["name", "subject", "senior_subject"]).ToDictionary(row => row["name"], row =>
        {
            if (known.Contains(row["name"])) throw row.Problem($"'{row["name"]}' is a subject itself");
            if (!known.Contains(row["subject"])) throw row.Problem($"there is no subject '{row["subject"]}'");
            if (row["senior_subject"].Length > 0 && !known.Contains(row["senior_subject"])) throw row.Problem($"there is no subject '{row["senior_subject"]}'");
            return new SubjectName(row["name"], row["subject"], row["senior_subject"]);
        });
    }

    private static NationalUnit UnitAt(CsvRow row, HashSet<string> names)
    {
        if (!int.TryParse(row["from_grade"], out var from) || !int.TryParse(row["to_grade"], out var to) || from is < 1 or > 12 || to < from || to > 12)
            throw row.Problem("the grades must be 1 to 12, the first not after the last");
        var aliases = row["aliases"].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var name in aliases.Prepend(row["title"]))
        {
            if (name.Length < 2) throw row.Problem("a name has at least two characters");
            if (!names.Add($"{row["curriculum"]}/{name}")) throw row.Problem($"'{name}' names two units of one subject");
        }
        return new NationalUnit(row["id"], from, to, row["title"], aliases);
    }

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
