namespace ShuangJian.Policy;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Who is asked.</summary>
public enum SurveyAudience { Pupils, Teachers, Parents }

/// <summary>What a question measures.</summary>
public enum SurveyDimension { Burden, Spending, Effort, Satisfaction }
#pragma warning restore CS1591

/// <summary>One thing that can be chosen.</summary>
/// <param name="Id">Its name, the same in every version.</param>
/// <param name="Zh">Text in Chinese.</param>
/// <param name="Points">Points towards the goal, 0 to 100.</param>
public sealed record SurveyOption(string Id, string Zh, int Points);

/// <summary>A question, of which one option is chosen.</summary>
/// <param name="Id">Its name; rounds are compared by it.</param>
/// <param name="Zh">Text in Chinese.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Options">Two to ten options.</param>
public sealed record SurveyQuestion(string Id, string Zh, SurveyDimension Dimension, IReadOnlyList<SurveyOption> Options);

/// <summary>A questionnaire.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="TitleZh">Title in Chinese.</param>
/// <param name="Audience">Who is asked.</param>
/// <param name="Questions">Questions.</param>
public sealed record Questionnaire(string Id, int Version, string TitleZh, SurveyAudience Audience, IReadOnlyList<SurveyQuestion> Questions)
{
    private const int MostOptions = 10;

    /// <summary>What is wrong with it, in Chinese and English; null when nothing is.</summary>
    public (string Path, string Zh, string En)? Problem()
    {
        if (Questions.Count == 0 || Questions.DistinctBy(q => q.Id).Count() < Questions.Count) return ("questions", "题目不得为空或重复", "has no question, or one twice");
        for (var i = 0; i < Questions.Count; i++)
        {
            var options = Questions[i].Options;
            if (options.Count is < 2 or > MostOptions || options.DistinctBy(o => o.Id).Count() < options.Count)
                return ($"questions[{i}].options", "选项应为二至十项且不重复", "has two to ten options, each once");
            if (options.Any(o => o.Points is < 0 or > 100)) return ($"questions[{i}].options", "分值应为0至100", "has points from 0 to 100");
        }
        return null;
    }
}

/// <summary>Reads the files below <c>questionnaires/</c> strictly.</summary>
internal sealed class QuestionnaireLoader(ClauseBook clauses)
{
    private const string Folder = "questionnaires/";

    internal IReadOnlyList<Questionnaire> Load(IEnumerable<LawFile> files)
    {
        var all = new List<Questionnaire>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var map = file.Root();
            foreach (var row in map.Maps("questionnaires"))
            {
                var one = Read(row);
                if (all.Any(q => q.Id == one.Id && q.Version == one.Version)) throw row.Problem($"version {one.Version} of {one.Id} is there already");
                all.Add(one);
            }
            map.Close();
        }

        return [.. all.GroupBy(q => q.Id).Select(g => g.MaxBy(q => q.Version)!).OrderBy(q => q.Id, StringComparer.Ordinal)];
    }

    private Questionnaire Read(YamlMap row)
    {
        foreach (var clause in row.Texts("clauses"))
            if (!clauses.TryGet(clause, out _)) throw row.Problem($"'{clause}' is no clause", row.Node("clauses"));
        var one = new Questionnaire(row.Text("id"), Number(row, "version"), row.Text("title_zh"), row.Choice<SurveyAudience>("audience"), [.. row.Maps("questions").Select(ReadQuestion)]);
        row.Close();
        return one.Problem() is { } problem ? throw row.Problem($"{problem.Path} {problem.En}") : one;
    }

    private static SurveyQuestion ReadQuestion(YamlMap row)
    {
        var question = new SurveyQuestion(row.Text("id"), row.Text("zh"), row.Choice<SurveyDimension>("dimension"), [.. row.Maps("options").Select(option =>
        {
            var one = new SurveyOption(option.Text("id"), option.Text("zh"), Number(option, "points"));
            option.Close();
            return one;
        })]);
        row.Close();
        return question;
    }

    private static int Number(YamlMap row, string key) => int.TryParse(row.Text(key), out var number) ? number : throw row.Problem($"'{key}' is a whole number", row.Node(key));
}
