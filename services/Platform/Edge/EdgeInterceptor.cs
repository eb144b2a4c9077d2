using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Edge;

/// <summary>
/// What every call of the contract passes: caller, division, fields; and on the way out the one place
/// where failures become answers. No exception text but that of a <see cref="Rejection"/> leaves.
/// </summary>
internal sealed class EdgeInterceptor(ContractMethods methods, StreamLimits limits, AuditTrail trail, TimeProvider clock, ILogger<EdgeInterceptor> log) : Interceptor
{
    /// <summary>Marks that a request was read; without it a failure means that its bytes were no message.</summary>
    public static readonly object MessageRead = new();

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var http = context.GetHttpContext();
        http.Items[MessageRead] = MessageRead;
        if (methods.Find(context.Method) is not { } method) return await continuation(request, context);
        try
        {
            var caller = await AdmitAsync(method, context, http, request as IMessage);
            var response = await continuation(request, context);
            if (method.Access.ChecksResource && caller is { WasChecked: false })
                throw Unchecked(context.Method);
            return response;
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var http = context.GetHttpContext();
        http.Items[MessageRead] = MessageRead;
        if (methods.Find(context.Method) is not { } method)
        {
            await continuation(request, responseStream, context);
            return;
        }
        try
        {
            var caller = await AdmitAsync(method, context, http, request as IMessage);
            var answers = method.Access.ChecksResource && caller is not null
                ? new CheckedStream<TResponse>(responseStream, caller, context.Method) : responseStream;
            await continuation(request, answers, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (methods.Find(context.Method) is not { } method) return await continuation(requestStream, context);
        try
        {
            var (requests, caller) = await OpenAsync(requestStream, method, context);
            var response = await continuation(requests, context);
            if (method.Access.ChecksResource && caller is { WasChecked: false }) throw Unchecked(context.Method);
            return response;
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (methods.Find(context.Method) is not { } method)
        {
            await continuation(requestStream, responseStream, context);
            return;
        }
        try
        {
            var (requests, caller) = await OpenAsync(requestStream, method, context);
            IServerStreamWriter<TResponse> answers = new PatientAnswers<TResponse>(responseStream, limits, clock);
            if (method.Access.ChecksResource && caller is not null) answers = new CheckedStream<TResponse>(answers, caller, context.Method);
            await continuation(requests, answers, context);
        }
        catch (Exception e)
        {
            throw Translate(e, context);
        }
    }

    /// <summary>Admits the caller before a byte is read, and the call once its first request is.</summary>
    private async Task<(AdmittedRequests<T> Requests, Caller? Caller)> OpenAsync<T>(IAsyncStreamReader<T> stream, ContractMethod method, ServerCallContext context)
        where T : class
    {
        var http = context.GetHttpContext();
        // From here on the reader itself says which bytes are no message.
        http.Items[MessageRead] = MessageRead;
        var caller = await AdmitAsync(method, context, http, null);
        var requests = new AdmittedRequests<T>(stream, method, caller, limits, clock, context.CancellationToken);
        await requests.OpenAsync();
        return (requests, caller);
    }

    private static InvalidOperationException Unchecked(string method) =>
        new($"{method} answered without checking the division of its resource.");

    /// <summary>Lets nothing out before the division of the resource was checked.</summary>
    private sealed class CheckedStream<T>(IServerStreamWriter<T> inner, Caller caller, string method) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken) =>
            caller.WasChecked ? inner.WriteAsync(message, cancellationToken) : throw Unchecked(method);
    }

    private async ValueTask<Caller?> AdmitAsync(ContractMethod method, ServerCallContext context, HttpContext http, IMessage? request)
    {
        var caller = Caller.Of(http);
        try
        {
            method.Access.CheckCaller(caller, http.Request.Headers.ContainsKey("authorization"));
            if (request is not null)
            {
                method.Fields.Check(request);
                method.Access.CheckDivision(caller, request);
            }
            return caller;
        }
        catch (Rejection e) when (e.Code == StatusCode.PermissionDenied && caller is not null && method.AuditedBy is { } service)
        {
            await trail.RecordAsync(service, caller, context.Method, request, e.Code);
            throw;
        }
    }

    private RpcException Translate(Exception error, ServerCallContext context)
    {
        switch (error)
        {
            case RpcException e:
                return e;
            case Rejection e:
                return e.ToRpc();
            case Policy.Refusal e:
                return Rejection.Of(e).ToRpc();
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return new RpcException(new Status(StatusCode.Cancelled, "the caller went away or the deadline passed"));
        }
        if (error.IsStorageFailure())
        {
            log.LogWarning("{Method}: the database does not answer: {Failure}", context.Method, error.GetType().Name);
            return new Rejection(StatusCode.Unavailable, "STORAGE_UNAVAILABLE", "存储暂不可用，请稍后重试", "a store does not answer; nothing was stored; try again").ToRpc();
        }
        var trace = Activity.Current?.TraceId.ToString() ?? context.GetHttpContext().TraceIdentifier;
        log.LogError(error, "{Method} failed, trace {Trace}", context.Method, trace);
        return new Rejection(StatusCode.Internal, "PLATFORM_FAULT", "平台内部错误", "the platform failed; the trace id leads operators to the cause")
        {
            Facts = new Dictionary<string, string> { ["trace_id"] = trace },
        }.ToRpc();
    }
}
