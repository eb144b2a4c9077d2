using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Data;

/// <summary>One write is one transaction, on every provider.</summary>
[Collection(StorageSuite.Name)]
public sealed class CommandTests(Storages storages)
{
    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Stores_state_event_audit_and_answer_together(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var note = await host.CreateAsync();

        Assert.Equal(note, (await host.Client.GetNoteAsync(new GetNoteRequest { NoteId = note.NoteId })));
        var (answers, audit) = await host.ReadAsync(async db => (await db.Answers.CountAsync(), await db.Audit.SingleAsync()));
        Assert.Equal(1, answers);
        Assert.Equal(("/shuangjian.test.v1.NoteService/CreateNote", $"notes/{note.NoteId}", "OK", "REGULATOR", "EDUCATION", "530102"),
            (audit.Method, audit.Resource, audit.Result, audit.Audience, audit.Department, audit.Jurisdiction));
        Assert.Equal($"notes/{note.NoteId}", Assert.Single(await host.SeenAsync(1)).Subject);
        await host.SettledAsync();
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Gives_the_first_answer_again_to_the_same_request(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var note = await host.CreateAsync();
        var append = new AppendNoteRequest { RequestId = NoteHost.NewId(), NoteId = note.NoteId, Etag = note.Etag, Times = 1 };

        var first = await host.Client.AppendNoteAsync(append);
        var second = await host.Client.AppendNoteAsync(append);

        Assert.Equal(first, second);
        Assert.Equal(1, (await host.Client.GetNoteAsync(new GetNoteRequest { NoteId = note.NoteId })).Count);
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Does_the_same_request_once_when_it_comes_twice_at_once(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var note = await host.CreateAsync();
        // Both have decided before either saves.
        var together = new Barrier(2);
        host.Controls.BeforeSaveAsync = () => Task.Run(() => together.SignalAndWait(TimeSpan.FromSeconds(2)));
        var append = new AppendNoteRequest { RequestId = NoteHost.NewId(), NoteId = note.NoteId, Times = 1 };

        var answers = await Task.WhenAll(host.Client.AppendNoteAsync(append).ResponseAsync, host.Client.AppendNoteAsync(append).ResponseAsync);

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(1, (await host.Client.GetNoteAsync(new GetNoteRequest { NoteId = note.NoteId })).Count);
        Assert.Equal(2, await host.ReadAsync(db => db.Answers.CountAsync()));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Refuses_a_request_id_with_other_content(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var first = NoteHost.Create("first");
        await host.Client.CreateNoteAsync(first);

        var error = await RichError.OfAsync(host.Client.CreateNoteAsync(new CreateNoteRequest(first) { Note = new Note(first.Note) { Title = "second" } }));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED", first.RequestId), (error.Code, error.Reason, error.Facts["request_id"]));
        Assert.Equal(1, await host.ReadAsync(db => db.Notes.CountAsync()));
        Assert.Equal(["OK", "AlreadyExists"], await host.ReadAsync(db => db.Audit.OrderBy(a => a.Id).Select(a => a.Result).ToListAsync()));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Keeps_the_request_ids_of_two_callers_apart(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var (mine, theirs) = (NoteHost.Create("mine"), NoteHost.Create("theirs"));
        theirs.RequestId = mine.RequestId;
        var other = new NoteService.NoteServiceClient(host.Host.With(host.Host.Token("REGULATOR", "530102", "EDUCATION", subject: "other")));

        await host.Client.CreateNoteAsync(mine);
        await other.CreateNoteAsync(theirs);

        Assert.Equal(2, await host.ReadAsync(db => db.Notes.CountAsync()));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Loses_no_update_of_fifty_clients_on_one_aggregate(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var note = await host.CreateAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            try { await host.AppendAsync(note); return "OK"; }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));

        var done = outcomes.Count(o => o == "OK");
        Assert.InRange(done, 1, 50);
        Assert.All(outcomes, outcome => Assert.Contains(outcome, (string[])["OK", "CONCURRENT_CHANGE"]));
        Assert.Equal(done, (await host.Client.GetNoteAsync(new GetNoteRequest { NoteId = note.NoteId })).Count);
        Assert.Equal(Enumerable.Range(1, done + 1).Select(v => $"{v}"), (await host.SeenAsync(done + 1)).Select(s => s.Fact));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Refuses_the_second_of_two_creations_of_one_name_in_the_words_of_the_rule(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var together = new Barrier(2);
        host.Controls.BeforeSaveAsync = () => Task.Run(() => together.SignalAndWait(TimeSpan.FromSeconds(2)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            try { await host.CreateAsync("one name"); return "OK"; }
            catch (RpcException e) { return RichError.Of(e).Reason; }
        }));

        Assert.Equal(["NOTE_EXISTS", "OK"], outcomes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Storages.Servers), MemberType = typeof(Storages))]
    public async Task Takes_a_deadlock_for_a_collision_that_is_tried_again(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var one = await BeginAsync(database, "first");
        await using var other = await BeginAsync(database, "second");

        var errors = await Task.WhenAll(AddAsync(one, "second"), AddAsync(other, "first"));

        Assert.True(Assert.Single(errors.OfType<Exception>()).IsCollision());
    }

    private static async Task<NotesDb> BeginAsync(TestDatabase database, string title)
    {
        var db = database.Open();
        await db.Database.BeginTransactionAsync();
        Assert.Null(await AddAsync(db, title));
        return db;
    }

    private static async Task<Exception?> AddAsync(NotesDb db, string title)
    {
        db.Notes.Add(new() { Id = Guid.CreateVersion7(), Division = NoteHost.Division, Title = title });
        var error = await Record.ExceptionAsync(() => db.SaveChangesAsync());
        if (error is not null) await db.Database.RollbackTransactionAsync();
        return error;
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Refuses_a_stale_etag_with_the_current_one(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var note = await host.CreateAsync();
        var current = await host.AppendAsync(note);

        var error = await RichError.OfAsync(host.Client.AppendNoteAsync(
            new AppendNoteRequest { RequestId = NoteHost.NewId(), NoteId = note.NoteId, Etag = note.Etag, Times = 1 }));

        Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH", current.Etag), (error.Code, error.Reason, error.Facts["current_etag"]));
        Assert.Equal("Aborted", await host.ReadAsync(db => db.Audit.OrderByDescending(a => a.Id).Select(a => a.Result).FirstAsync()));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Stores_nothing_when_it_only_validates(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        await using var host = await NoteHost.StartAsync(database);
        var request = NoteHost.Create("first");

        var answer = await host.Client.CreateNoteAsync(new CreateNoteRequest(request) { ValidateOnly = true });
        Assert.Equal("first", answer.Title);
        Assert.Equal((0, 0, 0, 0), await CountsAsync(host));

        // The id is free for the real call, and asking again afterwards tells what the rule says.
        await host.Client.CreateNoteAsync(request);
        await host.SettledAsync();
        var counts = await CountsAsync(host);
        var error = await RichError.OfAsync(host.Client.CreateNoteAsync(new CreateNoteRequest(request) { ValidateOnly = true }));
        Assert.Equal("NOTE_EXISTS", error.Reason);
        Assert.Equal(counts, await CountsAsync(host));
    }

    [Theory, MemberData(nameof(Storages.All), MemberType = typeof(Storages))]
    public async Task Reads_back_exactly_the_instants_it_stores(DatabaseProvider provider)
    {
        await using var database = await storages.NewAsync(provider);
        var clock = new SetClock(new DateTimeOffset(2025, 9, 1, 1, 2, 3, TimeSpan.Zero).AddTicks(1_234_567));
        await using var host = await NoteHost.StartAsync(database, clock: clock);
        await host.CreateAsync();

        var stored = await host.ReadAsync(db => db.Audit.Select(a => a.At).SingleAsync());
        Assert.Equal(new DateTime(2025, 9, 1, 1, 2, 3, DateTimeKind.Utc).AddTicks(1_234_560), stored);
        Assert.Equal(DateTimeKind.Utc, stored.Kind);
    }

    private static Task<(int, int, int, int)> CountsAsync(NoteHost host) => host.ReadAsync(async db =>
        (await db.Notes.CountAsync(), await db.Answers.CountAsync(), await db.Audit.CountAsync(), await db.Seen.CountAsync() + await db.Outbox.CountAsync()));
}
