using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What is filed by an institution, a school or an authority.</summary>
public abstract class FiledMatter : Versioned, IOwned
{
    /// <summary>Identifier of the institution; empty for what is no institution's.</summary>
    public string InstitutionId { get; private set; } = "";

    /// <inheritdoc />
    public string OwnerCode { get; private set; } = "";

    private protected void Begin(Owner owner, DateTimeOffset now)
    {
        Begin(owner.Division, now);
        (InstitutionId, OwnerCode) = (owner.InstitutionId, owner.Code);
    }

    private protected static void Require<TState>(string reason, TState state, params TState[] allowed)
        where TState : struct, Enum
    {
        if (!allowed.Contains(state)) throw Refusal.OfState(reason, state, allowed);
    }
}

/// <summary>Whether records need not be kept any more.</summary>
public static class Retention
{
    /// <summary>Refuses with the latest day while one of the records must be kept, or nobody has set how long.</summary>
    /// <param name="records">Last day of each, null when not known, and today.</param>
    public static void MustBeOver(IReadOnlyList<(DateOnly? Until, DateOnly Today)> records)
    {
        if (records.Any(r => r.Until is null)) throw FilingRefusals.RetentionRuns(null);
        if (records.Any(r => r.Today <= r.Until)) throw FilingRefusals.RetentionRuns(records.Max(r => r.Until));
    }
}

/// <summary>Whether findings let a filing pass.</summary>
public static class FilingGate
{
    /// <summary>Competent where no text names a department, as in the registry.</summary>
    private const string Fallback = "EDUCATION";

    /// <summary>Refuses an officer of another department than the one competent for the category.</summary>
    /// <param name="category">What is taught.</param>
    /// <param name="department">Code of the officer's department.</param>
    /// <param name="law">The law of the place today.</param>
    public static void MustBeCompetent(TrainingCategory category, string department, LawAt law)
    {
        var competent = law.Limit(Law.CompetentDepartmentOf(category))?.Value ?? Fallback;
        if (competent != department) throw FilingRefusals.NotCompetent(competent);
    }

    /// <summary>Refuses what is filed for an institution that was stopped. One of which nothing was told yet is not known to be.</summary>
    /// <param name="code">Credit code of the institution.</param>
    /// <param name="mayTrain">Whether it may train, by each licence that was told.</param>
    public static void MustTrain(string code, IReadOnlyCollection<bool> mayTrain)
    {
        if (mayTrain.Count > 0 && !mayTrain.Contains(true)) throw FilingRefusals.MayNotTrain(code);
    }

    /// <summary>Refuses when a breach stands or nobody has determined what is open.</summary>
    /// <param name="findings">What the rules found.</param>
    /// <param name="held">What a person holds on what is open.</param>
    public static void Pass(IReadOnlyList<Finding> findings, IReadOnlyList<Held> held)
    {
        var broken = held.Where(h => h.Breached).Select(h => h.Rule).ToHashSet();
        var breaches = findings.Where(f => f.Severity == Severity.Breach || (f.Severity == Severity.Undetermined && broken.Contains(f.Rule))).ToList();
        if (breaches.Count > 0) throw FilingRefusals.BreachStands(breaches);
        var decided = held.Select(h => h.Rule).ToHashSet();
        var open = findings.Where(f => f.Severity == Severity.Undetermined && !decided.Contains(f.Rule)).ToList();
        if (open.Count > 0) throw FilingRefusals.DeterminationMissing(open);
    }
}

/// <summary>The refusals around tutors, materials and brochures, each with the facts that its reason promises.</summary>
internal static class FilingRefusals
{
    internal static Refusal BreachStands(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "FILING_BREACH_STANDS", "存在违反规定的情形，不能备案。", "A breach stands against the filing.", findings);

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "FILING_DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.", findings);

    internal static Refusal NotCompetent(string competent) => new(
        RefusalKind.Denied, "FILING_NOT_COMPETENT", "此备案应由该类别的主管部门办理。", "The filing is for the competent department of the category.")
    {
        Facts = new Dictionary<string, string> { ["competent"] = competent },
    };

    internal static Refusal RetentionRuns(DateOnly? until) => Refusal.Of(
        "RETENTION_RUNS", "保存期限未满或者尚无规定，不能销毁或删除。", "The record must be kept for some time yet, or nobody has set how long.",
        ("kept_until", until is { } day ? $"{day:yyyy-MM-dd}" : "UNKNOWN"));

    internal static Refusal Erased() => Refusal.Of("PERSON_ERASED", "该人员的个人信息已删除。", "The personal data were erased.");

    internal static Refusal VersionExists(int number) => new(
        RefusalKind.Exists, "MATERIAL_VERSION_EXISTS", "该文件已是此材料的一个版本。", "The same file is a version of the material already.")
    {
        Facts = new Dictionary<string, string> { ["number"] = $"{number}" },
    };

    internal static Refusal NoVersion() => Refusal.Of("MATERIAL_WITHOUT_VERSION", "材料没有可备案的版本。", "The material has no version to file.");

    internal static Refusal TooLarge(int megabytes) => Refusal.Of(
        "MATERIAL_TOO_LARGE", "文件超过大小限制。", "The file is larger than the limit.", ("limit_megabytes", $"{megabytes}"));

    internal static Refusal TypeNotAllowed(string type, IEnumerable<string> allowed) => Refusal.Of(
        "MATERIAL_TYPE_NOT_ALLOWED", "不接受此类文件。", "A file of that type is not taken.", ("type", type), ("allowed", string.Join(',', allowed)));

    internal static Refusal MayNotTrain(string code) => Refusal.Of(
        "INSTITUTION_MAY_NOT_TRAIN", "该机构已被暂停或终止办学，不予备案。", "The institution is suspended or closed; nothing is filed for it.", ("institution_code", code));

    internal static Refusal BarLifted(DateOnly until) => Refusal.Of(
        "BAR_LIFTED", "该从业限制已经结束。", "The bar has ended already.", ("until", $"{until:yyyy-MM-dd}"));
}
