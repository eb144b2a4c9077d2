using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Platform.Tests.Messaging;

public sealed partial class CloudEventsTests
{
    private static readonly Guid Id = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly DateTime Time = new DateTime(2025, 9, 1, 1, 2, 3, DateTimeKind.Utc).AddTicks(1_234_560);

    private static readonly ApplicationSubmitted Fact = new()
    {
        Division = "530102",
        ApplicationId = "a1",
        InstitutionName = "五华区星光艺术培训学校",
        Category = "ARTS",
        DueDate = new DateOnly(2025, 9, 8),
        Findings = [new FindingFact("CapitalTooLow", "BREACH", "不足", "too low", "100 fen", null, ["KM-6"])],
    };

    private static byte[] Written => CloudEvents.Write(Id, "institutions", "applications/a1", 7, Time, Fact);

    [Fact]
    public void Writes_a_valid_CloudEvent_1_0_in_structured_JSON()
    {
        using var document = JsonDocument.Parse(Written);
        var attributes = document.RootElement.EnumerateObject().Where(p => p.Name != "data").ToDictionary(p => p.Name, p => p.Value);

        Assert.All(attributes.Keys, name => Assert.Matches(AttributeName(), name));
        Assert.All(attributes.Values, value => Assert.Equal(JsonValueKind.String, value.ValueKind));
        Assert.Equal("1.0", attributes["specversion"].GetString());
        Assert.Equal(Id.ToString(), attributes["id"].GetString());
        Assert.True(Uri.TryCreate(attributes["source"].GetString(), UriKind.RelativeOrAbsolute, out _));
        Assert.Equal("cn.shuangjian.institution.application-submitted.v1", attributes["type"].GetString());
        Assert.Matches(Rfc3339(), attributes["time"].GetString());
        Assert.Equal("application/json", attributes["datacontenttype"].GetString());
        Assert.Equal("00000000000000000007", attributes["sequence"].GetString());
        Assert.Equal(JsonValueKind.Object, document.RootElement.GetProperty("data").ValueKind);
    }

    [Fact]
    public void Reads_back_what_it_writes()
    {
        var received = CloudEvents.Read(Written);

        Assert.Equal((Id, "institution.application-submitted", "applications/a1", "530102", Time),
            (received.Id, received.Name, received.Subject, received.Division, received.Time));
        Assert.Equal(CloudEvents.RoutingKeyOf(Fact), received.RoutingKey);
        var data = CloudEvents.DataOf<ApplicationSubmitted>(received);
        Assert.Equal(Fact with { Findings = data.Findings }, data);
        Assert.Equal(Fact.Findings[0] with { Clauses = data.Findings[0].Clauses }, Assert.Single(data.Findings));
        Assert.Equal(["KM-6"], data.Findings[0].Clauses);
    }

    [Fact]
    public void Leaves_Chinese_readable() => Assert.Contains("五华区星光艺术培训学校", Encoding.UTF8.GetString(Written), StringComparison.Ordinal);

    [Fact]
    public void Routes_by_place_matter_and_event() =>
        Assert.Equal("53.01.02.institution.application-submitted", CloudEvents.RoutingKeyOf(Fact));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"specversion\":\"0.3\"}")]
    [InlineData("not json")]
    public void Rejects_what_is_no_CloudEvent(string body) =>
        Assert.Throws<FormatException>(() => CloudEvents.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("specversion", "\"0.3\"")]
    [InlineData("specversion", "1.0")]
    [InlineData("id", "\"17\"")]
    [InlineData("type", "\"org.other.thing\"")]
    [InlineData("subject", "null")]
    [InlineData("time", "\"yesterday\"")]
    [InlineData("division", "\"53\"")]
    [InlineData("division", "\"53010x\"")]
    public void Rejects_an_event_with_a_wrong_attribute(string name, string value)
    {
        var attributes = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Written)!;
        attributes[name] = JsonDocument.Parse(value).RootElement;

        Assert.Throws<FormatException>(() => CloudEvents.Read(JsonSerializer.SerializeToUtf8Bytes(attributes)));
    }

    [GeneratedRegex("^[a-z0-9]{1,20}$")]
    private static partial Regex AttributeName();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")]
    private static partial Regex Rfc3339();
}
