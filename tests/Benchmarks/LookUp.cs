using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Benchmarks.Empty;
using ShuangJian.Institutions;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using Institution = ShuangJian.Institutions.Domain.Institution;
using Site = ShuangJian.Institutions.Domain.Site;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Benchmarks;

/// <summary>A cached look-up in the white list against a method that does nothing, at the service and through the gateway.</summary>
internal static class LookUp
{
    private const int Institutions = 200;
    private const int CallsARound = 15_000;
    private const double Least = 0.8;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var hosts = new Hosts();
        var folder = Path.GetDirectoryName(hosts.IdentityKey)!;
        var app = await hosts.ServicesAsync(
            new() { ["Database:ConnectionString"] = $"Data Source={folder}/{{service}}.db" }, [new InstitutionsModule(), new EmptyModule()]);
        var codes = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<InstitutionsDb>>());
        var gateway = await hosts.GatewayAsync(app);

        yield return Row.Ratio("White-list look-up, cached; baseline: empty method", await CompareAsync(hosts.Connect(Hosts.AddressOf(app)), codes), "calls", Least);
        yield return Row.Ratio("White-list look-up through the gateway; baseline: empty method through the gateway",
            await CompareAsync(hosts.Connect(Hosts.AddressOf(gateway)), codes), "calls", Least);
    }

    /// <summary>The gateway with identity, limits and access log against YARP alone, forwarding the same calls of an officer.</summary>
    public static async IAsyncEnumerable<Row> GateAsync()
    {
        await using var hosts = new Hosts();
        var folder = Path.GetDirectoryName(hosts.IdentityKey)!;
        var app = await hosts.ServicesAsync(
            new() { ["Database:ConnectionString"] = $"Data Source={folder}/{{service}}.db" }, [new InstitutionsModule(), new EmptyModule()]);
        var codes = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<InstitutionsDb>>());
        var limits = Path.Combine(folder, "limits.yaml");
        await File.WriteAllTextAsync(limits, "callers: { DEFAULT: { per_second: 1000000, burst: 1000000 } }");
        var gateway = await hosts.GatewayAsync(app, new()
        {
            ["Identity:KeyFile"] = hosts.IdentityKey, ["Gateway:LimitsFile"] = limits, ["Gateway:AccessLog"] = Path.Combine(folder, "access.log"),
        });
        var bare = await hosts.BareProxyAsync(app);
        var (through, beside) = (hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(gateway)), "530102"), hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(bare)), "530102"));

        var (empty, emptyBare) = (new EmptyService.EmptyServiceClient(through), new EmptyService.EmptyServiceClient(beside));
        yield return Row.Ratio("Empty method through the gateway, with identity, limits and log; baseline: through bare YARP", await Load.CompareAsync(
            () => Load.RateAsync(CallsARound, async (_, _) => await emptyBare.NothingAsync(new NothingRequest())),
            () => Load.RateAsync(CallsARound, async (_, _) => await empty.NothingAsync(new NothingRequest()))), "calls", Least);
        var (directory, directoryBare) = (new DirectoryService.DirectoryServiceClient(through), new DirectoryService.DirectoryServiceClient(beside));
        LookUpInstitutionRequest Ask(int i) => new() { UnifiedSocialCreditCode = codes[i % codes.Length] };
        yield return Row.Ratio("White-list look-up through the gateway, with identity, limits and log; baseline: through bare YARP", await Load.CompareAsync(
            () => Load.RateAsync(CallsARound, async (_, i) => await directoryBare.LookUpInstitutionAsync(Ask(i))),
            () => Load.RateAsync(CallsARound, async (_, i) => await directory.LookUpInstitutionAsync(Ask(i)))), "calls", Least);
    }

    private static Task<Comparison> CompareAsync(GrpcChannel channel, string[] codes)
    {
        var empty = new EmptyService.EmptyServiceClient(channel);
        var directory = new DirectoryService.DirectoryServiceClient(channel);
        return Load.CompareAsync(
            () => Load.RateAsync(CallsARound, async (_, _) => await empty.NothingAsync(new NothingRequest())),
            () => Load.RateAsync(CallsARound, async (_, i) =>
                await directory.LookUpInstitutionAsync(new LookUpInstitutionRequest { UnifiedSocialCreditCode = codes[i % codes.Length] })));
    }

    private static async Task<string[]> FillAsync(IDbContextFactory<InstitutionsDb> databases)
    {
        await using var db = await databases.CreateDbContextAsync();
        var codes = new string[Institutions];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = UnifiedSocialCreditCode.Complete("52530102", $"XX{i:D6}");
            db.Institutions.Add(Institution.ForSample(
                Guid.CreateVersion7(), $"测试培训学校{i}", codes[i], TrainingCategory.Arts, new Site("测试路一号", 300, null),
                new LicenceNumber("530102", 2026, i + 1), new DateOnly(2026, 3, 1)));
        }
        await db.SaveChangesAsync();
        return codes;
    }
}
