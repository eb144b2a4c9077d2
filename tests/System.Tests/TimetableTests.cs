using ShuangJian.Testing;
namespace ShuangJian.SystemTests;

/// <summary>Timetables on both sides of every limit and date, judged through the gateway for a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class TimetableTests(Cluster cluster)
{
    [Fact]
    public async Task Every_timetable_of_the_table_gets_the_verdict_that_the_clauses_give_it()
    {
        var table = Path.Combine(Repository.Root, "tests", "System.Tests", "tables", "timetables.csv");

        var said = Assert.Single(await cluster.RunAsync("timetables.py", new { table }));

        Assert.Empty(said.GetProperty("wrong").EnumerateArray().Select(line => line.GetString()));
        Assert.InRange(said.GetProperty("rows").GetInt32(), 150, int.MaxValue);
    }
}
