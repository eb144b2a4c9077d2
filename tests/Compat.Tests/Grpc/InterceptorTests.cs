using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Client_interceptors_see_every_kind_of_call_in_their_order()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync();
        var invoker = server.Connect().Intercept(new ClientRecorder("1", seen), new ClientRecorder("2", seen))
            .Intercept(new ClientRecorder("0", seen));

        await CallEveryKind(new Echo.EchoClient(invoker));

        Assert.Equal(
            ["0 block", "1 block", "2 block", "0 unary", "1 unary", "2 unary", "0 join", "1 join", "2 join",
             "0 split", "1 split", "2 split", "0 talk", "1 talk", "2 talk"],
            seen);
    }

    [Fact]
    public async Task Server_interceptors_see_every_kind_of_call_in_their_order()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync(options: grpc =>
        {
            grpc.Interceptors.Add<ServerRecorder>("1", seen);
            grpc.Interceptors.Add<ServerRecorder>("2", seen);
        });

        await CallEveryKind(server.Client);

        Assert.Equal(
            ["1 unary", "2 unary", "1 unary", "2 unary", "1 join", "2 join", "1 split", "2 split", "1 talk", "2 talk"], seen);
    }

    [Fact]
    public async Task A_server_interceptor_can_refuse_a_call()
    {
        await using var server = await EchoServer.StartAsync(options: grpc => grpc.Interceptors.Add<Refuser>());

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new Words()));

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
    }

    [Fact]
    public async Task A_client_interceptor_can_change_request_and_response()
    {
        await using var server = await EchoServer.StartAsync();
        var client = new Echo.EchoClient(server.Connect().Intercept(new Bracketer()));

        using var call = client.SayAsync(new Words { Text = "a" });

        Assert.Equal("[(a)]", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.NotNull(await call.ResponseHeadersAsync);
    }

    [Fact]
    public async Task A_function_can_add_headers_to_every_kind_of_call()
    {
        var seen = new ConcurrentQueue<string?>();
        await using var server = await EchoServer.StartAsync(options: grpc => grpc.Interceptors.Add<HeaderRecorder>(seen));
        var invoker = server.Connect().Intercept(headers =>
        {
            headers.Add("tenant", "fujian");
            return headers;
        });

        await CallEveryKind(new Echo.EchoClient(invoker));

        Assert.Equal(Enumerable.Repeat("fujian", 5), seen);
    }

    [Fact]
    public async Task A_client_can_name_another_host()
    {
        var seen = new ConcurrentQueue<string>();
        var script = new EchoScript
        {
            Say = (request, context) =>
            {
                seen.Enqueue(context.Host);
                return Task.FromResult(request);
            },
        };
        await using var server = await EchoServer.StartAsync(script);
        var hosts = new ConcurrentQueue<string?>();
        var invoker = server.Connect().Intercept(new HostRecorder(hosts));

        await new Echo.EchoClient(invoker).WithHost("education.example").SayAsync(new Words());

        Assert.Equal(["education.example"], hosts);
        Assert.Single(seen);
    }

    private static async Task CallEveryKind(Echo.EchoClient client)
    {
        var words = new Words { Text = "a" };
        Assert.Equal(words, client.Say(words));
        Assert.Equal(words, await client.SayAsync(words));
        using var join = client.Join();
        await join.RequestStream.WriteAsync(words);
        await join.RequestStream.CompleteAsync();
        Assert.Equal(words, await join);
        using var split = client.Split(words);
        Assert.Equal([words], await split.ResponseStream.ReadAllAsync().ToListAsync());
        using var talk = client.Talk();
        await talk.RequestStream.WriteAsync(words);
        await talk.RequestStream.CompleteAsync();
        Assert.Equal([words], await talk.ResponseStream.ReadAllAsync().ToListAsync());
    }

    private sealed class ClientRecorder(string name, ConcurrentQueue<string> seen) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} block");
            return base.BlockingUnaryCall(request, context, continuation);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} unary");
            return base.AsyncUnaryCall(request, context, continuation);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} split");
            return base.AsyncServerStreamingCall(request, context, continuation);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} join");
            return base.AsyncClientStreamingCall(context, continuation);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} talk");
            return base.AsyncDuplexStreamingCall(context, continuation);
        }
    }

    private abstract class ServerWatcher : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            Watch("unary", context);
            return base.UnaryServerHandler(request, context, continuation);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Watch("join", context);
            return base.ClientStreamingServerHandler(requestStream, context, continuation);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Watch("split", context);
            return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            Watch("talk", context);
            return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
        }

        protected abstract void Watch(string kind, ServerCallContext context);
    }

    private sealed class ServerRecorder(string name, ConcurrentQueue<string> seen) : ServerWatcher
    {
        protected override void Watch(string kind, ServerCallContext context) => seen.Enqueue($"{name} {kind}");
    }

    private sealed class HeaderRecorder(ConcurrentQueue<string?> seen) : ServerWatcher
    {
        protected override void Watch(string kind, ServerCallContext context) =>
            seen.Enqueue(context.RequestHeaders.GetValue("tenant"));
    }

    private sealed class Refuser : ServerWatcher
    {
        protected override void Watch(string kind, ServerCallContext context) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, "no"));
    }

    private sealed class HostRecorder(ConcurrentQueue<string?> hosts) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            hosts.Enqueue(context.Host);
            return continuation(request, new(context.Method, null, context.Options));
        }
    }

    private sealed class Bracketer : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var inner = continuation((TRequest)(object)new Words { Text = $"({((Words)(object)request).Text})" }, context);
            return new AsyncUnaryCall<TResponse>(
                Answer(inner.ResponseAsync), inner.ResponseHeadersAsync, inner.GetStatus, inner.GetTrailers, inner.Dispose);
        }

        private static async Task<TResponse> Answer<TResponse>(Task<TResponse> response) =>
            (TResponse)(object)new Words { Text = $"[{((Words)(object)(await response)!).Text}]" };
    }
}
