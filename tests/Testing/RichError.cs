using Google.Rpc;
using Grpc.Core;
using ShuangJian.Protos.Type.V1;
using RpcStatus = Google.Rpc.Status;

namespace ShuangJian.Testing;

/// <summary>A refusal as a caller reads it: status code and the rich details.</summary>
/// <param name="Code">Status code.</param>
/// <param name="Reason">Reason of the <c>ErrorInfo</c>; empty without one.</param>
/// <param name="Domain">Domain of the <c>ErrorInfo</c>.</param>
/// <param name="Facts">Metadata of the <c>ErrorInfo</c>.</param>
/// <param name="Fields">Description by path of each field that is wrong.</param>
/// <param name="Findings">Findings that stand against the call.</param>
/// <param name="En">Message of the status.</param>
/// <param name="Zh">Chinese message; empty without one.</param>
public sealed record RichError(
    StatusCode Code,
    string Reason,
    string Domain,
    IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<Finding> Findings,
    string En,
    string Zh)
{
    /// <summary>Waits for a call that must fail.</summary>
    /// <exception cref="InvalidOperationException">The call was answered.</exception>
    public static Task<RichError> OfAsync<T>(AsyncUnaryCall<T> call) => OfAsync(call.ResponseAsync);

    /// <summary>Waits for calls that must fail.</summary>
    /// <exception cref="InvalidOperationException">They were answered.</exception>
    public static async Task<RichError> OfAsync<T>(Task<T> call)
    {
        try
        {
            var answer = await call;
            throw new InvalidOperationException($"The call was answered: {answer}");
        }
        catch (RpcException e)
        {
            return Of(e);
        }
    }

    /// <summary>Waits for a call that may fail.</summary>
    /// <returns>Reason of its failure; empty when it was answered.</returns>
    public static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return "";
        }
        catch (RpcException e)
        {
            return Of(e).Reason;
        }
    }

    /// <summary>Reads the details of a failed call.</summary>
    public static RichError Of(RpcException error)
    {
        var status = error.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes ? RpcStatus.Parser.ParseFrom(bytes) : new RpcStatus();
        var info = Details<ErrorInfo>(status).SingleOrDefault() ?? new ErrorInfo();
        return new RichError(
            error.StatusCode,
            info.Type,
            info.Domain,
            info.Metadata.ToDictionary(StringComparer.Ordinal),
            Details<BadRequest>(status).SelectMany(bad => bad.FieldViolations).ToDictionary(v => v.Field, v => v.Description, StringComparer.Ordinal),
            [.. Details<Finding>(status)],
            error.Status.Detail,
            Details<LocalizedMessage>(status).SingleOrDefault(m => m.Locale == "zh-CN")?.Message ?? "");
    }

    private static IEnumerable<T> Details<T>(RpcStatus status)
        where T : Google.Protobuf.IMessage<T>, new() =>
        status.Details.Where(detail => detail.Is(new T().Descriptor)).Select(detail => detail.Unpack<T>());
}
