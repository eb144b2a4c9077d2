using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class AdmissionRulesTests
{
    [Theory]
    [InlineData(Given.Kunming, "2021-07-23", null)]
    [InlineData(Given.Kunming, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Kunming, "2022-01-08", "OPINION-2021-40")]
    [InlineData(Given.Kunming, "2022-01-09", "KM-6")]
    [InlineData(Given.Taizhou, "2021-07-23", null)]
    [InlineData(Given.Taizhou, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Taizhou, "2021-12-30", "OPINION-2021-40")]
    [InlineData(Given.Taizhou, "2021-12-31", "TZ-12")]
    [InlineData(Given.Jiulongpo, "2021-07-23", null)]
    [InlineData(Given.Jiulongpo, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Jiulongpo, "2022-04-14", "OPINION-2021-40")]
    [InlineData(Given.Jiulongpo, "2022-04-15", "JLP-C24")]
    [InlineData(Given.Jiulongpo, "2022-11-30", "JLP-C24")]
    [InlineData(Given.Jiulongpo, "2022-12-01", "OPINION-2021-40")]
    [InlineData(Given.Yongchang, "2021-07-23", null)]
    [InlineData(Given.Yongchang, "2021-07-24", "YC-3.2")]
    [InlineData(Given.Beijing, "2021-07-23", null)]
    [InlineData(Given.Beijing, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Beijing, "2021-08-16", "OPINION-2021-40")]
    [InlineData(Given.Beijing, "2021-08-17", "BJ-12")]
    public void No_new_academic_institution_for_compulsory_education_from_the_day_of_the_text(string place, string day, string? clause) =>
        AssertBreach("NewAcademicForCompulsoryEducation", clause, Judge(place, day, TrainingCategory.Academic, EducationStage.Junior));

    [Theory]
    [InlineData(Given.Kunming, "2021-07-23", null)]
    [InlineData(Given.Kunming, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Kunming, "2022-01-08", "OPINION-2021-40")]
    [InlineData(Given.Kunming, "2022-01-09", "KM-P")]
    [InlineData(Given.Taizhou, "2021-07-23", null)]
    [InlineData(Given.Taizhou, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Taizhou, "2021-12-30", "OPINION-2021-40")]
    [InlineData(Given.Taizhou, "2021-12-31", "TZ-12")]
    [InlineData(Given.Jiulongpo, "2021-07-23", null)]
    [InlineData(Given.Jiulongpo, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Jiulongpo, "2022-11-30", "OPINION-2021-40")]
    [InlineData(Given.Jiulongpo, "2022-12-01", "OPINION-2021-40")]
    [InlineData(Given.Yongchang, "2021-07-23", null)]
    [InlineData(Given.Yongchang, "2021-07-24", "YC-3.2")]
    [InlineData(Given.Beijing, "2021-07-23", null)]
    [InlineData(Given.Beijing, "2021-07-24", "OPINION-2021-40")]
    [InlineData(Given.Beijing, "2021-08-16", "OPINION-2021-40")]
    [InlineData(Given.Beijing, "2021-08-17", "BJ-31")]
    public void No_new_academic_institution_for_senior_high_and_no_new_preschool_one_from_the_day_of_the_text(
        string place, string day, string? clause)
    {
        AssertBreach("NewAcademicForSeniorHigh", clause, Judge(place, day, TrainingCategory.Academic, EducationStage.SeniorHigh));
        AssertBreach("NewPreschoolInstitution", clause, Judge(place, day, TrainingCategory.Academic, EducationStage.Preschool));
    }

    [Theory]
    [InlineData(Given.Kunming, "2021-07-23", true, null, null)]
    [InlineData(Given.Kunming, "2021-07-24", true, "NO-TEXT", null)]
    [InlineData(Given.Kunming, "2022-01-08", true, "NO-TEXT", null)]
    [InlineData(Given.Kunming, "2022-01-09", true, "KM-6", "none")]
    [InlineData(Given.Kunming, "2022-12-30", true, "KM-6", "none")]
    [InlineData(Given.Kunming, "2022-12-31", true, "KM-6", null)]
    [InlineData(Given.Taizhou, "2022-12-30", true, "NO-TEXT", null)]
    [InlineData(Given.Taizhou, "2022-12-31", false, null, null)]
    [InlineData(Given.Jiulongpo, "2022-12-30", true, "NO-TEXT", null)]
    [InlineData(Given.Jiulongpo, "2022-12-31", false, null, null)]
    [InlineData(Given.Yongchang, "2022-12-30", true, "NO-TEXT", null)]
    [InlineData(Given.Yongchang, "2022-12-31", false, null, null)]
    [InlineData(Given.Beijing, "2021-07-23", true, null, null)]
    [InlineData(Given.Beijing, "2022-12-30", true, "NO-TEXT", null)]
    [InlineData(Given.Beijing, "2022-12-31", false, null, null)]
    public void A_person_determines_while_no_standard_for_non_academic_institutions_is_known(
        string place, string day, bool open, string? clause, string? limit)
    {
        var findings = Judge(place, day, TrainingCategory.Arts, EducationStage.Primary);
        if (!open)
        {
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Equal("NonAcademicStandardMissing", finding.Rule);
        Assert.Equal(Severity.Undetermined, finding.Severity);
        Assert.Equal("application.category", finding.Subject);
        Assert.Equal(clause, finding.Basis.SingleOrDefault()?.Clause);
        Assert.Equal(limit, finding.Limit?.Value);
    }

    [Theory]
    [InlineData(TrainingCategory.ForeignLanguage, EducationStage.Primary, "NewAcademicForCompulsoryEducation")]
    [InlineData(TrainingCategory.ForeignLanguage, EducationStage.SeniorHigh, "NewAcademicForSeniorHigh")]
    [InlineData(TrainingCategory.Academic, EducationStage.Primary, "NewAcademicForCompulsoryEducation")]
    [InlineData(TrainingCategory.Academic, EducationStage.Adult, "")]
    [InlineData(TrainingCategory.Arts, EducationStage.Primary, "")]
    [InlineData(TrainingCategory.Sports, EducationStage.SeniorHigh, "")]
    [InlineData(TrainingCategory.Arts, EducationStage.Preschool, "NewPreschoolInstitution")]
    [InlineData(TrainingCategory.Childcare, EducationStage.Preschool, "NewPreschoolInstitution")]
    public void Foreign_languages_count_as_academic_and_preschool_children_count_in_every_category(
        TrainingCategory category, EducationStage stage, string rules) =>
        Assert.Equal(rules, string.Join(',', Judge(Given.Beijing, "2026-09-17", category, stage).Select(finding => finding.Rule)));

    [Fact]
    public void All_rules_are_applied_and_all_findings_come_together()
    {
        var everyStage = new AdmissionFacts(TrainingCategory.Academic, Enum.GetValues<EducationStage>());
        Assert.Equal(
            ["NewAcademicForCompulsoryEducation", "NewAcademicForSeniorHigh", "NewPreschoolInstitution"],
            AdmissionRules.Judge(everyStage, Given.LawOf(Given.Kunming, "2026-09-17")).Select(finding => finding.Rule));
    }

    [Fact]
    public void The_values_consulted_are_told_with_place_day_and_text_also_when_nothing_was_found()
    {
        var law = Given.LawOf(Given.Beijing, "2026-09-17");
        var use = Assert.Single(AdmissionRules.Uses(new AdmissionFacts(TrainingCategory.Arts, [EducationStage.Primary]), law));
        Assert.Equal("admission/non_academic_standard", use.Key);
        Assert.Equal("NON-ACADEMIC-2022", use.Value);
        Assert.Equal("text", use.Unit);
        Assert.Equal(new DateOnly(2022, 12, 31), use.From);
        Assert.Equal("000000", use.Division);
        Assert.Equal("NON-ACADEMIC-2022", use.Basis?.Clause);
    }

    [Fact]
    public void A_value_that_no_text_sets_is_told_as_empty()
    {
        var law = Given.LawOf(Given.Beijing, "2021-07-23");
        var use = Assert.Single(AdmissionRules.Uses(new AdmissionFacts(TrainingCategory.Academic, [EducationStage.Primary]), law));
        Assert.Equal(new ParameterUse("admission/new_academic_compulsory_prohibited", "", "flag", null, null, null), use);
    }

    [Fact]
    public void Every_rule_cites_clauses_that_exist_and_every_rule_that_a_clause_names_for_admission_exists()
    {
        var rules = RuleCatalog.Scan(typeof(AdmissionRules).Assembly);
        Assert.Empty(rules.Problems(Law.Current.Clauses));
        foreach (var rule in rules.All.Where(rule => rule.Capability == "I1"))
            foreach (var clause in rule.Clauses)
                Assert.Contains(new ServedBy(ServiceKind.Rule, rule.Name), Clause(clause).ServedBy);
    }

    private static Clause Clause(string id) => Law.Current.Clauses.TryGet(id, out var clause) ? clause : throw new KeyNotFoundException(id);

    private static IReadOnlyList<Finding> Judge(string place, string day, TrainingCategory category, EducationStage stage) =>
        AdmissionRules.Judge(new AdmissionFacts(category, [stage]), Given.LawOf(place, day));

    private static void AssertBreach(string rule, string? clause, IReadOnlyList<Finding> findings)
    {
        if (clause is null)
        {
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Equal(rule, finding.Rule);
        Assert.Equal(Severity.Breach, finding.Severity);
        Assert.Equal("application.stages", finding.Subject);
        Assert.Equal(clause, Assert.Single(finding.Basis).Clause);
    }
}
