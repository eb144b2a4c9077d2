using System.Diagnostics;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using ShuangJian.Institutions;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>A register of a hundred thousand institutions on PostgreSQL: how fast it comes in, and how fast one is found in it.</summary>
internal static class RegistrySize
{
    private const int Large = 100_000;
    private const int Small = 1_000;
    private const int Imports = 3;
    private const int Searches = 500;
    private const double LeastImport = 0.3;
    private const double LeastLookUp = 1 / 1.5;
    private const double MostSearch = 50;
    private const double MostCensus = 100;
    private const int Counts = 200;
    private const string County = "530102";
    private const string Signs = "春夏秋冬梅兰竹菊山水云海星辰日月金木火土东南西北文武书画琴棋德智体美劳光明远志博学";

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var large = await HostAsync(hosts, postgres, "large");
        var small = await HostAsync(hosts, postgres, "small");

        var comparison = await ImportAsync(hosts, large, postgres.ConnectionString("large"));
        yield return Row.Ratio($"Import {Large:N0} institutions with every check, event and audit row, PostgreSQL; baseline: COPY of the same rows into the same table",
            comparison, "rows", LeastImport);
        await SendAsync(hosts, small, Small);
        foreach (var database in (string[])["large", "small"]) await PlainCopy.ExecuteAsync(postgres.ConnectionString(database), "vacuum analyze");

        yield return Row.Ratio($"Look-up by code among {Large:N0}, nothing cached; baseline: among {Small:N0}", await LookUpAsync(hosts, large, small), "calls", LeastLookUp);
        yield return Row.Below($"Search by a part of the name among {Large:N0}, nothing cached, 99th percentile", await SearchAsync(hosts, large), "ms", MostSearch, "F1");
        yield return Row.Below($"Census of a province with its cities from the totals kept of {Large:N0}, equal to a full recount, 99th percentile",
            await CensusAsync(hosts, large, postgres.ConnectionString("large")), "ms", MostCensus, "F1");
    }

    private static Task<WebApplication> HostAsync(Hosts hosts, PostgresServer postgres, string database) => hosts.ServicesAsync(
        new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString(database) }, [new InstitutionsModule()]);

    private static Task<Comparison> ImportAsync(Hosts hosts, WebApplication app, string connectionString) => Load.CompareAsync(
        async () =>
        {
            await PlainCopy.ExecuteAsync(connectionString, "truncate institutions; drop table if exists plain");
            var watch = Stopwatch.StartNew();
            await SendAsync(hosts, app, Large);
            var imported = Large / watch.Elapsed.TotalSeconds;
            await PlainCopy.UntilEmptyAsync(connectionString, "outbox");
            return (imported, await PlainCopy.RateAsync(connectionString, "institutions"));
        },
        leastWarmUps: 1, rounds: Imports);

    /// <summary>Sends a file of so many rows and waits for its end.</summary>
    private static async Task SendAsync(Hosts hosts, WebApplication app, int rows)
    {
        var file = Encoding.UTF8.GetBytes(File(rows));
        var token = OwnTokens.Sign(hosts.IdentityKey, "benchmark", "REGULATOR", County, "EDUCATION", null, DateTime.UtcNow.AddHours(1));
        var client = new BulkService.BulkServiceClient(hosts.Connect(Hosts.AddressOf(app)).Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        }));
        using var call = client.ImportInstitutions();
        await call.RequestStream.WriteAsync(new()
        {
            Header = new ImportHeader { BatchId = Guid.NewGuid().ToString(), Division = County, Format = FileFormat.Csv, Existing = ExistingPolicy.Report },
        });
        var sending = Task.Run(async () =>
        {
            const int Piece = 256 * 1024;
            for (var at = 0; at < file.Length; at += Piece)
            {
                var data = UnsafeByteOperations.UnsafeWrap(file.AsMemory(at, Math.Min(Piece, file.Length - at)));
                await call.RequestStream.WriteAsync(new() { Chunk = new FileChunk { Offset = at, Data = data, Last = at + data.Length == file.Length } });
            }
        });
        Import? import = null;
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) import = answer.Import;
        await sending;
        if (import is not { State: ImportState.Completed } || import.Stored != rows) throw new InvalidOperationException($"The import ended as {import}.");
    }

    private static string File(int rows)
    {
        var text = new StringBuilder("name,unified_social_credit_code,division,category,stages,mode,address,area_square_metres,lease_ends_on,licence_number,licensed_on\n");
        var random = new Random(1);
        for (var i = 0; i < rows; i++)
        {
            var name = $"昆明{Signs[random.Next(Signs.Length)]}{Signs[random.Next(Signs.Length)]}{Signs[random.Next(Signs.Length)]}艺术培训学校{i}";
            text.Append($"{name},{CodeOf(i)},{County},ARTS,PRIMARY;JUNIOR,OFFLINE,测试路{i}号二层,300,2031-12-31,TEST-{i},2024-05-06\n");
        }
        return text.ToString();
    }

    private static string CodeOf(int number) => UnifiedSocialCreditCode.Complete($"52{County}", $"XX{number:D6}");

    private static Task<Comparison> LookUpAsync(Hosts hosts, WebApplication large, WebApplication small)
    {
        Func<Task<double>> Round(WebApplication app, int step)
        {
            var directory = new DirectoryService.DirectoryServiceClient(hosts.Connect(Hosts.AddressOf(app)));
            var cache = app.Services.GetRequiredService<AnswerCache>();
            return () =>
            {
                // Each code is asked for once a round, and what the round before left is forgotten.
                cache.Renew(DirectoryGrpc.WhiteList);
                return Load.RateAsync(Small, async (_, i) =>
                    await directory.LookUpInstitutionAsync(new LookUpInstitutionRequest { UnifiedSocialCreditCode = CodeOf(i * step) }));
            };
        }
        return Load.CompareAsync(Round(small, 1), Round(large, Large / Small));
    }

    private static async Task<double> SearchAsync(Hosts hosts, WebApplication app)
    {
        var directory = new DirectoryService.DirectoryServiceClient(hosts.Connect(Hosts.AddressOf(app)));
        var random = new Random(2);
        var times = new List<double>();
        for (var i = 0; i < Searches + Small / 10; i++)
        {
            // Rare, frequent, everywhere and nowhere.
            var (a, b) = (Signs[random.Next(Signs.Length)], Signs[random.Next(Signs.Length)]);
            var part = (i % 4) switch { 0 => $"{a}{b}", 1 => $"{b}艺术", 2 => $"培训学校{random.Next(Large)}", _ => $"{a}{b}小学{i}" };
            var watch = Stopwatch.StartNew();
            await directory.ListWhiteListAsync(new ListWhiteListRequest { Division = "530000", NameContains = part, PageSize = 20 + i % 100 });
            if (i >= Small / 10) times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Load.Percentile(times, 0.99);
    }

    /// <summary>Spreads the institutions over the province, counts them anew, and asks for the totals.</summary>
    private static async Task<double> CensusAsync(Hosts hosts, WebApplication app, string connectionString)
    {
        var divisions = Law.Current.Divisions;
        var counties = divisions.Children(DivisionCode.Parse("530000")).SelectMany(city => divisions.Children(city.Code)).Select(d => $"'{d.Code}'").ToList();
        await PlainCopy.ExecuteAsync(connectionString, $"""
            update institutions set "Division" = (array[{string.Join(',', counties)}])[1 + abs(hashtext("Code")) % {counties.Count}],
                "Category" = (array['Arts','Sports','Science','Academic'])[1 + abs(hashtext("LicenceNumber")) % 4],
                "Mode" = (array['Offline','Online'])[1 + abs(hashtext("Name")) % 2], "Pupils" = 100, "PrepaidFen" = 1000000
            """);
        var channel = hosts.Connect(Hosts.AddressOf(app));
        CensusService.CensusServiceClient As(string audience, string? department) => new(channel.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + OwnTokens.Sign(hosts.IdentityKey, "benchmark", audience, "000000", department, null, DateTime.UtcNow.AddHours(1)));
            return metadata;
        }));
        var owner = As("OPERATOR", null);
        await owner.RecountCensusAsync(new RecountCensusRequest { RequestId = Guid.NewGuid().ToString(), Division = "000000" });
        var left = await owner.RecountCensusAsync(new RecountCensusRequest { RequestId = Guid.NewGuid().ToString(), Division = "000000", ValidateOnly = true });
        await PlainCopy.ExecuteAsync(connectionString, "vacuum analyze census_counts");
        var office = As("REGULATOR", "EDUCATION");
        var times = new List<double>();
        var count = 0;
        for (var i = 0; i < Counts + Counts / 10; i++)
        {
            var watch = Stopwatch.StartNew();
            var census = await office.GetCensusAsync(new GetCensusRequest { Division = "530000", IncludeParts = true });
            if (i >= Counts / 10) times.Add(watch.Elapsed.TotalMilliseconds);
            count = census.Totals.Sum(t => t.Count);
        }
        if (left.Differences.Count > 0 || count != Large) throw new InvalidOperationException($"The census counts {count} of {Large}, {left.Differences.Count} totals differ.");
        return Load.Percentile(times, 0.99);
    }
}
