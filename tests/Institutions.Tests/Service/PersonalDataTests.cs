using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

[Collection(nameof(RegistryHost))]
public sealed class PersonalDataTests(RegistryHost registry)
{
    private static readonly Person Masked = new() { Name = "测**", IdentityNumber = "110105********002X", Phone = "138******78" };
    private readonly Registry _county = registry.In("110117");

    [Fact]
    public async Task The_legal_representative_is_masked_in_every_answer()
    {
        var code = Registry.NewCode();
        var create = new CreateApplicationRequest { RequestId = Registry.NewId(), Application = _county.Draft(code) };
        var first = (await _county.Office.CreateApplicationAsync(create)).Application;
        Application[] answers =
        [
            first,
            (await _county.Office.CreateApplicationAsync(create)).Application,
            await _county.GetAsync(first.ApplicationId),
            (await _county.AsApplicant(code).GetApplicationAsync(new() { ApplicationId = first.ApplicationId })).Application,
            .. (await _county.Office.ListApplicationsAsync(new() { Division = "110117" })).Applications,
            await _county.ApproveAsync(),
        ];
        Assert.All(answers, a => Assert.Equal(Masked, a.LegalRepresentative));
    }

    [Fact]
    public async Task Only_an_officer_who_says_why_sees_the_person_and_the_audit_keeps_it()
    {
        var code = Registry.NewCode();
        var application = await _county.SubmitAsync(_county.Draft(code));
        var id = application.ApplicationId;
        var person = (await _county.Office.RevealLegalRepresentativeAsync(new() { ApplicationId = id, Purpose = "核对登记信息" })).LegalRepresentative;
        Assert.Equal(("测试人", Registry.IdentityNumber, "13800000078"), (person.Name, person.IdentityNumber, person.Phone));

        var audit = (await Operator.ListAuditRecordsAsync(new() { Service = "institutions", Resource = $"applications/{id}" })).Records;
        var record = Assert.Single(audit, r => r.Method.EndsWith("/RevealLegalRepresentative", StringComparison.Ordinal));
        Assert.Equal(("核对登记信息", "REGULATOR", "EDUCATION", "110117", "OK"), (record.Purpose, record.Audience, record.Department, record.Jurisdiction, record.Result));
        Assert.Contains(audit, r => r.Method.EndsWith("/SubmitApplication", StringComparison.Ordinal));

        var silent = await RichError.OfAsync(_county.Office.RevealLegalRepresentativeAsync(new() { ApplicationId = id }));
        Assert.Equal((StatusCode.InvalidArgument, "purpose"), (silent.Code, Assert.Single(silent.Fields).Key));
        var operators = new ApplicationService.ApplicationServiceClient(registry.Host.With(registry.Host.Token("OPERATOR", "000000")));
        foreach (var client in new[] { _county.AsApplicant(code), operators })
        {
            var error = await RichError.OfAsync(client.RevealLegalRepresentativeAsync(new() { ApplicationId = id, Purpose = "核对登记信息" }));
            Assert.Equal((StatusCode.PermissionDenied, "AUDIENCE_NOT_ALLOWED"), (error.Code, error.Reason));
        }
    }

    [Fact]
    public async Task The_stored_bytes_hold_nobody_in_the_clear()
    {
        await using var host = await TestHost.StartAsync([new InstitutionsModule()], new SetClock(RegistryHost.Noon("2026-11-20")));
        var county = new Registry(host);
        var application = await county.ApproveAsync();
        await county.Office.RevealLegalRepresentativeAsync(new() { ApplicationId = application.ApplicationId, Purpose = "核对登记信息" });
        await county.Office.ListApplicationsAsync(new() { Division = "110101", LegalRepresentativeIdentityNumber = Registry.IdentityNumber });
        await host.StopAsync();
        var files = Directory.GetFiles(host.Folder, "institutions.db*");
        Assert.NotEmpty(files);
        Assert.Contains(files, file => Holds(file, "测试培训中心"));
        foreach (var secret in new[] { Registry.IdentityNumber, "13800000078", "测试人" })
            Assert.DoesNotContain(files, file => Holds(file, secret));
    }

    [Fact]
    public async Task A_person_is_found_by_identity_number_before_and_after_the_keys_are_rotated()
    {
        var clock = new SetClock(RegistryHost.Noon("2026-11-20"));
        await using var first = await TestHost.StartAsync([new InstitutionsModule()], clock);
        var county = new Registry(first);
        var application = await county.SubmitAsync();
        var other = county.Draft();
        other.LegalRepresentative.IdentityNumber = Registry.OtherIdentityNumber;
        await county.CreateAsync(other);
        Assert.Equal([application], await FindAsync(first));

        AddCurrentKey(first.PersonalKeys);
        await using var second = await first.RestartAsync();
        Assert.Equal([application], await FindAsync(second));
        await Eventually.ValueAsync("renewed keys", () => KeysInUseAsync(second), keys => keys == "k2,k2");
        Assert.Equal([application], await FindAsync(second));

        RemoveKey(second.PersonalKeys, "k1");
        await using var third = await second.RestartAsync();
        Assert.Equal([application], await FindAsync(third));
        var person = await new Registry(third).Office.RevealLegalRepresentativeAsync(new() { ApplicationId = application.ApplicationId, Purpose = "核对登记信息" });
        Assert.Equal(Registry.IdentityNumber, person.LegalRepresentative.IdentityNumber);
    }

    private OperationService.OperationServiceClient Operator => new(registry.Host.With(registry.Host.Token("OPERATOR", "000000")));

    private static async Task<IReadOnlyList<Application>> FindAsync(TestHost host) => (await new Registry(host).Office.ListApplicationsAsync(new()
    {
        Division = "110101", LegalRepresentativeIdentityNumber = Registry.IdentityNumber,
    })).Applications;

    private static async Task<string> KeysInUseAsync(TestHost host)
    {
        await using var db = await host.OpenAsync<InstitutionsDb>();
        return string.Join(',', await db.Applications.Select(a => a.RepresentativeCipher!.Substring(0, 2)).ToListAsync());
    }

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    internal static void AddCurrentKey(string file) => Change(file, keys =>
    {
        keys["k2"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return "k2";
    });

    internal static void RemoveKey(string file, string id) => Change(file, keys =>
    {
        keys.Remove(id);
        return "k2";
    });

    private static void Change(string file, Func<Dictionary<string, string>, string> change)
    {
        using var old = JsonDocument.Parse(File.ReadAllText(file));
        var keys = old.RootElement.GetProperty("keys").Deserialize<Dictionary<string, string>>()!;
        var current = change(keys);
        File.WriteAllText(file, JsonSerializer.Serialize(new { current, keys }));
    }
}
