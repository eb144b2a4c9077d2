using System.Net;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial;
using Pipelines.Sockets.Unofficial.Arenas;
using Xunit;

namespace ShuangJian.Compat.Tests;

public sealed class PipelinesTests
{
    [Fact]
    public void An_arena_hands_out_pieces_that_do_not_overlap_and_takes_them_back()
    {
        using var arena = new Arena<int>(new ArenaOptions(ArenaFlags.None, blockSizeBytes: 64));
        var pieces = Enumerable.Range(1, 50).Select(length => arena.Allocate(length)).ToList();
        foreach (var (index, piece) in pieces.Index())
            piece.FirstSpan.Fill(index);

        Assert.All(pieces.Index(), pair => Assert.All(pair.Item.FirstSpan.ToArray(), value => Assert.Equal(pair.Index, value)));
        arena.Reset();
        Assert.Equal(pieces[0], arena.Allocate(1));
        Assert.True(arena.Allocate(0).IsEmpty);
    }

    [Fact]
    public void A_reset_lets_go_of_references()
    {
        using var arena = new Arena<string?>();
        var piece = arena.Allocate(3);
        piece[1] = "held";

        arena.Reset();

        Assert.Null(piece[1]);
    }

    [Fact]
    public void A_sequence_is_read_in_every_way()
    {
        using var arena = new Arena<int>();
        arena.Allocate(5);
        var sequence = arena.Allocate(3);
        for (var i = 0; i < 3; i++)
            sequence[i] = i + 1;

        var sum = 0;
        foreach (ref var value in sequence)
            sum += value;
        foreach (var span in sequence.Spans)
            sum += span.Length;
        var next = sequence.GetEnumerator();

        Assert.Equal(9, sum);
        Assert.Equal(1, next.GetNext());
        Assert.Equal(["1", "2", "3"], sequence.ToArray((in int value) => $"{value}"));
        Assert.Equal([11, 12, 13], sequence.ToArray((in int value, in int state) => value + state, 10));
        Assert.Equal(sequence, sequence.Untyped().Cast<int>());
        Assert.Equal(3, sequence.Untyped().Length);
        Assert.Throws<InvalidCastException>(() => sequence.Untyped().Cast<string>());
        Assert.Throws<IndexOutOfRangeException>(() => sequence[3]);
        Assert.True(default(Sequence).Cast<string>().IsEmpty);
    }

    [Fact]
    public void The_methods_of_a_delegate_are_counted_and_listed()
    {
        var calls = new List<int>();
        Action one = () => calls.Add(1);
        var both = one + (() => calls.Add(2));

        Assert.True(one.IsSingle());
        Assert.False(both.IsSingle());
        foreach (var method in both.AsEnumerable())
            method();
        foreach (var method in ((Action?)null).AsEnumerable())
            method();
        Assert.Equal([1, 2], calls);
    }

    [Fact]
    public async Task A_dedicated_scheduler_runs_everything_and_leaves_the_overflow_to_the_pool()
    {
        using var gate = new ManualResetEventSlim();
        using var done = new CountdownEvent(20);
        var scheduler = new DedicatedThreadPoolPipeScheduler("test", workerCount: 1, useThreadPoolQueueLength: 5);
        for (var i = 0; i < 20; i++)
            scheduler.Schedule(_ => { gate.Wait(); done.Signal(); }, null);
        gate.Set();

        Assert.True(await Task.Run(() => done.Wait(Patience.Limit)));
        Assert.Equal(20, scheduler.TotalServicedByPool + scheduler.TotalServicedByQueue);
        Assert.InRange(scheduler.TotalServicedByQueue, 5, 6);
        scheduler.Dispose();
        var after = new TaskCompletionSource();
        scheduler.Schedule(_ => after.SetResult(), null);
        await after.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task An_aborted_operation_throws_its_error_and_the_next_one_is_fresh()
    {
        using var operation = new SocketAwaitableEventArgs();
        async Task<int> Wait() => await operation;

        var waiting = Wait();
        operation.Abort(SocketError.TimedOut);
        var error = await Assert.ThrowsAsync<SocketException>(() => waiting);

        Assert.Equal(SocketError.TimedOut, error.SocketErrorCode);
        Assert.False(operation.IsCompleted);
        operation.SocketError = SocketError.Success;
        operation.Complete();
        Assert.Equal(0, await Wait());
    }

    [Fact]
    public async Task A_connection_counts_its_bytes_and_closes_one_direction_after_the_other()
    {
        var (client, server) = await ConnectAsync();
        using var connection = SocketConnection.Create(client, null, null);
        await connection.Output.WriteAsync("ping"u8.ToArray());
        var buffer = new byte[16];
        Assert.Equal(4, await server.ReceiveAsync(buffer));

        await connection.Output.CompleteAsync();
        Assert.Equal(0, await server.ReceiveAsync(buffer));
        await server.SendAsync("pong!"u8.ToArray());
        var read = await connection.Input.ReadAtLeastAsync(5);

        Assert.Equal(5, connection.GetCounters().BytesWaitingToBeRead);
        connection.Input.AdvanceTo(read.Buffer.End);
        var counters = connection.GetCounters();
        Assert.Equal((0, 0), (counters.BytesWaitingToBeRead, counters.BytesWaitingToBeSent));
        Assert.Equal((4, 5), (connection.BytesSent, connection.BytesRead));
        server.Dispose();
        Assert.True((await connection.Input.ReadAsync()).IsCompleted);
    }

    [Fact]
    public async Task A_connection_remembers_why_it_ended_first()
    {
        var (client, server) = await ConnectAsync();
        using var connection = SocketConnection.Create(client, null, null);
        Assert.Equal(PipeShutdownKind.None, connection.ShutdownKind);
        server.Close(0);

        await Assert.ThrowsAsync<ConnectionResetException>(async () => await connection.Input.ReadAsync());

        Assert.Equal(PipeShutdownKind.ReadSocketError, connection.ShutdownKind);
        Assert.Equal(SocketError.ConnectionReset, connection.SocketError);
        Assert.False(connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitClient));
    }

    [Fact]
    public async Task A_protocol_can_say_that_it_ended_the_connection()
    {
        var (client, server) = await ConnectAsync();
        using var connection = SocketConnection.Create(client, null, null);

        Assert.False(connection.TrySetProtocolShutdown(PipeShutdownKind.ReadException));
        Assert.True(connection.TrySetProtocolShutdown(PipeShutdownKind.ProtocolExitClient));
        connection.Dispose();
        server.Dispose();
        Assert.Equal(PipeShutdownKind.ProtocolExitClient, connection.ShutdownKind);
    }

    private static async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        SocketConnection.SetRecommendedClientOptions(client);
        return (client, await listener.AcceptAsync());
    }
}
