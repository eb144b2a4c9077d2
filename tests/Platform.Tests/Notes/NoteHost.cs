using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Notes;

/// <summary>A process with the tests' own service on a database of the test's choice.</summary>
internal sealed class NoteHost : IAsyncDisposable
{
    public const string Division = "530102";
    private readonly TestDatabase? _own;

    private NoteHost(TestHost host, NoteControls controls, TestDatabase database, bool ownsDatabase)
    {
        (Host, Controls, Database) = (host, controls, database);
        _own = ownsDatabase ? database : null;
    }

    public TestHost Host { get; }

    public NoteControls Controls { get; }

    public TestDatabase Database { get; }

    /// <summary>Calls as the education department of the division.</summary>
    public NoteService.NoteServiceClient Client => new(Host.AsRegulator(Division));

    public NoteService.NoteServiceClient Anonymous => new(Host.Channel);

    /// <summary>Starts a host; on a SQLite file of its own unless the test has a database.</summary>
    public static async Task<NoteHost> StartAsync(
        TestDatabase? database = null, NoteControls? controls = null, Dictionary<string, string?>? settings = null,
        TimeProvider? clock = null, Action<WebApplicationBuilder>? configure = null)
    {
        var chosen = database ?? await TestDatabase.SqliteAsync();
        controls ??= new NoteControls();
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["Database:Provider"] = chosen.Settings.Provider.ToString(),
            ["Database:ConnectionString"] = chosen.Settings.ConnectionString,
            // The schema is there already: the tests' service has no migrations.
            ["Database:MigrateOnStart"] = "false",
            ["Logging:Console:LogLevel:Default"] = "None",
        };
        try
        {
            var host = await TestHost.StartAsync([new NotesModule(controls)], clock, all, configure);
            return new NoteHost(host, controls, chosen, ownsDatabase: database is null);
        }
        catch
        {
            if (database is null) await chosen.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls with a token of these claims.</summary>
    public NoteService.NoteServiceClient As(string audience, string division, string? department = null, string? organization = null) =>
        new(Host.With(Host.Token(audience, division, department, organization)));

    public async Task<Note> CreateAsync(string title = "first", string owner = "") => await Client.CreateNoteAsync(Create(title, owner));

    public async Task<Note> AppendAsync(Note note, int times = 1) =>
        await Client.AppendNoteAsync(new AppendNoteRequest { RequestId = NewId(), NoteId = note.NoteId, Times = times });

    public static CreateNoteRequest Create(string title, string owner = "") =>
        new() { RequestId = NewId(), Note = new Note { Division = Division, Title = title, Owner = owner } };

    public static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Reads the database beside the host.</summary>
    public async Task<T> ReadAsync<T>(Func<NotesDb, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    /// <summary>Waits until the consumer has seen so many events, and returns them in order.</summary>
    public Task<List<SeenRow>> SeenAsync(int count) => Eventually.ValueAsync(
        $"{count} events seen", () => ReadAsync(db => db.Seen.OrderBy(s => s.Id).ToListAsync()), seen => seen.Count >= count);

    /// <summary>Waits until every event is delivered and taken note of.</summary>
    public Task SettledAsync() => Eventually.ValueAsync("outbox is empty", () => ReadAsync(db => db.Outbox.CountAsync()), left => left == 0);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (_own is not null) await _own.DisposeAsync();
    }
}
