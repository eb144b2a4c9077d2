using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

/// <summary>Texts of courses in places whose documents speak of them, and in places whose documents do not.</summary>
public sealed class ContentRulesTests
{
    private const string Kunming = "530102", Taizhou = "331002", Jiulongpo = "500107", Yongchang = "620321", Beijing = "110101";

    [Theory]
    [InlineData(Kunming, "采用美国教材授课", "OffersOverseasCurriculum", "KM-7")]
    [InlineData(Taizhou, "采用美国教材授课", "OffersOverseasCurriculum", "TZ-15")]
    [InlineData(Yongchang, "采用美国教材授课", "OffersOverseasCurriculum", "YC-3.3")]
    [InlineData(Beijing, "采用美国教材授课", "OffersOverseasCurriculum", "BJ-14")]
    [InlineData(Jiulongpo, "采用美国教材授课", null, null)]
    [InlineData(Taizhou, "每次课留作业并批改", "GivesHomework", "TZ-14")]
    [InlineData(Beijing, "每次课留作业并批改", null, null)]
    [InlineData(Taizhou, "不留课后作业", null, null)]
    public void A_breach_in_words_is_one_where_a_document_in_force_says_so(string place, string text, string? rule, string? clause)
    {
        var breaches = Judge(place, Academic, text).Where(f => f.Severity == Severity.Breach).ToList();

        Assert.Equal(rule is null ? [] : [(rule, clause)], breaches.Select(f => (f.Rule, (string?)f.Basis[0].Clause)));
    }

    [Theory]
    [InlineData(true, "OffersPhotoSearch")]
    [InlineData(false, null)]
    public void Photo_search_concerns_those_who_teach_online(bool online, string? rule) => Assert.Equal(
        rule, ContentRules.Judge(new TextFacts(Academic, online, "course.summary", "支持拍照搜题"), LawOf(Beijing)).SingleOrDefault()?.Rule);

    [Theory]
    [InlineData(EducationStage.Preschool, Severity.Breach)]
    [InlineData(EducationStage.Primary, Severity.Undetermined)]
    public void A_forbidden_name_is_a_breach_for_preschool_children_and_a_sign_for_others(EducationStage stage, Severity severity) => Assert.Equal(
        severity, Assert.Single(Judge(Beijing, new ClassFacts(TrainingCategory.Arts, [stage]), "思维训练班")).Severity);

    [Theory]
    [InlineData(TrainingCategory.Arts, "英语戏剧与自然拼读", "TeachesAcademicContent")]
    [InlineData(TrainingCategory.Academic, "英语戏剧与自然拼读", null)]
    [InlineData(TrainingCategory.Academic, "暑期超前学习", "GoesBeyondTheSyllabus")]
    [InlineData(TrainingCategory.Arts, "暑期超前学习", null)]
    [InlineData(TrainingCategory.Sports, "篮球基础", null)]
    public void Signs_go_to_a_person(TrainingCategory category, string text, string? rule)
    {
        var finding = Judge(Kunming, new ClassFacts(category, [EducationStage.Primary]), text).SingleOrDefault();

        Assert.Equal(rule, finding?.Rule);
        if (rule is not null) Assert.Equal(Severity.Undetermined, finding!.Severity);
    }

    [Fact]
    public void Tells_the_words_as_they_stand_in_the_text()
    {
        var finding = Assert.Single(Judge(Taizhou, Academic, "每周布 置 作 業，再布 置 作 業"));

        Assert.Equal("培训不得留课后作业：“布 置 作 業”。", finding.MessageZh);
    }

    private static ClassFacts Academic => new(TrainingCategory.Academic, [EducationStage.Primary]);

    private static LawAt LawOf(string place) => Law.Current.At(DivisionCode.Parse(place), new DateOnly(2026, 3, 10));

    private static IReadOnlyList<Finding> Judge(string place, ClassFacts facts, string text) =>
        ContentRules.Judge(new TextFacts(facts, false, "course.summary", text), LawOf(place));
}
