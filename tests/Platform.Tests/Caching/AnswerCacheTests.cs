using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Caching;

public sealed class AnswerCacheTests : IAsyncLifetime
{
    private const string Topic = "white-list";
    private readonly RedisServer _redis = new();
    private readonly List<ServiceProvider> _processes = [];
    private int _loads;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Loads_once_for_all_who_miss_at_the_same_time()
    {
        var cache = await ProcessAsync(redis: false);
        var gate = new TaskCompletionSource();
        var callers = Enumerable.Range(0, 100).Select(_ => Task.Run(() => cache.GetAsync(Topic, Key("a"), async () =>
        {
            await gate.Task;
            return Load("answer");
        }).AsTask())).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(callers), answer => Assert.Equal("answer", answer.Text));
        Assert.Equal(1, _loads);
    }

    [Fact]
    public async Task Keeps_the_answers_of_two_questions_and_two_topics_apart()
    {
        var cache = await ProcessAsync(redis: false);
        Assert.Equal("one", await TextAsync(cache, "one", key: "a"));
        Assert.Equal("two", await TextAsync(cache, "two", key: "b"));
        Assert.Equal("three", (await cache.GetAsync("other", Key("a"), () => Task.FromResult(Load("three")))).Text);
        Assert.Equal("one", await TextAsync(cache, "changed", key: "a"));
        Assert.Equal(3, _loads);
    }

    [Fact]
    public async Task Shows_a_renewal_at_once()
    {
        var cache = await ProcessAsync(redis: false);
        Assert.Equal("old", await TextAsync(cache, "old"));
        cache.Renew(Topic);
        Assert.Equal("new", await TextAsync(cache, "new"));
    }

    [Fact]
    public async Task Loads_again_after_a_failure()
    {
        var cache = await ProcessAsync(redis: false);
        await Assert.ThrowsAsync<TimeoutException>(() => cache.GetAsync<Notice>(Topic, Key("a"), () => throw new TimeoutException()).AsTask());
        Assert.Equal("answer", await TextAsync(cache, "answer"));
    }

    [Fact]
    public async Task Keeps_nothing_that_was_read_before_a_renewal()
    {
        var cache = await ProcessAsync(redis: false);
        var (reading, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = Task.Run(() => cache.GetAsync(Topic, Key("a"), async () =>
        {
            reading.SetResult();
            await gate.Task;
            return Load("old");
        }).AsTask());
        await reading.Task;
        cache.Renew(Topic);
        gate.SetResult();
        await slow;

        Assert.Equal("new", await TextAsync(cache, "new"));
    }

    [Fact]
    public async Task Shares_answers_and_renewals_between_processes()
    {
        await _redis.StartAsync();
        var one = await ProcessAsync(redis: true);
        var two = await ProcessAsync(redis: true);
        Assert.Equal("old", await TextAsync(one, "old"));
        Assert.Equal("old", await TextAsync(two, "never asked for"));
        Assert.Equal(1, _loads);

        one.Renew(Topic);
        Assert.Equal("new", await TextAsync(one, "new"));
        await Eventually.ValueAsync("the other process sees it", () => TextAsync(two, "new"), text => text == "new", TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Works_while_Redis_is_away()
    {
        var cache = await ProcessAsync(redis: true);
        Assert.Equal("old", await TextAsync(cache, "old"));
        Assert.Equal("old", await TextAsync(cache, "kept"));
        cache.Renew(Topic);
        Assert.Equal("new", await TextAsync(cache, "new"));
    }

    [Fact]
    public async Task Forgets_what_was_renewed_while_Redis_was_away()
    {
        await _redis.StartAsync();
        var cache = await ProcessAsync(redis: true);
        Assert.Equal("old", await TextAsync(cache, "old"));

        await _redis.KillAsync();
        cache.Renew(Topic);
        Assert.Equal("new", await TextAsync(cache, "new"));
        await _redis.StartAsync();

        // Redis remembers the old answer; a process that starts now must not find it.
        await Eventually.ValueAsync("the shared answer is gone", async () =>
        {
            var fresh = await ProcessAsync(redis: true);
            return await TextAsync(fresh, "new");
        }, text => text == "new", TimeSpan.FromSeconds(30));
        Assert.Equal("new", await TextAsync(cache, "new"));
    }

    private async Task<AnswerCache> ProcessAsync(bool redis)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAnswerCache(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Redis:Configuration"] = redis ? _redis.Configuration : null }).Build());
        var process = services.BuildServiceProvider();
        _processes.Add(process);
        return await Task.Run(process.GetRequiredService<AnswerCache>);
    }

    private async Task<string> TextAsync(AnswerCache cache, string stored, string key = "a") =>
        (await cache.GetAsync(Topic, Key(key), () => Task.FromResult(Load(stored)))).Text;

    private Notice Load(string text)
    {
        Interlocked.Increment(ref _loads);
        return new Notice { Text = text };
    }

    private static GetNoticeRequest Key(string key) => new() { Failure = key };
}
