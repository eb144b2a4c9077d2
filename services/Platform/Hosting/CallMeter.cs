using System.Diagnostics.Metrics;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ShuangJian.Platform.Hosting;

/// <summary>
/// Measures how often each method is called, how it ends and how long it takes. It stands before everything else of gRPC, so
/// that it also sees what was no message; the meters of ASP.NET Core know a call by its HTTP status, which is always 200.
/// </summary>
internal sealed class CallMeter
{
    private const string OurPackages = "shuangjian.";
    private const string StatusTrailer = "grpc-status";
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;

    public CallMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _duration = meters.Create(MeasureNames.Meter).CreateHistogram(
            MeasureNames.CallDuration, "s", "Duration of calls", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    public async Task MeasureAsync(HttpContext http, RequestDelegate next)
    {
        // Health and reflection are asked all day by probes, and would hide what people do.
        if (!_duration.Enabled || http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } method
            || !method.ServiceName.StartsWith(OurPackages, StringComparison.Ordinal))
        {
            await next(http);
            return;
        }
        var from = _clock.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            _duration.Record(
                _clock.GetElapsedTime(from).TotalSeconds,
                new("rpc.service", method.ServiceName), new("rpc.method", method.Name),
                new("rpc.type", method.Type == MethodType.Unary ? "unary" : "stream"), new("rpc.grpc.status_code", StatusOf(http)));
        }
    }

    /// <summary>Status in capitals as the contract writes it; a call that was given up by its caller has none.</summary>
    private static string StatusOf(HttpContext http)
    {
        var told = http.Response.Headers[StatusTrailer].FirstOrDefault()
            ?? http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers[StatusTrailer].FirstOrDefault();
        return int.TryParse(told, out var code) ? ((StatusCode)code).ToString() : nameof(StatusCode.Cancelled);
    }
}
