using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>Says that a consumer has handled an event; written in the consumer's own transaction.</summary>
internal sealed class InboxEntry
{
    public required Guid EventId { get; init; }

    public required string Consumer { get; init; }

    public required DateTime HandledAt { get; init; }
}

/// <summary>An event that a consumer gave up on. Operators see it and hand it over again.</summary>
internal sealed class ParkedMessage
{
    public required Guid EventId { get; init; }

    public required string Consumer { get; init; }

    public required string Type { get; init; }

    public required string Subject { get; init; }

    public required string Failure { get; set; }

    public required int Attempts { get; set; }

    public required byte[] Body { get; init; }

    public required DateTime ParkedAt { get; init; }
}

/// <summary>A consumer as the transports see it.</summary>
public interface IEventConsumer
{
    /// <summary>Name, unique on the platform; names its queue too, for example <c>events.log</c>.</summary>
    string Name { get; }

    /// <summary>Topics it listens to, for example <c>53.#</c> or <c>#.institution-licensed</c>.</summary>
    IReadOnlyList<string> Topics { get; }

    /// <summary>
    /// Handles an event exactly once in effect, however often it is delivered. Returns when it is
    /// committed or parked; throws only when the consumer's database does not answer.
    /// </summary>
    Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation);

    /// <summary>Hands a parked event over again. Returns the kind of failure, or null when it is done.</summary>
    Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation);
}

/// <summary>
/// Base of every consumer. The derived class changes the context; the change and the inbox entry are
/// committed together. A failing event is tried with growing pauses, then parked in this service's
/// database, where the events behind it are not held up.
/// </summary>
/// <typeparam name="TDb">Database of the consuming service.</typeparam>
public abstract class EventConsumer<TDb>(IDbContextFactory<TDb> databases, TimeProvider clock, ILogger log) : IEventConsumer
    where TDb : PlatformDb
{
    private const int Attempts = 10;

    /// <summary>All tries together must fit into one turn of the sender that hands events over in process.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public virtual IReadOnlyList<string> Topics => ["#"];

    /// <summary>Pause before the second try; each further one waits twice as long, at most one second.</summary>
    protected virtual TimeSpan FirstPause => TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Changes the context for one event. Saves nothing itself, unless in a transaction that it begins and that is
    /// committed with the inbox; may be called again after a failure.
    /// </summary>
    protected abstract Task ApplyAsync(TDb db, ReceivedEvent received, CancellationToken cancellation);

    /// <summary>Does something once the change of an event is committed, such as renewing a cache; it must not fail.</summary>
    protected virtual void Committed(ReceivedEvent received)
    {
    }

    /// <inheritdoc />
    public async Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
    {
        using var span = EventTrace.Begin(Name, received);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await HandleOnceAsync(received, replay: false, cancellation);
                return;
            }
            catch (Exception e) when (!e.IsStorageFailure() && !cancellation.IsCancellationRequested)
            {
                log.LogWarning("{Consumer} failed on {Event}, try {Attempt}: {Failure}", Name, received.Name, attempt, e.GetType().Name);
                if (attempt == Attempts)
                {
                    await ParkAsync(received, e, cancellation);
                    return;
                }
                await Task.Delay(PauseAfter(attempt), clock, cancellation);
            }
        }
    }

    /// <inheritdoc />
    public async Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var parked = await db.Parked.SingleOrDefaultAsync(m => m.EventId == eventId && m.Consumer == Name, cancellation);
        if (parked is null) return null;
        try
        {
            await HandleOnceAsync(CloudEvents.Read(parked.Body), replay: true, cancellation);
            return null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            parked.Attempts++;
            parked.Failure = e.GetType().Name;
            await db.SaveChangesAsync(cancellation);
            return parked.Failure;
        }
    }

    private async Task HandleOnceAsync(ReceivedEvent received, bool replay, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Once parked, an event is in the hands of the operators: a further delivery changes nothing.
        if (await HandledBefore(db, [received.Id], besidesParked: !replay).AnyAsync(cancellation)) return;
        var parked = replay ? await db.Parked.SingleOrDefaultAsync(m => m.EventId == received.Id && m.Consumer == Name, cancellation) : null;
        await ApplyAsync(db, received, cancellation);
        db.Inbox.Add(Handled(received));
        if (parked is not null) db.Parked.Remove(parked);
        try
        {
            await db.SaveChangesAsync(cancellation);
            if (db.Database.CurrentTransaction is { } begun) await begun.CommitAsync(cancellation);
            Committed(received);
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            await using var check = await databases.CreateDbContextAsync(cancellation);
            // Another delivery of the same event came first; any other violation is a failure of the consumer.
            if (!await check.Inbox.AnyAsync(x => x.EventId == received.Id && x.Consumer == Name, cancellation)) throw;
        }
    }

    /// <summary>Which of these events were handled already, or, unless they are to be handed over again, are parked: one look.</summary>
    private protected IQueryable<Guid> HandledBefore(TDb db, Guid[] events, bool besidesParked)
    {
        var handled = db.Inbox.Where(e => EF.Parameter(events).Contains(e.EventId) && e.Consumer == Name).Select(e => e.EventId);
        return besidesParked ? handled.Concat(db.Parked.Where(m => EF.Parameter(events).Contains(m.EventId) && m.Consumer == Name).Select(m => m.EventId)) : handled;
    }

    private protected InboxEntry Handled(ReceivedEvent received) => new() { EventId = received.Id, Consumer = Name, HandledAt = clock.GetUtcNow().UtcDateTime };

    private async Task ParkAsync(ReceivedEvent received, Exception failure, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Parked.Add(new ParkedMessage
        {
            EventId = received.Id,
            Consumer = Name,
            Type = received.Name,
            Subject = received.Subject,
            Failure = failure.GetType().Name,
            Attempts = Attempts,
            Body = received.Body.ToArray(),
            ParkedAt = clock.GetUtcNow().UtcDateTime,
        });
        try { await db.SaveChangesAsync(cancellation); }
        catch (DbUpdateException e) when (e.IsUniqueViolation()) { /* parked by an earlier delivery */ }
    }

    private TimeSpan PauseAfter(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * (1 << (attempt - 1))));
}

/// <summary>
/// Base of a consumer that takes the events that have come together in one transaction. When that fails, each is delivered by
/// itself, and the one that is to blame is tried again and parked.
/// </summary>
public abstract class BatchConsumer<TDb>(IDbContextFactory<TDb> databases, TimeProvider clock, ILogger log) : EventConsumer<TDb>(databases, clock, log), IBatchConsumer
    where TDb : PlatformDb
{
    private readonly IDbContextFactory<TDb> _databases = databases;

    /// <inheritdoc />
    public virtual int MostTogether => 500;

    /// <summary>Changes the context for events in their order; as <see cref="ApplyAsync(TDb, ReceivedEvent, CancellationToken)"/>.</summary>
    protected abstract Task ApplyAsync(TDb db, IReadOnlyList<ReceivedEvent> received, CancellationToken cancellation);

    /// <inheritdoc />
    protected sealed override Task ApplyAsync(TDb db, ReceivedEvent received, CancellationToken cancellation) => ApplyAsync(db, [received], cancellation);

    /// <inheritdoc />
    public async Task DeliverAsync(IReadOnlyList<ReceivedEvent> received, CancellationToken cancellation)
    {
        await using var db = await _databases.CreateDbContextAsync(cancellation);
        var known = (await HandledBefore(db, [.. received.Select(e => e.Id)], besidesParked: true).ToListAsync(cancellation)).ToHashSet();
        var fresh = received.Where(e => known.Add(e.Id)).ToList();
        if (fresh.Count == 0) return;
        await ApplyAsync(db, fresh, cancellation);
        db.InsertMany(fresh.ConvertAll(Handled));
        await db.SaveChangesAsync(cancellation);
        if (db.Database.CurrentTransaction is { } begun) await begun.CommitAsync(cancellation);
        fresh.ForEach(Committed);
    }
}
