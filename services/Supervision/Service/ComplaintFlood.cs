using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;

namespace ShuangJian.Supervision;

/// <summary>
/// Puts off who floods. Counts are kept in memory under a key of this process alone, so that no database ever holds from
/// where somebody complained. A call that is put off is told when it may come again; the same request sent again counts once.
/// </summary>
public sealed class ComplaintFlood(TimeProvider clock)
{
    private const int MostWindows = 50_000;
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Window> _windows = [];
    private readonly Lock _gate = new();
    private DateTimeOffset _sweptAt;

    /// <summary>Lets a complaint of the web pass, or puts it off.</summary>
    /// <exception cref="Rejection">COMPLAINT_FLOOD.</exception>
    internal void Admit(ServerCallContext context, string subject, string requestId, LawAt law)
    {
        var address = AddressOf(context);
        Count(
            "COMPLAINT_FLOOD", "提交过于频繁，请稍后再试", "too many complaints", requestId,
            ($"a/{address}", Hour, law.Limit(Law.ComplaintsPerCallerAnHour)?.Value),
            ($"b/{address}/{Hash(subject)}", Day, law.Limit(Law.ComplaintsPerCallerAndSubjectADay)?.Value),
            ($"c/{Hash(subject)}", Hour, law.Limit(Law.ComplaintsPerSubjectAnHour)?.Value));
    }

    /// <summary>Puts off who has tried too many wrong codes, with the right one too, or trying would go on to be worth it.</summary>
    /// <exception cref="Rejection">TRACKING_ATTEMPTS_EXHAUSTED.</exception>
    internal void CheckAttempts(ServerCallContext context)
    {
        lock (_gate) Check("TRACKING_ATTEMPTS_EXHAUSTED", "查询码错误次数过多，请稍后再试", "too many wrong codes", "", Attempts(context));
    }

    /// <summary>Counts a wrong code.</summary>
    internal void CountAttempt(ServerCallContext context)
    {
        lock (_gate) Note("", Attempts(context));
    }

    private (string Key, TimeSpan Span, int? Most) Attempts(ServerCallContext context) =>
        ($"t/{AddressOf(context)}", Hour, Law.Current.At(DivisionCode.Nation, ComplaintDay()).Limit(Law.WrongTrackingCodesAnHour)?.Value);

    private DateOnly ComplaintDay() => Platform.Hosting.ChinaDay.Today(clock);

    private void Count(string reason, string zh, string en, string requestId, params (string Key, TimeSpan Span, int? Most)[] limits)
    {
        lock (_gate)
        {
            // First all, then none: what one limit puts off takes no room under another.
            foreach (var limit in limits) Check(reason, zh, en, requestId, limit);
            foreach (var limit in limits) Note(requestId, limit);
        }
    }

    private void Check(string reason, string zh, string en, string requestId, (string Key, TimeSpan Span, int? Most) limit)
    {
        var (now, found) = (clock.GetUtcNow(), _windows.GetValueOrDefault(limit.Key));
        if (limit.Most is not { } most || found is null) return;
        found.Forget(now - limit.Span);
        if (found.Calls.Count < most || (requestId.Length > 0 && found.Calls.Any(c => c.RequestId == requestId))) return;
        var wait = (int)Math.Ceiling((found.Calls.Peek().At + limit.Span - now).TotalSeconds);
        throw new Rejection(StatusCode.ResourceExhausted, reason, $"{zh}（{wait}秒后）", $"{en}; try again in {wait} seconds")
        {
            Facts = new Dictionary<string, string> { ["retry_after_seconds"] = $"{wait}" },
        };
    }

    private void Note(string requestId, (string Key, TimeSpan Span, int? Most) limit)
    {
        var now = clock.GetUtcNow();
        // All of them may be in use: looking at each again for every call would be a flood of its own.
        if (_windows.Count >= MostWindows && now - _sweptAt >= BetweenSweeps) Sweep(now);
        if (!_windows.TryGetValue(limit.Key, out var window)) _windows[limit.Key] = window = new();
        if (requestId.Length == 0 || window.Calls.All(c => c.RequestId != requestId)) window.Calls.Enqueue((now, requestId));
    }

    private void Sweep(DateTimeOffset now)
    {
        _sweptAt = now;
        foreach (var (key, window) in _windows.ToList())
        {
            window.Forget(now - (key[0] == 'b' ? Day : Hour));
            if (window.Calls.Count == 0) _windows.Remove(key);
        }
    }

    /// <summary>Anybody is known by the address that the gateway saw.</summary>
    private string AddressOf(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        return Hash(http.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } forwarded ? forwarded : $"{http.Connection.RemoteIpAddress}");
    }

    private string Hash(string text) => Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)), 0, 12);

    private sealed class Window
    {
        public Queue<(DateTimeOffset At, string RequestId)> Calls { get; } = new();

        public void Forget(DateTimeOffset before)
        {
            while (Calls.TryPeek(out var first) && first.At <= before) Calls.Dequeue();
        }
    }
}
