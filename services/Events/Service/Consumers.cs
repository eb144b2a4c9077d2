using System.Text;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Events;

/// <summary>Writes every event of the platform into the log.</summary>
public sealed class EventLogConsumer(IDbContextFactory<EventsDb> databases, TimeProvider clock, ILogger<EventLogConsumer> log)
    : EventConsumer<EventsDb>(databases, clock, log)
{
    /// <inheritdoc />
    public override string Name => "events.log";

    /// <inheritdoc />
    protected override async Task ApplyAsync(EventsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var head = await db.Head.SingleAsync(cancellation);
        head.Sequence++;
        db.Log.Add(new LogEntry
        {
            Sequence = head.Sequence,
            EventId = received.Id,
            Type = received.Name,
            Subject = received.Subject,
            Division = received.Division,
            Time = received.Time,
            CloudEvent = Encoding.UTF8.GetString(received.Body.Span),
        });
    }
}
