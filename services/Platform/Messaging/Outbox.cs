using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>An event that was committed with the state it tells of, and still has to be sent.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; init; }

    public required string Subject { get; init; }

    public required string RoutingKey { get; init; }

    public required byte[] Body { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>Carries events away from the outbox: to a broker, or to the consumers in this process.</summary>
public interface IEventTransport
{
    /// <summary>
    /// Delivers one event. Returns only when it is safe elsewhere: confirmed by the broker, or committed
    /// by every consumer. Throws when that is not known.
    /// </summary>
    Task SendAsync(string routingKey, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellation);
}

/// <summary>
/// Sends what stands in the outbox, oldest first. A row leaves the table only after its delivery is
/// confirmed, so a crash or an outage at any point means a second delivery with the same id, never a
/// loss. Events of one subject go one after the other; subjects go side by side.
/// </summary>
internal sealed class OutboxSender<TDb>(IEventTransport transport, ILogger<OutboxSender<TDb>> log)
    where TDb : PlatformDb
{
    private const int Batch = 500;

    public async Task<bool> SendBatchAsync(TDb db, CancellationToken cancellation)
    {
        var waiting = await db.Outbox.AsNoTracking().OrderBy(m => m.Id).Take(Batch).ToListAsync(cancellation);
        if (waiting.Count == 0) return false;
        var sent = (await Task.WhenAll(waiting
            .GroupBy(m => m.Subject, StringComparer.Ordinal)
            .Select(subject => SendInOrderAsync(subject, cancellation)))).SelectMany(ids => ids).ToList();
        if (sent.Count > 0)
        {
            // Not cancelled with the turn: what was delivered must not be delivered again if it can be helped.
            await db.Outbox.Where(m => sent.Contains(m.Id)).ExecuteDeleteAsync(CancellationToken.None);
        }
        if (sent.Count < waiting.Count)
            throw new EventsUndeliveredException(waiting.Count - sent.Count);
        return waiting.Count == Batch;
    }

    private async Task<List<long>> SendInOrderAsync(IEnumerable<OutboxMessage> subject, CancellationToken cancellation)
    {
        var sent = new List<long>();
        try
        {
            foreach (var message in subject)
            {
                await transport.SendAsync(message.RoutingKey, message.Body, cancellation);
                sent.Add(message.Id);
            }
        }
        catch (Exception e)
        {
            // The rest of this subject waits, so that its order is kept; the loop tries again.
            log.LogWarning("An event stays in the outbox: {Failure}", e.GetType().Name);
        }
        return sent;
    }
}

/// <summary>Some events could not be delivered and stay in the outbox.</summary>
internal sealed class EventsUndeliveredException(int count) : Exception($"{count} events wait for the transport.");
