using Grpc.Core;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class AdmissionTests(RegistryHost registry)
{
    [Theory]
    [InlineData("530102", "2022-01-08", "OPINION-2021-40")]
    [InlineData("530102", "2022-01-09", "KM-6")]
    [InlineData("331002", "2021-12-30", "OPINION-2021-40")]
    [InlineData("331002", "2021-12-31", "TZ-12")]
    [InlineData("500107", "2022-04-14", "OPINION-2021-40")]
    [InlineData("500107", "2022-04-15", "JLP-C24")]
    [InlineData("500107", "2022-12-01", "OPINION-2021-40")]
    [InlineData("620321", "2021-07-24", "YC-3.2")]
    [InlineData("110101", "2021-08-16", "OPINION-2021-40")]
    [InlineData("110101", "2021-08-17", "BJ-12")]
    public async Task The_gate_refuses_school_subjects_for_compulsory_education_by_the_text_in_force_there_that_day(string division, string day, string clause)
    {
        var county = registry.On(day, division);
        var draft = await county.CreateAsync(county.Draft(category: TrainingCategory.Academic, stage: EducationStage.Junior));
        var refused = await county.ResubmitAsync(draft.ApplicationId);
        Assert.Equal((ApplicationState.Refused, Verdict.Refuse, true), (refused.State, refused.Decision.Verdict, refused.Decision.Automatic));
        Assert.Equal((day, day, ""), (refused.SubmittedOn, refused.Decision.DecidedOn, refused.DueDate));
        var finding = Assert.Single(refused.Decision.Findings);
        Assert.Equal(("NewAcademicForCompulsoryEducation", Severity.Breach), (finding.Rule, finding.Severity));
        Assert.Equal(clause, Assert.Single(finding.Basis).Clause);
        Assert.Equal(refused, await county.GetAsync(draft.ApplicationId));
    }

    [Theory]
    [InlineData("331002")]
    [InlineData("110101")]
    [InlineData("620321")]
    public async Task The_gate_lets_everything_pass_on_the_day_before_the_first_text(string division)
    {
        var county = registry.On("2021-07-23", division);
        var submitted = await county.SubmitAsync(county.Draft(category: TrainingCategory.Academic, stage: EducationStage.Junior));
        Assert.Equal((ApplicationState.Submitted, ""), (submitted.State, submitted.Decision?.LicenceNumber ?? ""));
    }

    [Fact]
    public async Task The_day_of_the_law_is_the_day_in_China()
    {
        var county = registry.On("2021-08-16");
        registry.Clock.Now = new DateTimeOffset(2021, 8, 16, 15, 59, 59, TimeSpan.Zero);
        Assert.Equal("2021-08-16", (await county.SubmitAsync()).SubmittedOn);
        registry.Clock.Now = new DateTimeOffset(2021, 8, 16, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal("2021-08-17", (await county.SubmitAsync()).SubmittedOn);
    }

    [Fact]
    public async Task A_draft_is_told_what_the_gate_would_find_today_without_effect()
    {
        var county = registry.In();
        var draft = await county.CreateAsync(county.Draft(category: TrainingCategory.Academic));
        Assert.Equal((ApplicationState.Draft, "BJ-12"), (draft.State, Assert.Single(Assert.Single(draft.Findings).Basis).Clause));
        Assert.Empty((await county.GetAsync(draft.ApplicationId)).Findings);
    }

    [Fact]
    public async Task A_decision_is_explained_by_the_law_of_its_day_even_years_later()
    {
        var county = registry.On("2022-04-20", "500107");
        var refused = await county.SubmitAsync(county.Draft(name: "测试学科培训中心", category: TrainingCategory.Academic, stage: EducationStage.Junior));
        // The plan of the district ended in November 2022; since then the national text has been in force there.
        registry.On("2026-11-20");
        var answer = await county.Office.ExplainDecisionAsync(new() { ApplicationId = refused.ApplicationId });
        Assert.Equal(("2022-04-20", "500107", refused.Decision), (answer.JudgedOn, answer.Division, answer.Decision));
        var use = Assert.Single(answer.Parameters);
        Assert.Equal(
            ("admission/new_academic_compulsory_prohibited", "true", "flag", "2022-04-15", "500107", "JLP-C24"),
            (use.Key, use.Value, use.Unit, use.From, use.Division, use.Basis.Clause));
        foreach (var words in new[] { "测试学科培训中心", "不予批准", "重庆市九龙坡区", "2022年4月20日", "不再审批新的面向义务教育阶段学生", "禁止", "JLP-C24" })
            Assert.Contains(words, answer.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_explained_before_the_decision()
    {
        var submitted = await registry.In().SubmitAsync();
        var error = await RichError.OfAsync(registry.In().Office.ExplainDecisionAsync(new() { ApplicationId = submitted.ApplicationId }));
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_DECIDED"), (error.Code, error.Reason));
    }
}
