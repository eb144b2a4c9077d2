using System.Text.Json;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>What points of inspection and reports look at exists.</summary>
[Collection(nameof(PolicyHost))]
public sealed class MeasuredLawTests(PolicyHost host)
{
    private static readonly Dictionary<string, Type> Events = CloudEvents.All.ToDictionary(e => e.Value.FullName, e => e.Key);

    public static TheoryData<string> Filters => [.. Law.Current.Reports.Measures.Values.SelectMany(m => m.Adds.Concat(m.Takes))
        .Concat(Law.Current.Indicators.All.SelectMany(s => s.Points).SelectMany(p => p.Seen.Concat(p.Against).Concat(p.Mended))).Select(f => f.ToSource())
        .Concat(Law.Current.Indicators.All.SelectMany(s => s.FoundBy.Concat(s.DismissedBy))).Distinct()];

    public static TheoryData<string> Heard => [.. Law.Current.Reports.Events.Concat(Law.Current.Indicators.All.SelectMany(set => set.Events)).Distinct().Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Filters))]
    public void Every_event_named_is_announced_with_the_member_that_is_looked_at(string source)
    {
        var filter = EventFilter.Parse(source)!;
        var record = Assert.Contains(filter.Event, Events);
        if (filter.Member.Length > 0) Assert.Contains(filter.Member, Members(record));
    }

    [Theory, MemberData(nameof(Heard))]
    public void Every_event_that_is_listened_to_can_be_read(string name)
    {
        var body = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Contracts.Tests", "golden", $"{name}.json"));
        Assert.Equal(name, new FactReader(CloudEvents.Read(body)).Received.Name);
    }

    [Fact]
    public void Every_sum_is_of_a_number_of_its_event() => Assert.All(
        Law.Current.Reports.Measures.Values.Where(m => m.Sum.Length > 0), m => Assert.Contains(m.Sum, Members(Events[m.Adds.Single().Event])));

    [Fact]
    public void The_sixty_points_stand_once_and_in_order() => Assert.Equal(
        Enumerable.Range(1, 60).Select(n => $"JLP-C{n}"), Law.Current.Indicators.All.Single(s => s.Id == "jlp-2022").Points.Select(p => p.Id));

    [Fact]
    public void Every_rule_that_speaks_against_a_point_exists() => Assert.All(
        Law.Current.Indicators.All.SelectMany(s => s.Points).SelectMany(p => p.Rules), rule => Assert.True(host.Rules.TryGet(rule, out _), rule));

    [Fact]
    public void A_point_about_a_school_or_institution_that_the_platform_scores_is_seen_by_events_that_name_one() => Assert.All(
        Law.Current.Indicators.All.SelectMany(s => s.Points).Where(p => p.About != InspectedKind.County).SelectMany(p => p.Seen.Select(f => (p.About, f.Event))),
        seen => Assert.Contains(Members(Events[seen.Event]), m => seen.About == InspectedKind.School ? m == "schoolCode" : m is "institutionCode" or "unifiedSocialCreditCode"));

    [Theory]
    [InlineData("500107", "2022-04-14", null)]
    [InlineData("500107", "2022-04-15", "jlp-2022")]
    [InlineData("530102", "2022-04-14", null)]
    [InlineData("530102", "2026-11-20", "jlp-2022")]
    public void A_place_is_measured_by_its_own_set_or_by_one_that_serves_elsewhere(string division, string day, string? expected) =>
        Assert.Equal(expected, Law.Current.Indicators.For(DivisionCode.Parse(division), DateOnly.Parse(day))?.Id);

    private static IEnumerable<string> Members(Type record) => record.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
}
