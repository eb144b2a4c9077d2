using System.Text;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Events;

/// <summary>
/// Hands the log to the queues of departments. One replica at a time does so, in the order of the log, on an exchange of its own:
/// so a queue that is made anew, or was lost with its broker, is filled from the log before anything later can reach it, and the
/// order of a subject holds whatever happens. A queue that takes nothing is set aside, so that it neither keeps the others from
/// anything nor has them get everything again.
/// </summary>
internal sealed class QueuePump(DepartmentQueues broker, QueueWatch watch, TimeProvider clock)
{
    private const int Page = 500;

    /// <summary>A turn ends well before its lease.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    private readonly HashSet<Guid> _made = [];
    private readonly HashSet<Guid> _aside = [];

    /// <summary>Whether the broker did not confirm what it was handed last, since one of the queues did not take it.</summary>
    private bool _refused;

    public async Task<bool> TurnAsync(EventsDb db, CancellationToken cancellation)
    {
        if (!broker.Offered) return false;
        var end = clock.GetUtcNow() + Longest;
        var tended = await (from queue in db.Queues
                            join one in db.Subscriptions on queue.SubscriptionId equals one.Id
                            where queue.State != QueueState.Removed
                            orderby one.CreatedAt
                            select new Tended(one, queue)).ToListAsync(cancellation);
        var pumped = await db.Head.SingleAsync(h => h.Id == LogHead.Pumped, cancellation);
        var head = await db.Head.AsNoTracking().Where(h => h.Id == LogHead.Log).Select(h => h.Sequence).SingleAsync(cancellation);
        try
        {
            if (tended.Count > 0)
            {
                var isNew = await broker.ConnectAsync(cancellation);
                if (isNew) _made.Clear();
                foreach (var lost in await watch.LookAsync(db, tended, pumped.Sequence, isNew, cancellation)) _made.Remove(lost);
                _aside.RemoveWhere(one => !watch.IsUntold(one));
                if (_refused) foreach (var one in tended.Where(t => watch.IsUntold(t.Queue.SubscriptionId))) await SetAsideAsync(one.Queue, pumped.Sequence, cancellation);
                foreach (var one in tended) await TendAsync(db, one, pumped.Sequence, end, cancellation);
                await db.SaveChangesAsync(cancellation);
            }
            var more = false;
            if (tended.Any(t => t.Queue.State == QueueState.Ready)) more = await PumpAsync(db, pumped, head, end, cancellation);
            // Nobody takes anything: there is nothing to hand over, and whoever comes is filled from the log.
            else pumped.Sequence = head;
            await db.SaveChangesAsync(cancellation);
            _refused = false;
            return more || tended.Any(t => t.IsUnfilled && !_aside.Contains(t.Queue.SubscriptionId));
        }
        catch (Exception e)
        {
            _refused = e is UnconfirmedException;
            await broker.CloseAsync();
            throw;
        }
    }

    /// <summary>Takes a queue off the exchange; it is filled again from where it stands, once the broker tells of it or it is made anew.</summary>
    private async Task SetAsideAsync(Mailbox queue, long pumped, CancellationToken cancellation)
    {
        if (queue.State == QueueState.Ready)
        {
            await broker.BindAsync(Mailbox.NameOf(queue.SubscriptionId), queue.Keys, [], cancellation);
            (queue.State, queue.Keys, queue.FilledTo) = (QueueState.Preparing, [], pumped);
        }
        if (queue.State != QueueState.Preparing) return;
        _aside.Add(queue.SubscriptionId);
        _made.Remove(queue.SubscriptionId);
    }

    private async Task TendAsync(EventsDb db, Tended one, long pumped, DateTimeOffset end, CancellationToken cancellation)
    {
        var (queue, name) = (one.Queue, Mailbox.NameOf(one.Queue.SubscriptionId));
        switch (one.Subscription.State)
        {
            case SubscriptionState.Removed:
                await broker.RemoveAsync(name, Mailbox.DeadNameOf(queue.SubscriptionId), cancellation);
                (queue.State, queue.Keys) = (QueueState.Removed, []);
                return;
            case SubscriptionState.Paused when queue.State == QueueState.Ready:
                await broker.BindAsync(name, queue.Keys, [], cancellation);
                (queue.State, queue.Keys, queue.FilledTo) = (QueueState.Paused, [], pumped);
                break;
            case SubscriptionState.Paused:
                queue.State = QueueState.Paused;
                break;
            case SubscriptionState.Active when queue.State == QueueState.Paused:
                queue.State = QueueState.Preparing;
                break;
        }
        var filter = new LogFilter(one.Subscription.Division, one.Subscription.DeliveredTypes(clock.Today()));
        if (queue.State == QueueState.Preparing && !_aside.Contains(queue.SubscriptionId)) await PrepareAsync(db, queue, filter, pumped, end, cancellation);
        else if (queue.State == QueueState.Ready && !filter.Keys.SequenceEqual(queue.Keys)) await BindAsync(queue, filter, cancellation);
        if (queue.PasswordTold) return;
        await broker.PutUserAsync(name, queue.PasswordHash, cancellation);
        queue.PasswordTold = true;
    }

    /// <summary>Makes a queue and fills it up to where the others are; only then it is bound.</summary>
    private async Task PrepareAsync(EventsDb db, Mailbox queue, LogFilter filter, long pumped, DateTimeOffset end, CancellationToken cancellation)
    {
        var name = Mailbox.NameOf(queue.SubscriptionId);
        if (_made.Add(queue.SubscriptionId))
        {
            try { await broker.MakeAsync(name, Mailbox.DeadNameOf(queue.SubscriptionId), queue.PasswordHash, cancellation); }
            catch
            {
                _made.Remove(queue.SubscriptionId);
                throw;
            }
            queue.PasswordTold = true;
        }
        while (queue.FilledTo < pumped && clock.GetUtcNow() < end)
        {
            var page = await LogTail.ReadAsync(db, queue.FilledTo, pumped, filter, Page, cancellation);
            await broker.PublishAsync("", page.Events.Select(e => (name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(e.CloudEvent))), cancellation);
            queue.FilledTo = page.ScannedTo;
            await db.SaveChangesAsync(cancellation);
        }
        // One that begins behind the others' place waits until they have come there.
        if (queue.FilledTo != pumped) return;
        await BindAsync(queue, filter, cancellation);
        queue.State = QueueState.Ready;
    }

    private async Task BindAsync(Mailbox queue, LogFilter filter, CancellationToken cancellation)
    {
        await broker.BindAsync(Mailbox.NameOf(queue.SubscriptionId), queue.Keys, filter.Keys, cancellation);
        queue.Keys = filter.Keys;
    }

    /// <summary>Hands over what is new; true when there is more.</summary>
    private async Task<bool> PumpAsync(EventsDb db, LogHead pumped, long head, DateTimeOffset end, CancellationToken cancellation)
    {
        while (pumped.Sequence < head)
        {
            if (clock.GetUtcNow() >= end) return true;
            var after = pumped.Sequence;
            var page = await db.Log.AsNoTracking().Where(e => e.Sequence > after && e.Sequence <= head).OrderBy(e => e.Sequence).Take(Page)
                .Select(e => new { e.Sequence, e.Division, e.Type, e.CloudEvent }).ToListAsync(cancellation);
            await broker.PublishAsync(
                DepartmentQueues.Exchange,
                page.Select(e => ($"{e.Division[..2]}.{e.Division[2..4]}.{e.Division[4..]}.{e.Type}", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(e.CloudEvent))), cancellation);
            pumped.Sequence = page.Count > 0 ? page[^1].Sequence : head;
            await db.SaveChangesAsync(cancellation);
        }
        return false;
    }
}

/// <summary>A subscription with its queue.</summary>
internal sealed record Tended(Subscription Subscription, Mailbox Queue)
{
    /// <summary>Whether it still has to be filled.</summary>
    public bool IsUnfilled => Queue.State == QueueState.Preparing;
}
