using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class SettingStandardsTests
{
    private const string Shanghai = "310101";
    private const string Liaoning = "210102";

    [Theory]
    [InlineData(Shanghai, "2021-12-30", 199, null)]
    [InlineData(Shanghai, "2021-12-31", 199, Severity.Breach)]
    [InlineData(Shanghai, "2021-12-31", 200, null)]
    [InlineData(Liaoning, "2021-12-31", 10, null)]
    [InlineData(Given.Beijing, "2026-09-17", 10, null)]
    public void Premises_of_arts_are_as_large_in_all_as_the_place_demands(string place, string day, int area, Severity? found) => Assert.Equal(
        found, SettingStandards.ArtsPremisesTooSmall(TrainingCategory.Arts, [new Site("测试路一号", area - 5, null), new Site("测试路二号", 5, null)], Given.LawOf(place, day))?.Severity);

    [Theory]
    [InlineData("2028-09-16", null)]
    [InlineData("2028-09-15", Severity.Undetermined)]
    [InlineData(null, null)]
    public void A_lease_that_ends_before_its_term_has_passed_is_looked_at_by_a_person(string? end, Severity? found) => Assert.Equal(
        found, SettingStandards.ArtsLeaseTooShort(
            TrainingCategory.Arts, new Site("测试路一号", 300, end is null ? null : DateOnly.Parse(end)), "s", Given.LawOf(Shanghai, "2026-09-17"))?.Severity);

    [Theory]
    [InlineData(300, 20, null)]
    [InlineData(100, 20, null)]
    [InlineData(99, 20, Severity.Undetermined)]
    [InlineData(60, 20, Severity.Undetermined)]
    [InlineData(59, 20, Severity.Breach)]
    [InlineData(300, null, Severity.Undetermined)]
    public void Sports_have_room_for_each_pupil_and_between_the_numbers_the_discipline_decides(int area, int? pupils, Severity? found) => Assert.Equal(
        found, SettingStandards.TooManyPupilsForSports(TrainingCategory.Sports, new Site("测试路一号", area, null, pupils), "s", Given.LawOf(Given.Kunming, "2021-12-31"))?.Severity);

    [Theory]
    [InlineData(Liaoning, 59, 20, Severity.Breach)]
    [InlineData(Liaoning, 60, 20, Severity.Undetermined)]
    [InlineData(Liaoning, 100, 20, null)]
    [InlineData(Liaoning, 100, null, Severity.Undetermined)]
    [InlineData(Shanghai, 79, 20, Severity.Undetermined)]
    [InlineData(Shanghai, 120, 20, null)]
    [InlineData(Given.Beijing, 1, 20, null)]
    public void Arts_have_room_for_each_pupil_where_a_place_says_so(string place, int area, int? pupils, Severity? found) => Assert.Equal(
        found, SettingStandards.TooManyPupilsForArts(TrainingCategory.Arts, new Site("测试路一号", area, null, pupils), "s", Given.LawOf(place, "2026-09-17"))?.Severity);

    [Fact]
    public void Another_category_is_not_judged_by_the_numbers_of_arts_and_sports()
    {
        var (site, law) = (new Site("测试路一号", 1, null, 50), Given.LawOf(Shanghai, "2026-09-17"));
        Assert.Null(SettingStandards.ArtsPremisesTooSmall(TrainingCategory.Science, [site], law));
        Assert.Null(SettingStandards.ArtsLeaseTooShort(TrainingCategory.Science, site with { LeaseEndsOn = law.Date }, "s", law));
        Assert.Null(SettingStandards.TooManyPupilsForArts(TrainingCategory.Sports, site, "s", law));
        Assert.Null(SettingStandards.TooManyPupilsForSports(TrainingCategory.Arts, site, "s", law));
    }

    [Fact]
    public void A_submission_carries_the_breach_with_its_number_and_an_open_rule_once_for_all_premises()
    {
        var small = Application.Create(
            Guid.CreateVersion7(), Given.Beijing, "91110101MA00000000",
            Given.Content(TrainingCategory.Sports) with { Sites = [new Site("测试路一号", 30, null, 20), new Site("测试路二号", 90, null), new Site("测试路三号", 90, null)] },
            Given.Person, Given.Now);
        small.Submit(Given.LawOf(small), Given.Now);
        Assert.Equal(ApplicationState.Refused, small.State);
        Assert.Equal([Severity.Breach, Severity.Undetermined], small.Findings.Select(finding => finding.Severity));
        var breach = small.Findings[0];
        Assert.Equal(("TooManyPupilsForSports", "application.sites[0]", "3", "1"), (breach.Rule, breach.Subject, breach.Limit!.Value, breach.Observed!.Value));
        Assert.Contains(small.Uses, use => use.Key == "sites/sports_metres2_per_pupil");
    }
}
