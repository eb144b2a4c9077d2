using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Verdicts on programmes and on who holds them, worked out by hand from the clauses.</summary>
public sealed class ProgrammeRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Elsewhere = "440304";

    private static readonly ProviderFacts Own = new(ProviderKind.OwnTeacher);

    private static readonly ProviderFacts Good = new(
        ProviderKind.Institution, OnWhiteList: true, SelectedFor: [ProgrammeKind.Arts], SelectedUntil: new DateOnly(2027, 1, 20));

    [Theory]
    // KM-14 and KM-15 from 2022-01-09, BJ-8 to BJ-10 from 2021-08-17, JLP-C21 from 2022-04-15 to 2022-11-30, TZ-21 from the end of 2021.
    [InlineData(Kunming, "2026-09-01", "club", "")]
    [InlineData(Kunming, "2026-09-01", "new lessons", "BREACH NewLessonsInService KM-14")]
    [InlineData(Kunming, "2022-01-08", "new lessons", "")]
    [InlineData(Beijing, "2026-09-01", "new lessons", "BREACH NewLessonsInService BJ-9")]
    [InlineData(Jiulongpo, "2022-11-30", "new lessons", "BREACH NewLessonsInService JLP-C21")]
    [InlineData(Jiulongpo, "2022-12-01", "new lessons", "")]
    [InlineData(Taizhou, "2026-09-01", "new lessons", "")]
    [InlineData(Kunming, "2026-09-01", "words", "UNDETERMINED ContentSoundsLikeNewLessons KM-14")]
    [InlineData(Kunming, "2026-09-01", "words denied", "")]
    [InlineData(Taizhou, "2026-09-01", "words", "")]
    [InlineData(Beijing, "2026-09-01", "club first", "BREACH FirstStageIsNotSport BJ-8")]
    [InlineData(Beijing, "2026-09-01", "sport first", "")]
    [InlineData(Kunming, "2026-09-01", "club first", "")]
    public void A_programme_is_judged_by_what_it_says(string division, string day, string what, string expected)
    {
        var content = what switch
        {
            "new lessons" => Content() with { NewLessons = true },
            "words" => Content() with { Text = "数学新课教学" },
            "words denied" => Content() with { Text = "完成作业，不讲新课" },
            "club first" => Content() with { Stage = ServiceStage.First },
            "sport first" => Content() with { Stage = ServiceStage.First, Kind = ProgrammeKind.Sport },
            _ => Content(),
        };
        Assert.Equal(expected, AfterSchoolRulesTests.Told(ProgrammeRules.Judge(content, Own, false, AfterSchoolRulesTests.At(division, day))));
    }

    [Theory]
    [InlineData(Kunming, 7, DayOfWeek.Friday, false, "")]
    [InlineData(Kunming, 6, DayOfWeek.Friday, false, "WARNING EveningStudyBelowJunior KM-13")]
    [InlineData(Kunming, 7, DayOfWeek.Sunday, false, "BREACH EveningStudyOnWrongDay KM-13")]
    [InlineData(Kunming, 7, DayOfWeek.Sunday, true, "")]
    [InlineData(Kunming, 7, DayOfWeek.Saturday, true, "BREACH EveningStudyOnWrongDay KM-13")]
    [InlineData(Beijing, 7, DayOfWeek.Sunday, true, "BREACH EveningStudyOnWrongDay BJ-8")]
    [InlineData(Taizhou, 7, DayOfWeek.Sunday, false, "")]
    public void Evening_study_is_judged_in_programmes_too(string division, int grade, DayOfWeek day, bool boarding, string expected)
    {
        var content = Content() with { Kind = ProgrammeKind.EveningStudy, Grades = [grade], Slots = [new ProgrammeSlot(day, new TimeOnly(19, 0), new TimeOnly(20, 30))] };
        Assert.Equal(expected, AfterSchoolRulesTests.Told(ProgrammeRules.Judge(content, Own, boarding, AfterSchoolRulesTests.At(division, "2026-09-01"))));
        Assert.Empty(ProgrammeRules.Judge(content with { Kind = ProgrammeKind.Reading }, Own, boarding, AfterSchoolRulesTests.At(division, "2026-09-01")));
    }

    [Theory]
    [InlineData(Kunming, "professional", "")]
    [InlineData(Kunming, "professional without", "BREACH ProfessionalIsNotQualified KM-15")]
    [InlineData(Kunming, "professional until the day before", "BREACH ProfessionalIsNotQualified KM-15")]
    [InlineData(Kunming, "professional until the last day", "")]
    [InlineData(Beijing, "professional without", "BREACH ProfessionalIsNotQualified BJ-10")]
    [InlineData(Taizhou, "professional without", "")]
    [InlineData(Kunming, "volunteer", "")]
    [InlineData(Kunming, "institution", "")]
    [InlineData(Kunming, "academic", "BREACH AcademicInstitutionServes KM-15")]
    [InlineData(Taizhou, "academic", "BREACH AcademicInstitutionServes TZ-21")]
    [InlineData(Beijing, "academic", "BREACH AcademicInstitutionServes BJ-10")]
    [InlineData(Elsewhere, "academic", "")]
    [InlineData(Kunming, "off the list", "BREACH InstitutionIsOffWhiteList KM-6")]
    [InlineData(Beijing, "off the list", "BREACH InstitutionIsOffWhiteList BJ-18")]
    [InlineData(Taizhou, "off the list", "BREACH InstitutionIsOffWhiteList TZ-19")]
    [InlineData(Kunming, "not selected", "BREACH InstitutionIsNotSelected KM-15")]
    [InlineData(Kunming, "selected for another kind", "BREACH InstitutionIsNotSelected KM-15")]
    [InlineData(Kunming, "selected until the day before", "BREACH InstitutionIsNotSelected KM-15")]
    [InlineData(Beijing, "not selected", "BREACH InstitutionIsNotSelected BJ-10")]
    [InlineData(Kunming, "no need", "BREACH InstitutionServesNoSpecialNeed KM-15")]
    [InlineData(Elsewhere, "no need", "")]
    public void Who_holds_a_programme_is_judged(string division, string who, string expected)
    {
        var (content, facts) = who switch
        {
            "professional" => (Content(), new ProviderFacts(ProviderKind.Professional, "社会体育指导员")),
            "professional without" => (Content(), new ProviderFacts(ProviderKind.Professional)),
            "professional until the day before" => (Content(), new ProviderFacts(ProviderKind.Professional, "社会体育指导员", new DateOnly(2027, 1, 19))),
            "professional until the last day" => (Content(), new ProviderFacts(ProviderKind.Professional, "社会体育指导员", new DateOnly(2027, 1, 20))),
            "volunteer" => (Content(), new ProviderFacts(ProviderKind.Volunteer)),
            "academic" => (Content(), Good with { Academic = true }),
            "off the list" => (Content(), Good with { OnWhiteList = false }),
            "not selected" => (Content(), Good with { SelectedFor = null }),
            "selected for another kind" => (Content(), Good with { SelectedFor = [ProgrammeKind.Sport] }),
            "selected until the day before" => (Content(), Good with { SelectedUntil = new DateOnly(2027, 1, 19) }),
            "no need" => (Content() with { SpecialNeed = "" }, Good),
            _ => (Content(), Good),
        };
        Assert.Equal(expected, AfterSchoolRulesTests.Told(ProgrammeRules.Judge(content, facts, false, AfterSchoolRulesTests.At(division, "2026-09-01"))));
    }

    [Theory]
    [InlineData(Beijing, "2026-09-01", new[] { ProgrammeKind.Sport }, "BREACH MenuLacksHomeworkHelp BJ-9;BREACH MenuLacksActivities BJ-9")]
    [InlineData(Beijing, "2026-09-01", new[] { ProgrammeKind.Tutoring, ProgrammeKind.Club }, "")]
    [InlineData(Beijing, "2026-09-01", new[] { ProgrammeKind.HomeworkHelp, ProgrammeKind.EveningStudy }, "BREACH MenuLacksActivities BJ-9")]
    [InlineData(Kunming, "2026-09-01", new[] { ProgrammeKind.Science }, "WARNING MenuLacksHomeworkHelp KM-14")]
    [InlineData(Jiulongpo, "2022-11-30", new[] { ProgrammeKind.HomeworkHelp }, "BREACH MenuLacksActivities JLP-C20")]
    [InlineData(Jiulongpo, "2022-12-01", new[] { ProgrammeKind.HomeworkHelp }, "")]
    public void A_menu_has_help_and_activities(string division, string day, ProgrammeKind[] kinds, string expected)
    {
        var (facts, law) = (new MenuFacts(kinds), AfterSchoolRulesTests.At(division, day));
        Assert.Equal(expected, AfterSchoolRulesTests.Told(new[] { ProgrammeRules.MenuLacksHomeworkHelp(facts, law), ProgrammeRules.MenuLacksActivities(facts, law) }.OfType<Finding>()));
    }

    private static ProgrammeContent Content() => new(
        "合唱", ProgrammeKind.Arts, "学唱少儿歌曲", ServiceStage.Second, false, [3, 4], new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 20),
        [new ProgrammeSlot(DayOfWeek.Friday, new TimeOnly(17, 0), new TimeOnly(18, 0))], 0, new ProgrammeProvider(ProviderKind.OwnTeacher, [], null, ""), "校内没有声乐教师");
}
