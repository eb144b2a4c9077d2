using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Edge;

/// <summary>Bytes that no careful client would send are the caller's fault, not ours, and leave nothing behind.</summary>
public sealed class MalformedMessagesTests
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly Method<byte[], byte[]> CreateNote = MethodOf("CreateNote");
    private static readonly Method<byte[], byte[]> CheckForms = MethodOf("CheckForms");

    public static TheoryData<string> Malformed => ["truncated", "not a message", "wrong wire type", "too deep", "endless varint"];

    [Theory, MemberData(nameof(Malformed))]
    public async Task Rejects_bytes_that_are_no_message(string kind)
    {
        await using var host = await NoteHost.StartAsync();
        var sound = NoteHost.Create("title").ToByteArray();
        var (method, bytes) = kind switch
        {
            "truncated" => (CreateNote, sound[..^3]),
            "not a message" => (CreateNote, [0xFF, 0xFF, 0xFF, 0xFF]),
            "wrong wire type" => (CreateNote, [0x0F, 0x01]),
            "endless varint" => (CreateNote, [0x10, .. Enumerable.Repeat((byte)0xFF, 12)]),
            _ => (CheckForms, Nested(150).ToByteArray()),
        };

        var error = await CallAsync(host, method, bytes);

        Assert.Equal((StatusCode.InvalidArgument, "MESSAGE_MALFORMED"), (error.Code, error.Reason));
        Assert.NotEmpty(error.Zh);
        Assert.Equal((0, 0), await host.ReadAsync(async db => (await db.Notes.CountAsync(), await db.Answers.CountAsync())));
    }

    [Fact]
    public async Task Accepts_a_message_as_deep_as_protobuf_allows()
    {
        await using var host = await NoteHost.StartAsync();
        Assert.Equal("well formed", (await host.Anonymous.CheckFormsAsync(Nested(90))).Text);
    }

    [Fact]
    public async Task Rejects_invalid_UTF8_with_the_path_of_the_field()
    {
        await using var host = await NoteHost.StartAsync();
        var bytes = NoteHost.Create("~~").ToByteArray();
        bytes[bytes.AsSpan().IndexOf("~~"u8)] = 0xC3;

        var error = await CallAsync(host, CreateNote, bytes);

        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(["note.title"], error.Fields.Keys);
        Assert.Equal((0, 0), await host.ReadAsync(async db => (await db.Notes.CountAsync(), await db.Answers.CountAsync())));
    }

    [Fact]
    public async Task Rejects_a_text_of_four_megabytes_with_the_path_of_the_field()
    {
        await using var host = await NoteHost.StartAsync();

        var error = await RichError.OfAsync(host.Client.CreateNoteAsync(NoteHost.Create(new string('长', 4 * 1024 * 1024 / 3))));

        Assert.Equal((StatusCode.InvalidArgument, "FIELD_INVALID"), (error.Code, error.Reason));
        Assert.Equal(["note.title"], error.Fields.Keys);
        Assert.Equal(0, await host.ReadAsync(db => db.Notes.CountAsync()));
    }

    [Fact]
    public async Task Rejects_a_message_beyond_the_limit_of_the_server()
    {
        await using var host = await NoteHost.StartAsync();
        var error = await CallAsync(host, CheckForms, new Forms { Plain = new string('a', 9 * 1024 * 1024) }.ToByteArray());
        Assert.Equal(StatusCode.ResourceExhausted, error.Code);
    }

    [Fact]
    public async Task Keeps_serving_after_all_that()
    {
        await using var host = await NoteHost.StartAsync();
        await CallAsync(host, CreateNote, [0xFF]);
        Assert.Equal("title", (await host.CreateAsync("title")).Title);
    }

    private static async Task<RichError> CallAsync(NoteHost host, Method<byte[], byte[]> method, byte[] request) =>
        await RichError.OfAsync(host.Host.AsRegulator(NoteHost.Division).AsyncUnaryCall(method, null, new CallOptions(), request));

    private static Forms Nested(int depth)
    {
        var forms = new Forms();
        for (var i = 1; i < depth; i++) forms = new Forms { Inner = forms };
        return forms;
    }

    private static Method<byte[], byte[]> MethodOf(string name) => new(MethodType.Unary, NoteService.Descriptor.FullName, name, Raw, Raw);
}
