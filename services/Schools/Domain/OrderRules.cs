using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Applies the rules on order that fit the content.</summary>
public static class OrderRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(OrderFacts facts, LawAt law)
    {
        IEnumerable<Finding?> found = facts.Content switch
        {
            LessonWeek week => TeachingRules.Judge(week, facts.Grade, facts.Calendar, law),
            TermEnd end => [TeachingRules.NewLessonsEndedEarly(end, law)],
            Exam => ExamRules.Judge(facts, law),
            CollectiveLessons => [ExamRules.CollectiveLessonsOnFreeDay(facts, law)],
            ClassGrouping grouping when facts.Compulsory => [ExamRules.KeyOrExperimentalClass(grouping, law), ExamRules.ClassFormedByResults(grouping, law)],
            SportDay day => [SportRules.TooLittleSport(day, law), SportRules.TooLittleSportInSchool(day, law), SportRules.TooLittleSportOutsideSchool(day, law)],
            SkillResult skills => [SportRules.TooFewSportSkills(skills, law), SportRules.TooFewArtsSkills(skills, law)],
            QuotaPlan quota => [EnrolmentRules.QuotaShareTooLow(quota, law), EnrolmentRules.QuotaShareFell(quota, facts.Previous, law)],
            EnrolmentRound round => EnrolmentRules.Judge(round, law),
            PromotionAssessment assessment => [EnrolmentRules.PromotionTargetSet(assessment, law), EnrolmentRules.JudgedByPromotionRate(assessment, law)],
            ManagementEvidence evidence => [SchoolFileRules.HomeworkBeforeSleep(evidence, law)],
            OwnFile file => SchoolFileRules.Judge(file, law),
            _ => [],
        };
        return [.. found.OfType<Finding>()];
    }
}

/// <summary>Lessons by plan, at the pace of the plan, within the standard (S12).</summary>
public static class TeachingRules
{
    private const string Subjects = "content.lesson_week.subjects";
    private const int WholeWeek = 5;

    /// <summary>Applies every rule to a week.</summary>
    public static IEnumerable<Finding?> Judge(LessonWeek week, int grade, SchoolCalendar? calendar, LawAt law) =>
    [
        WeeklyLessonsOffNationalPlan(week, grade, law),
        .. week.Subjects.SelectMany((subject, i) => Judge(subject, $"{Subjects}[{i}]", grade, law)),
        PrescribedSubjectLeftOut(week, grade, calendar, law),
    ];

    /// <summary>The number of lessons is that of the plan, in the timetable and in fact.</summary>
    [Rule("随意增减课时", "Lessons added or cut at will", Capability = "S12", Clauses = ["KM-20", "JLP-C49", "BJ-20"])]
    public static Finding? LessonsDifferFromPlan(SubjectWeek subject, string path, LawAt law)
    {
        if (subject.Plan > 0 && subject.Planned == 0) return null;
        var observed = subject.Planned != subject.Plan ? subject.Planned : subject.Taught;
        if (observed == subject.Plan) return null;
        var severity = subject.Reason.Length > 0 ? Severity.Warning : Severity.Breach;
        return law.ByClauses(
            severity, $"{path}.{(subject.Planned != subject.Plan ? "planned_lessons" : "taught_lessons")}", $"不得随意增减课时：{subject.Subject}应为{subject.Plan}课时，实为{observed}课时。",
            $"Lessons are neither added nor cut at will: {subject.Plan} by plan, {observed} in fact.", ["KM-20", "JLP-C49", "BJ-20"]).With(subject.Plan, observed, "lessons");
    }

    /// <summary>Every prescribed subject is taught.</summary>
    [Rule("未开设国家规定课程", "A prescribed subject is not taught", Capability = "S12", Clauses = ["KM-20", "JLP-C48", "JLP-T16", "BJ-20"])]
    public static Finding? PrescribedSubjectNotTaught(SubjectWeek subject, string path, LawAt law) => subject.Plan > 0 && subject.Planned == 0
        ? law.ByClauses(Severity.Breach, $"{path}.planned_lessons", $"应当开齐开足国家规定课程：{subject.Subject}未列入课表。", "Every prescribed subject has to be taught.", ["KM-20", "JLP-C48", "JLP-T16", "BJ-20"])
            .With(subject.Plan, 0, "lessons")
        : null;

    /// <summary>
    /// A whole week has lessons in every prescribed subject. In a week that holidays or moved days make shorter, a subject may fall
    /// on a free day; without a school calendar the school's own word that the week is short counts.
    /// </summary>
    [Rule("整周课表缺少国家规定课程", "A prescribed subject is left out of a week", Capability = "S12", Clauses = ["KM-20", "JLP-C48", "JLP-T16", "BJ-20"],
        Parameters = [nameof(Law.PrescribedSubjectsGrades1To2), nameof(Law.PrescribedSubjectsGrades3To6), nameof(Law.PrescribedSubjectsGrades7To9)])]
    public static Finding? PrescribedSubjectLeftOut(LessonWeek week, int grade, SchoolCalendar? calendar, LawAt law)
    {
        if (SubjectsOf(grade) is not { } key || law.Limit(key) is not { } prescribed) return null;
        var missing = prescribed.Value.Where(names => !week.Subjects.Any(s => names.Split('/').Contains(s.Subject))).ToList();
        if (missing.Count == 0) return null;
        var days = calendar is null ? week.ShortWeek ? 0 : WholeWeek : TeachingDays(week.Monday, calendar, law.Law.Calendar);
        if (days < WholeWeek) return null;
        var names = string.Join('、', missing);
        return law.ByClauses(
            days is null ? Severity.Undetermined : Severity.Breach, Subjects, $"整周课表未见国家规定课程：{names}。", $"A whole week has no lesson of: {names}.", ["KM-20", "JLP-C48", "JLP-T16", "BJ-20"])
            .With(prescribed.Value.Count, prescribed.Value.Count - missing.Count, "subjects");
    }

    /// <summary>The pace does not run ahead of the plan.</summary>
    [Rule("加快教学进度", "Teaching runs ahead of the plan", Capability = "S12", Clauses = ["KM-20", "JLP-C49", "BJ-20"], Parameters = [nameof(Law.PaceToleranceLessons)])]
    public static Finding? TeachingRunsAhead(SubjectWeek subject, string path, LawAt law) => Pace(subject.Reached - subject.PlanPosition, law, out var limit)
        ? law.ByClauses(Severity.Breach, $"{path}.reached_position", $"不得加快进度：{subject.Subject}超前{subject.Reached - subject.PlanPosition}课时。", "Teaching must not run ahead of its plan.", ["KM-20", "JLP-C49", "BJ-20"])
            .With(limit, subject.Reached - subject.PlanPosition, "lessons")
        : null;

    /// <summary>The pace does not fall far behind the plan; only KM-20 forbids any change of pace.</summary>
    [Rule("教学进度滞后", "Teaching falls behind the plan", Capability = "S12", Clauses = ["KM-20"], Parameters = [nameof(Law.PaceToleranceLessons)])]
    public static Finding? TeachingFallsBehind(SubjectWeek subject, string path, LawAt law) => Pace(subject.PlanPosition - subject.Reached, law, out var limit)
        ? law.ByClauses(Severity.Warning, $"{path}.reached_position", $"不得随意调整进度：{subject.Subject}滞后{subject.PlanPosition - subject.Reached}课时。", "Teaching falls behind its plan.", ["KM-20"])
            .With(limit, subject.PlanPosition - subject.Reached, "lessons")
        : null;

    /// <summary>Grade 1 starts from zero.</summary>
    [Rule("一年级未坚持零起点教学", "Grade 1 does not start from zero", Capability = "S12", Clauses = ["KM-20", "JLP-C48", "BJ-20"])]
    public static Finding? GradeOneNotFromZero(SubjectWeek subject, int grade, string path, LawAt law) => grade == 1 && subject.AssumesPrior
        ? law.ByClauses(Severity.Breach, $"{path}.assumes_prior_learning", $"小学一年级应当坚持零起点教学：{subject.Subject}。", "Grade 1 has to be taught from a zero start.", ["KM-20", "JLP-C48", "BJ-20"])
        : null;

    /// <summary>Nothing beyond the curriculum standard.</summary>
    [Rule("超标教学", "Teaching beyond the standard", Capability = "S12", Clauses = ["KM-20", "JLP-C49", "BJ-20"])]
    public static Finding? TeachingBeyondStandard(SubjectWeek subject, string path, LawAt law) => subject.BeyondStandard
        ? law.ByClauses(Severity.Breach, $"{path}.beyond_standard", $"不得超标教学、提高难度：{subject.Subject}。", "Teaching stays within the curriculum standard.", ["KM-20", "JLP-C49", "BJ-20"])
        : null;

    /// <summary>Only prescribed textbooks.</summary>
    [Rule("未按规定使用教材", "Textbooks other than prescribed", Capability = "S12", Clauses = ["BJ-20"])]
    public static Finding? TextbookNotPrescribed(SubjectWeek subject, string path, LawAt law) => subject.PrescribedTextbook
        ? null
        : law.ByClauses(Severity.Breach, $"{path}.prescribed_textbook", $"应当严格规范教材使用：{subject.Subject}。", "Textbooks have to be those prescribed.", ["BJ-20"]);

    /// <summary>The lessons of a whole week add up to the national number; provinces divide it their own way, so it is a sign only.</summary>
    [Rule("周总课时与国家课程方案不一致", "Weekly lessons differ from the national plan", Capability = "S12",
        Parameters = [nameof(Law.WeeklyLessonsGrades1To2), nameof(Law.WeeklyLessonsGrades3To6), nameof(Law.WeeklyLessonsGrades7To9)])]
    public static Finding? WeeklyLessonsOffNationalPlan(LessonWeek week, int grade, LawAt law)
    {
        if (week.ShortWeek || KeyOf(grade) is not { } key) return null;
        var total = week.Subjects.Sum(s => s.Planned);
        return law.Judge(key, Subjects, total, limit => total == limit, "周总课时应为{limit}，课表为{observed}。", "The week should have {limit} lessons, the timetable has {observed}.")?.AsWarning();
    }

    /// <summary>New lessons do not end before their planned last day.</summary>
    [Rule("提前结课备考", "New lessons ended early", Capability = "S12", Clauses = ["KM-20", "JLP-C49", "BJ-20"])]
    public static Finding? NewLessonsEndedEarly(TermEnd end, LawAt law) => end.LastDay < end.PlannedLastDay
        ? law.ByClauses(Severity.Breach, "content.term_end.last_day", $"不得提前结课备考：{end.Subject}。", "New lessons must not end early to prepare for exams.", ["KM-20", "JLP-C49", "BJ-20"])
            .With($"{end.PlannedLastDay:yyyy-MM-dd}", $"{end.LastDay:yyyy-MM-dd}", "date")
        : null;

    private static IEnumerable<Finding?> Judge(SubjectWeek subject, string path, int grade, LawAt law) =>
    [
        LessonsDifferFromPlan(subject, path, law), PrescribedSubjectNotTaught(subject, path, law), TeachingRunsAhead(subject, path, law), TeachingFallsBehind(subject, path, law),
        GradeOneNotFromZero(subject, grade, path, law), TeachingBeyondStandard(subject, path, law), TextbookNotPrescribed(subject, path, law),
    ];

    private static bool Pace(int lessons, LawAt law, out int limit)
    {
        limit = law.Limit(Law.PaceToleranceLessons)?.Value ?? 0;
        return lessons > limit;
    }

    /// <summary>Days of a week on which schools teach; null when one of them is not known.</summary>
    private static int? TeachingDays(DateOnly monday, SchoolCalendar calendar, WorkCalendar holidays)
    {
        var days = 0;
        for (var i = 0; i < 7; i++)
        {
            if (!calendar.Teaches(monday.AddDays(i), holidays).TryGet(out var teaches)) return null;
            if (teaches) days++;
        }
        return days;
    }

    private static ParameterKey<TextList>? SubjectsOf(int grade) => grade switch
    {
        1 or 2 => Law.PrescribedSubjectsGrades1To2,
        >= 3 and <= 6 => Law.PrescribedSubjectsGrades3To6,
        >= 7 and <= 9 => Law.PrescribedSubjectsGrades7To9,
        _ => null,
    };

    private static ParameterKey<int>? KeyOf(int grade) => grade switch
    {
        1 or 2 => Law.WeeklyLessonsGrades1To2,
        >= 3 and <= 6 => Law.WeeklyLessonsGrades3To6,
        >= 7 and <= 9 => Law.WeeklyLessonsGrades7To9,
        _ => null,
    };
}

/// <summary>Says beside a finding by clauses what was allowed and what was seen.</summary>
internal static class Seen
{
    /// <summary>The finding with its numbers.</summary>
    public static Finding? With(this Finding? finding, object limit, object observed, string unit) =>
        finding is null ? null : finding with { Limit = new Quantity($"{limit}", unit), Observed = new Quantity($"{observed}", unit) };
}
