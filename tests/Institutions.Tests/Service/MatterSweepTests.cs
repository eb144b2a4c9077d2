using ShuangJian.Contracts;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>What the platform finds by itself when a day has passed.</summary>
public sealed class MatterSweepTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Fact]
    public async Task A_panel_that_does_not_decide_in_time_is_told_to_the_authority_above()
    {
        var item = (await Panels.RequestClassificationAsync(new()
        {
            RequestId = Registry.NewId(), Division = "110101",
            Classification = new Classification { InstitutionCode = Registry.NewCode(), ItemName = "思维训练", Description = "面向小学生，每周两课时，使用自编教材" },
        })).Classification;
        Assert.Equal(("2026-12-11", false), (item.DueDate, item.Overdue));
        await _life.RestartAsync("2026-12-12");
        var told = await _life.HearAsync<ClassificationEscalated>(item.ClassificationId);
        Assert.Equal(("COUNTY", "110000", new DateOnly(2026, 12, 11)), (told.OwedBy, told.EscalatedTo, told.DueDate));
        var late = Assert.Single((await Panels.ListClassificationsAsync(new() { Division = "110101", OverdueOnly = true })).Classifications);
        Assert.Equal((item.ClassificationId, "110000"), (late.ClassificationId, late.EscalatedTo));
    }

    [Fact]
    public async Task A_check_that_lapses_is_announced_unless_a_later_one_took_its_place()
    {
        var institution = await _life.LicenseAsync();
        var replaced = await CheckAsync(institution, SafetyCheckKind.Fire, "2026-11-01", "2026-11-23");
        await CheckAsync(institution, SafetyCheckKind.Fire, "2026-11-20", "2027-11-19");
        var lapsing = await CheckAsync(institution, SafetyCheckKind.Premises, "2026-11-01", "2026-11-24");
        await CheckAsync(institution, SafetyCheckKind.Emergency, "2026-11-01", "2026-11-25");
        await _life.RestartAsync("2026-11-25");
        var told = await _life.HearAsync<SiteSafetyLapsed>(lapsing.CheckId);
        Assert.Equal((institution.Code, "PREMISES", new DateOnly(2026, 11, 24)), (told.InstitutionCode, told.Kind, told.ValidUntil));
        Assert.Single(_life.Heard.Events, e => e.Name == Platform.Messaging.CloudEvents.NameOf(typeof(SiteSafetyLapsed)));
        await using var db = await _life.DbAsync();
        var noted = db.Set<Institutions.Domain.SafetyCheck>().Where(c => c.Lapsed).Select(c => c.Id).ToHashSet();
        Assert.Equal([Guid.Parse(replaced.CheckId), Guid.Parse(lapsing.CheckId)], noted);
    }

    [Fact]
    public async Task A_hazard_that_is_not_removed_in_time_is_announced_with_what_remains()
    {
        var institution = await _life.LicenseAsync();
        var check = await CheckAsync(institution, SafetyCheckKind.Fire, "2026-11-20", "2027-11-19", "灭火器过期", "疏散通道堵塞");
        await new CaseService.CaseServiceClient(_life.Host.AsRegulator("110101", "FIRE_RESCUE")).ReportOnCaseAsync(new()
        {
            RequestId = Registry.NewId(), CaseId = check.CaseId, Text = "已更换灭火器", HazardsRemoved = { 1 },
        });
        await _life.RestartAsync("2026-12-12");
        var told = await _life.HearAsync<SafetyHazardOverdue>(check.CaseId);
        Assert.Equal((institution.Code, "疏散通道堵塞", "FIRE_RESCUE", new DateOnly(2026, 12, 11)),
            (told.InstitutionCode, Assert.Single(told.Hazards), Assert.Single(told.Departments), told.DueDate));
    }

    private ClassificationService.ClassificationServiceClient Panels => new(_life.Host.AsRegulator("110101"));

    private async Task<SafetyCheck> CheckAsync(Institution institution, SafetyCheckKind kind, string on, string until, params string[] hazards) =>
        (await new SafetyService.SafetyServiceClient(_life.Host.AsRegulator("110101", "FIRE_RESCUE")).RecordSafetyCheckAsync(new()
        {
            RequestId = Registry.NewId(),
            Check = new SafetyCheck
            {
                InstitutionId = $"{institution.Id}", SiteAddress = "测试路一号", Kind = kind, CheckedOn = on, ValidUntil = until, Passed = hazards.Length == 0, Hazards = { hazards },
            },
        })).Check;
}
