using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>The service in a process of its own, started once for the tests that need no other.</summary>
public sealed class RegistryHost : IAsyncLifetime
{
    private TestHost? _host;

    internal SetClock Clock { get; } = new(Noon("2026-11-20"));

    internal TestHost Host => _host!;

    internal DirectoryService.DirectoryServiceClient Directory => new(Host.Channel);

    public async Task InitializeAsync() => _host = await TestHost.StartAsync([new InstitutionsModule()], Clock);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Noon of a day in China.</summary>
    internal static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));

    /// <summary>The registry of a county on a day.</summary>
    internal Registry On(string day, string division = "110101")
    {
        Clock.Now = Noon(day);
        return new Registry(Host, division);
    }

    /// <summary>The registry of a county on an ordinary working day.</summary>
    internal Registry In(string division = "110101") => On("2026-11-20", division);
}

[CollectionDefinition(nameof(RegistryHost))]
public sealed class SharedRegistryHost : ICollectionFixture<RegistryHost>;
