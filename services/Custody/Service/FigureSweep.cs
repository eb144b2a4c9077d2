using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Custody;

/// <summary>Counts once a day what each institution holds for how many pupils, and announces what has changed.</summary>
internal sealed class FigureSweep(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> CountAsync(CustodyDb db, CancellationToken cancellation)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow().UtcDateTime);
        var due = await db.Set<Agreement>().AsNoTracking().Where(a => !db.Set<CountedFigures>().Any(f => f.Agreement == a.Id && f.CountedOn >= today))
            .OrderBy(a => a.Id).Take(Batch).Select(a => new { a.Id, a.Division, a.InstitutionId, a.InstitutionCode }).ToListAsync(cancellation);
        if (due.Count == 0) return false;
        var ids = due.Select(a => a.Id).ToArray();
        var known = await db.Set<CountedFigures>().Where(f => EF.Parameter(ids).Contains(f.Agreement)).ToDictionaryAsync(f => f.Agreement, cancellation);
        var counted = await ReadAsync(db, ids, cancellation);
        foreach (var agreement in due)
        {
            var found = counted(agreement.Id);
            if (!known.TryGetValue(agreement.Id, out var row)) db.Add(row = new CountedFigures { Agreement = agreement.Id });
            if (row.Take(found, today))
                db.Announce(CustodyModule.ServiceName, $"agreements/{agreement.Id}/figures", row.Version, now, new InstitutionFiguresCounted
                {
                    Division = agreement.Division, InstitutionId = agreement.InstitutionId, InstitutionCode = agreement.InstitutionCode,
                    Enrolled = found.Pupils, PrepaidFen = found.HeldFen, BalanceFen = found.BalanceFen,
                });
        }
        await db.SaveChangesAsync(cancellation);
        return due.Count == Batch;
    }

    /// <summary>Money of institutions by the ledger; pupils once each, however many contracts they have.</summary>
    private static async Task<Func<Guid, Figures>> ReadAsync(CustodyDb db, Guid[] agreements, CancellationToken cancellation)
    {
        var sums = await db.Accounts.Where(a => EF.Parameter(agreements).Contains(a.Owner) && (a.Kind == AccountKind.Held || a.Kind == AccountKind.Custody || a.Kind == AccountKind.Reserve))
            .GroupBy(a => new { a.Owner, a.Kind }).Select(g => new { g.Key.Owner, g.Key.Kind, Fen = g.Sum(a => a.Received - a.Given) }).ToListAsync(cancellation);
        var money = sums.ToLookup(s => s.Owner);
        var pupils = await db.Set<PrepaidContract>().Where(c => EF.Parameter(agreements).Contains(c.Agreement) && c.State != ContractState.Closed)
            .Select(c => new { c.Agreement, c.PupilHash }).Distinct().GroupBy(c => c.Agreement).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return id => new Figures(
            pupils.GetValueOrDefault(id), money[id].Where(m => m.Kind == AccountKind.Held).Sum(m => m.Fen), money[id].Where(m => m.Kind != AccountKind.Held).Sum(m => m.Fen));
    }
}

/// <summary>What was counted of an institution.</summary>
/// <param name="Pupils">Pupils with a contract that is not closed.</param>
/// <param name="HeldFen">Prepaid money not taught for, fen.</param>
/// <param name="BalanceFen">What the special account and the reserve hold, fen.</param>
internal sealed record Figures(int Pupils, long HeldFen, long BalanceFen);

/// <summary>Figures that were announced last, and the day on which they were counted.</summary>
internal sealed class CountedFigures
{
    public required Guid Agreement { get; init; }

    public int Pupils { get; private set; }

    public long HeldFen { get; private set; }

    public long BalanceFen { get; private set; }

    public DateOnly CountedOn { get; private set; }

    /// <summary>Grows with each announcement.</summary>
    public long Version { get; private set; }

    /// <returns>Whether there is something to announce: the first figures, or others than before.</returns>
    public bool Take(Figures found, DateOnly today)
    {
        CountedOn = today;
        if (Version > 0 && found == new Figures(Pupils, HeldFen, BalanceFen)) return false;
        (Pupils, HeldFen, BalanceFen) = (found.Pupils, found.HeldFen, found.BalanceFen);
        Version++;
        return true;
    }
}

internal sealed class CountedFiguresTable : IEntityTypeConfiguration<CountedFigures>
{
    public void Configure(EntityTypeBuilder<CountedFigures> row)
    {
        row.ToTable("counted_figures");
        row.HasKey(f => f.Agreement);
        row.Property(f => f.Agreement).ValueGeneratedNever();
        row.Property(f => f.Version).IsConcurrencyToken();
    }
}
