using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace ShuangJian.Gateway.Edge;

/// <summary>
/// One line of JSON a call: what was called, how it ended and how long it took; of the caller only kind and
/// jurisdiction, never a name, a token or an address. Calls do not wait for it: lines are written in the
/// background, many at once, and those that a slow disk has no room for are counted.
/// </summary>
/// <remarks><c>Gateway:AccessLog</c>: <c>console</c> (default), <c>off</c>, or a file that lines are added to.</remarks>
internal sealed class AccessLog : BackgroundService
{
    private const int MostWaiting = 20_000;
    private const int ManyWaiting = 500;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls of which not even the time may be known: a survey promises that nobody is found again.</summary>
    private static readonly HashSet<string> Unwatched = new(StringComparer.Ordinal)
    {
        "/shuangjian.supervision.v1.SurveyService/GetSurveyForm", "/shuangjian.supervision.v1.SurveyService/SubmitSurveyAnswers",
    };

    private readonly Channel<Line>? _lines;
    private readonly string _target;
    private readonly TimeProvider _clock;
    private long _lost;

    public AccessLog(IConfiguration configuration, TimeProvider clock)
    {
        _target = configuration["Gateway:AccessLog"] is { Length: > 0 } target ? target : "console";
        _clock = clock;
        if (_target != "off") _lines = Channel.CreateBounded<Line>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    }

    /// <summary>Notes a call that has been answered.</summary>
    public void Write(HttpContext http, GateCall call)
    {
        if (_lines is null || Unwatched.Contains(call.Path)) return;
        var line = new Line(
            _clock.GetUtcNow().UtcDateTime, call.Method?.Path ?? "(unknown)", call.Form, call.Refused is { } code ? (int)code : AnsweredWith(http),
            Stopwatch.GetElapsedTime(call.Began).TotalMilliseconds, call.Caller?.Audience.ToString() ?? "Public", call.Caller?.Jurisdiction.ToString() ?? "",
            call.RequestId, Activity.Current?.TraceId.ToHexString() ?? "");
        if (!_lines.Writer.TryWrite(line)) Interlocked.Increment(ref _lost);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _lines?.Writer.TryComplete();
        // What was noted is written before the process ends; the reader ends with the channel.
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_lines is null) return;
        await using var output = _target == "console" ? Console.OpenStandardOutput() : new FileStream(_target, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        await using var json = new Utf8JsonWriter(buffer);
        while (await _lines.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // Lines gather for a moment: to wake and to write for each of them costs more than the call it tells of.
            if (_lines.Reader.Count < ManyWaiting) await Task.Delay(Gathering, CancellationToken.None);
            while (buffer.WrittenCount < 48 * 1024 && _lines.Reader.TryRead(out var line)) Format(json, buffer, line);
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost) FormatLost(json, buffer, lost);
            await output.WriteAsync(buffer.WrittenMemory, CancellationToken.None);
            await output.FlushAsync(CancellationToken.None);
            buffer.ResetWrittenCount();
        }
    }

    private static int AnsweredWith(HttpContext http)
    {
        var trailers = http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var status = trailers is not null && trailers.TryGetValue("grpc-status", out var trailer) ? trailer.ToString() : http.Response.Headers["grpc-status"].ToString();
        return int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code
            : http.RequestAborted.IsCancellationRequested ? (int)StatusCode.Cancelled : (int)StatusCode.Unknown;
    }

    private static void Format(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, in Line line)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteString("time", line.Time);
        json.WriteString("method", line.Method);
        json.WriteString("form", line.Form.ToString());
        json.WriteString("code", Answers.NameOf((StatusCode)line.Code));
        json.WriteNumber("ms", Math.Round(line.Milliseconds, 2));
        json.WriteString("caller", line.Kind);
        json.WriteString("division", line.Division);
        json.WriteString("request_id", line.RequestId);
        json.WriteString("trace_id", line.Trace);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
    }

    private static void FormatLost(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, long lost)
    {
        json.Reset();
        json.WriteStartObject();
        json.WriteNumber("lines_lost", lost);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
    }

    private readonly record struct Line(
        DateTime Time, string Method, CallForm Form, int Code, double Milliseconds, string Kind, string Division, string RequestId, string Trace);
}
