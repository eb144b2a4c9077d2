using System.Buffers;
using System.Text;
using Grpc.Core;
using Grpc.Core.Utils;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>The parts of the API that no call has to go through.</summary>
public sealed class ApiTests
{
    private static readonly Marshaller<string> Text = Marshallers.StringMarshaller;

    [Fact]
    public void Status_codes_have_the_numbers_of_the_protocol() => Assert.Equal(
        ["OK", "Cancelled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists",
         "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented",
         "Internal", "Unavailable", "DataLoss", "Unauthenticated"],
        Enumerable.Range(0, 17).Select(code => $"{(StatusCode)code}"));

    [Fact]
    public void A_status_says_what_happened()
    {
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"none\")", new Status(StatusCode.NotFound, "none").ToString());
        var cause = new InvalidOperationException("why");
        var error = new RpcException(new Status(StatusCode.Internal, "bad", cause));
        Assert.Contains("InvalidOperationException: why", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
        Assert.Same(Metadata.Empty, error.Trailers);
        Assert.Equal("own words", new RpcException(Status.DefaultCancelled, "own words").Message);
    }

    [Fact]
    public void Call_options_are_copied_with_one_change_each()
    {
        using var cancellation = new CancellationTokenSource();
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var plain = new CallOptions();
        var full = plain.WithHeaders([]).WithDeadline(DateTime.UnixEpoch).WithCancellationToken(cancellation.Token)
            .WithWriteOptions(WriteOptions.Default).WithCredentials(credentials).WithWaitForReady();

        Assert.Equal((null, null, false), (plain.Headers, plain.Deadline, plain.IsWaitForReady));
        Assert.Empty(full.Headers!);
        Assert.Equal(DateTime.UnixEpoch, full.Deadline);
        Assert.Equal(cancellation.Token, full.CancellationToken);
        Assert.Same(WriteOptions.Default, full.WriteOptions);
        Assert.Same(credentials, full.Credentials);
        Assert.True(full.IsWaitForReady);
        Assert.False(full.WithWaitForReady(false).IsWaitForReady);
    }

    [Fact]
    public void A_marshaller_over_arrays_serves_contexts()
    {
        var context = new ArrayContext();
        Text.ContextualSerializer("双减", context);

        Assert.Equal("双减", Encoding.UTF8.GetString(context.Payload!));
        Assert.Equal("双减", Text.ContextualDeserializer(new ArraySource(context.Payload!)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_marshaller_over_contexts_serves_arrays(bool throughBuffer)
    {
        var marshaller = Marshallers.Create<string>(
            (value, context) =>
            {
                var bytes = Encoding.UTF8.GetBytes(value);
                if (!throughBuffer)
                {
                    context.Complete(bytes);
                    return;
                }

                context.SetPayloadLength(bytes.Length);
                context.GetBufferWriter().Write(bytes);
                context.Complete();
            },
            context => $"{context.PayloadLength}:{Encoding.UTF8.GetString(context.PayloadAsReadOnlySequence())}");

        Assert.Equal("6:双减", marshaller.Deserializer(marshaller.Serializer("双减")));
    }

    [Fact]
    public void A_serializer_completes_its_message_once()
    {
        var never = Marshallers.Create<string>((_, _) => { }, _ => "");
        var twice = Marshallers.Create<string>((_, context) => { context.Complete([1]); context.Complete([2]); }, _ => "");

        Assert.Throws<InvalidOperationException>(() => never.Serializer("x"));
        Assert.Throws<InvalidOperationException>(() => twice.Serializer("x"));
    }

    [Fact]
    public async Task A_service_definition_is_served()
    {
        await using var server = await EchoServer.StartAsync(
            definition: Echo.BindService(new EchoService(new EchoScript())));

        Assert.Equal("a", (await server.Client.SayAsync(new Words { Text = "a" })).Text);
        using var call = server.Client.Split(new Words { Text = "a b" });
        Assert.Equal(2, (await call.ResponseStream.ReadAllAsync().ToListAsync()).Count);
    }

    [Fact]
    public void A_service_definition_takes_a_method_once()
    {
        var method = new Method<string, string>(MethodType.Unary, "school.Service", "Get", Text, Text);
        var builder = ServerServiceDefinition.CreateBuilder()
            .AddMethod(method, new UnaryServerMethod<string, string>((request, _) => Task.FromResult(request)));

        Assert.Equal("/school.Service/Get", method.FullName);
        Assert.Throws<ArgumentException>(() => builder.AddMethod(
            method, new UnaryServerMethod<string, string>((request, _) => Task.FromResult(request))));
    }

    [Fact]
    public void A_client_without_a_channel_makes_no_calls()
    {
        var client = new Unconnected();

        Assert.Throws<NotImplementedException>(() => client.Say(new Words()));
        Assert.Throws<NotImplementedException>(() => client.Talk());
        Assert.Throws<ArgumentNullException>(() => new Echo.EchoClient((ChannelBase)null!));
    }

    [Fact]
    public async Task A_writer_that_cannot_cancel_says_so()
    {
        IAsyncStreamWriter<string> writer = new Writer();
        using var cancellation = new CancellationTokenSource();

        await writer.WriteAsync("a", CancellationToken.None);

        await Assert.ThrowsAsync<NotSupportedException>(() => writer.WriteAsync("b", cancellation.Token));
    }

    [Fact]
    public void Preconditions_throw_what_they_promise()
    {
        GrpcPreconditions.CheckArgument(true);
        GrpcPreconditions.CheckState(true, "never said");
        Assert.Equal("kept", GrpcPreconditions.CheckNotNull("kept"));
        Assert.Throws<ArgumentException>(() => GrpcPreconditions.CheckArgument(false, "wrong"));
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(
            () => GrpcPreconditions.CheckNotNull<string>(null, "name")).ParamName);
        Assert.Throws<InvalidOperationException>(() => GrpcPreconditions.CheckState(false));
    }

    [Fact]
    public void An_auth_context_finds_what_identifies_the_peer()
    {
        var name = AuthProperty.Create("name", "学校"u8.ToArray());
        var context = new AuthContext("name", new() { ["name"] = [name], ["other"] = [AuthProperty.Create("other", [1])] });

        Assert.True(context.IsPeerAuthenticated);
        Assert.Same(name, Assert.Single(context.PeerIdentity));
        Assert.Equal("学校", name.Value);
        Assert.Equal(2, context.Properties.Count());
        Assert.Empty(context.FindPropertiesByName("none"));
        Assert.Empty(new AuthContext(null, []).PeerIdentity);
    }

    [Fact]
    public async Task A_context_of_ones_own_serves_a_method_without_a_server()
    {
        var context = new OwnContext { Status = new Status(StatusCode.Aborted, "later"), WriteOptions = WriteOptions.Default };

        var response = await new EchoService(new EchoScript()).Say(new Words { Text = "a" }, context);
        await context.WriteResponseHeadersAsync([]);
        context.UserState["kept"] = 1;

        Assert.Equal("a", response.Text);
        Assert.Equal(("/a/B", "host", "peer"), (context.Method, context.Host, context.Peer));
        Assert.Equal(StatusCode.Aborted, context.Status.StatusCode);
        Assert.Equal(1, context.UserState["kept"]);
        Assert.Throws<NotSupportedException>(() => context.CreatePropagationToken());
    }

    private sealed class Unconnected : Echo.EchoClient;

    private sealed class Writer : IAsyncStreamWriter<string>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message) => Task.CompletedTask;
    }

    private sealed class ArrayContext : SerializationContext
    {
        public byte[]? Payload { get; private set; }

        public override void Complete(byte[] payload) => Payload = payload;
    }

    private sealed class ArraySource(byte[] payload) : DeserializationContext
    {
        public override int PayloadLength => payload.Length;

        public override byte[] PayloadAsNewBuffer() => payload;
    }

    private sealed class OwnContext : ServerCallContext
    {
        protected override string MethodCore => "/a/B";

        protected override string HostCore => "host";

        protected override string PeerCore => "peer";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => Metadata.Empty;

        protected override CancellationToken CancellationTokenCore => CancellationToken.None;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => new(null, []);

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();
    }
}
