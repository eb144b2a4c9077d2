using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>Where a fee standard stands.</summary>
public enum FeeStandardState
{
    /// <summary>A person has to determine something.</summary>
    UnderReview,

    /// <summary>Filed and published.</summary>
    Published,

    /// <summary>Against the law.</summary>
    Refused,

    /// <summary>Not in use any more.</summary>
    Withdrawn,
}

/// <summary>A part of what a lesson costs.</summary>
/// <param name="Name">What it is.</param>
/// <param name="LessonFen">Fen a pupil and lesson.</param>
public sealed record CostItem(string Name, long LessonFen);

/// <summary>What is charged for a course.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Title">What is charged for.</param>
/// <param name="Class">What is taught to whom.</param>
/// <param name="Online">Whether over the internet.</param>
/// <param name="Rural">Whether in a rural area.</param>
/// <param name="ClassSizeFrom">Least pupils of a class.</param>
/// <param name="ClassSizeTo">Most pupils of a class.</param>
/// <param name="LessonMinutes">Length of a lesson.</param>
/// <param name="Lessons">Lessons of the course.</param>
/// <param name="LessonFen">Fen a pupil and lesson.</param>
/// <param name="Costs">What a lesson costs.</param>
/// <param name="RefundStandard">How fees are refunded.</param>
/// <param name="CustodianName">Bank that keeps the special account.</param>
/// <param name="EffectiveFrom">First day.</param>
public sealed record FeeContent(
    string CourseId, string Title, ClassFacts Class, bool Online, bool Rural, int ClassSizeFrom, int ClassSizeTo, int LessonMinutes, int Lessons, long LessonFen,
    IReadOnlyList<CostItem> Costs, string RefundStandard, string CustodianName, DateOnly EffectiveFrom)
{
    /// <summary>Fen a pupil and hour, rounded down, by which fees of other lesson lengths compare.</summary>
    public long HourFen => LessonFen * 60 / LessonMinutes;

    /// <summary>Whether the fee is under the government guide price where that applies.</summary>
    public bool IsGuided => Class.IsAcademic && Class.IsCompulsory;
}

/// <summary>How a fee compares with its peers.</summary>
/// <param name="Peers">Standards of others.</param>
/// <param name="MedianHourFen">Their median.</param>
/// <param name="DeviationHourFen">Their median absolute deviation.</param>
/// <param name="ThresholdHourFen">From where on a fee is far above; 0 when there are too few.</param>
public sealed record PeerComparison(int Peers, long MedianHourFen, long DeviationHourFen, long ThresholdHourFen)
{
    /// <summary>Compares by median and median absolute deviation, which a few extreme fees do not move.</summary>
    /// <param name="peers">Fees of others in fen a pupil and hour.</param>
    /// <param name="law">The law of the place and day.</param>
    public static PeerComparison Of(IReadOnlyCollection<long> peers, LawAt law)
    {
        if (peers.Count == 0) return new PeerComparison(0, 0, 0, 0);
        var median = Median([.. peers]);
        var deviation = Median([.. peers.Select(p => Math.Abs(p - median))]);
        var enough = law.Limit(Law.PeerGroupLeast) is { } least && peers.Count >= least.Value;
        var times = law.Limit(Law.PeerDeviationTimes)?.Value ?? 0;
        var percent = law.Limit(Law.PeerExcessPercent)?.Value ?? 0;
        return new PeerComparison(peers.Count, median, deviation, enough ? median + Math.Max(times * deviation, median * percent / 100) : 0);
    }

    private static long Median(long[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}

/// <summary>A fee standard of a course (M1).</summary>
public sealed class FeeStandard : Matter
{
    private FeeStandard()
    {
    }

    /// <summary>What is charged.</summary>
    public FeeContent Content { get; private set; } = null!;

    /// <summary>The course, beside the content to be searched.</summary>
    public string CourseId { get; private set; } = "";

    /// <summary>What is taught, likewise.</summary>
    public TrainingCategory Category { get; private set; }

    /// <summary>Whether over the internet, likewise.</summary>
    public bool Online { get; private set; }

    /// <summary>Class size by which peers are found: 1 to 10, 11 to 35, more; by its greatest number.</summary>
    public int SizeClass { get; private set; }

    /// <summary>Fen a pupil and hour, likewise.</summary>
    public long HourFen { get; private set; }

    /// <summary>Fen a pupil and lesson, likewise.</summary>
    public long LessonFen { get; private set; }

    /// <summary>Where it stands.</summary>
    public FeeStandardState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether it is far above its peers.</summary>
    public bool FarAbovePeers { get; private set; }

    /// <summary>Fen a lesson above the guide price with its float.</summary>
    public long ExcessLessonFen { get; private set; }

    /// <summary>Comparison with peers.</summary>
    public PeerComparison Comparison { get; private set; } = null!;

    /// <summary>What persons hold.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Values of the law that were used.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Which of the three national class sizes a class of so many pupils belongs to, for finding peers.</summary>
    public static int SizeClassOf(int pupils) => pupils <= 10 ? 1 : pupils <= 35 ? 2 : 3;

    /// <summary>Files and judges a standard.</summary>
    public static FeeStandard File(Owner owner, FeeContent content, IReadOnlyCollection<long> peers, LawAt law, DateTimeOffset now)
    {
        var standard = new FeeStandard();
        standard.Judge(content, peers, law);
        standard.Begin(owner, now);
        return standard;
    }

    /// <summary>Judges a published standard as another category, for the institution is licensed for that now. What is withdrawn or refused stays so.</summary>
    /// <param name="category">What counts as taught.</param>
    /// <param name="peers">Fees of others of that category in fen a pupil and hour.</param>
    /// <param name="law">The law of the place today.</param>
    /// <param name="now">The moment.</param>
    public void Recategorise(TrainingCategory category, IReadOnlyCollection<long> peers, LawAt law, DateTimeOffset now)
    {
        if (State is not (FeeStandardState.Published or FeeStandardState.UnderReview)) return;
        Judge(Content with { Class = Content.Class with { Category = category } }, peers, law);
        Determinations = [.. Determinations.Where(held => Findings.Any(f => f.Rule == held.Rule))];
        if (State == FeeStandardState.UnderReview && Verdicts.Open(Findings, Determinations).Count == 0)
            State = Verdicts.Breaches(Findings, Determinations).Count > 0 ? FeeStandardState.Refused : FeeStandardState.Published;
        Touch(now);
    }

    private void Judge(FeeContent content, IReadOnlyCollection<long> peers, LawAt law)
    {
        var facts = new FeeFacts(content, PeerComparison.Of(peers, law));
        (Content, CourseId, Category, Online, Comparison) = (content, content.CourseId, content.Class.Category, content.Online, facts.Peers);
        (SizeClass, HourFen, LessonFen) = (SizeClassOf(content.ClassSizeTo), content.HourFen, content.LessonFen);
        Findings = FeeRules.Judge(facts, law);
        FarAbovePeers = Findings.Any(f => f.Rule == nameof(FeeRules.FeeFarAboveItsPeers));
        ExcessLessonFen = FeeRules.ExcessOf(content, law);
        State = Findings.Any(f => f.Severity == Severity.Breach) ? FeeStandardState.Refused
            : Findings.Any(f => f.Severity == Severity.Undetermined) ? FeeStandardState.UnderReview : FeeStandardState.Published;
        Uses = ParameterUse.Of(law, Law.AcademicUnderGuidePrice, FeeRules.TableOf(content, law), Law.GuidePriceUpPercent,
            FeeRules.StandardMinutesOf(content), Law.PeerGroupLeast, Law.PeerDeviationTimes, Law.PeerExcessPercent, Law.FeeMarginPercent);
    }

    /// <summary>Decides by what persons hold.</summary>
    public void Review(IReadOnlyList<Held> held, DateTimeOffset now)
    {
        Require("FEE_STANDARD_STATE", State, FeeStandardState.UnderReview);
        Verdicts.MustBeDetermined(Findings, held);
        Determinations = held;
        State = Verdicts.Breaches(Findings, held).Count > 0 ? FeeStandardState.Refused : FeeStandardState.Published;
        Touch(now);
    }

    /// <summary>Takes it back.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        Require("FEE_STANDARD_STATE", State, FeeStandardState.Published);
        State = FeeStandardState.Withdrawn;
        Touch(now);
    }
}

/// <summary>What the rules on fees look at.</summary>
/// <param name="Content">What is charged.</param>
/// <param name="Peers">Comparison with peers.</param>
public sealed record FeeFacts(FeeContent Content, PeerComparison Peers);

/// <summary>What may be charged (M1).</summary>
public static class FeeRules
{
    private static readonly string[] Excess = ["KM-9", "JLP-C28", "JLP-T8", "BJ-15"];

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(FeeFacts facts, LawAt law)
    {
        Finding?[] findings = [FeeAboveGuidePrice(facts, law), FeeFarAboveItsPeers(facts, law), FeeNotJustifiedByCost(facts, law), FeeFarAboveItsCost(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Academic fees for compulsory education keep to the guide price of the place, with its float upwards.</summary>
    [Rule("学科类收费高于政府指导价", "Fee above the government guide price", Capability = "M1", Clauses = ["KM-9", "JLP-C28", "JLP-T8", "BJ-15"],
        Parameters = [nameof(Law.AcademicUnderGuidePrice), nameof(Law.GuidePriceOffline), nameof(Law.GuidePriceOfflineRural), nameof(Law.GuidePriceOnline),
            nameof(Law.GuidePriceUpPercent), nameof(Law.StandardLessonMinutesOffline), nameof(Law.StandardLessonMinutesOnline)])]
    public static Finding? FeeAboveGuidePrice(FeeFacts facts, LawAt law)
    {
        const string Subject = "fee_standard.lesson_fen";
        var content = facts.Content;
        if (!content.IsGuided || law.Limit(Law.AcademicUnderGuidePrice)?.Value != true) return null;
        if (!law.TryLimit(TableOf(content, law), Subject, out var table, out var open)) return open;
        if (LimitOf(content, law) is not { } limit)
            return table.Undetermined(Subject, "无法判定：此班型人数在指导价表中没有价格。", "Cannot be decided: the table of guide prices has no price for this class size.");
        var excess = content.LessonFen - limit;
        if (excess <= 0) return null;
        var finding = Citing.Finding(law, Severity.Breach, Subject,
            $"每课时收费{Yuan(content.LessonFen)}元，高于政府指导价（含上浮）{Yuan(limit)}元，超出{Yuan(excess)}元。",
            $"The fee a lesson exceeds the guide price with its float by {excess} fen.", Excess, table.Basis);
        return finding with { Limit = new Quantity($"{limit}", "fen"), Observed = new Quantity($"{content.LessonFen}", "fen") };
    }

    /// <summary>A fee far above what others charge for the like is a sign of excessive charging.</summary>
    [Rule("收费明显高于同类", "Fee far above its peers", Capability = "M1", Clauses = ["KM-9", "JLP-C28", "JLP-T8", "BJ-15"],
        Parameters = [nameof(Law.PeerGroupLeast), nameof(Law.PeerDeviationTimes), nameof(Law.PeerExcessPercent)])]
    public static Finding? FeeFarAboveItsPeers(FeeFacts facts, LawAt law)
    {
        var (peers, fee) = (facts.Peers, facts.Content.HourFen);
        if (peers.ThresholdHourFen == 0 || fee <= peers.ThresholdHourFen || law.Limit(Law.PeerDeviationTimes) is not { } times) return null;
        var finding = Citing.Finding(law, Severity.Warning, "fee_standard.lesson_fen",
            $"每小时收费{Yuan(fee)}元，明显高于同市{peers.Peers}个同类收费：中位数{Yuan(peers.MedianHourFen)}元，绝对中位差{Yuan(peers.DeviationHourFen)}元，提示线{Yuan(peers.ThresholdHourFen)}元。",
            $"The fee an hour is far above {peers.Peers} peers with the median {peers.MedianHourFen} fen.", Excess, times.Basis);
        return finding with { Limit = new Quantity($"{peers.ThresholdHourFen}", "fen"), Observed = new Quantity($"{fee}", "fen") };
    }

    /// <summary>Fees are set by cost and demand; without a cost nobody can tell.</summary>
    [Rule("收费没有成本依据", "Fee without justification by cost", Capability = "M1", Clauses = ["TZ-13", "JLP-C28"])]
    public static Finding? FeeNotJustifiedByCost(FeeFacts facts, LawAt law) => facts.Content.Costs.Count > 0 ? null : law.ByClauses(
        Severity.Undetermined, "fee_standard.costs", "未填报培训成本，收费是否合理须人工判定。", "No cost is stated; whether the fee is reasonable, a person decides.", ["TZ-13", "JLP-C28"]);

    /// <summary>A fee far above its own cost is a sign of excessive profit.</summary>
    [Rule("收费明显高于培训成本", "Fee far above its cost", Capability = "M1", Clauses = ["KM-9", "JLP-C28", "JLP-T8", "BJ-15"], Parameters = [nameof(Law.FeeMarginPercent)])]
    public static Finding? FeeFarAboveItsCost(FeeFacts facts, LawAt law)
    {
        var cost = facts.Content.Costs.Sum(c => c.LessonFen);
        if (facts.Content.Costs.Count == 0 || law.Limit(Law.FeeMarginPercent) is not { } margin) return null;
        var limit = cost * (100 + margin.Value) / 100;
        if (facts.Content.LessonFen <= limit) return null;
        var finding = Citing.Finding(law, Severity.Warning, "fee_standard.costs",
            $"每课时收费{Yuan(facts.Content.LessonFen)}元，成本{Yuan(cost)}元，高出超过{margin.Value}%。", $"The fee exceeds its cost by more than {margin.Value} percent.", Excess, margin.Basis);
        return finding with { Limit = new Quantity($"{limit}", "fen"), Observed = new Quantity($"{facts.Content.LessonFen}", "fen") };
    }

    /// <summary>Fen a lesson above the guide price with its float.</summary>
    public static long ExcessOf(FeeContent content, LawAt law) =>
        content.IsGuided && law.Limit(Law.AcademicUnderGuidePrice)?.Value == true && LimitOf(content, law) is { } limit ? Math.Max(0, content.LessonFen - limit) : 0;

    /// <summary>The table of guide prices that applies.</summary>
    public static ParameterKey<BandTable> TableOf(FeeContent content, LawAt law) =>
        content.Online ? Law.GuidePriceOnline
        : content.Rural && law.StatusOf(Law.GuidePriceOfflineRural) == ParameterStatus.InForce ? Law.GuidePriceOfflineRural
        : Law.GuidePriceOffline;

    /// <summary>The length of the lesson that the guide price is for.</summary>
    public static ParameterKey<int> StandardMinutesOf(FeeContent content) => content.Online ? Law.StandardLessonMinutesOnline : Law.StandardLessonMinutesOffline;

    /// <summary>Highest fee a lesson, rounded down to whole fen: lowest price of the bands reached, pro rata of the standard lesson, with the float.</summary>
    private static long? LimitOf(FeeContent content, LawAt law)
    {
        if (law.Limit(TableOf(content, law)) is not { } table || law.Limit(StandardMinutesOf(content)) is not { } minutes) return null;
        var bands = table.Value.Where(b => b.From <= content.ClassSizeTo && (b.To is null || content.ClassSizeFrom <= b.To)).ToList();
        if (bands.Count == 0) return null;
        var up = law.Limit(Law.GuidePriceUpPercent)?.Value ?? 0;
        return bands.Min(b => b.Value) * content.LessonMinutes * (100 + up) / (minutes.Value * 100L);
    }

    private static string Yuan(long fen) => $"{fen / 100}.{fen % 100:D2}";
}

/// <summary>Findings that rest on the clauses of the place and on a value beside them.</summary>
internal static class Citing
{
    internal static Finding Finding(
        LawAt law, Severity severity, string subject, string zh, string en, string[] clauses, LegalBasis beside,
        [System.Runtime.CompilerServices.CallerMemberName] string rule = "")
    {
        var cited = law.ByClauses(severity, subject, zh, en, clauses, rule)?.Basis ?? [];
        return new Finding(rule, severity, zh, en, subject, null, null, [.. cited.Where(b => b != beside), beside]);
    }
}
