using System.Globalization;
using System.Security.Claims;
using ShuangJian.Gateway.Limits;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Gateway.Edge;

/// <summary>Lets a call through: it may be made by this caller, and the caller has not made too many.</summary>
/// <param name="limits">Rates and streams.</param>
/// <param name="checksCallers">False when the gateway knows no issuer of tokens; then the services alone check them.</param>
internal sealed class Gate(RateLimits limits, bool checksCallers)
{
    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (GateCall.Of(http) is not { } call)
        {
            await next(http);
            return;
        }
        if (checksCallers)
        {
            call.Caller = Caller.Of(http);
            // Who may not call at all is told so before it is counted what he called.
            CheckPackage(http, call);
        }
        await limits.TakeAsync(CallerOf(http, call), call);
        if (checksCallers) call.Method?.Access.CheckCaller(call.Caller, http.Request.Headers.ContainsKey("authorization"));
        using var stream = call.Method is { Streams: true } ? limits.OpenStream(KeyOf(http, call)) : null;
        await next(http);
    }

    private static void CheckPackage(HttpContext http, GateCall call)
    {
        if (call.Method is not { } method || http.User.FindFirstValue(CallerClaims.Packages) is not { Length: > 0 } packages) return;
        if (!packages.Split(' ').Contains(method.Package, StringComparer.Ordinal)) throw Refusals.PackageNotGranted(method.Package);
    }

    private static LimitedCaller CallerOf(HttpContext http, GateCall call) => new(
        KeyOf(http, call), call.Caller?.Audience.ToString().ToUpperInvariant() ?? "PUBLIC", Claimed(http, CallerClaims.PerMinute), Claimed(http, CallerClaims.PerDay));

    /// <summary>Those without a token are told apart by their address alone, which is kept nowhere else.</summary>
    private static string KeyOf(HttpContext http, GateCall call) =>
        call.Caller?.Subject is { } subject ? "s:" + subject : "a:" + (http.Connection.RemoteIpAddress?.ToString() ?? "");

    private static int Claimed(HttpContext http, string claim) =>
        int.TryParse(http.User.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
