using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Personal;

public sealed class RevealTests
{
    private const string Owner = "张小三 13812345678";

    [Fact]
    public async Task Audits_who_saw_personal_data_and_why()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync(owner: Owner);

        var revealed = await host.Client.RevealNoteAsync(new RevealNoteRequest { NoteId = note.NoteId, Purpose = "complaint 17" });

        Assert.Equal(Owner, revealed.Owner);
        var row = await host.ReadAsync(db => db.Audit.OrderByDescending(a => a.Id).FirstAsync());
        Assert.Equal(("tester", $"notes/{note.NoteId}", "complaint 17", "OK"), (row.Caller, row.Resource, row.Purpose, row.Result));
    }

    [Fact]
    public async Task Audits_refusals_of_every_kind()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync();
        var reveal = new RevealNoteRequest { NoteId = note.NoteId, Purpose = "complaint 17" };

        var unowned = await RichError.OfAsync(host.Client.RevealNoteAsync(reveal));
        var outside = await RichError.OfAsync(host.As("REGULATOR", "530103", "EDUCATION").RevealNoteAsync(reveal));

        Assert.Equal(("NOTE_UNOWNED", "OUT_OF_JURISDICTION"), (unowned.Reason, outside.Reason));
        Assert.Equal(["OK", "FailedPrecondition", "PermissionDenied"], await host.ReadAsync(db => db.Audit.OrderBy(a => a.Id).Select(a => a.Result).ToListAsync()));
    }

    [Fact]
    public async Task Asks_for_a_purpose()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync(owner: Owner);
        var error = await RichError.OfAsync(host.Client.RevealNoteAsync(new RevealNoteRequest { NoteId = note.NoteId }));
        Assert.Equal((StatusCode.InvalidArgument, "purpose"), (error.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task Keeps_personal_data_out_of_every_file_of_the_database()
    {
        await using var host = await NoteHost.StartAsync();
        await host.CreateAsync(owner: Owner);
        await host.SettledAsync();

        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(host.Database.Settings.ConnectionString).DataSource;
        foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(-1, copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf("13812345678"u8));
        }
    }

    [Fact]
    public async Task Encrypts_everything_again_after_a_rotation()
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-").FullName;
        var keyFile = Path.Combine(folder, "keys.json");
        var keys = new Dictionary<string, string> { ["k1"] = NewKey(), ["k2"] = NewKey() };
        await using var database = await TestDatabase.SqliteAsync();
        await File.WriteAllTextAsync(keyFile, JsonSerializer.Serialize(new { current = "k1", keys }));
        Note note;
        await using (var before = await NoteHost.StartAsync(database, settings: new() { ["PersonalData:KeyFile"] = keyFile }))
            note = await before.CreateAsync(owner: Owner);

        await File.WriteAllTextAsync(keyFile, JsonSerializer.Serialize(new { current = "k2", keys }));
        await using var after = await NoteHost.StartAsync(database, settings: new() { ["PersonalData:KeyFile"] = keyFile });
        await Eventually.TrueAsync("the row is under the new key", () => after.ReadAsync(db => db.Notes.AllAsync(n => n.OwnerCipher.StartsWith("k2."))));

        Assert.Equal(Owner, (await after.Client.RevealNoteAsync(new RevealNoteRequest { NoteId = note.NoteId, Purpose = "p" })).Owner);
        Assert.StartsWith("k2.", await after.ReadAsync(db => db.Notes.Select(n => n.OwnerHash).SingleAsync()), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static string NewKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
