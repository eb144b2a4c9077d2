using Microsoft.AspNetCore.Builder;
using ShuangJian.Institutions;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

/// <summary>The registry and the event log in one process without a broker, as in Standalone.</summary>
internal static class EventHost
{
    internal static SetClock NewClock() => new(Noon("2026-11-20"));

    internal static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));

    internal static Task<TestHost> StartAsync(SetClock? clock = null, Action<WebApplicationBuilder>? configure = null) =>
        TestHost.StartAsync([new InstitutionsModule(), new EventsModule()], clock ?? NewClock(), configure: configure);

    /// <summary>The log as an officer of a division sees it.</summary>
    internal static EventLogService.EventLogServiceClient Log(this TestHost host, string division) => new(host.AsRegulator(division));

    internal static OperationService.OperationServiceClient Operator(this TestHost host) => new(host.With(host.Token("OPERATOR", "000000")));

    /// <summary>Waits until the log has that many events of the registry, and reads it.</summary>
    internal static async Task<IReadOnlyList<LoggedEvent>> EventsAsync(this TestHost host, int count, string subject = "")
    {
        var found = await Eventually.ValueAsync("events in the log", async () => (await host.Log("000000").ListEventsAsync(new() { Division = "000000", Subject = subject, PageSize = 500 }))
            .Events.Where(e => e.Type.StartsWith("institution.", StringComparison.Ordinal)).ToList(), events => events.Count >= count);
        Assert.Equal(count, found.Count);
        return found;
    }
}
