using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Tests.Notes;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>What a context keeps beside its rows goes with the transaction, and never to the next who gets it out of the pool.</summary>
[Collection(StorageSuite.Name)]
public sealed class PooledContextTests(Storages storages)
{
    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Rows_left_unsaved_do_not_reach_the_next_holder(DatabaseProvider provider)
    {
        await using var own = await storages.NewAsync(provider);
        using var wake = new Wake();
        var pool = Pool(own, wake);
        await using (var db = await pool.CreateDbContextAsync())
        {
            db.InsertMany<NoteRow>([new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "left" }]);
            db.AnnounceMany("notes", DateTime.UtcNow, [("notes/1", 1, Fact)]);
        }
        await using (var db = await pool.CreateDbContextAsync()) await db.SaveChangesAsync();
        await using var fresh = own.Open();
        Assert.Equal((0, 0, false), (await fresh.Notes.CountAsync(), await fresh.Outbox.CountAsync(), wake.IsSet));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task The_sender_is_woken_when_events_are_committed_and_not_before(DatabaseProvider provider)
    {
        await using var own = await storages.NewAsync(provider);
        using var wake = new Wake();
        var pool = Pool(own, wake);
        await using var db = await pool.CreateDbContextAsync();
        db.Notes.Add(new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "no event" });
        await db.SaveChangesAsync();
        Assert.False(wake.IsSet);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            db.Announce("notes", "notes/1", 1, DateTime.UtcNow, Fact);
            await db.SaveChangesAsync();
            Assert.False(wake.IsSet);
            await transaction.CommitAsync();
        }
        Assert.True(wake.IsSet);
        await wake.WaitAsync(TimeSpan.Zero, CancellationToken.None);
        db.Announce("notes", "notes/1", 2, DateTime.UtcNow, Fact);
        await db.SaveChangesAsync();
        Assert.True(wake.IsSet);
    }

    private static ApplicationWithdrawn Fact => new() { Division = "530102", ApplicationId = "1" };

    private static PooledDbContextFactory<NotesDb> Pool(TestDatabase own, Wake wake)
    {
        var options = new DbContextOptionsBuilder<NotesDb>();
        own.Settings.Apply(options);
        return new(options.AddInterceptors(new OutboxWaker(wake)).Options, 1);
    }
}
