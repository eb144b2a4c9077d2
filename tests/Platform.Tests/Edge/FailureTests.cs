using Grpc.Core;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ShuangJian.Platform.Tests.Edge;

public sealed class FailureTests
{
    [Theory]
    [InlineData("invalid-operation", StatusCode.Internal, "PLATFORM_FAULT")]
    [InlineData("argument", StatusCode.Internal, "PLATFORM_FAULT")]
    [InlineData("cryptographic", StatusCode.Internal, "PLATFORM_FAULT")]
    [InlineData("database", StatusCode.Internal, "PLATFORM_FAULT")]
    [InlineData("cancelled", StatusCode.Internal, "PLATFORM_FAULT")]
    [InlineData("timeout", StatusCode.Unavailable, "STORAGE_UNAVAILABLE")]
    public async Task Tells_callers_nothing_of_the_text_of_an_exception(string way, StatusCode code, string reason)
    {
        await using var host = await NoteHost.StartAsync();
        RpcException? thrown = null;
        try { await host.Anonymous.GetNoticeAsync(new GetNoticeRequest { Failure = way }); }
        catch (RpcException e) { thrown = e; }

        Assert.NotNull(thrown);
        var error = RichError.Of(thrown);
        Assert.Equal((code, reason, Rejection.Domain), (error.Code, error.Reason, error.Domain));
        Assert.NotEmpty(error.Zh);
        Assert.DoesNotContain(NoteControls.Secret, string.Concat(
            thrown.Status.Detail, error.Zh, string.Concat(error.Facts.Values),
            string.Concat(thrown.Trailers.Select(t => t.IsBinary ? System.Text.Encoding.UTF8.GetString(t.ValueBytes) : t.Value))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_nothing_away_when_a_handler_forgets_to_check_the_division()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync("secret title");

        var error = await RichError.OfAsync(host.Client.GetNoteUncheckedAsync(new GetNoteRequest { NoteId = note.NoteId }));

        Assert.Equal((StatusCode.Internal, "PLATFORM_FAULT"), (error.Code, error.Reason));
        Assert.DoesNotContain("secret title", error.En + error.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_nothing_when_a_handler_forgets_to_check_the_division()
    {
        await using var host = await NoteHost.StartAsync();
        var note = await host.CreateAsync("secret title");
        using var call = host.Client.WatchNoteUnchecked(new GetNoteRequest { NoteId = note.NoteId });

        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("PLATFORM_FAULT", RichError.Of(thrown).Reason);
    }

    public static TheoryData<ServiceDescriptor, string> Unfit => new()
    {
        { OpenService.Descriptor, "does not say who may call it" },
        { AskewService.Descriptor, "has no field nowhere" },
        { MapService.Descriptor, "is a map" },
    };

    [Theory, MemberData(nameof(Unfit))]
    public async Task Does_not_start_with_a_contract_that_it_cannot_hold_to(ServiceDescriptor service, string complaint)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync([new UnfitModule(service)]));
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    private sealed class UnfitModule(ServiceDescriptor service) : IServiceModule
    {
        public string Name => "unfit";

        public void Compose(ModuleBuilder builder) => builder.Grpc<OpenGrpc>(service);
    }

    private sealed class OpenGrpc : OpenService.OpenServiceBase;
}
