namespace ShuangJian.Policy;

/// <summary>Reads the documents, departments and other sources below <c>clauses/</c> strictly.</summary>
internal static class ClauseLoader
{
    private const string Folder = "clauses/";
    private const string DepartmentsFile = Folder + "departments.yaml";
    private const string OtherSourcesFile = Folder + "other-sources.yaml";

    internal static ClauseBook Load(IEnumerable<LawFile> files)
    {
        var all = files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)).ToList();
        var departments = Rows(all, DepartmentsFile, "departments", LoadDepartment, department => department.Code);
        var others = Rows(all, OtherSourcesFile, "sources", LoadOther, source => source.Id);
        var codes = departments.Select(department => department.Code).ToHashSet();
        var documents = new List<LawDocument>();
        var ids = new HashSet<string>();
        foreach (var file in all.Where(file => file.Path is not (DepartmentsFile or OtherSourcesFile)))
            documents.Add(LoadDocument(file.Root(), codes, ids));
        return new ClauseBook([.. documents.OrderBy(document => document.Id, StringComparer.Ordinal)], departments, others);
    }

    private static List<T> Rows<T>(List<LawFile> files, string path, string key, Func<YamlMap, T> load, Func<T, string> id)
    {
        var rows = new List<T>();
        foreach (var file in files.Where(file => file.Path == path))
        {
            var map = file.Root();
            foreach (var row in map.Maps(key))
            {
                var item = load(row);
                row.Close();
                if (rows.Any(other => id(other) == id(item)))
                    throw row.Problem($"'{id(item)}' is listed twice");
                rows.Add(item);
            }

            map.Close();
        }

        return rows;
    }

    private static Department LoadDepartment(YamlMap map) => new(map.Text("code"), map.Text("title_zh"), map.Text("title_en"));

    private static OtherSource LoadOther(YamlMap map) => new(
        map.Text("id"), map.Text("title_zh"), map.Text("title_en"), map.Date("date"),
        map.Choice<SourceGrade>("grade"), map.OptionalText("note"));

    private static LawDocument LoadDocument(YamlMap map, HashSet<string> departments, HashSet<string> ids)
    {
        var id = map.Text("document");
        var place = map.Text("division");
        if (!DivisionCode.TryParse(place, out var division))
            throw map.Problem($"'{place}' is not a division code", map.Node("division"));
        map.OptionalText("issued_precision");
        var clauses = new List<Clause>();
        foreach (var row in map.Maps("clauses"))
        {
            var clause = LoadClause(row, id, departments);
            if (!ids.Add(clause.Id))
                throw row.Problem($"the clause {clause.Id} is listed twice");
            clauses.Add(clause);
        }

        var document = new LawDocument(
            id, map.Text("title_zh"), map.Text("title_en"), division, map.Text("issued"),
            map.Date("in_force_from"), map.OptionalDate("in_force_to"), map.OptionalText("notes_en"), clauses);
        map.Close();
        return document;
    }

    private static Clause LoadClause(YamlMap map, string document, HashSet<string> departments)
    {
        var id = map.Text("id");
        if (!id.StartsWith(document + "-", StringComparison.Ordinal))
            throw map.Problem($"the clause '{id}' of {document} must start with '{document}-'");
        var clause = new Clause(
            id, document, map.Text("title_zh"), map.Text("title_en"), map.Choice<ClauseKind>("kind"),
            map.Texts("lead"), map.Texts("assist"), [.. map.Maps("duties").Select(LoadDuty)],
            map.OptionalText("group"), map.OptionalText("due"), [.. map.Maps("served_by").Select(LoadServedBy)]);
        map.Close();
        foreach (var code in clause.Lead.Concat(clause.Assist).Concat(clause.Duties.Select(duty => duty.Department)))
            if (!departments.Contains(code))
                throw map.Problem($"{id} names the unknown department '{code}'");
        return clause;
    }

    private static Duty LoadDuty(YamlMap map)
    {
        var duty = new Duty(map.Text("department"), map.Text("matter_zh"), map.Text("matter_en"));
        map.Close();
        return duty;
    }

    private static ServedBy LoadServedBy(YamlMap map)
    {
        foreach (var kind in Enum.GetValues<ServiceKind>())
        {
            if (map.OptionalText(kind.ToString().ToLowerInvariant()) is not { } name)
                continue;
            map.Close();
            return new ServedBy(kind, name);
        }

        throw map.Problem("a service is one of rule, rpc, record, planned");
    }
}
