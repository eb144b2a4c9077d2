using System.Diagnostics;
using System.Reflection;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Benchmarks;

/// <summary>How fast the admission rules judge, on one thread.</summary>
internal static class Rules
{
    private static readonly string[] Places = ["530102", "331002", "500107", "620321", "110101"];
    private const double Least = 200_000;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        var rules = typeof(AdmissionRules).GetMethods().Count(m => m.GetCustomAttribute<RuleAttribute>() is not null);
        var laws = Places.Select(p => Law.Current.At(DivisionCode.Parse(p), new DateOnly(2026, 9, 17))).ToArray();
        var facts = Enum.GetValues<TrainingCategory>()
            .SelectMany(category => Enum.GetValues<EducationStage>().Select(stage => new AdmissionFacts(category, [stage])))
            .ToArray();
        var rates = new List<double>();
        for (var round = 0; round < 7; round++) rates.Add(await Task.Run(() => Rate(facts, laws, rules)));
        yield return Row.AtLeast($"Rule evaluations on one core ({rules} rules a judgement, every category and stage, five places)", Load.Median(rates[2..]), "/s", Least);
    }

    private static double Rate(AdmissionFacts[] facts, LawAt[] laws, int rules)
    {
        const int Judgements = 200_000;
        var findings = 0;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Judgements; i++) findings += AdmissionRules.Judge(facts[i % facts.Length], laws[i % laws.Length]).Count;
        var seconds = watch.Elapsed.TotalSeconds;
        return findings == 0 ? throw new InvalidOperationException("The rules found nothing.") : Judgements * rules / seconds;
    }
}
