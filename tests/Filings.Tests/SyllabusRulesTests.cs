using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

/// <summary>Outlines against a sample catalogue, which is made for the test and is no document.</summary>
public sealed class SyllabusRulesTests
{
    private static readonly Syllabus Sample = new(Law.Current, "样例目录",
    [
        new("S3-1", 3, "分数的初步认识", []), new("S5-1", 5, "分数的意义和性质", ["通分与约分"]), new("S6-1", 6, "百分数", []), new("S4-1", 4, "统计", []), new("S6-2", 6, "统计", []),
    ]);

    [Theory]
    [InlineData("分数的初步认识", "", "")]
    [InlineData("分數的初步認識", "", "")]
    [InlineData("认识分数", "先讲分数的初步认识", "")]
    [InlineData("分数的意义和性质", "", "UnitIsAheadOfTheGrade!")]
    [InlineData("通分与约分", "", "UnitIsAheadOfTheGrade!")]
    [InlineData("通·分·与·约·分", "", "UnitIsAheadOfTheGrade!")]
    [InlineData("第三讲", "通分与约分、百分数", "UnitIsAheadOfTheGrade?")]
    [InlineData("统计", "", "")]
    [InlineData("环形跑道", "行程难题", "UnitIsInNoGrade?")]
    [InlineData("任意标题", "", "", "S3-1")]
    [InlineData("任意标题", "", "UnitIsAheadOfTheGrade!", "S3-1", "S6-1")]
    [InlineData("任意标题", "", "UnitIsInNoGrade?", "S9-9")]
    [InlineData("分数的初步认识", "", "UnitIsAheadOfTheGrade!+UnitIsInNoGrade?", "S6-1", "S9-9")]
    public void A_unit_is_compared_by_identifier_title_or_text(string title, string text, string found, params string[] units)
    {
        var findings = SyllabusRules.Judge(Facts([4, 3], new OutlineUnit(title, text, units)), LawOf("530102"));

        Assert.Equal(found, string.Join('+', findings.Select(f => f.Rule + (f.Severity == Severity.Breach ? "!" : "?"))));
        Assert.All(findings, f => Assert.Equal(("course.outline[0]", "KM-7"), (f.Subject, f.Basis[0].Clause)));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(4, 1)]
    public void The_highest_grade_of_the_course_counts(int grade, int findings) =>
        Assert.Equal(findings, SyllabusRules.Judge(Facts([1, grade], new OutlineUnit("分数的意义和性质", "")), LawOf("110101")).Count);

    // The themes of the national standards, asked with the highest grade of a course on both sides of each stage.
    [Theory]
    [InlineData("数学", 2, "运算律", false)]
    [InlineData("数学", 3, "运算律", true)]
    [InlineData("数学", 4, "百分数", false)]
    [InlineData("数学", 5, "百分数", true)]
    [InlineData("数学", 6, "一元一次方程", false)]
    [InlineData("数学", 7, "一元一次方程", true)]
    [InlineData("数学", 9, "圆锥曲线的方程", false)]
    [InlineData("数学", 10, "双曲线", true)]
    [InlineData("语文", 6, "文言文阅读", false)]
    [InlineData("语文", 7, "文言文阅读", true)]
    [InlineData("英语", 6, "被动语态", false)]
    [InlineData("英语", 7, "被动语态", true)]
    [InlineData("英语", 9, "虚拟语气", false)]
    [InlineData("科学", 4, "太阳系", false)]
    [InlineData("科学", 5, "太阳系", true)]
    [InlineData("物理", 9, "动量守恒定律", false)]
    [InlineData("物理", 10, "动量守恒定律", true)]
    [InlineData("化学", 9, "物质的量", false)]
    [InlineData("化学", 9, "质量守恒定律", true)]
    [InlineData("生物学", 9, "减数分裂", false)]
    [InlineData("生物学", 8, "光合作用", null)]
    public void The_national_standards_say_which_stage_has_a_theme(string subject, int grade, string title, bool? fits)
    {
        var syllabus = Syllabus.Of(Law.Current, Law.Current.Curricula.Single(c => c.Subject == subject));
        var facts = Facts([grade], new OutlineUnit(title, "")) with { Syllabus = syllabus };
        var rules = SyllabusRules.Judge(facts, LawOf("110101")).Select(f => f.Rule);
        Assert.Equal(fits switch { true => [], false => ["UnitIsAheadOfTheGrade"], null => ["UnitIsInNoGrade"] }, rules);
    }

    [Fact]
    public void The_finding_shows_the_unit_and_its_grade()
    {
        var finding = Assert.Single(SyllabusRules.Judge(Facts([3], new OutlineUnit("百分数", "")), LawOf("331002")));

        Assert.Equal("超前培训：课程最高为3年级，该单元对应样例目录6年级“百分数”（S6-1）。", finding.MessageZh);
        Assert.Equal("TZ-15", finding.Basis[0].Clause);
    }

    [Theory]
    [InlineData("530102", TrainingCategory.Academic, EducationStage.Primary, "course.outline")]
    [InlineData("620321", TrainingCategory.ForeignLanguage, EducationStage.Junior, "course.outline")]
    [InlineData("530102", TrainingCategory.Arts, EducationStage.Primary, null)]
    [InlineData("530102", TrainingCategory.Academic, EducationStage.Adult, null)]
    [InlineData("530102", TrainingCategory.Academic, EducationStage.Preschool, null)]
    [InlineData("310101", TrainingCategory.Academic, EducationStage.Primary, null)]
    public void Without_a_catalogue_a_person_decides(string place, TrainingCategory category, EducationStage stage, string? subject)
    {
        var facts = Facts([3], new OutlineUnit("百分数", ""));
        facts = facts with { Content = facts.Content with { Category = category, Stages = [stage] }, Syllabus = null };
        var finding = SyllabusRules.Judge(facts, LawOf(place)).SingleOrDefault();

        Assert.Equal(subject, finding?.Subject);
        if (subject is not null) Assert.Equal(("SyllabusIsUnknown", Severity.Undetermined), (finding!.Rule, finding.Severity));
    }

    [Fact]
    public void Without_a_grade_a_person_decides() =>
        Assert.Equal("course.grades", Assert.Single(SyllabusRules.Judge(Facts([], new OutlineUnit("百分数", "")), LawOf("110101"))).Subject);

    private static LawAt LawOf(string place) => Law.Current.At(DivisionCode.Parse(place), new DateOnly(2026, 3, 10));

    private static CourseFacts Facts(int[] grades, OutlineUnit unit) => new(
        new CourseContent("课程", "数学", TrainingCategory.Academic, [EducationStage.Primary], grades, CourseMode.Offline, "", [unit], null, 0),
        new Standing(true, TrainingCategory.Academic, null), Sample);
}
