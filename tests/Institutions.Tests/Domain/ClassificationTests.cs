using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class ClassificationTests
{
    private const string City = "530100";
    private const string Institution = "91350100M000100Y43";

    [Theory]
    [InlineData(2, 0, "QUORUM_MISSING", null)]
    [InlineData(3, 0, null, ItemNature.Academic)]
    [InlineData(2, 1, null, ItemNature.Academic)]
    [InlineData(1, 2, null, ItemNature.NonAcademic)]
    [InlineData(2, 2, "MAJORITY_MISSING", null)]
    [InlineData(3, 2, "MAJORITY_MISSING", null)]
    [InlineData(4, 2, null, ItemNature.Academic)]
    public void A_panel_decides_with_quorum_and_two_thirds(int academic, int other, string? refused, ItemNature? result)
    {
        var classification = Voted(academic, other);
        if (refused is not null)
        {
            Assert.Equal(refused, Assert.Throws<Refusal>(() => Close(classification)).Reason);
            Assert.Equal((ClassificationState.CountyVoting, null), (classification.State, classification.County.Result));
            return;
        }
        Close(classification);
        Assert.Equal((ClassificationState.CountyDecided, result), (classification.State, classification.County.Result));
        Assert.Equal(["classification/quorum_persons", "classification/majority_share", "classification/dispute_working_days"], classification.Uses.Select(u => u.Key));
    }

    [Theory]
    [InlineData(Institution, null, "EMPLOYED_BY_INSTITUTION")]
    [InlineData("", Institution, "HOLDS_SHARES_OF_INSTITUTION")]
    [InlineData("9144030071526726XG", "914403001922038216", null)]
    public void An_expert_of_the_institution_is_not_assigned(string employer, string? holding, string? ground)
    {
        var classification = Requested();
        var expert = Expert(Given.Kunming, "a", employer, holding is null ? [] : [holding]);
        if (ground is null)
        {
            classification.Assign([expert], Given.Now);
            Assert.Equal([expert.Id], classification.County.Members);
            return;
        }
        var refusal = Assert.Throws<Refusal>(() => classification.Assign([Expert(Given.Kunming, "b"), expert], Given.Now));
        Assert.Equal(("EXPERT_CONFLICT", ground), (refusal.Reason, refusal.Facts["ground"]));
        Assert.Empty(classification.County.Members);
    }

    [Theory]
    [InlineData("9144030071526726XG", null, "EMPLOYED_BY_OWNER")]
    [InlineData("", "9144030071526726XG", "HOLDS_SHARES_OF_OWNER")]
    [InlineData("", "914403001922038216", null)]
    public void An_expert_of_who_owns_or_controls_the_institution_neither_is_assigned_nor_votes(string employer, string? holding, string? ground)
    {
        string[] behind = ["9144030071526726XG"];
        var expert = Expert(Given.Kunming, "a", employer, holding is null ? [] : [holding]);
        var classification = Requested();
        if (ground is null)
        {
            classification.Assign([expert], Given.Now, behind);
            classification.Vote(expert, ItemNature.Academic, "课程目标与教材一致", Given.Now, behind);
            return;
        }
        Assert.Equal(ground, Assert.Throws<Refusal>(() => classification.Assign([expert], Given.Now, behind)).Facts["ground"]);
        // Who is behind the institution may be verified after the assignment.
        classification.Assign([expert], Given.Now);
        Assert.Equal(ground, Assert.Throws<Refusal>(() => classification.Vote(expert, ItemNature.Academic, "课程目标与教材一致", Given.Now, behind)).Facts["ground"]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_panel_is_overdue_once_from_the_day_after_its_last(int days, bool overdue)
    {
        var classification = Requested();
        var day = classification.DueDate!.Value.AddDays(days);
        Assert.Equal(overdue, classification.MarkOverdue(day, City, Given.Now));
        Assert.False(classification.MarkOverdue(day, City, Given.Now));
        Assert.Equal((overdue, overdue ? City : ""), (classification.Overdue, classification.EscalatedTo));
    }

    [Fact]
    public void A_panel_that_decided_late_owes_no_more()
    {
        var classification = Voted(3, 0);
        classification.MarkOverdue(classification.DueDate!.Value.AddDays(1), City, Given.Now);
        Close(classification);
        Assert.Equal((false, ""), (classification.Overdue, classification.EscalatedTo));
        Assert.False(classification.MarkOverdue(classification.DueDate!.Value.AddDays(1), City, Given.Now));
    }

    [Fact]
    public void An_expert_who_joins_the_institution_after_the_assignment_does_not_vote()
    {
        var classification = Requested();
        var expert = Expert(Given.Kunming, "a");
        classification.Assign([expert], Given.Now);
        expert.Declare("语文", Institution, [], Given.Now);
        Assert.Equal("EXPERT_CONFLICT", Assert.Throws<Refusal>(() => Vote(classification, expert)).Reason);
    }

    [Fact]
    public void Only_appointed_experts_of_the_panel_are_assigned_and_only_assigned_ones_vote()
    {
        var classification = Requested();
        var (local, distant, unappointed) = (Expert(Given.Kunming, "a"), Expert(City, "b"), Expert(Given.Kunming, "c"));
        unappointed.Appoint(false, Given.Now);
        Assert.Equal("PANEL_LEVEL", Assert.Throws<Refusal>(() => classification.Assign([distant], Given.Now)).Reason);
        Assert.Equal("EXPERT_NOT_APPOINTED", Assert.Throws<Refusal>(() => classification.Assign([unappointed], Given.Now)).Reason);
        var refusal = Assert.Throws<Refusal>(() => Vote(classification, local));
        Assert.Equal((RefusalKind.Denied, "NOT_ASSIGNED"), (refusal.Kind, refusal.Reason));
    }

    [Fact]
    public void The_last_vote_of_an_expert_counts()
    {
        var classification = Requested();
        var expert = Expert(Given.Kunming, "a");
        classification.Assign([expert], Given.Now);
        Vote(classification, expert, ItemNature.Academic);
        Vote(classification, expert, ItemNature.NonAcademic);
        Assert.Equal(ItemNature.NonAcademic, Assert.Single(classification.County.Votes).Opinion);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "DISPUTE_TOO_LATE")]
    public void A_dispute_is_in_time_up_to_its_last_day(int daysAfterDue, string? refused)
    {
        var classification = Voted(3, 0);
        Close(classification);
        var due = classification.DueDate!.Value;
        Assert.True(Law.Current.Calendar.CountWorkingDays(Given.Today, due).TryGet(out var days) && days == 10);
        var day = due.AddDays(daysAfterDue);
        Assert.Equal(daysAfterDue > 0, classification.IsFinal(day));
        var dispute = () => classification.Dispute("课程内容是艺术而非学科", Law.Current.At(DivisionCode.Parse(Given.Kunming), day), Given.Now);
        if (refused is null)
        {
            dispute();
            Assert.Equal((ClassificationState.CityVoting, City), (classification.State, classification.PanelDivision.ToString()));
        }
        else Assert.Equal(refused, Assert.Throws<Refusal>(dispute).Reason);
    }

    [Fact]
    public void The_citys_result_replaces_the_countys_from_its_day_and_is_final()
    {
        var classification = Voted(3, 0);
        Close(classification);
        Assert.Null(classification.BindingOn(Given.Today.AddDays(-1)));
        classification.Dispute("课程内容是艺术而非学科", Given.LawOf(Given.Kunming, "2026-09-21"), Given.Now);
        Assert.Equal(ItemNature.Academic, classification.BindingOn(new(2026, 9, 21))!.Nature);
        foreach (var subject in new[] { "x", "y", "z" })
        {
            var expert = Expert(City, subject);
            classification.Assign([expert], Given.Now);
            Vote(classification, expert, ItemNature.NonAcademic);
        }
        classification.Close(Given.LawOf(Given.Kunming, "2026-09-28"), Given.Now);
        Assert.Equal((ItemNature.Academic, PanelLevel.County), Told(classification.BindingOn(new(2026, 9, 27))));
        Assert.Equal((ItemNature.NonAcademic, PanelLevel.City), Told(classification.BindingOn(new(2026, 9, 28))));
        Assert.True(classification.IsFinal(new(2026, 9, 28)));
        Assert.Equal("CASE_STATE", Assert.Throws<Refusal>(() => classification.Dispute("再次提出异议，请求复核", Given.LawOf(Given.Kunming, "2026-09-28"), Given.Now)).Reason);
    }

    [Fact]
    public void Who_voted_at_county_level_does_not_judge_the_item_again()
    {
        var classification = Voted(3, 0);
        Close(classification);
        classification.Dispute("课程内容是艺术而非学科", Given.LawOf(Given.Kunming, "2026-09-18"), Given.Now);
        var refusal = Assert.Throws<Refusal>(() => classification.Assign([Expert(City, "expert-0")], Given.Now));
        Assert.Equal(("EXPERT_CONFLICT", "VOTED_AT_COUNTY"), (refusal.Reason, refusal.Facts["ground"]));
    }

    [Theory]
    [InlineData("530102", "530100")]
    [InlineData("110101", "110000")]
    public void Disputes_go_to_the_nearest_authority_above(string county, string city) =>
        Assert.Equal(city, PanelMember.CityOf(DivisionCode.Parse(county)).ToString());

    [Theory]
    [InlineData(" 少儿 Scratch 编程", "少儿scratch编程", true)]
    [InlineData("少儿编程", "少儿编程二", false)]
    public void An_item_is_known_again_whatever_its_spaces_and_case(string one, string other, bool same) =>
        Assert.Equal(same, Classification.KeyOf(one) == Classification.KeyOf(other));

    private static (ItemNature Nature, PanelLevel Level) Told(BindingResult? result) => (result!.Nature, result.Level);

    private static Classification Requested() => Classification.Request(
        Given.Kunming, Institution, "", "思维训练", "面向小学生的数学思维训练课程", Given.LawOf(Given.Kunming, "2026-09-17"), Given.Now);

    private static Classification Voted(int academic, int other)
    {
        var classification = Requested();
        for (var i = 0; i < academic + other; i++)
        {
            var expert = Expert(Given.Kunming, $"expert-{i}");
            classification.Assign([expert], Given.Now);
            Vote(classification, expert, i < academic ? ItemNature.Academic : ItemNature.NonAcademic);
        }
        return classification;
    }

    private static void Vote(Classification classification, PanelMember expert, ItemNature opinion = ItemNature.Academic) =>
        classification.Vote(expert, opinion, "课程目标与教材一致", Given.Now);

    private static void Close(Classification classification) => classification.Close(Given.LawOf(Given.Kunming, "2026-09-17"), Given.Now);

    private static PanelMember Expert(string division, string subject, string employer = "", params string[] holdings)
    {
        var member = PanelMember.Register(division, subject, Given.Now);
        member.Declare("语文", employer, holdings, Given.Now);
        member.Appoint(true, Given.Now);
        return member;
    }
}
