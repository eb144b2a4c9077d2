using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Grpc.Core;
using ShuangJian.Custody;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.DeploymentTests;

/// <summary>Alerts and dashboards ask for metrics and words that a running platform tells.</summary>
public sealed partial class MetricTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "k8s", "components", "observability");

    public static TheoryData<string> Files => ["alerts.yaml", "dashboard-platform.json", "dashboard-duties.json"];

    [Theory, MemberData(nameof(Files))]
    public async Task Asks_for_metrics_that_are_told(string file)
    {
        var told = await Told.Value;
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        var asked = Asked(text);
        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, told.Names));
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Asks_by_words_that_the_metrics_have(string file)
    {
        var told = await Told.Value;
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, file));
        foreach (Match by in Grouping().Matches(text))
            // `le` and `service_name` are added by Prometheus' form of histograms and by the collector.
            Assert.All(by.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries), word => Assert.Contains(word, told.Words.Append("le").Append("service_name").Append("subscription").Append("matter")));
        foreach (Match status in Statuses().Matches(text))
            Assert.All(status.Groups[1].Value.Split('|'), word => Assert.True(Enum.TryParse<StatusCode>(word, out _), word));
    }

    [Fact]
    public async Task Tells_every_gauge_of_the_platform_with_the_name_of_its_service()
    {
        var told = await Told.Value;
        Assert.Contains(("shuangjian_outbox_waiting", "custody"), told.Services);
        Assert.Contains(("shuangjian_deadlines_overdue", "custody"), told.Services);
        // Verified once in this run, by an operator.
        Assert.Contains(("shuangjian_verification_age_seconds", "custody"), told.Services);
    }

    [Fact]
    public void An_alert_on_silence_counts_the_services_that_there_are() => Assert.Contains(
        $"count(count by (service) (shuangjian_outbox_waiting)) < {Modules.All.Length} ", File.ReadAllText(Path.Combine(Folder, "alerts.yaml")), StringComparison.Ordinal);

    /// <summary>Names as the collector's exporter makes them: dots become underscores, a unit is added, a histogram is three.</summary>
    private static readonly Lazy<Task<(HashSet<string> Names, HashSet<string> Words, HashSet<(string, string)> Services)>> Told = new(async () =>
    {
        var names = new ConcurrentDictionary<string, bool>();
        var words = new ConcurrentDictionary<string, bool>();
        var services = new ConcurrentDictionary<(string, string), bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            foreach (var name in NamesOf(instrument)) names[name] = true;
            if (instrument.Meter.Name == MeasureNames.Meter) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                words[tag.Key.Replace('.', '_')] = true;
                if (tag.Key == "service") foreach (var name in NamesOf(instrument)) services[(name, (string)tag.Value!)] = true;
            }
        });
        listener.Start();
        // Nobody listens there; that somebody is named makes the service measure.
        await using var host = await TestHost.StartAsync([new CustodyModule()], settings: new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" });
        var caller = host.With(host.Token("OPERATOR", "000000"));
        await new OperationService.OperationServiceClient(caller).VerifyAuditAsync(new VerifyAuditRequest { Service = "custody" });
        await new OperationService.OperationServiceClient(caller).GetStatusAsync(new GetStatusRequest { Service = "custody" });
        await Eventually.TrueAsync("the service has measured", () =>
        {
            listener.RecordObservableInstruments();
            return Task.FromResult(services.ContainsKey(("shuangjian_verification_age_seconds", "custody")) && services.ContainsKey(("shuangjian_deadlines_overdue", "custody")));
        });
        return (names.Keys.ToHashSet(), words.Keys.ToHashSet(), services.Keys.ToHashSet());
    });

    private static IEnumerable<string> NamesOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "1" => "_ratio", _ => "" };
        var name = instrument.Name.Replace('.', '_');
        if (unit.Length > 0 && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_count", $"{name}_sum"]
            : type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [$"{name}_total"] : [name];
    }

    private static List<string> Asked(string text) =>
        [.. Metric().Matches(text).Select(m => m.Value).Where(name => name.Contains('_', StringComparison.Ordinal)).Distinct()];

    [GeneratedRegex(@"\b(shuangjian|rpc_server|http_server|dotnet|kestrel)_[a-z_]+\b")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\bby \(([a-z_, ]+)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"rpc_grpc_status_code!?=~?\\?""([A-Za-z|]+)\\?""")]
    private static partial Regex Statuses();
}
