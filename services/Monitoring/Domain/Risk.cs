using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>What an input of the score says.</summary>
public enum RiskInputKind
{
    /// <summary>Balance of the special account, fen.</summary>
    Balance,

    /// <summary>What is owed to pupils, fen.</summary>
    Obligations,

    /// <summary>Refunds that wait.</summary>
    RefundsWaiting,

    /// <summary>Days that the oldest refund waits.</summary>
    OldestRefundDays,

    /// <summary>Complaints of the last thirty days.</summary>
    Complaints,

    /// <summary>Staff thirty days ago.</summary>
    Staff,

    /// <summary>Staff of them who have left.</summary>
    StaffLeft,

    /// <summary>End of the lease.</summary>
    LeaseEnds,

    /// <summary>Pupils now.</summary>
    Pupils,

    /// <summary>Pupils thirty days ago.</summary>
    PupilsBefore,

    /// <summary>Penalties of the last thirty days that stand.</summary>
    Penalties,

    /// <summary>Advertisements of the last thirty days that were found to be in breach.</summary>
    Advertisements,
}

/// <summary>How grave it is.</summary>
public enum RiskLevel
{
    /// <summary>No warning.</summary>
    None,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Red.</summary>
    Red,
}

/// <summary>Where a warning stands.</summary>
public enum RiskWarningState
{
    /// <summary>Raised; nobody has acted.</summary>
    Raised,

    /// <summary>Being handled.</summary>
    Handling,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>One input.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Value">Value; 0 for the lease.</param>
/// <param name="Day">End of the lease; null for the others.</param>
/// <param name="ObservedOn">Day on which it was true.</param>
public sealed record RiskInput(RiskInputKind Kind, long Value, DateOnly? Day, DateOnly ObservedOn);

/// <summary>What one matter adds to a score.</summary>
/// <param name="Parameter">Parameter that gives the points.</param>
/// <param name="Observed">Value that was looked up.</param>
/// <param name="Points">Points.</param>
/// <param name="Zh">Explanation in Chinese.</param>
public sealed record RiskPart(string Parameter, long Observed, int Points, string Zh);

/// <summary>A score with everything that explains it.</summary>
/// <param name="Points">Sum of the points.</param>
/// <param name="Level">Level.</param>
/// <param name="Parts">What each matter adds, gravest first.</param>
/// <param name="Findings">What is missing.</param>
public sealed record RiskScore(int Points, RiskLevel Level, IReadOnlyList<RiskPart> Parts, IReadOnlyList<Finding> Findings)
{
    /// <summary>Scores inputs. The same inputs on the same day in the same place always give the same score.</summary>
    public static RiskScore Of(IReadOnlyList<RiskInput> inputs, LawAt law)
    {
        var facts = new RiskFacts(inputs.Where(i => RiskRules.IsFresh(i, law)).ToDictionary(i => i.Kind), law.Date);
        RiskPart?[] all =
        [
            Part(Law.RiskPointsCoverage, facts.Percent(RiskInputKind.Balance, RiskInputKind.Obligations), "预收费余额为应付的{0}%", law),
            Part(Law.RiskPointsRefundsWaiting, facts.Value(RiskInputKind.RefundsWaiting), "待退费{0}笔", law),
            Part(Law.RiskPointsRefundDays, facts.Value(RiskInputKind.OldestRefundDays), "最久的退费已等待{0}天", law),
            Part(Law.RiskPointsComplaints, facts.Value(RiskInputKind.Complaints), "近三十天投诉{0}件", law),
            Part(Law.RiskPointsStaffLeaving, facts.Percent(RiskInputKind.StaffLeft, RiskInputKind.Staff), "近三十天人员离职{0}%", law),
            Part(Law.RiskPointsLeaseDays, facts.LeaseDays, "场所租期剩余{0}天", law),
            Part(Law.RiskPointsEnrolmentGrowth, facts.Growth, "近三十天招生增加{0}%", law),
            Part(Law.RiskPointsPenalties, facts.Value(RiskInputKind.Penalties), "近三十天行政处罚{0}件", law),
            Part(Law.RiskPointsAdvertisements, facts.Value(RiskInputKind.Advertisements), "近三十天违法违规广告{0}条", law),
        ];
        var parts = all.OfType<RiskPart>().OrderByDescending(p => p.Points).ThenBy(p => p.Parameter, StringComparer.Ordinal).ToList();
        var points = parts.Sum(p => p.Points);
        var level = (RiskLevel)(law.Limit(Law.RiskLevels)?.Value.For(points)?.Value ?? 0);
        return new RiskScore(points, level, parts, RiskRules.RiskInputMissing(new RiskInputs(inputs), law) is { } missing ? [missing] : []);
    }

    private static RiskPart? Part(ParameterKey<BandTable> key, long? observed, string zh, LawAt law) =>
        observed is { } value && law.Limit(key)?.Value.For((int)Math.Clamp(value, 0, int.MaxValue)) is { } band
            ? new RiskPart(key.Name, value, (int)band.Value, string.Format(null, zh, value) + $"，计{band.Value}分")
            : null;
}

/// <summary>Fresh inputs by kind.</summary>
internal sealed record RiskFacts(IReadOnlyDictionary<RiskInputKind, RiskInput> Inputs, DateOnly Today)
{
    internal long? LeaseDays => Inputs.TryGetValue(RiskInputKind.LeaseEnds, out var lease) && lease.Day is { } day ? Math.Max(0, day.DayNumber - Today.DayNumber) : null;

    internal long? Growth => Value(RiskInputKind.Pupils) is { } now && Value(RiskInputKind.PupilsBefore) is { } before
        ? before == 0 ? (now == 0 ? 0 : 100) : Math.Max(0, (now - before) * 100 / before)
        : null;

    internal long? Value(RiskInputKind kind) => Inputs.TryGetValue(kind, out var input) ? input.Value : null;

    /// <summary>A part in percent of a whole; of nothing owed everything is covered.</summary>
    internal long? Percent(RiskInputKind part, RiskInputKind whole) => Value(part) is { } p && Value(whole) is { } w
        ? w == 0 ? (part == RiskInputKind.Balance ? 100 : 0) : p * 100 / w
        : null;
}

/// <summary>Inputs as the rule on them looks at them.</summary>
/// <param name="Inputs">The inputs.</param>
public sealed record RiskInputs(IReadOnlyList<RiskInput> Inputs);

/// <summary>What a score needs (M8).</summary>
public static class RiskRules
{
    private static readonly string[] Warning = ["KM-9", "TZ-16", "JLP-C42", "BJ-18"];

    /// <summary>A score that lacks an input, or has one that is too old, is not silently low.</summary>
    [Rule("风险数据缺失或过期", "An input of the risk score is missing or too old", Capability = "M8", Clauses = ["KM-9", "TZ-16", "JLP-C42", "BJ-18"],
        Parameters = [nameof(Law.RiskInputsDays), nameof(Law.RiskPointsCoverage), nameof(Law.RiskPointsRefundsWaiting), nameof(Law.RiskPointsRefundDays),
            nameof(Law.RiskPointsComplaints), nameof(Law.RiskPointsStaffLeaving), nameof(Law.RiskPointsLeaseDays), nameof(Law.RiskPointsEnrolmentGrowth), nameof(Law.RiskPointsPenalties), nameof(Law.RiskPointsAdvertisements),
            nameof(Law.RiskLevels)])]
    public static Finding? RiskInputMissing(RiskInputs facts, LawAt law)
    {
        if (law.Limit(Law.RiskInputsDays) is not { } days) return null;
        var fresh = facts.Inputs.Where(i => IsFresh(i, law)).Select(i => i.Kind).ToHashSet();
        // Penalties and advertisements are told when there are any: none told is none.
        var missing = Enum.GetValues<RiskInputKind>().Where(kind => kind is not (RiskInputKind.Penalties or RiskInputKind.Advertisements) && !fresh.Contains(kind)).ToList();
        return missing.Count == 0 ? null : Citing.Finding(
            law, Severity.Undetermined, "inputs", $"下列风险数据缺失或超过{days.Value}天：{string.Join("、", missing.Select(Zh))}，得分不完整。",
            $"Missing or older than {days.Value} days: {string.Join(", ", missing)}.", Warning, days.Basis);
    }

    /// <summary>Whether an input still counts; the end of a lease does not grow old.</summary>
    internal static bool IsFresh(RiskInput input, LawAt law) =>
        input.Kind == RiskInputKind.LeaseEnds || law.Limit(Law.RiskInputsDays) is not { } days || law.Date.DayNumber - input.ObservedOn.DayNumber <= days.Value;

    /// <summary>Departments that the clauses in force at a place give the duty to warn and act to.</summary>
    public static IReadOnlyList<string> DepartmentsOf(LawAt law)
    {
        var cited = law.ByClauses(Severity.Warning, "", "", "", Warning, nameof(RiskInputMissing))?.Basis ?? [];
        var named = cited.SelectMany(b => law.Law.Clauses.TryGet(b.Clause, out var clause) ? clause.Lead.Concat(clause.Assist) : []).Distinct().ToList();
        return named.Count > 0 ? named : ["EDUCATION", "MARKET_REGULATION", "FINANCIAL_REGULATION"];
    }

    private static string Zh(RiskInputKind kind) => kind switch
    {
        RiskInputKind.Balance => "预收费余额",
        RiskInputKind.Obligations => "应付预收费",
        RiskInputKind.RefundsWaiting => "待退费笔数",
        RiskInputKind.OldestRefundDays => "最久待退费天数",
        RiskInputKind.Complaints => "投诉件数",
        RiskInputKind.Staff => "人员数",
        RiskInputKind.StaffLeft => "离职人数",
        RiskInputKind.LeaseEnds => "租期",
        RiskInputKind.Pupils => "在册学生数",
        RiskInputKind.Penalties => "行政处罚件数",
        RiskInputKind.Advertisements => "违法违规广告条数",
        _ => "三十天前学生数",
    };
}

/// <summary>The risk of one institution.</summary>
public sealed class RiskProfile : Matter
{
    private RiskProfile()
    {
    }

    /// <summary>Inputs, one of each kind.</summary>
    public IReadOnlyList<RiskInput> Inputs { get; private set; } = [];

    /// <summary>Score as it was worked out last.</summary>
    public RiskScore Score { get; private set; } = null!;

    /// <summary>Its level, beside the score to be searched.</summary>
    public RiskLevel Level { get; private set; }

    /// <summary>Day of the score.</summary>
    public DateOnly ScoredOn { get; private set; }

    /// <summary>Begins with inputs.</summary>
    public static RiskProfile Open(Owner owner, IReadOnlyList<RiskInput> inputs, LawAt law, DateTimeOffset now)
    {
        var profile = new RiskProfile();
        profile.Begin(owner, now);
        profile.Put(inputs, law, now);
        return profile;
    }

    /// <summary>Puts inputs in the place of older ones of the same kind.</summary>
    public void Put(IReadOnlyList<RiskInput> inputs, LawAt law, DateTimeOffset now)
    {
        var newer = inputs.Where(i => Inputs.All(known => known.Kind != i.Kind || known.ObservedOn <= i.ObservedOn)).ToList();
        Inputs = [.. Inputs.Where(known => newer.All(i => i.Kind != known.Kind)).Concat(newer).OrderBy(i => i.Kind)];
        Rescore(law, now);
    }

    /// <summary>Scores by the law and the day.</summary>
    public void Rescore(LawAt law, DateTimeOffset now)
    {
        Score = RiskScore.Of(Inputs, law);
        (Level, ScoredOn) = (Score.Level, law.Date);
        Touch(now);
    }
}

/// <summary>A measure on a warning.</summary>
/// <param name="Department">Department that took it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was done.</param>
public sealed record RiskMeasure(string Department, DateTime At, string Text);
