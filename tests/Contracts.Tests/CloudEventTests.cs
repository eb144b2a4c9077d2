using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Contracts.Tests;

/// <summary>Every event is one by the specification.</summary>
public sealed class CloudEventTests
{
    private const string Good = """{"specversion":"1.0","id":"1","source":"/shuangjian/custody","type":"cn.shuangjian.custody.refund-paid.v1","time":"2025-09-01T01:02:03Z","data":{}}""";

    public static TheoryData<string> Files => [.. Directory.GetFiles(GoldenTests.Folder(), "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void Keeps_every_rule_of_the_specification(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenTests.Folder(), file)));
        Assert.Empty(CloudEventRules.Broken(document.RootElement));
    }

    [Fact]
    public void Keeps_them_also_with_the_trace_of_a_call()
    {
        using var activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
        var (type, _) = CloudEvents.All.First();
        using var document = JsonDocument.Parse(CloudEvents.Write(Guid.CreateVersion7(), "custody", "refunds/1", 3, DateTime.UnixEpoch, Examples.Full(type)));
        Assert.Equal(activity.Id, document.RootElement.GetProperty("traceparent").GetString());
        Assert.Empty(CloudEventRules.Broken(document.RootElement));
    }

    [Theory]
    [InlineData("specversion", "\"1.0\"", 0)]
    [InlineData("specversion", "\"0.3\"", 1)]
    [InlineData("id", "\"\"", 1)]
    [InlineData("id", "7", 1)]
    [InlineData("source", "\"\"", 1)]
    [InlineData("source", "\"not a reference\"", 1)]
    [InlineData("type", "null", 1)]
    [InlineData("time", "\"2025-09-01 01:02:03\"", 1)]
    [InlineData("time", "\"2025-13-01T01:02:03Z\"", 1)]
    [InlineData("time", "\"2025-09-01T09:02:03+08:00\"", 0)]
    [InlineData("subject", "\"\"", 1)]
    [InlineData("datacontenttype", "\"json\"", 1)]
    [InlineData("datacontenttype", "\"application/json\"", 0)]
    [InlineData("dataschema", "\"schema\"", 1)]
    [InlineData("sequence", "7", 1)]
    [InlineData("sequence", "\"00000000000000000007\"", 0)]
    [InlineData("traceparent", "\"00-00000000000000000000000000000000-0000000000000001-01\"", 1)]
    [InlineData("traceparent", "\"00-00000000000000000000000000000001-0000000000000001-01\"", 0)]
    [InlineData("data_base64", "\"AA==\"", 1)]
    [InlineData("Division", "\"530102\"", 1)]
    [InlineData("division", "\"530102\"", 0)]
    [InlineData("division", "{}", 1)]
    [InlineData("division", "1.5", 1)]
    [InlineData("division", "\"53\\u0007\"", 1)]
    [InlineData("anattributeoftwentyy", "1", 0)]
    [InlineData("anattributeoftwentyone", "1", 1)]
    public void Knows_an_event_that_breaks_one(string name, string value, int broken)
    {
        var one = JsonNode.Parse(Good)!.AsObject();
        one[name] = JsonNode.Parse(value);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(one.ToJsonString()));
        Assert.Equal(broken, CloudEventRules.Broken(document.RootElement).Count);
    }
}
