using ShuangJian.Contracts;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

public sealed class AccountTests
{
    [Fact]
    public async Task A_frozen_account_releases_nothing_pays_refunds_and_catches_up_afterwards()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract);
        var lesson = await custody.ReportAsync(contract);
        await custody.Agreements.FreezeAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "涉嫌违规收费，暂停划拨" });
        Assert.False((await custody.HearAsync<AccountFrozen>(agreement.AgreementId)).RefundsToo);
        Assert.Equal(0, (await custody.Answer(lesson)).Contract.ReleasedFen);
        Assert.Equal(PostingResult.Stopped, (await PostAsync(custody, contract, AccountKind.Held, AccountKind.Released, EntryKind.Release, 1)).Result);
        var refund = await custody.AskAsync(contract, 1);
        await custody.Contracts.AnswerRefundAsync(new() { RequestId = Registry.NewId(), RefundId = refund.RefundId, Agreed = true });
        Assert.Equal(3334, await custody.PayAllAsync());

        await custody.Agreements.UnfreezeAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId });
        await custody.SweepAsync(s => s.SettleAsync);
        Assert.Equal((3333, 3333), ((await custody.GetAsync(contract)).ReleasedFen, (await custody.GetAsync(contract)).HeldFen));
        Assert.True((await custody.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task An_order_on_everything_stops_refunds_too()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract);
        var refund = await custody.AskAsync(contract, 1);
        await custody.Agreements.FreezeAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "公安机关依法冻结", RefundsToo = true });
        var refused = await RichError.OfAsync(custody.Contracts.AnswerRefundAsync(new() { RequestId = Registry.NewId(), RefundId = refund.RefundId, Agreed = true }));
        Assert.Equal(("ENTRY_REFUSED", "STOPPED"), (refused.Reason, refused.Facts["code"]));
        custody.Clock.Now = custody.Clock.Now.AddDays(30);
        await custody.SweepAsync(s => s.DeemRefundsAsync);
        Assert.Equal((10000, 0), ((await custody.GetAsync(contract)).HeldFen, (await custody.GetAsync(contract)).RefundedFen));
    }

    [Fact]
    public async Task A_suspended_institution_has_its_releases_stopped_and_the_registry_is_told()
    {
        await using var custody = await CustodyHost.StartAsync();
        await custody.TellAsync(Licensed(custody));
        Assert.Equal(custody.Code, Assert.Single((await custody.Agreements.ListUncoveredAsync(new() { Division = custody.County })).Institutions).InstitutionCode);
        var agreement = await custody.OpenAsync();
        Assert.Empty((await custody.Agreements.ListUncoveredAsync(new() { Division = custody.County })).Institutions);

        custody.Clock.Now = custody.Clock.Now.AddMinutes(1);
        var consequence = Guid.CreateVersion7().ToString();
        await custody.TellAsync(new InstitutionSuspended
        {
            Division = custody.County, InstitutionId = custody.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = custody.Code, Grounds = ["ILLEGAL_CHARGING"],
            Reason = "违规收费", Since = new DateOnly(2026, 11, 20),
            Consequences = [new ConsequenceFact(consequence, "PREPAID_MONEY", "custody", null), new ConsequenceFact(Guid.CreateVersion7().ToString(), "COURSES", "filings", null)],
        });
        Assert.Equal("custody", (await custody.HearAsync<ConsequenceConfirmed>(consequence)).Service);
        Assert.Equal(AgreementState.Frozen, (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement.State);

        custody.Clock.Now = custody.Clock.Now.AddMinutes(1);
        await custody.TellAsync(new InstitutionReinstated
        {
            Division = custody.County, InstitutionId = custody.InstitutionId, Name = "测试培训中心", Reason = "整改完成", Since = new DateOnly(2026, 11, 20),
        });
        Assert.Equal(AgreementState.Open, (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement.State);
    }

    [Fact]
    public async Task Where_every_institution_must_be_in_custody_one_that_is_not_is_a_breach()
    {
        await using var custody = await CustodyHost.StartAsync("530102");
        await custody.TellAsync(Licensed(custody));
        var outside = Assert.Single((await custody.Agreements.ListUncoveredAsync(new() { Division = custody.County })).Institutions);
        Assert.Equal("InstitutionOutsideCustody", Assert.Single(outside.Findings).Rule);
    }

    [Fact]
    public async Task Liquidation_pays_pupils_first_and_the_reserve_covers_what_lacks()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync(CustodyMode.RiskReserve);
        var (first, second) = (await custody.RegisterAsync(agreement), await custody.RegisterAsync(agreement, total: 300_00));
        await custody.DepositAsync(first);
        await custody.DepositAsync(second);
        // The bank itself pays into the reserve it keeps.
        var bank = new LedgerService.LedgerServiceClient(custody.AsBank());
        Assert.Equal(PostingResult.Posted, (await bank.PostEntryAsync(Reserve(custody, agreement, 100_01))).Result);
        var wound = await custody.Agreements.LiquidateAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "机构停业，依法清算" });
        Assert.Equal((2, 100_01, 100_01, 299_99), (wound.Contracts, wound.RefundedFen, wound.CoveredFen, wound.LackingFen));
        Assert.Equal([2500, 7501], new[] { await custody.GetAsync(first), await custody.GetAsync(second) }.Select(c => (int)c.RefundedFen));
        // What the reserve covers is moved into the special account first, then paid to families from it.
        Assert.Equal(200_02, await custody.PayAllAsync());
        var left = (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement;
        Assert.Equal((AgreementState.Liquidating, 0, 0, 299_99), (left.State, left.CustodyFen, left.ReserveFen, left.HeldFen));
        Assert.True((await custody.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task What_the_reserve_covers_is_a_line_of_the_statement_like_any_other()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync(CustodyMode.RiskReserve);
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract);
        var bank = new LedgerService.LedgerServiceClient(custody.AsBank());
        await bank.PostEntryAsync(Reserve(custody, agreement, 50_00));
        await custody.Agreements.LiquidateAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "机构停业，依法清算" });
        var told = (await custody.Bank.ListInstructionsAsync(new() { Division = custody.County })).Instructions;
        Assert.Equal([(InstructionPurpose.Cover, 50_00L), (InstructionPurpose.Refund, 50_00L)], told.Select(i => (i.Purpose, i.AmountFen)));
        var before = (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement;
        Assert.Equal((0, 50_00), (before.CustodyFen, before.ReserveFen));
        // Before the bank has covered there is nothing to pay the family from.
        Assert.Equal("ENTRY_REFUSED", (await RichError.OfAsync(custody.Bank.AcknowledgeInstructionAsync(Paid(told[1], "REFUND")))).Reason);
        await custody.Bank.AcknowledgeInstructionAsync(Paid(told[0], "COVER"));
        await custody.Bank.AcknowledgeInstructionAsync(Paid(told[1], "REFUND"));

        var header = new StatementHeader { AgreementId = agreement.AgreementId, Day = "2026-11-20", Lines = 2, ClosingFen = 0 };
        var stated = await ReconciliationTests.SendAsync(custody.AsBank(), header, ("COVER", 50_00), ("REFUND", -50_00));
        Assert.Equal((2, 0, 0), (stated.Matched, stated.Differences.Count, stated.LedgerClosingFen));
        var own = await ReconciliationTests.SendAsync(custody.Owner(), new StatementHeader(header) { Lines = 1 }, ("REFUND", -50_00));
        Assert.Equal((DifferenceKind.MissingAtInstitution, "COVER", 50_00), (Assert.Single(own.Differences).Kind, own.Differences[0].Reference, own.Differences[0].PlatformFen));
        Assert.True((await custody.VerifyAsync()).Intact);

        static AcknowledgeInstructionRequest Paid(Instruction told, string reference) => new()
        {
            RequestId = Registry.NewId(), InstructionId = told.InstructionId, Paid = true, BankReference = reference, ExecutedOn = "2026-11-20",
        };
    }

    [Fact]
    public async Task What_was_taught_before_the_end_is_the_institution_s_and_paid_after_the_pupils()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract);
        var lesson = await custody.ReportAsync(contract);
        await custody.Agreements.FreezeAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "机构停业，暂停划拨", RefundsToo = true });
        await custody.Answer(lesson);
        await custody.AskAsync(contract, 1);
        var wound = await custody.Agreements.LiquidateAgreementAsync(new() { RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "机构停业，依法清算" });
        Assert.Equal((1, 6667, 0, 0, 3333), (wound.Contracts, wound.RefundedFen, wound.CoveredFen, wound.LackingFen, wound.Agreement.OwedFen));
        await custody.SweepAsync(s => s.PayOutAsync);
        Assert.Equal(6667, await custody.PayAllAsync());
        await custody.SweepAsync(s => s.PayOutAsync);
        Assert.Equal(3333, await custody.PayAllAsync());
        var left = (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement;
        Assert.Equal((0, 0, 0), (left.CustodyFen, left.HeldFen, left.OwedFen));
        Assert.True((await custody.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_bank_posts_to_its_own_reserves_only()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        Assert.Equal(PostingResult.FromUnknown, (await new LedgerService.LedgerServiceClient(custody.AsBank(Registry.NewCode())).PostEntryAsync(Reserve(custody, agreement, 1))).Result);
        Assert.Equal(PostingResult.FromUnknown, (await PostAsync(custody, contract, AccountKind.Paid, AccountKind.Held, EntryKind.Deposit, 1, asBank: true)).Result);
    }

    [Fact]
    public async Task Zigong_keeps_a_minimum_balance_and_limits_what_is_paid_out_in_a_month()
    {
        await using var custody = await CustodyHost.StartAsync("510302");
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement, lessons: 10, total: 100_000_00);
        Assert.Equal("LargeMovement", Assert.Single((await custody.DepositAsync(contract)).Findings).Rule);
        for (var i = 0; i < 9; i++) await custody.TeachAsync(contract);
        // 20 % of the fees stay; no more than twice that goes out in the month.
        Assert.Equal(40_000_00, await PayOutAsync(custody));
        custody.Clock.Now = custody.Clock.Now.AddDays(11);
        Assert.Equal(40_000_00, await PayOutAsync(custody));
        Assert.Equal(20_000_00, (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement.CustodyFen);
        var refund = await custody.AskAsync(contract, 1);
        await custody.Contracts.AnswerRefundAsync(new() { RequestId = Registry.NewId(), RefundId = refund.RefundId, Agreed = true });
        await custody.PayAllAsync();
        Assert.Equal((10_000_00, 20_000_00), ((await custody.HearAsync<BalanceBelowMinimum>(agreement.AgreementId)).BalanceFen, (await custody.HearAsync<BalanceBelowMinimum>(agreement.AgreementId)).MinimumFen));
    }

    [Fact]
    public async Task A_payment_that_fails_is_told_once_more_and_paid_once()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract);
        await custody.TeachAsync(contract);
        await custody.SweepAsync(s => s.PayOutAsync);
        var told = Assert.Single((await custody.Bank.ListInstructionsAsync(new() { Division = custody.County })).Instructions);
        await custody.Bank.AcknowledgeInstructionAsync(new() { RequestId = Registry.NewId(), InstructionId = told.InstructionId, Failure = "账户已销户" });
        Assert.Equal("账户已销户", (await custody.HearAsync<PaymentFailed>(told.InstructionId)).Reason);
        await new BankService.BankServiceClient(custody.Officer()).RetryInstructionAsync(new() { RequestId = Registry.NewId(), InstructionId = told.InstructionId });
        Assert.Equal(3333, await custody.PayAllAsync());
        Assert.Equal("INSTRUCTION_STATE", (await RichError.OfAsync(custody.Bank.AcknowledgeInstructionAsync(new()
        {
            RequestId = Registry.NewId(), InstructionId = told.InstructionId, Paid = true, BankReference = "again", ExecutedOn = "2026-11-20",
        }))).Reason);
    }

    /// <summary>Pays out until nothing more is paid; the turns of the process itself may have begun with it.</summary>
    private static async Task<long> PayOutAsync(CustodyHost custody)
    {
        for (var sum = 0L; ;)
        {
            await custody.SweepAsync(s => s.PayOutAsync);
            if (await custody.PayAllAsync() is not (> 0 and var paid)) return sum;
            sum += paid;
        }
    }

    private static InstitutionLicensed Licensed(CustodyHost custody) => new()
    {
        Division = custody.County, InstitutionId = custody.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = custody.Code,
        Category = "ARTS", LicenceNumber = $"{custody.County}-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
    };

    private static PostEntryRequest Reserve(CustodyHost custody, Agreement agreement, long fen) => new()
    {
        RequestId = Registry.NewId(), Division = custody.County,
        Entry = new Entry
        {
            EntryId = Registry.NewId(), FromAccountId = agreement.AccountIds[0], ToAccountId = agreement.AccountIds[2], AmountFen = fen, Kind = EntryKind.ReserveIn,
        },
    };

    private static async Task<PostEntryResponse> PostAsync(
        CustodyHost custody, Contract contract, AccountKind from, AccountKind to, EntryKind kind, long fen, bool asBank = false) =>
        await (asBank ? new LedgerService.LedgerServiceClient(custody.AsBank()) : custody.Ledger).PostEntryAsync(new()
        {
            RequestId = Registry.NewId(), Division = custody.County,
            Entry = new Entry
            {
                EntryId = Registry.NewId(), FromAccountId = $"{Domain.LedgerIds.Of(Guid.Parse(contract.ContractId), (Domain.AccountKind)(int)from)}",
                ToAccountId = $"{Domain.LedgerIds.Of(Guid.Parse(contract.ContractId), (Domain.AccountKind)(int)to)}", AmountFen = fen, Kind = kind,
            },
        });
}
