using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>Where a promotion stands.</summary>
public enum PromotionState
{
    /// <summary>Nothing found.</summary>
    Clean,

    /// <summary>A person has to determine something.</summary>
    UnderReview,

    /// <summary>A rule is broken.</summary>
    InBreach,

    /// <summary>A person has set aside what was found.</summary>
    Dismissed,
}

/// <summary>What a sign of monopoly is about.</summary>
public enum MonopolySignKind
{
    /// <summary>Prices agreed among competitors.</summary>
    PriceFixing,

    /// <summary>Markets or pupils divided.</summary>
    MarketDivision,

    /// <summary>Dealing tied to one side.</summary>
    ExclusiveDealing,

    /// <summary>A dominant position abused.</summary>
    DominanceAbused,
}

/// <summary>A promotion as it was announced.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="OriginalLessonFen">Original price stated; 0 for none.</param>
/// <param name="LessonFen">Price of the promotion.</param>
/// <param name="RemainingPercent">Percent that the discount stated leaves; 0 for none.</param>
/// <param name="Text">Text and terms.</param>
public sealed record PromotionContent(string CourseId, DateOnly StartsOn, DateOnly EndsOn, long OriginalLessonFen, long LessonFen, int RemainingPercent, string Text);

/// <summary>A price at which a course was sold.</summary>
public sealed class PriceRecord : Matter
{
    private PriceRecord()
    {
    }

    /// <summary>The course.</summary>
    public string CourseId { get; private set; } = "";

    /// <summary>Day of the sale.</summary>
    public DateOnly SoldOn { get; private set; }

    /// <summary>Fen a lesson.</summary>
    public long LessonFen { get; private set; }

    /// <summary>Contract or receipt that proves it.</summary>
    public string Proof { get; private set; } = "";

    /// <summary>Records a price.</summary>
    public static PriceRecord Of(Owner owner, string courseId, DateOnly soldOn, long lessonFen, string proof, DateTimeOffset now)
    {
        var price = new PriceRecord { CourseId = courseId, SoldOn = soldOn, LessonFen = lessonFen, Proof = proof };
        price.Begin(owner, now);
        return price;
    }
}

/// <summary>A sign of monopoly (M6), recorded for market regulation.</summary>
public sealed class MonopolySign : Matter
{
    private MonopolySign()
    {
    }

    /// <summary>What it is about.</summary>
    public MonopolySignKind Kind { get; private set; }

    /// <summary>Credit codes of the institutions.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>Day it was observed.</summary>
    public DateOnly ObservedOn { get; private set; }

    /// <summary>What was observed; encrypted, for it may name persons.</summary>
    public string DescriptionCipher { get; private set; } = "";

    /// <summary>Records a sign.</summary>
    public static MonopolySign Of(Owner owner, MonopolySignKind kind, IReadOnlyList<string> codes, DateOnly observedOn, string descriptionCipher, DateTimeOffset now)
    {
        var sign = new MonopolySign { Kind = kind, Codes = codes, ObservedOn = observedOn, DescriptionCipher = descriptionCipher };
        sign.Begin(owner, now);
        return sign;
    }
}

/// <summary>A promotion with its verdict (M6).</summary>
public sealed class Promotion : Matter
{
    private Promotion()
    {
    }

    /// <summary>What was announced.</summary>
    public PromotionContent Content { get; private set; } = null!;

    /// <summary>Where it stands.</summary>
    public PromotionState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What persons hold.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Findings that are a breach as it stands.</summary>
    public IReadOnlyList<Finding> Breaches => Verdicts.Breaches(Findings, Determinations);

    /// <summary>Records and judges a promotion.</summary>
    public static Promotion Record(Owner owner, PromotionFacts facts, LawAt law, DateTimeOffset now)
    {
        var one = new Promotion { Content = facts.Content, Findings = CompetitionRules.Judge(facts, law) };
        one.State = one.Breaches.Count > 0 ? PromotionState.InBreach
            : Verdicts.Open(one.Findings, []).Count > 0 ? PromotionState.UnderReview : PromotionState.Clean;
        one.Begin(owner, now);
        return one;
    }

    /// <summary>Decides by what persons hold.</summary>
    /// <returns>Whether it became a breach by this.</returns>
    public bool Review(IReadOnlyList<Held> held, DateTimeOffset now)
    {
        Require("PROMOTION_STATE", State, PromotionState.UnderReview, PromotionState.InBreach);
        Verdicts.MustBeDetermined(Findings, held);
        var before = State;
        Determinations = held;
        State = Breaches.Count > 0 ? PromotionState.InBreach : PromotionState.Dismissed;
        Touch(now);
        return State == PromotionState.InBreach && before != PromotionState.InBreach;
    }
}

/// <summary>What the rules on promotions look at.</summary>
/// <param name="Content">The promotion.</param>
/// <param name="Sold">Prices at which the course was sold in the days before it.</param>
public sealed record PromotionFacts(PromotionContent Content, IReadOnlyList<long> Sold);

/// <summary>How courses may be promoted (M6).</summary>
public static class CompetitionRules
{
    private static readonly string[] Unfair = ["KM-10", "TZ-19", "BJ-15"];
    private static readonly string[] FalseWords = ["ad_guarantee", "ad_exaggeration"];

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(PromotionFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            OriginalPriceNeverApplied(facts, law), OriginalPriceUnproved(facts, law), OriginalPriceIsNotTheLowest(facts, law), DiscountIsFalse(facts, law),
            PromotionPublicityIsFalse(facts, law), PromotionTermsAreUnfair(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>An original price is one at which the course was sold shortly before.</summary>
    [Rule("虚构原价", "Invented original price", Capability = "M6", Clauses = ["KM-10", "TZ-19", "BJ-15"], Parameters = [nameof(Law.OriginalPriceDays)])]
    public static Finding? OriginalPriceNeverApplied(PromotionFacts facts, LawAt law)
    {
        if (facts.Content.OriginalLessonFen == 0 || facts.Sold.Count == 0 || facts.Sold.Max() >= facts.Content.OriginalLessonFen) return null;
        return Of(law, Severity.Breach, "promotion.original_lesson_fen", facts.Sold.Max(), facts.Content.OriginalLessonFen,
            $"所称原价{Yuan(facts.Content.OriginalLessonFen)}元从未成交，促销前最高成交价为{Yuan(facts.Sold.Max())}元，属虚构原价。", "The original price was never charged.");
    }

    /// <summary>Without any sale before, nobody can tell whether the original price ever applied.</summary>
    [Rule("原价没有成交记录", "Original price without any sale", Capability = "M6", Clauses = ["KM-10", "TZ-19", "BJ-15"], Parameters = [nameof(Law.OriginalPriceDays)])]
    public static Finding? OriginalPriceUnproved(PromotionFacts facts, LawAt law) => facts.Content.OriginalLessonFen == 0 || facts.Sold.Count > 0 ? null
        : Of(law, Severity.Undetermined, "promotion.original_lesson_fen", null, facts.Content.OriginalLessonFen, "促销前没有成交记录，原价是否真实须人工判定。", "There is no sale before the promotion; a person decides.");

    /// <summary>An original price above the lowest one of the days before is a sign.</summary>
    [Rule("所称原价高于促销前最低成交价", "Original price above the lowest before", Capability = "M6", Clauses = ["KM-10", "TZ-19", "BJ-15"], Parameters = [nameof(Law.OriginalPriceDays)])]
    public static Finding? OriginalPriceIsNotTheLowest(PromotionFacts facts, LawAt law)
    {
        if (facts.Content.OriginalLessonFen == 0 || facts.Sold.Count == 0 || facts.Sold.Max() < facts.Content.OriginalLessonFen || facts.Sold.Min() >= facts.Content.OriginalLessonFen) return null;
        return Of(law, Severity.Warning, "promotion.original_lesson_fen", facts.Sold.Min(), facts.Content.OriginalLessonFen,
            $"所称原价{Yuan(facts.Content.OriginalLessonFen)}元高于促销前最低成交价{Yuan(facts.Sold.Min())}元。", "The original price is above the lowest price before.");
    }

    /// <summary>A discount is what is left of the original price.</summary>
    [Rule("虚假折扣", "False discount", Capability = "M6", Clauses = ["KM-10", "TZ-19", "BJ-15"])]
    public static Finding? DiscountIsFalse(PromotionFacts facts, LawAt law)
    {
        var content = facts.Content;
        if (content.RemainingPercent == 0 || content.OriginalLessonFen == 0) return null;
        var should = content.OriginalLessonFen * content.RemainingPercent / 100;
        return content.LessonFen <= should ? null : Of(law, Severity.Breach, "promotion.remaining_percent", should, content.LessonFen,
            $"按所称折扣应为{Yuan(should)}元，实际{Yuan(content.LessonFen)}元，属虚假折扣。", "The price is above what the discount leaves.");
    }

    /// <summary>Publicity is true: what an advertisement may not say, a promotion may not either.</summary>
    [Rule("促销含虚假宣传", "False publicity in a promotion", Capability = "M6", Clauses = ["KM-10", "TZ-19", "BJ-15"])]
    public static Finding? PromotionPublicityIsFalse(PromotionFacts facts, LawAt law)
    {
        var found = FalseWords.SelectMany(list => Words(facts, law, list)).Distinct().ToList();
        return found.Count == 0 ? null : Of(law, Severity.Breach, "promotion.text", null, null, $"不得虚假宣传：{string.Join("、", found)}。", $"False publicity: {string.Join(", ", found)}.");
    }

    /// <summary>Terms that take rights from the parents are looked at by a person.</summary>
    [Rule("促销疑似含不公平格式条款", "Signs of unfair terms in a promotion", Capability = "M6", Clauses = ["BJ-15"])]
    public static Finding? PromotionTermsAreUnfair(PromotionFacts facts, LawAt law)
    {
        var found = Words(facts, law, "unfair_clause").Distinct().ToList();
        return found.Count == 0 ? null : Of(law, Severity.Undetermined, "promotion.text", null, null,
            $"文本出现{string.Join("、", found)}，疑似不公平格式条款，须人工判定。", $"The terms say {string.Join(", ", found)}; a person decides.");
    }

    private static Finding? Of(
        LawAt law, Severity severity, string subject, long? limit, long? observed, string zh, string en,
        [System.Runtime.CompilerServices.CallerMemberName] string rule = "") => law.Limit(Law.OriginalPriceDays) is not { } days ? null
        : Citing.Finding(law, severity, subject, zh, en, Unfair, days.Basis, rule) with
        {
            Limit = limit is { } l ? new Quantity($"{l}", "fen") : null, Observed = observed is { } o ? new Quantity($"{o}", "fen") : null,
        };

    private static IEnumerable<string> Words(PromotionFacts facts, LawAt law, string list) =>
        AdvertisementText.Find(law.Law.Phrases[list], "text", facts.Content.Text).Select(w => $"“{w.Words}”");

    private static string Yuan(long fen) => $"{fen / 100}.{fen % 100:D2}";
}
