using System.Net;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;
using ShuangJian.Gateway.Limits;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;
using StackExchange.Redis;

namespace ShuangJian.Gateway.Tests;

/// <summary>Nobody calls more often than he may, and nobody else pays for one who tries.</summary>
public sealed class LimitTests
{
    private const string Method = "/shuangjian.policy.v1.PolicyService/GetParameter";

    /// <summary>Slow enough that no token comes back while a test runs.</summary>
    private const string Slow = "{ per_second: 0.001, burst: 10 }";

    [Fact]
    public async Task A_caller_is_refused_after_its_burst_and_told_when_to_come_again()
    {
        await using var replica = await Replica.StartAsync();
        await using var gate = await StartAsync(replica, $"callers: {{ DEFAULT: {Slow} }}");
        var eager = new PolicyService.PolicyServiceClient(gate.With("Bearer " + gate.Token("REGULATOR", "530102", "EDUCATION", subject: "eager")));
        for (var i = 0; i < 10; i++) await eager.GetParameterAsync(new());
        var refused = await Assert.ThrowsAsync<RpcException>(() => eager.GetParameterAsync(new()).ResponseAsync);
        var error = RichError.Of(refused);
        Assert.Equal((StatusCode.ResourceExhausted, "RATE_LIMITED"), (error.Code, error.Reason));
        Assert.Equal("10", error.Facts["burst"]);
        Assert.InRange(long.Parse(refused.Trailers.GetValue("grpc-retry-pushback-ms")!), 1, 1_001_000);
        var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.True(Assert.Single(status.Details, d => d.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        Assert.Equal(10, replica.Calls);

        var other = new PolicyService.PolicyServiceClient(gate.With("Bearer " + gate.Token("REGULATOR", "530102", "EDUCATION", subject: "other")));
        Assert.Equal("one", (await other.GetParameterAsync(new())).Parameter.Unit);
    }

    [Fact]
    public async Task Over_http_too()
    {
        await using var replica = await Replica.StartAsync();
        await using var gate = await StartAsync(replica, "callers: { DEFAULT: { per_second: 0.5, burst: 1 } }");
        Assert.Equal(HttpStatusCode.OK, (await gate.PostAsync(Method, "{}")).StatusCode);
        var answer = await gate.PostAsync(Method, "{}");
        Assert.Equal((HttpStatusCode.TooManyRequests, "resource_exhausted", "RATE_LIMITED"), await answer.RefusalAsync());
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
    }

    [Theory]
    [InlineData("/shuangjian.policy.v1.PolicyService/GetParameter", true)]
    [InlineData("/shuangjian.policy.v1.PolicyService/", true)]
    [InlineData("/shuangjian.policy.v1.PolicyService/ListClauses", false)]
    public async Task A_method_may_have_a_rate_of_its_own(string path, bool limited)
    {
        await using var replica = await Replica.StartAsync();
        await using var gate = await StartAsync(replica, $"callers: {{ DEFAULT: {{ per_second: 1000, burst: 1000 }} }}\nmethods: {{ {path}: {Slow} }}");
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.OK, (await gate.PostAsync(Method, "{}")).StatusCode);
        Assert.Equal(limited ? HttpStatusCode.TooManyRequests : HttpStatusCode.OK, (await gate.PostAsync(Method, "{}")).StatusCode);
    }

    [Fact]
    public async Task A_caller_has_so_many_streams_open_and_no_more()
    {
        await using var replica = await Replica.StartAsync();
        await using var gate = await StartAsync(replica, "callers: { DEFAULT: { per_second: 1000, burst: 1000 } }\nstreams_per_caller: 3");
        var bank = new LedgerService.LedgerServiceClient(gate.With("Bearer " + gate.Token("BANK", "530102", organization: "91530102MA6K000000", subject: "bank")));
        var open = Enumerable.Range(0, 3).Select(_ => bank.PostEntries()).ToList();
        await Eventually.TrueAsync("three streams are open", () => Task.FromResult(replica.Streams == 3));
        using (var fourth = bank.PostEntries())
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => fourth.ResponseStream.MoveNext(default));
            Assert.Equal("STREAMS_EXHAUSTED", RichError.Of(refused).Reason);
        }
        var other = new LedgerService.LedgerServiceClient(gate.With("Bearer " + gate.Token("BANK", "530102", organization: "91530102MA6K000000", subject: "another bank")));
        using (var theirs = other.PostEntries())
        {
            await theirs.RequestStream.WriteAsync(new PostEntriesRequest());
            Assert.True(await theirs.ResponseStream.MoveNext(default));
        }
        open[0].Dispose();
        await Eventually.TrueAsync("a stream that was closed makes room", async () =>
        {
            using var again = bank.PostEntries();
            try
            {
                await again.RequestStream.WriteAsync(new PostEntriesRequest());
                return await again.ResponseStream.MoveNext(default);
            }
            catch (RpcException) { return false; }
        });
        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Two_gateways_share_a_rate_through_redis_and_refuse_nobody_when_it_goes_away()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration + ",asyncTimeout=500,abortConnect=false");
        using var local = new LocalTokens();
        var stores = Enumerable.Range(0, 2).Select(_ => new RedisTokens(connection, local, NullLogger<RedisTokens>.Instance)).ToList();
        var rate = new Rate(0.001, 10);
        var given = 0;
        foreach (var store in stores.Concat(stores)) given += (await store.TakeAsync("caller:a", rate, 4)).Tokens;
        Assert.Equal(10, given);
        var refused = await stores[0].TakeAsync("caller:a", rate, 1);
        Assert.Equal(0, refused.Tokens);
        Assert.InRange(refused.Wait.TotalSeconds, 1, 1001);
        Assert.Equal(4, (await stores[1].TakeAsync("caller:b", rate, 4)).Tokens);

        await redis.KillAsync();
        Assert.Equal(4, (await stores[0].TakeAsync("caller:a", rate, 4)).Tokens);
    }

    [Fact]
    public async Task Tokens_come_back_at_the_rate()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        using var local = new LocalTokens();
        var store = new RedisTokens(connection, local, NullLogger<RedisTokens>.Instance);
        Assert.Equal(20, (await store.TakeAsync("c", new Rate(50, 20), 100)).Tokens);
        var wait = (await store.TakeAsync("c", new Rate(50, 20), 1)).Wait;
        Assert.InRange(wait.TotalMilliseconds, 0, 21);
        await Eventually.TrueAsync("a token has come back", async () => (await store.TakeAsync("c", new Rate(50, 20), 1)).Tokens == 1);
    }

    [Theory]
    [InlineData("callers: { PUBLIC: { per_second: 1, burst: 1 } }")]
    [InlineData("callers: { DEFAULT: { per_second: 0, burst: 1 } }")]
    [InlineData("callers: { DEFAULT: { per_second: 1, burst: 0 } }")]
    [InlineData("callers: { DEFAULT: { per_second: 1, burst: 1 } }\nmethods: { GetParameter: { per_second: 1, burst: 1 } }")]
    [InlineData("callers: { DEFAULT: { per_second: 1, burst: 1 } }\nstreams_per_caller: 0")]
    public async Task Does_not_start_on_limits_that_are_none(string limits)
    {
        await using var replica = await Replica.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await StartAsync(replica, limits));
    }

    private static Task<Gate> StartAsync(Replica replica, string limits)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("shuangjian-limits-").FullName, "limits.yaml");
        File.WriteAllText(file, limits);
        return Gate.StartAsync([replica], new Dictionary<string, string?> { ["Gateway:LimitsFile"] = file });
    }
}
