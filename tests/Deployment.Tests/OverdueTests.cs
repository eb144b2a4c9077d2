using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Hosting;
using ShuangJian.Testing;

namespace ShuangJian.DeploymentTests;

/// <summary>Operators see terms that have run out: nothing on the last day, one on the next.</summary>
public sealed class OverdueTests
{
    private static readonly string[] Matters =
    [
        "custody/refund", "filings/course_review", "institutions/application", "institutions/case", "institutions/classification", "institutions/consequence",
        "schools/teacher_case", "supervision/complaint_acceptance", "supervision/complaint_answer", "supervision/penalty", "supervision/penalty_effect",
        "supervision/record", "supervision/rectification",
    ];

    [Fact]
    public async Task An_application_is_overdue_from_the_day_after_its_term()
    {
        var clock = new SetClock(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
        // Nobody listens there; that somebody is named makes the services measure.
        await using var host = await TestHost.StartAsync(Modules.All, clock, new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" });
        var submitted = await new Registry(host).SubmitAsync();
        var last = DateOnly.Parse(submitted.DueDate);
        using var gauges = new Gauges(host.Services.GetRequiredService<IMeterFactory>());

        // What was measured before is too old to be shown after each step of the clock.
        clock.Now = new DateTimeOffset(ChinaDay.StartOf(last), TimeSpan.Zero).AddHours(23.9);
        var before = await gauges.AllAsync();
        Assert.Equal(Matters, before.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, before["institutions/application"]);

        clock.Now = new DateTimeOffset(ChinaDay.StartOf(last.AddDays(1)), TimeSpan.Zero);
        var after = await gauges.AllAsync();
        Assert.Equal(1, after["institutions/application"]);
        Assert.All(after.Where(g => g.Key != "institutions/application"), g => Assert.Equal(0, g.Value));
    }

    /// <summary>The gauges of one host; others of the same name may live in this process.</summary>
    private sealed class Gauges : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, double> _seen = new(StringComparer.Ordinal);

        public Gauges(IMeterFactory ours)
        {
            _listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == MeasureNames.DeadlinesOverdue && ReferenceEquals(instrument.Meter.Scope, ours)) l.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => _seen[$"{tags[0].Value}/{tags[1].Value}"] = value);
            _listener.Start();
        }

        public Task<Dictionary<string, double>> AllAsync() => Eventually.ValueAsync("every matter is measured anew", () =>
        {
            _seen.Clear();
            _listener.RecordObservableInstruments();
            return Task.FromResult(_seen);
        }, seen => seen.Count == Matters.Length);

        public void Dispose() => _listener.Dispose();
    }
}
