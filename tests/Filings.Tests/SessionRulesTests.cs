using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

/// <summary>Sessions on both sides of every limit and date, in the five places, worked out from the clauses by hand.</summary>
public sealed class SessionRulesTests
{
    private const string Kunming = "530102", Taizhou = "331002", Jiulongpo = "500107", Yongchang = "620321", Beijing = "110101";

    /// <summary>Schools of the tests: a winter vacation, and lessons of primary pupils from eight to half past three.</summary>
    private static readonly SchoolCalendar Schools = new(
        new DateOnly(2022, 1, 1), new DateOnly(2026, 12, 31),
        [new Vacation("寒假", new DateOnly(2026, 1, 24), new DateOnly(2026, 3, 1)), new Vacation("暑假", new DateOnly(2026, 7, 11), new DateOnly(2026, 8, 31))],
        [new SchoolHours(EducationStage.Primary, new TimeOnly(8, 0), new TimeOnly(15, 30)), new SchoolHours(EducationStage.Junior, new TimeOnly(8, 0), new TimeOnly(17, 0))],
        [new MovedDay(new DateOnly(2026, 3, 11), false, "运动会"), new MovedDay(new DateOnly(2026, 3, 14), true, "补课")]);

    [Theory]
    [InlineData(Kunming, "20:30:00", null)]
    [InlineData(Kunming, "20:30:01", "OPINION-2021-40")]
    [InlineData(Taizhou, "20:30:00", null)]
    [InlineData(Taizhou, "20:30:01", "TZ-14")]
    [InlineData(Jiulongpo, "20:30:00", null)]
    [InlineData(Jiulongpo, "20:30:01", "OPINION-2021-40")]
    [InlineData(Yongchang, "20:30:00", null)]
    [InlineData(Yongchang, "20:31:00", "YC-3.3")]
    [InlineData(Beijing, "20:29:59", null)]
    [InlineData(Beijing, "20:30:00", null)]
    [InlineData(Beijing, "20:30:01", "BJ-13")]
    public void A_class_on_site_may_end_on_the_second_of_the_limit(string place, string end, string? clause) =>
        AssertBreach("OfflineClassEndsTooLate", clause, Judge(place, Arts, At("2026-03-10", "19:30:00", end)));

    [Theory]
    [InlineData(Taizhou, "2026-03-10", "21:00:00", null)]
    [InlineData(Taizhou, "2026-03-10", "21:00:01", "TZ-14")]
    [InlineData(Jiulongpo, "2022-11-30", "21:00:00", null)]
    [InlineData(Jiulongpo, "2022-11-30", "21:00:01", "JLP-C40")]
    [InlineData(Yongchang, "2026-03-10", "20:30:00", null)]
    [InlineData(Yongchang, "2026-03-10", "20:30:01", "YC-3.3")]
    [InlineData(Beijing, "2026-03-10", "21:00:00", null)]
    [InlineData(Beijing, "2026-03-10", "21:00:01", "BJ-13")]
    public void A_class_online_may_end_on_the_second_of_the_limit(string place, string day, string end, string? clause) =>
        AssertBreach("OnlineClassEndsTooLate", clause, Judge(place, Arts, At(day, "20:25:00", end, online: true)));

    [Theory]
    [InlineData(Kunming, "2026-03-10")]
    [InlineData(Jiulongpo, "2022-12-01")]
    [InlineData(Jiulongpo, "2022-04-14")]
    public void Where_no_text_sets_the_end_online_a_person_decides(string place, string day) =>
        Assert.Equal(Severity.Undetermined, Find("OnlineClassEndsTooLate", Judge(place, Arts, At(day, "20:25:00", "20:40:00", online: true)))!.Severity);

    [Theory]
    [InlineData(Taizhou, "19:30:00", null)]
    [InlineData(Taizhou, "19:30:01", "TZ-14")]
    [InlineData(Beijing, "19:29:00", null)]
    [InlineData(Beijing, "19:30:00", null)]
    [InlineData(Beijing, "19:31:00", "BJ-13")]
    public void An_online_lesson_lasts_thirty_minutes_at_most(string place, string end, string? clause) =>
        AssertBreach("OnlineLessonTooLong", clause, Judge(place, Arts, At("2026-03-10", "19:00:00", end, online: true)));

    [Theory]
    [InlineData(Beijing, "19:40:00", null)]
    [InlineData(Beijing, "19:39:59", "BJ-13")]
    [InlineData(Beijing, "19:20:00", "BJ-13")]
    [InlineData(Taizhou, "19:40:00", null)]
    [InlineData(Taizhou, "19:39:00", "TZ-14")]
    public void Between_online_lessons_there_are_ten_minutes(string place, string next, string? clause) => AssertBreach(
        "OnlineGapTooShort", clause,
        Judge(place, Arts, At("2026-03-10", "19:00:00", "19:30:00", online: true), At("2026-03-10", next, "20:05:00", online: true)));

    [Theory]
    // Spring Festival 2026 and the days around it; 14 and 28 February are Saturdays on which people work.
    [InlineData(Kunming, "2026-02-13", null, null)]
    [InlineData(Kunming, "2026-02-14", null, null)]
    [InlineData(Kunming, "2026-02-15", "AcademicClassOnStatutoryHoliday", "KM-7")]
    [InlineData(Kunming, "2026-02-23", "AcademicClassOnStatutoryHoliday", "KM-7")]
    [InlineData(Kunming, "2026-02-24", null, null)]
    [InlineData(Kunming, "2026-02-28", null, null)]
    [InlineData(Kunming, "2026-03-01", "AcademicClassOnRestDay", "KM-7")]
    [InlineData(Kunming, "2026-03-06", null, null)]
    [InlineData(Kunming, "2026-03-07", "AcademicClassOnRestDay", "KM-7")]
    [InlineData(Beijing, "2026-10-01", "AcademicClassOnStatutoryHoliday", "BJ-13")]
    [InlineData(Beijing, "2026-03-07", "AcademicClassOnRestDay", "BJ-13")]
    [InlineData(Taizhou, "2026-03-07", "AcademicClassOnRestDay", "TZ-14")]
    [InlineData(Jiulongpo, "2022-11-26", "AcademicClassOnRestDay", "JLP-C30")]
    [InlineData(Yongchang, "2026-03-07", "AcademicClassOnRestDay", "YC-3.3")]
    public void No_academic_class_on_free_days_but_on_make_up_days(string place, string day, string? rule, string? clause)
    {
        var findings = Judge(place, Academic, At(day, "18:00:00", "19:00:00"));

        Assert.Equal(rule is null ? [] : [rule], findings.Where(f => f.Severity == Severity.Breach && f.Rule is "AcademicClassOnStatutoryHoliday" or "AcademicClassOnRestDay").Select(f => f.Rule));
        if (rule is not null) AssertBreach(rule, clause, findings);
    }

    [Theory]
    [InlineData("2026-01-23", false)]
    [InlineData("2026-01-26", true)]
    [InlineData("2026-02-27", true)]
    [InlineData("2026-03-02", false)]
    [InlineData("2026-07-10", false)]
    [InlineData("2026-07-13", true)]
    [InlineData("2026-08-31", true)]
    [InlineData("2026-09-01", false)]
    public void No_academic_class_from_the_first_to_the_last_day_of_vacation(string day, bool breach) =>
        AssertBreach("AcademicClassInVacation", breach ? "BJ-13" : null, Judge(Beijing, Academic, At(day, "18:00:00", "19:00:00")));

    [Theory]
    [InlineData("2026-03-10", "15:30:00", "16:30:00", false)]
    [InlineData("2026-03-10", "15:29:59", "16:30:00", true)]
    [InlineData("2026-03-10", "07:00:00", "08:00:00", false)]
    [InlineData("2026-03-10", "07:00:00", "08:00:01", true)]
    // A Saturday on which people work, in term.
    [InlineData("2026-10-10", "10:00:00", "11:00:00", true)]
    [InlineData("2026-07-13", "10:00:00", "11:00:00", false)]
    public void No_academic_class_while_schools_teach_in_Beijing(string day, string start, string end, bool breach) =>
        AssertBreach("AcademicClassInSchoolHours", breach ? "BJ-13" : null, Judge(Beijing, Academic, At(day, start, end)));

    [Fact]
    public void Only_hours_of_the_ages_taught_count() =>
        AssertBreach("AcademicClassInSchoolHours", null, Judge(Beijing, new ClassFacts(TrainingCategory.Academic, [EducationStage.SeniorHigh]), At("2026-03-10", "10:00:00", "11:00:00")));

    [Fact]
    public void No_text_of_the_other_places_speaks_of_school_hours() =>
        Assert.Null(Find("AcademicClassInSchoolHours", Judge(Kunming, Academic, At("2026-03-10", "10:00:00", "11:00:00"))));

    [Theory]
    [InlineData("2026-03-10", true)]
    [InlineData("2026-03-11", false)]
    [InlineData("2026-03-13", true)]
    [InlineData("2026-03-14", true)]
    [InlineData("2026-03-15", false)]
    public void A_day_that_the_place_moved_has_school_hours_by_its_calendar(string day, bool teaches) =>
        Assert.Equal(teaches, Find("AcademicClassInSchoolHours", Judge(Beijing, Academic, At(day, "10:00:00", "11:00:00"))) is not null);

    [Fact]
    public void Without_a_school_calendar_a_person_decides()
    {
        var findings = TimetableRules.Judge(Academic, [At("2026-03-10", "18:00:00", "19:00:00")], SchoolCalendars.None, LawOf(Beijing));

        Assert.Equal(
            [("AcademicClassInVacation", Severity.Undetermined), ("AcademicClassInSchoolHours", Severity.Undetermined)],
            findings.Select(f => (f.Rule, f.Severity)));
    }

    [Fact]
    public void Beyond_the_last_holiday_notice_a_person_decides()
    {
        var findings = Judge(Beijing, Academic, At("2027-03-10", "18:00:00", "19:00:00"));

        Assert.Equal(Severity.Undetermined, Find("HolidaysOfYearUnknown", findings)!.Severity);
        Assert.Null(Find("AcademicClassOnRestDay", findings));
    }

    [Theory]
    [InlineData("2026-10-01")]
    [InlineData("2026-03-07")]
    [InlineData("2026-07-13")]
    public void Arts_may_be_taught_on_free_days(string day) => Assert.Empty(Judge(Beijing, Arts, At(day, "10:00:00", "11:00:00")));

    [Theory]
    [InlineData(Taizhou, true, TrainingCategory.Arts, "OnlineClassForPreschool", "TZ-15")]
    [InlineData(Beijing, true, TrainingCategory.Arts, "OnlineClassForPreschool", "BJ-31")]
    [InlineData(Yongchang, true, TrainingCategory.Sports, "OnlineClassForPreschool", "YC-3.2")]
    [InlineData(Kunming, false, TrainingCategory.ForeignLanguage, "OfflineAcademicClassForPreschool", "KM-P")]
    [InlineData(Beijing, false, TrainingCategory.Academic, "OfflineAcademicClassForPreschool", "BJ-31")]
    public void No_preschool_class_that_the_text_of_the_place_forbids(string place, bool online, TrainingCategory category, string rule, string clause) => AssertBreach(
        rule, clause, Judge(place, new ClassFacts(category, [EducationStage.Preschool]), At("2026-03-10", "17:00:00", "17:30:00", online)));

    [Theory]
    [InlineData(Kunming, true, TrainingCategory.Arts)]
    [InlineData(Beijing, false, TrainingCategory.Arts)]
    [InlineData(Taizhou, false, TrainingCategory.Academic)]
    public void Preschool_classes_that_no_text_of_the_place_forbids_are_no_breach(string place, bool online, TrainingCategory category) => Assert.DoesNotContain(
        Judge(place, new ClassFacts(category, [EducationStage.Preschool]), At("2026-03-10", "17:00:00", "17:30:00", online)),
        f => f.Rule is "OnlineClassForPreschool" or "OfflineAcademicClassForPreschool");

    private static ClassFacts Academic => new(TrainingCategory.Academic, [EducationStage.Primary]);

    private static ClassFacts Arts => new(TrainingCategory.Arts, [EducationStage.Primary]);

    private static Session At(string day, string start, string end, bool online = false) =>
        new(DateOnly.Parse(day), TimeOnly.Parse(start), TimeOnly.Parse(end), online);

    private static LawAt LawOf(string place) => Law.Current.At(DivisionCode.Parse(place), new DateOnly(2026, 3, 1));

    private static IReadOnlyList<Finding> Judge(string place, ClassFacts facts, params Session[] sessions) =>
        TimetableRules.Judge(facts, sessions, new SchoolCalendars([Schools]), LawOf(place));

    private static Finding? Find(string rule, IEnumerable<Finding> findings) => findings.SingleOrDefault(f => f.Rule == rule);

    private static void AssertBreach(string rule, string? clause, IReadOnlyList<Finding> findings)
    {
        var finding = Find(rule, findings);
        Assert.Equal(clause, finding is { Severity: Severity.Breach } ? finding.Basis[0].Clause : null);
    }
}
