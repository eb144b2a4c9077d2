using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Rules on classes, sport, quotas, enrolment, managements and the file, both sides of each limit.</summary>
public sealed class SchoolDutyRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Yongchang = "620321", Elsewhere = "440304";
    private static readonly Guid s_class = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(Beijing, 7, ClassLabel.Key, ClassAllotment.Balanced, "BREACH KeyOrExperimentalClass BJ-20")]
    [InlineData(Beijing, 7, ClassLabel.Experimental, ClassAllotment.Results, "BREACH KeyOrExperimentalClass BJ-20;BREACH ClassFormedByResults BJ-20")]
    [InlineData(Beijing, 9, ClassLabel.Ordinary, ClassAllotment.Lot, "")]
    [InlineData(Beijing, 10, ClassLabel.Key, ClassAllotment.Results, "")]
    [InlineData(Kunming, 7, ClassLabel.Key, ClassAllotment.Results, "")]
    public void There_are_no_key_classes(string place, int grade, ClassLabel label, ClassAllotment allotment, string expected) =>
        Assert.Equal(expected, OrderRulesTests.Told(new ClassGrouping(s_class, OrderRulesTests.Day("2026-11-16"), label, allotment), grade, place, "2026-11-16"));

    [Theory]
    [InlineData(Kunming, "2026-11-16", 60, 0, "")]
    [InlineData(Kunming, "2026-11-16", 30, 30, "")]
    [InlineData(Kunming, "2026-11-16", 30, 29, "BREACH TooLittleSport KM-19")]
    [InlineData(Kunming, "2022-01-08", 0, 0, "")]
    [InlineData(Beijing, "2026-11-16", 59, 0, "BREACH TooLittleSport BJ-8")]
    [InlineData(Jiulongpo, "2022-11-30", 60, 60, "")]
    [InlineData(Jiulongpo, "2022-11-30", 59, 60, "BREACH TooLittleSportInSchool JLP-C55")]
    [InlineData(Jiulongpo, "2022-11-30", 60, 59, "BREACH TooLittleSportOutsideSchool JLP-C55")]
    [InlineData(Jiulongpo, "2022-12-01", 0, 0, "")]
    [InlineData(Taizhou, "2026-11-16", 0, 0, "")]
    public void An_hour_of_sport_a_day(string place, string day, int inside, int outside, string expected) =>
        Assert.Equal(expected, OrderRulesTests.Told(new SportDay(s_class, OrderRulesTests.Day(day), inside, outside), 4, place, day));

    [Theory]
    [InlineData(Kunming, 2026, 0, 0, "")]
    [InlineData(Kunming, 2026, 1, 0, "WARNING TooFewSportSkills KM-19")]
    [InlineData(Kunming, 2026, 0, 1, "WARNING TooFewArtsSkills KM-19")]
    [InlineData(Kunming, 2021, 1, 1, "")]
    [InlineData(Jiulongpo, 2022, 1, 1, "WARNING TooFewArtsSkills JLP-C55")]
    [InlineData(Beijing, 2026, 1, 1, "")]
    public void Each_pupil_learns_a_skill(string place, int year, int withoutSport, int withoutArts, string expected)
    {
        var result = new SkillResult(year, 4, [new SkillCount(0, withoutSport), new SkillCount(1, 30)], [new SkillCount(0, withoutArts), new SkillCount(2, 30)]);
        Assert.Equal(expected, OrderRulesTests.Told(result, 0, place, $"{year}-09-01"));
    }

    [Theory]
    // 60 % until 2022, 80 % from 2023; nothing is rounded.
    [InlineData(Taizhou, 2022, true, 1000, 600, "")]
    [InlineData(Taizhou, 2022, true, 1000, 599, "BREACH 59.90 of 60")]
    [InlineData(Taizhou, 2023, true, 1000, 800, "")]
    [InlineData(Taizhou, 2023, true, 1000, 799, "BREACH 79.90 of 80")]
    [InlineData(Taizhou, 2023, true, 3333, 2666, "BREACH 79.98 of 80")]
    [InlineData(Taizhou, 2023, true, 3333, 2667, "")]
    [InlineData(Taizhou, 2023, true, 100000, 79999, "BREACH 79.99 of 80")]
    [InlineData(Taizhou, 2026, false, 1000, 100, "")]
    [InlineData(Taizhou, 2021, true, 1000, 100, "")]
    [InlineData(Kunming, 2026, true, 1000, 100, "")]
    public void Top_schools_allot_their_share_to_the_place(string place, int year, bool top, int places, int allotted, string expected)
    {
        var plan = Quota(year, places, allotted) with { TopDemonstration = top };
        var finding = EnrolmentRules.QuotaShareTooLow(plan, OrderRulesTests.At(place, $"{year}-09-01"));
        Assert.Equal(expected, finding is null ? "" : $"{finding.Severity.ToString().ToUpperInvariant()} {finding.Observed!.Value} of {finding.Limit!.Value}");
    }

    [Theory]
    [InlineData(Beijing, 500, "")]
    [InlineData(Beijing, 501, "")]
    [InlineData(Beijing, 499, "WARNING QuotaShareFell BJ-22")]
    [InlineData(Kunming, 499, "")]
    public void A_share_that_falls_is_a_sign(string place, int allotted, string expected) =>
        Assert.Equal(expected, OrderRulesTests.Told(new OrderFacts(Quota(2026, 1000, allotted), 0) { Previous = Quota(2025, 100, 50) }, place, "2026-09-01"));

    [Theory]
    [InlineData(Taizhou, "2022-12-31", EducationStage.SeniorHigh, 1, 0, 10, false, "")]
    [InlineData(Taizhou, "2023-01-01", EducationStage.SeniorHigh, 1, 0, 10, false, "BREACH AdmitsFromOutsideArea TZ-8")]
    [InlineData(Taizhou, "2023-01-01", EducationStage.SeniorHigh, 0, 0, 10, false, "")]
    [InlineData(Taizhou, "2023-01-01", EducationStage.Junior, 1, -1, 10, false, "")]
    [InlineData(Taizhou, "2023-01-01", EducationStage.SeniorHigh, 0, -1, 10, false, "BREACH EnrolsOutsideCommonTime TZ-8")]
    [InlineData(Taizhou, "2022-12-31", EducationStage.SeniorHigh, 0, -1, 10, false, "")]
    [InlineData(Taizhou, "2026-07-01", EducationStage.SeniorHigh, 0, 0, 11, false, "BREACH AdmitsMoreThanApproved TZ-8")]
    [InlineData(Kunming, "2026-07-01", EducationStage.SeniorHigh, 1, -1, 11, true, "BREACH AdmitsMoreThanApproved KM-22;BREACH PupilsAreLured KM-22")]
    [InlineData(Beijing, "2026-07-01", EducationStage.Junior, 0, 0, 10, true, "BREACH PupilsAreLured BJ-22")]
    [InlineData(Jiulongpo, "2022-07-01", EducationStage.SeniorHigh, 0, 0, 11, false, "BREACH AdmitsMoreThanApproved JLP-C50")]
    [InlineData(Elsewhere, "2026-07-01", EducationStage.SeniorHigh, 1, -1, 11, true, "")]
    public void Enrolment_is_local_and_simultaneous_and_within_its_plan(string place, string day, EducationStage stage, int outside, int early, int admitted, bool lured, string expected)
    {
        var began = OrderRulesTests.Day(day);
        var round = new EnrolmentRound(stage, began, began.AddDays(5), began.AddDays(-early), began.AddDays(5), 10, admitted, outside, lured);
        Assert.Equal(expected, OrderRulesTests.Told(round, 0, place, day));
    }

    [Theory]
    [InlineData(Beijing, "2026-09-01", true, false, "BREACH PromotionTargetSet BJ-23")]
    [InlineData(Beijing, "2026-09-01", false, true, "BREACH JudgedByPromotionRate BJ-23")]
    [InlineData(Beijing, "2026-09-01", false, false, "")]
    [InlineData(Jiulongpo, "2022-06-01", true, true, "BREACH PromotionTargetSet JLP-C51;BREACH JudgedByPromotionRate JLP-C51")]
    [InlineData(Kunming, "2026-09-01", true, true, "")]
    public void Nobody_is_judged_by_promotion(string place, string day, bool target, bool rate, string expected) =>
        Assert.Equal(expected, OrderRulesTests.Told(new PromotionAssessment(OrderRulesTests.Day(day), "考核办法", target, rate), 0, place, day));

    [Theory]
    [InlineData(Beijing, ManagementKind.Sleep, false, "BREACH HomeworkBeforeSleep BJ-5")]
    [InlineData(Beijing, ManagementKind.Sleep, true, "")]
    [InlineData(Beijing, ManagementKind.Phones, false, "")]
    [InlineData(Taizhou, ManagementKind.Sleep, false, "")]
    public void Sleep_goes_before_homework(string place, ManagementKind kind, bool bedFirst, string expected) =>
        Assert.Equal(expected, OrderRulesTests.Told(new ManagementEvidence(2026, kind, OrderRulesTests.Day("2026-11-16"), "睡眠管理制度", new string('a', 64), bedFirst), 0, place, "2026-11-16"));

    [Theory]
    [InlineData(Taizhou, "2026-11-16", "TZ-2")]
    [InlineData(Yongchang, "2026-11-16", "YC-2.1")]
    [InlineData(Kunming, "2026-11-16", null)]
    public void The_five_managements_cover_every_school(string place, string day, string? clause) =>
        Assert.Equal(clause, SchoolFileRules.ManagementNotCovered(ManagementKind.Phones, OrderRulesTests.At(place, day))?.Basis.Single().Clause);

    [Theory]
    [InlineData(Jiulongpo, "2022-06-01", "FileIsNoKeyWork,FileHasNoPlan,FileHasNoLeadingGroup,FileLacksRoadMap,FileHasNoInspection")]
    [InlineData(Jiulongpo, "2022-12-01", "")]
    [InlineData(Yongchang, "2026-11-16", "FileIsNoKeyWork,FileHasNoPlan,FileNamesNobodyResponsible")]
    [InlineData(Kunming, "2026-11-16", "FileHasNoInspection")]
    public void An_empty_file_lacks_what_the_place_asks_for(string place, string day, string expected)
    {
        var file = new OwnFile(OrderRulesTests.Day(day), false, "", "", [], "", "", [], []);
        Assert.Equal(expected, string.Join(',', SchoolFileRules.Judge(file, OrderRulesTests.At(place, day)).OfType<Finding>().Select(f => f.Rule)));
        var whole = new OwnFile(OrderRulesTests.Day(day), true, "实施办法", new string('a', 64), ["校长"], "校长", "教务处", [new FileStep("公示作业", OrderRulesTests.Day(day), "教务主任")], [new SelfInspection(OrderRulesTests.Day(day), 1, 1)]);
        Assert.Empty(SchoolFileRules.Judge(whole, OrderRulesTests.At(place, day)).OfType<Finding>());
    }

    [Fact]
    public void Physique_is_told_in_shares_rounded_down()
    {
        var result = new PhysiqueResult(2026, 4, 300, 50, 49, 200, 1);
        Assert.Equal((330, 996), (result.GoodPermille, result.PassedPermille));
    }

    private static QuotaPlan Quota(int year, int places, int allotted) => new(year, true, places, [new QuotaShare("s", allotted)]);
}
