using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class KindTests
{
    private static readonly ClosurePlan s_plan = new(new DateOnly(2026, 12, 31), 12, 340_000, "剩余课时于年底前退费完毕");

    [Fact]
    public void A_new_application_names_no_institution_and_every_other_kind_but_the_online_one_names_one()
    {
        Assert.Throws<ArgumentException>(() => Make(ApplicationKind.New, Licensed()));
        Assert.Null(Make(ApplicationKind.OnlineReapproval, null).InstitutionId);
        foreach (var kind in Enum.GetValues<ApplicationKind>().Except([ApplicationKind.New, ApplicationKind.OnlineReapproval]))
            Assert.Throws<ArgumentException>(() => Make(kind, null));
    }

    [Theory]
    [InlineData(ApplicationKind.Change, "application.change.matters")]
    [InlineData(ApplicationKind.Transformation, "application.transformation_target")]
    [InlineData(ApplicationKind.Closure, "application.closure")]
    public void A_submission_needs_what_its_kind_needs(ApplicationKind kind, string field)
    {
        var institution = Licensed();
        var refusal = Assert.Throws<Refusal>(() => Submit(Make(kind, institution), institution));
        Assert.Equal(("APPLICATION_INCOMPLETE", field), (refusal.Reason, Assert.Single(refusal.Fields)));
    }

    [Fact]
    public void A_change_of_owner_names_the_owner_and_an_additional_site_the_site_and_a_filed_one_its_filing()
    {
        var institution = Licensed();
        Assert.Equal(
            ["application.change.owner_name", "application.change.owner_code"],
            Assert.Throws<Refusal>(() => Submit(Change(institution, ChangedMatter.Owner), institution)).Fields);
        var site = Make(ApplicationKind.AdditionalSite, institution, Given.Content() with { Sites = [] });
        Assert.Equal(["application.sites"], Assert.Throws<Refusal>(() => Submit(site, institution)).Fields);
        var online = Make(ApplicationKind.OnlineReapproval, null, Given.Content() with { Mode = TrainingMode.Online });
        Assert.Equal(["application.online_filing_number"], Assert.Throws<Refusal>(() => Submit(online, null)).Fields);
    }

    [Fact]
    public void What_is_not_what_its_kind_says_is_refused_with_the_field()
    {
        var (arts, academic) = (Licensed(), Academic());
        AssertMismatch("CHANGE", "application.change.matters", Change(arts, ChangedMatter.Name), arts);
        AssertMismatch("RE_REVIEW", "application.kind", Make(ApplicationKind.ReReview, arts), arts);
        AssertMismatch("ONLINE_REAPPROVAL", "application.mode", Make(ApplicationKind.OnlineReapproval, arts), arts);
        AssertMismatch("TRANSFORMATION", "application.transformation_target", Transformation(arts, TransformationTarget.NonAcademic), arts);
        AssertMismatch("TRANSFORMATION", "application.category", Transformation(academic, TransformationTarget.NonAcademic, TrainingCategory.ForeignLanguage), academic);
        AssertMismatch("CLOSURE", "application.closure.closes_on", Closure(arts, Given.Today.AddDays(-1)), arts);
        Submit(Closure(arts, Given.Today), arts);
    }

    [Fact]
    public void An_institution_that_is_not_licensed_any_more_applies_for_nothing()
    {
        var institution = Academic();
        institution.LoseLicence(Make(ApplicationKind.ReReview, institution), "EDUCATION", Given.Today);
        var refusal = Assert.Throws<Refusal>(() => Submit(Make(ApplicationKind.Renewal, institution), institution));
        Assert.Equal(("INSTITUTION_NOT_LICENSED", institution.Id.ToString()), (refusal.Reason, refusal.Facts["institution_id"]));
    }

    [Fact]
    public void A_renewal_extends_the_term_from_its_end_or_from_today_when_that_has_passed()
    {
        var institution = Licensed();
        institution.StartTerm(3);
        Assert.Equal(new DateOnly(2029, 9, 16), institution.ValidUntil);
        institution.Renew(new DateOnly(2029, 9, 16), 3);
        Assert.Equal(new DateOnly(2032, 9, 16), institution.ValidUntil);
        institution.Renew(new DateOnly(2032, 9, 17), 3);
        Assert.Equal(new DateOnly(2035, 9, 16), institution.ValidUntil);
        institution.Renew(new DateOnly(2036, 1, 1), null);
        Assert.Null(institution.ValidUntil);
    }

    [Fact]
    public void A_change_takes_over_what_it_names_and_nothing_else()
    {
        var institution = Licensed();
        var change = Make(ApplicationKind.Change, institution, Given.Content(TrainingCategory.Sports) with
        {
            InstitutionName = "测试改名中心",
            Particulars = new Particulars(new ChangeDetails([ChangedMatter.Name, ChangedMatter.Owner], "测试集团", "91110101MA00000001")),
        });
        Submit(change, institution);
        var version = institution.Version;
        Assert.Equal(["name", "owner"], institution.Amend(change));
        Assert.Equal(("测试改名中心", TrainingCategory.Arts, "91110101MA00000001"), (institution.Name, institution.Category, institution.OwnerCode));
        Assert.Equal(version + 1, institution.Version);
    }

    [Fact]
    public void A_change_into_what_may_not_be_set_up_is_refused_by_the_gate_and_what_is_trained_already_is_no_new_institution()
    {
        var arts = Licensed();
        var change = Make(ApplicationKind.Change, arts, Given.Content(TrainingCategory.Academic) with
        {
            Particulars = new Particulars(new ChangeDetails([ChangedMatter.Category], "", "")),
        });
        Submit(change, arts);
        Assert.Equal((ApplicationState.Refused, "NewAcademicForCompulsoryEducation"), (change.State, Assert.Single(change.Findings).Rule));

        var academic = Academic();
        var scope = Make(ApplicationKind.Change, academic, Given.Content(TrainingCategory.Academic, EducationStage.Junior) with
        {
            Particulars = new Particulars(new ChangeDetails([ChangedMatter.Scope], "", "")),
        });
        Submit(scope, academic);
        Assert.Equal(ApplicationState.Submitted, scope.State);
        Submit(Make(ApplicationKind.ReReview, academic, Given.Content(TrainingCategory.Academic)), academic);
    }

    [Fact]
    public void Kept_transformed_and_closed_institutions_are_what_was_decided()
    {
        var kept = Academic();
        kept.KeepAfterReReview();
        Assert.True(kept.NonProfit);
        kept.Transform(Transformation(kept, TransformationTarget.NonAcademic, TrainingCategory.Science));
        Assert.Equal((TrainingCategory.Science, 2), (kept.Category, kept.Stages.Count));
        kept.Transform(Transformation(kept, TransformationTarget.Adult));
        Assert.Equal([EducationStage.Adult], kept.Stages);
        kept.AddSites([new Site("测试路九号", 90, null)]);
        Assert.Equal(2, kept.Sites.Count);
        kept.Close(Closure(kept, s_plan.ClosesOn), "EDUCATION", Given.Today);
        Assert.Equal((InstitutionState.Closing, s_plan.ClosesOn, Given.Today), (kept.State, kept.ClosesOn, kept.StateSince));
    }

    [Fact]
    public void A_resubmission_shows_what_was_changed_since_the_return_and_nobody_in_the_clear()
    {
        var application = Given.In(ApplicationState.Returned);
        var content = Given.Content() with { InstitutionName = "测试改名中心", Sites = [new Site("测试路一号", 300, new DateOnly(2031, 12, 31)), new Site("测试路九号", 90, null)] };
        application.Change(content, Given.Person, Given.Now);
        Assert.Empty(application.Changes);
        application.Submit(Given.LawOf(application), Given.Now);
        Assert.Equal(["institution_name", "sites[0]", "sites[1]", "legal_representative"], application.Changes.Select(change => change.Field));
        Assert.Equal(("测试培训中心", "测试改名中心"), (application.Changes[0].Old, application.Changes[0].New));
        Assert.Contains("2029-12-31", application.Changes[1].Old, StringComparison.Ordinal);
        Assert.Equal(("", "测试路九号，90平方米"), (application.Changes[2].Old, application.Changes[2].New));
        Assert.Equal(("***", "***"), (application.Changes[3].Old, application.Changes[3].New));
    }

    [Theory]
    [InlineData("测试路一号２层", "测试路1号 二层")]
    [InlineData("Ａ座-3〇1室", "a座301室")]
    public void The_same_premises_are_written_in_many_ways(string one, string other) => Assert.Equal(Premises.Normal(one), Premises.Normal(other));

    [Fact]
    public void Other_premises_stay_others() => Assert.NotEqual(Premises.Normal("测试路一号"), Premises.Normal("测试路二号"));

    internal static Institution Licensed() => Institution.License(Guid.CreateVersion7(), Given.In(ApplicationState.Approved));

    /// <summary>An academic institution of before the gate was shut.</summary>
    internal static Institution Academic() => Institution.ForSample(
        Guid.CreateVersion7(), "测试培训中心", "91110101MA00000000", TrainingCategory.Academic, new Site("测试路一号", 300, null),
        new LicenceNumber(Given.Beijing, 2020, 1), new DateOnly(2020, 1, 1));

    internal static Application Make(ApplicationKind kind, Institution? institution, ApplicationContent? content = null) => Application.Create(
        Guid.CreateVersion7(), Given.Beijing, "91110101MA00000000", content ?? Given.Content(), Given.Person, Given.Now, kind, institution?.Id);

    internal static void Submit(Application application, Institution? institution) => application.Submit(Given.LawOf(application), Given.Now, institution);

    private static Application Change(Institution institution, params ChangedMatter[] matters) => Make(
        ApplicationKind.Change, institution, Given.Content() with { Particulars = new Particulars(new ChangeDetails(matters, "", "")) });

    private static Application Transformation(Institution institution, TransformationTarget target, TrainingCategory category = TrainingCategory.Arts) => Make(
        ApplicationKind.Transformation, institution, Given.Content(category) with { Particulars = new Particulars(Target: target) });

    private static Application Closure(Institution institution, DateOnly day) => Make(
        ApplicationKind.Closure, institution, Given.Content() with { Particulars = new Particulars(Closure: s_plan with { ClosesOn = day }) });

    private static void AssertMismatch(string kind, string field, Application application, Institution institution)
    {
        var refusal = Assert.Throws<Refusal>(() => Submit(application, institution));
        Assert.Equal(("KIND_MISMATCH", kind, field), (refusal.Reason, refusal.Facts["kind"], refusal.Facts["field"]));
        Assert.Equal(ApplicationState.Draft, application.State);
    }
}
