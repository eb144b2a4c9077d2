using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using ShuangJian.Gateway.Edge;
using ShuangJian.Gateway.Limits;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Gateway.Json;

/// <summary>
/// Makes a gRPC call of a unary call of the Connect protocol, lets it be forwarded as any other, and makes an
/// answer of that protocol of what the service says.
/// </summary>
internal static class ConnectUnary
{
    private const string VersionHeader = "connect-protocol-version";
    private const string TimeoutHeader = "connect-timeout-ms";
    private const string TrailerPrefix = "trailer-";
    private const int LongestTimeout = 10;
    private const int LeastToCompress = 1024;

    /// <summary>Makes the call.</summary>
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (GateCall.Of(http) is not { } call || call.Form == CallForm.Grpc)
        {
            await next(http);
            return;
        }
        var method = call.Method ?? throw Refusals.UnknownMethod(call.Path);
        if (method.Streams || call.Form == CallForm.ConnectStream)
            throw Refusals.NotOffered(call.Path, "流式方法只能通过 gRPC 调用", "streams are offered over gRPC alone; this form takes unary methods");
        CheckHeaders(http.Request);
        var message = await MessageAsync(http, call, method);
        using var answer = new CapturedAnswer(http);
        using (new GrpcRequest(http, GrpcFrame.Of(0, message))) await next(http);
        answer.Release();
        if (http.Response.StatusCode == StatusCodes.Status200OK) await WriteAsync(http, call, method, answer);
    }

    private static void CheckHeaders(HttpRequest request)
    {
        var version = request.Headers[VersionHeader].ToString();
        if (version is not ("" or "1")) throw Refusals.Protocol("不支持该 Connect 协议版本", $"{VersionHeader} is {version}; 1 is spoken here");
        var timeout = request.Headers[TimeoutHeader].ToString();
        if (timeout.Length > 0 && (timeout.Length > LongestTimeout || !ulong.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw Refusals.Protocol("超时值无效", $"{TimeoutHeader} is a number of at most {LongestTimeout} digits");
        var encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
            throw Refusals.NotOffered(request.Path.ToString(), "不支持该压缩方式", $"content-encoding {encoding} is not offered; gzip and identity are");
    }

    private static async Task<byte[]> MessageAsync(HttpContext http, GateCall call, GatewayMethod method)
    {
        var body = await BodyAsync(http, call);
        if (call.Form == CallForm.Json) return JsonMessages.Read(body, method.Descriptor.InputType);
        return body;
    }

    private static async Task<byte[]> BodyAsync(HttpContext http, GateCall call)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(call.BodyPatience);
        try
        {
            await using var unpacked = http.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : null;
            // Counted after unpacking: a small body may hold a large message.
            return await BodyLimits.ReadAsync(unpacked ?? http.Request.Body, http.Request.ContentLength, limit.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            throw Refusals.BodyTimeout(call.BodyPatience);
        }
        catch (InvalidDataException)
        {
            throw Refusals.Malformed("it is not gzip");
        }
    }

    private static async Task WriteAsync(HttpContext http, GateCall call, GatewayMethod method, CapturedAnswer answer)
    {
        var response = http.Response;
        string Told(string name) => answer.Trailers[name] is { Count: > 0 } trailer ? trailer.ToString() : response.Headers[name].ToString();
        var (code, message, details) = (Told("grpc-status"), Told("grpc-message"), Told(Rejection.DetailsTrailer));
        Tidy(response, answer.Trailers);
        if (code != "0")
        {
            var error = ConnectError.Of(code, message, details);
            call.Refused = error.Code;
            await ConnectErrors.WriteAsync(response, error);
            return;
        }
        if (GrpcFrame.Only(answer.Body) is not { } bytes) throw Refusals.Away(method.Service);
        call.Refused = Grpc.Core.StatusCode.OK;
        response.ContentType = call.Form == CallForm.Json ? "application/json" : "application/proto";
        var body = call.Form == CallForm.Json ? JsonMessages.Write(bytes, method.Descriptor.OutputType) : bytes;
        if (body.Length >= LeastToCompress && http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
            await WritePackedAsync(response, body);
        else
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body);
        }
    }

    private static async Task WritePackedAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.Headers.ContentEncoding = "gzip";
        response.Headers.Vary = "Accept-Encoding";
        response.ContentLength = null;
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(body);
    }

    /// <summary>What belongs to gRPC goes; other trailers become headers, as the protocol has it.</summary>
    private static void Tidy(HttpResponse response, IHeaderDictionary trailers)
    {
        foreach (var name in response.Headers.Keys.Where(n => n.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)).ToList()) response.Headers.Remove(name);
        response.Headers.Remove("Trailer");
        foreach (var (name, value) in trailers.Where(t => !t.Key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase))) response.Headers[TrailerPrefix + name] = value;
    }

    /// <summary>The request as gRPC while it is forwarded.</summary>
    private sealed class GrpcRequest : IDisposable
    {
        private readonly HttpContext _http;
        private readonly Stream _body;
        private readonly string? _contentType;
        private readonly IHttpRequestBodyDetectionFeature? _detection;

        public GrpcRequest(HttpContext http, byte[] frame)
        {
            (_http, _body, _contentType, _detection) = (http, http.Request.Body, http.Request.ContentType, http.Features.Get<IHttpRequestBodyDetectionFeature>());
            var request = http.Request;
            request.Body = new MemoryStream(frame);
            request.ContentType = "application/grpc";
            request.ContentLength = frame.Length;
            request.Headers.Remove("Content-Encoding");
            request.Headers.Remove("Transfer-Encoding");
            request.Headers.Remove(VersionHeader);
            if (request.Headers.Remove(TimeoutHeader, out var timeout)) request.Headers["grpc-timeout"] = GrpcTimeout(timeout.ToString());
            http.Features.Set<IHttpRequestBodyDetectionFeature>(new HasBody());
        }

        public void Dispose()
        {
            _http.Request.Body = _body;
            _http.Request.ContentType = _contentType;
            _http.Features.Set(_detection);
        }

        /// <summary>gRPC takes at most eight digits.</summary>
        private static string GrpcTimeout(string milliseconds) =>
            milliseconds.Length <= 8 ? milliseconds + "m" : milliseconds[..^3] + "S";

        private sealed class HasBody : IHttpRequestBodyDetectionFeature
        {
            public bool CanHaveBody => true;
        }
    }

    /// <summary>What the service answers, kept from the caller until it is whole.</summary>
    private sealed class CapturedAnswer : IHttpResponseTrailersFeature, IDisposable
    {
        private readonly HttpContext _http;
        private readonly MemoryStream _body = new();
        private readonly IHttpResponseBodyFeature? _own;
        private readonly IHttpResponseTrailersFeature? _ownTrailers;

        public CapturedAnswer(HttpContext http)
        {
            (_http, _own, _ownTrailers) = (http, http.Features.Get<IHttpResponseBodyFeature>(), http.Features.Get<IHttpResponseTrailersFeature>());
            http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(_body));
            http.Features.Set<IHttpResponseTrailersFeature>(this);
        }

        public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

        public ReadOnlyMemory<byte> Body => _body.GetBuffer().AsMemory(0, (int)_body.Length);

        public void Release()
        {
            _http.Features.Set(_own);
            _http.Features.Set(_ownTrailers);
        }

        public void Dispose()
        {
            // When the call failed on its way nobody has released it.
            if (_http.Features.Get<IHttpResponseTrailersFeature>() == this) Release();
            _body.Dispose();
        }
    }
}
