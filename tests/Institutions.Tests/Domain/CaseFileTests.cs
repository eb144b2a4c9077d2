using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public class CaseFileTests
{
    private const string Code = "91350100M000100Y43";

    [Theory]
    [InlineData(CaseKind.UnlicensedInstitution, 30)]
    [InlineData(CaseKind.UnapprovedSite, 15)]
    [InlineData(CaseKind.CapitalCleanUp, 60)]
    [InlineData(CaseKind.SafetyHazard, 15)]
    public void A_case_is_due_in_working_days_by_its_kind(CaseKind kind, int days)
    {
        var opened = Open(kind);
        Assert.True(Law.Current.Calendar.CountWorkingDays(new(2026, 3, 2), opened.DueDate!.Value).TryGet(out var counted));
        Assert.Equal(days, counted);
        Assert.Equal("PLATFORM", Assert.Single(opened.Uses).Basis!.Document);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void The_due_day_itself_is_in_time(int daysAfter, bool late)
    {
        var opened = Open(CaseKind.UnapprovedSite);
        Assert.Equal(late, opened.MarkOverdue(opened.DueDate!.Value.AddDays(daysAfter), Given.Now));
        Assert.Equal(late, opened.Overdue);
        Assert.False(opened.MarkOverdue(opened.DueDate.Value.AddDays(daysAfter), Given.Now));
    }

    [Fact]
    public void A_closed_case_is_never_overdue_and_frees_its_matter()
    {
        var opened = Open(CaseKind.UnapprovedSite);
        Assert.NotNull(opened.OpenKey);
        opened.Close("EDUCATION", CaseResult.Unfounded, "经核实不存在", new(2026, 3, 3), Given.Now);
        Assert.False(opened.MarkOverdue(new(2027, 1, 1), Given.Now));
        Assert.Null(opened.OpenKey);
    }

    [Theory]
    [InlineData(CaseKind.UnlicensedInstitution, CaseResult.Licensed, true)]
    [InlineData(CaseKind.UnlicensedInstitution, CaseResult.SiteApproved, false)]
    [InlineData(CaseKind.UnapprovedSite, CaseResult.SiteApproved, true)]
    [InlineData(CaseKind.UnapprovedSite, CaseResult.Licensed, false)]
    [InlineData(CaseKind.CapitalCleanUp, CaseResult.Removed, true)]
    [InlineData(CaseKind.CapitalCleanUp, CaseResult.Transferred, false)]
    [InlineData(CaseKind.SafetyHazard, CaseResult.Removed, true)]
    [InlineData(CaseKind.SafetyHazard, CaseResult.Licensed, false)]
    public void Each_kind_has_its_results(CaseKind kind, CaseResult result, bool allowed) =>
        Assert.Equal(allowed, CaseFile.ResultsOf(kind).Contains(result));

    [Fact]
    public void Hazards_are_numbered_and_removed_once()
    {
        var opened = Open(CaseKind.SafetyHazard, "插座老化");
        opened.Report("EDUCATION", "复查发现新的隐患", ["通道堵塞"], [], false, new(2026, 3, 3), Given.Now);
        opened.Report("EDUCATION", "插座已更换", [], [1, 7], true, new(2026, 3, 4), Given.Now);
        opened.Report("EDUCATION", "再次确认", [], [1], false, new(2026, 3, 5), Given.Now);
        Assert.Equal([new CaseHazard(1, "插座老化", new(2026, 3, 4)), new CaseHazard(2, "通道堵塞")], opened.Hazards);
        Assert.True(Assert.Single(opened.Handlers).Reported);
        var refusal = Assert.Throws<Refusal>(() => opened.Close("EDUCATION", CaseResult.Removed, "隐患已消除", new(2026, 3, 5), Given.Now));
        Assert.Equal(("HAZARDS_REMAIN", "2"), (refusal.Reason, refusal.Facts["hazards"]));
    }

    private static CaseFile Open(CaseKind kind, params string[] hazards) => CaseFile.Open(
        new CaseContent(kind, CaseSource.Patrol, "c1", "测试机构", "测试路九号", Code, "巡查发现", [], hazards), "", Given.LawOf(Given.Kunming, "2026-03-02"), Given.Now);
}
