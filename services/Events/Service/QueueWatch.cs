using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Events;

/// <summary>
/// Looks at the broker every few seconds: which queues are gone, or there in name alone, and have to be made again, how much waits in
/// the others, and what of it was therefore acknowledged.
/// </summary>
internal sealed class QueueWatch(DepartmentQueues broker, IConfiguration configuration, TimeProvider clock)
{
    private const int MostTogether = 5000;
    private const int DefaultSettleSeconds = 15;
    private const int DefaultSilenceSeconds = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>What the broker tells is some seconds old: it holds only for what was handed over longer ago than this.</summary>
    private readonly TimeSpan _settle = TimeSpan.FromSeconds(configuration.GetValue<double>("Broker:SettleSeconds", DefaultSettleSeconds));

    /// <summary>
    /// A queue of which the broker tells nothing for so long, though all its nodes run, is there in name alone: it has no leader, takes
    /// nothing and gives nothing. A broker that is killed within seconds of making a queue may come back with such a one, and it stays so.
    /// </summary>
    private readonly TimeSpan _silence = TimeSpan.FromSeconds(configuration.GetValue<double>("Broker:SilenceSeconds", DefaultSilenceSeconds));

    private readonly Dictionary<string, DateTime> _silentSince = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _untold = [];
    private readonly Queue<(DateTime At, long Position)> _history = new();
    private DateTime _next;
    private long _settled;

    /// <summary>Whether the broker told nothing of a subscription's queue when it was last asked: it may have no leader, or be just made.</summary>
    public bool IsUntold(Guid subscription) => _untold.Contains(subscription);

    /// <summary>Looks, when it is time to; returns the subscriptions whose queues were lost.</summary>
    /// <param name="db">The database; what is found is saved.</param>
    /// <param name="tended">The queues.</param>
    /// <param name="pumped">Position up to which the broker has been handed the log.</param>
    /// <param name="isNew">Whether the connection is new, and so perhaps the broker.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Guid>> LookAsync(EventsDb db, IReadOnlyList<Tended> tended, long pumped, bool isNew, CancellationToken cancellation)
    {
        var now = clock.Instant();
        if (!isNew && now < _next) return [];
        var counts = await broker.CountAsync("shuangjian.sub.", cancellation);
        _next = now + Interval;
        _untold.Clear();
        _history.Enqueue((now, pumped));
        while (_history.TryPeek(out var past) && past.At <= now - _settle) _settled = _history.Dequeue().Position;
        var lost = new List<Guid>();
        var ids = tended.Select(t => t.Subscription.Id).ToArray();
        var acknowledged = await db.Progress.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.SubscriptionId)).ToDictionaryAsync(p => p.SubscriptionId, p => p.Acknowledged, cancellation);
        foreach (var one in tended)
        {
            var (queue, reached) = (one.Queue, acknowledged[one.Subscription.Id]);
            var main = counts.GetValueOrDefault(Mailbox.NameOf(queue.SubscriptionId));
            var dead = counts.GetValueOrDefault(Mailbox.DeadNameOf(queue.SubscriptionId));
            if (main is { Messages: null }) _untold.Add(queue.SubscriptionId);
            // One that was never made and filled is not lost.
            var isLost = main is null ? queue.State == QueueState.Ready || queue.FilledTo > reached : await DropSilentAsync(main, dead, now, cancellation);
            if (isLost)
            {
                Lose(queue, reached, now);
                _untold.Remove(queue.SubscriptionId);
                lost.Add(queue.SubscriptionId);
            }
            // Not counted yet, as after the broker's start: that says nothing, least of all that nothing waits.
            else if (main?.Messages is { } waiting)
            {
                Note(queue, main.Redelivered, waiting, dead?.Messages, now);
                if (!one.IsUnfilled) await FileAsync(db, one, reached, now, cancellation);
            }
        }
        return lost;
    }

    /// <summary>
    /// Removes a queue of which nothing was told for too long, so that it can be made again. Without its queue for dead letters the other
    /// cannot go on: it goes too, and is filled from the log. Dead letters that the broker still gives stay.
    /// </summary>
    private async Task<bool> DropSilentAsync(QueueCount main, QueueCount? dead, DateTime now, CancellationToken cancellation)
    {
        var (mainIsSilent, deadIsSilent) = (IsSilent(main, now), dead is not null && IsSilent(dead, now));
        if (!mainIsSilent && !deadIsSilent) return false;
        if (deadIsSilent) await DropAsync(dead!.Name, cancellation);
        await DropAsync(main.Name, cancellation);
        return true;
    }

    private async Task DropAsync(string queue, CancellationToken cancellation)
    {
        await broker.DropAsync(queue, cancellation);
        _silentSince.Remove(queue);
    }

    private bool IsSilent(QueueCount told, DateTime now)
    {
        if (told is { Messages: null, IsWhole: true } && !_silentSince.TryAdd(told.Name, now)) return now - _silentSince[told.Name] >= _silence;
        if (told is not { Messages: null, IsWhole: true }) _silentSince.Remove(told.Name);
        return false;
    }

    private static void Note(Mailbox queue, long redelivered, long waiting, long? dead, DateTime now)
    {
        // The broker counts from its own start: less than before means that it began anew.
        queue.Redelivered += redelivered >= queue.RedeliveredAtBroker ? redelivered - queue.RedeliveredAtBroker : redelivered;
        (queue.RedeliveredAtBroker, queue.Waiting, queue.DeadLettered, queue.ObservedAt) = (redelivered, waiting, dead ?? queue.DeadLettered, now);
    }

    /// <summary>What was not acknowledged is delivered again, with the same identifiers.</summary>
    private static void Lose(Mailbox queue, long acknowledged, DateTime now)
    {
        if (queue.State == QueueState.Ready) queue.State = QueueState.Preparing;
        (queue.FilledTo, queue.Keys, queue.PasswordTold, queue.RebuiltAt, queue.RedeliveredAtBroker) = (acknowledged, [], false, now, 0);
    }

    /// <summary>
    /// A queue is read in its order: of what was handed over long enough ago, all but as many as still wait was acknowledged. What
    /// came later makes that number larger, so it is never said too early.
    /// </summary>
    private async Task FileAsync(EventsDb db, Tended one, long acknowledged, DateTime now, CancellationToken cancellation)
    {
        var upTo = one.Queue.State == QueueState.Paused ? Math.Min(_settled, one.Queue.FilledTo) : _settled;
        if (upTo <= acknowledged) return;
        var filter = new LogFilter(one.Subscription.Division, one.Subscription.DeliveredTypes(clock.Today()));
        var handed = await filter.Of(db.Log.AsNoTracking().Where(e => e.Sequence > acknowledged && e.Sequence <= upTo)).OrderBy(e => e.Sequence).Take(MostTogether)
            .Select(e => new { e.Sequence, e.Type }).ToListAsync(cancellation);
        var taken = new Acknowledged();
        foreach (var e in handed.Take((int)Math.Max(0, handed.Count - one.Queue.Waiting))) taken.Add(e.Sequence, e.Type);
        if (taken.Events > 0) await Receipts.FileAsync(db, one.Subscription.Id, null, taken, Proof.Broker, now, cancellation);
    }
}
