using System.Net;
using System.Net.Sockets;
using System.Text;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>What callers see while a server that the platform needs, or can do without, is away.</summary>
[Collection(nameof(Cluster))]
public sealed class OutageTests(Cluster cluster)
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Health_turns_when_the_database_goes_away_and_again_when_it_comes_back()
    {
        await using var health = cluster.Start("health.py", new { service = "institutions" });
        Assert.Equal("SERVING", (await health.NextAsync()).Text("status"));
        var applicants = cluster.Applicants("500107", 1);

        await cluster.Postgres.KillAsync();
        Assert.Equal("NOT_SERVING", (await health.NextAsync()).Text("status"));
        var refused = Assert.Single(await cluster.RunAsync("file_one.py", new { applicants }));
        Assert.Equal("UNAVAILABLE", refused.Text("code"));
        Assert.Equal("STORAGE_UNAVAILABLE", refused.Text("reason"));
        Assert.Contains("存储", refused.Text("zh"), StringComparison.Ordinal);

        await cluster.Postgres.StartAsync();
        Assert.Equal("SERVING", (await health.NextAsync()).Text("status"));
        Assert.Equal("OK", Assert.Single(await cluster.RunAsync("file_one.py", new { applicants })).Text("code"));
        using var page = await Http.GetAsync(new Uri(cluster.Web, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Health_turns_when_the_service_itself_is_killed_and_again_when_it_is_back()
    {
        await using var health = cluster.Start("health.py", new { service = "institutions" });
        Assert.Equal("SERVING", (await health.NextAsync()).Text("status"));

        await cluster.Institutions.KillAsync();
        Assert.Equal("NOT_SERVING", (await health.NextAsync()).Text("status"));
        Assert.Equal("UNAVAILABLE", Assert.Single(await cluster.RunAsync("file_one.py", new { applicants = cluster.Applicants("500107", 1) })).Text("code"));

        await cluster.Institutions.StartAsync();
        Assert.Equal("SERVING", (await health.NextAsync()).Text("status"));
    }

    [Fact]
    public async Task The_white_list_answers_and_is_right_while_Redis_is_away_and_when_it_is_back()
    {
        // What the list said before goes to Redis, which keeps it over its own end.
        var before = await AskAsync();
        await cluster.Redis.KillAsync();
        Assert.Equal(before, await AskAsync());

        var first = await ApproveAsync();
        Assert.Equal([.. before, first], await AskAsync());

        await cluster.Redis.StartAsync();
        await Eventually.TrueAsync("the platform talks and listens to Redis again", async () => await OthersAtRedisAsync() >= 2);
        Assert.Equal([.. before, first], await AskAsync());
        var second = await ApproveAsync();
        Assert.Equal([.. before, first, second], await AskAsync());
    }

    private async Task<string> ApproveAsync()
    {
        var applicants = cluster.Applicants("331002", 1);
        await cluster.RunAsync("decide_many.py", new { applicants, name = "缓存测试" });
        return applicants[0].Code;
    }

    /// <summary>Credit codes on the white list of the place, as a member of the public reads it.</summary>
    private async Task<List<string>> AskAsync() =>
        (await cluster.RunAsync("white_list.py", new { division = "331002" })).Select(i => i.Text("unified_social_credit_code")).Order(StringComparer.Ordinal).ToList();

    /// <summary>Connections that Redis has besides the one that asks.</summary>
    private async Task<int> OthersAtRedisAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, cluster.Redis.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("CLIENT LIST\r\nQUIT\r\n"));
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split('\n').Count(line => line.StartsWith("id=", StringComparison.Ordinal)) - 1;
    }
}
