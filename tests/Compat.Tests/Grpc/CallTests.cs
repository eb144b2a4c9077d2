using Grpc.Core;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class CallTests
{
    [Fact]
    public async Task A_unary_call_brings_back_its_response()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.SayAsync(new Words { Text = "你好" });

        Assert.Equal("你好", (await call).Text);
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task A_blocking_call_brings_back_its_response()
    {
        await using var server = await EchoServer.StartAsync();

        Assert.Equal("hello", server.Client.Say(new Words { Text = "hello" }).Text);
    }

    [Fact]
    public async Task A_message_of_two_megabytes_goes_both_ways()
    {
        await using var server = await EchoServer.StartAsync();
        var text = new string('x', 2_000_000);

        Assert.Equal(text, (await server.Client.SayAsync(new Words { Text = text })).Text);
    }

    [Fact]
    public async Task Requests_stream_into_one_response()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Join();
        foreach (var text in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new Words { Text = text });
        await call.RequestStream.CompleteAsync();

        Assert.Equal("a b c", (await call).Text);
    }

    [Fact]
    public async Task One_request_brings_a_stream_of_responses()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Split(new Words { Text = "a b c" });
        var texts = new List<string>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            texts.Add(response.Text);

        Assert.Equal(["a", "b", "c"], texts);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Requests_and_responses_take_turns_in_a_duplex_call()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client.Talk();
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Words { Text = $"{i}" }, CancellationToken.None);
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_status_thrown_on_the_server_reaches_the_client_with_its_trailers()
    {
        var script = new EchoScript
        {
            Say = (_, _) => throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "尚未备案"), new Metadata { { "reason", "REGION_LIMIT" } }),
        };
        await using var server = await EchoServer.StartAsync(script);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new Words()));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("尚未备案", error.Status.Detail);
        Assert.Equal("REGION_LIMIT", error.Trailers.GetValue("reason"));
    }

    [Fact]
    public async Task A_status_set_on_the_server_reaches_the_client()
    {
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                context.Status = new Status(StatusCode.NotFound, "none");
                return Task.FromResult(request);
            },
        };
        await using var server = await EchoServer.StartAsync(script);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new Words()));

        Assert.Equal(new Status(StatusCode.NotFound, "none"), new Status(error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_method_that_is_not_overridden_is_unimplemented()
    {
        var service = new Plain();

        var error = await Assert.ThrowsAsync<RpcException>(() => service.Say(new Words(), null!));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    private sealed class Plain : Echo.EchoBase;
}
