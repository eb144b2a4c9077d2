using System.Globalization;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Platform.Tests.Edge;

/// <summary>A day is read exactly as the runtime reads it by its pattern.</summary>
public sealed class DaysTests
{
    [Fact]
    public void Every_day_is_read_back()
    {
        for (var day = new DateOnly(1899, 12, 31); day.Year < 2202; day = day.AddDays(1)) Assert.Equal(day, Days.Of(Days.Of((DateOnly?)day)));
    }

    [Theory]
    [InlineData("2024-02-29")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2000-02-29")]
    [InlineData("2026-04-30")]
    [InlineData("2026-04-31")]
    [InlineData("2026-00-01")]
    [InlineData("2026-13-01")]
    [InlineData("2026-01-00")]
    [InlineData("0000-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-1-01")]
    [InlineData("2026-01-1")]
    [InlineData("2026/01/01")]
    [InlineData("2026-01-01 ")]
    [InlineData(" 2026-01-0")]
    [InlineData("２０２６-01-01")]
    [InlineData("+026-01-01")]
    [InlineData("2026--1-01")]
    [InlineData("2026-01-0a")]
    [InlineData("20260101")]
    [InlineData("")]
    public void What_is_no_day_is_none(string text) => Assert.Equal(
        (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), day), (Days.TryRead(text, out var read), read));
}
