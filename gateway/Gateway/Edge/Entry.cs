using System.Diagnostics;
using Microsoft.Extensions.Primitives;
using ShuangJian.Gateway.Forwarding;
using ShuangJian.Gateway.Limits;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Gateway.Edge;

/// <summary>
/// What every call meets first and last: it gets an identifier, loses the headers that no caller may set, and
/// whatever goes wrong on the way is answered in the form in which it came, and logged without personal data.
/// </summary>
internal sealed class Entry(GatewayMethods methods, BodyLimits bodies, AccessLog log)
{
    /// <summary>Header that ties a call together from here to its events.</summary>
    public const string RequestIdHeader = "x-request-id";

    private const int LongestRequestId = 64;

    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var path = request.Path.Value ?? "";
        var method = methods.Find(path);
        var form = HttpMethods.IsPost(request.Method) ? GateCall.FormOf(request.ContentType) : null;
        if (form is null || (form == CallForm.Grpc && !HttpProtocol.IsHttp2(request.Protocol)))
        {
            if (method is null) await next(http);
            else RefuseForm(http);
            return;
        }
        var call = new GateCall(form.Value, method, path) { RequestId = RequestIdOf(request), BodyPatience = bodies.Patience };
        call.KeepIn(http);
        HeaderHygiene.Clean(request.Headers, call.RequestId);
        http.Response.Headers[RequestIdHeader] = call.RequestId;
        BodyLimits.Apply(http, call);
        await PassAsync(http, call, next);
        log.Write(http, call);
    }

    private static async Task PassAsync(HttpContext http, GateCall call, RequestDelegate next)
    {
        try
        {
            BodyLimits.CheckLength(http, call);
            await next(http);
            if (http.Response.HasStarted || call.Refused is not null) return;
            var failure = (http.Request.Body as WatchedBody)?.Failure ?? Answers.Failure(http, call);
            if (failure is not null) await Answers.RefuseAsync(http, call, failure);
        }
        catch (Rejection e)
        {
            await Answers.RefuseAsync(http, call, e);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Answers.RefuseAsync(http, call, Refusals.TooLarge(BodyLimits.MostStreamBytes));
        }
        catch (Exception e) when (e is OperationCanceledException or BadHttpRequestException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
            call.Refused = Grpc.Core.StatusCode.Cancelled;
        }
    }

    /// <summary>A method of the contract, called in a way that nobody speaks here.</summary>
    private static void RefuseForm(HttpContext http)
    {
        var isPost = HttpMethods.IsPost(http.Request.Method);
        http.Response.StatusCode = isPost ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status405MethodNotAllowed;
        if (isPost) http.Response.Headers["Accept-Post"] = "application/json, application/proto, application/grpc";
        else http.Response.Headers.Allow = "POST";
    }

    /// <summary>What the caller calls it, if that is harmless; else the trace, which the events carry too.</summary>
    private static string RequestIdOf(HttpRequest request)
    {
        StringValues sent = request.Headers[RequestIdHeader];
        if (sent.Count == 1 && sent[0] is { Length: > 0 and <= LongestRequestId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return id;
        return Activity.Current?.TraceId.ToHexString() ?? Guid.CreateVersion7().ToString("N");
    }
}
