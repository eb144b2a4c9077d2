using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Follows what a penalty brings about: an effect is done when the service that owes it says so, and never before.</summary>
public sealed class PenaltyEffectConsumer(IDbContextFactory<SupervisionDb> databases, TimeProvider clock, ILogger<PenaltyEffectConsumer> log)
    : EventConsumer<SupervisionDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "supervision.penalty-effects";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.penalty-effect-confirmed", "#.consequence-confirmed", "#.edition-published"];

    /// <inheritdoc />
    protected override Task ApplyAsync(SupervisionDb db, ReceivedEvent received, CancellationToken cancellation) => CloudEvents.DataOf(received) switch
    {
        PenaltyEffectConfirmed fact => ConfirmAsync(db, fact, cancellation),
        ConsequenceConfirmed fact => ConfirmAsync(db, fact, cancellation),
        EditionPublished fact => PublishedAsync(db, fact, cancellation),
        _ => Task.CompletedTask,
    };

    private async Task ConfirmAsync(SupervisionDb db, PenaltyEffectConfirmed fact, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        // Parked for operators: a service confirms what nobody asked for.
        var effect = await db.Set<PenaltyEffect>().FindAsync([Guid.Parse(fact.EffectId)], cancellation) ?? throw new InvalidOperationException("There is no such effect.");
        effect.Confirm(fact.Done, fact.Note, now);
        var consequences = fact.Consequences ?? [];
        if (consequences.Count == 0) return;
        var penalty = await db.Set<PenaltyCase>().SingleAsync(p => p.Id == effect.PenaltyId, cancellation);
        foreach (var owed in consequences)
        {
            if (await db.Set<PenaltyEffect>().AnyAsync(e => e.Reference == owed.ConsequenceId, cancellation)) continue;
            var further = PenaltyEffect.Request(
                penalty, EnumMap<Wire.PenaltyEffectKind, PenaltyEffectKind>.FromWord(owed.Kind), owed.Service, PenaltyMapping.LawOf(penalty, _clock.Today()), now, owed.ConsequenceId, owed.DueDate);
            db.Add(further);
            if (await db.Set<HeardConsequence>().FindAsync([Guid.Parse(owed.ConsequenceId)], cancellation) is { } heard) further.Confirm(true, heard.Note, now);
        }
    }

    private async Task ConfirmAsync(SupervisionDb db, ConsequenceConfirmed fact, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var effect = await db.Set<PenaltyEffect>().SingleOrDefaultAsync(e => e.Reference == fact.ConsequenceId, cancellation);
        effect?.Confirm(true, fact.Note ?? "", now);
        if (effect is not null || await db.Set<HeardConsequence>().FindAsync([Guid.Parse(fact.ConsequenceId)], cancellation) is not null) return;
        // Most consequences are of no penalty; which are is told by another service, perhaps later.
        db.Add(new HeardConsequence { Id = Guid.Parse(fact.ConsequenceId), Note = Cut(fact.Note), At = now.UtcDateTime });
    }

    /// <summary>An edition shows whoever was on the black list when it was made.</summary>
    private async Task PublishedAsync(SupervisionDb db, EditionPublished fact, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var waiting = await db.Set<PenaltyEffect>().Where(e => e.Kind == PenaltyEffectKind.ListEdition && e.State == PenaltyEffectState.Requested && e.Division == fact.Division).ToListAsync(cancellation);
        var penalties = waiting.Select(e => e.PenaltyId).ToArray();
        var listed = await db.Set<PenaltyEffect>().Where(e => e.Kind == PenaltyEffectKind.BlackList && e.State == PenaltyEffectState.Done && penalties.Contains(e.PenaltyId))
            .ToDictionaryAsync(e => e.PenaltyId, e => e.ConfirmedAt, cancellation);
        foreach (var effect in waiting)
        {
            if (listed.TryGetValue(effect.PenaltyId, out var at) && ChinaDay.Of(at!.Value.UtcDateTime) <= fact.PublishedOn) effect.Confirm(true, $"名单第{fact.Number}期已公布", now);
        }
    }

    private static string Cut(string? note) => note is null ? "" : note.Length <= 500 ? note : note[..500];
}

/// <summary>Finds steps and effects that are late, and announces each once.</summary>
internal sealed class PenaltyDeadlines(TimeProvider clock)
{
    private const int Batch = 200;
    private static readonly TimeSpan HeardKept = TimeSpan.FromDays(60);

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var more = await StepsAsync(db, now, today, cancellation) | await EffectsAsync(db, now, today, cancellation);
        await ReconcileAsync(db, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        var past = now.UtcDateTime - HeardKept;
        await db.Set<HeardConsequence>().Where(h => h.At < past).ExecuteDeleteAsync(cancellation);
        return more;
    }

    private static async Task<bool> StepsAsync(SupervisionDb db, DateTimeOffset now, DateOnly today, CancellationToken cancellation)
    {
        // Until the decision there is one term, told once, whatever the state.
        var late = await db.Set<PenaltyCase>()
            .Where(p => p.DueDate != null && p.DueDate < today && (p.LateState == null || (p.LateState != p.State && p.State != PenaltyState.Proposed && p.State != PenaltyState.Notified)))
            .OrderBy(p => p.DueDate).ThenBy(p => p.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var one in late.Where(p => p.MarkOverdue(today, now)))
        {
            db.Announce(SupervisionModule.ServiceName, $"penalties/{one.Id}", one.Version, now.UtcDateTime, new PenaltyStepOverdue
            {
                Division = one.Division, PenaltyId = $"{one.Id}", State = EnumMap<Wire.PenaltyState, PenaltyState>.Word(one.State), DueDate = one.DueDate!.Value,
                UnpaidFen = Math.Max(0, one.FineFen - one.PaidFen),
            });
        }
        return late.Count == Batch;
    }

    private static async Task<bool> EffectsAsync(SupervisionDb db, DateTimeOffset now, DateOnly today, CancellationToken cancellation)
    {
        var late = await db.Set<PenaltyEffect>().Where(e => e.State == PenaltyEffectState.Requested && e.DueDate != null && e.DueDate < today && !e.Overdue)
            .OrderBy(e => e.DueDate).ThenBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var effect in late.Where(e => e.MarkOverdue(today, now)))
        {
            db.Announce(SupervisionModule.ServiceName, $"penaltyEffects/{effect.Id}", effect.Version, now.UtcDateTime, new PenaltyEffectOverdue
            {
                Division = effect.Division, EffectId = $"{effect.Id}", PenaltyId = $"{effect.PenaltyId}", Kind = EnumMap<Wire.PenaltyEffectKind, PenaltyEffectKind>.Word(effect.Kind),
                Service = effect.Service, DueDate = effect.DueDate!.Value,
            });
        }
        return late.Count == Batch;
    }

    /// <summary>Two events that passed each other at the same moment see neither the other's row: what was heard is looked up again.</summary>
    private static async Task ReconcileAsync(SupervisionDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await db.Set<PenaltyEffect>().Where(e => e.State == PenaltyEffectState.Requested && e.Reference != null).OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellation);
        if (waiting.Count == 0) return;
        var ids = waiting.Select(e => Guid.Parse(e.Reference!)).ToArray();
        var heard = await db.Set<HeardConsequence>().Where(h => ids.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Note, cancellation);
        foreach (var effect in waiting)
            if (heard.TryGetValue(Guid.Parse(effect.Reference!), out var note)) effect.Confirm(true, note, now);
    }
}
