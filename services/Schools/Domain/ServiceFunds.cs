using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What a standard sets.</summary>
public enum ServiceStandardKind { Measures, LeastSubsidy, ServiceFee, AgencyFee }

/// <summary>Where money comes from.</summary>
public enum FundSource { Purchase, Subsidy, ServiceFee, AgencyFee }

/// <summary>Who is paid.</summary>
public enum FundPayee { OwnStaff, Outsider, Institution, Other }

/// <summary>As what somebody is paid.</summary>
public enum FundForm { PerformancePay, LabourFee, AgencyFee, Other }
#pragma warning restore CS1591

/// <summary>A standard of after-school service in a place.</summary>
public sealed class ServiceStandard : Versioned
{
    private ServiceStandard()
    {
    }

    /// <summary>What it sets.</summary>
    public ServiceStandardKind Kind { get; private set; }

    /// <summary>Fen a pupil and term; 0 for measures.</summary>
    public long Fen { get; private set; }

    /// <summary>Title and number of the document.</summary>
    public string Document { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Department that set it.</summary>
    public string SetBy { get; private set; } = "";

    /// <summary>Departments with which it was set, separated by commas.</summary>
    public string SetWith { get; private set; } = "";

    /// <summary>Sets a standard.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    public static ServiceStandard Set(
        string division, ServiceStandardKind kind, long fen, string document, DateOnly from, string department, IReadOnlyList<string> with, LawAt law, DateTimeOffset now)
    {
        Finding?[] findings = [FundRules.StandardIsSetByAnother(kind, department, law), FundRules.StandardIsSetAlone(kind, with, law)];
        if (findings.OfType<Finding>().ToList() is { Count: > 0 } breaches) throw SchoolRefusals.BreachStands(breaches);
        var one = new ServiceStandard { Kind = kind, Fen = fen, Document = document, From = from, SetBy = department, SetWith = string.Join(',', with) };
        one.Begin(division, now);
        return one;
    }
}

/// <summary>Money that came in.</summary>
public sealed record FundIncome(FundSource Source, long Fen, int Pupils);

/// <summary>Money that was spent.</summary>
public sealed record FundSpending(FundPayee Payee, FundForm Form, long Fen);

/// <summary>What an account says.</summary>
/// <param name="Public">Whether the school is public.</param>
/// <param name="Income">What came in.</param>
/// <param name="Spending">What was spent.</param>
/// <param name="IncrementIsItem">Whether the increment of performance pay is an item of its own.</param>
/// <param name="IncrementInBase">Whether it is counted into next year's base.</param>
/// <param name="CountsForTitles">Whether serving counts for titles, awards and pay.</param>
public sealed record FundContent(bool Public, IReadOnlyList<FundIncome> Income, IReadOnlyList<FundSpending> Spending, bool IncrementIsItem, bool IncrementInBase, bool CountsForTitles)
{
    /// <summary>All that came in.</summary>
    public long In => Income.Sum(i => i.Fen);

    /// <summary>All that was spent.</summary>
    public long Out => Spending.Sum(s => s.Fen);

    /// <summary>What was passed on to institutions as agency fee.</summary>
    public long Agency => Spending.Where(s => s.Form == FundForm.AgencyFee).Sum(s => s.Fen);

    /// <summary>What went to those who serve.</summary>
    public long OnStaff => Spending.Where(s => s.Payee is FundPayee.OwnStaff or FundPayee.Outsider && s.Form != FundForm.AgencyFee).Sum(s => s.Fen);

    /// <summary>What was paid as labour fee.</summary>
    public long Labour => Spending.Where(s => s.Form == FundForm.LabourFee).Sum(s => s.Fen);
}

/// <summary>The account of a school and term.</summary>
public sealed class ServiceFunds : Versioned, IOwned
{
    private ServiceFunds()
    {
    }

    /// <summary>Code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc />
    public string OwnerCode => SchoolCode;

    /// <summary>Calendar year in which the school year of the term begins.</summary>
    public int Year { get; private set; }

    /// <summary>Half of that school year.</summary>
    public TermHalf Half { get; private set; }

    /// <summary>1 for the first account of the term.</summary>
    public int Revision { get; private set; }

    /// <summary>What it says.</summary>
    public FundContent Content { get; private set; } = null!;

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>When another took its place; null while it counts.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    /// <summary>The term.</summary>
    public Term Term => new(Year, Half);

    /// <summary>Records an account in the place of the one before.</summary>
    public static ServiceFunds Record(
        School school, Term term, FundContent content, IReadOnlyDictionary<ServiceStandardKind, long> standards, ServiceFunds? before, LawAt law, DateTimeOffset now)
    {
        var one = new ServiceFunds
        {
            SchoolCode = school.Code, Year = term.Year, Half = term.Half, Revision = (before?.Revision ?? 0) + 1, Content = content,
            Findings = FundRules.Judge(new FundFacts(content, standards), law),
        };
        one.Begin(school.Division, now);
        if (before is not null)
        {
            before.ReplacedAt = now;
            before.Touch(now);
        }
        return one;
    }

    /// <summary>What it adds to the counts of its term.</summary>
    public IEnumerable<(ServiceMeasure Measure, long Value)> Counts() =>
    [
        (ServiceMeasure.Income, Content.In), (ServiceMeasure.Spent, Content.Out), (ServiceMeasure.OnStaff, Content.OnStaff), (ServiceMeasure.Labour, Content.Labour),
        (ServiceMeasure.Agency, Content.Agency),
    ];
}

/// <summary>What the rules on an account look at.</summary>
/// <param name="Funds">What it says.</param>
/// <param name="Standards">Fen a pupil and term of the standards in force.</param>
public sealed record FundFacts(FundContent Funds, IReadOnlyDictionary<ServiceStandardKind, long> Standards);

/// <summary>How after-school service is paid for (S9).</summary>
public static class FundRules
{
    private static readonly string[] s_feeWith = ["FINANCE", "EDUCATION"], s_feeClauses = ["KM-16", "KM-A", "BJ-28"], s_subsidyWith = ["EDUCATION"], s_subsidyClauses = ["KM-16"];

    private static readonly string[] Increment = ["KM-16", "TZ-9", "BJ-24"];

    /// <summary>Applies every rule on an account.</summary>
    public static IReadOnlyList<Finding> Judge(FundFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            MoneyGoesElsewhere(facts, law), SubsidyBelowLeast(facts, law), ServiceFeeAboveStandard(facts, law), AgencyFeeAboveStandard(facts, law), InstitutionIsNotPaidAsAgency(facts, law),
            OutsiderIsNotPaidAsLabour(facts, law), TeacherIsNotPaidAsIncrement(facts, law), IncrementHasNoItem(facts, law), IncrementCountsInBase(facts, law), ServiceCountsForNothing(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Each standard is set by the department that the text names.</summary>
    [Rule("课后服务标准不是由规定部门制定", "A standard is set by another department", Capability = "S9", Clauses = ["KM-16", "KM-A", "BJ-28"])]
    public static Finding? StandardIsSetByAnother(ServiceStandardKind kind, string department, LawAt law) => kind switch
    {
        ServiceStandardKind.ServiceFee or ServiceStandardKind.AgencyFee when department != "DEVELOPMENT_REFORM" => law.ByClauses(
            Severity.Breach, "standard.kind", "服务性收费、代收费标准由发展改革部门会同财政、教育部门制定。", "Fees are set by development and reform with finance and education.",
            ["KM-16", "KM-A", "BJ-28"]),
        ServiceStandardKind.LeastSubsidy when department != "FINANCE" => law.ByClauses(
            Severity.Breach, "standard.kind", "财政补贴最低标准由财政部门会同教育部门确定。", "The least subsidy is set by finance with education.", ["KM-16"]),
        _ => null,
    };

    /// <summary>A standard is set together with the departments that the text names (会同).</summary>
    [Rule("课后服务标准未会同规定部门制定", "A standard is set without the others", Capability = "S9", Clauses = ["KM-16", "KM-A", "BJ-28"])]
    public static Finding? StandardIsSetAlone(ServiceStandardKind kind, IReadOnlyList<string> with, LawAt law)
    {
        var (needed, clauses) = kind switch
        {
            ServiceStandardKind.ServiceFee or ServiceStandardKind.AgencyFee => (s_feeWith, s_feeClauses),
            ServiceStandardKind.LeastSubsidy => (s_subsidyWith, s_subsidyClauses),
            _ => ([], []),
        };
        var missing = needed.Except(with).ToList();
        return missing.Count == 0 ? null : law.ByClauses(
            Severity.Breach, "standard.with_departments", $"应会同规定部门制定，尚缺：{string.Join('、', missing)}。", $"It is set together with others; missing: {string.Join(", ", missing)}.", clauses)
            .With(string.Join(',', needed), string.Join(',', with), "departments");
    }

    /// <summary>A place has measures that say how the service is paid for.</summary>
    [Rule("未制定课后服务经费保障办法", "There are no measures for paying for the service", Capability = "S9", Clauses = ["JLP-C52", "JLP-T14", "TZ-9", "BJ-24", "KM-16"])]
    public static Finding? FundingMeasuresAreMissing(bool has, LawAt law) => has ? null : law.ByClauses(
        Severity.Breach, "standards", "应制定完善课后服务经费保障办法。", "Measures have to say how the service is paid for.", ["JLP-C52", "TZ-9", "BJ-24", "KM-16"]);

    /// <summary>Money goes mainly to those who serve; what is passed on to institutions is no part of it.</summary>
    [Rule("课后服务经费未主要用于参与人员补助", "Money does not go mainly to those who serve", Capability = "S9", Clauses = ["KM-16", "JLP-C53", "JLP-T14", "BJ-24"],
        Parameters = [nameof(Law.AfterSchoolStaffShare)])]
    public static Finding? MoneyGoesElsewhere(FundFacts facts, LawAt law)
    {
        var (all, staff) = (facts.Funds.Out - facts.Funds.Agency, facts.Funds.OnStaff);
        if (law.Limit(Law.AfterSchoolStaffShare) is not { } least || all == 0 || least.Value.IsReachedBy(staff, all)) return null;
        var finding = law.ByClauses(
            Severity.Breach, "funds.spending", "课后服务经费应主要用于参与课后服务教师和相关人员的补助。", "Money goes mainly to teachers and others who serve.", ["KM-16", "JLP-C53", "BJ-24"]);
        return finding is null ? null : finding with { Limit = least.Quantity, Observed = new Quantity($"{staff}/{all}", "ratio"), Basis = [.. finding.Basis, least.Basis] };
    }

    /// <summary>Public schools get no less than the least subsidy.</summary>
    [Rule("财政补贴低于最低标准", "The subsidy is below the least", Capability = "S9", Clauses = ["KM-16"])]
    public static Finding? SubsidyBelowLeast(FundFacts facts, LawAt law) => !facts.Funds.Public ? null : Compare(
        facts, FundSource.Subsidy, ServiceStandardKind.LeastSubsidy, (fen, limit) => fen >= limit, "财政补贴低于最低标准。", "The subsidy is below the least.", law, ["KM-16"], nameof(SubsidyBelowLeast));

    /// <summary>Families pay no more than the service fee.</summary>
    [Rule("服务性收费高于标准", "The service fee is above the standard", Capability = "S9", Clauses = ["KM-16", "BJ-28"])]
    public static Finding? ServiceFeeAboveStandard(FundFacts facts, LawAt law) => Compare(
        facts, FundSource.ServiceFee, ServiceStandardKind.ServiceFee, (fen, limit) => fen <= limit, "服务性收费高于标准。", "The service fee is above the standard.", law, ["KM-16", "BJ-28"],
        nameof(ServiceFeeAboveStandard));

    /// <summary>Families pay no more than the agency fee.</summary>
    [Rule("代收费高于标准", "The agency fee is above the standard", Capability = "S9", Clauses = ["KM-16", "BJ-28"])]
    public static Finding? AgencyFeeAboveStandard(FundFacts facts, LawAt law) => Compare(
        facts, FundSource.AgencyFee, ServiceStandardKind.AgencyFee, (fen, limit) => fen <= limit, "代收费高于标准。", "The agency fee is above the standard.", law, ["KM-16", "BJ-28"],
        nameof(AgencyFeeAboveStandard));

    /// <summary>Institutions are paid by agency fee.</summary>
    [Rule("机构收费未按代收费管理", "An institution is not paid by agency fee", Capability = "S9", Clauses = ["KM-16"])]
    public static Finding? InstitutionIsNotPaidAsAgency(FundFacts facts, LawAt law) => Paid(facts, FundPayee.Institution, FundForm.AgencyFee)
        ? law.ByClauses(Severity.Breach, "funds.spending", "参与课后服务的机构收费按代收费管理。", "What institutions are paid is an agency fee.", ["KM-16"])
        : null;

    /// <summary>Outsiders can be paid a labour fee.</summary>
    [Rule("校外人员补助未按劳务费管理", "An outsider is not paid a labour fee", Capability = "S9", Clauses = ["KM-16", "BJ-24"])]
    public static Finding? OutsiderIsNotPaidAsLabour(FundFacts facts, LawAt law) => Paid(facts, FundPayee.Outsider, FundForm.LabourFee)
        ? law.ByClauses(Severity.Warning, "funds.spending", "校外人员提供课后服务的补助可按劳务费管理。", "What outsiders are paid can be a labour fee.", ["KM-16", "BJ-24"])
        : null;

    /// <summary>Teachers are paid by an increment within performance pay.</summary>
    [Rule("教师补助未作为增量纳入绩效工资", "A teacher is not paid by an increment of performance pay", Capability = "S9", Clauses = ["KM-16", "TZ-9", "BJ-24"])]
    public static Finding? TeacherIsNotPaidAsIncrement(FundFacts facts, LawAt law) => Paid(facts, FundPayee.OwnStaff, FundForm.PerformancePay)
        ? law.ByClauses(Severity.Breach, "funds.spending", "用于教师课后服务补助的经费额度，作为增量纳入绩效工资。", "What teachers are paid is an increment within performance pay.", Increment)
        : null;

    /// <summary>The increment is an item of its own.</summary>
    [Rule("绩效工资未设立课后服务项目", "The increment is no item of its own", Capability = "S9", Clauses = ["KM-16", "TZ-9", "BJ-24"])]
    public static Finding? IncrementHasNoItem(FundFacts facts, LawAt law) => HasIncrement(facts) && !facts.Funds.IncrementIsItem
        ? law.ByClauses(Severity.Breach, "funds.increment_is_item", "绩效工资中应设立课后服务项目。", "The increment has to be an item of its own.", Increment)
        : null;

    /// <summary>The increment is no part of next year's base.</summary>
    [Rule("课后服务增量计入次年绩效工资基数", "The increment counts in next year's base", Capability = "S9", Clauses = ["KM-16", "TZ-9", "BJ-24"])]
    public static Finding? IncrementCountsInBase(FundFacts facts, LawAt law) => facts.Funds.IncrementInBase
        ? law.ByClauses(Severity.Breach, "funds.increment_in_base", "不作为次年正常核定绩效工资总量的基数。", "The increment is no part of next year's base.", Increment)
        : null;

    /// <summary>Serving counts for titles, awards and pay.</summary>
    [Rule("参加课后服务的表现未作为职称评聘、表彰奖励的参考", "Serving counts for nothing", Capability = "S9", Clauses = ["JLP-C54", "BJ-24"])]
    public static Finding? ServiceCountsForNothing(FundFacts facts, LawAt law) => facts.Funds.CountsForTitles ? null
        : law.ByClauses(Severity.Breach, "funds.counts_for_titles", "教师参加课后服务的表现应作为职称评聘、表彰奖励和绩效工资分配的重要参考。", "Serving counts for titles, awards and pay.", ["JLP-C54", "BJ-24"]);

    private static bool Paid(FundFacts facts, FundPayee payee, FundForm right) => facts.Funds.Spending.Any(s => s.Payee == payee && s.Form != right && s.Fen > 0);

    private static bool HasIncrement(FundFacts facts) => facts.Funds.Spending.Any(s => s is { Payee: FundPayee.OwnStaff, Form: FundForm.PerformancePay, Fen: > 0 });

    /// <summary>Compares money a pupil with a standard, exactly; without a standard nothing can be decided.</summary>
    private static Finding? Compare(
        FundFacts facts, FundSource source, ServiceStandardKind kind, Func<Int128, Int128, bool> holds, string zh, string en, LawAt law, string[] clauses, string rule)
    {
        if (facts.Funds.Income.FirstOrDefault(i => i.Source == source) is not { } income) return null;
        if (!facts.Standards.TryGetValue(kind, out var limit))
            return law.ByClauses(Severity.Undetermined, "funds.income", "无法判定：当地尚未登记该项标准。", "Cannot be decided: the place has recorded no standard.", clauses, rule);
        if (holds(income.Fen, (Int128)limit * income.Pupils)) return null;
        return law.ByClauses(Severity.Breach, "funds.income", zh, en, clauses, rule) is { } finding
            ? finding with { Limit = new Quantity($"{limit * income.Pupils}", "fen"), Observed = new Quantity($"{income.Fen}", "fen") } : null;
    }
}
