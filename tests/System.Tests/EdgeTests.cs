using ShuangJian.Testing;
namespace ShuangJian.SystemTests;

/// <summary>What the platform tells of itself to a client that knows nothing, and what it answers to one that is wrong.</summary>
[Collection(nameof(Cluster))]
public sealed class EdgeTests(Cluster cluster)
{
    private const string Applications = "shuangjian.institution.v1.ApplicationService";

    [Fact]
    public async Task Reflection_lists_every_service_at_the_gateway_and_at_each_service_its_own()
    {
        string[] addresses = [cluster.Gateway.Authority, cluster.Institutions.Authority, cluster.Events.Authority, cluster.Supervision.Authority, cluster.Filings.Authority, cluster.Custody.Authority, cluster.Monitoring.Authority, cluster.Schools.Authority, cluster.Integrators.Authority];
        var answers = await cluster.RunAsync("reflect.py", new { addresses });

        string[] everywhere =
        [
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection",
            "shuangjian.operation.v1.OperationService",
        ];
        string[][] own = [ServicesOf("institution"), ServicesOf("event"), [.. ServicesOf("policy"), .. ServicesOf("supervision")], ServicesOf("filing"), ServicesOf("custody"), ServicesOf("monitoring"), ServicesOf("school"), ServicesOf("integrator")];
        string[][] expected = [[.. own.SelectMany(names => names)], .. own];
        Assert.Equal(
            expected.Select(names => string.Join('\n', names.Concat(everywhere).Order(StringComparer.Ordinal))),
            answers.Select(answer => string.Join('\n', answer.GetProperty("services").EnumerateArray().Select(s => s.GetString()))));

        foreach (var file in answers.SelectMany(answer => answer.GetProperty("files").EnumerateObject()))
        {
            Assert.True(file.Value.GetProperty("missing").GetArrayLength() == 0, $"{file.Name} comes without all it imports: {file.Value}");
            Assert.NotEqual(0, file.Value.GetProperty("methods").GetArrayLength());
        }
        var applications = answers[0].GetProperty("files").GetProperty(Applications);
        Assert.Equal("shuangjian/institution/v1/application.proto", applications.Text("file"));
        Assert.Contains("DecideApplication", applications.GetProperty("methods").EnumerateArray().Select(m => m.GetString()));
    }

    /// <summary>What integrators are promised: the services in the files of the contract.</summary>
    private static string[] ServicesOf(string context) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "protos", "shuangjian", context, "v1"), "*.proto")
            .SelectMany(File.ReadLines).Where(line => line.StartsWith("service ", StringComparison.Ordinal))
            .Select(line => $"shuangjian.{context}.v1.{line.Split(' ')[1]}"),
    ];

    [Fact]
    public async Task Whatever_is_wrong_with_a_request_is_said_with_the_path_of_the_field_and_nothing_is_stored()
    {
        var applicants = cluster.Applicants("500107", 1);
        var answers = await cluster.RunAsync("bad_input.py", new { applicants });

        var wrong = new List<string>();
        foreach (var answer in answers.SkipLast(1))
        {
            var (expected, field) = (answer.Text("expected"), answer.Text("field"));
            var fields = answer.TryGetProperty("fields", out var list) ? list.EnumerateArray().Select(f => f.GetString()).ToList() : [];
            var right = answer.Text("code") == (expected.Length > 0 ? expected : "INVALID_ARGUMENT")
                && (field.Length == 0 || fields.Contains(field))
                && (expected == "RESOURCE_EXHAUSTED" || (answer.Text("domain") == "shuangjian.platform" && answer.Text("zh").Length > 0));
            if (!right) wrong.Add(answer.GetRawText());
        }
        Assert.Empty(wrong);
        Assert.True(answers.Count >= 60, $"only {answers.Count} cases ran");

        var end = answers[^1];
        var stored = Assert.Single(end.GetProperty("stored").EnumerateArray());
        Assert.Equal(end.GetProperty("first").Text("application_id"), stored.Text("application_id"));
        Assert.Equal(end.GetProperty("first").Text("etag"), stored.Text("etag"));
        Assert.Equal(end.GetProperty("first").GetRawText(), end.GetProperty("again").GetRawText());
        var mine = await cluster.RunAsync("events.py", new { division = "500107" });
        Assert.DoesNotContain(mine, e => e.Text("subject") == $"applications/{stored.Text("application_id")}");
    }
}
