using System.Text.Json;

namespace ShuangJian.SystemTests;

/// <summary>
/// Events reach a department's own queue and the event log, whatever is killed on the way. Applications go
/// on being decided meanwhile by a client that sends the same request again while the platform is away.
/// </summary>
[Collection(nameof(Cluster))]
public sealed class DeliveryTests(Cluster cluster)
{
    private const string Place = "530102";

    /// <summary>Submitted, accepted, the opinions of two departments, its stage of decision, approved, licensed.</summary>
    private const int EventsOfOne = 7;

    [Fact]
    public async Task Each_event_arrives_once_while_the_broker_is_killed_and_started_again() =>
        await DecideMeanwhileAsync("broker", "断线测试", async decided =>
        {
            await cluster.Rabbit.KillAsync();
            // Decided without a broker: these events wait in the outbox.
            await decided(4);
            await cluster.Rabbit.StartAsync();
        });

    [Fact]
    public async Task Each_event_arrives_once_while_the_service_is_killed_and_started_again() =>
        await DecideMeanwhileAsync("service", "重启测试", async decided =>
        {
            // In the middle of calls and between commit and delivery, wherever it happens to be.
            for (var times = 0; times < 2; times++)
            {
                await cluster.Institutions.KillAsync();
                await cluster.Institutions.StartAsync();
                await decided(2);
            }
        });

    [Fact]
    public async Task Each_event_arrives_once_while_the_log_and_the_broker_and_the_service_are_all_killed() =>
        await DecideMeanwhileAsync("everything", "全停测试", async _ =>
        {
            await Task.WhenAll(cluster.Events.KillAsync(), cluster.Rabbit.KillAsync(), cluster.Institutions.KillAsync());
            await Task.WhenAll(cluster.Events.StartAsync(), cluster.Rabbit.StartAsync(), cluster.Institutions.StartAsync());
        });

    private async Task DecideMeanwhileAsync(string queue, string name, Func<Func<int, Task>, Task> disturb)
    {
        await using var listener = cluster.Start("listen.py", new { queue = $"department.{queue}", binding = "53.01.#" });
        await listener.NextAsync(line => line.TryGetProperty("listening", out _));

        var applicants = cluster.Applicants(Place, 12);
        await using var decider = cluster.Start("decide_many.py", new { applicants, name });
        var applications = new List<string>();
        async Task Decided(int count)
        {
            for (; count > 0; count--) applications.Add((await decider.NextAsync()).Text("application_id"));
        }
        await Decided(2);
        await disturb(Decided);
        applications.AddRange((await decider.RestAsync()).Select(line => line.Text("application_id")));
        Assert.Equal(applicants.Count, applications.Distinct().Count());

        // The queue: every event at least once, so exactly once for whoever remembers the ids.
        var ours = applications.Select(id => $"applications/{id}").ToHashSet(StringComparer.Ordinal);
        bool IsOurs(JsonElement told) => told.TryGetProperty("id", out _)
            && (ours.Contains(told.Text("subject")) || told.Text("name").StartsWith(name, StringComparison.Ordinal));
        var arrived = new List<JsonElement>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (known.Count < applicants.Count * EventsOfOne)
        {
            var told = await listener.NextAsync(IsOurs);
            if (known.Add(told.Text("id"))) arrived.Add(told);
        }
        Assert.All(arrived, told =>
        {
            Assert.StartsWith("53.01.02.institution.", told.Text("key"), StringComparison.Ordinal);
            Assert.Equal("application/cloudevents+json", told.Text("media_type"));
            Assert.True(told.GetProperty("persistent").GetBoolean(), "a broker that restarts would forget it");
        });
        Assert.Equal(applicants.Count, arrived.Count(told => told.Text("type") == "cn.shuangjian.institution.institution-licensed.v1"));
        Assert.All(arrived.GroupBy(told => told.Text("subject")), subject =>
            Assert.Equal(subject.Select(told => told.Text("sequence")).Order(StringComparer.Ordinal), subject.Select(told => told.Text("sequence"))));

        // The log: every one of them once, however often it was delivered.
        var logged = await LoggedAsync(known.IsSubsetOf);
        Assert.Equal(logged.Count, logged.Distinct().Count());
        Assert.All(listener.Said().Where(IsOurs), late => Assert.Contains(late.Text("id"), known));
    }

    /// <summary>Identifiers of the place's events as the log has them, once they are as they should be.</summary>
    private Task<List<string>> LoggedAsync(Func<List<string>, bool> right) => Testing.Eventually.ValueAsync(
        "the log has every event that arrived",
        async () => (await cluster.RunAsync("events.py", new { division = Place })).ConvertAll(e => e.Text("id")),
        right);
}
