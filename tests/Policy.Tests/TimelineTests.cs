using static ShuangJian.Policy.Tests.LawFixture;

namespace ShuangJian.Policy.Tests;

/// <summary>Walks every parameter quarter by quarter from 2021 to next year.</summary>
public class TimelineTests
{
    private static readonly DivisionCode[] s_places =
        [.. new[] { "530100", "331000", "500107", "620321", "110000" }.Select(code => DivisionCode.Parse(code))];

    [Fact]
    public void The_law_has_no_gap_or_overlap_that_is_not_declared() => Assert.Empty(Problems(Law.Current, s_places));

    [Fact]
    public void A_parameter_that_nobody_sets_is_a_gap() => Assert.Contains(
        Problems(new LawFixture().With(National, Head + "values: []\n").Load(), [DivisionCode.Parse("530100")]),
        problem => problem.Contains("has no entry", StringComparison.Ordinal));

    [Fact]
    public void A_parameter_left_to_places_is_no_gap() => Assert.Empty(
        Problems(new LawFixture().With(National, Head + "local_only: true\nvalues: []\n").Load(), [DivisionCode.Parse("530100")]));

    /// <summary>
    /// What no entry declares: a place left without an answer where another level once gave one or no level ever does,
    /// two entries of one place and day, and an index that answers otherwise than the entries read one by one.
    /// </summary>
    private static List<string> Problems(Law law, DivisionCode[] places)
    {
        var problems = new List<string>();
        var lastYear = DateTime.UtcNow.Year + 1;
        foreach (var parameter in law.Parameters)
        {
            if (!parameter.LocalOnly && parameter.Entries.All(entry => entry.Division != DivisionCode.Nation))
                problems.Add($"{parameter.Name} has no entry for the nation and is not left to places");
            foreach (var place in places)
            {
                var begun = false;
                for (var day = new DateOnly(2021, 1, 1); day.Year <= lastYear; day = day.AddMonths(3))
                {
                    var status = law.At(place, day).Explain(parameter.Name).Status;
                    var expected = Declared(parameter, place, day);
                    if (expected.Count > 1)
                        problems.Add($"{parameter.Name} is set {expected.Count} times in {place} on {day:yyyy-MM-dd}");
                    else if (status != (expected.Count == 1 ? expected[0] : ParameterStatus.Absent))
                        problems.Add($"{parameter.Name} is {status} in {place} on {day:yyyy-MM-dd}");
                    if (begun && status == ParameterStatus.Absent)
                        problems.Add($"{parameter.Name} has a gap in {place} on {day:yyyy-MM-dd}");
                    begun |= status != ParameterStatus.Absent;
                }
            }
        }

        return problems;
    }

    /// <summary>The states that the nearest level declares for a day, read from the entries without any index.</summary>
    private static List<ParameterStatus> Declared(Parameter parameter, DivisionCode place, DateOnly day)
    {
        var repealed = false;
        foreach (var level in parameter.Entries.Where(entry => entry.Division.Contains(place) && entry.From <= day)
            .GroupBy(entry => entry.Division.Level).OrderByDescending(level => level.Key))
        {
            var last = level.Max(entry => entry.From);
            var states = level.Where(entry => entry.From == last).Select(entry => entry.State).ToList();
            if (states is not [EntryState.Repealed])
                return [.. states.Select(state => state == EntryState.Value ? ParameterStatus.InForce : ParameterStatus.Unverified)];
            repealed = true;
        }

        return repealed ? [ParameterStatus.Repealed] : [];
    }
}
