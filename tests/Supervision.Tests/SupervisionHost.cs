using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>The service in a process of its own on an ordinary working day, and an ear for what it announces.</summary>
internal sealed class SupervisionHost : IAsyncDisposable
{
    /// <summary>County of Kunming.</summary>
    internal const string County = "530102";

    /// <summary>Its city.</summary>
    internal const string City = "530100";

    private readonly Ear _ear = new();

    internal SetClock Clock { get; } = new(Noon("2026-11-20"));

    internal TestHost Host { get; private set; } = null!;

    internal IEnumerable<ReceivedEvent> Heard => _ear.Events;

    internal static async Task<SupervisionHost> StartAsync()
    {
        var one = new SupervisionHost();
        one.Host = await TestHost.StartAsync([new SupervisionModule()], one.Clock, configure: one.Listen);
        return one;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = Noon(day);
        Host = await Host.RestartAsync(configure: Listen);
    }

    internal CallInvoker Officer(string department = "EDUCATION", string division = County, string subject = "officer") =>
        Host.With(Host.Token("REGULATOR", division, department, subject: subject));

    internal CallInvoker Inspector(string division = County, string subject = "inspector", string department = "EDUCATION_SUPERVISION") =>
        Host.With(Host.Token("INSPECTOR", division, department, subject: subject));

    internal CallInvoker School(string code, string division = County) => Host.With(Host.Token("SCHOOL", division, organization: code));

    internal CallInvoker Institution(string code, string division = County) => Host.AsInstitution(division, code);

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => _ear.HearAsync(about, which);

    /// <summary>Hands an event of another service to one of this one's consumers, as often as it is called.</summary>
    internal Task TellAsync(string consumer, string source, string subject, DomainEvent fact, int version = 1, DateTime? at = null) =>
        Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), source, subject, version, at ?? Clock.Now.UtcDateTime, fact)), CancellationToken.None);

    internal static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));

    private void Listen(WebApplicationBuilder host) => host.Services.AddSingleton<IEventConsumer>(_ear);
}
