using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;
using Rules = ShuangJian.Custody.Domain;

namespace ShuangJian.Custody.Tests;

public sealed class ReconciliationTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public void Each_difference_gets_its_kind()
    {
        var platform = new[] { new Rules.Movement("same", 1, Day), new("amount", 2, Day), new("missing", 3, Day), new("double", 4, Day), new("late", 5, Day.AddDays(-1)), new("stated", 6, Day) }
            .ToDictionary(m => m.Reference);
        var (matched, found) = Rules.Reconciliation.Compare(
            Day, Rules.StatementSide.Bank,
            [new("same", 1, Day), new("amount", 20, Day), new("double", 4, Day), new("double", 4, Day), new("late", 5, Day), new("unknown", 7, Day), new("stated", 6, Day)],
            platform, new HashSet<string> { "stated" });
        Assert.Equal(2, matched);
        Assert.Equal(
            [
                (Rules.DifferenceKind.AmountDiffers, "amount"), (Rules.DifferenceKind.Doubled, "double"), (Rules.DifferenceKind.Late, "late"),
                (Rules.DifferenceKind.MissingHere, "unknown"), (Rules.DifferenceKind.Doubled, "stated"), (Rules.DifferenceKind.MissingAtBank, "missing"),
            ],
            found.Select(d => (d.Kind, d.Reference)));
    }

    [Fact]
    public async Task Bank_and_institution_are_held_against_the_platform_and_nothing_is_corrected()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract, 1000, "A");
        await custody.DepositAsync(contract, 2000, "B");
        var header = new StatementHeader { AgreementId = agreement.AgreementId, Day = "2026-11-20", Lines = 1, ClosingFen = 1000 };
        var answer = await SendAsync(custody.AsBank(), header, ("A", 1000));
        Assert.Equal((1, 1, 3000), (answer.Lines, answer.Matched, answer.PlatformFen));
        var missing = Assert.Single(answer.Differences);
        Assert.Equal((DifferenceKind.MissingAtBank, "B", 2000, 0), (missing.Kind, missing.Reference, missing.PlatformFen, missing.StatementFen));
        Assert.Equal(answer, await SendAsync(custody.AsBank(), header, ("A", 1000)));
        Assert.Equal("STATEMENT_DIFFERS", await ReasonAsync(SendAsync(custody.AsBank(), header, ("A", 1001))));
        Assert.Equal("STATEMENT_INCOMPLETE", await ReasonAsync(SendAsync(custody.AsBank(), header, ("A", 1000), ("B", 2000))));

        var own = await SendAsync(custody.Owner(), new StatementHeader { AgreementId = agreement.AgreementId, Day = "2026-11-20", Lines = 2, ClosingFen = 2999 }, ("A", 999), ("B", 2000));
        Assert.Equal((StatementSide.Institution, DifferenceKind.AmountDiffers), (Assert.Single(own.Differences).Side, own.Differences[0].Kind));

        custody.Clock.Now = custody.Clock.Now.AddDays(3);
        await SendAsync(custody.AsBank(), new StatementHeader { AgreementId = agreement.AgreementId, Day = "2026-11-23", Lines = 1, ClosingFen = 3000 }, ("B", 2000));
        var office = new ReconciliationService.ReconciliationServiceClient(custody.Officer());
        var late = (await office.ListDifferencesAsync(new() { Division = custody.County })).Differences[0];
        Assert.Equal((missing.DifferenceId, DifferenceKind.Late, DifferenceState.Open, 3), (late.DifferenceId, late.Kind, late.State, late.AgeDays));

        var settled = await office.SettleDifferenceAsync(new() { RequestId = Registry.NewId(), DifferenceId = late.DifferenceId, Reason = "银行次日补记，已核对" });
        Assert.Equal((DifferenceState.Settled, 3), (settled.Difference.State, settled.Difference.AgeDays));
        Assert.Equal("DIFFERENCE_STATE", (await RichError.OfAsync(office.SettleDifferenceAsync(new() { RequestId = Registry.NewId(), DifferenceId = late.DifferenceId, Reason = "银行次日补记" }))).Reason);
        Assert.Equal("银行次日补记，已核对", (await custody.HearAsync<ReconciliationDifferenceSettled>(late.DifferenceId)).Reason);
        Assert.Equal(3000, (await custody.GetAsync(contract)).PaidFen);
    }

    internal static async Task<SendStatementResponse> SendAsync(CallInvoker as_, StatementHeader header, params (string Reference, long Fen)[] lines)
    {
        using var call = new ReconciliationService.ReconciliationServiceClient(as_).SendStatement();
        await call.RequestStream.WriteAsync(new() { Header = header });
        await call.RequestStream.WriteAsync(new() { Part = new StatementPart { Lines = { lines.Select(l => new StatementLine { Reference = l.Reference, AmountFen = l.Fen, MovedOn = header.Day }) } } });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private static async Task<string> ReasonAsync(Task<SendStatementResponse> call) => RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call)).Reason;
}
