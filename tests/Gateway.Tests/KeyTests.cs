using System.Diagnostics;
using Grpc.Core;
using ShuangJian.Integrators;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Integrator.V1;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>Machines that send an API key instead of a token.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private TestHost _integrators = null!;
    private Replica _replica = null!;
    private Gate _gate = null!;

    private ApiKeyService.ApiKeyServiceClient Owner => new(_gate.With("Bearer " + _integrators.Token("INSTITUTION", "530102", organization: "91530102MA6K0000X1")));

    public async Task InitializeAsync()
    {
        _integrators = await TestHost.StartAsync([new IntegratorsModule()]);
        _replica = await Replica.StartAsync();
        _gate = await Gate.StartAsync([_replica], new Dictionary<string, string?>
        {
            ["Gateway:Services:integrators"] = _integrators.Address.ToString(),
            ["Identity:KeyFile"] = Path.Combine(_integrators.Folder, "token.pem"),
        });
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _replica.DisposeAsync();
        await _integrators.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_a_caller_like_any_other_and_the_service_sees_a_token()
    {
        var issued = await IssueAsync();
        var answer = await new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + issued.Secret)).GetParameterAsync(new());
        Assert.Contains("authorization=Bearer ey", answer.Parameter.DescriptionEn);
        Assert.DoesNotContain(issued.Secret, answer.Parameter.DescriptionEn);
        var keys = await new ApiKeyService.ApiKeyServiceClient(_gate.With("ApiKey " + issued.Secret)).ListApiKeysAsync(new() { Division = "530102" });
        Assert.Equal(issued.ApiKey.KeyId, Assert.Single(keys.ApiKeys).KeyId);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_within_a_minute()
    {
        var issued = await IssueAsync();
        var machine = new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + issued.Secret));
        await machine.GetParameterAsync(new());
        await Owner.RevokeApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId });
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync("the key is refused", async () => await RichError.ReasonAsync(machine.GetParameterAsync(new())) == "API_KEY_INVALID");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
    }

    [Theory]
    [InlineData("ApiKey sj_nothing")]
    [InlineData("ApiKey ")]
    [InlineData("apikey sj_00000000000000000000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_key_opens_nothing(string authorization)
    {
        var error = await RichError.OfAsync(new PolicyService.PolicyServiceClient(_gate.With(authorization)).GetParameterAsync(new()));
        Assert.Equal((StatusCode.Unauthenticated, "API_KEY_INVALID"), (error.Code, error.Reason));
        Assert.Equal(0, _replica.Calls);
    }

    [Fact]
    public async Task A_key_opens_only_the_parts_it_was_issued_for()
    {
        var issued = await IssueAsync("shuangjian.policy.v1");
        await new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + issued.Secret)).GetParameterAsync(new());
        using var stream = new LedgerService.LedgerServiceClient(_gate.With("ApiKey " + issued.Secret)).PostEntries();
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext(default)));
        Assert.Equal(("PACKAGE_NOT_GRANTED", "shuangjian.custody.v1"), (error.Reason, error.Facts["package"]));
    }

    [Theory]
    [InlineData(3, 1000, "key-minute")]
    [InlineData(1000, 3, "key-day")]
    public async Task A_key_makes_as_many_calls_as_it_was_granted(int perMinute, int perDay, string limit)
    {
        var issued = await IssueAsync();
        var chief = new ApiKeyService.ApiKeyServiceClient(_gate.With("Bearer " + _integrators.Token("OPERATOR", "000000")));
        await chief.SetApiKeyQuotaAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId, CallsPerMinute = perMinute, CallsPerDay = perDay });
        var machine = new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + issued.Secret));
        var refused = new List<RichError>();
        for (var i = 0; i < 6; i++)
        {
            try { await machine.GetParameterAsync(new()); }
            catch (RpcException e) { refused.Add(RichError.Of(e)); }
        }
        // While calls are made a token may come back; not three.
        Assert.InRange(refused.Count, 1, 3);
        Assert.All(refused, error => Assert.Equal(("RATE_LIMITED", limit), (error.Reason, error.Facts["limit"])));
    }

    [Fact]
    public async Task While_nobody_can_be_asked_a_key_that_was_known_goes_on_and_an_unknown_one_waits()
    {
        var (known, unknown) = (await IssueAsync(), await IssueAsync());
        var machine = new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + known.Secret));
        await machine.GetParameterAsync(new());
        await _integrators.StopAsync();
        await machine.GetParameterAsync(new());
        var error = await RichError.OfAsync(new PolicyService.PolicyServiceClient(_gate.With("ApiKey " + unknown.Secret)).GetParameterAsync(new()));
        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"), (error.Code, error.Reason));
    }

    private async Task<IssueApiKeyResponse> IssueAsync(params string[] packages) => await Owner.IssueApiKeyAsync(new()
    {
        RequestId = $"{Guid.NewGuid()}", Division = "530102", Name = "教务机", Packages = { packages },
    });
}
