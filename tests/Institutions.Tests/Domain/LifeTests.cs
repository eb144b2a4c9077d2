using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public sealed class LifeTests
{
    private const string Competent = "CULTURE_TOURISM";
    private static readonly LawAt Today = Given.LawOf(Given.Beijing, "2026-11-20");

    [Theory]
    [InlineData(InstitutionState.Licensed, "suspend revoke exit")]
    [InlineData(InstitutionState.Suspended, "reinstate revoke exit")]
    [InlineData(InstitutionState.Revoked, "")]
    [InlineData(InstitutionState.Exited, "")]
    public void Each_state_allows_its_measures_and_a_refused_one_changes_nothing(InstitutionState state, string allowed)
    {
        var steps = new (string Name, Action<Institution> Do, InstitutionState Leads)[]
        {
            ("suspend", i => i.Suspend("整改", Competent, null, Today), InstitutionState.Suspended),
            ("reinstate", i => i.Reinstate("复查合格", Competent, Today), InstitutionState.Licensed),
            ("revoke", i => i.Revoke("吊销", Competent, Today), InstitutionState.Revoked),
            ("exit", i => i.Exit("终止", Competent, Today), InstitutionState.Exited),
        };
        foreach (var (name, act, leads) in steps)
        {
            var institution = In(state);
            var version = institution.Version;
            if (allowed.Split(' ').Contains(name))
            {
                act(institution);
                Assert.Equal((leads, version + 1, Today.Date), (institution.State, institution.Version, institution.StateSince));
                continue;
            }
            Assert.Equal("INSTITUTION_STATE", Assert.Throws<Refusal>(() => act(institution)).Reason);
            Assert.Equal((state, version), (institution.State, institution.Version));
        }
    }

    [Fact]
    public void Only_the_competent_department_may() =>
        Assert.Equal("NOT_COMPETENT", Assert.Throws<Refusal>(() => In(InstitutionState.Licensed).Revoke("吊销", "EDUCATION", Today)).Reason);

    [Theory]
    [InlineData("2026-09-01", "2026-10-19")] // 30 working days over Mid-Autumn and National Day with their make-up days.
    [InlineData("2026-12-01", null)] // The calendar of 2027 is not published.
    public void The_term_to_mend_is_counted_in_working_days_unless_the_decision_names_a_day(string day, string? ends)
    {
        var (counted, named) = (In(InstitutionState.Licensed), In(InstitutionState.Licensed));
        counted.Suspend("整改", Competent, null, Given.LawOf(Given.Beijing, day));
        named.Suspend("整改", Competent, new DateOnly(2027, 1, 31), Given.LawOf(Given.Beijing, day));
        Assert.Equal((ends, "2027-01-31"), (counted.RectifyBy?.ToString("yyyy-MM-dd"), named.RectifyBy?.ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void A_term_passes_once_and_its_last_day_is_in_time()
    {
        var institution = In(InstitutionState.Licensed);
        institution.Suspend("整改", Competent, new DateOnly(2026, 12, 1), Today);
        Assert.False(institution.MarkRectificationOverdue(new DateOnly(2026, 12, 1)));
        Assert.True(institution.MarkRectificationOverdue(new DateOnly(2026, 12, 2)));
        Assert.False(institution.MarkRectificationOverdue(new DateOnly(2026, 12, 3)));
        institution.Reinstate("复查合格", Competent, Today);
        Assert.Equal((null, false), (institution.RectifyBy, institution.RectificationOverdue));
    }

    [Fact]
    public void A_consequence_is_late_from_the_day_after_unless_confirmed()
    {
        var institution = In(InstitutionState.Licensed);
        institution.Revoke("吊销", Competent, Today);
        var owed = Consequence.Of(Measure.Of(Guid.CreateVersion7(), MeasureType.Revocation, [], institution), institution, Today);
        Assert.All(owed, c => Assert.Equal(new DateOnly(2026, 12, 4), c.DueDate));
        Assert.False(owed[0].MarkOverdue(new DateOnly(2026, 12, 4)));
        Assert.True(owed[0].MarkOverdue(new DateOnly(2026, 12, 5)));
        Assert.False(owed[0].MarkOverdue(new DateOnly(2026, 12, 6)));
        owed[1].Confirm("filings", "", Given.Now);
        Assert.False(owed[1].MarkOverdue(new DateOnly(2026, 12, 5)));
        owed[0].Confirm("filings", "", Given.Now);
        Assert.False(owed[0].Overdue);
        Assert.Equal("CONSEQUENCE_CONFIRMED", Assert.Throws<Refusal>(() => owed[0].Confirm("filings", "", Given.Now)).Reason);
    }

    [Fact]
    public void A_black_entry_stands_from_its_first_to_its_last_day()
    {
        var entry = ListEntry.Black(null, "测试辅导班", "", "p-1", "无证办学", "EDUCATION", Today);
        Assert.Equal(
            [false, true, true, false],
            new[] { "2026-11-19", "2026-11-20", "2029-11-19", "2029-11-20" }.Select(day => entry.InForceOn(DateOnly.Parse(day))));
    }

    [Theory]
    [InlineData("ILLEGAL_CHARGING", true)]
    [InlineData("UNLICENSED", true)]
    [InlineData("LATE_REPORT", false)]
    public void Grounds_that_lead_to_the_black_list_are_a_parameter(string ground, bool leads) =>
        Assert.Equal(leads, ListEntry.LeadsToBlackList(["OTHER", ground], Today));

    [Fact]
    public void Before_its_parameter_is_in_force_nothing_leads_to_the_black_list() =>
        Assert.False(ListEntry.LeadsToBlackList(["ILLEGAL_CHARGING"], Given.LawOf(Given.Beijing, "2020-12-31")));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 2, 3333)]
    [InlineData(3, 0, 10_000)]
    [InlineData(4, 5, -2500)]
    public void The_reduction_is_counted_against_the_baseline(int baseline, int remaining, int basisPoints) =>
        Assert.Equal(basisPoints, Opened(baseline).ReductionBasisPoints(remaining));

    [Fact]
    public void A_campaign_is_late_from_the_day_after_its_last_unless_closed_in_time()
    {
        var campaign = Opened(1);
        Assert.Equal([false, true], new[] { "2026-12-31", "2027-01-01" }.Select(day => campaign.OverdueOn(DateOnly.Parse(day))));
        campaign.Close(1, new DateOnly(2026, 12, 31));
        Assert.False(campaign.OverdueOn(new DateOnly(2027, 1, 1)));
        Assert.Equal("CAMPAIGN_CLOSED", Assert.Throws<Refusal>(() => campaign.Close(1, new DateOnly(2027, 1, 1))).Reason);
    }

    [Fact]
    public void Editions_are_numbered_within_division_and_year_and_hold_the_digest_of_the_one_before()
    {
        var shelf = new EditionShelf { Division = "530102" };
        var editions = new[] { "2026-12-01", "2026-12-31", "2027-01-30" }
            .Select(day => Edition.Publish(shelf, [], DateOnly.Parse(day), Given.Now)).ToList();
        Assert.Equal(["530102-2026-0001", "530102-2026-0002", "530102-2027-0001"], editions.Select(e => e.Number));
        Assert.Equal(["", editions[0].Sha256, editions[1].Sha256], editions.Select(e => e.PreviousSha256));
        Assert.All(editions, e => Assert.Equal(e.Sha256, Edition.DigestOf(e.Content)));
    }

    private static Campaign Opened(int baseline) => Campaign.Open(
        Guid.CreateVersion7(), "110100", "重新审核", [TrainingCategory.Academic], baseline, new DateOnly(2026, 12, 31), 0, new DateOnly(2026, 11, 20));

    private static Institution In(InstitutionState state)
    {
        var institution = Institution.ForSample(
            Guid.CreateVersion7(), "测试美术培训中心", "52110101TT0000000X", TrainingCategory.Arts, new Site("测试路一号", 200, null),
            new LicenceNumber(Given.Beijing, 2026, 1), new DateOnly(2026, 1, 5));
        if (state == InstitutionState.Suspended) institution.Suspend("整改", Competent, null, Today);
        if (state == InstitutionState.Revoked) institution.Revoke("吊销", Competent, Today);
        if (state == InstitutionState.Exited) institution.Exit("终止", Competent, Today);
        return institution;
    }
}
