using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>
/// What time brings about: silence that counts as consent, months that end, days that pass, money that is owed. Each turn
/// sees to one institution, in a transaction that holds its turn.
/// </summary>
internal sealed class CustodySweep(TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Institutions to a turn, each in a transaction of its own: a turn must end before its lease does.</summary>
    private const int Few = 50;

    /// <summary>Who sees to differences; the contract lets the same departments settle them.</summary>
    private static readonly string[] Supervisors = ["EDUCATION", "FINANCIAL_REGULATION"];

    private const string By = "clock";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Lessons on which families were silent count as confirmed.</summary>
    public async Task<bool> DeemLessonsAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var due = db.Set<Lesson>().Where(l => l.State == LessonState.Reported && l.DeemedOn != null && l.DeemedOn <= today)
            .Join(db.Set<PrepaidContract>().Where(c => c.State == ContractState.Running), l => l.Contract, c => c.Id, (lesson, contract) => new { lesson, contract.Agreement });
        var agreement = await due.OrderBy(d => d.lesson.DeemedOn).Select(d => (Guid?)d.Agreement).FirstOrDefaultAsync(cancellation);
        if (agreement is not { } id) return false;
        var acts = await CustodyActs.BeginAsync(db, id, Now, By, cancellation);
        var lessons = await due.Where(d => d.Agreement == id).OrderBy(d => d.lesson.Id).Take(Batch).Select(d => d.lesson).ToListAsync(cancellation);
        var ids = lessons.Select(l => l.Contract).Distinct().ToArray();
        var contracts = await db.Set<PrepaidContract>().Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
        foreach (var lesson in lessons)
        {
            lesson.Confirm(LessonState.Deemed, acts.Now);
            contracts[lesson.Contract].Confirm(acts.Now);
        }
        if (acts.Agreement.Release == ReleaseMode.PerLesson) await acts.SettleAsync([.. contracts.Values], cancellation);
        acts.Announce(CustodyActs.NameOf(acts.Agreement), acts.Agreement.Version, new LessonsDeemedConfirmed
        {
            Division = acts.Agreement.Division, AgreementId = $"{id}", InstitutionCode = acts.Agreement.InstitutionCode, Lessons = lessons.Count,
        });
        await CommitAsync(db, cancellation);
        return true;
    }

    /// <summary>Releases what waits: of months that are over, and what an order had stopped.</summary>
    public async Task<bool> SettleAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var monthBegan = new DateOnly(today.Year, today.Month, 1);
        var waiting = db.Set<PrepaidContract>().Where(c => c.State == ContractState.Running && c.Settled < c.Confirmed)
            .Join(db.Set<Agreement>().Where(a => a.State == AgreementState.Open), c => c.Agreement, a => a.Id, (contract, agreement) => new { contract, agreement.Release, agreement.Id })
            .Where(w => w.Release == ReleaseMode.PerLesson
                || db.Set<Lesson>().Count(l => l.Contract == w.contract.Id && (l.State == LessonState.Confirmed || l.State == LessonState.Deemed) && l.TaughtOn < monthBegan) > w.contract.Settled);
        var first = await waiting.Select(w => new { w.Id, w.Release }).FirstOrDefaultAsync(cancellation);
        if (first is null) return false;
        var acts = await CustodyActs.BeginAsync(db, first.Id, Now, By, cancellation);
        var contracts = await waiting.Where(w => w.Id == first.Id).OrderBy(w => w.contract.Id).Take(Batch).Select(w => w.contract).ToListAsync(cancellation);
        await acts.SettleAsync(contracts, cancellation);
        await CommitAsync(db, cancellation);
        return true;
    }

    /// <summary>An institution's silence on a refund counts as consent.</summary>
    public async Task<bool> DeemRefundsAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var due = await db.Set<Refund>().Where(r => r.State == RefundState.Asked && r.AnswerBy != null && r.AnswerBy < today).OrderBy(r => r.AnswerBy)
            .Join(db.Set<PrepaidContract>(), r => r.Contract, c => c.Id, (refund, contract) => new { refund.Id, contract.Agreement })
            // What an order has stopped is not agreed behind its back.
            .Where(d => !db.Owners.Any(o => o.Id == d.Agreement && o.Stop == LedgerStop.All))
            .FirstOrDefaultAsync(cancellation);
        if (due is null) return false;
        var acts = await CustodyActs.BeginAsync(db, due.Agreement, Now, By, cancellation);
        var refund = await db.Set<Refund>().SingleAsync(r => r.Id == due.Id, cancellation);
        if (refund.State == RefundState.Asked)
        {
            var contract = await db.Set<PrepaidContract>().SingleAsync(c => c.Id == refund.Contract, cancellation);
            await acts.GiveBackAsync(refund, contract, deemed: true, "逾期未答复，视为同意退费", cancellation);
        }
        await CommitAsync(db, cancellation);
        return true;
    }

    /// <summary>Announces refunds whose last day for the payment has passed.</summary>
    public async Task<bool> MarkOverdueAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var late = await db.Set<Refund>()
            .Where(r => (r.State == RefundState.Asked || r.State == RefundState.Refused || r.State == RefundState.Agreed) && !r.Overdue && r.PayBy != null && r.PayBy < today)
            .OrderBy(r => r.PayBy).Take(Batch).ToListAsync(cancellation);
        foreach (var refund in late.Where(r => r.MarkOverdue(today, Now)))
            db.Announce(CustodyModule.ServiceName, CustodyActs.NameOf(refund), refund.Version, Now, new RefundOverdue
            {
                Division = refund.Division, RefundId = $"{refund.Id}", ContractId = $"{refund.Contract}", InstitutionCode = refund.InstitutionCode, PayBy = refund.PayBy!.Value,
            });
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }

    /// <summary>Tells banks to pay institutions what was released.</summary>
    public async Task<bool> PayOutAsync(CustodyDb db, CancellationToken cancellation)
    {
        var owing = await db.Set<Agreement>().AsNoTracking().Where(a => a.OwedFen > 0 && a.State != AgreementState.Frozen).OrderBy(a => a.UpdatedAt)
            .Select(a => a.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var id in owing)
        {
            var acts = await CustodyActs.BeginAsync(db, id, Now, By, cancellation);
            if (acts.Agreement.State != AgreementState.Frozen) await acts.PayOutAsync(cancellation);
            await CommitAsync(db, cancellation);
        }
        return false;
    }

    /// <summary>Tells departments of differences that nobody sees to.</summary>
    public async Task<bool> EscalateAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var due = await db.Set<Difference>().Where(d => d.State != DifferenceState.Settled && d.EscalatesOn != null && d.EscalatesOn <= today)
            .OrderBy(d => d.EscalatesOn).Take(Batch).ToListAsync(cancellation);
        foreach (var difference in due)
        {
            if (difference.Escalate(Law.Current.At(DivisionCode.Parse(difference.Division), today), Now) is not { } finding) continue;
            db.Announce(CustodyModule.ServiceName, $"differences/{difference.Id}", difference.Version, Now, new ReconciliationDifferenceEscalated
            {
                Division = difference.Division, DifferenceId = $"{difference.Id}", AgreementId = $"{difference.Agreement}", InstitutionCode = difference.InstitutionCode,
                Kind = EnumMap<Wire.DifferenceKind, DifferenceKind>.Word(difference.Kind), Side = EnumMap<Wire.StatementSide, StatementSide>.Word(difference.Side),
                Day = difference.Day, GapFen = difference.GapFen, Level = difference.Escalations == 1 ? "COUNTY" : "CITY", Departments = Supervisors, Finding = finding.ToFact(),
            });
        }
        try
        {
            if (due.Count > 0) await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone settled one of them meanwhile: the next turn takes the others up again.
            return false;
        }
        return due.Count > 0;
    }

    /// <summary>Looks at the balances of institutions once a day: the months that a minimum is counted from pass by themselves.</summary>
    public async Task<bool> WatchAsync(CustodyDb db, CancellationToken cancellation)
    {
        var today = clock.Today();
        var waiting = await db.Set<Agreement>().AsNoTracking().Where(a => a.WatchedOn == null || a.WatchedOn < today).OrderBy(a => a.Id)
            .Select(a => a.Id).Take(Few).ToListAsync(cancellation);
        foreach (var id in waiting)
        {
            var acts = await CustodyActs.BeginAsync(db, id, Now, By, cancellation);
            await acts.WatchBalanceAsync(cancellation);
            await CommitAsync(db, cancellation);
        }
        return waiting.Count == Few;
    }

    private static async Task CommitAsync(CustodyDb db, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await db.Database.CommitTransactionAsync(cancellation);
    }
}
