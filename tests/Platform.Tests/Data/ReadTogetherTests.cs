using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Tests.Data;

public sealed class ReadTogetherTests
{
    private readonly List<(int[] Keys, TaskCompletionSource<Dictionary<int, string>> Found)> _queries = [];
    private readonly SemaphoreSlim _asked = new(0);
    private readonly ReadTogether<int, string> _reads;

    public ReadTogetherTests() => _reads = new(keys =>
    {
        var query = new TaskCompletionSource<Dictionary<int, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queries) _queries.Add((keys, query));
        _asked.Release();
        return query.Task;
    });

    [Fact]
    public async Task Who_comes_while_a_query_runs_goes_with_the_next_and_no_key_stands_in_it_twice()
    {
        var first = GetAsync(1);
        await AskedAsync();
        Task<string?>[] meanwhile = [GetAsync(2), GetAsync(3), GetAsync(2), GetAsync(4)];
        Answer(0, (1, "one"));
        Assert.Equal("one", await first);
        await AskedAsync();
        Assert.Equal([2, 3, 4], _queries[1].Keys);
        Answer(1, (2, "two"), (3, "three"));
        Assert.Equal((string?[])["two", "three", "two", null], await Task.WhenAll(meanwhile));
    }

    [Fact]
    public async Task A_query_never_answers_who_asked_after_it_began()
    {
        var early = GetAsync(1);
        await AskedAsync();
        var late = GetAsync(1);
        Answer(0, (1, "before"));
        Assert.Equal("before", await early);
        await AskedAsync();
        Answer(1, (1, "after"));
        Assert.Equal("after", await late);
    }

    [Fact]
    public async Task A_query_that_fails_fails_those_it_was_for_and_the_next_goes_on()
    {
        var first = GetAsync(1);
        await AskedAsync();
        var second = GetAsync(2);
        _queries[0].Found.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await AskedAsync();
        Answer(1, (2, "two"));
        Assert.Equal("two", await second);
    }

    [Fact]
    public async Task Who_gives_up_keeps_nobody_from_an_answer()
    {
        using var patience = new CancellationTokenSource();
        var gone = _reads.GetAsync(1, patience.Token);
        await AskedAsync();
        var stays = GetAsync(2);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Answer(0, (1, "one"));
        await AskedAsync();
        Answer(1, (2, "two"));
        Assert.Equal("two", await stays);
    }

    [Fact]
    public async Task More_than_go_into_one_query_are_several()
    {
        var first = GetAsync(-1);
        await AskedAsync();
        var many = Enumerable.Range(0, 300).Select(GetAsync).ToArray();
        Answer(0);
        Assert.Null(await first);
        await AskedAsync();
        Answer(1, [.. _queries[1].Keys.Select(k => (k, $"{k}"))]);
        await AskedAsync();
        Answer(2, [.. _queries[2].Keys.Select(k => (k, $"{k}"))]);
        Assert.Equal(Enumerable.Range(0, 300).Select(k => $"{k}"), await Task.WhenAll(many));
        Assert.Equal([256, 44], _queries.Skip(1).Select(q => q.Keys.Length));
    }

    private Task<string?> GetAsync(int key) => _reads.GetAsync(key, CancellationToken.None);

    private async Task AskedAsync() => Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30)), "nothing was asked");

    private void Answer(int query, params (int Key, string Value)[] found) => _queries[query].Found.SetResult(found.ToDictionary(f => f.Key, f => f.Value));
}
