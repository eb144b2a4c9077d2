using ShuangJian.Testing;
using Xunit.Abstractions;

namespace ShuangJian.SystemTests;

/// <summary>Texts of advertisements, half of them clean, judged through the gateway for a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class AdvertisementTests(Cluster cluster, ITestOutputHelper output)
{
    [Fact]
    public async Task Texts_of_the_half_that_no_list_was_made_with_are_found_and_clean_ones_left()
    {
        var table = Path.Combine(Repository.Root, "tests", "System.Tests", "tables", "advertisements.csv");

        var halves = (await cluster.RunAsync("advertisements.py", new { table })).ToDictionary(half => half.Text("half"));

        foreach (var half in halves.Values) output.WriteLine($"{half}");
        Assert.InRange(halves.Values.Sum(half => half.GetProperty("texts").GetInt32()), 100, int.MaxValue);
        Assert.All(halves.Values, half => Assert.Equal(half.GetProperty("texts").GetInt32(), 2 * half.GetProperty("clean").GetInt32()));
        Assert.InRange(halves["test"].GetProperty("recall").GetInt32(), 85, 100);
        Assert.InRange(halves["test"].GetProperty("precision").GetInt32(), 85, 100);
    }
}
