using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What is known of who holds a programme.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Qualification">Qualification of a professional; empty without one.</param>
/// <param name="QualifiedUntil">Last day on which it holds; null when it has no end.</param>
/// <param name="Academic">Whether an institution teaches school subjects or foreign languages.</param>
/// <param name="OnWhiteList">Whether an institution is on the white list.</param>
/// <param name="SelectedFor">What the county selected an institution for; null when it is not on the county's list.</param>
/// <param name="SelectedUntil">Last day for which it is selected.</param>
public sealed record ProviderFacts(
    ProviderKind Kind, string Qualification = "", DateOnly? QualifiedUntil = null, bool Academic = false, bool OnWhiteList = false,
    IReadOnlyList<ProgrammeKind>? SelectedFor = null, DateOnly? SelectedUntil = null);

/// <summary>What the rules on a whole menu look at.</summary>
/// <param name="Kinds">What its open programmes are.</param>
public sealed record MenuFacts(IReadOnlyCollection<ProgrammeKind> Kinds);

/// <summary>What programmes may be (S7) and who may hold them (S8).</summary>
public static class ProgrammeRules
{
    private const string Provider = "programme.institution_code";

    /// <summary>Applies every rule on a programme.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="provider">Who holds it.</param>
    /// <param name="boarding">Whether pupils of the school board.</param>
    /// <param name="law">Law of the place and first day.</param>
    public static IReadOnlyList<Finding> Judge(ProgrammeContent content, ProviderFacts provider, bool boarding, LawAt law)
    {
        var evenings = new EveningFacts(
            content.Kind == ProgrammeKind.EveningStudy ? [.. content.Slots.Select(s => new EveningStudy(s.Weekday, s.From, s.To, content.Grades))] : [], boarding, "programme.slots");
        Finding?[] findings =
        [
            NewLessonsInService(content, law), ContentSoundsLikeNewLessons(content, law), FirstStageIsNotSport(content, law),
            AfterSchoolRules.EveningStudyBelowJunior(evenings, law), AfterSchoolRules.EveningStudyOnWrongDay(evenings, law),
            ProfessionalIsNotQualified(content, provider, law),
            AcademicInstitutionServes(provider, law), InstitutionIsOffWhiteList(provider, law), InstitutionIsNotSelected(content, provider, law), InstitutionServesNoSpecialNeed(content, provider, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>Findings on slots that lie outside the plan, one a slot.</summary>
    public static IEnumerable<Finding> Outside(PlanContent plan, ProgrammeContent content, LawAt law) =>
        content.Slots.Select((slot, i) => SessionOutsidePlan(plan, content.Kind, slot, $"programme.slots[{i}]", law)).OfType<Finding>();

    /// <summary>Sessions lie within the hours of the plan; evening study has hours of its own.</summary>
    [Rule("课后服务项目不在方案规定的时段内", "A session lies outside the hours of the plan", Capability = "S6", Clauses = ["KM-13", "YC-2.2", "JLP-C18", "BJ-9"])]
    public static Finding? SessionOutsidePlan(PlanContent plan, ProgrammeKind kind, ProgrammeSlot slot, string path, LawAt law)
    {
        if (kind == ProgrammeKind.EveningStudy) return null;
        var day = plan.Days.FirstOrDefault(d => d.Weekday == slot.Weekday);
        var end = day is null ? (TimeOnly?)null : kind == ProgrammeKind.ExtendedCare ? day.LongerUntil ?? day.To : day.To;
        if (day is not null && slot.From >= day.From && slot.To <= end) return null;
        var finding = law.ByClauses(
            Severity.Warning, path, "该时段不在学校课后服务方案规定的时间内。", "The hours lie outside those of the school's plan.", ["KM-13", "YC-2.2", "JLP-C18", "BJ-9"]);
        return finding is null ? null : finding with
        {
            Limit = new Quantity(day is null ? "none" : $"{day.From:HH:mm}-{end:HH:mm}", "time"), Observed = new Quantity($"{slot.From:HH:mm}-{slot.To:HH:mm}", "time"),
        };
    }

    /// <summary>On days that the plan serves, the last programme of the menu ends no earlier than the service has to.</summary>
    public static IEnumerable<Finding> MenuEndsTooEarly(PlanContent plan, IReadOnlyList<ProgrammeContent> menu, bool boarding, TimeOnly? endOfWork, LawAt law)
    {
        var slots = menu.SelectMany(p => p.Slots).ToLookup(s => s.Weekday, s => s.To);
        List<ServiceDay> days = [.. plan.Days.Where(d => slots.Contains(d.Weekday)).Select(d => d with { To = slots[d.Weekday].Max() })];
        if (days.Count == 0) return [];
        var facts = new PlanFacts(plan with { Days = days }, boarding, endOfWork);
        return new[] { AfterSchoolRules.ServiceEndsBeforeWorkDoes(facts, law), AfterSchoolRules.ServiceEndsTooEarly(facts, law) }.OfType<Finding>().Select(f => f with { Subject = "menu" });
    }

    /// <summary>No new lessons in the time of the service.</summary>
    [Rule("利用课后服务时间讲授新课", "New lessons in after-school service", Capability = "S7", Clauses = ["KM-14", "BJ-9", "JLP-C21"])]
    public static Finding? NewLessonsInService(ProgrammeContent content, LawAt law) => content.NewLessons ? NewLessons(law, "programme.new_lessons") : null;

    /// <summary>Words that speak of new lessons are looked at by a person.</summary>
    [Rule("疑似讲授新课", "Signs of new lessons", Capability = "S7", Clauses = ["KM-14", "BJ-9", "JLP-C21"])]
    public static Finding? ContentSoundsLikeNewLessons(ProgrammeContent content, LawAt law)
    {
        var phrases = law.Law.Phrases["after_school_new_lessons"];
        var text = $"{content.Name}\n{content.Text}";
        var hits = phrases.Find(text);
        if (hits.Count == 0) return null;
        var words = string.Join("、", hits.Select(h => $"“{text.Substring(h.Start, h.Length)}”").Distinct());
        return law.ByClauses(
            Severity.Undetermined, "programme.content", $"疑似讲授新课，须人工判定：{words}。", $"It may be a new lesson; a person decides: {words}.", [.. phrases.Clauses]);
    }

    /// <summary>The first stage is sport.</summary>
    [Rule("课后服务第一阶段不是体育锻炼", "The first stage is not sport", Capability = "S7", Clauses = ["BJ-8"])]
    public static Finding? FirstStageIsNotSport(ProgrammeContent content, LawAt law) => content is { Stage: ServiceStage.First, Kind: not ProgrammeKind.Sport }
        ? law.ByClauses(Severity.Breach, "programme.kind", "课后服务第一阶段完成体育锻炼。", "The first stage is for sport.", ["BJ-8"])
        : null;

    /// <summary>A session taught something new after all.</summary>
    [Rule("课后服务中讲授了新课", "New lessons were taught", Capability = "S7", Clauses = ["KM-14", "BJ-9", "JLP-C21"])]
    public static Finding? NewLessonsTaught(bool taught, LawAt law) => taught ? NewLessons(law, "new_lessons", nameof(NewLessonsTaught)) : null;

    /// <summary>The menu has help with homework.</summary>
    [Rule("课后服务菜单缺少作业和答疑辅导", "The menu has no help with homework", Capability = "S7", Clauses = ["JLP-C19", "BJ-9", "KM-14"])]
    public static Finding? MenuLacksHomeworkHelp(MenuFacts facts, LawAt law) => facts.Kinds.Any(k => k is ProgrammeKind.HomeworkHelp or ProgrammeKind.Tutoring) ? null
        // Kunming says that it can be offered.
        : law.ByClauses(Severity.Breach, "menu", "应利用课后服务时间指导完成作业、答疑辅导。", "Help with homework and answers have to be offered.", ["JLP-C19", "BJ-9"])
            ?? law.ByClauses(Severity.Warning, "menu", "可提供作业指导和帮辅答疑。", "Help with homework can be offered.", ["KM-14"]);

    /// <summary>The menu has activities beside it.</summary>
    [Rule("课后服务菜单缺少素质拓展活动", "The menu has no activities", Capability = "S7", Clauses = ["JLP-C20", "BJ-9", "KM-14"])]
    public static Finding? MenuLacksActivities(MenuFacts facts, LawAt law) => facts.Kinds.Any(k => k is >= ProgrammeKind.Science and <= ProgrammeKind.Club) ? null
        : law.ByClauses(Severity.Breach, "menu", "应开展科普、文体、艺术、劳动、阅读、兴趣小组及社团活动。", "Science, arts, labour, reading and clubs have to be offered.", ["JLP-C20", "BJ-9"])
            ?? law.ByClauses(Severity.Warning, "menu", "可开展科普、文化、艺术、劳动、阅读、兴趣小组及社团活动。", "Science, arts, labour, reading and clubs can be offered.", ["KM-14"]);

    /// <summary>A professional is qualified as long as the programme lasts.</summary>
    [Rule("社会专业人员不具备资质", "A professional is not qualified", Capability = "S8", Clauses = ["KM-15", "BJ-10"])]
    public static Finding? ProfessionalIsNotQualified(ProgrammeContent content, ProviderFacts facts, LawAt law) =>
        facts.Kind == ProviderKind.Professional && (facts.Qualification.Length == 0 || facts.QualifiedUntil < content.To)
            ? law.ByClauses(Severity.Breach, "programme.provider_id", "社会专业人员应在服务期间具备资质。", "A professional has to be qualified as long as the programme lasts.", ["KM-15", "BJ-10"])
            : null;

    /// <summary>Institutions that serve are non-academic.</summary>
    [Rule("学科类培训机构参与课后服务", "An academic institution serves", Capability = "S8", Clauses = ["KM-15", "TZ-21", "BJ-10"])]
    public static Finding? AcademicInstitutionServes(ProviderFacts facts, LawAt law) => facts is { Kind: ProviderKind.Institution, Academic: true }
        ? law.ByClauses(Severity.Breach, Provider, "只可引进非学科类培训机构。", "Only non-academic institutions may serve.", ["KM-15", "TZ-21", "BJ-10"])
        : null;

    /// <summary>Institutions that serve are on the white list.</summary>
    [Rule("不在白名单的机构参与课后服务", "An institution off the white list serves", Capability = "S8", Clauses = ["KM-6", "TZ-19", "JLP-C34", "YC-3.1", "BJ-18"])]
    public static Finding? InstitutionIsOffWhiteList(ProviderFacts facts, LawAt law) => facts is { Kind: ProviderKind.Institution, OnWhiteList: false }
        ? law.ByClauses(Severity.Breach, Provider, "该机构不在白名单。", "The institution is not on the white list.", ["KM-6", "TZ-19", "JLP-C34", "YC-3.1", "BJ-18"])
        : null;

    /// <summary>Institutions that serve were selected by the county for what they hold, as long as it lasts.</summary>
    [Rule("未经遴选的机构参与课后服务", "An institution that was not selected serves", Capability = "S8", Clauses = ["KM-15", "TZ-21", "BJ-10"])]
    public static Finding? InstitutionIsNotSelected(ProgrammeContent content, ProviderFacts facts, LawAt law) =>
        facts.Kind != ProviderKind.Institution || (facts.SelectedFor?.Contains(content.Kind) == true && content.To <= facts.SelectedUntil) ? null
            : law.ByClauses(Severity.Breach, Provider, "该机构在此期间未经教育部门遴选开展该项服务。", "The education department did not select the institution for this and as long.", ["KM-15", "TZ-21", "BJ-10"]);

    /// <summary>Institutions are brought in for special interests that the school cannot serve itself.</summary>
    [Rule("引进机构未说明特殊需要", "An institution serves no special need", Capability = "S8", Clauses = ["KM-15", "TZ-21", "BJ-10"])]
    public static Finding? InstitutionServesNoSpecialNeed(ProgrammeContent content, ProviderFacts facts, LawAt law) =>
        facts.Kind == ProviderKind.Institution && content.SpecialNeed.Length == 0
            ? law.ByClauses(
                Severity.Breach, "programme.special_need", "课后服务不能满足部分学生发展兴趣特长等特殊需要的，方可引进机构。",
                "An institution is brought in only where the school cannot serve special interests itself.", ["KM-15", "TZ-21", "BJ-10"])
            : null;

    private static Finding? NewLessons(LawAt law, string subject, string rule = nameof(NewLessonsInService)) => law.ByClauses(
        Severity.Breach, subject, "不得利用课后服务时间讲授新课。", "New lessons are not taught in after-school service.", ["KM-14", "BJ-9", "JLP-C21"], rule);
}
