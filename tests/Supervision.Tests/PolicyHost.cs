using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>The service in a process of its own, started once for all tests.</summary>
public sealed class PolicyHost : IAsyncLifetime
{
    private TestHost? _host;

    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 4, 0, 0, TimeSpan.Zero));

    internal TestHost Host => _host!;

    internal PolicyService.PolicyServiceClient Policy => new(Host.Channel);

    internal RuleCatalog Rules => Host.Services.GetRequiredService<RuleCatalog>();

    public async Task InitializeAsync() => _host = await TestHost.StartAsync([new SupervisionModule()], Clock);

    public async Task DisposeAsync() => await Host.DisposeAsync();
}

[CollectionDefinition(nameof(PolicyHost))]
public sealed class SharedPolicyHost : ICollectionFixture<PolicyHost>;
