using System.Globalization;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>Inspections and surveys from outside, in Python, over RabbitMQ and PostgreSQL.</summary>
[Collection(nameof(Cluster))]
public sealed class SupervisionTests(Cluster cluster)
{
    private const string County = "530103";

    /// <summary>Answers of the survey; <c>SHUANGJIAN_SURVEY_ANSWERS</c> for another number, as the 20,000 that were run once.</summary>
    private static readonly int Answers = int.Parse(Environment.GetEnvironmentVariable("SHUANGJIAN_SURVEY_ANSWERS") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_county_of_200_schools_through_a_year_of_inspections_lists_every_gap_and_mends_what_was_found()
    {
        var said = Assert.Single(await cluster.RunAsync("inspection_county.py", new
        {
            schools = cluster.NewSchools(County, 200), inspector = cluster.Token("INSPECTOR", County), colleague = cluster.Token("REGULATOR", County, "EDUCATION", subject: "colleague in education"),
        }));
        Assert.True(said.GetProperty("planted").GetBoolean(), "the gaps listed are not those planted");
        Assert.Equal((21, 18), (said.GetProperty("gaps").GetInt32(), said.GetProperty("findings").GetInt32()));
        Assert.Equal((179, 179), (said.GetProperty("visits").GetInt32(), said.GetProperty("counted").GetInt32()));
        Assert.Equal((9, 9), (said.GetProperty("mended").GetInt32(), said.GetProperty("verified").GetInt32()));
        Assert.Equal(["VERIFIER_NOT_INDEPENDENT"], said.GetProperty("own").EnumerateArray().Select(r => r.GetString()));
        // Of two officers who close one account at once, one does.
        Assert.Equal(["ETAG_MISMATCH", "OK"], said.GetProperty("closing").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Of_a_survey_the_sums_are_right_and_nothing_in_the_database_says_who_said_what()
    {
        var today = TimeProvider.System.GetUtcNow().AddHours(8);
        var said = Assert.Single(await cluster.RunAsync("survey.py", new
        {
            schools = cluster.NewSchools(County, 4), answers = Answers, pg_dump = PostgresServer.Tool("pg_dump"), pg_port = cluster.Postgres.Port,
            from = $"{today:yyyy-MM-dd}", until = $"{today.AddDays(10):yyyy-MM-dd}",
        }));
        Assert.Equal((Answers, Answers, Answers), (said.GetProperty("tickets").GetInt32(), said.GetProperty("taken").GetInt32(), said.GetProperty("persons").GetInt32()));
        Assert.Equal(["SURVEY_TICKET_SPENT"], said.GetProperty("again").EnumerateArray().Select(r => r.GetString()));
        Assert.True(said.GetProperty("equal").GetBoolean(), "the counts are not what was answered");
        Assert.Equal((0, 0), (said.GetProperty("sealed").GetInt32(), said.GetProperty("readable").GetInt32()));
        Assert.InRange(said.GetProperty("searched").GetInt32(), 100_000, int.MaxValue);
    }
}
