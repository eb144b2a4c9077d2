using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Verdicts on teaching, exams, sport, enrolment and the school's file, worked out by hand from the clauses.</summary>
public sealed class OrderRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Yongchang = "620321", Elsewhere = "440304";
    private static readonly Guid s_class = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Theory]
    // plan, timetable, taught, plan position, reached, with reason
    [InlineData(Kunming, "2026-11-16", 5, 5, 5, 30, 30, "", "")]
    [InlineData(Kunming, "2026-11-16", 5, 6, 6, 30, 30, "", "BREACH LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 4, 4, 30, 30, "", "BREACH LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 4, 30, 30, "", "BREACH LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 4, 30, 30, "台风停课", "WARNING LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 0, 0, 30, 30, "", "BREACH PrescribedSubjectNotTaught KM-20")]
    [InlineData(Kunming, "2026-11-16", 0, 0, 0, 0, 0, "", "")]
    [InlineData(Kunming, "2026-11-16", 0, 1, 1, 0, 0, "", "BREACH LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 5, 30, 32, "", "")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 5, 30, 33, "", "BREACH TeachingRunsAhead KM-20")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 5, 30, 28, "", "")]
    [InlineData(Kunming, "2026-11-16", 5, 5, 5, 30, 27, "", "WARNING TeachingFallsBehind KM-20")]
    [InlineData(Kunming, "2022-01-09", 5, 6, 6, 30, 30, "", "BREACH LessonsDifferFromPlan KM-20")]
    [InlineData(Kunming, "2022-01-08", 5, 6, 6, 30, 33, "", "")]
    [InlineData(Beijing, "2026-11-16", 5, 6, 6, 30, 30, "", "BREACH LessonsDifferFromPlan BJ-20")]
    [InlineData(Beijing, "2026-11-16", 5, 5, 5, 30, 33, "", "BREACH TeachingRunsAhead BJ-20")]
    [InlineData(Beijing, "2026-11-16", 5, 5, 5, 30, 27, "", "")]
    [InlineData(Beijing, "2021-08-17", 5, 6, 6, 30, 30, "", "BREACH LessonsDifferFromPlan BJ-20")]
    [InlineData(Beijing, "2021-08-16", 5, 6, 6, 30, 30, "", "")]
    [InlineData(Jiulongpo, "2022-11-30", 5, 6, 6, 30, 30, "", "BREACH LessonsDifferFromPlan JLP-C49")]
    [InlineData(Jiulongpo, "2022-12-01", 5, 6, 6, 30, 30, "", "")]
    [InlineData(Jiulongpo, "2022-06-01", 5, 0, 0, 30, 30, "", "BREACH PrescribedSubjectNotTaught JLP-C48,JLP-T16")]
    [InlineData(Taizhou, "2026-11-16", 5, 6, 6, 30, 33, "", "")]
    public void Lessons_and_pace_are_those_of_the_plan(string place, string day, int plan, int planned, int taught, int due, int reached, string reason, string expected) =>
        Assert.Equal(expected, Told(Week(Subject() with { Plan = plan, Planned = planned, Taught = taught, PlanPosition = due, Reached = reached, Reason = reason }, shortWeek: true), 4, place, day));

    [Theory]
    [InlineData(Kunming, 1, true, false, true, "BREACH GradeOneNotFromZero KM-20")]
    [InlineData(Kunming, 2, true, false, true, "")]
    [InlineData(Beijing, 1, true, false, true, "BREACH GradeOneNotFromZero BJ-20")]
    [InlineData(Kunming, 5, false, true, true, "BREACH TeachingBeyondStandard KM-20")]
    [InlineData(Beijing, 5, false, true, false, "BREACH TeachingBeyondStandard BJ-20;BREACH TextbookNotPrescribed BJ-20")]
    [InlineData(Kunming, 5, false, false, false, "")]
    [InlineData(Elsewhere, 1, true, true, false, "")]
    public void Grade_one_starts_from_zero_and_nothing_goes_beyond_the_standard(string place, int grade, bool prior, bool beyond, bool textbook, string expected) =>
        Assert.Equal(expected, Told(Week(Subject() with { AssumesPrior = prior, BeyondStandard = beyond, PrescribedTextbook = textbook }, shortWeek: true), grade, place, "2026-11-16"));

    [Theory]
    [InlineData(1, 26, "2022-09-01", "")]
    [InlineData(2, 27, "2022-09-01", "WARNING WeeklyLessonsOffNationalPlan MOE-CURRICULUM-2022")]
    [InlineData(2, 27, "2022-08-31", "")]
    [InlineData(3, 30, "2026-11-16", "")]
    [InlineData(6, 29, "2026-11-16", "WARNING WeeklyLessonsOffNationalPlan MOE-CURRICULUM-2022")]
    [InlineData(7, 34, "2026-11-16", "")]
    [InlineData(9, 35, "2026-11-16", "WARNING WeeklyLessonsOffNationalPlan MOE-CURRICULUM-2022")]
    [InlineData(10, 40, "2026-11-16", "")]
    public void A_whole_week_adds_up_to_the_national_number(int grade, int lessons, string day, string expected)
    {
        var subject = Subject() with { Plan = lessons, Planned = lessons, Taught = lessons };
        Assert.Equal(expected, Told(Week(subject, shortWeek: false), grade, Elsewhere, day));
        Assert.Equal("", Told(Week(subject, shortWeek: true), grade, Elsewhere, day));
    }

    [Theory]
    // 16 to 20 November 2026 is a whole week, 28 September to 2 October has two holidays, 4 to 10 October three and a make-up Saturday.
    [InlineData(Kunming, 4, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,艺术,劳动,科学,英语", "")]
    [InlineData(Kunming, 4, "2026-11-16", true, true, "语文,数学,道德与法治,体育,音乐,劳动,科学,英语", "")]
    [InlineData(Kunming, 4, "2026-11-16", true, true, "语文,数学,道德与法治,体育,劳动,科学,英语", "BREACH PrescribedSubjectLeftOut KM-20 8 7")]
    [InlineData(Kunming, 4, "2026-11-16", false, false, "语文,数学", "BREACH PrescribedSubjectLeftOut KM-20 8 2")]
    [InlineData(Kunming, 4, "2026-11-16", true, false, "语文,数学", "")]
    [InlineData(Kunming, 4, "2026-09-28", true, true, "语文,数学", "")]
    [InlineData(Kunming, 4, "2026-09-28", false, true, "语文,数学", "")]
    [InlineData(Kunming, 4, "2027-03-01", true, true, "语文,数学", "UNDETERMINED PrescribedSubjectLeftOut KM-20 8 2")]
    [InlineData(Kunming, 2, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,美术,劳动,科学", "")]
    [InlineData(Kunming, 3, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,美术,劳动,科学", "BREACH PrescribedSubjectLeftOut KM-20 8 7")]
    [InlineData(Kunming, 7, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,艺术,劳动,英语,历史,生物", "")]
    [InlineData(Kunming, 7, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,艺术,劳动,英语,生物", "BREACH PrescribedSubjectLeftOut KM-20 9 8")]
    [InlineData(Kunming, 10, "2026-11-16", true, true, "语文", "")]
    [InlineData(Kunming, 4, "2022-08-29", true, true, "语文", "")]
    [InlineData(Beijing, 4, "2026-11-16", true, true, "语文,数学,道德与法治,体育与健康,艺术,劳动,英语", "BREACH PrescribedSubjectLeftOut BJ-20 8 7")]
    [InlineData(Elsewhere, 4, "2026-11-16", true, true, "语文", "")]
    public void No_prescribed_subject_is_left_out_of_a_whole_week(string place, int grade, string monday, bool saysShort, bool withCalendar, string subjects, string expected)
    {
        var week = new LessonWeek(s_class, Day(monday), saysShort, [.. subjects.Split(',').Select(s => Subject() with { Subject = s })]);
        var calendar = withCalendar ? new SchoolCalendar(new DateOnly(2021, 8, 1), new DateOnly(2027, 8, 31), [], [], []) : null;
        var finding = TeachingRules.PrescribedSubjectLeftOut(week, grade, calendar, At(place, monday));
        Assert.Equal(expected, finding is null ? "" : $"{finding.Severity.ToString().ToUpperInvariant()} {finding.Rule} {finding.Basis[0].Clause} {finding.Limit!.Value} {finding.Observed!.Value}");
    }

    [Theory]
    [InlineData(false, "BREACH")]
    [InlineData(true, "")]
    public void A_day_that_the_place_moves_makes_a_week_short(bool moved, string expected)
    {
        var calendar = new SchoolCalendar(new DateOnly(2026, 8, 1), new DateOnly(2027, 8, 31), [], [], moved ? [new MovedDay(new DateOnly(2026, 11, 18), false, "运动会")] : []);
        var finding = TeachingRules.PrescribedSubjectLeftOut(Week(Subject(), true), 4, calendar, At(Kunming, "2026-11-16"));
        Assert.Equal(expected, finding is null ? "" : finding.Severity.ToString().ToUpperInvariant());
    }

    [Theory]
    [InlineData(Kunming, "2026-06-30", "")]
    [InlineData(Kunming, "2026-06-29", "BREACH NewLessonsEndedEarly KM-20")]
    [InlineData(Beijing, "2026-06-29", "BREACH NewLessonsEndedEarly BJ-20")]
    [InlineData(Taizhou, "2026-06-29", "")]
    public void New_lessons_last_until_their_planned_day(string place, string last, string expected) =>
        Assert.Equal(expected, Told(new TermEnd(s_class, SchoolTerm.Spring, "语文", Day("2026-06-30"), Day(last)), 9, place, last));

    [Theory]
    [InlineData(1, 1, "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(2, 1, "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(3, 1, "")]
    [InlineData(3, 2, "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(6, 2, "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(7, 2, "")]
    [InlineData(9, 2, "")]
    [InlineData(9, 3, "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(10, 9, "")]
    public void Papers_of_a_term_are_counted_by_grade(int grade, int ordinal, string expected) =>
        Assert.Equal(expected, Told(new OrderFacts(Paper(grade), 0) { Ordinal = ordinal }, Elsewhere, "2026-11-16"));

    [Theory]
    [InlineData(Elsewhere, "2021-08-29", "")]
    [InlineData(Elsewhere, "2021-08-30", "BREACH TooManyPapers MOE-EXAMS-2021")]
    [InlineData(Jiulongpo, "2022-11-30", "BREACH TooManyPapers JLP-T12,MOE-EXAMS-2021")]
    [InlineData(Jiulongpo, "2022-12-01", "BREACH TooManyPapers MOE-EXAMS-2021")]
    public void The_number_of_papers_has_a_first_day(string place, string day, string expected) =>
        Assert.Equal(expected, Told(new OrderFacts(Paper(3), 0) { Ordinal = 2 }, place, day));

    [Theory]
    [InlineData(ExamPurpose.Graduation, true, false)]
    [InlineData(ExamPurpose.Final, false, false)]
    [InlineData(ExamPurpose.Unit, true, true)]
    [InlineData(ExamPurpose.Midterm, true, true)]
    public void Only_papers_of_the_term_count(ExamPurpose purpose, bool onPaper, bool counts) => Assert.Equal(counts, (Paper(3) with { Purpose = purpose, OnPaper = onPaper }).Counts);

    [Theory]
    [InlineData("unified", Kunming, "UnifiedExamAgainstRules KM-20")]
    [InlineData("unified", Beijing, "UnifiedExamAgainstRules BJ-20")]
    [InlineData("permitted", Kunming, "")]
    [InlineData("beyond", Kunming, "ExamBeyondStandard KM-20")]
    [InlineData("beyond", Taizhou, "")]
    [InlineData("ranked", Kunming, "PupilsAreRanked KM-20")]
    [InlineData("ranked", Beijing, "PupilsAreRanked BJ-20")]
    [InlineData("points", Kunming, "MarksAreNotGrades KM-20")]
    [InlineData("points", Beijing, "MarksAreNotGrades BJ-20")]
    [InlineData("entrance", Beijing, "EntranceOrPlacementExam BJ-20")]
    [InlineData("placement", Beijing, "EntranceOrPlacementExam BJ-20")]
    [InlineData("placement", Kunming, "")]
    [InlineData("ranked senior", Kunming, "")]
    [InlineData("fine", Beijing, "")]
    public void Each_rule_on_exams_cites_the_clause_of_the_place(string what, string place, string expected)
    {
        var exam = what switch
        {
            "unified" => Paper(4) with { Organiser = ExamOrganiser.Schools },
            "permitted" => Paper(4) with { Organiser = ExamOrganiser.Region, Permit = "测试文号1号" },
            "beyond" => Paper(4) with { BeyondStandard = true },
            "ranked" => Paper(4) with { Ranked = true },
            "points" => Paper(4) with { ResultForm = ExamResultForm.Points },
            "entrance" => Paper(7) with { Purpose = ExamPurpose.Entrance },
            "placement" => Paper(7) with { Purpose = ExamPurpose.Placement },
            "ranked senior" => Paper(10) with { Ranked = true },
            _ => Paper(4),
        };
        Assert.Equal(expected.Length == 0 ? "" : "BREACH " + expected, Told(new OrderFacts(exam, 0), place, "2026-11-16"));
    }

    [Theory]
    [InlineData(Jiulongpo, "2022-06-01", "BREACH ExamBeyondStandard JLP-C49,JLP-T12")]
    [InlineData(Jiulongpo, "2022-12-01", "")]
    [InlineData(Kunming, "2022-01-08", "")]
    [InlineData(Kunming, "2022-01-09", "BREACH ExamBeyondStandard KM-20")]
    public void Content_of_exams_is_judged_while_the_text_is_in_force(string place, string day, string expected) =>
        Assert.Equal(expected, Told(new OrderFacts(Paper(4) with { BeyondStandard = true }, 0), place, day));

    [Theory]
    [InlineData(Beijing, "2026-10-01", 4, false, "BREACH")] // National Day
    [InlineData(Beijing, "2026-11-14", 4, false, "BREACH")] // a Saturday
    [InlineData(Beijing, "2026-10-10", 4, false, "")] // a Saturday that is worked
    [InlineData(Beijing, "2026-11-16", 4, false, "")] // a Monday
    [InlineData(Beijing, "2026-07-20", 4, true, "BREACH")] // a Monday in the vacation
    [InlineData(Beijing, "2026-07-20", 4, null, "UNDETERMINED")]
    [InlineData(Beijing, "2026-11-14", 4, null, "BREACH")]
    [InlineData(Beijing, "2035-11-14", 4, false, "UNDETERMINED")]
    [InlineData(Beijing, "2026-10-01", 10, false, "")]
    [InlineData(Kunming, "2026-10-01", 4, false, "")]
    public void Nobody_is_taught_together_on_free_days(string place, string day, int grade, bool? vacation, string expected)
    {
        var vacations = vacation == true ? new[] { new Vacation("暑假", Day(day), Day(day)) } : [];
        var calendar = vacation is null ? null : new SchoolCalendar(Day(day), Day(day), vacations, [], []);
        var facts = new OrderFacts(new CollectiveLessons(Day(day), grade, "数学", 40, "集体上课"), 0) { Calendar = calendar };
        Assert.Equal(expected.Length == 0 ? "" : expected + " CollectiveLessonsOnFreeDay BJ-20", Told(facts, place, day));
    }

    [Theory]
    [InlineData("2026-11-14", true, "")]
    [InlineData("2026-11-16", false, "BREACH CollectiveLessonsOnFreeDay BJ-20")]
    public void A_day_that_the_place_moves_is_what_the_place_makes_of_it(string day, bool teaches, string expected)
    {
        var calendar = new SchoolCalendar(Day(day), Day(day), [], [], [new MovedDay(Day(day), teaches, "运动会调课")]);
        Assert.Equal(expected, Told(new OrderFacts(new CollectiveLessons(Day(day), 4, "数学", 40, "集体上课"), 0) { Calendar = calendar }, Beijing, day));
    }

    private static SubjectWeek Subject() => new("语文", 5, 5, 5, 30, 30, false, false, true, "");

    private static LessonWeek Week(SubjectWeek subject, bool shortWeek) => new(s_class, Day("2026-11-16"), shortWeek, [subject]);

    private static Exam Paper(int grade) => new(2026, SchoolTerm.Autumn, grade, "语文", ExamPurpose.Final, Day("2026-11-16"), true, ExamOrganiser.School, "", false, ExamResultForm.Grades, false);

    internal static string Told(OrderContent content, int grade, string place, string day) => Told(new OrderFacts(content, grade), place, day);

    internal static string Told(OrderFacts facts, string place, string day) => string.Join(';', OrderRules.Judge(facts, At(place, day))
        .Select(f => $"{f.Severity.ToString().ToUpperInvariant()} {f.Rule} {string.Join(',', f.Basis.Select(b => b.Clause))}"));

    internal static DateOnly Day(string text) => DateOnly.Parse(text);

    internal static LawAt At(string place, string day) => Law.Current.At(DivisionCode.Parse(place), Day(day));
}
