using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What the rules on a plan look at.</summary>
/// <param name="Plan">What it says.</param>
/// <param name="Boarding">Whether pupils board.</param>
/// <param name="EndOfWork">Local end of work; null when nobody recorded it.</param>
public sealed record PlanFacts(PlanContent Plan, bool Boarding, TimeOnly? EndOfWork)
{
    /// <summary>The earliest end of a day.</summary>
    public TimeOnly EarliestEnd => Plan.Days.Min(d => d.To);
}

/// <summary>What the rules on evening study look at, in a plan or a programme.</summary>
/// <param name="Evenings">The evenings.</param>
/// <param name="Boarding">Whether pupils board.</param>
/// <param name="Subject">What is judged.</param>
public sealed record EveningFacts(IReadOnlyList<EveningStudy> Evenings, bool Boarding, string Subject);

/// <summary>What the rule on schools without a plan looks at.</summary>
/// <param name="HasPlan">Whether the school has one for the term.</param>
/// <param name="Compulsory">Whether it is a school of compulsory education.</param>
public sealed record CoverageFacts(bool HasPlan, bool Compulsory);

/// <summary>What after-school service has to be (S6, and the stages of S7).</summary>
public static class AfterSchoolRules
{
    private const int Junior = 7, Senior = 10;

    /// <summary>Parameters that a verdict on a plan rests on.</summary>
    public static IReadOnlyList<ParameterKey> Keys { get; } =
    [
        Law.AfterSchoolDaysPerWeek, Law.AfterSchoolHoursPerDay, Law.AfterSchoolEndsEarliest, Law.AfterSchoolNotBeforeEndOfWork, Law.AfterSchoolEndInPrinciple,
        Law.AfterSchoolEverywhereFrom, Law.SportMinutesPerDay,
    ];

    /// <summary>Applies every rule on a plan.</summary>
    public static IReadOnlyList<Finding> Judge(PlanFacts facts, LawAt law)
    {
        var evenings = new EveningFacts(facts.Plan.Evenings, facts.Boarding, "plan.evenings");
        Finding?[] findings =
        [
            ServiceIsNotVoluntary(facts, law), NeedIsNotCovered(facts, law), TooFewServiceDays(facts, law), TooFewServiceHours(facts, law), ServiceEndsBeforeWorkDoes(facts, law),
            ServiceEndsTooEarly(facts, law), ExtendedCareIsMissing(facts, law), EveningStudyBelowJunior(evenings, law), EveningStudyOnWrongDay(evenings, law), SportStageIsMissing(facts, law),
            TooLittleSportInService(facts, law), NoFlexibleHours(facts, law), SeniorStaffStandAside(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>A school of compulsory education has a plan and serves.</summary>
    [Rule("学校未开展课后服务", "A school offers no after-school service", Capability = "S6",
        Clauses = ["KM-13", "TZ-3", "YC-2.2", "JLP-C15", "JLP-C18", "JLP-T13", "BJ-9"], Parameters = [nameof(Law.AfterSchoolEverywhereFrom)])]
    public static Finding? SchoolOffersNoService(CoverageFacts facts, LawAt law)
    {
        if (facts.HasPlan || !facts.Compulsory) return null;
        if (law.Limit(Law.AfterSchoolEverywhereFrom) is { } from)
            return law.Date < from.Value ? null : from.Breach("school", law.Date, "自{limit}起义务教育学校应全面开展课后服务。", "Every compulsory school serves from {limit} on.");
        return law.ByClauses(
            Severity.Breach, "school", "义务教育学校应制定课后服务方案并开展课后服务。", "A compulsory school has to have a plan and serve.", ["KM-13", "YC-2.2", "JLP-C15", "JLP-C18", "BJ-9"]);
    }

    /// <summary>Families choose freely.</summary>
    [Rule("课后服务不是自愿参加", "After-school service is not voluntary", Capability = "S6", Clauses = ["KM-13", "BJ-9"])]
    public static Finding? ServiceIsNotVoluntary(PlanFacts facts, LawAt law) => facts.Plan.Voluntary ? null
        : law.ByClauses(Severity.Breach, "plan.voluntary", "课后服务应由学生自愿参加。", "Pupils take part of their own will.", ["KM-13", "BJ-9"]);

    /// <summary>Whoever needs the service finds a place.</summary>
    [Rule("有需要的学生未全覆盖", "There are fewer places than pupils in need", Capability = "S6", Clauses = ["JLP-C15", "TZ-3", "KM-13"], Parameters = [nameof(Law.AfterSchoolEverywhereFrom)])]
    public static Finding? NeedIsNotCovered(PlanFacts facts, LawAt law)
    {
        var need = facts.Plan.Need;
        if (need.Places >= need.Wanting) return null;
        var (zh, en) = ($"有需要的学生{need.Wanting}人，只提供{need.Places}个名额。", $"{need.Wanting} pupils want it and there are {need.Places} places.");
        var finding = law.ByClauses(Severity.Breach, "plan.need.places", zh, en, ["JLP-C15"])
            ?? (law.Limit(Law.AfterSchoolEverywhereFrom) is { } from && law.Date >= from.Value ? law.ByClauses(Severity.Breach, "plan.need.places", zh, en, ["TZ-3"]) : null)
            // Kunming asks for the service everywhere and says nothing of each pupil in need.
            ?? law.ByClauses(Severity.Warning, "plan.need.places", zh, en, ["KM-13"]);
        return finding is null ? null : finding with { Limit = new Quantity($"{need.Wanting}", "pupils"), Observed = new Quantity($"{need.Places}", "pupils") };
    }

    /// <summary>Days a week.</summary>
    [Rule("课后服务每周天数不足", "Too few days of after-school service a week", Capability = "S6", Clauses = ["JLP-C15", "JLP-T13"], Parameters = [nameof(Law.AfterSchoolDaysPerWeek)])]
    public static Finding? TooFewServiceDays(PlanFacts facts, LawAt law) => law.AtLeast(
        Law.AfterSchoolDaysPerWeek, "plan.days", facts.Plan.Days.Count, "每周{observed}，应为{limit}。", "It is held on {observed} days a week, at least {limit} are asked for.");

    /// <summary>Hours a day, on every day that is served.</summary>
    [Rule("课后服务每天时长不足", "Too few hours of after-school service a day", Capability = "S6", Clauses = ["JLP-C15", "JLP-T13"], Parameters = [nameof(Law.AfterSchoolHoursPerDay)])]
    public static Finding? TooFewServiceHours(PlanFacts facts, LawAt law)
    {
        if (!law.TryLimit(Law.AfterSchoolHoursPerDay, "plan.days", out var limit, out var open)) return open;
        var least = facts.Plan.Days.Min(d => d.Minutes);
        if (least >= limit.Value * 60) return null;
        var finding = limit.Breach("plan.days", least, $"每天{least}分钟，应为{limit.Value}小时。", $"A day has {least} minutes, {limit.Value} hours are asked for.");
        return finding with { Limit = new Quantity($"{limit.Value * 60}", "minutes"), Observed = new Quantity($"{least}", "minutes") };
    }

    /// <summary>The service ends no earlier than work does, where a place says so.</summary>
    [Rule("课后服务早于当地正常下班时间结束", "After-school service ends before work does", Capability = "S6", Clauses = ["KM-13", "JLP-C16"],
        Parameters = [nameof(Law.AfterSchoolNotBeforeEndOfWork), nameof(Law.AfterSchoolEndInPrinciple)])]
    public static Finding? ServiceEndsBeforeWorkDoes(PlanFacts facts, LawAt law)
    {
        if (!law.TryLimit(Law.AfterSchoolNotBeforeEndOfWork, "plan.days", out var limit, out var open)) return open;
        if (!limit.Value) return null;
        if (facts.EndOfWork is not { } end)
            return limit.Undetermined("plan.end_of_work", "无法判定：尚未登记当地正常下班时间。", "Cannot be decided: nobody recorded the local end of work.");
        if (facts.EarliestEnd >= end) return null;
        var finding = limit.Breach("plan.days", true, $"{facts.EarliestEnd:HH:mm}结束，早于当地下班时间{end:HH:mm}。", $"It ends at {facts.EarliestEnd:HH:mm}, before work does at {end:HH:mm}.");
        return InPrinciple(finding with { Limit = Clock(end), Observed = Clock(facts.EarliestEnd) }, law);
    }

    /// <summary>The service ends no earlier than the hour that a place sets.</summary>
    [Rule("课后服务结束过早", "After-school service ends too early", Capability = "S6", Clauses = ["BJ-8"],
        Parameters = [nameof(Law.AfterSchoolEndsEarliest), nameof(Law.AfterSchoolEndInPrinciple)])]
    public static Finding? ServiceEndsTooEarly(PlanFacts facts, LawAt law) => InPrinciple(
        law.AtLeast(Law.AfterSchoolEndsEarliest, "plan.days", facts.EarliestEnd, "{observed}结束，早于{limit}。", "It ends at {observed}, before {limit}."), law);

    /// <summary>Whether what is found asks for a reason: the service ends early where the text says "in principle".</summary>
    public static bool AsksForReason(IEnumerable<Finding> findings) =>
        findings.Any(f => f is { Severity: Severity.Warning, Rule: nameof(ServiceEndsBeforeWorkDoes) or nameof(ServiceEndsTooEarly) });

    /// <summary>Pupils with a special need are cared for longer.</summary>
    [Rule("未为有特殊需要的学生提供延时托管", "Pupils with a special need find no extended care", Capability = "S6", Clauses = ["JLP-C17", "BJ-8"])]
    public static Finding? ExtendedCareIsMissing(PlanFacts facts, LawAt law)
    {
        var places = facts.Plan.Days.Any(d => d.LongerUntil is not null) ? facts.Plan.Need.LongerPlaces : 0;
        var wanting = facts.Plan.Need.WantingLonger;
        return places >= wanting ? null : law.ByClauses(
            Severity.Breach, "plan.need.longer_places", $"{wanting}名学生有特殊需要，延时托管只有{places}个名额。", $"{wanting} pupils need it and there are {places} places.", ["JLP-C17", "BJ-8"])
            is { } finding ? finding with { Limit = new Quantity($"{wanting}", "pupils"), Observed = new Quantity($"{places}", "pupils") } : null;
    }

    /// <summary>The texts allow evening study to junior schools and are silent on younger pupils.</summary>
    [Rule("小学开设晚自习", "Evening study below junior grades", Capability = "S6", Clauses = ["KM-13", "BJ-8"])]
    public static Finding? EveningStudyBelowJunior(EveningFacts facts, LawAt law) => facts.Evenings.Any(e => e.Grades.Any(g => g < Junior))
        ? law.ByClauses(Severity.Warning, facts.Subject, "文件只规定初中学校可开设晚自习。", "The text gives evening study to junior schools only.", ["KM-13", "BJ-8"])
        : null;

    /// <summary>
    /// Junior schools hold evening study on working days; a boarding one may hold that of Friday on Sunday instead, where the
    /// text says so.
    /// </summary>
    [Rule("晚自习不在规定日期", "Evening study on a day that is not for it", Capability = "S6", Clauses = ["KM-13", "BJ-8"])]
    public static Finding? EveningStudyOnWrongDay(EveningFacts facts, LawAt law)
    {
        var days = facts.Evenings.Where(e => e.Grades.Any(g => g is >= Junior and < Senior)).Select(e => e.Weekday).ToHashSet();
        var wrong = days.Where(d => d is DayOfWeek.Saturday or DayOfWeek.Sunday).ToList();
        if (wrong.Count == 0) return null;
        const string Zh = "初中晚自习应在工作日开设，寄宿制初中可将周五晚上调整到周日晚上。", En = "Evening study is held on working days; boarding schools may move that of Friday to Sunday.";
        var moved = wrong is [DayOfWeek.Sunday] && facts.Boarding && !days.Contains(DayOfWeek.Friday);
        return (moved ? null : law.ByClauses(Severity.Breach, facts.Subject, Zh, En, ["KM-13"]))
            ?? law.ByClauses(Severity.Breach, facts.Subject, "初中晚自习应在工作日晚上开设。", "Evening study is held on evenings of working days.", ["BJ-8"]);
    }

    /// <summary>The first stage of every day is sport.</summary>
    [Rule("课后服务没有体育锻炼阶段", "A day has no stage of sport", Capability = "S7", Clauses = ["BJ-8"])]
    public static Finding? SportStageIsMissing(PlanFacts facts, LawAt law) => facts.Plan.Days.Any(d => d.SportMinutes == 0)
        ? law.ByClauses(Severity.Breach, "plan.days", "课后服务第一阶段应为体育锻炼。", "The first stage of after-school service is sport.", ["BJ-8"])
        : null;

    /// <summary>With the first stage, every pupil has an hour of sport on each day.</summary>
    [Rule("课后服务未保障每日体育锻炼时间", "With the service a pupil has too little sport a day", Capability = "S7", Clauses = ["BJ-8"], Parameters = [nameof(Law.SportMinutesPerDay)])]
    public static Finding? TooLittleSportInService(PlanFacts facts, LawAt law) => facts.Plan.Days.All(d => d.SportMinutes == 0)
        // Elsewhere the hour is not asked of this service.
        || law.Limit(Law.SportMinutesPerDay)?.Basis.Clause != "BJ-8" ? null : law.AtLeast(
        Law.SportMinutesPerDay, "plan.days", facts.Plan.Days.Min(d => d.SportMinutes + d.OtherSport), "当日体育锻炼{observed}，不足{limit}。", "A day has {observed} minutes of sport, at least {limit} are asked for.");

    /// <summary>Teachers who serve have flexible hours.</summary>
    [Rule("未建立教师弹性上下班机制", "Teachers who serve have no flexible hours", Capability = "S6", Clauses = ["KM-13"])]
    public static Finding? NoFlexibleHours(PlanFacts facts, LawAt law) => facts.Plan.FlexibleHours ? null
        : law.ByClauses(Severity.Warning, "plan.flexible_hours", "应结合实际建立教师弹性上下班机制。", "Flexible hours for teachers are to be set up.", ["KM-13"]);

    /// <summary>Senior staff serve of their own accord.</summary>
    [Rule("干部和骨干教师未承担课后服务", "Senior staff take no part in the service", Capability = "S8", Clauses = ["BJ-10"])]
    public static Finding? SeniorStaffStandAside(PlanFacts facts, LawAt law) => facts.Plan is { SeniorStaff: > 0, SeniorServing: 0 }
        ? law.ByClauses(Severity.Warning, "plan.senior_staff_serving", "校级干部、特级教师、学科带头人、骨干教师应主动承担课后服务。", "School leaders and leading teachers are to serve.", ["BJ-10"])
        : null;

    private static Finding? InPrinciple(Finding? finding, LawAt law) => law.Limit(Law.AfterSchoolEndInPrinciple) is { Value: true } ? finding?.AsWarning() : finding;

    private static Quantity Clock(TimeOnly time) => new($"{time:HH:mm}", "time-of-day");
}
