using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;

namespace ShuangJian.Monitoring.Tests;

/// <summary>The service in a process of its own on an ordinary working day, and an ear for what it announces.</summary>
internal sealed class MonitoringHost : IAsyncDisposable
{
    /// <summary>County of Kunming.</summary>
    internal const string County = "530102";

    private readonly Ear _ear = new();

    internal SetClock Clock { get; } = new(Noon("2026-11-20"));

    internal TestHost Host { get; private set; } = null!;

    internal string Code { get; } = Registry.NewCode();

    internal string InstitutionId { get; } = Guid.CreateVersion7().ToString();

    internal IEnumerable<ReceivedEvent> Heard => _ear.Events;

    internal static async Task<MonitoringHost> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var one = new MonitoringHost();
        one.Host = await TestHost.StartAsync([new MonitoringModule()], one.Clock, settings, configure: host => host.Services.AddSingleton<IEventConsumer>(one._ear));
        return one;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = Noon(day);
        Host = await Host.RestartAsync(configure: host => host.Services.AddSingleton<IEventConsumer>(_ear));
    }

    internal CallInvoker Owner(string? code = null, string division = County) => Host.AsInstitution(division, code ?? Code);

    internal CallInvoker Officer(string department = "MARKET_REGULATION", string division = County) => Host.AsRegulator(division, department);

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => _ear.HearAsync(about, which);

    /// <summary>Hands an event of the registry to the service.</summary>
    internal Task TellAsync(DomainEvent fact, int minutes = 0) =>
        Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == "monitoring.institutions").DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "institutions", "subject", 1, Clock.Now.UtcDateTime.AddMinutes(minutes), fact)), CancellationToken.None);

    internal static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));
}
