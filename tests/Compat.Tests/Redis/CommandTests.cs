using StackExchange.Redis;
using Xunit;

namespace ShuangJian.Compat.Tests.Redis;

public sealed class CommandTests
{
    public static TheoryData<string> SchedulerNames => ["shared", "pool"];

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public async Task Strings_keep_text_bytes_and_numbers(string scheduler)
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync(options => options.SocketManager = Scheduler(scheduler));
        var db = redis.GetDatabase();
        byte[] bytes = [0, 13, 10, 255];

        Assert.True(await db.StringSetAsync("text", "双减"));
        Assert.True(await db.StringSetAsync("bytes", bytes));
        Assert.Equal(5, await db.StringIncrementAsync("number", 5));

        Assert.Equal("双减", await db.StringGetAsync("text"));
        Assert.Equal(bytes, (byte[]?)await db.StringGetAsync("bytes"));
        Assert.Equal("双减", (string?)db.StringGet("text"));
        Assert.True((await db.StringGetAsync("none")).IsNull);
        Assert.Equal(["5", "双减"], (await db.StringGetAsync(["number", "text"])).Select(value => (string?)value));
        Assert.False(await db.StringSetAsync("text", "other", when: When.NotExists));
        Assert.True(await db.KeyExpireAsync("text", TimeSpan.FromMinutes(1)));
        Assert.InRange((await db.KeyTimeToLiveAsync("text"))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Hashes_sets_lists_and_sorted_sets_come_back_whole()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        var fields = Enumerable.Range(0, 2_000).Select(i => new HashEntry($"field{i}", $"value{i}")).ToArray();

        await db.HashSetAsync("hash", fields);
        await db.SetAddAsync("set", ["a", "b"]);
        await db.ListRightPushAsync("list", ["1", "2", "3"]);
        await db.SortedSetAddAsync("sorted", [new SortedSetEntry("late", 2), new SortedSetEntry("early", 1.5)]);

        Assert.Equal(fields.ToDictionary(), (await db.HashGetAllAsync("hash")).ToDictionary());
        Assert.Equal("value7", await db.HashGetAsync("hash", "field7"));
        Assert.Equal(2, await db.SetLengthAsync("set"));
        Assert.Equal(["1", "2", "3"], (await db.ListRangeAsync("list")).Select(value => (string?)value));
        Assert.Equal([("early", 1.5), ("late", 2)],
            (await db.SortedSetRangeByRankWithScoresAsync("sorted")).Select(entry => ((string)entry.Element!, entry.Score)));
        Assert.Equal(2_000, await db.HashScanAsync("hash", pageSize: 100).CountAsync());
    }

    [Fact]
    public async Task Scripts_return_nested_answers_and_errors()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        var answer = (RedisResult[])(await db.ScriptEvaluateAsync(
            "redis.call('SET', KEYS[1], ARGV[1]); return { redis.call('GET', KEYS[1]), 7, { 'a', { 'b' } }, false }",
            ["key"], ["value"]))!;
        var prepared = await LuaScript.Prepare("return redis.call('INCRBY', @key, @by)").LoadAsync(redis.GetServers().Single());
        var counted = await prepared.EvaluateAsync(db, new { key = (RedisKey)"count", by = 3 });
        var error = await Assert.ThrowsAsync<RedisServerException>(
            () => db.ScriptEvaluateAsync("return redis.error_reply('LIMIT over the ceiling')"));

        Assert.Equal(("value", 7), ((string?)answer[0], (int)answer[1]));
        Assert.Equal("b", (string?)((RedisResult[])((RedisResult[])answer[2]!)[1]!)[0]);
        Assert.True(answer[3].IsNull);
        Assert.Equal(3, (int)counted);
        Assert.Contains("LIMIT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_holds_only_when_its_condition_does()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        async Task<bool> Claim()
        {
            var transaction = db.CreateTransaction();
            transaction.AddCondition(Condition.KeyNotExists("owner"));
            _ = transaction.StringSetAsync("owner", "me");
            return await transaction.ExecuteAsync();
        }

        Assert.True(await Claim());
        Assert.False(await Claim());
    }

    [Fact]
    public async Task A_stream_is_read_by_a_group()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        await db.StreamCreateConsumerGroupAsync("stream", "group", "0-0");
        for (var i = 0; i < 10; i++)
            await db.StreamAddAsync("stream", [new NameValueEntry("n", i)]);

        var read = await db.StreamReadGroupAsync("stream", "group", "reader", ">", 10);

        Assert.Equal(Enumerable.Range(0, 10), read.Select(entry => (int)entry["n"]));
        Assert.Equal(10, await db.StreamAcknowledgeAsync("stream", "group", [.. read.Select(entry => entry.Id)]));
    }

    [Fact]
    public async Task A_value_of_sixteen_megabytes_goes_both_ways()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var value = new byte[16 * 1024 * 1024];
        new Random(1).NextBytes(value);

        await redis.GetDatabase().StringSetAsync("large", value);

        Assert.Equal(value, (byte[]?)await redis.GetDatabase().StringGetAsync("large"));
    }

    [Theory]
    [MemberData(nameof(SchedulerNames))]
    public async Task Answers_reach_the_caller_that_asked_under_load(string scheduler)
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync(options => options.SocketManager = Scheduler(scheduler));
        var db = redis.GetDatabase();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                await db.StringSetAsync($"{worker}:{i}", $"{worker}-{i}");
                Assert.Equal($"{worker}-{i}", await db.StringGetAsync($"{worker}:{i}"));
            }
        })));

        Assert.Equal(8_000, (int)await db.ExecuteAsync("DBSIZE"));
        Assert.True(redis.OperationCount >= 16_000);
    }

    [Fact]
    public async Task Commands_sent_without_waiting_arrive_in_their_order()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        var pushes = Enumerable.Range(0, 20_000).Select(i => db.ListRightPushAsync("list", i)).ToList();
        await Task.WhenAll(pushes);

        Assert.Equal(Enumerable.Range(0, 20_000), (await db.ListRangeAsync("list")).Select(value => (int)value));
    }

    private static SocketManager Scheduler(string name) => name == "shared" ? SocketManager.Shared : SocketManager.ThreadPool;
}
