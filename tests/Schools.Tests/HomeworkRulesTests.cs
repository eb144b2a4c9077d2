using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Verdicts on homework, marking and measures, worked out by hand from the clauses.</summary>
public sealed class HomeworkRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Elsewhere = "440304";

    [Theory]
    // KM-3 from 2022-01-09, BJ-5 from 2021-08-17, JLP-C10 from 2022-04-15 to 2022-11-30, TZ-1 from the end of 2021.
    [InlineData(Kunming, "2026-11-20", 3, 60, null)]
    [InlineData(Kunming, "2026-11-20", 3, 61, "BREACH KM-3")]
    [InlineData(Kunming, "2026-11-20", 6, 60, null)]
    [InlineData(Kunming, "2026-11-20", 6, 61, "BREACH KM-3")]
    [InlineData(Kunming, "2026-11-20", 7, 90, null)]
    [InlineData(Kunming, "2026-11-20", 7, 91, "BREACH KM-3")]
    [InlineData(Kunming, "2026-11-20", 9, 91, "BREACH KM-3")]
    [InlineData(Kunming, "2026-11-20", 10, 300, null)]
    [InlineData(Kunming, "2026-11-20", 2, 300, null)]
    [InlineData(Kunming, "2022-01-09", 4, 61, "BREACH KM-3")]
    [InlineData(Kunming, "2022-01-08", 4, 61, "UNDETERMINED OPINION-2021-40")]
    [InlineData(Beijing, "2021-08-17", 4, 61, "BREACH BJ-5")]
    [InlineData(Beijing, "2021-08-16", 4, 61, "UNDETERMINED OPINION-2021-40")]
    [InlineData(Beijing, "2026-11-20", 8, 90, null)]
    [InlineData(Beijing, "2026-11-20", 8, 91, "BREACH BJ-5")]
    [InlineData(Jiulongpo, "2022-11-30", 5, 61, "BREACH JLP-C10")]
    [InlineData(Jiulongpo, "2022-12-01", 5, 61, "UNDETERMINED OPINION-2021-40")]
    [InlineData(Jiulongpo, "2022-04-15", 9, 90, null)]
    [InlineData(Taizhou, "2026-11-20", 3, 61, "BREACH TZ-1")]
    [InlineData(Taizhou, "2026-11-20", 7, 90, null)]
    [InlineData(Elsewhere, "2026-11-20", 4, 10, "UNDETERMINED OPINION-2021-40")]
    [InlineData(Elsewhere, "2026-11-20", 11, 500, null)]
    public void The_daily_total_is_judged_by_grade_place_and_day(string division, string day, int grade, int minutes, string? expected)
    {
        Assert.Equal(expected, Told(HomeworkRules.HomeworkExceedsDailyMinutes(new DayFacts(grade, minutes * 40L, 40), At(division, day))));
    }

    [Fact]
    public void One_pupil_minute_above_the_average_is_too_much()
    {
        var law = At(Kunming, "2026-11-20");
        Assert.Null(HomeworkRules.HomeworkExceedsDailyMinutes(new DayFacts(4, 2400, 40), law));
        var finding = HomeworkRules.HomeworkExceedsDailyMinutes(new DayFacts(4, 2401, 40), law)!;
        Assert.Equal((new Quantity("60", "minutes"), new Quantity("61", "minutes")), (finding.Limit, finding.Observed));
    }

    [Theory]
    [InlineData(Kunming, 1, HomeworkKind.Written, HomeworkPlace.Home, "BREACH KM-3")]
    [InlineData(Kunming, 2, HomeworkKind.Written, HomeworkPlace.Home, "BREACH KM-3")]
    [InlineData(Kunming, 3, HomeworkKind.Written, HomeworkPlace.Home, null)]
    [InlineData(Kunming, 2, HomeworkKind.Written, HomeworkPlace.School, null)]
    [InlineData(Kunming, 2, HomeworkKind.Reading, HomeworkPlace.Home, null)]
    [InlineData(Beijing, 1, HomeworkKind.Written, HomeworkPlace.Home, "BREACH BJ-5")]
    [InlineData(Taizhou, 1, HomeworkKind.Written, HomeworkPlace.Home, "BREACH TZ-1")]
    [InlineData(Jiulongpo, 1, HomeworkKind.Written, HomeworkPlace.Home, "UNDETERMINED OPINION-2021-40")]
    [InlineData(Elsewhere, 1, HomeworkKind.Written, HomeworkPlace.Home, "UNDETERMINED OPINION-2021-40")]
    public void Grades_1_and_2_take_nothing_written_home(string division, int grade, HomeworkKind kind, HomeworkPlace place, string? expected) =>
        Assert.Equal(expected, Told(HomeworkRules.WrittenHomeworkTakenHome(new HomeworkFacts(Content() with { Kind = kind, Place = place }, grade), At(division, "2026-11-20"))));

    [Theory]
    [InlineData("parents", Kunming, "2026-11-20", "HomeworkGivenToParents KM-2")]
    [InlineData("parents", Beijing, "2026-11-20", "HomeworkGivenToParents BJ-4")]
    [InlineData("parents", Jiulongpo, "2022-11-30", "HomeworkGivenToParents JLP-C9")]
    [InlineData("parents", Jiulongpo, "2022-12-01", "")]
    [InlineData("parents", Taizhou, "2026-11-20", "")]
    [InlineData("phone", Kunming, "2026-11-20", "HomeworkSentByPhone KM-2")]
    [InlineData("phone", Kunming, "2022-01-08", "")]
    [InlineData("phone", Beijing, "2026-11-20", "HomeworkNotSetInClass BJ-4")]
    [InlineData("phone", Taizhou, "2026-11-20", "")]
    [InlineData("after", Kunming, "2026-11-20", "")]
    [InlineData("after", Beijing, "2026-11-20", "HomeworkNotSetInClass BJ-4")]
    [InlineData("pupil", Kunming, "2026-11-20", "PupilsMustMarkThemselves KM-4")]
    [InlineData("pupil", Beijing, "2026-11-20", "PupilsMustMarkThemselves BJ-6")]
    [InlineData("pupil", Jiulongpo, "2022-06-01", "PupilsMustMarkThemselves JLP-C14")]
    [InlineData("parent", Kunming, "2026-11-20", "ParentsMustMark KM-4")]
    [InlineData("parent", Beijing, "2026-11-20", "ParentsMustMark BJ-4")]
    [InlineData("beyond", Kunming, "2026-11-20", "")]
    [InlineData("beyond", Beijing, "2026-11-20", "HomeworkBeyondStandard BJ-4")]
    [InlineData("beyond", Jiulongpo, "2022-06-01", "HomeworkBeyondStandard JLP-C7")]
    [InlineData("罚抄", Kunming, "2026-11-20", "HomeworkIsPunitive KM-2")]
    [InlineData("罚抄", Taizhou, "2026-11-20", "")]
    [InlineData("抄写20遍", Beijing, "2026-11-20", "HomeworkLooksMechanical BJ-4")]
    [InlineData("不得罚抄", Kunming, "2026-11-20", "")]
    public void Each_rule_cites_the_clause_in_force_there_and_then(string what, string division, string day, string expected)
    {
        var content = what switch
        {
            "parents" => Content() with { AsksParents = true },
            "phone" => Content() with { Channel = HomeworkChannel.Phone },
            "after" => Content() with { Channel = HomeworkChannel.AfterClass },
            "pupil" => Content() with { Marker = HomeworkMarker.Pupil },
            "parent" => Content() with { Marker = HomeworkMarker.Parent },
            "beyond" => Content() with { BeyondStandard = true },
            _ => Content() with { Text = $"生字{what}" },
        };
        var found = HomeworkRules.Judge(new HomeworkFacts(content, 4), At(division, day));
        Assert.Equal(expected, string.Join(';', found.Select(f => $"{f.Rule} {string.Join(',', f.Basis.Select(b => b.Clause))}")));
    }

    [Fact]
    public void What_only_looks_mechanical_is_left_to_a_person()
    {
        var law = At(Kunming, "2026-11-20");
        Assert.Equal(Severity.Breach, HomeworkRules.HomeworkIsPunitive(new HomeworkFacts(Content() with { Text = "罚抄课文" }, 4), law)!.Severity);
        Assert.Equal(Severity.Undetermined, HomeworkRules.HomeworkLooksMechanical(new HomeworkFacts(Content() with { Text = "生字抄写20遍" }, 4), law)!.Severity);
    }

    [Theory]
    [InlineData(Kunming, 4, 40, 40, 0, 0, 32, "")]
    [InlineData(Kunming, 4, 40, 40, 0, 0, 31, "WARNING TooLittleFinishedInSchool")]
    [InlineData(Kunming, 7, 100, 100, 0, 0, 51, "")]
    [InlineData(Kunming, 7, 100, 100, 0, 0, 50, "WARNING TooLittleFinishedInSchool")]
    [InlineData(Kunming, 10, 40, 40, 0, 0, 0, "")]
    [InlineData(Kunming, 4, 40, 39, 0, 0, 40, "WARNING NotAllMarkedByTeacher")]
    [InlineData(Beijing, 4, 40, 39, 0, 0, 40, "BREACH NotAllMarkedByTeacher")]
    [InlineData(Beijing, 4, 40, 40, 0, 0, 40, "")]
    [InlineData(Kunming, 4, 40, 39, 1, 0, 40, "BREACH PupilsMarkedThemselves;WARNING NotAllMarkedByTeacher")]
    [InlineData(Kunming, 4, 40, 40, 0, 1, 40, "BREACH ParentsMarked")]
    [InlineData(Elsewhere, 4, 40, 0, 1, 1, 0, "")]
    [InlineData(Kunming, 4, 0, 0, 0, 0, 0, "")]
    public void Marking_is_judged_by_its_shares(string division, int grade, int handedIn, int teacher, int pupils, int parents, int finished, string expected)
    {
        var found = MarkingRules.Judge(new MarkingFacts(new Marking(handedIn, teacher, pupils, parents, 0, finished), grade, HomeworkKind.Written), At(division, "2026-11-20"));
        Assert.Equal(expected, string.Join(';', found.Select(f => $"{f.Severity.ToString().ToUpperInvariant()} {f.Rule}")));
    }

    [Theory]
    [InlineData(MeasureTier.City, Kunming, "")]
    [InlineData(MeasureTier.County, Kunming, "CountyHasNoDesignPlan")]
    [InlineData(MeasureTier.County, Beijing, "")]
    [InlineData(MeasureTier.School, Kunming, "MeasureLacksRegularCheck,MeasureLacksBoard,MeasureLacksCoordination,DesignOutsideResearch")]
    [InlineData(MeasureTier.School, Beijing, "MeasureLacksBoard,MeasureLacksCoordination,DesignOutsideResearch")]
    [InlineData(MeasureTier.School, Elsewhere, "")]
    public void Empty_measures_lack_what_the_place_asks_for(MeasureTier tier, string division, string expected)
    {
        var content = new MeasureContent("办法", "作业管理办法正文", new DateOnly(2026, 11, 20), false, 0, false, false, false, false);
        Assert.Equal(expected, string.Join(',', MeasureRules.Judge(new MeasureFacts(tier, content), At(division, "2026-11-20")).Select(f => f.Rule)));
        var whole = content with { DesignPlan = true, CheckEveryDays = 30, Board = true, GradeGroupCoordinates = true, ClassTeacherCoordinates = true, DesignInResearch = true };
        Assert.Empty(MeasureRules.Judge(new MeasureFacts(tier, whole), At(division, "2026-11-20")));
    }

    [Theory]
    [InlineData(Kunming, 30, "2026-10-31", null)]
    [InlineData(Kunming, 30, "2026-11-01", "WARNING KM-1")]
    [InlineData(Kunming, 0, "2026-11-01", null)]
    [InlineData(Beijing, 30, "2026-11-01", null)]
    public void A_check_is_in_time_on_its_last_day(string division, int every, string today, string? expected) => Assert.Equal(
        expected, Told(MeasureRules.HomeworkChecksOverdue(new CheckFacts(every, new DateOnly(2026, 10, 1), DateOnly.Parse(today)), At(division, today))));

    [Theory]
    [InlineData("2026-07-31", false)]
    [InlineData("2026-08-01", true)]
    [InlineData("2027-07-31", true)]
    [InlineData("2027-08-01", false)]
    public void A_class_lasts_one_school_year(string day, bool covered) =>
        Assert.Equal(covered, SchoolClass.Add("", 2026, 4, "1班", 40).Covers(DateOnly.Parse(day)));

    private static HomeworkContent Content() => new(
        "语文", Guid.Empty, HomeworkKind.Written, 20, HomeworkLayer.WholeClass, 0, HomeworkChannel.InClass, HomeworkMarker.Teacher, HomeworkPlace.School, "完成练习册", false, false);

    private static string? Told(Finding? finding) =>
        finding is null ? null : $"{finding.Severity.ToString().ToUpperInvariant()} {string.Join(',', finding.Basis.Select(b => b.Clause))}";

    private static LawAt At(string division, string day) => Law.Current.At(DivisionCode.Parse(division), DateOnly.Parse(day));
}
