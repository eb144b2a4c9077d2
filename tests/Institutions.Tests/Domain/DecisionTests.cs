using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class DecisionTests
{
    private static readonly Determination s_standardThere = new("NonAcademicStandardMissing", false, "省级标准已于近日印发");
    private static readonly Determination s_educationLeads = new("CompetentDepartmentUnknown", false, "区政府已明确由教育部门主管");

    [Fact]
    public void An_approval_licenses_the_institution_that_was_applied_for()
    {
        var application = Given.In(ApplicationState.Approved);
        Assert.Equal("110101-2026-00001", application.Decision!.LicenceNumber);
        Assert.False(application.Decision.Automatic);
        Assert.Null(application.DueDate);

        var id = Guid.CreateVersion7();
        var institution = Institution.License(id, application);
        Assert.Equal((id, application.Id, 1L), (institution.Id, institution.ApplicationId, institution.Version));
        Assert.Equal(
            (application.InstitutionName, application.ApplicantCode, application.Division, application.Category),
            (institution.Name, institution.Code, institution.Division, institution.Category));
        Assert.Equal(application.Sites, institution.Sites);
        Assert.Equal(("110101-2026-00001", Given.Today, false), (institution.LicenceNumber, institution.LicensedOn, institution.Sample));
        Assert.Equal(InstitutionState.Licensed, institution.State);
    }

    [Theory]
    [InlineData(ApplicationState.Draft)]
    [InlineData(ApplicationState.Accepted)]
    [InlineData(ApplicationState.Refused)]
    [InlineData(ApplicationState.Withdrawn)]
    public void Nothing_but_an_approval_licenses(ApplicationState state) =>
        Assert.Throws<ArgumentException>(() => Institution.License(Guid.CreateVersion7(), Given.In(state)));

    [Theory]
    [InlineData("MARKET_REGULATION")]
    [InlineData("EDUCATION")]
    public void Only_the_competent_department_decides(string department)
    {
        var application = Given.Reviewed();
        var refusal = Assert.Throws<Refusal>(() => application.Decide(
            new Ruling(Verdict.Refuse, department, "场地不符", []), null, Given.Today, Given.Now));
        Assert.Equal((RefusalKind.Denied, "NOT_A_REVIEWER"), (refusal.Kind, refusal.Reason));
        Assert.Equal("CULTURE_TOURISM", refusal.Facts["reviewers"]);
    }

    [Fact]
    public void Only_departments_of_the_review_give_opinions_and_the_last_one_counts()
    {
        var application = Given.Accepted();
        var refusal = Assert.Throws<Refusal>(() => application.Review("EDUCATION", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now));
        Assert.Equal((RefusalKind.Denied, "NOT_A_REVIEWER"), (refusal.Kind, refusal.Reason));
        Assert.Equal("CULTURE_TOURISM,MARKET_REGULATION", refusal.Facts["reviewers"]);
        Assert.ThrowsAny<ArgumentException>(() => application.Review("CULTURE_TOURISM", ReviewOpinion.Object, " ", Given.LawOf(application), Given.Now));

        application.Review("CULTURE_TOURISM", ReviewOpinion.Object, "场地面积不足", Given.LawOf(application), Given.Now);
        application.Review("CULTURE_TOURISM", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now.AddHours(1));
        Assert.Equal(
            [
                new Review("CULTURE_TOURISM", ReviewRole.Competent, ReviewOpinion.Agree, "", Given.Now.AddHours(1)),
                new Review("MARKET_REGULATION", ReviewRole.Registration),
            ],
            application.Reviews);
    }

    [Fact]
    public void Nothing_is_approved_while_a_department_has_not_spoken()
    {
        var application = Given.Accepted();
        application.Review("CULTURE_TOURISM", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now);
        var refusal = Assert.Throws<Refusal>(() => Given.Approve(application));
        Assert.Equal("REVIEWS_OUTSTANDING", refusal.Reason);
        Assert.Equal("MARKET_REGULATION", refusal.Facts["outstanding"]);
    }

    [Fact]
    public void Nothing_is_approved_over_an_objection()
    {
        var application = Given.Reviewed();
        application.Review("MARKET_REGULATION", ReviewOpinion.Object, "名称不合规", Given.LawOf(application), Given.Now);
        var refusal = Assert.Throws<Refusal>(() => Given.Approve(application));
        Assert.Equal("BREACH_STANDS", refusal.Reason);
        Assert.Equal("MARKET_REGULATION", refusal.Facts["objections"]);
        Assert.Equal(ApplicationState.Accepted, application.State);
    }

    [Fact]
    public void Every_undetermined_finding_needs_a_person_before_approval()
    {
        var application = Given.Reviewed(Given.Kunming);
        var refusal = Assert.Throws<Refusal>(() => Given.Approve(application, s_standardThere));
        Assert.Equal("DETERMINATION_MISSING", refusal.Reason);
        Assert.Equal("CompetentDepartmentUnknown", refusal.Facts["rules"]);
        Assert.Equal("CompetentDepartmentUnknown", Assert.Single(refusal.Findings).Rule);

        Given.Approve(application, s_standardThere, s_educationLeads);
        Assert.Equal(ApplicationState.Approved, application.State);
        Assert.Equal([s_standardThere, s_educationLeads], application.Decision!.Determinations);
        Assert.Equal(["NonAcademicStandardMissing", "CompetentDepartmentUnknown"], application.Decision.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_determination_that_a_rule_is_broken_stands_against_approval_and_grounds_a_refusal()
    {
        var application = Given.Reviewed(Given.Kunming);
        var broken = s_standardThere with { Breached = true, Reason = "省级标准尚未出台" };
        var refusal = Assert.Throws<Refusal>(() => Given.Approve(application, broken, s_educationLeads));
        Assert.Equal(("BREACH_STANDS", "NonAcademicStandardMissing"), (refusal.Reason, refusal.Facts["rules"]));

        Given.Refuse(application, "", broken);
        Assert.Equal(ApplicationState.Refused, application.State);
        Assert.False(application.Decision!.Automatic);
    }

    [Fact]
    public void A_refusal_needs_grounds_and_each_kind_of_grounds_suffices()
    {
        var refusal = Assert.Throws<Refusal>(() => Given.Refuse(Given.Reviewed(), " "));
        Assert.Equal((RefusalKind.State, "GROUNDS_MISSING"), (refusal.Kind, refusal.Reason));
        refusal = Assert.Throws<Refusal>(() => Given.Refuse(Given.Reviewed(Given.Kunming), "", s_standardThere));
        Assert.Equal("GROUNDS_MISSING", refusal.Reason);

        var reasoned = Given.Accepted();
        Given.Refuse(reasoned, "场地不符");
        Assert.Equal((ApplicationState.Refused, "场地不符"), (reasoned.State, reasoned.Decision!.Reason));

        var objected = Given.Accepted();
        objected.Review("MARKET_REGULATION", ReviewOpinion.Object, "名称不合规", Given.LawOf(objected), Given.Now);
        Given.Refuse(objected, "");
        Assert.Equal(ApplicationState.Refused, objected.State);
    }

    [Fact]
    public void A_determination_twice_or_about_nothing_and_an_approval_without_a_number_are_mistakes_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => Given.Approve(Given.Reviewed(), s_standardThere));
        Assert.Throws<ArgumentException>(() => Given.Refuse(Given.Reviewed(Given.Kunming), "理由", s_standardThere, s_standardThere));
        var application = Given.Reviewed();
        Assert.Throws<ArgumentException>(() => application.Decide(
            new Ruling(Verdict.Approve, "CULTURE_TOURISM", "", []), null, Given.Today, Given.Now));
        Assert.Equal(ApplicationState.Accepted, application.State);
    }

    [Theory]
    [InlineData(1, "110101-2026-00001")]
    [InlineData(99_999, "110101-2026-99999")]
    public void A_licence_number_tells_division_year_and_sequence(int sequence, string number) =>
        Assert.Equal(number, new LicenceNumber("110101", 2026, sequence).ToString());

    [Theory]
    [InlineData(2026, 0)]
    [InlineData(2026, 100_000)]
    [InlineData(999, 1)]
    [InlineData(10_000, 1)]
    public void A_licence_number_that_does_not_fit_its_digits_is_refused(int year, int sequence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LicenceNumber("110101", year, sequence));
}
