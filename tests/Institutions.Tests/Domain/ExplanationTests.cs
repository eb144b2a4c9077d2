using System.Text.Json;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class ExplanationTests
{
    [Fact]
    public void A_refusal_by_the_gate_is_told_with_day_place_limit_and_clause()
    {
        var application = Given.Submitted(Given.Kunming, Given.Content(TrainingCategory.Academic));
        Assert.True(Law.Current.Clauses.TryGetDocument("KM", out var document));
        Assert.Equal(
            $"""
            测试培训中心：不予批准（系统依准入规则自动作出）。
            决定日期：2026年9月17日。
            适用云南省昆明市五华区2026年9月17日施行的规定。
            1. 【违反】不再审批新的面向义务教育阶段学生的学科类校外培训机构。规定：禁止。申请情况：属于该情形。依据《{document.TitleZh}》KM-6（不再审批新的面向义务教育阶段学生的学科类培训机构）。
            """,
            Explanation.Text(application, Law.Current));
    }

    [Fact]
    public void A_source_without_clauses_of_its_own_is_cited_by_its_title()
    {
        var application = Given.Submitted(
            Given.Jiulongpo, Given.Content(TrainingCategory.Academic), new DateOnly(2022, 12, 1));
        Assert.True(Law.Current.Clauses.TryGetOther("OPINION-2021-40", out var opinion));
        Assert.Contains($"依据《{opinion.TitleZh}》（不再审批", Explanation.Text(application, Law.Current));
    }

    [Fact]
    public void An_approval_by_a_person_is_told_with_determinations_opinions_and_number()
    {
        var application = Given.Reviewed(Given.Kunming, day: new DateOnly(2022, 1, 10));
        Given.Approve(
            application,
            new Determination("NonAcademicStandardMissing", false, "省级标准已于近日印发。"),
            new Determination("CompetentDepartmentUnknown", false, "区政府已明确由教育部门主管。"));
        var text = Explanation.Text(application, Law.Current);
        Assert.Contains("测试培训中心：批准设立（由主管部门作出）。", text);
        Assert.Contains("办学许可证号：530102-2026-00001。", text);
        Assert.Contains("适用云南省昆明市五华区2022年1月10日施行的规定。", text);
        Assert.Contains("1. 【待认定】", text);
        Assert.Contains("规定：尚无标准。", text);
        Assert.Contains("人工认定（非学科类机构尚无设置标准）：符合规定。省级标准已于近日印发。", text);
        Assert.Contains("教育行政部门意见：同意。", text);
        Assert.Contains("市场监管部门意见：同意。", text);
    }

    [Fact]
    public void A_refusal_by_a_person_is_told_with_the_objection_and_the_reason()
    {
        var application = Given.Accepted();
        application.Review("MARKET_REGULATION", ReviewOpinion.Object, "名称不合规。", Given.LawOf(application), Given.Now);
        Given.Refuse(application, "采纳登记部门意见。");
        var text = Explanation.Text(application, Law.Current);
        Assert.Contains("未发现不符合准入规定的情形。", text);
        Assert.Contains("文化和旅游部门意见：未提出。", text);
        Assert.Contains("市场监管部门意见：反对。名称不合规。", text);
        Assert.EndsWith("理由：采纳登记部门意见。", text);
    }

    [Theory]
    [InlineData(ApplicationState.Draft)]
    [InlineData(ApplicationState.Submitted)]
    [InlineData(ApplicationState.Withdrawn)]
    public void What_is_not_decided_cannot_be_explained(ApplicationState state) =>
        Assert.Equal("NOT_DECIDED", Assert.Throws<Refusal>(() => Explanation.Text(Given.In(state), Law.Current)).Reason);

    [Fact]
    public void What_is_stored_as_json_comes_back_as_it_was()
    {
        var application = Given.Reviewed(Given.Kunming);
        Given.Refuse(application, "理由充分", new Determination("NonAcademicStandardMissing", true, "省级标准尚未出台"));
        AssertComesBack(application.Findings);
        AssertComesBack(application.Uses);
        AssertComesBack(application.Reviews);
        AssertComesBack(application.Decision);
        AssertComesBack(application.Sites);
        AssertComesBack(application.Documents);
        AssertComesBack(application.Stages);
        AssertComesBack(Given.In(ApplicationState.Returned).Remarks);
    }

    private static void AssertComesBack<T>(T value)
    {
        var text = JsonSerializer.Serialize(value);
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(text)));
        Assert.NotEqual("[]", text);
        Assert.NotEqual("{}", text);
    }
}
