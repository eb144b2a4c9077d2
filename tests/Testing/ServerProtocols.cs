using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace ShuangJian.Testing;

/// <summary>Calls the standard protocols that every process serves: health and reflection.</summary>
public static class ServerProtocols
{
    private static readonly Method<HealthCheckRequest, HealthCheckResponse> Check =
        MethodOf(MethodType.Unary, "grpc.health.v1.Health", "Check", HealthCheckRequest.Parser, HealthCheckResponse.Parser);

    private static readonly Method<HealthCheckRequest, HealthCheckResponse> Watch =
        MethodOf(MethodType.ServerStreaming, "grpc.health.v1.Health", "Watch", HealthCheckRequest.Parser, HealthCheckResponse.Parser);

    private static readonly Method<ServerReflectionRequest, ServerReflectionResponse> Reflection =
        MethodOf(MethodType.DuplexStreaming, "grpc.reflection.v1.ServerReflection", "ServerReflectionInfo",
            ServerReflectionRequest.Parser, ServerReflectionResponse.Parser);

    /// <summary>Asks once for the health of a service; the whole process for the empty name.</summary>
    public static async Task<HealthCheckResponse.Types.ServingStatus> HealthAsync(this ChannelBase channel, string service = "") =>
        (await channel.CreateCallInvoker().AsyncUnaryCall(Check, null, new CallOptions(), new HealthCheckRequest { Service = service })).Status;

    /// <summary>Waits until a service has a status.</summary>
    public static async Task WaitForHealthAsync(
        this ChannelBase channel, string service = "",
        HealthCheckResponse.Types.ServingStatus status = HealthCheckResponse.Types.ServingStatus.Serving, TimeSpan? patience = null)
    {
        var deadline = DateTime.UtcNow + (patience ?? TimeSpan.FromSeconds(30));
        using var watch = channel.CreateCallInvoker().AsyncServerStreamingCall(
            Watch, null, new CallOptions(deadline: deadline), new HealthCheckRequest { Service = service });
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            if (watch.ResponseStream.Current.Status == status) return;
        throw new InvalidOperationException($"'{service}' stopped telling its health before it was {status}.");
    }

    /// <summary>Asks reflection.</summary>
    public static async Task<ServerReflectionResponse> ReflectAsync(this ChannelBase channel, ServerReflectionRequest request)
    {
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Reflection, null, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30)));
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.MoveNext(CancellationToken.None)
            ? call.ResponseStream.Current
            : throw new InvalidOperationException("Reflection did not answer.");
    }

    private static Method<TRequest, TResponse> MethodOf<TRequest, TResponse>(
        MethodType type, string service, string name, MessageParser<TRequest> request, MessageParser<TResponse> response)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage<TResponse> => new(
            type, service, name,
            Marshallers.Create(message => message.ToByteArray(), request.ParseFrom),
            Marshallers.Create(message => message.ToByteArray(), response.ParseFrom));
}
