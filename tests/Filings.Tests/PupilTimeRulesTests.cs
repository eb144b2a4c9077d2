using ShuangJian.Filings.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Tests;

/// <summary>The law with a limit of continuous online time that a place of the tests has set: 60 minutes in Dongcheng.</summary>
internal static class LawWithOnlineLimit
{
    public static Law Load()
    {
        var folder = Directory.CreateTempSubdirectory("law");
        try
        {
            var path = Path.Combine(folder.CreateSubdirectory("local/110101/training").FullName, "continuous_online_minutes.yaml");
            File.WriteAllText(path, """
                last_reviewed: 2026-11-21
                values:
                  - from: 2026-01-01
                    value: 60
                    basis:
                      document: PLATFORM
                      clause: PLATFORM
                      title_zh: 测试规定
                      date: 2021-01-01
                      grade: C
                """);
            return Law.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

public sealed class PupilTimeRulesTests
{
    private static readonly Law WithLimit = LawWithOnlineLimit.Load();

    [Theory]
    [InlineData("18:00-18:30,18:40-19:10", 10, "30,30")]
    [InlineData("18:00-18:30,18:39-19:10", 10, "70")]
    [InlineData("18:00-18:30,18:30-19:00", null, "60")]
    [InlineData("18:00-18:30,18:31-19:00", null, "30,29")]
    [InlineData("18:00-19:00,18:10-18:20,18:50-19:20", 10, "80")]
    [InlineData("20:00-20:30,18:00-18:30", 10, "30,30")]
    [InlineData("00:00-00:30,23:30-23:59", 10, "30,29")]
    public void A_pause_ends_a_continuous_time_and_classes_at_once_count_once(string sessions, int? pause, string minutes) =>
        Assert.Equal(minutes, string.Join(',', ContinuousTime.Of(Sessions(sessions), pause).Select(t => t.Minutes)));

    [Theory]
    [InlineData("110101", "18:00-18:30,18:31-19:00", "")]
    [InlineData("110101", "18:00-18:30,18:31-19:01", "Breach")]
    [InlineData("110102", "18:00-18:30,18:31-19:01", "Undetermined")]
    [InlineData("530102", "18:00-18:30,18:31-19:01", "Undetermined")]
    public void The_limit_is_the_one_that_the_place_has_set_and_open_where_none_has(string division, string sessions, string severity)
    {
        var time = ContinuousTime.Of(Sessions(sessions), 10).Single();
        Assert.Equal(severity, $"{PupilTimeRules.PupilOnlineTooLong(time, WithLimit.At(DivisionCode.Parse(division), time.Date))?.Severity}");
    }

    [Fact]
    public void Nobody_has_set_a_limit_so_nothing_is_fine_in_silence()
    {
        var time = ContinuousTime.Of(Sessions("18:00-18:30"), 10).Single();
        var finding = PupilTimeRules.PupilOnlineTooLong(time, Law.Current.At(DivisionCode.Parse("110101"), time.Date))!;
        Assert.Equal((Severity.Undetermined, "BJ-13"), (finding.Severity, Assert.Single(finding.Basis).Clause));
    }

    [Fact]
    public void Each_place_judges_the_times_in_which_its_institutions_take_part()
    {
        IReadOnlyList<PupilSession> sessions =
        [
            .. Sessions("18:00-18:40", "110101"), .. Sessions("18:45-19:30", "530102"), .. Sessions("20:00-20:30", "530102"),
        ];
        var here = Assert.Single(PupilTimeRules.Judge(sessions, "110101", WithLimit));
        Assert.Equal((90, Severity.Breach), (here.Time.Minutes, here.Finding!.Severity));
        Assert.Equal([Severity.Undetermined, Severity.Undetermined], PupilTimeRules.Judge(sessions, "530100", WithLimit).Select(t => t.Finding!.Severity));
    }

    private static IEnumerable<PupilSession> Sessions(string text, string division = "110101") => text.Split(',').Select(one => new PupilSession(
        division, "code", Guid.Empty, new DateOnly(2026, 11, 24), TimeOnly.Parse(one.Split('-')[0]), TimeOnly.Parse(one.Split('-')[1])));
}
