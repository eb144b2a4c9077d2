namespace ShuangJian.SystemTests;

/// <summary>What happens in schools, for a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class SchoolTests(Cluster cluster)
{
    [Fact]
    public async Task Every_case_of_the_table_gets_the_verdict_that_the_clauses_give_it()
    {
        var table = Path.Combine(Repository.Root, "tests", "System.Tests", "tables", "school-cases.csv");
        string[] divisions = ["530102", "331002", "500107", "620321", "110101"];

        var said = Assert.Single(await cluster.RunAsync("school_cases.py", new
        {
            table, schools = divisions.SelectMany(division => cluster.NewSchools(division, 3)), unknown = cluster.Applicants("530102", 1)[0],
        }));

        Assert.Empty(said.GetProperty("wrong").EnumerateArray().Select(line => line.GetString()));
        Assert.InRange(said.GetProperty("rows").GetInt32(), 300, int.MaxValue);
    }
}
