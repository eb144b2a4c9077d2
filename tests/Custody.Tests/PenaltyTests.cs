using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

/// <summary>What a penalty brings about for prepaid money.</summary>
public sealed class PenaltyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Releases_stop_with_a_penalty_and_go_on_when_it_is_over(bool withdrawn)
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var penalty = Penalty(custody);
        await TellAsync(custody, penalty);
        Assert.False((await custody.HearAsync<AccountFrozen>(agreement.AgreementId)).RefundsToo);
        Assert.Equal("已停止划拨，学员退费照常", (await custody.HearAsync<PenaltyEffectConfirmed>(penalty.Effects![0].EffectId)).Note);
        var second = Penalty(custody);
        await TellAsync(custody, second);
        Assert.Equal("此前已停止划拨", (await custody.HearAsync<PenaltyEffectConfirmed>(second.Effects![0].EffectId)).Note);
        // Only the penalty that stopped it lets it go on.
        await TellAsync(custody, Over(custody, second.PenaltyId, withdrawn));
        Assert.Equal(AgreementState.Frozen, await StateAsync(custody, agreement));
        await TellAsync(custody, Over(custody, penalty.PenaltyId, withdrawn));
        Assert.Equal(AgreementState.Open, await StateAsync(custody, agreement));
        Assert.Equal(custody.InstitutionId, (await custody.HearAsync<AccountUnfrozen>(agreement.AgreementId)).InstitutionId);
    }

    [Fact]
    public async Task Who_may_not_train_meanwhile_stays_stopped()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var penalty = Penalty(custody);
        await TellAsync(custody, penalty);
        await custody.TellAsync(new InstitutionSuspended
        {
            Division = custody.County, InstitutionId = custody.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = custody.Code, Grounds = ["MISMANAGEMENT"], Reason = "管理混乱",
            Since = new(2026, 11, 20), Consequences = [],
        });
        await TellAsync(custody, Over(custody, penalty.PenaltyId, withdrawn: false));
        Assert.Equal(AgreementState.Frozen, await StateAsync(custody, agreement));
    }

    [Fact]
    public async Task Without_an_account_there_is_nothing_to_stop_and_that_is_told()
    {
        await using var custody = await CustodyHost.StartAsync();
        var penalty = Penalty(custody);
        await TellAsync(custody, penalty);
        var told = await custody.HearAsync<PenaltyEffectConfirmed>(penalty.Effects![0].EffectId);
        Assert.Equal((true, "custody", "该机构无监管账户"), (told.Done, told.Service, told.Note));
    }

    private static async Task<AgreementState> StateAsync(CustodyHost custody, Agreement agreement) =>
        (await custody.Agreements.GetAgreementAsync(new() { AgreementId = agreement.AgreementId })).Agreement.State;

    private static DomainEvent Over(CustodyHost custody, string penalty, bool withdrawn) => withdrawn
        ? new PenaltyWithdrawn { Division = custody.County, PenaltyId = penalty, Reason = "复议撤销", WithdrawnOn = new(2026, 11, 20), InstitutionId = custody.InstitutionId }
        : new PenaltyClosed { Division = custody.County, PenaltyId = penalty, InstitutionId = custody.InstitutionId, Overdue = false };

    private static PenaltyDecided Penalty(CustodyHost custody) => new()
    {
        Division = custody.County, PenaltyId = Registry.NewId(), InstitutionId = custody.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = custody.Code, Grounds = ["ILLEGAL_CHARGING"],
        Reason = "违规收费、借机敛财", Authority = "MARKET_REGULATION", DecidedOn = new(2026, 11, 20), Effects = [new(Registry.NewId(), "MONEY_FROZEN", "custody", new(2026, 12, 4))],
    };

    private static Task TellAsync(CustodyHost custody, DomainEvent fact) => custody.Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == "custody.penalties").DeliverAsync(
        CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "supervision", "subject", 1, custody.Clock.Now.UtcDateTime, fact)), CancellationToken.None);
}
