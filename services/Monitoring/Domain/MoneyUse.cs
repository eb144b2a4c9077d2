using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>Where money comes from.</summary>
public enum MoneySource
{
    /// <summary>Fees of pupils.</summary>
    Fees,

    /// <summary>Financing.</summary>
    Financing,
}

/// <summary>What money is used for; the first four are training.</summary>
public enum MoneyPurpose
{
    /// <summary>Pay of teaching staff.</summary>
    TeachingStaff,

    /// <summary>Rent and upkeep of the premises.</summary>
    Premises,

    /// <summary>Materials and equipment for teaching.</summary>
    TeachingMaterials,

    /// <summary>Refunds to pupils.</summary>
    Refunds,

    /// <summary>Administration.</summary>
    Administration,

    /// <summary>Marketing and recruiting.</summary>
    Marketing,

    /// <summary>Investments and property.</summary>
    Investment,

    /// <summary>Loans to related parties.</summary>
    RelatedPartyLoan,

    /// <summary>Profit distributed.</summary>
    Distribution,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Money used for one purpose.</summary>
/// <param name="Purpose">Purpose.</param>
/// <param name="Source">Source.</param>
/// <param name="AmountFen">Amount.</param>
public sealed record MoneyUseItem(MoneyPurpose Purpose, MoneySource Source, long AmountFen)
{
    /// <summary>Whether it goes to training.</summary>
    public bool IsTraining => Purpose <= MoneyPurpose.Refunds;
}

/// <summary>Use of money in a period, declared or observed (M9).</summary>
public sealed class MoneyUse : Matter
{
    private MoneyUse()
    {
    }

    /// <summary>First day of the period.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day of the period.</summary>
    public DateOnly To { get; private set; }

    /// <summary>Whether an officer observed it.</summary>
    public bool Observed { get; private set; }

    /// <summary>Uses.</summary>
    public IReadOnlyList<MoneyUseItem> Items { get; private set; } = [];

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether anything was found.</summary>
    public bool Flagged { get; private set; }

    /// <summary>Total in fen.</summary>
    public long TotalFen => Items.Sum(i => i.AmountFen);

    /// <summary>Of it for training.</summary>
    public long TrainingFen => Items.Where(i => i.IsTraining).Sum(i => i.AmountFen);

    /// <summary>Share for training in percent, rounded down.</summary>
    public int TrainingPercent => (int)(TrainingFen * 100 / TotalFen);

    /// <summary>Records and judges a statement.</summary>
    public static MoneyUse State(Owner owner, MoneyFacts facts, LawAt law, DateTimeOffset now)
    {
        var findings = MoneyRules.Judge(facts, law);
        var use = new MoneyUse { From = facts.From, To = facts.To, Observed = facts.Observed, Items = facts.Items, Findings = findings, Flagged = findings.Count > 0 };
        use.Begin(owner, now);
        return use;
    }
}

/// <summary>What the rules on the use of money look at.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="To">Last day.</param>
/// <param name="Observed">Whether an officer observed it.</param>
/// <param name="Items">Uses.</param>
/// <param name="Declared">What the institution declared for the same period; null when nothing.</param>
public sealed record MoneyFacts(DateOnly From, DateOnly To, bool Observed, IReadOnlyList<MoneyUseItem> Items, IReadOnlyList<MoneyUseItem>? Declared);

/// <summary>What fees and financing are used for (M9).</summary>
public static class MoneyRules
{
    private static readonly string[] Clauses = ["KM-10", "BJ-15"];

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(MoneyFacts facts, LawAt law)
    {
        Finding?[] findings = [TrainingShareTooSmall(facts, law), LargeOtherUse(facts, law), ObservedUseNotDeclared(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Financing and fees go mainly to training. What "mainly" means is a reading of the platform, so a person looks.</summary>
    [Rule("融资及收费未主要用于培训业务", "Money not mainly used for training", Capability = "M9", Clauses = ["KM-10", "BJ-15"], Parameters = [nameof(Law.TrainingShare)])]
    public static Finding? TrainingShareTooSmall(MoneyFacts facts, LawAt law)
    {
        var (total, training) = (facts.Items.Sum(i => i.AmountFen), facts.Items.Where(i => i.IsTraining).Sum(i => i.AmountFen));
        if (law.Limit(Law.TrainingShare) is not { } limit || limit.Value.IsReachedBy(training, total)) return null;
        return Citing.Finding(law, Severity.Warning, "money_use.items",
            $"用于培训业务的占{training * 100 / total}%，低于{limit.Value}，融资及收费应主要用于培训业务经营。", $"{training * 100 / total} percent go to training, less than {limit.Value}.", Clauses, limit.Basis);
    }

    /// <summary>One other use that takes a large share is flagged.</summary>
    [Rule("大额非培训支出", "Large other use of money", Capability = "M9", Clauses = ["KM-10", "BJ-15"], Parameters = [nameof(Law.LargeOtherPercent)])]
    public static Finding? LargeOtherUse(MoneyFacts facts, LawAt law)
    {
        if (law.Limit(Law.LargeOtherPercent) is not { } limit) return null;
        var total = facts.Items.Sum(i => i.AmountFen);
        var large = facts.Items.Where(i => !i.IsTraining).GroupBy(i => i.Purpose).Select(g => (Purpose: g.Key, Fen: g.Sum(i => i.AmountFen)))
            .Where(g => g.Fen * 100 > total * limit.Value).OrderByDescending(g => g.Fen).ToList();
        if (large.Count == 0) return null;
        var finding = Citing.Finding(law, Severity.Warning, "money_use.items",
            $"{string.Join("、", large.Select(g => $"{Zh(g.Purpose)}占{g.Fen * 100 / total}%"))}，超过{limit.Value}%。", "One other use takes a large share.", Clauses, limit.Basis);
        return finding with { Limit = limit.Quantity, Observed = new Quantity($"{large[0].Fen * 100 / total}", "percent") };
    }

    /// <summary>What an officer observed beyond what was declared is looked at by a person.</summary>
    [Rule("实际用途与申报不符", "Observed use not declared", Capability = "M9", Clauses = ["KM-10", "BJ-15"], Parameters = [nameof(Law.LargeOtherPercent)])]
    public static Finding? ObservedUseNotDeclared(MoneyFacts facts, LawAt law)
    {
        if (!facts.Observed || law.Limit(Law.LargeOtherPercent) is not { } limit) return null;
        if (facts.Declared is null)
            return Citing.Finding(law, Severity.Undetermined, "money_use.items", "该期间没有机构申报，无法核对。", "Nothing was declared for the period.", Clauses, limit.Basis);
        var beyond = facts.Items.Where(i => !i.IsTraining && i.AmountFen > facts.Declared.Where(d => d.Purpose == i.Purpose && d.Source == i.Source).Sum(d => d.AmountFen)).ToList();
        return beyond.Count == 0 ? null : Citing.Finding(law, Severity.Undetermined, "money_use.items",
            $"{string.Join("、", beyond.Select(i => Zh(i.Purpose)).Distinct())}的实际支出高于申报，须人工核实。", "More was spent on other uses than was declared.", Clauses, limit.Basis);
    }

    private static string Zh(MoneyPurpose purpose) => purpose switch
    {
        MoneyPurpose.Administration => "行政支出",
        MoneyPurpose.Marketing => "营销支出",
        MoneyPurpose.Investment => "投资和购置资产",
        MoneyPurpose.RelatedPartyLoan => "向关联方借款",
        MoneyPurpose.Distribution => "分配利润",
        MoneyPurpose.Other => "其他支出",
        _ => "培训支出",
    };
}
