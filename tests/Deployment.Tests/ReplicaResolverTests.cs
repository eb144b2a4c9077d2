using System.Net;
using System.Net.Sockets;
using ShuangJian.Gateway;
using Yarp.ReverseProxy.Configuration;

namespace ShuangJian.DeploymentTests;

/// <summary>The gateway finds every replica behind a name, and keeps them when nobody can tell.</summary>
public sealed class ReplicaResolverTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Two = IPAddress.Parse("192.0.2.2");

    [Fact]
    public async Task Finds_each_replica_and_keeps_the_last_when_there_are_none()
    {
        var answers = new Queue<Func<IPAddress[]>>([() => throw new SocketException((int)SocketError.HostNotFound), () => [One, Two], () => [], () => throw new SocketException((int)SocketError.TryAgain), () => [Two]]);
        var resolver = new ReplicaResolver((_, _) => Task.FromResult(answers.Dequeue()()), TimeSpan.FromHours(1));
        string[][] expected = [[], ["http://192.0.2.1:8081/", "http://192.0.2.2:8081/"], ["http://192.0.2.1:8081/", "http://192.0.2.2:8081/"], ["http://192.0.2.1:8081/", "http://192.0.2.2:8081/"], ["http://192.0.2.2:8081/"]];
        foreach (var addresses in expected)
        {
            var resolved = await Resolve(resolver, "http://institutions:8081");
            Assert.Equal(addresses, resolved.Destinations.Values.Select(d => d.Address));
            Assert.All(resolved.Destinations.Values, d => Assert.Equal("institutions:8081", d.Host));
            Assert.NotNull(resolved.ChangeToken);
        }
    }

    [Theory, InlineData("http://127.0.0.1:8081"), InlineData("http://localhost:8081"), InlineData("http://[::1]:8081")]
    public async Task Leaves_addresses_as_they_are(string address)
    {
        var resolver = new ReplicaResolver((_, _) => throw new InvalidOperationException("nobody is to be asked"), TimeSpan.FromHours(1));
        var resolved = await Resolve(resolver, address);
        Assert.Equal(address, Assert.Single(resolved.Destinations.Values).Address);
        Assert.Null(resolved.ChangeToken);
    }

    [Fact]
    public async Task Looks_again_after_a_while()
    {
        var resolver = new ReplicaResolver((_, _) => Task.FromResult<IPAddress[]>([One]), TimeSpan.FromMilliseconds(20));
        var changed = new TaskCompletionSource();
        (await Resolve(resolver, "http://institutions:8081")).ChangeToken!.RegisterChangeCallback(_ => changed.TrySetResult(), null);
        await changed.Task.WaitAsync(Testing.Eventually.Patience);
    }

    private static ValueTask<Yarp.ReverseProxy.ServiceDiscovery.ResolvedDestinationCollection> Resolve(ReplicaResolver resolver, string address) =>
        resolver.ResolveDestinationsAsync(new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = address } }, CancellationToken.None);
}
