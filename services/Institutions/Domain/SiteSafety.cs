using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What is checked on a site.</summary>
public enum SafetyCheckKind
{
    /// <summary>Fire safety.</summary>
    Fire,

    /// <summary>Premises.</summary>
    Premises,

    /// <summary>Emergency preparedness.</summary>
    Emergency,
}

/// <summary>A check of one site of an institution.</summary>
public sealed class SafetyCheck : Matter
{
    private SafetyCheck()
    {
    }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Address of the site.</summary>
    public string SiteAddress { get; private set; } = "";

    /// <summary>What was checked.</summary>
    public SafetyCheckKind Kind { get; private set; }

    /// <summary>Day of the check.</summary>
    public DateOnly CheckedOn { get; private set; }

    /// <summary>Last day on which the result holds.</summary>
    public DateOnly ValidUntil { get; private set; }

    /// <summary>Whether the site passed.</summary>
    public bool Passed { get; private set; }

    /// <summary>What was seen.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>Hazards found.</summary>
    public IReadOnlyList<string> Hazards { get; private set; } = [];

    /// <summary>The case about the hazards; null without any.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>Code of the department that checked; empty for an inspector.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Whether it was noted that the result holds no longer.</summary>
    public bool Lapsed { get; private set; }

    /// <summary>Records a check.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="site">Address of the site.</param>
    /// <param name="kind">What was checked.</param>
    /// <param name="checkedOn">Day of the check.</param>
    /// <param name="validUntil">Last day on which the result holds.</param>
    /// <param name="passed">Whether the site passed.</param>
    /// <param name="remark">What was seen.</param>
    /// <param name="hazards">Hazards found.</param>
    /// <param name="department">Code of the department; empty for an inspector.</param>
    /// <param name="now">The moment.</param>
    public static SafetyCheck Record(
        Institution institution, string site, SafetyCheckKind kind, DateOnly checkedOn, DateOnly validUntil, bool passed, string remark,
        IReadOnlyList<string> hazards, string department, DateTimeOffset now)
    {
        var check = new SafetyCheck
        {
            InstitutionId = institution.Id,
            InstitutionCode = institution.Code,
            SiteAddress = site,
            Kind = kind,
            CheckedOn = checkedOn,
            ValidUntil = validUntil,
            Passed = passed,
            Remark = remark,
            Hazards = hazards,
            Department = department,
        };
        check.Begin(institution.Division, now);
        return check;
    }

    /// <summary>Notes that the result holds no longer; its last day is still in time.</summary>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it lapsed just now.</returns>
    public bool MarkLapsed(DateOnly today, DateTimeOffset now)
    {
        if (Lapsed || today <= ValidUntil) return false;
        Lapsed = true;
        Touch(now);
        return true;
    }

    /// <summary>Names the case about the hazards.</summary>
    /// <param name="opened">The case.</param>
    public void FollowedBy(CaseFile opened) => CaseId = opened.Id;
}

/// <summary>The last check of one kind of one site.</summary>
/// <param name="Site">Address of the site.</param>
/// <param name="Kind">What has to be checked.</param>
/// <param name="Last">The last check; null when there was none.</param>
public sealed record SiteCheckFacts(string Site, SafetyCheckKind Kind, SafetyCheck? Last);

/// <summary>What is wrong with the checks of a site.</summary>
public static class SafetyRules
{
    /// <summary>Applies every rule to every kind of check of every approved site.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="last">The last check of each kind and site.</param>
    /// <param name="law">The law of its place today.</param>
    public static IReadOnlyList<Finding> Judge(Institution institution, IReadOnlyList<SafetyCheck> last, LawAt law)
    {
        var facts = from site in institution.Sites
                    from kind in Enum.GetValues<SafetyCheckKind>()
                    let found = last.FirstOrDefault(check => check.Kind == kind && Classification.KeyOf(check.SiteAddress) == Classification.KeyOf(site.Address))
                    select new SiteCheckFacts(site.Address, kind, found);
        return [.. facts.SelectMany(f => new[] { SiteWasNotChecked(f, law), SiteCheckHasExpired(f, law), SiteFailedItsCheck(f, law) }).OfType<Finding>()];
    }

    /// <summary>Without a check nobody knows whether a site is safe.</summary>
    [Rule("场所没有安全检查记录", "Site was not checked", Capability = "I17", Clauses = ["KM-12", "BJ-28"])]
    public static Finding? SiteWasNotChecked(SiteCheckFacts facts, LawAt law) => facts.Last is not null ? null : law.ByClauses(
        Severity.Undetermined, Subject(facts),
        $"{facts.Site}没有{Name(facts.Kind)}检查记录，无法判定安全隐患是否消除。",
        $"There is no {Word(facts.Kind)} check of the site, so nobody can tell whether it is safe.", ["KM-12", "BJ-28"]);

    /// <summary>The result of a check holds no longer than it says.</summary>
    [Rule("场所安全检查已过有效期", "Check of a site has expired", Capability = "I17", Clauses = ["KM-12", "BJ-28"])]
    public static Finding? SiteCheckHasExpired(SiteCheckFacts facts, LawAt law) => facts.Last is not { } check || law.Date <= check.ValidUntil ? null : law.ByClauses(
        Severity.Warning, Subject(facts),
        $"{facts.Site}的{Name(facts.Kind)}检查有效期至{check.ValidUntil:yyyy-MM-dd}，已经过期。",
        $"The {Word(facts.Kind)} check of the site was valid until {check.ValidUntil:yyyy-MM-dd}.", ["KM-12", "BJ-28"]);

    /// <summary>A site that failed its last check is not safe.</summary>
    [Rule("场所安全检查不合格", "Site failed its check", Capability = "I17", Clauses = ["KM-12", "BJ-28"])]
    public static Finding? SiteFailedItsCheck(SiteCheckFacts facts, LawAt law) => facts.Last is not { Passed: false } ? null : law.ByClauses(
        Severity.Breach, Subject(facts),
        $"{facts.Site}最近一次{Name(facts.Kind)}检查不合格，须消除安全隐患。",
        $"The site failed its last {Word(facts.Kind)} check.", ["KM-12", "BJ-28"]);

    private static string Subject(SiteCheckFacts facts) => $"sites/{facts.Kind}".ToLowerInvariant();

    private static string Word(SafetyCheckKind kind) => kind.ToString().ToLowerInvariant();

    private static string Name(SafetyCheckKind kind) => kind switch
    {
        SafetyCheckKind.Fire => "消防",
        SafetyCheckKind.Premises => "房屋",
        _ => "应急",
    };
}
