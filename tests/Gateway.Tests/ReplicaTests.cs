using Grpc.Core;
using Microsoft.Extensions.Configuration;
using ShuangJian.Gateway.Edge;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>Several replicas behind the gateway, of which some fail.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Gateway:Limits"] = "off", ["Gateway:UnarySeconds"] = "2", ["Gateway:BodySeconds"] = "1" };
    private static readonly GatewayMethods Contract =
        new(GatewayServices.Read(new ConfigurationBuilder().AddInMemoryCollection(new[] { "institutions", "events", "supervision" }.ToDictionary(name => $"Gateway:Services:{name}", _ => (string?)"http://127.0.0.1:1")).Build()));
    private readonly List<Replica> _replicas = [];
    private Gate _gate = null!;

    private PolicyService.PolicyServiceClient Policy => new(_gate.Channel);

    private ApplicationService.ApplicationServiceClient Applicant =>
        new(_gate.With("Bearer " + _gate.Token("INSTITUTION", "530102", organization: "91530102MA6K000000")));

    public async Task InitializeAsync()
    {
        _replicas.Add(await Replica.StartAsync("one"));
        _replicas.Add(await Replica.StartAsync("two"));
        _gate = await Gate.StartAsync(_replicas, Settings);
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        foreach (var replica in _replicas) await replica.DisposeAsync();
    }

    [Fact]
    public async Task Both_are_called()
    {
        for (var i = 0; i < 50; i++) await Policy.GetParameterAsync(new());
        Assert.All(_replicas, replica => Assert.NotEqual(0, replica.Calls));
    }

    [Fact]
    public async Task A_replica_that_is_gone_fails_no_call()
    {
        await Policy.GetParameterAsync(new());
        await _replicas[0].DisposeAsync();
        var served = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await Policy.GetParameterAsync(new())).Parameter.Unit));
        Assert.All(served, name => Assert.Equal("two", name));
        for (var i = 0; i < 20; i++) await Applicant.SubmitApplicationAsync(new());
    }

    [Fact]
    public async Task A_replica_that_says_it_does_not_serve_is_left_out_and_comes_back()
    {
        _replicas[0].Serves = false;
        await Eventually.TrueAsync("only the other is called", async () => (await ServedAsync()).SequenceEqual(["two"]));
        _replicas[0].Serves = true;
        await Eventually.TrueAsync("both are called", async () => (await ServedAsync()).Count == 2);
    }

    [Fact]
    public async Task A_read_that_a_replica_dropped_is_read_again()
    {
        _replicas[0].Drops = 3;
        await Eventually.TrueAsync("three calls were dropped, and nobody noticed", async () =>
        {
            Assert.Equal("two", (await Policy.GetParameterAsync(new() { Key = "a/b" })).Parameter.Unit);
            return _replicas[0].Drops <= 0;
        });
    }

    [Fact]
    public async Task A_change_that_a_replica_dropped_is_never_sent_twice()
    {
        foreach (var replica in _replicas) replica.Drops = 1;
        var refused = await Assert.ThrowsAsync<RpcException>(() => Applicant.SubmitApplicationAsync(new()).ResponseAsync);
        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"), (refused.StatusCode, RichError.Of(refused).Reason));
        Assert.Equal(1, _replicas.Sum(r => r.Calls));
    }

    [Theory]
    [InlineData("/shuangjian.policy.v1.PolicyService/GetParameter", true)]
    [InlineData("/shuangjian.institution.v1.DirectoryService/LookUpInstitution", true)]
    [InlineData("/shuangjian.institution.v1.ApplicationService/SubmitApplication", false)]
    [InlineData("/shuangjian.supervision.v1.SurveyService/SubmitSurveyAnswers", false)]
    [InlineData("/shuangjian.supervision.v1.ComplaintService/RevealComplainant", false)]
    [InlineData("/shuangjian.event.v1.SubscriptionService/StreamEvents", false)]
    public void Only_what_reads_and_leaves_no_trace_may_be_sent_twice(string path, bool reads) => Assert.Equal(reads, Contract.Find(path)!.OnlyReads);

    [Fact]
    public void Whatever_names_a_request_or_reveals_somebody_is_sent_once() =>
        Assert.All(Contract.All.Where(m => m.Descriptor.Name.StartsWith("Reveal", StringComparison.Ordinal) || m.Descriptor.InputType.FindFieldByName("request_id") is not null), m => Assert.False(m.OnlyReads, m.Path));

    [Fact]
    public async Task When_none_is_there_callers_are_told_so()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => Policy.GetParameterAsync(new()).ResponseAsync);
        var error = RichError.Of(refused);
        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE", "supervision"), (error.Code, error.Reason, error.Facts["service"]));
        Assert.Equal("SERVICE_UNAVAILABLE", (await (await _gate.PostAsync("/shuangjian.policy.v1.PolicyService/GetParameter", "{}")).RefusalAsync()).Reason);
    }

    [Fact]
    public async Task A_service_that_takes_too_long_is_not_waited_for()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Policy.GetParameterAsync(new() { Key = "slow" }).ResponseAsync);
        Assert.Equal((StatusCode.DeadlineExceeded, "CALL_TIMEOUT"), (refused.StatusCode, RichError.Of(refused).Reason));
    }

    [Fact]
    public async Task A_stream_outlasts_what_a_unary_call_may_take()
    {
        var bank = new LedgerService.LedgerServiceClient(_gate.With("Bearer " + _gate.Token("BANK", "530102", organization: "91530102MA6K000000")));
        using var stream = bank.PostEntries();
        await stream.RequestStream.WriteAsync(new PostEntriesRequest());
        Assert.True(await stream.ResponseStream.MoveNext(default));
        // Unary calls are given up after two seconds: one has been, while the stream stood open.
        await Assert.ThrowsAsync<RpcException>(() => Policy.GetParameterAsync(new() { Key = "slow" }).ResponseAsync);
        await stream.RequestStream.WriteAsync(new PostEntriesRequest());
        Assert.True(await stream.ResponseStream.MoveNext(default));
        await stream.RequestStream.CompleteAsync();
        Assert.False(await stream.ResponseStream.MoveNext(default));
    }

    [Fact]
    public async Task A_method_that_the_contract_does_not_have_is_not_forwarded()
    {
        var method = new Method<GetParameterRequest, GetParameterResponse>(
            MethodType.Unary, "shuangjian.policy.v1.PolicyService", "Nothing",
            Marshallers.Create(m => Google.Protobuf.MessageExtensions.ToByteArray(m), GetParameterRequest.Parser.ParseFrom),
            Marshallers.Create(m => Google.Protobuf.MessageExtensions.ToByteArray(m), GetParameterResponse.Parser.ParseFrom));
        var refused = await Assert.ThrowsAsync<RpcException>(() => _gate.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, new()).ResponseAsync);
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
        Assert.Equal(0, _replicas.Sum(r => r.Calls));
    }

    private async Task<IReadOnlyCollection<string>> ServedAsync()
    {
        var served = new SortedSet<string>();
        for (var i = 0; i < 30; i++) served.Add((await Policy.GetParameterAsync(new())).Parameter.Unit);
        return served;
    }
}
