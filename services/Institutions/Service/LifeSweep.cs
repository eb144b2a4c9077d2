using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Institutions;

/// <summary>Announces, each once, what was owed and not done in time, and ends black entries whose term is over.</summary>
internal sealed class LifeSweep(TimeProvider clock, AnswerCache cache)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaDay.Of(now);
        var consequences = await MarkConsequencesAsync(db, today, now, cancellation);
        var terms = await MarkTermsAsync(db, today, now, cancellation);
        var entries = await EndEntriesAsync(db, today, now, cancellation);
        if (consequences + terms + entries == 0) return false;
        await db.SaveChangesAsync(cancellation);
        if (entries > 0) cache.Renew(DirectoryGrpc.WhiteList);
        return consequences == Batch || terms == Batch || entries == Batch;
    }

    private static async Task<int> MarkConsequencesAsync(InstitutionsDb db, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var late = await db.Consequences
            .Where(c => c.DueDate != null && c.DueDate < today && !c.Overdue && c.ConfirmedAt == null)
            .OrderBy(c => c.DueDate).Take(Batch).ToListAsync(cancellation);
        foreach (var consequence in late.Where(c => c.MarkOverdue(today)))
        {
            db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(consequence), consequence.Version, now, new ConsequenceOverdue
            {
                Division = consequence.Division,
                ConsequenceId = consequence.Id.ToString(),
                InstitutionId = consequence.InstitutionId.ToString(),
                Kind = LifeMapping.KindOf(consequence),
                Service = consequence.Service,
                DueDate = consequence.DueDate!.Value,
            });
        }
        return late.Count;
    }

    private static async Task<int> MarkTermsAsync(InstitutionsDb db, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var late = await db.Institutions
            .Where(i => i.RectifyBy != null && i.RectifyBy < today && !i.RectificationOverdue)
            .OrderBy(i => i.RectifyBy).Take(Batch).ToListAsync(cancellation);
        foreach (var institution in late.Where(i => i.MarkRectificationOverdue(today)))
        {
            db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(institution), institution.Version, now, new RectificationTermPassed
            {
                Division = institution.Division,
                InstitutionId = institution.Id.ToString(),
                Name = institution.Name,
                RectifyBy = institution.RectifyBy!.Value,
            });
        }
        return late.Count;
    }

    private static async Task<int> EndEntriesAsync(InstitutionsDb db, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var over = await db.ListEntries.Where(e => e.EndsOn != null && e.EndsOn < today && !e.Ended)
            .OrderBy(e => e.EndsOn).Take(Batch).ToListAsync(cancellation);
        foreach (var entry in over)
        {
            entry.End("列入期限届满", entry.EndsOn!.Value);
            db.Announce(InstitutionsModule.ServiceName, LifeMapping.NameOf(entry), entry.Version, now, LifeMapping.Left(entry));
        }
        return over.Count;
    }
}
