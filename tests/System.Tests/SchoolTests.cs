using ShuangJian.Testing;
using System.Globalization;
using System.Text.Json;

namespace ShuangJian.SystemTests;

/// <summary>What happens in schools, for a client in Python.</summary>
[Collection(nameof(Cluster))]
public sealed class SchoolTests(Cluster cluster, Xunit.Abstractions.ITestOutputHelper output)
{
    private const double Seconds = 5;

    /// <summary>Schools of the county; <c>SHUANGJIAN_SCHOOLS</c> for another number, as the 200 of a whole county.</summary>
    private static readonly int Schools = int.Parse(Environment.GetEnvironmentVariable("SHUANGJIAN_SCHOOLS") ?? "60", CultureInfo.InvariantCulture);

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

    [Fact]
    public async Task A_county_plays_a_whole_term_and_all_planted_breaches_are_found_and_nothing_else()
    {
        // From 24 February to 10 July 2026: 95 weekdays without five holidays and a day that the county moves, and three Saturdays.
        const int Grades = 6, Days = 96, Subjects = 2, Sessions = 20;

        await using var python = cluster.Start("school_county.py", new { schools = cluster.NewSchools("530103", Schools) });
        var said = await python.NextAsync(line => line.TryGetProperty("loaded", out _));

        Assert.Equal([Schools, Schools * Grades, Schools], Numbers(said.GetProperty("loaded")));
        Assert.Equal((Days, Sessions), (said.GetProperty("days").GetInt32(), said.GetProperty("sessions").GetInt32()));
        Assert.Equal(Schools * Grades * Days * Subjects, said.GetProperty("stored").GetInt32());
        Assert.InRange(said.GetProperty("planted").GetInt32(), 20 * Schools, 25 * Schools);
        Assert.Equal("""["HomeworkExceedsDailyMinutes","HomeworkSentByPhone","ParentsMustMark","PupilsMustMarkThemselves"]""", Text(said, "kinds"));
        Assert.True(said.GetProperty("refused").GetBoolean(), "what was refused is not what was planted");
        Assert.Equal($"[{Every(30, 7)},true]", Text(said, "plans"));
        Assert.Equal($"[{Every(50, 21)},true,{Schools * (Sessions - 1)}]", Text(said, "service"));
        // Rankings, too little sport, a subject left out of a whole week, one paper too many; short weeks are in order.
        Assert.Equal($"[{Every(40, 3) + Every(20, 13) + Every(25, 9) + Every(60, 33)},true,true]", Text(said, "order"));
        Assert.Equal("[true,true]", Text(said, "counts"));
        Assert.Equal(Every(50, 11), said.GetProperty("markings").GetInt32());
        Assert.True(said.GetProperty("heard").GetBoolean(), "the events are not those of the planted breaches");
        // Every class, school and the county, of homework and of service, against what the client counts itself.
        Assert.Equal(Schools, said.GetProperty("agree").GetInt32());
        Assert.True(said.GetProperty("county").GetBoolean(), "the sums of the county are not those of a recount");
        var held = Schools * (Sessions - 1);
        Assert.True(said.GetProperty("division").GetBoolean(), "the figures of the county's service are not those of a recount");
        output.WriteLine($"{Schools * Grades * Days * Subjects} entries of {Days} days, {held} sessions: {Text(said, "seconds")} s, {Text(said, "spent")}");
        // Three of forty get three minutes each of the last ten; the others are told of the one that is left.
        var race = said.GetProperty("race");
        Assert.Equal((3, 1), (race.GetProperty("won").GetInt32(), race.GetProperty("remaining").GetInt32()));
        Assert.Equal("""["1"]""", Text(race, "told"));
        Assert.Empty(race.GetProperty("other").EnumerateArray());
    }

    [Fact]
    public async Task An_institution_that_falls_off_the_white_list_serves_no_school_within_seconds()
    {
        // Yongchang asks for no selection by the county, which takes days.
        var said = Assert.Single(await cluster.RunAsync("service_ended.py", new { institution = cluster.Applicants("620321", 1)[0], school = cluster.NewSchools("620321", 1)[0] }));

        Assert.Equal("PROGRAMME_STATE_OPEN", said.Text("before"));
        Assert.InRange(said.GetProperty("ended").GetDouble(), 0, Seconds);
        Assert.InRange(said.GetProperty("told").GetDouble(), 0, Seconds);
        Assert.Equal("cn.shuangjian.school.institution-service-ended.v1", said.Text("type"));
        Assert.Equal("institution.institution-suspended", said.GetProperty("data").Text("cause"));
        Assert.Single(said.GetProperty("data").GetProperty("programmeIds").EnumerateArray());
        Assert.Equal("INSTITUTION_NOT_ON_WHITE_LIST", said.Text("again"));
        Assert.Equal("""["SESSION_STATE_ENDED"]""", Text(said, "sessions"));
    }

    /// <summary>Schools of which every so manieth, from one on, does something wrong.</summary>
    private static int Every(int step, int first) => Enumerable.Range(0, Schools).Count(number => number % step == first);

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetInt32())];

    private static string Text(JsonElement said, string name) => JsonSerializer.Serialize(said.GetProperty(name));
}
