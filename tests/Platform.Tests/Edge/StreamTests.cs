using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Edge;

/// <summary>Streams of requests: admitted by the first, each checked when it is read, and what was stored stays.</summary>
public sealed class StreamTests
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly Method<byte[], byte[]> ImportNotes = new(MethodType.DuplexStreaming, NoteService.Descriptor.FullName, "ImportNotes", Raw, Raw);

    [Fact]
    public async Task Stores_announces_and_audits_every_step_of_a_stream()
    {
        await using var host = await NoteHost.StartAsync();

        Assert.Equal(3, (await UploadAsync(host.Client, Header(), Title("a"), Title("b"), Title("c"))).Stored);

        Assert.Equal(["a", "b", "c"], await TitlesAsync(host));
        Assert.Equal(3, (await host.SeenAsync(3)).Select(s => s.Subject).Distinct().Count());
        Assert.Equal(3, await host.ReadAsync(db => db.Audit.CountAsync(a => a.Purpose == "1 stored" && a.Result == "OK" && a.Resource.StartsWith("notes/"))));
    }

    [Fact]
    public async Task Rejects_a_stream_without_a_message()
    {
        await using var host = await NoteHost.StartAsync();
        var error = await FailureAsync(() => UploadAsync(host.Client));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(["(message)"], error.Fields.Keys);
    }

    [Theory]
    [InlineData("530102")]
    [InlineData("000000")]
    public async Task Rejects_a_stream_without_a_header_whoever_sends_it(string jurisdiction)
    {
        await using var host = await NoteHost.StartAsync();
        var error = await FailureAsync(() => UploadAsync(host.As("REGULATOR", jurisdiction, "EDUCATION"), Title("a"), Header()));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(["header"], error.Fields.Keys);
        Assert.Empty(await TitlesAsync(host));
    }

    [Fact]
    public async Task Rejects_callers_before_their_first_message()
    {
        await using var host = await NoteHost.StartAsync();
        using var anonymous = host.Anonymous.UploadNotes();
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(async () => await anonymous));
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_MISSING"), (error.Code, error.Reason));
        using var bank = host.As("INSPECTOR", "530102").ImportNotes();
        error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => bank.ResponseStream.MoveNext(CancellationToken.None)));
        Assert.Equal((StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED"), (error.Code, error.Reason));
    }

    [Fact]
    public async Task Rejects_a_header_of_another_place()
    {
        await using var host = await NoteHost.StartAsync();
        var error = await FailureAsync(() => UploadAsync(host.Client, Header("530103"), Title("a")));
        Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason));
        Assert.Empty(await TitlesAsync(host));
    }

    [Fact]
    public async Task Rejects_another_place_in_a_later_message_and_keeps_what_came_before()
    {
        await using var host = await NoteHost.StartAsync();
        var error = await FailureAsync(() => UploadAsync(host.Client, Header(), Title("a"), Header("530103"), Title("b")));
        Assert.Equal((StatusCode.PermissionDenied, "OUT_OF_JURISDICTION"), (error.Code, error.Reason));
        Assert.Equal(["a"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Rejects_a_wrong_field_in_a_later_message_and_keeps_what_came_before()
    {
        await using var host = await NoteHost.StartAsync();
        var error = await FailureAsync(() => UploadAsync(host.Client, Header(), Title("a"), Title(new string('长', 51)), Title("b")));
        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(["title.title"], error.Fields.Keys);
        Assert.Equal(["a"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Answers_each_message_by_itself_where_the_handler_asks_for_its_problems()
    {
        await using var host = await NoteHost.StartAsync();
        using var call = host.Client.ImportNotes();
        var wrong = NoteHost.Create("");
        wrong.RequestId = "x";
        var elsewhere = NoteHost.Create("elsewhere");
        elsewhere.Note.Division = "530103";

        Assert.Empty((await TellAsync(call, NoteHost.Create("a"))).Fields);
        Assert.Equal(["request_id", "note.title"], (await TellAsync(call, wrong)).Fields);
        Assert.Equal(["note.division"], (await TellAsync(call, elsewhere)).Fields);
        Assert.Equal("b", (await TellAsync(call, NoteHost.Create("b"))).Note.Title);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(["a", "b"], await TitlesAsync(host));
    }

    [Theory]
    [InlineData("no message")]
    [InlineData("truncated")]
    [InlineData("nine megabytes")]
    public async Task Ends_a_stream_at_bytes_that_are_no_message_and_keeps_what_came_before(string kind)
    {
        await using var host = await NoteHost.StartAsync();
        var sound = NoteHost.Create("a").ToByteArray();
        using var call = host.Host.AsRegulator(NoteHost.Division).AsyncDuplexStreamingCall(ImportNotes, null, new CallOptions());
        await call.RequestStream.WriteAsync(sound);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        // The answer to nine megabytes comes before they are sent, so sending them may fail.
        var sending = call.RequestStream.WriteAsync(kind switch
        {
            "no message" => [0xFF, 0xFF, 0xFF, 0xFF],
            "truncated" => NoteHost.Create("b").ToByteArray()[..^3],
            _ => NoteHost.Create(new string('a', 9 * 1024 * 1024)).ToByteArray(),
        });
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)));

        await Task.WhenAny(sending);
        if (kind == "nine megabytes") Assert.Equal(StatusCode.ResourceExhausted, error.Code);
        else Assert.Equal((StatusCode.InvalidArgument, "MESSAGE_MALFORMED"), (error.Code, error.Reason));
        Assert.Equal(["a"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Rejects_a_first_message_that_is_none()
    {
        await using var host = await NoteHost.StartAsync();
        using var call = host.Host.AsRegulator(NoteHost.Division).AsyncDuplexStreamingCall(ImportNotes, null, new CallOptions());
        await call.RequestStream.WriteAsync([0xFF, 0xFF, 0xFF, 0xFF]);
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)));
        Assert.Equal((StatusCode.InvalidArgument, "MESSAGE_MALFORMED"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_a_stream_that_stands_still_and_keeps_what_came_before(bool beforeTheFirstMessage)
    {
        await using var host = await NoteHost.StartAsync(settings: new() { ["Streams:IdleSeconds"] = "1" });
        using var call = host.Client.ImportNotes();
        if (!beforeTheFirstMessage) await TellAsync(call, NoteHost.Create("a"));

        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)));

        Assert.Equal((StatusCode.DeadlineExceeded, "STREAM_IDLE"), (error.Code, error.Reason));
        Assert.Equal(beforeTheFirstMessage ? [] : ["a"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Keeps_what_a_caller_sent_who_went_away_and_serves_the_next()
    {
        await using var host = await NoteHost.StartAsync();
        using (var call = host.Client.ImportNotes())
        {
            await TellAsync(call, NoteHost.Create("a"));
        }
        Assert.Equal(1, (await UploadAsync(host.Client, Header(), Title("b"))).Stored);
        Assert.Equal(["a", "b"], await TitlesAsync(host));
    }

    [Fact]
    public async Task Lets_nothing_out_before_the_division_of_the_resource_was_checked()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync("secret title");
        using var call = host.Client.TalkUnchecked();
        await call.RequestStream.WriteAsync(new GetNoteRequest { NoteId = note.NoteId });
        var error = RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)));
        Assert.Equal("PLATFORM_FAULT", error.Reason);
    }

    private static UploadNotesRequest Header(string division = NoteHost.Division) => new() { Header = new UploadHeader { Division = division } };

    private static UploadNotesRequest Title(string title) => new() { Title = new UploadedTitle { Title = title } };

    private static async Task<UploadNotesResponse> UploadAsync(NoteService.NoteServiceClient client, params UploadNotesRequest[] requests)
    {
        using var call = client.UploadNotes();
        try
        {
            foreach (var request in requests) await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The answer came before the last request; it is what the caller is told.
        }
        return await call;
    }

    private static async Task<ImportedNote> TellAsync(AsyncDuplexStreamingCall<CreateNoteRequest, ImportedNote> call, CreateNoteRequest request)
    {
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }

    private static async Task<RichError> FailureAsync(Func<Task> call) => RichError.Of(await Assert.ThrowsAsync<RpcException>(call));

    private static Task<List<string>> TitlesAsync(NoteHost host) => host.ReadAsync(db => db.Notes.OrderBy(n => n.Title).Select(n => n.Title).ToListAsync());
}
