using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;
using Site = ShuangJian.Institutions.Domain.Site;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>The service in a process of its own with licensed institutions in it, and an ear for what it announces.</summary>
public sealed class LifeHost : IAsyncDisposable
{
    private static int _licences;

    private LifeHost(SetClock clock) => Clock = clock;

    internal SetClock Clock { get; }

    internal TestHost Host { get; private set; } = null!;

    internal Ear Heard { get; } = new();

    internal DirectoryService.DirectoryServiceClient Directory => new(Host.Channel);

    internal ListService.ListServiceClient Lists => new(Host.Channel);

    public static async Task<LifeHost> StartAsync(string day = "2026-11-20")
    {
        var life = new LifeHost(new SetClock(RegistryHost.Noon(day)));
        life.Host = await TestHost.StartAsync([new InstitutionsModule()], life.Clock, configure: host => host.Services.AddSingleton<IEventConsumer>(life.Heard));
        return life;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = RegistryHost.Noon(day);
        Host = await Host.RestartAsync(configure: host => host.Services.AddSingleton<IEventConsumer>(Heard));
    }

    internal StandingService.StandingServiceClient Office(string division = "110101", string department = "CULTURE_TOURISM") =>
        new(Host.AsRegulator(division, department));

    internal Task<InstitutionsDb> DbAsync() => Host.OpenAsync<InstitutionsDb>();

    /// <summary>Puts a licensed institution into the registry.</summary>
    internal async Task<Institution> LicenseAsync(
        string name = "测试美术培训中心", string division = "110101", Policy.TrainingCategory category = Policy.TrainingCategory.Arts, bool sample = false)
    {
        var (code, site, licence, day) = (
            Registry.NewCode(), new Site("测试路一号", 200, null), new LicenceNumber(division, 2026, Interlocked.Increment(ref _licences)), new DateOnly(2026, 9, 1));
        var institution = sample
            ? Institution.ForSample(Guid.CreateVersion7(), name, code, category, site, licence, day)
            : Institution.TakeOver(Guid.CreateVersion7(), Guid.NewGuid(), new RegisteredInstitution(
                name, code, division, category, [Policy.EducationStage.Primary, Policy.EducationStage.Junior], Institutions.Domain.TrainingMode.Offline, [site],
                licence.ToString(), day, null));
        await using var db = await DbAsync();
        db.Institutions.Add(institution);
        await db.SaveChangesAsync();
        return institution;
    }

    internal async Task<LookUpInstitutionResponse> LookUpAsync(Institution institution) =>
        await Directory.LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = institution.Code });

    /// <summary>Hands an event to a consumer as another service's broker would.</summary>
    internal Task DeliverAsync(string consumer, DomainEvent fact, DateTime? time = null) =>
        Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "other", "subject", 1, time ?? Clock.Now.UtcDateTime, fact)), CancellationToken.None);

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => Heard.HearAsync(about, which);
}
