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
    [InlineData("331002", MediaType.Pdf, true)]
    [InlineData("331002", MediaType.Video, false)]
    [InlineData("331003", MediaType.Video, true)]
    public void A_file_is_of_a_type_that_the_place_takes(string division, MediaType type, bool taken)
    {
        var folder = Directory.CreateTempSubdirectory("law");
        try
        {
            File.WriteAllText(Path.Combine(folder.CreateSubdirectory("local/331002/filings").FullName, "material_types.yaml"), """
                last_reviewed: 2026-11-21
                values:
                  - from: 2026-01-01
                    value: [PDF, EPUB]
                    basis: { document: PLATFORM, clause: PLATFORM, title_zh: 测试规定, date: 2021-01-01, grade: C }
                """);
            var law = Law.Load(folder.FullName).At(DivisionCode.Parse(division), Day("2026-11-20"));
            var now = new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
            var material = Material.Draft(new Owner(division, "i", "code"), new MaterialContent("讲义", "数学", Junior, "适用"), now);
            void Add() => material.Add(Version(Passed, Passed, null) with { Media = type }, law, now);
            var refused = Record.Exception(Add) as Refusal;
            Assert.Equal(taken ? (null, null) : ("MATERIAL_TYPE_NOT_ALLOWED", "PDF,EPUB"), (refused?.Reason, refused?.Facts["allowed"]));
            Assert.Equal(taken ? 1 : 0, material.Versions.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("2026-11-19", "MaterialNotCurrent")]
    [InlineData("2026-11-20", "")]
    public void A_material_is_current_to_its_last_day(string until, string rules) => Assert.Equal(rules, Rules(Version(Passed, Passed, Day(until)), "2026-11-20"));

    [Theory]
    [InlineData("本讲义为盗版教材的汇编", "MaterialHoldsWhatIsForbidden")]
    [InlineData("同步讲解，严禁盗版", "")]
    [InlineData("同步讲解和练习", "")]
    public void Forbidden_content_of_a_material_waits_for_a_person(string summary, string rules) =>
        Assert.Equal(rules, Rules(Version(Passed, Passed, null) with { Summary = summary }, "2026-11-20"));

    [Theory]
    [InlineData("提供拍照搜题服务", "OffersPhotoSearch", Severity.Breach)]
    [InlineData("名师授课，保证提分", "BrochureOverstates", Severity.Undetermined)]
    [InlineData("我校不承诺保证提分", "", null)]
    [InlineData("另高薪聘请在职教师任教", "DrawsTeachersAway", Severity.Warning)]
    [InlineData("本校不得高薪聘请在职教师任教", "", null)]
    public void The_text_of_a_brochure_is_screened(string text, string rule, Severity? severity)
    {
        var law = At("530102", "2026-11-20");
        var found = BrochureRules.Judge(new BrochureFacts(Offer with { Online = true, Text = text }, Side()), law.Law.At(DivisionCode.Parse(rule == "OffersPhotoSearch" ? "110101" : "530102"), law.Date));
        Assert.Equal((rule, severity), (string.Join(',', found.Select(f => f.Rule)), found.Count == 0 ? null : found[0].Severity));
    }

    [Theory]
    [InlineData("c1", "数学", 100, 8, 100L, "")]
    [InlineData("c1", "数学", 100, 0, 100L, "")]
    [InlineData("c2", "数学", 100, 8, 100L, "BrochureCourseNotFiled")]
    [InlineData("c1", "数学", 101, 8, 101L, "BrochureDiffersFromCourse")]
    [InlineData("c1", "数学", 100, 9, 100L, "BrochureDiffersFromCourse")]
    [InlineData("c1", "奥数", 100, 8, 100L, "BrochureDiffersFromCourse")]
    [InlineData("c1", "数学", 100, 8, 99L, "BrochureFeeAboveStandard")]
    [InlineData("c1", "数学", 100, 8, null, "BrochureFeeNotChecked")]
    public void A_brochure_agrees_with_courses_fees_and_lessons_as_filed(string id, string title, long fee, int lessons, long? standard, string rules) =>
        Assert.Equal(rules, string.Join(',', BrochureRules.Judge(
            new BrochureFacts(Offer with { Courses = [new OfferedCourse(id, title, fee, lessons)] }, Side(standard)), At("530102", "2026-11-20")).Select(f => f.Rule)));

    [Theory]
    [InlineData("530102", "2026-11-30", "t1", "BrochureNamesTutorNotFiled")]
    [InlineData("530102", "2026-11-30", "c1", "BrochureCourseNotFiled")]
    [InlineData("530102", "2026-12-01", "c1", "")]
    [InlineData("530102", "2026-11-30", "c2", "")]
    [InlineData("620321", "2026-11-30", "c1", "")]
    public void A_brochure_is_lost_with_what_it_names_until_recruiting_ends_where_a_text_asks_for_truth(string division, string day, string gone, string rule)
    {
        var now = new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
        var brochure = Brochure.File(new Owner(division, "i", "code"), Offer with { Courses = [new OfferedCourse("c1", "数学", 100, 8)] }, Side(), At(division, "2026-11-20"), now);
        Assert.Equal(BrochureState.Filed, brochure.State);
        Assert.Equal(rule.Length > 0, brochure.Lose(new HashSet<string> { gone }, At(division, day), now));
        Assert.Equal(
            (rule.Length > 0 ? BrochureState.NoLongerHolds : BrochureState.Filed, rule), (brochure.State, string.Join(',', brochure.Findings.Select(f => f.Rule))));
        Assert.False(brochure.Lose(new HashSet<string> { "t1", "c1" }, At("620321", day), now));
    }

    [Theory]
    [InlineData("每课时", 800L)]
    [InlineData("每期", 100L)]
    [InlineData("每分钟", null)]
    public void A_fee_standard_says_what_a_course_costs_when_its_unit_is_known(string unit, long? fee) =>
        Assert.Equal(fee, new KnownFeeStandard { Id = "f", InstitutionId = Guid.Empty, Title = "数学", Unit = unit, PriceFen = 100 }.Of(8));

    [Theory]
    [InlineData("110101", "2026-11-20", "")]
    [InlineData("110101", "2026-11-21", "BrochureFiledAfterRecruitingBegan")]
    [InlineData("530102", "2026-11-21", "")]
    public void A_brochure_is_filed_before_recruiting_where_the_text_says_so(string division, string day, string rule) => Assert.Equal(
        rule, BrochureRules.BrochureFiledAfterRecruitingBegan(new BrochureFacts(Offer, Side()), At(division, day))?.Rule ?? "");

    [Fact]
    public void A_brochure_names_filed_tutors_only()
    {
        Assert.Null(BrochureRules.BrochureNamesTutorNotFiled(new BrochureFacts(Offer, Side()), At("530102", "2026-11-20")));
        Assert.NotNull(BrochureRules.BrochureNamesTutorNotFiled(new BrochureFacts(Offer with { TutorIds = ["t2"] }, Side()), At("530102", "2026-11-20")));
    }

    [Theory]
    [InlineData("c1", 100, "")]
    [InlineData("c1", 101, "RecruitingBeyondBrochure")]
    [InlineData("c2", 100, "RecruitingBeyondBrochure")]
    public void Recruiting_keeps_to_courses_and_fees_of_the_brochure(string course, long fee, string rule) => Assert.Equal(
        rule, string.Join(',', RecruitmentRules.Judge(new RecruitmentFacts([new OfferedCourse(course, "", fee)], [Offer]), At("530102", "2026-11-20")).Select(f => f.Rule)));

    [Fact]
    public void Without_a_brochure_any_recruiting_is_a_breach() => Assert.Equal(
        "RecruitingWithoutBrochure", Assert.Single(RecruitmentRules.Judge(new RecruitmentFacts([], []), At("530102", "2026-11-20"))).Rule);

    private static FiledSide Side(long? standard = 100) =>
        new(new HashSet<string> { "t1" }, new Dictionary<string, FiledCourse> { ["c1"] = new("数学", 100, 8, standard) });

    [Theory]
    [InlineData("530102", "KM-6,KM-7")]
    [InlineData("331002", "TZ-23")]
    [InlineData("110101", "BJ-26")]
    [InlineData("620321", null)]
    public void Collusion_with_a_school_is_open_where_a_text_forbids_it(string division, string? clauses)
    {
        var found = RecruitmentRules.ColludesWithSchool(At(division, "2026-11-20"));
        Assert.Equal((clauses, clauses is null ? null : Severity.Undetermined), (found is null ? null : string.Join(',', found.Basis.Select(b => b.Clause)), found?.Severity));
    }

    private static MaterialReview? Review(bool? passed) => passed is { } said ? Passed with { Passed = said } : null;

    private static MaterialVersion Version(MaterialReview? within, MaterialReview? outside, DateOnly? until) =>
        new(1, new string('a', 64), MediaType.Pdf, 1, "同步讲解和练习", within, outside, until);

    private static string Rules(MaterialVersion version, string day) =>
        string.Join(',', MaterialRules.Judge(new MaterialFacts(new MaterialContent("讲义", "数学", Junior, "适用"), version), At("331002", day)).Select(f => f.Rule));

    private static LawAt At(string division, string day) => Law.Current.At(DivisionCode.Parse(division), Day(day));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
