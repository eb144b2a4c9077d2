using System.Text;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Events;

/// <summary>Writes every event of the platform into the log: those that come together in one transaction.</summary>
public sealed class EventLogConsumer(IDbContextFactory<EventsDb> databases, LogTail tail, Wakes wakes, TimeProvider clock, ILogger<EventLogConsumer> log)
    : EventConsumer<EventsDb>(databases, clock, log), IBatchConsumer
{
    private readonly IDbContextFactory<EventsDb> _databases = databases;

    /// <inheritdoc />
    public override string Name => "events.log";

    /// <inheritdoc />
    public int MostTogether => 500;

    /// <inheritdoc />
    public async Task DeliverAsync(IReadOnlyList<ReceivedEvent> received, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var ids = received.Select(e => e.Id).Distinct().ToArray();
        var known = (await db.Log.Where(e => EF.Parameter(ids).Contains(e.EventId)).Select(e => e.EventId).ToListAsync(cancellation)).ToHashSet();
        var fresh = received.Where(e => known.Add(e.Id)).ToList();
        if (fresh.Count == 0) return;
        var head = await db.Head.SingleAsync(h => h.Id == LogHead.Log, cancellation);
        db.InsertMany([.. fresh.Select((e, i) => Entry(e, head.Sequence + 1 + i))]);
        head.Sequence += fresh.Count;
        await db.SaveChangesAsync(cancellation);
        Tell();
    }

    /// <inheritdoc />
    protected override async Task ApplyAsync(EventsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        // It may have come among many before, of which no inbox entry was kept: the log itself knows its identifier.
        if (await db.Log.AnyAsync(e => e.EventId == received.Id, cancellation)) return;
        var head = await db.Head.SingleAsync(h => h.Id == LogHead.Log, cancellation);
        head.Sequence++;
        db.Log.Add(Entry(received, head.Sequence));
    }

    /// <inheritdoc />
    protected override void Committed(ReceivedEvent received) => Tell();

    private static LogEntry Entry(ReceivedEvent received, long sequence) => new()
    {
        Sequence = sequence, EventId = received.Id, Type = received.Name, Subject = received.Subject, Division = received.Division,
        Time = received.Time, CloudEvent = Encoding.UTF8.GetString(received.Body.Span),
    };

    private void Tell()
    {
        tail.Nudge();
        wakes.Pump.Set();
    }
}

/// <summary>What wakes background work of the service.</summary>
public sealed class Wakes
{
    /// <summary>Wakes the one who fills queues.</summary>
    public Wake Pump { get; } = new();
}
