using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using ShuangJian.Institutions;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Benchmarks;

/// <summary>
/// Submitting an application over gRPC, with everything that one write holds, against one bare row over
/// Npgsql. Both wait for the log on disk; both come from 32 clients.
/// </summary>
internal static class Submit
{
    private const string County = "530102";
    private const int SubmitsARound = 2000;
    private const int InsertsARound = 6000;
    private const int Rounds = Load.WarmUps + Load.Rounds;
    private const double Least = 0.3;
    private static readonly string Organiser = UnifiedSocialCreditCode.Complete("52530102", "XX000001");

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}") }, [new InstitutionsModule()]);
        await using var plain = await PlainTable.CreateAsync(postgres.ConnectionString(InstitutionsModule.ServiceName));

        var client = new ApplicationService.ApplicationServiceClient(hosts.AsInstitution(hosts.Connect(Hosts.AddressOf(app)), County, Organiser));
        var drafts = new string[SubmitsARound * Rounds];
        var created = await Load.RateAsync(drafts.Length, async (_, i) => drafts[i] = await CreateAsync(client));
        await plain.WaitForBackgroundAsync();

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
            });
        yield return Row.Ratio("Submit an application: state, event, audit and answer in one transaction, PostgreSQL, 32 clients; baseline: one bare row", rates, "calls", Least);
        yield return Row.Told("… until the audit is sealed and the outbox empty", $"{Load.Median(background):N0} calls/s", $"{rates.Baseline:N0} /s", $"{Load.Median(background) / rates.Baseline:F2} ×");
        var (submitCost, insertCost) = (Load.Median(submitCosts[Load.WarmUps..]), Load.Median(insertCosts[Load.WarmUps..]));
        yield return Row.Told("… processor time of one call, caller, service, PostgreSQL and background together",
            $"{submitCost:N0} µs", $"{insertCost:N0} µs", $"{insertCost / submitCost:F2} ×");
        yield return Row.Told("Create a draft, the same way", $"{created:N0} calls/s", $"{rates.Baseline:N0} /s", $"{created / rates.Baseline:F2} ×");
    }

    private static async Task<string> CreateAsync(ApplicationService.ApplicationServiceClient client)
    {
        var answer = await client.CreateApplicationAsync(new CreateApplicationRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Application = new Application
            {
                Division = County,
                ApplicantCode = Organiser,
                InstitutionName = "测试艺术培训中心",
                Category = TrainingCategory.Arts,
                Stages = { EducationStage.Primary },
                Mode = TrainingMode.Offline,
                // The number that GB 11643 gives as its example: nobody's.
                LegalRepresentative = new Person { Name = "测试", IdentityNumber = "11010519491231002X", Phone = "13800000000" },
                Sites = { new Site { Address = "测试路一号", AreaSquareMetres = 300, LeaseEndsOn = "2029-12-31" } },
                Documents = { new Document { Type = DocumentType.FireSafety, Title = "消防安全证明", Sha256 = new string('a', 64) } },
            },
        });
        return answer.Application.ApplicationId;
    }

    /// <summary>The baseline: a table of a key, a text and an instant; one prepared statement on a connection for each client.</summary>
    private sealed class PlainTable : IAsyncDisposable
    {
        private static readonly string Text = new('x', 200);
        private readonly NpgsqlConnection[] _connections;
        private readonly NpgsqlCommand[] _inserts;

        private PlainTable(string connectionString)
        {
            _connections = [.. Enumerable.Range(0, Load.Clients).Select(_ => new NpgsqlConnection(connectionString + ";Application Name=baseline"))];
            _inserts = [.. _connections.Select(c => new NpgsqlCommand("insert into plain (id, body, at) values ($1, $2, now())", c)
            {
                Parameters = { new() { NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = Text } },
            })];
        }

        public static async Task<PlainTable> CreateAsync(string connectionString)
        {
            var table = new PlainTable(connectionString);
            await Task.WhenAll(table._connections.Select(c => c.OpenAsync()));
            await using var create = new NpgsqlCommand("create table plain (id uuid primary key, body text not null, at timestamptz not null)", table._connections[0]);
            await create.ExecuteNonQueryAsync();
            await Task.WhenAll(table._inserts.Select(i => i.PrepareAsync()));
            return table;
        }

        public Task<int> InsertAsync(int client, int call)
        {
            _inserts[client].Parameters[0].Value = Guid.CreateVersion7();
            return _inserts[client].ExecuteNonQueryAsync();
        }

        public async Task WaitForBackgroundAsync()
        {
            await using var left = new NpgsqlCommand("select (select count(*) from outbox) + (select count(*) from audit where \"Position\" is null)", _connections[0]);
            await Eventually.TrueAsync("the background work is done", async () => (long)(await left.ExecuteScalarAsync())! == 0);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var connection in _connections) await connection.DisposeAsync();
        }
    }
}
