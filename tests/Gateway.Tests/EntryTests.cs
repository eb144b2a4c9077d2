using System.Diagnostics;
using System.Net;
using Grpc.Core;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>What a caller sends along and what is kept of it.</summary>
public sealed class EntryTests : IAsyncLifetime
{
    private const string Method = "/shuangjian.policy.v1.PolicyService/GetParameter";
    private Replica _replica = null!;
    private Gate _gate = null!;

    public async Task InitializeAsync()
    {
        _replica = await Replica.StartAsync();
        _gate = await Gate.StartAsync([_replica], new Dictionary<string, string?> { ["Gateway:Limits"] = "off", ["Gateway:BodySeconds"] = "1" });
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _replica.DisposeAsync();
    }

    [Fact]
    public async Task Headers_that_no_caller_may_set_do_not_reach_a_service()
    {
        var sent = new Metadata
        {
            { "x-forwarded-for", "10.1.2.3" }, { "x-forwarded-proto", "https" }, { "x-real-ip", "10.1.2.3" }, { "forwarded", "for=10.1.2.3" },
            { "x-internal-caller", "root" }, { "cookie", "a=b" }, { "via", "1.1 other" }, { "keep-me", "yes" },
        };
        var seen = Headers(await new PolicyService.PolicyServiceClient(_gate.Channel).GetParameterAsync(new(), sent));
        Assert.Equal("yes", seen["keep-me"]);
        foreach (var name in sent.Select(h => h.Key).Where(n => n != "keep-me")) Assert.DoesNotContain(name, seen.Keys);
        Assert.DoesNotContain(seen.Keys, name => name.StartsWith("x-", StringComparison.Ordinal) && name != "x-request-id");
    }

    [Fact]
    public async Task Headers_that_a_caller_means_for_this_hop_alone_do_not_reach_a_service()
    {
        var answer = await _gate.PostAsync(Method, "{}", ("connection", "keep-me-not, authorization"), ("keep-me-not", "yes"), ("keep-me", "yes"), ("authorization", "Bearer forged"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var seen = Headers(GetParameterResponse.Parser.ParseJson(await answer.Content.ReadAsStringAsync()));
        Assert.Equal("yes", seen["keep-me"]);
        Assert.DoesNotContain("keep-me-not", seen.Keys);
        Assert.DoesNotContain("authorization", seen.Keys);
    }

    [Theory]
    [InlineData("order-7.a_b", true)]
    [InlineData("a b", false)]
    [InlineData("a\"b", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public async Task A_request_id_that_is_harmless_is_kept(string sent, bool kept)
    {
        var call = new PolicyService.PolicyServiceClient(_gate.Channel).GetParameterAsync(new(), new Metadata { { "x-request-id", sent } });
        var answered = (await call.ResponseHeadersAsync).GetValue("x-request-id");
        Assert.Equal(kept, answered == sent);
        Assert.NotEqual(0, answered!.Length);
        Assert.Equal(answered, Headers(await call)["x-request-id"]);
    }

    [Fact]
    public async Task A_trace_goes_on_behind_the_gate_and_names_the_call_when_nothing_else_does()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var call = new PolicyService.PolicyServiceClient(_gate.Channel).GetParameterAsync(new(), new Metadata { { "traceparent", $"00-{Trace}-00f067aa0ba902b7-01" } });
        Assert.Equal(Trace, (await call.ResponseHeadersAsync).GetValue("x-request-id"));
        Assert.StartsWith($"00-{Trace}-", Headers(await call)["traceparent"]);
    }

    [Fact]
    public async Task The_access_log_knows_kind_and_place_of_a_caller_and_nobody()
    {
        var token = _gate.Token("REGULATOR", "530102", "EDUCATION", subject: "officer-zhang");
        var officer = new PolicyService.PolicyServiceClient(_gate.With("Bearer " + token));
        await officer.GetParameterAsync(new() { Key = "a/secret-key" }, new Metadata { { "x-request-id", "first" } });
        await Assert.ThrowsAsync<RpcException>(() => officer.GetParameterAsync(new() { Key = "fail/NotFound" }).ResponseAsync);
        await _gate.PostAsync(Method, "{}");
        await _gate.PostAsync(Method, "[]");
        await _gate.PostAsync("/shuangjian.supervision.v1.SurveyService/SubmitSurveyAnswers", "{}");
        var log = await _gate.StopAndReadLogAsync();
        Assert.Equal(["ok", "not_found", "ok", "invalid_argument"], log.Select(line => line.GetProperty("code").GetString()));
        var first = log[0];
        Assert.Equal((Method, "Grpc", "Regulator", "530102", "first"), (
            first.GetProperty("method").GetString(), first.GetProperty("form").GetString(), first.GetProperty("caller").GetString(),
            first.GetProperty("division").GetString(), first.GetProperty("request_id").GetString()));
        Assert.True(first.GetProperty("ms").GetDouble() > 0);
        Assert.Equal("Public", log[2].GetProperty("caller").GetString());
        var all = string.Join('\n', log);
        Assert.DoesNotContain("Survey", all);
        foreach (var secret in (string[])["zhang", token, "secret-key", "127.0.0.1"]) Assert.DoesNotContain(secret, all);
    }

    [Theory]
    [InlineData("expired", "TOKEN_INVALID", StatusCode.Unauthenticated)]
    [InlineData("none", "TOKEN_MISSING", StatusCode.Unauthenticated)]
    [InlineData("a parent's", "AUDIENCE_NOT_ALLOWED", StatusCode.PermissionDenied)]
    public async Task Who_may_not_call_at_all_does_not_reach_a_service(string token, string reason, StatusCode code)
    {
        var authorization = token switch
        {
            "expired" => "Bearer " + _gate.Token("BANK", "530102", organization: "91530102MA6K000000", life: TimeSpan.FromMinutes(-2)),
            "none" => null,
            _ => "Bearer " + _gate.Token("EXPERT", "530102"),
        };
        var bank = new LedgerService.LedgerServiceClient(authorization is null ? _gate.Channel.CreateCallInvoker() : _gate.With(authorization));
        using var stream = bank.PostEntries();
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => stream.ResponseStream.MoveNext(default)));
        Assert.Equal((code, reason), (error.Code, error.Reason));
        Assert.NotEqual("", error.Zh);
        Assert.Equal(0, _replica.Streams);
    }

    [Fact]
    public async Task A_unary_call_whose_body_does_not_come_is_ended_and_others_of_its_connection_are_not()
    {
        var policy = new PolicyService.PolicyServiceClient(_gate.Channel);
        await policy.GetParameterAsync(new());
        var half = new Method<GetParameterRequest, GetParameterResponse>(
            MethodType.ClientStreaming, "shuangjian.policy.v1.PolicyService", "GetParameter",
            Marshallers.Create(m => Google.Protobuf.MessageExtensions.ToByteArray(m), GetParameterRequest.Parser.ParseFrom),
            Marshallers.Create(m => Google.Protobuf.MessageExtensions.ToByteArray(m), GetParameterResponse.Parser.ParseFrom));
        var watch = Stopwatch.StartNew();
        // Headers come, and nothing after them.
        using var open = _gate.Channel.CreateCallInvoker().AsyncClientStreamingCall(half, null, default);
        var waiting = Assert.ThrowsAsync<RpcException>(() => open.ResponseAsync);
        Assert.Equal("one", (await policy.GetParameterAsync(new())).Parameter.Unit);
        var error = RichError.Of(await waiting);
        Assert.Equal((StatusCode.DeadlineExceeded, "BODY_TIMEOUT"), (error.Code, error.Reason));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 30);
        Assert.Equal("one", (await policy.GetParameterAsync(new())).Parameter.Unit);
    }

    [Theory]
    [InlineData(8 * 1024 * 1024, false)]
    [InlineData(8 * 1024 * 1024 + 1, true)]
    [InlineData(100 * 1024 * 1024, true)]
    public async Task A_message_that_states_too_much_is_refused_by_the_gate_itself(int size, bool refused)
    {
        // With the patience of every day: that of the others here, a second, a busy machine needs for so much.
        await using var gate = await Gate.StartAsync([_replica], new Dictionary<string, string?> { ["Gateway:Limits"] = "off" });
        var raw = new Method<byte[], byte[]>(MethodType.Unary, "shuangjian.policy.v1.PolicyService", "GetParameter", Marshallers.Create(b => b, b => b), Marshallers.Create(b => b, b => b));
        // Bytes that are no message: the service says so where they reach it.
        var error = await RichError.OfAsync(gate.Channel.CreateCallInvoker().AsyncUnaryCall(raw, null, default, new byte[size]));
        if (refused) Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (error.Code, error.Reason));
        else Assert.NotEqual("MESSAGE_TOO_LARGE", error.Reason);
    }

    [Fact]
    public async Task Grpc_over_http_1_is_told_that_it_needs_another_protocol()
    {
        var answer = await _gate.PostAsync(Method, new ByteArrayContent([0, 0, 0, 0, 0]), "application/grpc");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static Dictionary<string, string> Headers(GetParameterResponse answer) => answer.Parameter.DescriptionEn.Split('\n')
        .Select(line => line.Split('=', 2)).GroupBy(h => h[0]).ToDictionary(h => h.Key, h => h.First()[1]);
}
