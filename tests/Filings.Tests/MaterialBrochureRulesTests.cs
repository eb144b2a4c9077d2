using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

public sealed class MaterialBrochureRulesTests
{
    private static readonly ClassFacts Junior = new(TrainingCategory.Academic, [EducationStage.Junior]);

    private static readonly MaterialReview Passed = new(true, Day("2026-11-01"), "同意使用");

    private static readonly BrochureContent Offer = new(
        Day("2026-11-20"), Day("2026-11-30"), [new OfferedCourse("c1", "数学", 100)], ["t1"], Junior, false, "招收初中学生");

    [Theory]
    [InlineData(null, null, "MaterialLacksReview")]
    [InlineData(true, null, "MaterialLacksReview")]
    [InlineData(null, true, "MaterialLacksReview")]
    [InlineData(true, false, "MaterialLacksReview")]
    [InlineData(true, true, "")]
    public void A_material_passes_both_reviews(bool? within, bool? outside, string rules) => Assert.Equal(rules, Rules(Version(Review(within), Review(outside), null), "2026-11-20"));

    [Theory]
    [InlineData("2026-11-19", "MaterialNotCurrent")]
    [InlineData("2026-11-20", "")]
    public void A_material_is_current_to_its_last_day(string until, string rules) => Assert.Equal(rules, Rules(Version(Passed, Passed, Day(until)), "2026-11-20"));

    [Fact]
    public void The_text_of_a_brochure_is_screened() =>
        Assert.Contains("OffersPhotoSearch", BrochureRules.Judge(new BrochureFacts(Offer with { Online = true, Text = "提供拍照搜题服务" }, new HashSet<string> { "t1" }), At("110101", "2026-11-20")).Select(f => f.Rule));

    [Theory]
    [InlineData("110101", "2026-11-20", "")]
    [InlineData("110101", "2026-11-21", "BrochureFiledAfterRecruitingBegan")]
    [InlineData("530102", "2026-11-21", "")]
    public void A_brochure_is_filed_before_recruiting_where_the_text_says_so(string division, string day, string rule) => Assert.Equal(
        rule, BrochureRules.BrochureFiledAfterRecruitingBegan(new BrochureFacts(Offer, new HashSet<string>()), At(division, day))?.Rule ?? "");

    [Fact]
    public void A_brochure_names_filed_tutors_only()
    {
        Assert.Null(BrochureRules.BrochureNamesTutorNotFiled(new BrochureFacts(Offer, new HashSet<string> { "t1" }), At("530102", "2026-11-20")));
        Assert.NotNull(BrochureRules.BrochureNamesTutorNotFiled(new BrochureFacts(Offer, new HashSet<string> { "t2" }), At("530102", "2026-11-20")));
    }

    [Theory]
    [InlineData("c1", 100, "")]
    [InlineData("c1", 101, "RecruitingBeyondBrochure")]
    [InlineData("c2", 100, "RecruitingBeyondBrochure")]
    public void Recruiting_keeps_to_courses_and_fees_of_the_brochure(string course, long fee, string rule) => Assert.Equal(
        rule, string.Join(',', BrochureRules.JudgeRecruitment(new RecruitmentFacts([new OfferedCourse(course, "", fee)], [Offer]), At("530102", "2026-11-20")).Select(f => f.Rule)));

    [Fact]
    public void Without_a_brochure_any_recruiting_is_a_breach() => Assert.Equal(
        "RecruitingWithoutBrochure", Assert.Single(BrochureRules.JudgeRecruitment(new RecruitmentFacts([], []), At("530102", "2026-11-20"))).Rule);

    private static MaterialReview? Review(bool? passed) => passed is { } said ? Passed with { Passed = said } : null;

    private static MaterialVersion Version(MaterialReview? within, MaterialReview? outside, DateOnly? until) =>
        new(1, new string('a', 64), MediaType.Pdf, 1, "同步讲解和练习", within, outside, until);

    private static string Rules(MaterialVersion version, string day) =>
        string.Join(',', MaterialRules.Judge(new MaterialFacts(new MaterialContent("讲义", "数学", Junior, "适用"), version), At("331002", day)).Select(f => f.Rule));

    private static LawAt At(string division, string day) => Law.Current.At(DivisionCode.Parse(division), Day(day));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
