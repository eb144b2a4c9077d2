using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>How penalties are told in Chinese.</summary>
public static class PenaltyWords
{
    /// <summary>Measures, as a decision lists them.</summary>
    public static string Of(IEnumerable<PenaltyMeasure> measures) => string.Join('、', measures.Select(Of));

    /// <summary>A measure.</summary>
    public static string Of(PenaltyMeasure measure) => measure switch
    {
        PenaltyMeasure.Warning => "警告",
        PenaltyMeasure.Criticism => "通报批评",
        PenaltyMeasure.Stop => "责令停止违法行为",
        PenaltyMeasure.Refund => "责令退还所收费用",
        PenaltyMeasure.Fine => "罚款",
        PenaltyMeasure.Suspension => "责令停业整改",
        _ => "吊销办学许可证",
    };

    /// <summary>How grave a breach is.</summary>
    public static string Of(BreachGravity gravity) => gravity switch
    {
        BreachGravity.Ordinary => "情节一般",
        BreachGravity.Serious => "情节严重",
        _ => "情节特别严重",
    };

    /// <summary>
    /// The draft of the reasons: facts, article, power, gravity, what counts, range and measures. The officer's own words stand beside it.
    /// </summary>
    public static string Draft(string party, PenaltyFacts facts, PenaltyAssessment range, IReadOnlyList<PenaltyMeasure> measures, long fine)
    {
        var kind = Law.Current.Breaches[facts.Kind];
        List<string> parts =
        [
            $"经查，{party}存在“{kind.Zh}”的违法行为，至{Zh.Day(facts.EndedOn)}终了，于{Zh.Day(facts.FoundOn)}被发现，{Of(facts.Gravity)}。",
        ];
        if (range.CountedGainsFen is { } gains)
            parts.Add($"违法所得{Zh.Yuan(facts.GainsFen!.Value)}，已退还{Zh.Yuan(facts.RefundedFen)}，计{Zh.Yuan(gains)}。");
        parts.Add($"依据{SourceOf(range.Article)}（{range.Article.Clause}，{range.Article.TitleZh}）" + (range.Authority is { } authority ? $"，由{Zh.Department(authority)}行使处罚权。" : "。"));
        if (range.Aggravated) parts.Add(facts.InServiceTeacher ? "聘用在职教师，从重处罚。" : "当事人曾因同类行为受到处罚，从重处罚。");
        if (range is { LeastFen: { } least, MostFen: { } most }) parts.Add($"罚款幅度为{Zh.Yuan(least)}以上{Zh.Yuan(most)}以下。");
        parts.Add($"拟给予：{Of(measures)}" + (measures.Contains(PenaltyMeasure.Fine) ? $"（罚款{Zh.Yuan(fine)}）。" : "。"));
        return string.Concat(parts);
    }

    private static string SourceOf(LegalBasis basis) => Law.Current.Clauses.TryGetOther(basis.Document, out var source) ? $"《{source.TitleZh}》" : basis.Document;
}
