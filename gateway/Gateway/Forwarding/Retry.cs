using ShuangJian.Gateway.Edge;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace ShuangJian.Gateway.Forwarding;

/// <summary>
/// Sends a call to another replica when the first could not be reached at all, or died over a method that only
/// reads. A changing call that may have arrived is never sent twice: its caller knows its request id and may.
/// </summary>
internal static class Retry
{
    private const int Tries = 3;

    public static async Task AnswerAsync(HttpContext http, Func<Task> next)
    {
        var call = GateCall.Of(http);
        var watched = call?.Method is { Streams: false } ? new WatchedBody(http.Request.Body, call.BodyPatience, call.Method.OnlyReads) : null;
        if (watched is not null) http.Request.Body = watched;
        var proxied = http.GetReverseProxyFeature();
        var replicas = proxied.AvailableDestinations;
        for (var attempt = 1; ; attempt++)
        {
            await next();
            if (attempt == Tries || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested) return;
            if (http.GetForwarderErrorFeature() is not { } error || !MaySendAgain(error, call, watched)) return;
            replicas = Others(replicas, proxied.ProxiedDestination);
            if (replicas.Count == 0) return;
            Reset(http, proxied, replicas);
            watched?.StartAgain();
        }
    }

    /// <summary>Whether nothing was sent, or nothing that could have changed anything.</summary>
    private static bool MaySendAgain(IForwarderErrorFeature error, GateCall? call, WatchedBody? body)
    {
        if (error.Error != ForwarderError.Request && !ConnectTimedOut(error)) return false;
        var neverSent = ConnectTimedOut(error) || error.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
        // Without a watched body the request is a stream; HttpClient has read none of it while there was no connection.
        return body is null ? neverSent : body.CanStartAgain && (neverSent || call!.Method!.OnlyReads);
    }

    /// <summary>True when no connection came about in time. It looks like a call that was given up, but for what lies within.</summary>
    public static bool ConnectTimedOut(IForwarderErrorFeature error) => error.Exception is OperationCanceledException { InnerException: TimeoutException };

    private static IReadOnlyList<DestinationState> Others(IReadOnlyList<DestinationState> replicas, DestinationState? failed) =>
        [.. replicas.Where(replica => replica != failed)];

    private static void Reset(HttpContext http, IReverseProxyFeature proxied, IReadOnlyList<DestinationState> replicas)
    {
        proxied.AvailableDestinations = replicas;
        proxied.ProxiedDestination = null;
        http.Features.Set<IForwarderErrorFeature>(null);
        http.Response.StatusCode = StatusCodes.Status200OK;
    }
}
