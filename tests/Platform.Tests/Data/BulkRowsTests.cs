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

    /// <summary>On both sides of the number from which PostgreSQL takes rows by COPY.</summary>
    public static IEnumerable<object[]> Cases => from object[] provider in Storages.All from count in (int[])[256, 257, 3000] select (object[])[.. provider, count];

    [Theory, MemberData(nameof(Cases))]
    public async Task All_of_them_are_stored_or_none(DatabaseProvider provider, int count)
    {
        await using var own = await storages.NewAsync(provider);
        var notes = Enumerable.Range(1, count).Select(i => new NoteRow { Id = Guid.CreateVersion7(), Division = "530102", Title = $"记事 {i}", Count = i }).ToList();
        await using (var db = own.Open())
        {
            db.InsertMany(notes);
            db.AnnounceMany("notes", At, notes.Select(n => ($"notes/{n.Id}", 1L, (DomainEvent)new ApplicationWithdrawn { Division = n.Division, ApplicationId = n.Title })));
            await db.SaveChangesAsync();
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
            NoteRow[] twice = [new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "new" }, new() { Id = Guid.CreateVersion7(), Division = "530102", Title = "记事 7" }];
            db.InsertMany(twice);
            var failure = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            Assert.True(failure.IsUniqueViolation());
        }
        await using (var db = own.Open()) Assert.Equal(count, await db.Notes.CountAsync());
    }
}
