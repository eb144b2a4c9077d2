using System.Diagnostics;
using Grpc.Core;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Gateway.Edge;

/// <summary>How a call came.</summary>
internal enum CallForm
{
    /// <summary>gRPC over HTTP/2.</summary>
    Grpc,

    /// <summary>One message as JSON, the unary form of the Connect protocol.</summary>
    Json,

    /// <summary>One message as bytes, the unary form of the Connect protocol.</summary>
    Binary,

    /// <summary>A stream of the Connect protocol, which is not offered.</summary>
    ConnectStream,
}

/// <summary>A call on its way through the gate.</summary>
internal sealed class GateCall(CallForm form, GatewayMethod? method, string path)
{
    private static readonly object Key = new();

    /// <summary>How it came.</summary>
    public CallForm Form { get; } = form;

    /// <summary>The method called; null when it is not of the contract.</summary>
    public GatewayMethod? Method { get; } = method;

    /// <summary>Path called.</summary>
    public string Path { get; } = path;

    /// <summary>Ties together what is said of the call here, by its service and in its events.</summary>
    public required string RequestId { get; init; }

    /// <summary>Longest that the body of a unary call may take.</summary>
    public required TimeSpan BodyPatience { get; init; }

    /// <summary>When it came, by the clock that only runs forward.</summary>
    public long Began { get; } = Stopwatch.GetTimestamp();

    /// <summary>Who calls; null for the public.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Code that the gate itself answered with; null when a service did.</summary>
    public StatusCode? Refused { get; set; }

    /// <summary>The call of a request; null when it is none.</summary>
    public static GateCall? Of(HttpContext http) => http.Items.TryGetValue(Key, out var call) ? (GateCall?)call : null;

    /// <summary>Keeps the call with its request.</summary>
    public void KeepIn(HttpContext http) => http.Items[Key] = this;

    /// <summary>Form of a content type; null when it is none that the gate speaks.</summary>
    public static CallForm? FormOf(string? contentType)
    {
        var end = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = (end < 0 ? contentType : contentType![..end])?.Trim();
        return type switch
        {
            "application/grpc" or "application/grpc+proto" => CallForm.Grpc,
            "application/json" => CallForm.Json,
            "application/proto" => CallForm.Binary,
            "application/connect+json" or "application/connect+proto" => CallForm.ConnectStream,
            _ => null,
        };
    }
}
