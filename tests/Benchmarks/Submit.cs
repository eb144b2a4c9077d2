using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using Application = ShuangJian.Institutions.Domain.Application;
using Document = ShuangJian.Institutions.Domain.Document;
using DocumentType = ShuangJian.Institutions.Domain.DocumentType;
using EducationStage = ShuangJian.Policy.EducationStage;
using Site = ShuangJian.Institutions.Domain.Site;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;
using TrainingMode = ShuangJian.Institutions.Domain.TrainingMode;

namespace ShuangJian.Benchmarks;

/// <summary>
/// Submitting an application over gRPC, with everything that one write holds, against one bare row over
/// Npgsql. Both wait for the log on disk; both come from 32 clients.
/// </summary>
internal static class Submit
{
    private const string County = "530102";
    private const int SubmitsARound = 3000;
    private const int InsertsARound = 4000;
    private const double Least = 0.3;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}") }, [new InstitutionsModule()]);
        await using var plain = await PlainInsert.CreateAsync(postgres.ConnectionString(InstitutionsModule.ServiceName));

        var client = new ApplicationService.ApplicationServiceClient(hosts.AsRegulator(hosts.Connect(Hosts.AddressOf(app)), County));
        var drafts = await DraftAsync(app.Services, SubmitsARound * (Load.MostWarmUps + Load.Rounds));

        var submitted = 0;
        var (insertCosts, submitCosts, background) = (new List<double>(), new List<double>(), new List<double>());
        var rates = await Load.CompareAsync(
            async () =>
            {
                var (rate, cost) = await ProcessorTime.OfAsync(InsertsARound, () => Load.RateAsync(InsertsARound, plain.InsertAsync));
                insertCosts.Add(cost);
                return rate;
            },
            async () =>
            {
                var watch = Stopwatch.StartNew();
                var (rate, cost) = await ProcessorTime.OfAsync(SubmitsARound, async () =>
                {
                    var answered = await Load.RateAsync(SubmitsARound, async (_, _) =>
                    {
                        var application = drafts[Interlocked.Increment(ref submitted) - 1];
                        await client.SubmitApplicationAsync(new SubmitApplicationRequest { RequestId = Guid.NewGuid().ToString(), ApplicationId = application });
                    });
                    // The next round of the baseline must not pay for what this one left to do.
                    await plain.WaitForBackgroundAsync();
                    return answered;
                });
                submitCosts.Add(cost);
                background.Add(SubmitsARound / watch.Elapsed.TotalSeconds);
                return rate;
            },
            plain.AnalyzeAsync);
        yield return Row.Ratio("Submit an application: state, event, audit and answer in one transaction, PostgreSQL, 32 clients; baseline: one bare row", rates, "calls", Least);
        yield return Row.Told("… until the audit is sealed and the outbox empty", $"{Load.Median(background):N0} calls/s", $"{rates.Baseline:N0} /s", $"{Load.Median(background) / rates.Baseline:F2} ×");
        var (submitCost, insertCost) = (Load.Median(submitCosts[^Load.Rounds..]), Load.Median(insertCosts[^Load.Rounds..]));
        yield return Row.Told("… processor time of one call, caller, service, PostgreSQL and background together",
            $"{submitCost:N0} µs", $"{insertCost:N0} µs", $"{insertCost / submitCost:F2} ×");
    }

    /// <summary>Stores drafts as CreateApplication does, many in a transaction.</summary>
    private static async Task<string[]> DraftAsync(IServiceProvider services, int count)
    {
        var protector = services.GetRequiredService<PersonalData>();
        // The number that GB 11643 gives as its example: nobody's.
        const string Person = """{"Name":"测试","IdentityNumber":"11010519491231002X","Phone":"13800000000"}""";
        // As in life, every organiser applies once and for premises of its own.
        var drafts = Enumerable.Range(0, count).Select(i => Application.Create(
            Guid.CreateVersion7(), County, UnifiedSocialCreditCode.Complete("52530102", $"XX{i:D6}"), Content(i),
            new SealedPerson(protector.Protect(Person), protector.Hash(Person)), DateTimeOffset.UtcNow)).ToList();
        foreach (var some in drafts.Chunk(1000))
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<InstitutionsDb>>().CreateDbContextAsync();
            db.Applications.AddRange(some);
            await db.SaveChangesAsync();
        }
        return [.. drafts.Select(d => d.Id.ToString())];
    }

    private static ApplicationContent Content(int number) => new(
        "测试艺术培训中心", TrainingCategory.Arts, [EducationStage.Primary], TrainingMode.Offline,
        [new Site($"测试路{number}号", 300, new DateOnly(2029, 12, 31))],
        [new Document(DocumentType.FireSafety, "消防安全证明", new string('a', 64), null)]);
}
