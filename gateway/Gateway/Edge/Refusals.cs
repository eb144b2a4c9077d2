using Grpc.Core;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Gateway.Edge;

/// <summary>What the gate itself refuses.</summary>
internal static class Refusals
{
    public static Rejection RateLimited(string limit, Limits.Rate rate, TimeSpan wait) =>
        new(StatusCode.ResourceExhausted, "RATE_LIMITED", "调用过于频繁，请稍后重试", "too many calls; try again later")
        {
            RetryAfter = wait,
            Facts = new Dictionary<string, string>
            {
                ["limit"] = limit,
                ["per_second"] = rate.PerSecond.ToString("0.###"),
                ["burst"] = rate.Burst.ToString(),
            },
        };

    public static Rejection StreamsExhausted(int most) =>
        new(StatusCode.ResourceExhausted, "STREAMS_EXHAUSTED", "同时打开的流过多", "too many streams are open at once")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
            Facts = new Dictionary<string, string> { ["most"] = most.ToString() },
        };

    public static Rejection TooLarge(long most) =>
        new(StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE", "请求内容过大", "the request is larger than this method takes")
        {
            Facts = new Dictionary<string, string> { ["most_bytes"] = most.ToString() },
        };

    public static Rejection BodyTimeout(TimeSpan limit) =>
        new(StatusCode.DeadlineExceeded, "BODY_TIMEOUT", "请求内容未按时到达", "the body of the request did not come in time")
        {
            Facts = new Dictionary<string, string> { ["seconds"] = limit.TotalSeconds.ToString("0") },
        };

    public static Rejection NotOffered(string method, string zh, string en) =>
        new(StatusCode.Unimplemented, "METHOD_NOT_OFFERED", zh, en) { Facts = new Dictionary<string, string> { ["method"] = method } };

    public static Rejection UnknownMethod(string method) => NotOffered(method, "没有此方法", "there is no such method");

    public static Rejection Away(string service) =>
        new(StatusCode.Unavailable, "SERVICE_UNAVAILABLE", "服务暂不可用，请稍后重试", "the service does not answer; try again, a changing call with the same request_id")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
            Facts = new Dictionary<string, string> { ["service"] = service },
        };

    public static Rejection TimedOut() =>
        new(StatusCode.DeadlineExceeded, "CALL_TIMEOUT", "调用超时", "the call took too long; whether it was done is not known: repeat a changing call with the same request_id");

    public static Rejection KeyInvalid() =>
        new(StatusCode.Unauthenticated, "API_KEY_INVALID", "接口密钥无效、已吊销或已过期", "the API key is unknown, revoked or expired");

    public static Rejection PackageNotGranted(string package) =>
        new(StatusCode.PermissionDenied, "PACKAGE_NOT_GRANTED", "此接口密钥未获准调用该部分接口", "this API key does not open this part of the contract")
        {
            Facts = new Dictionary<string, string> { ["package"] = package },
        };

    public static Rejection Malformed(string what) =>
        new(StatusCode.InvalidArgument, "MESSAGE_MALFORMED", "请求内容不是该方法的消息", $"the body is no message of this method: {what}")
        {
            Fields = [new FieldProblem("(message)", "无法解析", what)],
        };

    public static Rejection Protocol(string zh, string en) => new(StatusCode.InvalidArgument, "MESSAGE_MALFORMED", zh, en);
}
