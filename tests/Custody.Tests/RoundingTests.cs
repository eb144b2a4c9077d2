using FsCheck;
using FsCheck.Fluent;
using ShuangJian.Custody.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Custody.Tests;

/// <summary>Whatever happens to a contract and in whatever order, its money adds up and its end is exactly zero.</summary>
public sealed class RoundingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private static readonly Agreement Agreement = Domain.Agreement.Open(
        "110101", Guid.NewGuid().ToString(), "", new AgreementTerms("", "", new DateOnly(2026, 9, 1), CustodyMode.BankCustody, ReleaseMode.PerLesson),
        Law.Current.At(DivisionCode.Parse("110101"), new DateOnly(2026, 11, 20)), Now);

    [Fact]
    public void A_contract_played_to_its_end_holds_exactly_zero() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 120)), Arb.From(Gen.Choose(1, 2_000_000)), Arb.From(Gen.ListOf(Gen.Choose(0, 9), 200)), (lessons, total, steps) =>
        {
            var contract = Register(lessons, total);
            var money = new ContractMoney(0, 0, 0, 0);
            foreach (var step in steps) money = Play(contract, money, step);
            money = Deposit(contract, money, contract.ShareOf(contract.Lessons - contract.RefundedLessons) + money.Refunded - money.Paid);
            while (contract.Open > 0) money = Play(contract, money, 0);
            money = Settle(contract, money);
            return money.Balances && money.Held == 0 && money.Released == contract.ShareOf(contract.Confirmed) && contract.CloseWhenDone(money, Now)
                && contract.Confirmed + contract.RefundedLessons == lessons && money.Paid - money.Refunded == money.Released;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(500000, 60)]
    [InlineData(1, 60)]
    [InlineData(1_000_000_000_000, 7)]
    public void The_shares_of_lessons_never_stray_by_a_fen_and_end_at_the_price(long total, int lessons)
    {
        var contract = Register(lessons, total);
        Assert.Equal((0, total), (contract.ShareOf(0), contract.ShareOf(lessons)));
        Assert.All(Enumerable.Range(0, lessons), n => Assert.InRange((decimal)total * n / lessons - contract.ShareOf(n), 0m, 0.9999999m));
    }

    [Theory]
    [InlineData(100, new long[] { 30, 30 }, new long[] { 30, 30 })]
    [InlineData(100, new long[] { 100, 200 }, new long[] { 33, 67 })]
    [InlineData(1, new long[] { 5, 5, 5 }, new long[] { 1, 0, 0 })]
    [InlineData(0, new long[] { 5 }, new long[] { 0 })]
    public void What_there_is_is_shared_to_the_fen(long available, long[] claims, long[] shares) => Assert.Equal(shares, Liquidation.Share(available, claims));

    private static PrepaidContract Register(int lessons, long total) => PrepaidContract.Register(
        Agreement, new ContractPersons("", "", ""), new ContractTerms("C", lessons, total, new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 1), [new Charge(new DateOnly(2026, 9, 1), total)]), Now);

    private static ContractMoney Play(PrepaidContract contract, ContractMoney money, int step)
    {
        switch (step)
        {
            case <= 3 when contract.Open > 0:
                contract.Report(1, Now);
                contract.Confirm(Now);
                return Settle(contract, money);
            case 4 when contract.Open > 1:
                contract.Ask(1, Now);
                var fen = contract.GiveBack(1, money, Now);
                return money with { Held = money.Held - fen, Refunded = money.Refunded + fen };
            case >= 5:
                var open = contract.ShareOf(contract.Lessons - contract.RefundedLessons) + money.Refunded - money.Paid;
                return Deposit(contract, money, open / step);
            default:
                return money;
        }
    }

    private static ContractMoney Deposit(PrepaidContract contract, ContractMoney money, long fen)
    {
        if (fen <= 0) return money;
        contract.Deposit(fen, money, Now);
        return Settle(contract, money with { Paid = money.Paid + fen, Held = money.Held + fen });
    }

    private static ContractMoney Settle(PrepaidContract contract, ContractMoney money)
    {
        var fen = contract.Settle(contract.Confirmed, money, Now);
        return money with { Held = money.Held - fen, Released = money.Released + fen };
    }
}
