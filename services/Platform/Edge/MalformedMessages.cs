using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace ShuangJian.Platform.Edge;

/// <summary>
/// Turns the answer to bytes that are no message into INVALID_ARGUMENT. gRPC for .NET reads the message
/// before any interceptor runs and answers such bytes with UNKNOWN or INTERNAL, which would tell the
/// caller that the fault is ours.
/// </summary>
internal static class MalformedMessages
{
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        var response = http.Response;
        if (response.HasStarted || http.Items.ContainsKey(EdgeInterceptor.MessageRead)) return;
        if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true) return;
        var code = response.Headers["grpc-status"].ToString();
        if (code != ((int)StatusCode.Unknown).ToString() && code != ((int)StatusCode.Internal).ToString()) return;
        var rejection = Rejected();
        response.Headers["grpc-status"] = ((int)StatusCode.InvalidArgument).ToString();
        response.Headers["grpc-message"] = Uri.EscapeDataString(rejection.Message);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(rejection.ToStatus().ToByteArray());
    }

    /// <summary>Refuses bytes that are no message.</summary>
    public static Rejection Rejected() =>
        new(StatusCode.InvalidArgument, "MESSAGE_MALFORMED",
            "请求内容不是该方法的消息", "the bytes are no message of this method, or are nested too deeply")
        {
            Fields = [new FieldProblem("(message)", "无法解析", "cannot be read")],
        };
}
