using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;

namespace ShuangJian.DeploymentTests;

/// <summary>The broker's topology as data is what the services declare; <c>UPDATE_TOPOLOGY=1</c> writes it anew.</summary>
public sealed class TopologyTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string File = Path.Combine(Repository.Root, "k8s", "components", "rabbitmq", "definitions.json");

    [Fact]
    public async Task Definitions_name_every_queue_that_a_consumer_reads_and_every_topic_it_listens_to()
    {
        await using var host = await TestHost.StartAsync(Modules.All);
        var expected = Definitions(host.Services.GetServices<IEventConsumer>()).ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_TOPOLOGY") == "1") await System.IO.File.WriteAllTextAsync(File, expected);
        Assert.Equal(expected, await System.IO.File.ReadAllTextAsync(File));
    }

    /// <summary>A broker that imported the file takes what a service declares, and the service reads from it.</summary>
    [Fact]
    public async Task A_service_finds_the_imported_topology_as_it_would_have_made_it()
    {
        await using var rabbit = new RabbitServer();
        await rabbit.StartAsync();
        await rabbit.ControlAsync("import_definitions", File);
        await using var host = await TestHost.StartAsync([Modules.All.Single(m => m.Name == "events"), Modules.All.Single(m => m.Name == "institutions")], settings: new Dictionary<string, string?> { ["Broker:Address"] = rabbit.Address });
        var names = host.Services.GetServices<IEventConsumer>().Select(c => $"shuangjian.{c.Name}").ToList();
        await Eventually.TrueAsync("every queue is read", async () =>
        {
            var read = (await rabbit.ControlAsync("list_consumers", "queue_name")).Split('\n');
            return names.All(read.Contains);
        });
    }

    private static JsonObject Definitions(IEnumerable<IEventConsumer> consumers)
    {
        var all = consumers.OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = "/" }),
            ["exchanges"] = new JsonArray([Exchange(CloudEvents.Exchange, "topic"), .. all.Select(c => Exchange($"shuangjian.{c.Name}", "fanout"))]),
            ["queues"] = new JsonArray([.. all.Select(c => new JsonObject
            {
                ["name"] = $"shuangjian.{c.Name}", ["vhost"] = "/", ["durable"] = true, ["auto_delete"] = false,
                ["arguments"] = new JsonObject { ["x-queue-type"] = "quorum", ["x-single-active-consumer"] = true },
            })]),
            ["bindings"] = new JsonArray([.. all.SelectMany(c => c.Topics.Order(StringComparer.Ordinal).Select(topic => Binding(CloudEvents.Exchange, c, "exchange", topic)).Append(Binding($"shuangjian.{c.Name}", c, "queue", "")))]),
        };
    }

    private static JsonObject Exchange(string name, string type) => new()
    {
        ["name"] = name, ["vhost"] = "/", ["type"] = type, ["durable"] = true, ["auto_delete"] = false, ["internal"] = false, ["arguments"] = new JsonObject(),
    };

    private static JsonObject Binding(string source, IEventConsumer consumer, string to, string key) => new()
    {
        ["source"] = source, ["vhost"] = "/", ["destination"] = $"shuangjian.{consumer.Name}", ["destination_type"] = to, ["routing_key"] = key, ["arguments"] = new JsonObject(),
    };
}
