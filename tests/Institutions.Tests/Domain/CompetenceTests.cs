using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class CompetenceTests
{
    private const string Both = "CompetentDepartmentUnknown,RegistrationAuthorityUnknown";

    [Theory]
    [InlineData(Given.Beijing, "2021-08-16", TrainingCategory.Academic, "EDUCATION", Both)]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.Academic, "EDUCATION,CIVIL_AFFAIRS", "")]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.ForeignLanguage, "EDUCATION,CIVIL_AFFAIRS", "")]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.Arts, "CULTURE_TOURISM,MARKET_REGULATION", "")]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.Sports, "SPORTS,MARKET_REGULATION", "")]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.Science, "SCIENCE_TECHNOLOGY,MARKET_REGULATION", "")]
    [InlineData(Given.Beijing, "2021-08-17", TrainingCategory.Vocational, "EDUCATION,MARKET_REGULATION", "CompetentDepartmentUnknown")]
    [InlineData(Given.Taizhou, "2021-12-30", TrainingCategory.Childcare, "EDUCATION", Both)]
    [InlineData(Given.Taizhou, "2021-12-31", TrainingCategory.Childcare, "HEALTH", "RegistrationAuthorityUnknown")]
    [InlineData(Given.Taizhou, "2021-12-31", TrainingCategory.Vocational, "HUMAN_RESOURCES", "RegistrationAuthorityUnknown")]
    [InlineData(Given.Kunming, "2022-01-08", TrainingCategory.Academic, "EDUCATION", Both)]
    [InlineData(Given.Kunming, "2022-01-09", TrainingCategory.Academic, "EDUCATION,CIVIL_AFFAIRS", "CompetentDepartmentUnknown")]
    [InlineData(Given.Kunming, "2022-01-09", TrainingCategory.Arts, "EDUCATION,MARKET_REGULATION", "CompetentDepartmentUnknown")]
    [InlineData(Given.Jiulongpo, "2022-05-01", TrainingCategory.Arts, "EDUCATION", Both)]
    [InlineData(Given.Yongchang, "2022-05-01", TrainingCategory.Arts, "EDUCATION", Both)]
    public void The_law_of_place_and_day_names_the_reviewers_and_what_it_leaves_open_is_a_finding(
        string place, string day, TrainingCategory category, string reviewers, string open)
    {
        var competence = Competence.Of(category, Given.LawOf(place, day));
        Assert.Equal(reviewers, string.Join(',', competence.Reviewers.Select(reviewer => reviewer.Department)));
        Assert.Equal(open, string.Join(',', competence.Findings.Select(finding => finding.Rule)));
        Assert.All(competence.Findings, finding => Assert.Equal(Severity.Undetermined, finding.Severity));
        Assert.Equal(ReviewRole.Competent, competence.Reviewers[0].Role);
        Assert.All(competence.Reviewers.Skip(1), reviewer => Assert.Equal(ReviewRole.Registration, reviewer.Role));
        Assert.Equal(2, competence.Uses.Count);
    }

    [Fact]
    public void A_named_reviewer_knows_the_clause_and_the_fallback_has_none()
    {
        Assert.Equal("BJ-28", Competence.Of(TrainingCategory.Arts, Given.LawOf(Given.Beijing, "2026-09-17")).Reviewers[0].Basis?.Clause);
        Assert.Null(Competence.Of(TrainingCategory.Arts, Given.LawOf(Given.Yongchang, "2026-09-17")).Reviewers[0].Basis);
    }

    [Fact]
    public void A_department_that_is_both_reviews_once_as_the_competent_one()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            Overlay(directory, "competent_department_vocational");
            Overlay(directory, "registration_authority_non_academic");
            var law = Law.Load(directory.FullName).At(DivisionCode.Parse(Given.Yongchang), Given.Today);
            var competence = Competence.Of(TrainingCategory.Vocational, law);
            var reviewer = Assert.Single(competence.Reviewers);
            Assert.Equal(("HUMAN_RESOURCES", ReviewRole.Competent), (reviewer.Department, reviewer.Role));
            Assert.Empty(competence.Findings);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Overlay(DirectoryInfo directory, string name)
    {
        var folder = directory.CreateSubdirectory($"local/{Given.Yongchang}/admission");
        File.WriteAllText(Path.Combine(folder.FullName, name + ".yaml"), """
            last_reviewed: 2026-01-01
            values:
              - from: 2026-01-01
                value: HUMAN_RESOURCES
                basis:
                  document: PLATFORM
                  clause: PLATFORM
                  title_zh: 测试规定
                  date: 2021-01-01
                  grade: C
            """);
    }
}
