using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>What one stream needs of the process.</summary>
/// <param name="Databases">The database.</param>
/// <param name="Tail">The newest events.</param>
/// <param name="Clock">The time.</param>
internal sealed record StreamMeans(IDbContextFactory<EventsDb> Databases, LogTail Tail, TimeProvider Clock);

/// <summary>How a stream was opened.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="StreamId">This stream.</param>
/// <param name="After">Position after which it starts.</param>
/// <param name="Acknowledged">Position acknowledged before.</param>
/// <param name="Window">Greatest number of events sent and not acknowledged.</param>
/// <param name="Heartbeat">Longest silence.</param>
internal sealed record StreamOpening(Subscription Subscription, Guid StreamId, long After, long Acknowledged, int Window, TimeSpan Heartbeat);

/// <summary>
/// Delivers one subscription: a writer sends what follows as far as the window lets it, a reader takes acknowledgements, and what
/// is acknowledged is filed every second. What is sent and not acknowledged is kept as positions and types, never as events.
/// </summary>
internal sealed class EventStream(StreamMeans means, StreamOpening opened, CheckedRequests<StreamEventsRequest> requests, IServerStreamWriter<StreamEventsResponse> answers)
    : IDisposable
{
    private const int MostTogether = 2000;

    /// <summary>Characters of one message: below the 4 MB that a client takes by default, in whatever script.</summary>
    private const int LongestTogether = 1_000_000;

    private static readonly TimeSpan Filing = TimeSpan.FromSeconds(1);

    /// <summary>A token ends, a duty changes: whoever listens for longer opens again, and is looked at again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly object _gate = new();
    private readonly Queue<(long Sequence, string Type)> _sent = new();
    private readonly SemaphoreSlim _room = new(0, 1);
    private Acknowledged _unfiled = new();
    private long _acknowledged = opened.Acknowledged;
    private long _lastSent = opened.After;

    /// <inheritdoc />
    public void Dispose() => _room.Dispose();

    /// <summary>Runs until the caller ends it, it fails, or its time is over.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ending.CancelAfter(Longest);
        using var listening = means.Tail.Listen();
        Task[] parts = [ReadAsync(ending.Token), WriteAsync(ending.Token), FileAsync(ending.Token)];
        try
        {
            // Whichever ends first ends the others; it tells why.
            await await Task.WhenAny(parts);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested) { /* its hour is over */ }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await FileOnceAsync(CancellationToken.None);
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        while (await requests.MoveNext(cancellation))
        {
            if (requests.Current.StepCase != StreamEventsRequest.StepOneofCase.Acknowledge)
                throw Rejection.Invalid("acknowledge", "首条消息之后只接受确认", "is all that follows the first message");
            Acknowledge(requests.Current.Acknowledge.Sequence);
        }
    }

    private void Acknowledge(long sequence)
    {
        lock (_gate)
        {
            if (sequence > Math.Max(_lastSent, opened.Acknowledged))
                throw Refusal.Of("POSITION_NOT_SENT", "确认的位置尚未投递。", "The position was not sent yet.", ("sequence", $"{sequence}"), ("sent", $"{_lastSent}"));
            while (_sent.TryPeek(out var first) && first.Sequence <= sequence)
            {
                _sent.Dequeue();
                // What was acknowledged on an earlier stream and is heard again is not counted again.
                if (first.Sequence > _acknowledged) _unfiled.Add(first.Sequence, first.Type);
            }
            _acknowledged = Math.Max(_acknowledged, sequence);
        }
        if (_room.CurrentCount == 0) _room.Release();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var position = opened.After;
        Task<LogPage>? ahead = null;
        while (true)
        {
            var room = Room();
            if (room == 0)
            {
                if (!await _room.WaitAsync(opened.Heartbeat, cancellation)) await BeatAsync(cancellation);
                continue;
            }
            var page = await (ahead ?? ReadOnAsync(position, room, cancellation));
            var left = room - page.Events.Count;
            // Who is far behind has the next page read while this one is on its way.
            ahead = left > 0 && page.Events.Count == MostTogether ? ReadOnAsync(page.ScannedTo, left, cancellation) : null;
            if (page.Events.Count > 0) await SendAsync(page.Events, cancellation);
            if (page.ScannedTo > position) position = page.ScannedTo;
            else if (!await GrownPastAsync(position, cancellation)) await BeatAsync(cancellation);
        }
    }

    /// <summary>The filter is asked each time: a duty changes with the day, types with an update, which ends the stream at the next filing.</summary>
    private Task<LogPage> ReadOnAsync(long position, int room, CancellationToken cancellation) =>
        means.Tail.ReadAsync(position, Filter(), Math.Min(room, MostTogether), cancellation);

    private LogFilter? _filter;
    private DateOnly _filterDay;

    private LogFilter Filter()
    {
        var today = means.Clock.Today();
        if (_filter is not null && _filterDay == today) return _filter;
        _filterDay = today;
        return _filter = new(opened.Subscription.Division, opened.Subscription.DeliveredTypes(today));
    }

    private int Room()
    {
        lock (_gate) return Math.Max(0, opened.Window - _sent.Count);
    }

    private async Task SendAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellation)
    {
        for (var (from, to) = (0, 0); from < events.Count; from = to)
        {
            var (batch, length) = (new EventBatch(), 0);
            do
            {
                batch.Events.Add(events[to]);
                length += events[to++].CloudEvent.Length;
            }
            while (to < events.Count && length + events[to].CloudEvent.Length <= LongestTogether);
            lock (_gate)
            {
                foreach (var one in batch.Events) _sent.Enqueue((one.Sequence, one.Type));
                _lastSent = batch.Events[^1].Sequence;
            }
            await answers.WriteAsync(new StreamEventsResponse { Events = batch }, cancellation);
        }
    }

    private Task BeatAsync(CancellationToken cancellation)
    {
        long acknowledged;
        lock (_gate) acknowledged = _acknowledged;
        return answers.WriteAsync(
            new StreamEventsResponse
            {
                Heartbeat = new Heartbeat { NewestSequence = means.Tail.Newest, AcknowledgedSequence = acknowledged, Time = means.Clock.GetUtcNow().ToTimestamp() },
            },
            cancellation);
    }

    /// <summary>False when the log has not grown for as long as the subscriber waits without a sign.</summary>
    private async Task<bool> GrownPastAsync(long position, CancellationToken cancellation)
    {
        try
        {
            await means.Tail.GrownPastAsync(position).WaitAsync(opened.Heartbeat, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task FileAsync(CancellationToken cancellation)
    {
        using var second = new PeriodicTimer(Filing);
        while (await second.WaitForNextTickAsync(cancellation))
        {
            await FileOnceAsync(cancellation);
            await MustStandAsync(cancellation);
        }
    }

    private async Task FileOnceAsync(CancellationToken cancellation)
    {
        Acknowledged what;
        lock (_gate)
        {
            if (_unfiled.Events == 0) return;
            (what, _unfiled) = (_unfiled, new());
        }
        await using var db = await means.Databases.CreateDbContextAsync(cancellation);
        await Receipts.FileAsync(db, opened.Subscription.Id, opened.StreamId, what, Proof.Stream, means.Clock.Instant(), cancellation);
    }

    /// <summary>Ends the stream when it was taken over, or its subscription was paused, changed or removed.</summary>
    private async Task MustStandAsync(CancellationToken cancellation)
    {
        var id = opened.Subscription.Id;
        await using var db = await means.Databases.CreateDbContextAsync(cancellation);
        var stands = await db.Subscriptions.AsNoTracking().Where(s => s.Id == id)
            .Join(db.Progress, s => s.Id, p => p.SubscriptionId, (s, p) => new { s.State, s.Version, p.StreamId }).SingleAsync(cancellation);
        if (stands.StreamId != opened.StreamId)
            throw new Rejection(StatusCode.Aborted, "STREAM_TAKEN_OVER", "该订阅已在另一个流上继续", "another stream was opened for the subscription");
        if (stands.State != SubscriptionState.Active) throw Refusal.OfState("SUBSCRIPTION_STATE", stands.State, [SubscriptionState.Active]);
        // Opened again, it goes on by what was changed.
        if (stands.Version != opened.Subscription.Version) throw new Rejection(StatusCode.Aborted, "STREAM_TAKEN_OVER", "该订阅已变更，请重新打开", "the subscription was changed; open again");
    }
}
