using System.Collections.Concurrent;
using System.Diagnostics;
using StackExchange.Redis;
using Xunit;

namespace ShuangJian.Compat.Tests.Redis;

/// <summary>Pub/sub, TLS, and what happens when the server is killed.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task Every_message_under_load_arrives_once_and_in_order()
    {
        const int Count = 20_000;
        await using var server = await RedisServer.StartAsync();
        await using var listener = await server.ConnectAsync();
        await using var speaker = await server.ConnectAsync();
        var channel = RedisChannel.Literal("news");
        var queue = await listener.GetSubscriber().SubscribeAsync(channel);
        var receiving = Task.Run(async () =>
        {
            var received = new List<int>();
            while (received.Count < Count)
                received.Add((int)(await queue.ReadAsync()).Message);
            return received;
        });

        var publisher = speaker.GetSubscriber();
        foreach (var batch in Enumerable.Range(0, Count).Chunk(500))
            await Task.WhenAll(batch.Select(i => publisher.PublishAsync(channel, i)));

        Assert.Equal(Enumerable.Range(0, Count), await receiving.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Patterns_match_and_unsubscribing_ends_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var subscriber = redis.GetSubscriber();
        var queue = await subscriber.SubscribeAsync(RedisChannel.Pattern("school.*"));

        Assert.Equal(1, await subscriber.PublishAsync(RedisChannel.Literal("school.opened"), "一中"));
        var message = await queue.ReadAsync().AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(("school.opened", "一中"), ((string?)message.Channel, (string?)message.Message));

        await queue.UnsubscribeAsync();
        Assert.Equal(0, await subscriber.PublishAsync(RedisChannel.Literal("school.opened"), "二中"));
    }

    [Fact]
    public async Task A_connection_comes_back_after_the_server_was_killed_and_started_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync(options =>
        {
            options.ReconnectRetryPolicy = new LinearRetry(100);
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
            options.BacklogPolicy = BacklogPolicy.FailFast;
            // A port nobody listens on refuses at once, so this bounds only an attempt that hangs.
            options.ConnectTimeout = 2_000;
        });
        var failed = Expect(handler => redis.ConnectionFailed += handler);
        var restored = Expect(handler => redis.ConnectionRestored += handler);
        // The connection for subscriptions is made after the other, and what fails fast does not wait for it.
        var clock = Stopwatch.StartNew();
        while (!redis.GetSubscriber().IsConnected(RedisChannel.Literal("news")) && clock.Elapsed < Patience.Limit) await redis.GetDatabase().PingAsync();
        var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"));
        await redis.GetDatabase().StringSetAsync("key", "before");

        await server.KillAsync();
        await failed.WaitAsync(Patience.Limit);
        Assert.False(redis.IsConnected);
        await Assert.ThrowsAsync<RedisConnectionException>(() => redis.GetDatabase().StringGetAsync("key"));

        await server.LaunchAsync();
        await restored.WaitAsync(Patience.Limit);
        Assert.True((await redis.GetDatabase().StringGetAsync("key")).IsNull);
        await redis.GetDatabase().StringSetAsync("key", "after");
        Assert.Equal("after", await redis.GetDatabase().StringGetAsync("key"));
        await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("more"), (_, _) => { });
        await redis.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "still here");
        Assert.Equal("still here", (await queue.ReadAsync().AsTask().WaitAsync(Patience.Limit)).Message);
    }

    [Fact]
    public async Task Commands_wait_for_the_connection_to_come_back_when_told_to()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync(options =>
        {
            options.ReconnectRetryPolicy = new LinearRetry(100);
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(100);
            options.BacklogPolicy = BacklogPolicy.Default;
            options.ConnectTimeout = 2_000;
        });
        var failed = Expect(handler => redis.ConnectionFailed += handler);
        await redis.GetDatabase().PingAsync();
        await server.KillAsync();
        await failed.WaitAsync(Patience.Limit);

        var waiting = redis.GetDatabase().StringSetAsync("key", "value");
        await server.LaunchAsync();

        Assert.True(await waiting.WaitAsync(Patience.Limit));
    }

    [Fact]
    public async Task Many_connections_open_and_close()
    {
        await using var server = await RedisServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await using var redis = await server.ConnectAsync();
            Assert.Equal(i + 1, await redis.GetDatabase().StringIncrementAsync("count"));
            await redis.CloseAsync();
        }

        await using var last = await server.ConnectAsync(options => options.AllowAdmin = true);
        var clock = Stopwatch.StartNew();
        int open;
        do
        {
            open = (await last.GetServers().Single().ClientListAsync()).Length;
        }
        while (open > 2 && clock.Elapsed < Patience.Limit);
        // An interactive connection and one for subscriptions: those before are gone.
        Assert.InRange(open, 1, 2);
    }

    [Fact]
    public async Task Commands_and_messages_go_over_tls()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await RedisServer.StartAsync(certificate);
        var presented = new ConcurrentQueue<bool>();
        await using var redis = await server.ConnectAsync(options =>
        {
            options.Ssl = true;
            options.CertificateValidation += (_, shown, _, _) =>
            {
                presented.Enqueue(Equals(shown, certificate));
                return Equals(shown, certificate);
            };
        });
        var value = new byte[1024 * 1024];
        new Random(2).NextBytes(value);
        var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("news"));

        await redis.GetDatabase().StringSetAsync("key", value);
        await redis.GetSubscriber().PublishAsync(RedisChannel.Literal("news"), "encrypted");

        Assert.Equal(value, (byte[]?)await redis.GetDatabase().StringGetAsync("key"));
        Assert.Equal("encrypted", (await queue.ReadAsync().AsTask().WaitAsync(Patience.Limit)).Message);
        Assert.NotEmpty(presented);
        Assert.DoesNotContain(false, presented);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_refused()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await RedisServer.StartAsync(certificate);

        await Assert.ThrowsAsync<RedisConnectionException>(() => server.ConnectAsync(options =>
        {
            options.Ssl = true;
            options.AbortOnConnectFail = true;
            options.ConnectRetry = 1;
            options.CertificateValidation += (_, _, _, _) => false;
        }));
    }

    /// <summary>Ends once both connections of a multiplexer, commands and subscriptions, raised the event.</summary>
    private static Task Expect(Action<EventHandler<ConnectionFailedEventArgs>> subscribe)
    {
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new ConcurrentDictionary<ConnectionType, bool>();
        subscribe((_, raised) =>
        {
            seen[raised.ConnectionType] = true;
            if (seen.Count == 2)
                both.TrySetResult();
        });
        return both.Task;
    }
}
