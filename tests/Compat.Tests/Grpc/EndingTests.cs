using Grpc.Core;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>Deadlines and cancellation: calls that end before they are done.</summary>
public sealed class EndingTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gaveUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync(new EchoScript { Say = WaitForCancellation });

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.SayAsync(new Words(), deadline: DateTime.UtcNow + 5 * Short));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await _gaveUp.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_deadline_ends_a_stream_on_both_sides()
    {
        var script = new EchoScript
        {
            Split = async (request, responses, context) =>
            {
                await responses.WriteAsync(request);
                await WaitForCancellation(request, context);
            },
        };
        await using var server = await EchoServer.StartAsync(script);
        // The first word has to come in time: the connection is there before the time runs, and it runs long enough for a busy machine.
        await server.Client.SayAsync(new Words());
        using var call = server.Client.Split(new Words { Text = "first" }, deadline: DateTime.UtcNow + 25 * Short);

        Assert.True(await call.ResponseStream.MoveNext());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        await _gaveUp.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task The_server_sees_the_deadline_and_none_as_never()
    {
        var seen = new List<DateTime>();
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                seen.Add(context.Deadline);
                return Task.FromResult(request);
            },
        };
        await using var server = await EchoServer.StartAsync(script);
        var deadline = DateTime.UtcNow + Patience.Limit;

        await server.Client.SayAsync(new Words(), new CallOptions().WithDeadline(deadline));
        await server.Client.SayAsync(new Words());

        Assert.Equal(deadline, seen[0], TimeSpan.FromSeconds(5));
        Assert.Equal(DateTime.MaxValue, seen[1]);
    }

    [Fact]
    public async Task A_cancelled_token_cancels_the_call_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync(new EchoScript { Say = WaitForCancellation });
        using var cancellation = new CancellationTokenSource();
        var call = server.Client.SayAsync(new Words(), cancellationToken: cancellation.Token);
        await _begun.Task.WaitAsync(Patience.Limit);

        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await _gaveUp.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_disposed_call_is_cancelled_on_the_server()
    {
        var script = new EchoScript { Talk = (_, _, context) => WaitForCancellation(new Words(), context) };
        await using var server = await EchoServer.StartAsync(script);
        var call = server.Client.Talk();
        await _begun.Task.WaitAsync(Patience.Limit);

        call.Dispose();

        await _gaveUp.Task.WaitAsync(Patience.Limit);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_cancelled_read_cancels_the_stream()
    {
        var script = new EchoScript { Split = (request, _, context) => WaitForCancellation(request, context) };
        await using var server = await EchoServer.StartAsync(script);
        using var call = server.Client.Split(new Words());
        using var cancellation = new CancellationTokenSource();
        var read = call.ResponseStream.MoveNext(cancellation.Token);
        await _begun.Task.WaitAsync(Patience.Limit);

        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => read)).StatusCode);
        await _gaveUp.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_call_to_nobody_is_unavailable()
    {
        var server = await EchoServer.StartAsync();
        var address = server.Address;
        await server.DisposeAsync();
        using var channel = global::Grpc.Net.Client.GrpcChannel.ForAddress(address);

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await new Echo.EchoClient(channel).SayAsync(new Words()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.NotNull(error.Status.DebugException);
        Assert.Same(error.Status.DebugException, error.InnerException);
    }

    private async Task<Words> WaitForCancellation(Words request, ServerCallContext context)
    {
        _begun.TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            _gaveUp.TrySetResult();
        }

        return request;
    }
}
