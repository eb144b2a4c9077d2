using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Custody;

/// <summary>
/// One step on the money of one institution, by a caller, a clock or an event. It holds the institution's turn from its
/// beginning to the end of its transaction, so what it reads stays true until it has written.
/// </summary>
internal sealed class CustodyActs
{
    private readonly Action<string, long, DomainEvent> _announce;

    private CustodyActs(CustodyDb db, Agreement agreement, DateTime now, string by, Action<string, long, DomainEvent> announce)
    {
        (Db, Agreement, Now, By, _announce) = (db, agreement, now, by, announce);
        Law = Policy.Law.Current.At(DivisionCode.Parse(agreement.Division), ChinaDay.Of(now));
    }

    public CustodyDb Db { get; }

    public Agreement Agreement { get; }

    public DateTime Now { get; }

    public string By { get; }

    public LawAt Law { get; }

    public DateOnly Today => Law.Date;

    /// <summary>Begins a step of a call.</summary>
    public static Task<CustodyActs> BeginAsync(CustodyDb db, Command command, Guid agreement, CancellationToken cancellation) =>
        BeginAsync(db, agreement, command.Now, command.Caller.Subject, command.Announce, cancellation);

    /// <summary>Begins a step that no caller asks for.</summary>
    public static Task<CustodyActs> BeginAsync(CustodyDb db, Guid agreement, DateTime now, string by, CancellationToken cancellation) =>
        BeginAsync(db, agreement, now, by, (subject, version, fact) => db.Announce(CustodyModule.ServiceName, subject, version, now, fact), cancellation);

    private static async Task<CustodyActs> BeginAsync(
        CustodyDb db, Guid agreement, DateTime now, string by, Action<string, long, DomainEvent> announce, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        if (await LedgerBook.TakeTurnAsync(db, agreement, cancellation) == 0) throw Rejection.NotFound($"agreements/{agreement}");
        // What was read before the turn may have changed since.
        db.ChangeTracker.Clear();
        var found = await db.Set<Agreement>().SingleAsync(a => a.Id == agreement, cancellation);
        return new CustodyActs(db, found, now, by, announce);
    }

    /// <summary>Looks at an agreement without taking a turn; nothing is changed or announced.</summary>
    public static CustodyActs Reading(CustodyDb db, Agreement agreement, DateTime now) => new(db, agreement, now, "", (_, _, _) => { });

    public void Announce(string subject, long version, DomainEvent fact) => _announce(subject, version, fact);

    public Task PostAsync(IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation) => LedgerBook.PostOwnAsync(Db, drafts, Now, By, cancellation);

    /// <summary>Money of contracts as the ledger has it.</summary>
    public async Task<Dictionary<Guid, ContractMoney>> MoneyOfAsync(IReadOnlyCollection<Guid> contracts, CancellationToken cancellation) =>
        await ContractMoneys.ReadAsync(Db, contracts, cancellation);

    /// <summary>Releases what is due for contracts whose lessons are confirmed; nothing while an order has stopped it.</summary>
    public async Task SettleAsync(IReadOnlyList<PrepaidContract> contracts, CancellationToken cancellation)
    {
        if (Agreement.State != AgreementState.Open) return;
        var moneys = await MoneyOfAsync([.. contracts.Select(c => c.Id)], cancellation);
        var due = await DueAsync(contracts, cancellation);
        var drafts = new List<EntryDraft>();
        foreach (var contract in contracts)
        {
            var money = moneys[contract.Id];
            var fen = contract.Settle(due(contract), money, Now);
            if (fen > 0)
            {
                drafts.Add(Draft(contract.Id, AccountKind.Held, AccountKind.Released, fen, EntryKind.Release));
                money = money with { Held = money.Held - fen, Released = money.Released + fen };
                Announce(NameOf(contract), contract.Version, new LessonReleased
                {
                    Division = contract.Division, ContractId = $"{contract.Id}", AgreementId = $"{Agreement.Id}", InstitutionCode = contract.InstitutionCode,
                    Lessons = contract.Confirmed, AmountFen = fen, HeldFen = money.Held,
                });
            }
            CloseWhenDone(contract, money);
        }
        await PostAsync(drafts, cancellation);
        var sum = drafts.Sum(d => d.Fen);
        if (Agreement.BankKeeps && sum > 0) Agreement.Owe(sum, Now);
    }

    /// <summary>Gives back what is agreed, and tells the bank to pay it.</summary>
    public async Task GiveBackAsync(Refund refund, PrepaidContract contract, bool deemed, string answer, CancellationToken cancellation)
    {
        var money = (await MoneyOfAsync([contract.Id], cancellation))[contract.Id];
        var fen = contract.GiveBack(refund.Lessons, money, Now);
        refund.Agree(fen, deemed, answer, Now);
        if (fen > 0)
        {
            await PostAsync([Draft(contract.Id, AccountKind.Held, AccountKind.Refunded, fen, EntryKind.Refund)], cancellation);
            Db.Add(Instruction.Issue(Agreement, InstructionPurpose.Refund, refund.Id, fen, !Agreement.BankKeeps, Now));
        }
        Announce(NameOf(refund), refund.Version, new RefundAgreed
        {
            Division = refund.Division, RefundId = $"{refund.Id}", ContractId = $"{contract.Id}", InstitutionCode = refund.InstitutionCode,
            Lessons = refund.Lessons, AmountFen = fen, Deemed = deemed, PayBy = refund.PayBy,
        });
        CloseWhenDone(contract, money with { Held = money.Held - fen, Refunded = money.Refunded + fen });
    }

    /// <summary>Drops a refund.</summary>
    public void Drop(Refund refund, string why)
    {
        refund.Drop(why, Now);
        Announce(NameOf(refund), refund.Version, new RefundDropped
        {
            Division = refund.Division, RefundId = $"{refund.Id}", ContractId = $"{refund.Contract}", InstitutionCode = refund.InstitutionCode,
        });
    }

    /// <summary>Announces a movement that is large.</summary>
    /// <returns>What the rule found.</returns>
    public Finding? WatchMovement(long fen, string reference)
    {
        var finding = CustodyRules.LargeMovement(Math.Abs(fen), Law);
        if (finding is not null)
            Announce(NameOf(Agreement), Agreement.Version, new LargeMovement
            {
                Division = Agreement.Division, AgreementId = $"{Agreement.Id}", InstitutionCode = Agreement.InstitutionCode, AmountFen = fen, Reference = reference,
            });
        return finding;
    }

    /// <summary>What the rules on balances look at.</summary>
    public async Task<BalanceFacts> BalanceAsync(long payingOut, CancellationToken cancellation)
    {
        var kind = Agreement.BankKeeps ? AccountKind.Custody : AccountKind.Reserve;
        var account = LedgerIds.Of(Agreement.Id, kind);
        var balance = await Db.Accounts.Where(a => a.Id == account).Select(a => a.Received - a.Given).SingleAsync(cancellation);
        var months = Law.Limit(Policy.Law.MinimumBalanceBaseMonths)?.Value ?? 0;
        // Where no text says from which months, all of them show whether there is anything to judge.
        var since = months == 0 ? DateOnly.MinValue : Today.AddMonths(-months);
        var monthBegan = new DateOnly(Today.Year, Today.Month, 1);
        var movements = Db.Set<BankMovement>().Where(m => m.Agreement == Agreement.Id);
        var fees = await movements.Where(m => m.Fen > 0 && !m.Cover && m.BookedOn > since).SumAsync(m => (long?)m.Fen, cancellation) ?? 0;
        var paid = await movements.Where(m => m.Payout && m.BookedOn >= monthBegan).SumAsync(m => (long?)-m.Fen, cancellation) ?? 0;
        // What this step has booked itself is not written yet.
        var booked = Db.ChangeTracker.Entries<BankMovement>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        fees += booked.Where(m => m.Fen > 0 && !m.Cover && m.BookedOn > since).Sum(m => m.Fen);
        paid += booked.Where(m => m.Payout && m.BookedOn >= monthBegan).Sum(m => -m.Fen);
        return new BalanceFacts(balance, fees, paid + payingOut);
    }

    /// <summary>What the rule on reserves looks at; null where the bank keeps the fees themselves.</summary>
    public async Task<ReserveFacts?> ReserveAsync(CancellationToken cancellation)
    {
        if (Agreement.BankKeeps) return null;
        var owner = Agreement.Id;
        var sums = await Db.Accounts.Where(a => a.Owner == owner && (a.Kind == AccountKind.Reserve || a.Kind == AccountKind.Held))
            .GroupBy(a => a.Kind).Select(g => new { g.Key, Fen = g.Sum(a => a.Received - a.Given) }).ToDictionaryAsync(g => g.Key, g => g.Fen, cancellation);
        return new ReserveFacts(sums.GetValueOrDefault(AccountKind.Reserve), sums.GetValueOrDefault(AccountKind.Held));
    }

    /// <summary>Everything that the rules find of the balances.</summary>
    public async Task<IReadOnlyList<Finding>> JudgeBalancesAsync(CancellationToken cancellation)
    {
        var findings = CustodyRules.Judge(await BalanceAsync(0, cancellation), Law);
        return await ReserveAsync(cancellation) is { } reserve && CustodyRules.ReserveTooSmall(reserve, Law) is { } small ? [.. findings, small] : findings;
    }

    /// <summary>Announces that the balance fell below its minimum, or that the reserve became too small.</summary>
    public async Task WatchBalanceAsync(CancellationToken cancellation)
    {
        Agreement.Watched(Today);
        if (await ReserveAsync(cancellation) is { } reserve)
        {
            var finding = CustodyRules.ReserveTooSmall(reserve, Law);
            if (Agreement.WatchReserve(finding is { Severity: Severity.Breach }, Now))
                Announce(NameOf(Agreement), Agreement.Version, new ReserveTooSmall
                {
                    Division = Agreement.Division, AgreementId = $"{Agreement.Id}", InstitutionCode = Agreement.InstitutionCode,
                    ReserveFen = reserve.Reserve, HeldFen = reserve.Held, Finding = finding!.ToFact(),
                });
        }
        var facts = await BalanceAsync(0, cancellation);
        var below = CustodyRules.BalanceBelowMinimum(facts, Law) is { Severity: Severity.Breach };
        if (!Agreement.Watch(below, Now)) return;
        Announce(NameOf(Agreement), Agreement.Version, new BalanceBelowMinimum
        {
            Division = Agreement.Division, AgreementId = $"{Agreement.Id}", InstitutionCode = Agreement.InstitutionCode,
            BalanceFen = facts.Balance, MinimumFen = CustodyRules.MinimumFen(facts.BaseFees, Law) ?? 0,
        });
    }

    /// <summary>Tells the bank to pay the institution what it is owed, as far as pupils, minimum balance and monthly limit leave it.</summary>
    /// <returns>Whether anything is to be paid.</returns>
    public async Task<bool> PayOutAsync(CancellationToken cancellation)
    {
        var instructed = await Db.Set<Instruction>().Where(i => i.Agreement == Agreement.Id && i.State != InstructionState.Executed && !i.FromReserve)
            .Select(i => new { i.Purpose, i.Fen }).ToListAsync(cancellation);
        var waits = instructed.Any(i => i.Purpose == InstructionPurpose.Payout || Agreement.State == AgreementState.Liquidating);
        if (waits || Agreement.OwedFen == 0) return false;
        var facts = await BalanceAsync(0, cancellation);
        var minimum = Agreement.State == AgreementState.Liquidating ? 0 : CustodyRules.MinimumFen(facts.BaseFees, Law) ?? 0;
        var fen = Math.Min(Agreement.OwedFen, facts.Balance - instructed.Sum(i => i.Fen) - minimum);
        if (minimum > 0 && Law.Limit(Policy.Law.MonthlyPayoutTimesMinimum) is { } times) fen = Math.Min(fen, minimum * times.Value - facts.PaidOutThisMonth);
        if (fen <= 0) return false;
        Agreement.Instruct(fen, Now);
        var instruction = Instruction.Issue(Agreement, InstructionPurpose.Payout, null, fen, fromReserve: false, Now);
        Db.Add(instruction);
        Announce($"instructions/{instruction.Id}", instruction.Version, new PayoutInstructed
        {
            Division = Agreement.Division, InstructionId = $"{instruction.Id}", AgreementId = $"{Agreement.Id}", InstitutionCode = Agreement.InstitutionCode, AmountFen = fen,
        });
        return true;
    }

    /// <summary>Stops movements, on the ledger too.</summary>
    public async Task FreezeAsync(string reason, LedgerStop stop, CancellationToken cancellation)
    {
        Agreement.Freeze(reason, Now);
        await StopAsync(stop, cancellation);
        Announce(NameOf(Agreement), Agreement.Version, new AccountFrozen
        {
            Division = Agreement.Division, AgreementId = $"{Agreement.Id}", InstitutionId = Agreement.InstitutionId, InstitutionCode = Agreement.InstitutionCode,
            Reason = reason, RefundsToo = stop == LedgerStop.All,
        });
    }

    /// <summary>Lets movements go on.</summary>
    public async Task UnfreezeAsync(CancellationToken cancellation)
    {
        Agreement.Unfreeze(Now);
        await StopAsync(LedgerStop.None, cancellation);
        Announce(NameOf(Agreement), Agreement.Version, new AccountUnfrozen
        {
            Division = Agreement.Division, AgreementId = $"{Agreement.Id}", InstitutionId = Agreement.InstitutionId, InstitutionCode = Agreement.InstitutionCode,
        });
    }

    public Task StopAsync(LedgerStop stop, CancellationToken cancellation) =>
        Db.Owners.Where(o => o.Id == Agreement.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Stop, stop), cancellation);

    public static string NameOf(Agreement agreement) => $"agreements/{agreement.Id}";

    public static string NameOf(PrepaidContract contract) => $"contracts/{contract.Id}";

    public static string NameOf(Refund refund) => $"refunds/{refund.Id}";

    public static EntryDraft Draft(Guid owner, AccountKind from, AccountKind to, long fen, EntryKind kind, string reference = "") =>
        new(Guid.CreateVersion7(), LedgerIds.Of(owner, from), LedgerIds.Of(owner, to), fen, kind, reference);

    /// <summary>Lessons to be paid for: all that are confirmed, or those of the months that are over.</summary>
    private async Task<Func<PrepaidContract, int>> DueAsync(IReadOnlyList<PrepaidContract> contracts, CancellationToken cancellation)
    {
        if (Agreement.Release == ReleaseMode.PerLesson) return contract => contract.Confirmed;
        var monthBegan = new DateOnly(Today.Year, Today.Month, 1);
        var ids = contracts.Select(c => c.Id).ToArray();
        var counts = await Db.Set<Lesson>()
            .Where(l => EF.Parameter(ids).Contains(l.Contract) && (l.State == LessonState.Confirmed || l.State == LessonState.Deemed) && l.TaughtOn < monthBegan)
            .GroupBy(l => l.Contract).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return contract => counts.GetValueOrDefault(contract.Id);
    }

    private void CloseWhenDone(PrepaidContract contract, ContractMoney money)
    {
        if (!contract.CloseWhenDone(money, Now)) return;
        Announce(NameOf(contract), contract.Version, new ContractClosed
        {
            Division = contract.Division, ContractId = $"{contract.Id}", InstitutionCode = contract.InstitutionCode,
            PaidFen = money.Paid, ReleasedFen = money.Released, RefundedFen = money.Refunded,
        });
    }
}

/// <summary>Reads what the ledger has of contracts.</summary>
internal static class ContractMoneys
{
    public static async Task<Dictionary<Guid, ContractMoney>> ReadAsync(CustodyDb db, IReadOnlyCollection<Guid> contracts, CancellationToken cancellation)
    {
        var ids = contracts.SelectMany(c => (Guid[])[
            LedgerIds.Of(c, AccountKind.Paid), LedgerIds.Of(c, AccountKind.Held), LedgerIds.Of(c, AccountKind.Released), LedgerIds.Of(c, AccountKind.Refunded)]).ToArray();
        var balances = await db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id))
            .Select(a => new { a.Id, Balance = a.Received - a.Given }).ToDictionaryAsync(a => a.Id, a => a.Balance, cancellation);
        return contracts.ToDictionary(c => c, c => new ContractMoney(
            -balances[LedgerIds.Of(c, AccountKind.Paid)], balances[LedgerIds.Of(c, AccountKind.Held)],
            balances[LedgerIds.Of(c, AccountKind.Released)], balances[LedgerIds.Of(c, AccountKind.Refunded)]));
    }
}
