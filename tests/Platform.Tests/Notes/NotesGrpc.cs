using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Tests.Notes;

internal sealed class NotesGrpc(Commands<NotesDb> commands, IDbContextFactory<NotesDb> databases, PersonalData personal, NoteControls controls)
    : NoteService.NoteServiceBase
{
    public override async Task<Notice> GetNotice(GetNoticeRequest request, ServerCallContext context)
    {
        await controls.FailAsync(request.Failure);
        return new Notice { Text = "open to all" };
    }

    public override Task<Notice> CheckForms(Forms request, ServerCallContext context) => Task.FromResult(new Notice { Text = "well formed" });

    public override Task<Note> CreateNote(CreateNoteRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            if (await db.Notes.AnyAsync(n => n.Division == request.Note.Division && n.Title == request.Note.Title, context.CancellationToken))
                throw new Refusal(RefusalKind.Exists, "NOTE_EXISTS", "同名记事已存在", "a note of that title exists");
            var note = new NoteRow { Id = Guid.CreateVersion7(), Division = request.Note.Division, Title = request.Note.Title };
            if (request.Note.Owner.Length > 0) note.Own(request.Note.Owner, personal);
            db.Notes.Add(note);
            command.Resource = SubjectOf(note);
            Announce(command, note);
            await controls.BeforeSaveAsync();
            return ToProto(note);
        });

    public override Task<Note> AppendNote(AppendNoteRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var note = await LoadAsync(db, request.NoteId, context);
            command.Resource = SubjectOf(note);
            command.Caller.MustReach(DivisionCode.Parse(note.Division));
            Etag.Check(request.Etag, note.Version);
            note.Count++;
            for (var i = 0; i < request.Times; i++)
            {
                note.Version++;
                Announce(command, note);
            }
            await controls.BeforeSaveAsync();
            return ToProto(note);
        });

    public override async Task<Note> GetNote(GetNoteRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var note = await LoadAsync(db, request.NoteId, context);
        Caller.Of(context).MustReach(DivisionCode.Parse(note.Division));
        return ToProto(note);
    }

    public override async Task<Note> GetNoteUnchecked(GetNoteRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return ToProto(await LoadAsync(db, request.NoteId, context));
    }

    public override async Task WatchNoteUnchecked(GetNoteRequest request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        await responseStream.WriteAsync(ToProto(await LoadAsync(db, request.NoteId, context)), context.CancellationToken);
    }

    public override async Task<ListNotesResponse> ListNotes(ListNotesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var notes = await db.Notes.AsNoTracking().Where(n => n.Division.StartsWith(request.Division)).ToListAsync(context.CancellationToken);
        return new ListNotesResponse { Notes = { notes.Select(ToProto) } };
    }

    public override Task<RevealedNote> RevealNote(RevealNoteRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            var note = await LoadAsync(db, request.NoteId, context);
            command.Resource = SubjectOf(note);
            command.Purpose = request.Purpose;
            command.Caller.MustReach(DivisionCode.Parse(note.Division));
            if (note.OwnerCipher.Length == 0) throw new Refusal(RefusalKind.State, "NOTE_UNOWNED", "记事无主", "the note has no owner");
            return new RevealedNote { Owner = personal.Reveal(note.OwnerCipher) };
        });

    public override async Task<UploadNotesResponse> UploadNotes(IAsyncStreamReader<UploadNotesRequest> requestStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        var division = requestStream.Current.Header.Division;
        var stored = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await StoreAsync(new Note { Division = division, Title = requestStream.Current.Title?.Title ?? $"header {stored}" }, context);
            stored++;
        }
        return new UploadNotesResponse { Stored = stored };
    }

    public override async Task ImportNotes(
        IAsyncStreamReader<CreateNoteRequest> requestStream, IServerStreamWriter<ImportedNote> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<CreateNoteRequest>.Of(requestStream);
        while (await requests.MoveNextOrProblemsAsync(context.CancellationToken))
        {
            var answer = new ImportedNote { Fields = { requests.Problems.Select(p => p.Field) } };
            if (requests.Problems.Count == 0) answer.Note = await StoreAsync(requests.Current.Note, context);
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    public override async Task TalkUnchecked(IAsyncStreamReader<GetNoteRequest> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await requestStream.MoveNext(context.CancellationToken);
        await WatchNoteUnchecked(requestStream.Current, responseStream, context);
    }

    private Task<Note> StoreAsync(Note content, ServerCallContext context) => commands.StepAsync(content, context, (db, command) =>
    {
        var note = new NoteRow { Id = Guid.CreateVersion7(), Division = content.Division, Title = content.Title };
        db.Notes.Add(note);
        command.Resource = SubjectOf(note);
        command.Purpose = "1 stored";
        Announce(command, note);
        return Task.FromResult(ToProto(note));
    });

    private static async Task<NoteRow> LoadAsync(NotesDb db, string id, ServerCallContext context) =>
        await db.Notes.SingleOrDefaultAsync(n => n.Id == Guid.Parse(id), context.CancellationToken) ?? throw Rejection.NotFound($"notes/{id}");

    private static void Announce(Command command, NoteRow note) =>
        command.Announce(SubjectOf(note), note.Version, new ApplicationWithdrawn { Division = note.Division, ApplicationId = $"{note.Version}" });

    private static string SubjectOf(NoteRow note) => $"notes/{note.Id}";

    private static Note ToProto(NoteRow note) => new()
    {
        NoteId = note.Id.ToString(),
        Division = note.Division,
        Title = note.Title,
        Count = note.Count,
        Etag = Etag.Of(note.Version),
    };
}
