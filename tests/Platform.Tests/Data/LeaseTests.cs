using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>Background work is done by one replica at a time, and another takes over.</summary>
[Collection(StorageSuite.Name)]
public sealed class LeaseTests(Storages storages)
{
    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Is_done_by_one_of_many_replicas_at_a_time(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        var (inside, most, turns) = (0, 0, 0);
        var loops = Enumerable.Range(0, 4).Select(_ => Loop(database, async cancellation =>
        {
            var now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            Interlocked.Increment(ref turns);
            return true;
        })).ToList();
        foreach (var loop in loops) await loop.StartAsync(CancellationToken.None);
        await Eventually.ValueAsync("turns were taken", () => Task.FromResult(Volatile.Read(ref turns)), t => t > 50);
        foreach (var loop in loops) await loop.StopAsync(CancellationToken.None);

        Assert.Equal(1, most);
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Is_taken_over_at_once_when_its_holder_stops(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        using var one = Loop(database, _ => { first.TrySetResult(); return Task.FromResult(false); });
        using var two = Loop(database, _ => { second.TrySetResult(); return Task.FromResult(false); });
        await one.StartAsync(CancellationToken.None);
        await first.Task.WaitAsync(Eventually.Patience);
        await two.StartAsync(CancellationToken.None);
        Assert.False(second.Task.IsCompleted);

        await one.StopAsync(CancellationToken.None);
        await second.Task.WaitAsync(TimeSpan.FromSeconds(8));
        await two.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Never_goes_on_longer_than_its_lease()
    {
        await using var database = await TestDatabase.SqliteAsync();
        var lived = new TaskCompletionSource<TimeSpan>();
        var began = Stopwatch.StartNew();
        using var loop = Loop(database, async cancellation =>
        {
            // The first turns have a fresh lease; the one that counts begins when the first lease is half over.
            if (began.Elapsed < TimeSpan.FromSeconds(4.5)) return false;
            DateTime until;
            await using (var db = database.Open()) until = await db.Leases.Select(l => l.Until).SingleAsync(CancellationToken.None);
            try { await Task.Delay(Timeout.Infinite, cancellation); }
            catch (OperationCanceledException) { lived.TrySetResult(until - DateTime.UtcNow); }
            return false;
        });
        await loop.StartAsync(CancellationToken.None);
        var left = await lived.Task.WaitAsync(Eventually.Patience);
        await loop.StopAsync(CancellationToken.None);

        Assert.True(left > TimeSpan.Zero, $"the turn ended {-left} after its lease");
    }

    private static LeasedLoop<NotesDb> Loop(TestDatabase database, Func<CancellationToken, Task<bool>> turn) => new(
        new LeasedWork<NotesDb>("work", TimeSpan.FromMilliseconds(20), new Wake(), (_, cancellation) => turn(cancellation)),
        new Contexts(database), TimeProvider.System, NullLogger<LeasedLoop<NotesDb>>.Instance);

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen) { }
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<NotesDb>
    {
        public NotesDb CreateDbContext() => database.Open();
    }
}
