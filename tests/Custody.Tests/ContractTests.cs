using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

public sealed class ContractTests
{
    [Fact]
    public async Task Lessons_are_released_one_by_one_and_the_last_closes_to_exactly_zero()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract);
        Assert.Equal((3333, 6667), Money(await custody.TeachAsync(contract)));
        Assert.Equal((6666, 3334), Money(await custody.TeachAsync(contract)));
        var last = await custody.TeachAsync(contract);
        Assert.Equal((10000, 0), Money(last));
        Assert.Equal(ContractState.Closed, last.State);
        await custody.HearAsync<LessonReleased>(contract.ContractId, told => told.AmountFen == 3334);
        Assert.Equal(10000, (await custody.HearAsync<ContractClosed>(contract.ContractId)).ReleasedFen);
        Assert.True((await custody.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_lesson_taught_before_its_money_came_is_released_when_it_comes()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract, 20_00);
        Assert.Equal((2000, 0), Money(await custody.TeachAsync(contract)));
        var after = await custody.DepositAsync(contract, 80_00);
        Assert.Equal((10000, 6667), (after.PaidFen, after.HeldFen));
        Assert.Equal("DEPOSIT_EXCEEDS_PRICE", (await RichError.OfAsync(custody.Bank.NotifyDepositAsync(new()
        {
            RequestId = Registry.NewId(), ContractId = contract.ContractId, AmountFen = 1, BankReference = "one-too-many", BookedOn = "2026-11-20",
        }))).Reason);
    }

    [Fact]
    public async Task A_repeated_request_moves_nothing_and_a_used_reference_is_refused()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        var request = new NotifyDepositRequest { RequestId = Registry.NewId(), ContractId = contract.ContractId, AmountFen = 10_00, BankReference = "R-1", BookedOn = "2026-11-20" };
        Assert.Equal(await custody.Bank.NotifyDepositAsync(request), await custody.Bank.NotifyDepositAsync(request));
        var again = request.Clone();
        again.RequestId = Registry.NewId();
        Assert.Equal((StatusCode.AlreadyExists, "REFERENCE_USED"), Short(await RichError.OfAsync(custody.Bank.NotifyDepositAsync(again))));
        Assert.Equal(1000, (await custody.GetAsync(contract)).PaidFen);
    }

    [Fact]
    public async Task Strangers_see_and_move_nothing()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        var lesson = await custody.ReportAsync(contract);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(new ContractService.ContractServiceClient(custody.Owner(Registry.NewCode())).GetContractAsync(new() { ContractId = contract.ContractId }))).Code);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(new ContractService.ContractServiceClient(custody.Officer("110102")).GetContractAsync(new() { ContractId = contract.ContractId }))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(custody.Answer(lesson, secret: new string('x', 32)))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(new BankService.BankServiceClient(custody.AsBank(Registry.NewCode())).NotifyDepositAsync(new()
        {
            RequestId = Registry.NewId(), ContractId = contract.ContractId, AmountFen = 1, BankReference = "x", BookedOn = "2026-11-20",
        }))).Code);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new AgreementService.AgreementServiceClient(custody.Officer(department: "SPORTS")).FreezeAgreementAsync(new()
        {
            RequestId = Registry.NewId(), AgreementId = agreement.AgreementId, Reason = "涉嫌违规收费",
        }))).Reason);
    }

    [Fact]
    public async Task Terms_that_break_a_rule_or_do_not_add_up_are_refused()
    {
        await using var custody = await CustodyHost.StartAsync("530102");
        var draft = custody.Draft();
        draft.SignedOn = "2026-11-21";
        var refused = await RichError.OfAsync(custody.Agreements.OpenAgreementAsync(new() { RequestId = Registry.NewId(), Agreement = draft }));
        Assert.Equal("AGREEMENT_BREACH_STANDS", refused.Reason);
        Assert.Equal(["SpecialAccountWithoutAgreement"], refused.Findings.Select(f => f.Rule));
        var agreement = await custody.OpenAsync();
        Assert.Equal("AGREEMENT_EXISTS", (await RichError.OfAsync(custody.Agreements.OpenAgreementAsync(new() { RequestId = Registry.NewId(), Agreement = custody.Draft() }))).Reason);
        Assert.Empty((await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Findings);
        await custody.DepositAsync(await custody.RegisterAsync(agreement));
        // The national minimum is not verified, so nobody is told that all is well.
        var open = Assert.Single((await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Findings);
        Assert.Equal(("BalanceBelowMinimum", Protos.Type.V1.Severity.Undetermined), (open.Rule, open.Severity));
        Assert.Equal("CHARGES_DIFFER", (await RichError.OfAsync(custody.Contracts.RegisterContractAsync(new()
        {
            RequestId = Registry.NewId(), PupilIdentityNumber = Registry.IdentityNumber, FamilySecret = CustodyHost.Secret,
            Contract = new Contract
            {
                AgreementId = agreement.AgreementId, ContractNumber = "C", Lessons = 1, TotalFen = 2, StartsOn = "2026-10-01", EndsOn = "2026-10-02",
                Charges = { new Charge { DueOn = "2026-10-01", AmountFen = 1 } },
            },
        }))).Reason);
    }

    [Fact]
    public async Task A_refund_runs_on_two_clocks_and_silence_agrees_to_it()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract);
        await custody.TeachAsync(contract);
        var refund = await custody.AskAsync(contract, 1);
        // Friday 20 November: five working days for the answer, fifteen days for the payment once the course has started.
        Assert.Equal(("2026-11-27", "2026-12-05"), (refund.AnswerBy, refund.PayBy));
        Assert.Equal("LESSONS_EXCEEDED", (await RichError.OfAsync(custody.Family.AskRefundAsync(new()
        {
            RequestId = Registry.NewId(), ContractId = contract.ContractId, FamilySecret = CustodyHost.Secret, Lessons = 2, Reason = "搬家",
        }))).Reason);

        custody.Clock.Now = custody.Clock.Now.AddDays(7);
        await custody.SweepAsync(s => s.DeemRefundsAsync);
        Assert.Equal(0, (await custody.GetAsync(contract)).RefundedFen);
        custody.Clock.Now = custody.Clock.Now.AddDays(1);
        await custody.SweepAsync(s => s.DeemRefundsAsync);
        var agreed = await custody.HearAsync<RefundAgreed>(refund.RefundId);
        Assert.Equal((true, 3334), (agreed.Deemed, agreed.AmountFen));

        custody.Clock.Now = custody.Clock.Now.AddDays(8);
        await custody.SweepAsync(s => s.MarkOverdueAsync);
        Assert.Equal(new DateOnly(2026, 12, 5), (await custody.HearAsync<RefundOverdue>(refund.RefundId)).PayBy);
        await custody.SweepAsync(s => s.PayOutAsync);
        Assert.Equal(3334 + 3333, await custody.PayAllAsync());
        Assert.Equal(3334, (await custody.HearAsync<RefundPaid>(refund.RefundId)).AmountFen);
        var last = await custody.TeachAsync(contract);
        Assert.Equal((ContractState.Closed, 10000, 0, 6666, 3334), (last.State, last.PaidFen, last.HeldFen, last.ReleasedFen, last.RefundedFen));
    }

    [Fact]
    public async Task Before_the_course_starts_the_other_clock_runs()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync(), startsOn: "2026-11-21");
        Assert.Equal("2026-11-25", (await custody.AskAsync(contract, 3)).PayBy);
    }

    [Fact]
    public async Task A_refused_refund_and_a_denied_lesson_hold_the_money_until_the_authority_decides()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract);
        var (first, second) = (await custody.ReportAsync(contract), await custody.ReportAsync(contract));
        Assert.Equal(ContractState.Disputed, (await custody.Answer(first, taught: false)).Contract.State);
        Assert.Equal("CONTRACT_STATE", (await RichError.OfAsync(custody.Answer(second))).Reason);
        var office = new ContractService.ContractServiceClient(custody.Officer());
        var settled = await office.SettleDisputeAsync(new() { RequestId = Registry.NewId(), ContractId = contract.ContractId, LessonsTaught = false, Reason = "经核查当日未开课" });
        Assert.Equal((ContractState.Running, 1), (settled.Contract.State, settled.Contract.ReportedLessons));

        var refund = await custody.AskAsync(contract, 2);
        Assert.Equal(RefundState.Refused, (await custody.Contracts.AnswerRefundAsync(new() { RequestId = Registry.NewId(), RefundId = refund.RefundId, Answer = "已过退费期限" })).Refund.State);
        await custody.HearAsync<PaymentDisputeOpened>(contract.ContractId, told => told.About == "REFUND_REFUSED");
        settled = await office.SettleDisputeAsync(new() { RequestId = Registry.NewId(), ContractId = contract.ContractId, Refund = true, Reason = "合同约定应予退费" });
        Assert.Equal((6667, 3333), (settled.Contract.RefundedFen, settled.Contract.HeldFen));
        Assert.Equal(0, (await custody.Answer(second)).Contract.HeldFen);
    }

    [Fact]
    public async Task Silence_on_lessons_counts_once_their_day_has_come_and_never_where_no_text_says_when()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        await custody.DepositAsync(contract);
        var (silent, open) = (await custody.ReportAsync(contract), await custody.ReportAsync(contract));
        // Sources conflict, so no jurisdiction here has a number of days.
        Assert.Equal("", silent.DeemedOn);
        await using (var db = await custody.Host.OpenAsync<CustodyDb>())
        {
            var id = Guid.Parse(silent.LessonId);
            await db.Set<Domain.Lesson>().Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.DeemedOn, new DateOnly(2026, 11, 21)));
        }
        await custody.SweepAsync(s => s.DeemLessonsAsync);
        Assert.Equal(0, (await custody.GetAsync(contract)).ReleasedFen);
        custody.Clock.Now = custody.Clock.Now.AddDays(1);
        await custody.SweepAsync(s => s.DeemLessonsAsync);
        var read = await custody.Contracts.GetContractAsync(new() { ContractId = contract.ContractId });
        Assert.Equal((3333, 1), (read.Contract.ReleasedFen, read.Contract.ConfirmedLessons));
        Assert.Equal([LessonState.Deemed, LessonState.Reported], read.Lessons.Select(l => l.State));
        Assert.Equal(open.LessonId, read.Lessons[1].LessonId);
    }

    [Fact]
    public async Task Monthly_release_waits_for_the_end_of_the_month()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync(release: ReleaseMode.Monthly));
        await custody.DepositAsync(contract);
        await custody.TeachAsync(contract);
        await custody.SweepAsync(s => s.SettleAsync);
        Assert.Equal(0, (await custody.GetAsync(contract)).ReleasedFen);
        custody.Clock.Now = custody.Clock.Now.AddDays(11);
        await custody.TeachAsync(contract);
        await custody.SweepAsync(s => s.SettleAsync);
        Assert.Equal(3333 * 2, (await custody.GetAsync(contract)).ReleasedFen);
    }

    private static (long Released, long Held) Money(Contract contract)
    {
        Assert.Equal(contract.PaidFen, contract.HeldFen + contract.ReleasedFen + contract.RefundedFen);
        return (contract.ReleasedFen, contract.HeldFen);
    }

    private static (StatusCode Code, string Reason) Short(RichError error) => (error.Code, error.Reason);
}
