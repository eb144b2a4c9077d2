using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using ShuangJian.Gateway.Edge;
using ShuangJian.Platform.Edge;
using ShuangJian.Protos.Type.V1;
using RpcStatus = Google.Rpc.Status;

namespace ShuangJian.Gateway.Json;

/// <summary>An error as the Connect protocol tells it.</summary>
/// <param name="Code">Status code.</param>
/// <param name="Message">Message.</param>
/// <param name="Details">Rich details.</param>
internal sealed record ConnectError(StatusCode Code, string Message, IReadOnlyList<Any> Details)
{
    public static ConnectError Of(Rejection rejection)
    {
        var status = rejection.ToStatus();
        return new(rejection.Code, status.Message, status.Details);
    }

    /// <summary>The error that a service answered.</summary>
    /// <param name="code">Value of <c>grpc-status</c>.</param>
    /// <param name="message">Value of <c>grpc-message</c>, percent-encoded.</param>
    /// <param name="details">Value of <c>grpc-status-details-bin</c>; base64, often without its padding.</param>
    public static ConnectError Of(string code, string message, string details)
    {
        var known = int.TryParse(code, out var number) && number is > 0 and <= 16 ? (StatusCode)number : StatusCode.Unknown;
        try
        {
            var rich = details.Length == 0 ? [] : RpcStatus.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='))).Details;
            return new(known, Uri.UnescapeDataString(message), rich);
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            // The code and the message are worth telling without them.
            return new(known, Uri.UnescapeDataString(message), []);
        }
    }
}

/// <summary>Writes errors of the Connect protocol.</summary>
internal static class ConnectErrors
{
    private const byte EndOfStream = 0b10;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Kinds of details that a person may read in <c>debug</c>.</summary>
    private static readonly Dictionary<string, MessageDescriptor> Kinds = ((MessageDescriptor[])
        [BadRequest.Descriptor, LocalizedMessage.Descriptor, RetryInfo.Descriptor, Finding.Descriptor]).ToDictionary(d => d.FullName);

    /// <summary>Writes an error as the whole answer, with the HTTP status that belongs to it.</summary>
    public static async Task WriteAsync(HttpResponse response, ConnectError error)
    {
        response.StatusCode = HttpStatusOf(error.Code);
        response.ContentType = "application/json";
        var body = Bytes(json => WriteError(json, error));
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    /// <summary>Ends a stream of the Connect protocol with an error; its HTTP status is always 200.</summary>
    public static async Task EndStreamAsync(HttpResponse response, string contentType, ConnectError error)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        var body = Bytes(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("error");
            WriteError(json, error);
            json.WriteEndObject();
        });
        await response.Body.WriteAsync(GrpcFrame.Of(EndOfStream, body));
    }

    /// <summary>HTTP status of a code, as the protocol maps them.</summary>
    public static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.Cancelled => 499,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => 400,
        StatusCode.DeadlineExceeded => 504,
        StatusCode.NotFound => 404,
        StatusCode.AlreadyExists or StatusCode.Aborted => 409,
        StatusCode.PermissionDenied => 403,
        StatusCode.ResourceExhausted => 429,
        StatusCode.Unimplemented => 501,
        StatusCode.Unavailable => 503,
        StatusCode.Unauthenticated => 401,
        _ => 500,
    };

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable)) write(json);
        return buffer.ToArray();
    }

    private static void WriteError(Utf8JsonWriter json, ConnectError error)
    {
        json.WriteStartObject();
        json.WriteString("code", Answers.NameOf(error.Code));
        if (error.Message.Length > 0) json.WriteString("message", error.Message);
        if (error.Details.Count > 0)
        {
            json.WriteStartArray("details");
            foreach (var detail in error.Details) WriteDetail(json, detail);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter json, Any detail)
    {
        var type = Any.GetTypeName(detail.TypeUrl);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", Convert.ToBase64String(detail.Value.Span).TrimEnd('='));
        if (type == ErrorInfo.Descriptor.FullName) WriteReason(json, ErrorInfo.Parser.ParseFrom(detail.Value));
        else if (Kinds.TryGetValue(type, out var kind))
        {
            json.WritePropertyName("debug");
            json.WriteRawValue(JsonFormatter.Default.Format(kind.Parser.ParseFrom(detail.Value)));
        }
        json.WriteEndObject();
    }

    /// <summary>By hand, because the package still calls the first field of the message <c>type</c>.</summary>
    private static void WriteReason(Utf8JsonWriter json, ErrorInfo info)
    {
        json.WriteStartObject("debug");
        json.WriteString("reason", info.Type);
        json.WriteString("domain", info.Domain);
        json.WriteStartObject("metadata");
        foreach (var (name, value) in info.Metadata) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
