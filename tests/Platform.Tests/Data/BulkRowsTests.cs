using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Tests.Notes;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>Many rows at once are what they would be one by one, whatever the database.</summary>
[Collection(StorageSuite.Name)]
public sealed class BulkRowsTests(Storages storages)
{
    private static readonly DateTime At = new(2026, 11, 20, 4, 5, 6, 789, DateTimeKind.Utc);

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task All_of_them_are_stored_or_none(DatabaseProvider provider)
    {
        await using var own = await storages.NewAsync(provider);
        var notes = Enumerable.Range(1, 3000).Select(i => new NoteRow { Id = Guid.CreateVersion7(), Division = "530102", Title = $"记事 {i}", Count = i }).ToList();
        await using (var db = own.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.InsertManyAsync(notes, CancellationToken.None);
            await db.AnnounceManyAsync("notes", At,
                notes.Select(n => ($"notes/{n.Id}", 1L, (DomainEvent)new ApplicationWithdrawn { Division = n.Division, ApplicationId = n.Title })), CancellationToken.None);
            await transaction.CommitAsync();
        }
        await using (var db = own.Open())
        {
            var stored = await db.Notes.OrderBy(n => n.Count).ToListAsync();
            Assert.Equal(notes.Select(n => (n.Id, n.Division, n.Title, n.Count, n.Version, n.OwnerCipher)), stored.Select(n => (n.Id, n.Division, n.Title, n.Count, n.Version, n.OwnerCipher)));
            var waiting = await db.Outbox.OrderBy(m => m.Id).ToListAsync();
            Assert.Equal(notes.Select(n => $"notes/{n.Id}"), waiting.Select(m => m.Subject));
            Assert.All(waiting, m => Assert.Equal(At, m.At));
        }
        await using (var db = own.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            NoteRow[] twice = [new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "new" }, new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "记事 7" }];
            var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.InsertManyAsync(twice, CancellationToken.None));
            Assert.True(failure.IsUniqueViolation());
        }
        await using (var db = own.Open()) Assert.Equal(3000, await db.Notes.CountAsync());
    }
}
