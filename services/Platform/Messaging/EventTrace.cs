using System.Diagnostics;

namespace ShuangJian.Platform.Messaging;

/// <summary>
/// Goes on with the trace of the call that announced an event: between them lie the outbox and the broker, and so time and
/// other processes. What carried the event is linked.
/// </summary>
internal static class EventTrace
{
    /// <summary>Name of the source.</summary>
    public const string Source = "ShuangJian.Platform";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>Begins the spans of events that are handled together; each stays in its own trace. Whoever asks ends them.</summary>
    public static IReadOnlyList<Activity> Begin(string consumer, IReadOnlyList<ReceivedEvent> together)
    {
        if (!Spans.HasListeners()) return [];
        var (carrier, spans) = (Activity.Current, new List<Activity>(together.Count));
        foreach (var received in together)
        {
            if (Begin(consumer, received) is { } span) spans.Add(span);
            Activity.Current = carrier;
        }
        return spans;
    }

    /// <summary>Begins the span of a consumer; null when nobody collects.</summary>
    public static Activity? Begin(string consumer, ReceivedEvent received)
    {
        if (!Spans.HasListeners()) return null;
        var carrier = Activity.Current?.Context;
        // Without a trace of its own it stays in that of the carrier.
        var known = ActivityContext.TryParse(received.Trace, null, isRemote: true, out var origin);
        return Spans.StartActivity(
            $"consume {received.Name}", ActivityKind.Consumer, known ? origin : carrier ?? default,
            [new("messaging.consumer.group.name", consumer), new("messaging.message.id", received.Id.ToString())],
            known && carrier is { } by ? [new ActivityLink(by)] : null);
    }
}
