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

    /// <summary>Time that an orchestrator gives a process to end before it is killed.</summary>
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(60);

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

    [Fact]
    public async Task Each_event_arrives_once_while_the_replicas_of_every_service_are_ended_in_turn()
    {
        (string Name, string Project, string Assembly, ServiceProcess First)[] services =
        [
            ("institutions", "services/Institutions/Service", "ShuangJian.Institutions", cluster.Institutions), ("filings", "services/Filings/Service", "ShuangJian.Filings", cluster.Filings),
            ("custody", "services/Custody/Service", "ShuangJian.Custody", cluster.Custody), ("monitoring", "services/Monitoring/Service", "ShuangJian.Monitoring", cluster.Monitoring),
            ("schools", "services/Schools/Service", "ShuangJian.Schools", cluster.Schools), ("supervision", "services/Supervision/Service", "ShuangJian.Supervision", cluster.Supervision),
            ("events", "services/Events/Service", "ShuangJian.Events", cluster.Events),
        ];
        var second = services.Select(s => (s.Name, s.First, Process: cluster.Replica(s.Project, s.Assembly))).ToList();
        await using var gateway = cluster.GatewayBefore(second.ToDictionary(s => s.Name, s => new[] { s.First, s.Process }));
        try
        {
            await Task.WhenAll(second.Select(s => s.Process.StartAsync()).Append(gateway.StartAsync()));
            await DecideMeanwhileAsync("replicas", "副本测试", async decided =>
            {
                // Each of the first is asked to end, as at a roll-out, and leaves in order.
                Assert.All(await Task.WhenAll(second.Select(s => s.First.TerminateAsync(LongestEnd))), code => Assert.Equal(0, code));
                await decided(2);
                await Task.WhenAll(second.Select(s => s.First.StartAsync()));
                // Each of the second is lost at once, as with its machine.
                await Task.WhenAll(second.Select(s => s.Process.KillAsync()));
                await decided(2);
            }, gateway.Authority);
        }
        finally
        {
            foreach (var service in second) await service.Process.DisposeAsync();
        }
        foreach (var service in services) await cluster.WaitForHealthAsync(service.Name);
    }

    private async Task DecideMeanwhileAsync(string queue, string name, Func<Func<int, Task>, Task> disturb, string? gateway = null)
    {
        await using var listener = cluster.Start("listen.py", new { queue = $"department.{queue}", binding = "53.01.#" });
        await listener.NextAsync(line => line.TryGetProperty("listening", out _));

        var applicants = cluster.Applicants(Place, 12);
        await using var decider = cluster.Start("decide_many.py", new { applicants, name, gateway = gateway ?? cluster.Gateway.Authority });
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
