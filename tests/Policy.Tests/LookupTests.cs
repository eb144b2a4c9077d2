namespace ShuangJian.Policy.Tests;

public class LookupTests
{
    private static readonly Law s_law = Law.Current;

    [Theory]
    [InlineData("530100", "2022-09-01", "20:30")]
    [InlineData("110101", "2022-09-01", "20:30")]
    [InlineData("530102", "2021-07-24", "20:30")]
    [InlineData("530102", "2021-07-23", null)]
    public void The_offline_end_is_that_of_the_place_and_day(string place, string day, string? expected)
    {
        var limit = s_law.At(DivisionCode.Parse(place), DateOnly.Parse(day)).Limit(Law.OfflineClassEndsLatest);
        Assert.Equal(expected, limit?.Quantity.Value);
    }
}
