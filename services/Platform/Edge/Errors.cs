using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using ShuangJian.Policy;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace ShuangJian.Platform.Edge;

/// <summary>A problem with one field of a request.</summary>
/// <param name="Field">Path of the field, for example <c>application.sites[0].address</c>.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record FieldProblem(string Field, string Zh, string En);

/// <summary>
/// Refuses a call with everything a caller needs to go on: status code, reason, metadata, fields,
/// findings and a Chinese message. The only exception whose text reaches callers.
/// </summary>
public sealed class Rejection(StatusCode code, string reason, string zh, string en) : Exception(en)
{
    /// <summary>Domain of every <c>ErrorInfo</c>.</summary>
    public const string Domain = "shuangjian.platform";

    /// <summary>Trailer of the rich status.</summary>
    internal const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Trailer that tells a client over gRPC when to try again, in milliseconds.</summary>
    internal const string PushbackTrailer = "grpc-retry-pushback-ms";

    /// <summary>
    /// Callers over gRPC refuse trailers of more than 8 KB unless told otherwise; a third is added when bytes
    /// become text, and the message stands beside them. What does not fit is counted in <c>omitted</c>.
    /// </summary>
    private const int MostDetailBytes = 3000;

    /// <summary>Type address and lengths around one detail.</summary>
    private const int PackingBytes = 60;

    /// <summary>Non-ASCII characters of a message are sent as nine.</summary>
    private const int MostMessageCharacters = 400;

    /// <summary>Status code to answer with.</summary>
    public StatusCode Code { get; } = code;

    /// <summary>Reason, from an <c>error_reason.proto</c> without its prefix.</summary>
    public string Reason { get; } = reason;

    /// <summary>Message in Chinese.</summary>
    public string Zh { get; } = zh;

    /// <summary>Further facts, by snake_case name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>When it is worth to try again; null when nothing is known of that.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Fields that are wrong.</summary>
    public IReadOnlyList<FieldProblem> Fields { get; init; } = [];

    /// <summary>Findings that stand against the call.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Refuses because fields are wrong.</summary>
    public static Rejection Invalid(IReadOnlyList<FieldProblem> fields) =>
        new(StatusCode.InvalidArgument, "FIELD_INVALID",
            "请求字段有误：" + string.Join("；", fields.Select(f => $"{f.Field} {f.Zh}")),
            "invalid fields: " + string.Join("; ", fields.Select(f => $"{f.Field} {f.En}"))) { Fields = fields };

    /// <summary>Refuses because one field is wrong.</summary>
    public static Rejection Invalid(string field, string zh, string en) => Invalid([new FieldProblem(field, zh, en)]);

    /// <summary>Refuses because there is no such resource, or none that the caller may see.</summary>
    public static Rejection NotFound(string resource) =>
        new(StatusCode.NotFound, "RESOURCE_NOT_FOUND", $"未找到 {resource}，或无权查看", $"{resource} was not found, or may not be seen by the caller")
        {
            Facts = new Dictionary<string, string> { ["resource"] = resource },
        };

    /// <summary>Refuses because a domain step is not allowed.</summary>
    public static Rejection Of(Refusal refusal) =>
        new(refusal.Kind switch
        {
            RefusalKind.Denied => StatusCode.PermissionDenied,
            RefusalKind.Exists => StatusCode.AlreadyExists,
            _ => StatusCode.FailedPrecondition,
        }, refusal.Reason, refusal.Zh, refusal.Message)
        {
            Facts = refusal.Facts,
            Findings = refusal.Findings,
            Fields = [.. refusal.Fields.Select(f => new FieldProblem(f, "缺失", "is missing"))],
        };

    /// <summary>The exception that gRPC sends.</summary>
    public RpcException ToRpc()
    {
        var status = ToStatus();
        var trailers = new Metadata { { DetailsTrailer, status.ToByteArray() } };
        if (RetryAfter is { } wait) trailers.Add(PushbackTrailer, ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString());
        return new RpcException(new Status(Code, status.Message), trailers);
    }

    /// <summary>
    /// The rich status: <c>ErrorInfo</c>, <c>LocalizedMessage</c>, and <c>BadRequest</c> and findings where there are
    /// any, as many as fit into trailers that every caller takes.
    /// </summary>
    public RpcStatus ToStatus()
    {
        // The package still calls the field by its first name, type; it is reason on the wire (field 1).
        var info = new ErrorInfo { Type = Reason, Domain = Domain };
        foreach (var (name, value) in Facts) info.Metadata[name] = value;
        var room = MostDetailBytes;
        var fields = Fitting(Fields.Select(f => new BadRequest.Types.FieldViolation { Field = f.Field, Description = $"{f.En}（{f.Zh}）" }), ref room);
        var findings = Fitting(Findings.Select(f => f.ToProto()), ref room);
        if (Fields.Count + Findings.Count - fields.Count - findings.Count is > 0 and var omitted) info.Metadata["omitted"] = omitted.ToString();

        var status = new RpcStatus { Code = (int)Code, Message = Cut(Message) };
        status.Details.Add(Any.Pack(info));
        status.Details.Add(Any.Pack(new LocalizedMessage { Locale = "zh-CN", Message = Cut(Zh) }));
        if (RetryAfter is { } wait) status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        if (fields.Count > 0) status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { fields } }));
        status.Details.Add(findings.Select(Any.Pack));
        return status;
    }

    private static List<T> Fitting<T>(IEnumerable<T> details, ref int room)
        where T : IMessage
    {
        var fitting = new List<T>();
        foreach (var detail in details)
        {
            room -= detail.CalculateSize() + PackingBytes;
            if (room < 0) break;
            fitting.Add(detail);
        }
        return fitting;
    }

    private static string Cut(string text) => text.Length <= MostMessageCharacters ? text
        : text[..(char.IsHighSurrogate(text[MostMessageCharacters - 1]) ? MostMessageCharacters - 1 : MostMessageCharacters)] + "…";
}
