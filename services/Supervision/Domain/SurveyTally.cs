using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>A mean with how sure it is.</summary>
/// <param name="Answers">What it rests on.</param>
/// <param name="MeanHundredths">Mean, in hundredths of a point.</param>
/// <param name="MarginHundredths">Half the width of the 95 % confidence interval, in hundredths of a point.</param>
public sealed record SurveyIndex(long Answers, int MeanHundredths, int MarginHundredths)
{
    /// <summary>Makes it from number, sum and sum of squares; the interval is the normal one, with the sample's own deviation.</summary>
    public static SurveyIndex Of(long count, Int128 sum, Int128 squares)
    {
        if (count == 0) return new(0, 0, 0);
        var mean = (double)sum / count;
        if (count == 1) return new(1, (int)Math.Round(mean), Widest);
        // Whole numbers up to here: what is taken from one another is large and nearly alike.
        var deviation = (double)(squares * count - sum * sum) / ((double)count * (count - 1));
        return new(count, (int)Math.Round(mean), (int)Math.Min(Widest, Math.Ceiling(Factor * Math.Sqrt(deviation / count))));
    }

    private const double Factor = 1.959964;
    private const int Widest = 10_000;
}

/// <summary>Counts answers.</summary>
public static class SurveyTally
{
    /// <summary>Stands for all dimensions.</summary>
    public const string All = "*";

    /// <summary>Number of persons, sum and sum of squares of their points in hundredths.</summary>
    public const string Persons = "n", Sum = "sum", Squares = "squares";

    /// <summary>Name under which sums of a dimension are kept.</summary>
    public static string Of(SurveyDimension dimension) => $"*{dimension}";

    /// <summary>What answers choose, as one digit a question; null when a question is not answered, or not among those asked.</summary>
    public static string? Encode(Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.Count != questionnaire.Questions.Count) return null;
        var digits = new char[answers.Count];
        for (var i = 0; i < digits.Length; i++)
        {
            var question = questionnaire.Questions[i];
            var chosen = answers.TryGetValue(question.Id, out var option) ? question.Options.ToList().FindIndex(o => o.Id == option) : -1;
            if (chosen < 0) return null;
            digits[i] = (char)('0' + chosen);
        }
        return new(digits);
    }

    /// <summary>What answers of some persons count for, by question and option.</summary>
    public static Dictionary<(string Question, string Option), long> Count(Questionnaire questionnaire, IEnumerable<string> answers)
    {
        var counts = new Dictionary<(string Question, string Option), long>();
        void Add(string question, string option, long amount) => counts[(question, option)] = counts.GetValueOrDefault((question, option)) + amount;
        foreach (var digits in answers)
        {
            var chosen = questionnaire.Questions.Select((q, i) => (Question: q, Option: q.Options[digits[i] - '0'])).ToList();
            foreach (var (question, option) in chosen) Add(question.Id, option.Id, 1);
            foreach (var part in chosen.GroupBy(c => Of(c.Question.Dimension)).Select(g => (g.Key, Points: g.Select(c => c.Option.Points).ToList())).Append((All, [.. chosen.Select(c => c.Option.Points)])))
            {
                // One figure a person: answers of one person go together, and counted singly would make the interval too narrow.
                var points = 100L * part.Points.Sum() / part.Points.Count;
                Add(part.Item1, Persons, 1);
                Add(part.Item1, Sum, points);
                Add(part.Item1, Squares, points * points);
            }
        }
        return counts;
    }
}
