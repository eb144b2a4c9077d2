using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Gateway.Json;
using ShuangJian.Platform.Edge;
using Yarp.ReverseProxy.Forwarder;

namespace ShuangJian.Gateway.Edge;

/// <summary>Gives the gate's own refusals in the form in which the call came.</summary>
internal static class Answers
{
    /// <summary>Refuses a call.</summary>
    public static async Task RefuseAsync(HttpContext http, GateCall call, Rejection rejection)
    {
        call.Refused = rejection.Code;
        var response = http.Response;
        // Part of an answer is out already: all that can still be said is that it is not whole.
        if (response.HasStarted)
        {
            http.Abort();
            return;
        }
        var requestId = response.Headers[Entry.RequestIdHeader];
        response.Clear();
        response.Headers[Entry.RequestIdHeader] = requestId;
        if (rejection.RetryAfter is { } wait)
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        switch (call.Form)
        {
            case CallForm.Grpc:
                RefuseGrpc(response, rejection);
                break;
            case CallForm.ConnectStream:
                await ConnectErrors.EndStreamAsync(response, http.Request.ContentType!, ConnectError.Of(rejection));
                break;
            default:
                await ConnectErrors.WriteAsync(response, ConnectError.Of(rejection));
                break;
        }
    }

    /// <summary>An answer that is all trailers, sent in the headers.</summary>
    private static void RefuseGrpc(HttpResponse response, Rejection rejection)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)rejection.Code).ToString(CultureInfo.InvariantCulture);
        var status = rejection.ToStatus();
        response.Headers["grpc-message"] = PercentEncode(status.Message);
        response.Headers[Rejection.DetailsTrailer] = Convert.ToBase64String(status.ToByteArray());
        if (rejection.RetryAfter is { } wait)
            response.Headers[Rejection.PushbackTrailer] = ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>gRPC escapes everything but printable ASCII without the percent sign.</summary>
    private static string PercentEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= 0x20 and <= 0x7e and not (byte)'%') encoded.Append((char)b);
            else encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }

    /// <summary>What a failed forward means to the caller; null when the service has answered.</summary>
    public static Rejection? Failure(HttpContext http, GateCall call) => GaveUp(http) ? Refusals.TimedOut() : http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Refusals.UnknownMethod(call.Path),
        StatusCodes.Status413PayloadTooLarge => Refusals.TooLarge(http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0),
        >= 500 => Refusals.Away(call.Method?.Service ?? ""),
        _ => null,
    };

    /// <summary>True when the gate itself ended the call, because it took too long.</summary>
    private static bool GaveUp(HttpContext http) => !http.RequestAborted.IsCancellationRequested
        && http.GetForwarderErrorFeature() is { Error: ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled } error
        && !Forwarding.Retry.ConnectTimedOut(error);

    /// <summary>Name of a status code in the Connect protocol and in the access log.</summary>
    public static string NameOf(StatusCode code) => code switch
    {
        StatusCode.OK => "ok",
        StatusCode.Cancelled => "canceled",
        StatusCode.InvalidArgument => "invalid_argument",
        StatusCode.DeadlineExceeded => "deadline_exceeded",
        StatusCode.NotFound => "not_found",
        StatusCode.AlreadyExists => "already_exists",
        StatusCode.PermissionDenied => "permission_denied",
        StatusCode.ResourceExhausted => "resource_exhausted",
        StatusCode.FailedPrecondition => "failed_precondition",
        StatusCode.Aborted => "aborted",
        StatusCode.OutOfRange => "out_of_range",
        StatusCode.Unimplemented => "unimplemented",
        StatusCode.Internal => "internal",
        StatusCode.Unavailable => "unavailable",
        StatusCode.DataLoss => "data_loss",
        StatusCode.Unauthenticated => "unauthenticated",
        _ => "unknown",
    };
}
