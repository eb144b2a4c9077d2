using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Testing;
using Institution = ShuangJian.Institutions.Domain.Institution;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>What a penalty brings about in the registry: lists, licence and credit, each confirmed.</summary>
public sealed class PenaltyMeasureTests : IAsyncLifetime
{
    private LifeHost _life = null!;

    public async Task InitializeAsync() => _life = await LifeHost.StartAsync();

    public async Task DisposeAsync() => await _life.DisposeAsync();

    [Theory]
    [InlineData("LICENCE_SUSPENDED", InstitutionState.Suspended, "COURSES,PREPAID_MONEY,AFTER_SCHOOL")]
    [InlineData("LICENCE_REVOKED", InstitutionState.Revoked, "COURSES,PREPAID_MONEY,AFTER_SCHOOL,LABOUR")]
    public async Task A_penalty_takes_the_licence_and_tells_what_follows(string kind, InstitutionState state, string consequences)
    {
        var institution = await _life.LicenseAsync();
        var penalty = Penalty(institution, "BLACK_LIST", kind);
        await _life.DeliverAsync("institutions.penalties", penalty);
        await _life.DeliverAsync("institutions.penalties", penalty);
        Assert.Equal(state, await StateAsync(institution));
        var confirmed = await _life.HearAsync<PenaltyEffectConfirmed>(penalty.Effects![1].EffectId);
        Assert.Equal((true, "institutions", consequences), (confirmed.Done, confirmed.Service, string.Join(',', confirmed.Consequences!.Select(c => c.Kind))));
        Assert.True((await _life.HearAsync<PenaltyEffectConfirmed>(penalty.Effects[0].EffectId)).Done);
        // Whom the licence was taken from is listed once, by the penalty.
        Assert.Single((await _life.LookUpAsync(institution)).Entries);
        if (state == InstitutionState.Revoked) Assert.StartsWith("行政处罚", (await _life.HearAsync<InstitutionRevoked>($"{institution.Id}")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspension_falls_with_its_penalty_and_with_no_other()
    {
        var institution = await _life.LicenseAsync();
        var penalty = Penalty(institution, "LICENCE_SUSPENDED");
        await _life.DeliverAsync("institutions.penalties", penalty);
        await _life.DeliverAsync("institutions.penalties", Withdrawn(Registry.NewId(), institution));
        Assert.Equal(InstitutionState.Suspended, await StateAsync(institution));
        await _life.DeliverAsync("institutions.penalties", Withdrawn(penalty.PenaltyId, institution));
        Assert.Equal(InstitutionState.Licensed, await StateAsync(institution));
        await _life.HearAsync<InstitutionReinstated>($"{institution.Id}");
    }

    [Fact]
    public async Task What_the_registry_cannot_do_is_answered()
    {
        var institution = await _life.LicenseAsync();
        await _life.DeliverAsync("institutions.penalties", Penalty(institution, "LICENCE_REVOKED"));
        var again = Penalty(institution, "LICENCE_SUSPENDED");
        await _life.DeliverAsync("institutions.penalties", again);
        Assert.True((await _life.HearAsync<PenaltyEffectConfirmed>(again.Effects![0].EffectId)).Done);
        var unknown = Penalty(institution, "LICENCE_SUSPENDED") with { InstitutionId = Registry.NewId() };
        await _life.DeliverAsync("institutions.penalties", unknown);
        Assert.False((await _life.HearAsync<PenaltyEffectConfirmed>(unknown.Effects![0].EffectId)).Done);
    }

    [Fact]
    public async Task Credit_is_confirmed_by_the_ledger()
    {
        var institution = await _life.LicenseAsync();
        var penalty = Penalty(institution, "CREDIT");
        await _life.DeliverAsync("institutions.credit", penalty);
        Assert.Equal("institutions", (await _life.HearAsync<PenaltyEffectConfirmed>(penalty.Effects![0].EffectId)).Service);
    }

    private async Task<InstitutionState> StateAsync(Institution institution)
    {
        await using var db = await _life.DbAsync();
        return (await db.Institutions.FindAsync(institution.Id))!.State;
    }

    private static PenaltyWithdrawn Withdrawn(string id, Institution institution) => new()
    {
        Division = institution.Division, PenaltyId = id, Reason = "复议撤销", WithdrawnOn = new(2026, 11, 20), InstitutionId = institution.Id.ToString(), UnifiedSocialCreditCode = institution.Code,
    };

    private static PenaltyDecided Penalty(Institution institution, params string[] effects) => new()
    {
        Division = institution.Division, PenaltyId = Registry.NewId(), InstitutionId = institution.Id.ToString(), Name = institution.Name, UnifiedSocialCreditCode = institution.Code,
        Grounds = ["MISMANAGEMENT"], Reason = "管理混乱", Authority = "MARKET_REGULATION", DecidedOn = new(2026, 11, 20), Measures = ["SUSPENSION"],
        Effects = [.. effects.Select(kind => new PenaltyEffectFact(Registry.NewId(), kind, "institutions", new(2026, 12, 4)))],
    };
}
