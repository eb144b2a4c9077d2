using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

/// <summary>How families are known: wrong secrets that are counted, keys that are rotated; and what is counted of them.</summary>
public sealed class FamilyTests
{
    private const string Wrong = "ffffffffffffffffffffffffffffffff";
    private const int PerContract = 10;
    private const int PerCaller = 30;

    [Fact]
    public async Task Ten_wrong_secrets_of_a_contract_close_it_for_a_quarter_of_an_hour_and_a_restart_does_not_open_it()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var (contract, other) = (await custody.RegisterAsync(agreement), await custody.RegisterAsync(agreement));
        for (var i = 0; i < PerContract; i++)
        {
            Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
            Assert.Equal("RESOURCE_NOT_FOUND", await ReadAsync(custody, contract.ContractId, Wrong));
        }
        var refused = await RichError.OfAsync(custody.Family.GetOwnContractAsync(new() { ContractId = contract.ContractId, FamilySecret = CustodyHost.Secret }));
        Assert.Equal((StatusCode.ResourceExhausted, "FAMILY_ATTEMPTS_EXHAUSTED", "900"), (refused.Code, refused.Reason, refused.Facts["retry_after_seconds"]));
        var asked = await RichError.OfAsync(custody.Family.AskRefundAsync(new()
        {
            RequestId = Registry.NewId(), ContractId = contract.ContractId, FamilySecret = CustodyHost.Secret, Lessons = 1, Reason = "搬家",
        }));
        Assert.Equal("FAMILY_ATTEMPTS_EXHAUSTED", asked.Reason);
        Assert.Equal("OK", await ReadAsync(custody, other.ContractId, CustodyHost.Secret));

        await custody.RestartAsync("2026-11-20");
        Assert.Equal("FAMILY_ATTEMPTS_EXHAUSTED", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
        custody.Clock.Now = custody.Clock.Now.AddMinutes(15).AddSeconds(-1);
        Assert.Equal("FAMILY_ATTEMPTS_EXHAUSTED", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
        custody.Clock.Now = custody.Clock.Now.AddSeconds(1);
        Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
        // What lies before the window does not count any more.
        Assert.Equal("RESOURCE_NOT_FOUND", await ReadAsync(custody, contract.ContractId, Wrong));
        Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
    }

    [Fact]
    public async Task A_caller_who_tries_many_contracts_is_stopped_and_others_are_not()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        // There are no such contracts, and nobody is told.
        for (var i = 0; i < PerCaller; i++) Assert.Equal("RESOURCE_NOT_FOUND", await ReadAsync(custody, Registry.NewId(), Wrong, "192.0.2.1"));
        Assert.Equal("FAMILY_ATTEMPTS_EXHAUSTED", await ReadAsync(custody, Registry.NewId(), Wrong, "192.0.2.1"));
        Assert.Equal("FAMILY_ATTEMPTS_EXHAUSTED", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret, "192.0.2.1"));
        Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret, "192.0.2.2"));
    }

    [Fact]
    public async Task Wrong_secrets_at_once_are_all_counted()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReadAsync(custody, contract.ContractId, Wrong)));
        Assert.All(answers, answer => Assert.Equal("RESOURCE_NOT_FOUND", answer));
        await using var db = await OpenAsync(custody);
        Assert.Equal([8, 8], await db.Set<WrongSecrets>().Select(w => w.Count).ToListAsync());
    }

    [Fact]
    public async Task A_family_is_known_while_keys_are_rotated_and_after_the_old_one_is_gone()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        Change(custody.Host.PersonalKeys, keys => keys["k2"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await custody.RestartAsync("2026-11-20");
        Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
        await Eventually.ValueAsync("renewed hashes", () => KeysAsync(custody), keys => keys == "k2 k2 k2");
        Change(custody.Host.PersonalKeys, keys => keys.Remove("k1"));
        await custody.RestartAsync("2026-11-20");
        Assert.Equal("OK", await ReadAsync(custody, contract.ContractId, CustodyHost.Secret));
        Assert.Equal("RESOURCE_NOT_FOUND", await ReadAsync(custody, contract.ContractId, Wrong));

        // The same pupil, registered under the new key, is one pupil.
        await custody.RegisterAsync(agreement);
        await using var db = await OpenAsync(custody);
        Assert.Equal(1, await db.Set<PrepaidContract>().Select(c => c.PupilHash).Distinct().CountAsync());
    }

    [Fact]
    public void A_secret_fits_under_any_key_of_the_ring_and_as_it_was_hashed_before()
    {
        byte[] first = RandomNumberGenerator.GetBytes(32), second = RandomNumberGenerator.GetBytes(32);
        var old = new PersonalData(new Dictionary<string, byte[]> { ["k1"] = first }, "k1");
        var both = new PersonalData(new Dictionary<string, byte[]> { ["k1"] = first, ["k2"] = second }, "k2");
        var only = new PersonalData(new Dictionary<string, byte[]> { ["k2"] = second }, "k2");
        var kept = FamilyKeys.Of(Registry.IdentityNumber, CustodyHost.Secret, old);
        Assert.DoesNotContain(CustodyHost.Secret, old.Reveal(kept.Cipher), StringComparison.Ordinal);
        Assert.DoesNotContain(Registry.IdentityNumber, old.Reveal(kept.Cipher), StringComparison.Ordinal);
        Assert.True(FamilyKeys.Fits(CustodyHost.Secret, kept.FamilyHash, both));
        Assert.True(FamilyKeys.Fits(CustodyHost.Secret, old.Hash(CustodyHost.Secret), both));
        Assert.False(FamilyKeys.Fits(CustodyHost.Secret, kept.FamilyHash, only));
        Assert.False(FamilyKeys.Fits(Wrong, kept.FamilyHash, both));
    }

    [Fact]
    public async Task Figures_are_announced_once_a_day_and_only_when_they_have_changed()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contract = await custody.RegisterAsync(agreement);
        await custody.RegisterAsync(agreement);
        await custody.DepositAsync(contract);
        Assert.Equal((2, new DateOnly(2026, 11, 21)), await CountAsync(custody, agreement, versionBefore: 1));
        var told = await custody.HearAsync<InstitutionFiguresCounted>($"{agreement.AgreementId}/figures", f => f.PrepaidFen == 100_00);
        // One pupil has both contracts.
        Assert.Equal((custody.InstitutionId, custody.Code, 1, 100_00), (told.InstitutionId, told.InstitutionCode, told.Enrolled, told.BalanceFen));
        Assert.Equal((2, new DateOnly(2026, 11, 22)), await CountAsync(custody, agreement, versionBefore: 2));
        await custody.TeachAsync(contract);
        Assert.Equal((3, new DateOnly(2026, 11, 23)), await CountAsync(custody, agreement, versionBefore: 2));
        told = await custody.HearAsync<InstitutionFiguresCounted>($"{agreement.AgreementId}/figures", f => f.PrepaidFen == 100_00 - 33_33);
        // What was taught for stays in the account until the bank has paid it.
        Assert.Equal((1, 100_00), (told.Enrolled, told.BalanceFen));
    }

    /// <summary>Counts on the next day.</summary>
    private static async Task<(int Version, DateOnly On)> CountAsync(CustodyHost custody, Protos.Custody.V1.Agreement agreement, int versionBefore)
    {
        var id = Guid.Parse(agreement.AgreementId);
        await using var db = await OpenAsync(custody);
        if (versionBefore == 1) await BeginAsync(db, id, custody);
        custody.Clock.Now = custody.Clock.Now.AddDays(1);
        await custody.Host.WorkAsync<CustodyDb>(new FigureSweep(custody.Clock).CountAsync);
        var row = await db.Set<CountedFigures>().AsNoTracking().SingleAsync(f => f.Agreement == id);
        return ((int)row.Version, row.CountedOn);
    }

    /// <summary>Figures of an institution without contracts, whatever the turn that began with the process has counted.</summary>
    private static async Task BeginAsync(CustodyDb db, Guid agreement, CustodyHost custody)
    {
        await db.Set<CountedFigures>().ExecuteDeleteAsync();
        var row = new CountedFigures { Agreement = agreement };
        row.Take(new Figures(0, 0, 0), DateOnly.FromDateTime(custody.Clock.Now.DateTime));
        db.Add(row);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static async Task<string> ReadAsync(CustodyHost custody, string contract, string secret, string? from = null)
    {
        CallInvoker calls = from is null ? custody.Host.Channel.CreateCallInvoker() : custody.Host.Channel.Intercept(metadata =>
        {
            metadata.Add("x-forwarded-for", from);
            return metadata;
        });
        try
        {
            await new FamilyService.FamilyServiceClient(calls).GetOwnContractAsync(new() { ContractId = contract, FamilySecret = secret });
            return "OK";
        }
        catch (RpcException e)
        {
            return RichError.Of(e).Reason;
        }
    }

    private static async Task<string> KeysAsync(CustodyHost custody)
    {
        await using var db = await OpenAsync(custody);
        var row = await db.Set<PrepaidContract>().AsNoTracking().SingleAsync();
        return string.Join(' ', new[] { row.PupilHash, row.FamilyHash, row.PersonsCipher }.Select(text => text[..2]));
    }

    private static Task<CustodyDb> OpenAsync(CustodyHost custody) => custody.Host.OpenAsync<CustodyDb>();

    private static void Change(string file, Action<JsonObject> change)
    {
        var content = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(content["keys"]!.AsObject());
        content["current"] = "k2";
        File.WriteAllText(file, content.ToJsonString());
    }
}
