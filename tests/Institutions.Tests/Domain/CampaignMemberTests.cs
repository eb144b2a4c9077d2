using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class CampaignMemberTests
{
    private static readonly TrainingCategory[] s_reviewed = [TrainingCategory.Academic];

    [Theory]
    [InlineData(ApplicationState.Draft, CampaignProgress.NotCome)]
    [InlineData(ApplicationState.Submitted, CampaignProgress.Applied)]
    [InlineData(ApplicationState.Returned, CampaignProgress.Applied)]
    [InlineData(ApplicationState.Accepted, CampaignProgress.Applied)]
    [InlineData(ApplicationState.Approved, CampaignProgress.Kept)]
    [InlineData(ApplicationState.Refused, CampaignProgress.Failed)]
    public void An_institution_has_come_as_far_as_its_application(ApplicationState state, CampaignProgress progress)
    {
        var member = Member();
        member.Follow(Given.In(state));
        Assert.Equal(progress, member.Progress);
    }

    [Fact]
    public void Only_the_application_by_which_it_came_takes_it_back_when_it_is_withdrawn()
    {
        var member = Member();
        var application = Given.Submitted();
        member.Follow(application);
        member.Follow(Given.In(ApplicationState.Withdrawn));
        Assert.Equal((CampaignProgress.Applied, application.Id), (member.Progress, member.ApplicationId));
        application.Withdraw(Given.Now);
        member.Follow(application);
        Assert.Equal((CampaignProgress.NotCome, null), (member.Progress, member.ApplicationId));
    }

    [Fact]
    public void Who_is_suspended_stays_who_is_revoked_leaves_and_who_failed_stays_failed()
    {
        var law = Given.LawOf(Given.Beijing, "2026-09-17");
        var (institution, member, failed) = (KindTests.Academic(), Member(), Member());
        failed.Follow(Given.In(ApplicationState.Refused));
        institution.Suspend("整改", "EDUCATION", null, law);
        member.Follow(institution, s_reviewed);
        Assert.Equal(CampaignProgress.NotCome, member.Progress);
        institution.Revoke("吊销", "EDUCATION", law);
        member.Follow(institution, s_reviewed);
        failed.Follow(institution, s_reviewed);
        Assert.Equal((CampaignProgress.Left, CampaignProgress.Failed), (member.Progress, failed.Progress));
    }

    [Theory]
    [InlineData("2026-11-24", false)]
    [InlineData("2026-11-25", true)]
    [InlineData("2026-12-10", true)]
    [InlineData("2026-12-11", false)]
    public void The_last_day_is_near_from_the_fifteenth_day_before_to_itself(string day, bool near)
    {
        var campaign = Opened();
        Assert.Equal(near, campaign.MarkDueSoon(15, DateOnly.Parse(day)));
        Assert.False(campaign.MarkDueSoon(15, DateOnly.Parse(day)) && near);
    }

    [Theory]
    [InlineData("2026-12-10", false, false)]
    [InlineData("2026-12-11", false, true)]
    [InlineData("2026-12-11", true, false)]
    public void It_is_overdue_once_from_the_day_after_its_last_while_it_is_open(string day, bool closed, bool overdue)
    {
        var campaign = Opened();
        if (closed) campaign.Close(1, new DateOnly(2026, 12, 1));
        Assert.Equal(overdue, campaign.MarkOverdue(DateOnly.Parse(day)));
        Assert.False(campaign.MarkOverdue(DateOnly.Parse(day)));
    }

    private static Campaign Opened() =>
        Campaign.Open(Guid.NewGuid(), "110000", "重新审核", s_reviewed, 2, new DateOnly(2026, 12, 10), 0, new DateOnly(2026, 10, 1));

    private static CampaignMember Member() => CampaignMember.Of(Opened(), KindTests.Academic());
}
