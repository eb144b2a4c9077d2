using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Policy;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;
using CustodyMode = ShuangJian.Protos.Custody.V1.CustodyMode;
using DifferenceKind = ShuangJian.Protos.Custody.V1.DifferenceKind;
using DifferenceState = ShuangJian.Protos.Custody.V1.DifferenceState;

namespace ShuangJian.Custody.Tests;

/// <summary>What is looked at by itself: differences that stand, closing balances, reserves.</summary>
public sealed class WatchTests
{
    [Theory]
    [InlineData(1000, 1000, 0, true)]
    [InlineData(1000, 3000, -2000, true)]
    [InlineData(1001, 1000, 0, false)]
    [InlineData(999, 1000, 0, false)]
    [InlineData(1000, 1000, 5, false)]
    public void A_closing_balance_is_that_of_the_ledger_and_of_what_is_known_to_differ(long stated, long ledger, long known, bool holds)
    {
        var found = Reconciliation.Closing(stated, ledger, known);
        Assert.Equal(holds, found is null);
        if (found is not null) Assert.Equal((ledger + known, stated), (found.PlatformFen, found.StatementFen));
    }

    [Theory]
    [InlineData(3, 0, false)]
    [InlineData(4, 0, true)]
    [InlineData(15, 1, false)]
    [InlineData(16, 1, true)]
    [InlineData(400, 2, false)]
    public void A_difference_is_told_of_after_three_days_and_after_fifteen(int days, int escalations, bool told) =>
        Assert.Equal(told, CustodyRules.DifferenceNotWorkedOff(new DifferenceAge(days, escalations), At("110101")) is not null);

    [Theory]
    [InlineData("530102", 100, 100, null)]
    [InlineData("530102", 0, 0, null)]
    [InlineData("530102", 0, 1, Severity.Breach)]
    [InlineData("530102", 1, 2, Severity.Undetermined)]
    [InlineData("310101", 0, 1, Severity.Undetermined)]
    public void A_reserve_is_judged_where_it_does_not_cover_everything(string place, long reserve, long held, Severity? severity) =>
        Assert.Equal(severity, CustodyRules.ReserveTooSmall(new ReserveFacts(reserve, held), At(place))?.Severity);

    [Fact]
    public async Task A_closing_balance_that_nothing_explains_is_found_once_and_not_every_day()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract, 1000, "A", "2026-11-19");
        await custody.DepositAsync(contract, 2000, "B");
        // The day before ends without what was booked the day after.
        var before = await StateAsync(custody, agreement, "2026-11-19", 1000, ("A", 1000));
        Assert.Equal((1000, 0), (before.LedgerClosingFen, before.Differences.Count));
        var answer = await StateAsync(custody, agreement, "2026-11-20", 3007, ("B", 2000));
        var found = Assert.Single(answer.Differences);
        Assert.Equal((DifferenceKind.ClosingDiffers, 3000, 3007, ""), (found.Kind, found.PlatformFen, found.StatementFen, found.Reference));
        custody.Clock.Now = custody.Clock.Now.AddDays(1);
        Assert.Empty((await StateAsync(custody, agreement, "2026-11-21", 3007)).Differences);

        // The department enters what came from elsewhere and settles it: the next day agrees with the ledger alone.
        await custody.Ledger.PostEntryAsync(new()
        {
            RequestId = Registry.NewId(), Division = custody.County, Entry = new()
            {
                EntryId = Registry.NewId(), FromAccountId = agreement.AccountIds[0], ToAccountId = agreement.AccountIds[1], AmountFen = 7,
                Kind = Protos.Custody.V1.EntryKind.Receipt, Reference = "interest",
            },
        });
        await new ReconciliationService.ReconciliationServiceClient(custody.Officer()).SettleDifferenceAsync(new()
        {
            RequestId = Registry.NewId(), DifferenceId = found.DifferenceId, Reason = "账户结息，已补记",
        });
        custody.Clock.Now = custody.Clock.Now.AddDays(1);
        var after = await StateAsync(custody, agreement, "2026-11-22", 3007);
        Assert.Equal((3007, 0), (after.LedgerClosingFen, after.Differences.Count));
    }

    [Fact]
    public async Task A_difference_that_nobody_sees_to_goes_to_the_county_and_then_to_the_city()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var found = Assert.Single((await StateAsync(custody, agreement, "2026-11-20", 5, ("X", 5))).Differences);
        Assert.Equal((DifferenceState.Open, "2026-11-24"), (found.State, found.EscalatesOn));
        Assert.Equal((0, DifferenceState.Open), await AfterAsync(custody, 3));
        Assert.Equal((1, DifferenceState.Escalated), await AfterAsync(custody, 1));
        var told = await custody.HearAsync<ReconciliationDifferenceEscalated>(found.DifferenceId);
        Assert.Equal(("COUNTY", 5, "DifferenceNotWorkedOff", "3 days"), (told.Level, told.GapFen, told.Finding.Rule, told.Finding.Limit));
        Assert.Equal(["EDUCATION", "FINANCIAL_REGULATION"], told.Departments);
        Assert.Equal((1, DifferenceState.Escalated), await AfterAsync(custody, 11));
        Assert.Equal((2, DifferenceState.Escalated), await AfterAsync(custody, 1));
        await custody.HearAsync<ReconciliationDifferenceEscalated>(found.DifferenceId, e => e.Level == "CITY");
        Assert.Equal((2, DifferenceState.Escalated), await AfterAsync(custody, 300));
        var office = new ReconciliationService.ReconciliationServiceClient(custody.Officer());
        var settled = (await office.SettleDifferenceAsync(new() { RequestId = Registry.NewId(), DifferenceId = found.DifferenceId, Reason = "银行误记，已冲正" })).Difference;
        Assert.Equal((DifferenceState.Settled, ""), (settled.State, settled.EscalatesOn));
    }

    [Fact]
    public async Task A_difference_that_is_settled_in_time_is_not_told_of()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var found = Assert.Single((await StateAsync(custody, agreement, "2026-11-20", 5, ("X", 5))).Differences);
        var office = new ReconciliationService.ReconciliationServiceClient(custody.Officer());
        await office.SettleDifferenceAsync(new() { RequestId = Registry.NewId(), DifferenceId = found.DifferenceId, Reason = "银行误记，已冲正" });
        Assert.Equal((0, DifferenceState.Settled), await AfterAsync(custody, 40));
    }

    [Fact]
    public async Task A_reserve_that_is_empty_is_a_breach_until_the_bank_has_filled_it()
    {
        await using var custody = await CustodyHost.StartAsync("530102");
        var agreement = await custody.OpenAsync(CustodyMode.RiskReserve);
        var contract = await custody.RegisterAsync(agreement);
        Assert.DoesNotContain("ReserveTooSmall", await FindingsAsync(custody, agreement));
        await custody.DepositAsync(contract);
        var told = await custody.HearAsync<ReserveTooSmall>(agreement.AgreementId);
        Assert.Equal((0, 100_00, "BREACH"), (told.ReserveFen, told.HeldFen, told.Finding.Severity));
        Assert.Contains("ReserveTooSmall", await FindingsAsync(custody, agreement));
        await ReserveAsync(custody, agreement, 100_00);
        Assert.DoesNotContain("ReserveTooSmall", await FindingsAsync(custody, agreement));
        await custody.SweepAsync(s => s.WatchAsync);
        Assert.Equal((false, new DateOnly(2026, 11, 20)), await WatchedAsync(custody));
    }

    [Fact]
    public async Task Fees_that_an_institution_keeps_itself_count_for_the_minimum_of_its_reserve()
    {
        await using var custody = await CustodyHost.StartAsync("510302");
        var agreement = await custody.OpenAsync(CustodyMode.RiskReserve);
        await ReserveAsync(custody, agreement, 19_99);
        await custody.DepositAsync(await custody.RegisterAsync(agreement), reference: "A");
        // 20 % of the fees of three months.
        Assert.Equal((19_99, 20_00), ((await custody.HearAsync<Contracts.BalanceBelowMinimum>(agreement.AgreementId)) is var told ? (told.BalanceFen, told.MinimumFen) : default));
        Assert.Contains("BalanceBelowMinimum", await FindingsAsync(custody, agreement));
        await ReserveAsync(custody, agreement, 1);
        Assert.DoesNotContain("BalanceBelowMinimum", await FindingsAsync(custody, agreement));
        // What the institution keeps is no movement of the special account.
        Assert.Empty((await StateAsync(custody, agreement, "2026-11-20", 0)).Differences);
    }

    private static async Task<(int, DifferenceState)> AfterAsync(CustodyHost custody, int days)
    {
        custody.Clock.Now = custody.Clock.Now.AddDays(days);
        await custody.SweepAsync(s => s.EscalateAsync);
        var office = new ReconciliationService.ReconciliationServiceClient(custody.Officer());
        var difference = Assert.Single((await office.ListDifferencesAsync(new() { Division = custody.County })).Differences);
        return (difference.Escalations, difference.State);
    }

    private static async Task<IEnumerable<string>> FindingsAsync(CustodyHost custody, Protos.Custody.V1.Agreement agreement) =>
        (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Findings.Select(f => f.Rule);

    private static async Task<SendStatementResponse> StateAsync(
        CustodyHost custody, Protos.Custody.V1.Agreement agreement, string day, long closing, params (string Reference, long Fen)[] lines)
    {
        using var call = custody.Reconciling.SendStatement();
        await call.RequestStream.WriteAsync(new() { Header = new() { AgreementId = agreement.AgreementId, Day = day, Lines = lines.Length, ClosingFen = closing } });
        if (lines.Length > 0)
            await call.RequestStream.WriteAsync(new() { Part = new() { Lines = { lines.Select(l => new StatementLine { Reference = l.Reference, AmountFen = l.Fen, MovedOn = day }) } } });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private static async Task<(bool Short, DateOnly? On)> WatchedAsync(CustodyHost custody)
    {
        await using var db = await custody.Host.OpenAsync<CustodyDb>();
        var agreement = await db.Set<Domain.Agreement>().SingleAsync();
        return (agreement.ReserveShort, agreement.WatchedOn);
    }

    private static async Task ReserveAsync(CustodyHost custody, Protos.Custody.V1.Agreement agreement, long fen) =>
        Assert.Equal(PostingResult.Posted, (await new LedgerService.LedgerServiceClient(custody.AsBank()).PostEntryAsync(new()
        {
            RequestId = Registry.NewId(), Division = custody.County, Entry = new()
            {
                EntryId = Registry.NewId(), FromAccountId = agreement.AccountIds[0], ToAccountId = agreement.AccountIds[2], AmountFen = fen,
                Kind = Protos.Custody.V1.EntryKind.ReserveIn,
            },
        })).Result);

    private static LawAt At(string place) => Law.Current.At(DivisionCode.Parse(place), new DateOnly(2026, 11, 20));
}
