using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Tickets: codes of 100 random bits, kept as keyed hashes.</summary>
internal static class SurveyTickets
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;

    /// <summary>A new code.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Hash to store. A ring of keys that moves on makes no other of it: nothing is kept that it could be made from.</summary>
    public static string HashOf(string code, PersonalData keys) => keys.Hash(Plain(code));

    /// <summary>Hashes under which a ticket may be kept.</summary>
    public static string[] HashesOf(string code, PersonalData keys) => [.. keys.HashesToFind(Plain(code))];

    private static string Plain(string code) => $"ticket/{new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])}";
}

/// <summary>
/// Takes answers. The ticket is marked and the answers go sealed into the urn in one commit; no audit row, no stored answer, no
/// event, no time is written, so nothing in the database says when or by what call an answer came. Those that come at the same
/// time are one commit, in the order of their random keys.
/// </summary>
public sealed class SurveyUrn(IDbContextFactory<SupervisionDb> databases, PersonalData keys, TimeProvider clock)
{
    private const int Most = 128;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _busy;

    /// <summary>Takes the answers of a ticket.</summary>
    /// <exception cref="Refusal">SURVEY_TICKET_SPENT, SURVEY_ROUND_STATE.</exception>
    internal async Task HandInAsync(SurveyTicket ticket, string digits, CancellationToken cancellation)
    {
        var own = new Waiting(ticket, keys.Protect(digits));
        if (Join(own)) using (ExecutionContext.SuppressFlow()) _ = Task.Run(EmptyAsync, CancellationToken.None);
        if (!await own.Done.Task.WaitAsync(cancellation)) throw SurveyRefusals.Spent();
    }

    private bool Join(Waiting own)
    {
        lock (_gate)
        {
            _waiting.Enqueue(own);
            return !_busy && (_busy = true);
        }
    }

    private async Task EmptyAsync()
    {
        while (Next() is { Count: > 0 } group)
        {
            if (await TryAsync(group) || group.Count == 1) continue;
            // One of them was spent, or met another: each is taken by itself, so that it is nobody else's failure.
            foreach (var one in group) await TryAsync([one]);
        }
    }

    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var group = new List<Waiting>();
            while (group.Count < Most && _waiting.TryDequeue(out var next)) group.Add(next);
            if (group.Count == 0) _busy = false;
            return group;
        }
    }

    /// <summary>Takes all of them or none; of one alone, tells it.</summary>
    private async Task<bool> TryAsync(List<Waiting> group)
    {
        try
        {
            var taken = await StoreAsync(group);
            if (taken || group.Count == 1) group.ForEach(w => w.Done.TrySetResult(taken));
            return taken;
        }
        catch (Exception e)
        {
            if (group.Count == 1) group[0].Done.TrySetException(e);
            return false;
        }
    }

    private async Task<bool> StoreAsync(List<Waiting> group)
    {
        await using var db = await databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var hashes = group.Select(w => w.Ticket.Hash).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (await db.Set<SurveyTicket>().Where(t => EF.Parameter(hashes).Contains(t.Hash) && !t.Spent).ExecuteUpdateAsync(set => set.SetProperty(t => t.Spent, true)) != group.Count) return false;
        var (rounds, today) = (group.Select(w => w.Ticket.RoundId).Distinct().ToArray(), clock.Today());
        foreach (var round in await db.Set<SurveyRound>().AsNoTracking().Where(r => EF.Parameter(rounds).Contains(r.Id)).ToListAsync()) round.MustTakeAnswers(today);
        db.InsertMany([.. group.Select(w => new SealedAnswers
        {
            Id = Guid.NewGuid(), RoundId = w.Ticket.RoundId, SchoolCode = w.Ticket.SchoolCode, Division = w.Ticket.Division, Audience = w.Ticket.Audience, Cipher = w.Cipher,
        }).OrderBy(a => a.Id)]);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    private sealed record Waiting(SurveyTicket Ticket, string Cipher)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>
/// Empties the urn: answers of a school's audience become counts together, never fewer than the law calls a small group. What
/// is left of a round that has ended is counted with its school when that has enough, else with its county, else with the
/// round; fewer than a small group in a whole round are dropped.
/// </summary>
internal sealed class SurveyCounting(PersonalData keys, TimeProvider clock)
{
    private const int MostTogether = 2000;

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        foreach (var over in await db.Set<SurveyRound>().Where(r => r.State == SurveyRoundState.Open && r.To < today).ToListAsync(cancellation))
        {
            over.Close(clock.GetUtcNow());
            db.Announce(
                SupervisionModule.ServiceName, $"{Surveys.Name}/{over.Id}", over.Version, clock.GetUtcNow().UtcDateTime, new Contracts.SurveyRoundClosed { Division = over.Division, RoundId = $"{over.Id}" });
        }
        await db.SaveChangesAsync(cancellation);
        var ids = await db.Set<SealedAnswers>().Select(a => a.RoundId).Distinct().ToListAsync(cancellation);
        var rounds = await db.Set<SurveyRound>().Where(r => ids.Contains(r.Id) || (r.State == SurveyRoundState.Closed && !r.Counted)).AsNoTracking().ToListAsync(cancellation);
        var more = false;
        foreach (var round in rounds) more |= await EmptyAsync(db, round, cancellation);
        return more;
    }

    private async Task<bool> EmptyAsync(SupervisionDb db, SurveyRound round, CancellationToken cancellation)
    {
        var least = Law.Current.At(DivisionCode.Parse(round.Division), round.From).Limit(Law.SurveySmallGroup)?.Value ?? int.MaxValue;
        var groups = await db.Set<SealedAnswers>().Where(a => a.RoundId == round.Id).GroupBy(a => new { a.Division, a.SchoolCode, a.Audience })
            .Select(g => new { g.Key.Division, g.Key.SchoolCode, g.Key.Audience, Count = g.Count() }).ToListAsync(cancellation);
        var more = false;
        foreach (var group in groups.Where(g => g.Count >= least))
            more |= await CountAsync(db, round, new(group.Division, group.SchoolCode, group.Audience), [group.SchoolCode], least, cancellation);
        if (more || round.State == SurveyRoundState.Open) return more;
        await CountRestAsync(db, round, least, cancellation);
        await db.Set<SurveyRound>().Where(r => r.Id == round.Id && !r.Counted)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Counted, true).SetProperty(r => r.Version, r => r.Version + 1), cancellation);
        return false;
    }

    private async Task CountRestAsync(SupervisionDb db, SurveyRound round, int least, CancellationToken cancellation)
    {
        var rest = await db.Set<SealedAnswers>().AsNoTracking().Where(a => a.RoundId == round.Id).ToListAsync(cancellation);
        var counted = (await db.Set<SurveyCount>().AsNoTracking().Where(c => c.RoundId == round.Id && c.Question == SurveyTally.All && c.Option == SurveyTally.Persons).ToListAsync(cancellation))
            .ToDictionary(c => new Group(c.Division, c.SchoolCode, c.Audience), c => c.Amount);
        IEnumerable<(Group Group, List<SealedAnswers> Rows)> At(Func<SealedAnswers, Group> place) => rest.GroupBy(place).Select(g => (g.Key, g.ToList())).ToList();
        foreach (var place in new Func<SealedAnswers, Group>[] { a => new(a.Division, a.SchoolCode, a.Audience), a => new(a.Division, "", a.Audience), a => new(round.Division, "", a.Audience) })
        {
            foreach (var (group, rows) in At(place).Where(g => g.Rows.Count + counted.GetValueOrDefault(g.Group) >= least))
            {
                await CountAsync(db, round, group, rows, cancellation);
                rest = [.. rest.Except(rows)];
            }
        }
        var left = rest.Select(a => a.Id).ToArray();
        await db.Set<SealedAnswers>().Where(a => EF.Parameter(left).Contains(a.Id)).ExecuteDeleteAsync(cancellation);
    }

    private async Task<bool> CountAsync(SupervisionDb db, SurveyRound round, Group group, string[] schools, int least, CancellationToken cancellation)
    {
        var rows = await db.Set<SealedAnswers>().AsNoTracking()
            .Where(a => a.RoundId == round.Id && a.Division == group.Division && schools.Contains(a.SchoolCode) && a.Audience == group.Audience)
            .OrderBy(a => a.Id).Take(MostTogether).ToListAsync(cancellation);
        if (rows.Count < least) return false;
        await CountAsync(db, round, group, rows, cancellation);
        return rows.Count == MostTogether;
    }

    private async Task CountAsync(SupervisionDb db, SurveyRound round, Group group, List<SealedAnswers> rows, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var sums = SurveyTally.Count(round.For(group.Audience)!, rows.Select(r => keys.Reveal(r.Cipher)));
        var known = await db.Set<SurveyCount>().Where(c => c.RoundId == round.Id && c.Division == group.Division && c.SchoolCode == group.SchoolCode && c.Audience == group.Audience)
            .ToDictionaryAsync(c => (c.Question, c.Option), cancellation);
        // In the order of their names: the place of a row must not tell what was answered first.
        foreach (var (key, amount) in sums.OrderBy(s => s.Key.Question, StringComparer.Ordinal).ThenBy(s => s.Key.Option, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(key, out var count))
            {
                db.Add(count = new SurveyCount
                {
                    RoundId = round.Id, Division = group.Division, SchoolCode = group.SchoolCode, Audience = group.Audience, Question = key.Question, Option = key.Option,
                });
            }
            count.Amount += amount;
            count.Version++;
        }
        await db.SaveChangesAsync(cancellation);
        var done = rows.Select(r => r.Id).ToArray();
        // Another replica that holds the lease too soon has counted the same: only one of both may.
        if (await db.Set<SealedAnswers>().Where(a => EF.Parameter(done).Contains(a.Id)).ExecuteDeleteAsync(cancellation) == done.Length) await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private sealed record Group(string Division, string SchoolCode, SurveyAudience Audience);
}
