using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Events.Tests;

/// <summary>Which events a department hears by its duty.</summary>
public sealed class EventDutyTests
{
    [Fact]
    public void Every_event_belongs_to_a_matter_and_every_matter_names_events_that_there_are()
    {
        var named = Law.Current.Duties.All.SelectMany(m => Law.Current.Duties.EventsOf(m.Id)).ToHashSet();
        Assert.Equal(CloudEvents.All.Values.Select(n => n.FullName).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.All(Law.Current.Duties.All, matter => Assert.NotEmpty(Law.Current.Duties.EventsOf(matter.Id)));
    }

    [Theory]
    [InlineData("MARKET_REGULATION", "530100", "2026-11-20", "monitoring.advertisement-breach-found", "advertising", true, "KM-11")]
    [InlineData("MARKET_REGULATION", "530100", "2022-01-08", "monitoring.advertisement-breach-found", "advertising", true, "PLATFORM")]
    [InlineData("MARKET_REGULATION", "530100", "2022-01-09", "custody.refund-overdue", "prepaid-money", true, "KM-9")]
    [InlineData("CIVIL_AFFAIRS", "530102", "2026-11-20", "institution.institution-changed", "institution-approval", false, "KM-6")]
    [InlineData("EDUCATION", "530102", "2026-11-20", "school.homework-breach-found", "homework", true, "KM-1")]
    [InlineData("EMERGENCY_MANAGEMENT", "110105", "2026-11-20", "institution.site-safety-lapsed", "site-safety", true, "BJ-28")]
    [InlineData("PUBLIC_SECURITY", "530100", "2026-11-20", "monitoring.risk-warning-raised", "stability", true, "KM-A")]
    public void A_department_hears_what_the_clause_gives_it(string department, string division, string day, string type, string matter, bool leads, string clause)
    {
        var heard = Assert.Single(Duty.HeardBy(department, division, DateOnly.Parse(day)), h => h.Type == type);
        Assert.Equal((matter, leads, clause), (heard.Duty.Matter.Id, heard.Leads, heard.Duty.Basis.Clause));
    }

    [Theory]
    [InlineData("MARKET_REGULATION", "530100", "school.homework-counted")]
    [InlineData("MARKET_REGULATION", "530100", "school.teacher-case-opened")]
    [InlineData("EMERGENCY_MANAGEMENT", "530100", "institution.site-safety-lapsed")]
    [InlineData("FIRE_RESCUE", "110105", "institution.site-safety-lapsed")]
    [InlineData("TAXATION", "530100", "custody.refund-paid")]
    public void A_department_does_not_hear_what_is_others(string department, string division, string type) =>
        Assert.DoesNotContain(Duty.HeardBy(department, division, new DateOnly(2026, 11, 20)), h => h.Type == type);

    [Fact]
    public void What_a_department_leads_goes_before_what_it_assists()
    {
        // A refund that is overdue belongs to three matters.
        var heard = Assert.Single(Duty.HeardBy("EDUCATION", "331002", new DateOnly(2026, 11, 20)), h => h.Type == "custody.refund-overdue");
        Assert.Equal(("prepaid-money", true), (heard.Duty.Matter.Id, heard.Leads));
    }

    [Theory]
    [InlineData("000000", "*.*.*.custody.refund-paid")]
    [InlineData("530000", "53.*.*.custody.refund-paid")]
    [InlineData("530100", "53.01.*.custody.refund-paid")]
    [InlineData("530102", "53.01.02.custody.refund-paid")]
    public void A_queue_is_bound_by_place_and_type(string division, string key) =>
        Assert.Equal([key], new LogFilter(division, ["custody.refund-paid"]).Keys);

    [Theory]
    [InlineData("000000", "530102", true)]
    [InlineData("530100", "530102", true)]
    [InlineData("530100", "530100", true)]
    [InlineData("530100", "530000", false)]
    [InlineData("530100", "530200", false)]
    [InlineData("530102", "530103", false)]
    public void A_filter_takes_what_lies_within_its_place(string place, string division, bool taken) =>
        Assert.Equal(taken, new LogFilter(place, ["custody.refund-paid"]).Takes(new() { Type = "custody.refund-paid", Division = division }));

    [Fact]
    public void Who_hears_everything_is_bound_by_place_alone() =>
        Assert.Equal(["53.01.*.*.*"], new LogFilter("530100", [.. Duty.Names]).Keys);
}
