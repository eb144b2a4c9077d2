using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>What the rules on contracts look at.</summary>
/// <param name="Content">What the contract says.</param>
/// <param name="Others">Other charges of the pupil at the institution, of contracts that have not ended.</param>
/// <param name="PublishedLessonFen">Published fee a lesson of the course; null when none is known.</param>
/// <param name="Today">Day of the judgement, by which a receipt is owed.</param>
public sealed record ContractFacts(ContractContent Content, IReadOnlyList<PupilCharge> Others, long? PublishedLessonFen, DateOnly Today);

/// <summary>A charge with everything that counts as one with it.</summary>
/// <param name="Subject">Path of the charge.</param>
/// <param name="Charge">The charge.</param>
/// <param name="From">First lesson of all.</param>
/// <param name="To">Last lesson of all.</param>
/// <param name="Lessons">Lessons of all subjects.</param>
/// <param name="SubjectLessons">Lessons of its own subject.</param>
/// <param name="NonAcademicFen">Money for non-academic training.</param>
/// <param name="Parts">Number of charges that count as one.</param>
public sealed record AddedUp(string Subject, ContractCharge Charge, DateOnly From, DateOnly To, int Lessons, int SubjectLessons, long NonAcademicFen, int Parts);

/// <summary>What may be charged at once, on which text, and how it is paid (M2, M5).</summary>
public static class ContractRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(ContractFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            ModelContractNotUsed(facts, law), ChargeSpansTooLong(facts, law), ChargeExceedsLessons(facts, law), LessonsSplitOverSubjects(facts, law),
            OneChargeUnlimited(facts, law), NonAcademicChargeExceedsAmount(facts, law), ChargedTooEarly(facts, law), RenewedWithTooManyLessonsLeft(facts, law),
            PaidByTrainingLoan(facts, law), TermsShowTrainingLoan(facts, law), TermsAreUnfair(facts, law), ReceiptMissing(facts, law), PricedAbovePublishedFee(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>The model contract of the place is used.</summary>
    [Rule("未使用培训服务合同示范文本", "Model contract not used", Capability = "M2", Clauses = ["KM-9", "TZ-19", "JLP-C32", "YC-3.3", "BJ-15"], Parameters = [nameof(Law.ModelContracts)])]
    public static Finding? ModelContractNotUsed(ContractFacts facts, LawAt law)
    {
        if (law.Limit(Law.ModelContracts) is not { } limit) return null;
        var used = facts.Content.Model switch { ModelText.National => "national", ModelText.Chongqing => "chongqing", _ => "other" };
        return limit.Value.Contains(used) ? null : limit.Breach("contract.model_text", used, "应当全面使用《中小学生校外培训服务合同（示范文本）》（{limit}）。", "The model contract must be used: {limit}.");
    }

    /// <summary>No charge spans more than the months of the place.</summary>
    [Rule("一次性收费时间跨度过长", "One charge spans too long", Capability = "M2", Clauses = ["KM-9", "YC-3.3"],
        Parameters = [nameof(Law.OneChargeMonths), nameof(Law.SplitWindowDays), nameof(Law.RenewalMonthsLeft)])]
    public static Finding? ChargeSpansTooLong(ContractFacts facts, LawAt law) => First(facts, law, (group, on) =>
        on.Limit(Law.OneChargeMonths) is { } limit && group.To >= group.From.AddMonths(limit.Value)
            ? limit.Breach(group.Subject, Months(group.From, group.To), $"{group.Parts}笔收费合计为一次性收费，时间跨度{group.From:yyyy-MM-dd}至{group.To:yyyy-MM-dd}，超过{{limit}}。", "One charge spans {observed} months, at most {limit}.", nameof(ChargeSpansTooLong))
            : null);

    /// <summary>No charge pays more lessons of a subject than the place allows; beside a limit of months the shorter counts.</summary>
    [Rule("一次性收费课时过多", "One charge pays too many lessons", Capability = "M2", Clauses = ["YC-3.3", "BJ-15"],
        Parameters = [nameof(Law.OneChargeLessons), nameof(Law.SplitWindowDays), nameof(Law.RenewalMonthsLeft)])]
    public static Finding? ChargeExceedsLessons(ContractFacts facts, LawAt law) => First(facts, law, (group, on) =>
        on.Limit(Law.OneChargeLessons) is { } limit && group.SubjectLessons > limit.Value
            ? limit.Breach(group.Subject, group.SubjectLessons, $"{group.Parts}笔收费合计为一次性收费，同一科目共{{observed}}，超过{{limit}}。", "One charge pays {observed} lessons of a subject, at most {limit}.", nameof(ChargeExceedsLessons))
            : null);

    /// <summary>Lessons that only stay below the limit because they bear the names of several subjects are looked at by a person.</summary>
    [Rule("疑似以多个科目名义拆分课时", "Lessons split over subjects", Capability = "M2", Clauses = ["YC-3.3", "BJ-15"], Parameters = [nameof(Law.OneChargeLessons)])]
    public static Finding? LessonsSplitOverSubjects(ContractFacts facts, LawAt law) => First(facts, law, (group, on) =>
        on.Limit(Law.OneChargeLessons) is { } limit && group.SubjectLessons <= limit.Value && group.Lessons > limit.Value
            ? limit.Undetermined(group.Subject, $"同一学生各科目课时合计{group.Lessons}，是否拆分收费须人工判定。", "Whether lessons were split over subjects, a person decides.", nameof(LessonsSplitOverSubjects))
            : null);

    /// <summary>Where neither months nor lessons have a verified limit, nobody can say whether a charge is too long.</summary>
    [Rule("一次性收费限额待核", "No verified limit of one charge", Capability = "M2", Clauses = ["BJ-15"], Parameters = [nameof(Law.OneChargeMonths), nameof(Law.OneChargeLessons)])]
    public static Finding? OneChargeUnlimited(ContractFacts facts, LawAt law) =>
        law.Limit(Law.OneChargeMonths) is null && law.Limit(Law.OneChargeLessons) is null && law.StatusOf(Law.OneChargeMonths) == ParameterStatus.Unverified
            ? law.Undetermined(Law.OneChargeMonths, "contract.charges", nameof(OneChargeUnlimited))
            : null;

    /// <summary>No charge for non-academic training exceeds the amount.</summary>
    [Rule("非学科类一次性收费金额过高", "One non-academic charge exceeds the amount", Capability = "M2", Clauses = ["BJ-15"],
        Parameters = [nameof(Law.NonAcademicOneChargeFen), nameof(Law.SplitWindowDays), nameof(Law.RenewalMonthsLeft)])]
    public static Finding? NonAcademicChargeExceedsAmount(ContractFacts facts, LawAt law) => facts.Content.Class.IsAcademic ? null : First(facts, law, (group, on) =>
        on.Limit(Law.NonAcademicOneChargeFen) is { } limit && group.NonAcademicFen > limit.Value
            ? limit.Breach(group.Subject, group.NonAcademicFen, $"{group.Parts}笔收费合计为一次性收费，共{group.NonAcademicFen / 100}元，超过{limit.Value / 100}元。", "One non-academic charge is {observed} fen, at most {limit}.", nameof(NonAcademicChargeExceedsAmount))
            : null);

    /// <summary>No charge long before its first lesson.</summary>
    [Rule("超前收费", "Charged too early", Capability = "M2", Clauses = ["YC-3.3", "BJ-15"], Parameters = [nameof(Law.EarliestChargeMonthsBefore)])]
    public static Finding? ChargedTooEarly(ContractFacts facts, LawAt law) => Each(facts, law, (subject, charge, on) =>
        on.Limit(Law.EarliestChargeMonthsBefore) is { } limit && charge.ChargedOn < charge.CoversFrom.AddMonths(-limit.Value)
            ? limit.Breach(subject, Months(charge.ChargedOn, charge.CoversFrom), $"收费日{charge.ChargedOn:yyyy-MM-dd}早于首次课{charge.CoversFrom:yyyy-MM-dd}前{{limit}}。", "Charged earlier than {limit} months before the first lesson.", nameof(ChargedTooEarly))
            : null);

    /// <summary>No renewal while many lessons are left.</summary>
    [Rule("剩余课时过多即续费", "Renewed with too many lessons left", Capability = "M2", Clauses = ["YC-3.3", "BJ-15"], Parameters = [nameof(Law.EarliestChargeLessonsLeft)])]
    public static Finding? RenewedWithTooManyLessonsLeft(ContractFacts facts, LawAt law) => Each(facts, law, (subject, charge, on) =>
        on.Limit(Law.EarliestChargeLessonsLeft) is { } limit && charge.LessonsLeft > limit.Value
            ? limit.Breach(subject, charge.LessonsLeft, "续费时本科目剩余{observed}，超过{limit}。", "{observed} lessons were left at the renewal, at most {limit}.", nameof(RenewedWithTooManyLessonsLeft))
            : null);

    /// <summary>Nobody pays by a training loan.</summary>
    [Rule("使用培训贷缴费", "Paid by a training loan", Capability = "M5", Clauses = ["KM-9", "TZ-16", "BJ-15"], Parameters = [nameof(Law.TrainingLoansForbidden)])]
    public static Finding? PaidByTrainingLoan(ContractFacts facts, LawAt law) => Each(facts, law, (subject, charge, on) =>
        on.Forbidden(Law.TrainingLoansForbidden, subject, charge.Method == PaymentMethod.Loan, "不得使用培训贷缴纳培训费用。", "Training must not be paid by a loan.", nameof(PaidByTrainingLoan)));

    /// <summary>Words that speak of a loan are looked at by a person.</summary>
    [Rule("合同或付款说明疑似培训贷", "Signs of a training loan", Capability = "M5", Clauses = ["KM-9", "TZ-16", "BJ-15"], Parameters = [nameof(Law.TrainingLoansForbidden)])]
    public static Finding? TermsShowTrainingLoan(ContractFacts facts, LawAt law) => Words(facts, law, "training_loan") is { } words && law.Limit(Law.TrainingLoansForbidden) is { Value: true } limit
        ? Citing.Finding(law, Severity.Undetermined, "contract.terms", $"文本出现{words}，疑似培训贷，须人工判定。", $"The terms say {words}; a person decides.", ["KM-9", "TZ-16", "BJ-15"], limit.Basis)
        : null;

    /// <summary>Standard terms that take rights from the parents are looked at by a person.</summary>
    [Rule("合同疑似含不公平格式条款", "Signs of unfair standard terms", Capability = "M6", Clauses = ["BJ-15"])]
    public static Finding? TermsAreUnfair(ContractFacts facts, LawAt law) => Words(facts, law, "unfair_clause") is { } words && law.Limit(Law.ModelContracts) is { } model
        ? Citing.Finding(law, Severity.Undetermined, "contract.terms", $"文本出现{words}，疑似不公平格式条款，须人工判定。", $"The terms say {words}; a person decides.", ["BJ-15"], model.Basis)
        : null;

    /// <summary>Whoever has paid has a valid receipt.</summary>
    [Rule("收费未开具合法票据", "No valid receipt", Capability = "M2", Clauses = ["KM-9"])]
    public static Finding? ReceiptMissing(ContractFacts facts, LawAt law) => Each(facts, law, (subject, charge, on) =>
        charge.ChargedOn < facts.Today && charge.ReceiptNumber.Length == 0
            ? on.ByClauses(Severity.Breach, subject, $"{charge.ChargedOn:yyyy-MM-dd}的收费没有票据号码，收费应当开具合法票据。", "A charge that was paid has no receipt.", ["KM-9"], nameof(ReceiptMissing))
            : null);

    /// <summary>Nobody is charged more than what was published.</summary>
    [Rule("合同价格高于公示收费标准", "Priced above the published fee", Capability = "M1", Clauses = ["KM-9", "JLP-C28"])]
    public static Finding? PricedAbovePublishedFee(ContractFacts facts, LawAt law) =>
        facts.PublishedLessonFen is not { } fee || facts.Content.TotalFen <= fee * facts.Content.Lessons ? null : law.ByClauses(
            Severity.Breach, "contract.total_fen", $"合同总价{facts.Content.TotalFen / 100}元，高于按公示标准计算的{fee * facts.Content.Lessons / 100}元。",
            "The contract costs more than the published fee.", ["KM-9", "JLP-C28"]);

    /// <summary>Every charge with what counts as one with it: charged within the window, or while much of the earlier one is left.</summary>
    internal static IEnumerable<AddedUp> AddUp(ContractFacts facts, LawAt law)
    {
        var window = law.Limit(Law.SplitWindowDays)?.Value ?? 0;
        var left = law.Limit(Law.RenewalMonthsLeft)?.Value ?? 0;
        var content = facts.Content;
        var own = content.Charges.Select(c => new PupilCharge
        {
            Id = default, ContractId = default, InstitutionCode = "", PupilHash = "", Subject = content.Subject, Academic = content.Class.IsAcademic, ChargedOn = c.ChargedOn,
            CoversFrom = c.CoversFrom, CoversTo = c.CoversTo, Lessons = c.Lessons, AmountFen = c.AmountFen,
        }).ToList();
        for (var i = 0; i < own.Count; i++)
        {
            var one = own[i];
            var all = own.Concat(facts.Others).Where(other => ReferenceEquals(other, one) || IsOne(one, other, window, left)).ToList();
            yield return new AddedUp(
                $"contract.charges[{i}]", content.Charges[i], all.Min(c => c.CoversFrom), all.Max(c => c.CoversTo), all.Sum(c => c.Lessons),
                all.Where(c => c.Subject == one.Subject).Sum(c => c.Lessons), all.Where(c => !c.Academic).Sum(c => c.AmountFen), all.Count);
        }
    }

    private static bool IsOne(PupilCharge a, PupilCharge b, int window, int left)
    {
        var (early, late) = a.ChargedOn <= b.ChargedOn ? (a, b) : (b, a);
        return late.ChargedOn.DayNumber - early.ChargedOn.DayNumber <= window || early.CoversTo > late.ChargedOn.AddMonths(left);
    }

    private static Finding? First(ContractFacts facts, LawAt law, Func<AddedUp, LawAt, Finding?> judge) =>
        AddUp(facts, law).Select(group => judge(group, law.On(group.Charge.ChargedOn))).FirstOrDefault(f => f is not null);

    private static Finding? Each(ContractFacts facts, LawAt law, Func<string, ContractCharge, LawAt, Finding?> judge) =>
        facts.Content.Charges.Select((charge, i) => judge($"contract.charges[{i}]", charge, law.On(charge.ChargedOn))).FirstOrDefault(f => f is not null);

    private static string? Words(ContractFacts facts, LawAt law, string list)
    {
        var found = AdvertisementText.Find(law.Law.Phrases[list], "terms", facts.Content.Terms).Select(w => $"“{w.Words}”").Distinct().ToList();
        return found.Count == 0 ? null : string.Join("、", found);
    }

    /// <summary>Months that are begun from one day to the other.</summary>
    private static int Months(DateOnly from, DateOnly to)
    {
        var months = 0;
        while (from.AddMonths(months) <= to) months++;
        return months;
    }
}
