using ShuangJian.Testing;
namespace ShuangJian.SystemTests;

/// <summary>Courses with what may and what may not stand in them, judged through the gateway for a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class CourseTests(Cluster cluster)
{
    [Fact]
    public async Task Every_course_of_the_table_gets_the_verdict_that_the_clauses_give_it()
    {
        var table = Path.Combine(Repository.Root, "tests", "System.Tests", "tables", "courses.csv");
        var codes = new[] { "530102", "331002", "620321", "110101" }.ToDictionary(place => place, place => Codes(cluster.Applicants(place, 3)));

        var said = Assert.Single(await cluster.RunAsync("courses.py", new { table, codes }));

        var wrong = said.GetProperty("wrong").EnumerateArray().Select(line => line.GetString()).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(said.GetProperty("rows").GetInt32(), 60, int.MaxValue);
    }

    private static Dictionary<string, string> Codes(IReadOnlyList<Applicant> known) =>
        new() { ["ARTS"] = known[0].Code, ["ACADEMIC"] = known[1].Code, ["NONE"] = known[2].Code };
}
