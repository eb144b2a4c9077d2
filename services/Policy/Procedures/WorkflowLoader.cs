namespace ShuangJian.Policy;

/// <summary>Reads the files below <c>workflows/</c> strictly: one version of one workflow each.</summary>
internal sealed class WorkflowLoader(Divisions divisions, ClauseBook clauses, IEnumerable<ParameterKey> keys)
{
    private const string Folder = "workflows/";
    private readonly Dictionary<string, ParameterKey<int>> _keys = keys.OfType<ParameterKey<int>>().ToDictionary(key => key.Name);

    internal WorkflowSet Load(IEnumerable<LawFile> files)
    {
        var all = new List<Workflow>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            var workflow = Read(map);
            map.Close();
            CheckAgainst(map, workflow, all);
            all.Add(workflow);
        }

        return new WorkflowSet([.. all.OrderBy(workflow => workflow.Id, StringComparer.Ordinal).ThenBy(workflow => workflow.Version)]);
    }

    private Workflow Read(YamlMap map)
    {
        var place = map.OptionalText("division") ?? DivisionCode.Nation.ToString();
        if (!DivisionCode.TryParse(place, out var division) || !divisions.Contains(division))
            throw map.Problem($"'{place}' is no division");
        if (!int.TryParse(map.Text("version"), out var version) || version < 1)
            throw map.Problem("'version' is a whole number from 1", map.Node("version"));
        var matter = map.OptionalText("matter") ?? Workflow.Applications;
        if (matter is not (Workflow.Applications or Workflow.TeacherConduct))
            throw map.Problem($"'{matter}' is no matter", map.Node("matter"));
        var kinds = matter != Workflow.Applications ? [] : map.Texts("kinds").Select(kind =>
            Enum.TryParse<ApplicationKind>(kind.Replace("-", ""), ignoreCase: true, out var known) && !char.IsAsciiDigit(kind[0])
                ? known
                : throw map.Problem($"'{kind}' is no kind of application", map.Node("kinds"))).ToList();
        if (matter == Workflow.Applications && (kinds.Count == 0 || kinds.Distinct().Count() < kinds.Count))
            throw map.Problem("'kinds' lists at least one kind, each once");
        var workflow = new Workflow(
            map.Text("id"), version, map.Date("valid_from"), division, map.Text("title_zh"), map.Text("title_en"), kinds,
            [.. map.Maps("stages").Select(ReadStage)]) { Matter = matter };
        CheckOrder(map, workflow.Stages);
        return workflow;
    }

    private WorkflowStage ReadStage(YamlMap map)
    {
        var name = map.Text("working_days");
        var stage = new WorkflowStage(
            map.Text("id"), map.Text("name_zh"), map.Text("name_en"), map.Choice<WorkflowStep>("step"),
            [.. map.Maps("departments").Select(ReadParty)],
            _keys.TryGetValue(name, out var key) ? key : throw map.Problem($"'{name}' is no parameter of whole numbers", map.Node("working_days")),
            map.Flag("escalates"));
        map.Close();
        if (stage.Parties.Select(party => party.Department).Distinct().Count() < stage.Parties.Count)
            throw map.Problem("a department takes part in a stage once");
        return stage;
    }

    private StageParty ReadParty(YamlMap map)
    {
        var department = map.Text("department");
        if (department is not (StageParty.Competent or StageParty.Registration) && !clauses.TryGetDepartment(department, out _))
            throw map.Problem($"'{department}' is no department", map.Node("department"));
        var checks = map.Maps("checks").Select(row =>
        {
            var item = new ChecklistItem(row.Text("id"), row.Text("zh"), row.Text("en"));
            row.Close();
            return item;
        }).ToList();
        map.Close();
        if (checks.Select(item => item.Id).Distinct().Count() < checks.Count)
            throw map.Problem("an item is checked once");
        return new StageParty(department, checks);
    }

    /// <summary>Everything else in the platform relies on this shape.</summary>
    private static void CheckOrder(YamlMap map, IReadOnlyList<WorkflowStage> stages)
    {
        if (stages.Select(stage => stage.Id).Distinct().Count() < stages.Count)
            throw map.Problem("each stage has a name of its own");
        if (stages.Count < 3 || stages[0].Step != WorkflowStep.Acceptance || stages[1].Step != WorkflowStep.Review || stages[^1].Step != WorkflowStep.Decision)
            throw map.Problem("a workflow begins with acceptance and review and ends with the decision");
        var middle = stages.Skip(1).SkipLast(1).ToList();
        if (middle.Any(stage => stage.Step is WorkflowStep.Acceptance or WorkflowStep.Decision) || middle.Count(stage => stage.Step == WorkflowStep.Notice) > 1)
            throw map.Problem("between acceptance and decision there are reviews and at most one notice");
        foreach (var stage in stages)
        {
            if (stage.Step == WorkflowStep.Notice ? stage.Parties.Count > 0 : stage.Parties.Count == 0)
                throw map.Problem($"the stage {stage.Id} names departments exactly when it is no notice");
        }

        string[] lead = [stages[0].Parties[0].Department, stages[1].Parties[0].Department, stages[^1].Parties[0].Department];
        if (lead.Any(department => department != StageParty.Competent) || stages[^1].Parties.Count > 1 || stages[0].Parties.Count > 1)
            throw map.Problem("the competent department accepts, is first in the first review, and alone decides");
    }

    private static void CheckAgainst(YamlMap map, Workflow workflow, List<Workflow> others)
    {
        foreach (var other in others)
        {
            if (other.Id == workflow.Id && other.Version == workflow.Version)
                throw map.Problem($"version {workflow.Version} of {workflow.Id} is there already");
            if (other.Id == workflow.Id && other.Division != workflow.Division)
                throw map.Problem($"the versions of {workflow.Id} are for one division");
            if (other.Id == workflow.Id && (other.Version < workflow.Version) != (other.ValidFrom < workflow.ValidFrom))
                throw map.Problem($"a later version of {workflow.Id} comes into force later");
            if (other.Id != workflow.Id && other.Division == workflow.Division && other.Matter == workflow.Matter
                && (workflow.Matter != Workflow.Applications || other.Kinds.Intersect(workflow.Kinds).Any()))
                throw map.Problem($"{other.Id} is for the same kinds in the same division");
        }
    }
}
