using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Benchmarks.Empty;
using ShuangJian.Custody;
using ShuangJian.Custody.Domain;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Testing;
using Account = ShuangJian.Custody.Domain.Account;
using AccountKind = ShuangJian.Custody.Domain.AccountKind;
using EntryKind = ShuangJian.Protos.Custody.V1.EntryKind;
using Wire = ShuangJian.Protos.Custody.V1.Entry;

namespace ShuangJian.Benchmarks;

/// <summary>
/// Posting to the ledger over gRPC against transactions of pgbench on the same PostgreSQL, both durable and from as many
/// clients; reading a balance against a method that does nothing.
/// </summary>
internal static partial class CustodyLedger
{
    private const string County = "530102";
    private const string Binaries = "/usr/lib/postgresql/15/bin/";
    private const int Owners = 64;
    private const int ContractsOfAnOwner = 50;
    private const int EntriesOfAPart = 2000;
    private const int PartsARound = 32;
    private const int PostsARound = 1500;
    private const int ReadsARound = 4000;
    private const int Seconds = 3;

    private const int Large = 10_000_000;
    private const int SlowClients = 8;
    private const double MostSlower = 1.3;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var bench = await StartAsync();
        yield return Row.Ratio($"Batch posting, entries in parts of {EntriesOfAPart}, one commit each, {Load.Clients} clients; baseline: pgbench -N, {Load.Clients} clients", await bench.BatchesAsync(), "entries", 5);
        yield return Row.Ratio("Single posting: entry, balances, event chain, audit and answer in one transaction; baseline: pgbench -N", await bench.SinglesAsync(), "calls", 0.3);
        yield return await bench.SlowestAsync();
        yield return Row.Ratio("Balance read; baseline: empty method (at most twice its time)", await bench.ReadsAsync(), "calls", 0.5);
    }

    /// <summary>The same figures before and after ten million entries were posted in batches and sealed.</summary>
    public static async IAsyncEnumerable<Row> LargeAsync()
    {
        await using var bench = await StartAsync();
        var before = await bench.FiguresAsync();
        var watch = Stopwatch.StartNew();
        for (long posted = 0; posted < Large; posted += PartsARound * EntriesOfAPart) await bench.PostBatchesAsync();
        var seconds = watch.Elapsed.TotalSeconds;
        await bench.SealedAsync();
        yield return Row.Told($"{Large:N0} entries posted in parts of {EntriesOfAPart}", $"{Large / seconds:N0} entries/s");
        yield return Row.Told("… until the last of them was sealed", $"{watch.Elapsed.TotalSeconds - seconds:N0} s more");
        var after = await bench.FiguresAsync();
        for (var i = 0; i < after.Length; i++)
            yield return new Row(
                $"{after[i].What}, with {Large:N0} entries; baseline: without them", $"{after[i].Rates.Measured:N0} /s", $"{before[i].Rates.Measured:N0} /s",
                $"{before[i].Rates.Ratio / after[i].Rates.Ratio:F2} × slower", $"≤ {MostSlower:F1} ×", before[i].Rates.Ratio / after[i].Rates.Ratio <= MostSlower);
    }

    private static async Task<Bench> StartAsync()
    {
        var postgres = new PostgresServer();
        await postgres.StartAsync();
        var hosts = new Hosts();
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}") }, [new CustodyModule(), new EmptyModule()]);
        var contracts = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<CustodyDb>>());
        var channel = hosts.Connect(Hosts.AddressOf(app));
        await BenchAsync(postgres, "-i", "-s", "20", "-q");
        return new(postgres, hosts, contracts, new(hosts.AsRegulator(channel, County)), new(channel));
    }

    /// <summary>A ledger that runs, and what is measured of it.</summary>
    private sealed record Bench(
        PostgresServer Postgres, Hosts Hosts, Guid[] Contracts, LedgerService.LedgerServiceClient Ledger, EmptyService.EmptyServiceClient Empty) : IAsyncDisposable
    {
        public async Task<(string What, Comparison Rates)[]> FiguresAsync() =>
            [("Batch posting", await BatchesAsync()), ("Single posting", await SinglesAsync()), ("Balance read", await ReadsAsync())];

        public Task<Comparison> BatchesAsync() => Load.CompareAsync(() => TransactionsAsync(Postgres), PostBatchesAsync, AnalyzeAsync);

        public Task<double> PostBatchesAsync() => CustodyLedger.PostBatchesAsync(Ledger, Contracts);

        public Task<Comparison> SinglesAsync() => Load.CompareAsync(() => TransactionsAsync(Postgres), () => Load.RateAsync(PostsARound, (_, i) => PostOneAsync(i)), AnalyzeAsync);

        public Task<Comparison> ReadsAsync() => Load.CompareAsync(
            () => Load.RateAsync(ReadsARound, async (_, _) => await Empty.NothingAsync(new NothingRequest())),
            () => Load.RateAsync(ReadsARound, async (_, i) => await Ledger.GetAccountAsync(new GetAccountRequest { AccountId = Id(Contracts[i % Contracts.Length], AccountKind.Held) })));

        /// <summary>One in a hundred postings of a few clients takes longer than this, against what as many take for a bare durable row.</summary>
        public async Task<Row> SlowestAsync()
        {
            await using var plain = await PlainInsert.CreateAsync(Postgres.ConnectionString("custody"));
            for (var round = 0; round < Load.MostWarmUps; round++) await Load.TimesAsync(SlowClients, PostsARound, (_, i) => PostOneAsync(i));
            await AnalyzeAsync();
            var posts = await Load.TimesAsync(SlowClients, 6 * PostsARound, (_, i) => PostOneAsync(i));
            var inserts = await Load.TimesAsync(SlowClients, PostsARound, (client, i) => plain.InsertAsync(client, i));
            var (slowest, median) = (Load.Percentile(posts, 0.99), Load.Median(inserts));
            return new(
                $"Single posting, p99 of {SlowClients} clients; baseline: median of a bare durable insert of {SlowClients} clients", $"{slowest:F2} ms", $"{median:F2} ms",
                $"{slowest / median:F1} ×", "< 10.0 ×", slowest / median < 10);
        }

        /// <summary>What a database does by itself within a minute.</summary>
        private Task AnalyzeAsync() => PlainCopy.ExecuteAsync(Postgres.ConnectionString("custody"), "analyze");

        public Task SealedAsync() => PlainCopy.UntilEmptyAsync(Postgres.ConnectionString("custody"), "commits where \"Position\" is null");

        public async ValueTask DisposeAsync()
        {
            await Hosts.DisposeAsync();
            await Postgres.DisposeAsync();
        }

        private async Task PostOneAsync(int i) => await Ledger.PostEntryAsync(new PostEntryRequest
        {
            RequestId = Guid.NewGuid().ToString(), Division = County, Entry = Deposit(Contracts[i % Owners * ContractsOfAnOwner + i / Owners % ContractsOfAnOwner]),
        });
    }

    private static async Task<Guid[]> FillAsync(IDbContextFactory<CustodyDb> databases)
    {
        var contracts = new List<Guid>();
        for (var owner = 0; owner < Owners; owner++)
        {
            await using var db = await databases.CreateDbContextAsync();
            var id = LedgerIds.New();
            db.Owners.Add(new LedgerOwner { Id = id, Division = County });
            for (var i = 0; i < ContractsOfAnOwner; i++)
            {
                contracts.Add(LedgerIds.New());
                db.Accounts.AddRange(Account.OfContract(id, contracts[^1]));
            }
            await db.SaveChangesAsync();
        }
        return [.. contracts];
    }

    /// <summary>Each client posts for institutions of its own, as institutions and banks do; a part touches every contract of two.</summary>
    private static async Task<double> PostBatchesAsync(LedgerService.LedgerServiceClient ledger, Guid[] contracts)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Load.Clients).Select(client => Task.Run(async () =>
        {
            var mine = contracts.Skip(client * 2 * ContractsOfAnOwner).Take(2 * ContractsOfAnOwner).ToArray();
            using var call = ledger.PostEntries();
            await call.RequestStream.WriteAsync(new PostEntriesRequest { Header = new BatchHeader { BatchId = Guid.NewGuid().ToString(), Division = County } });
            await call.ResponseStream.MoveNext(default);
            for (var part = 0; part < PartsARound / Load.Clients; part++)
            {
                await call.RequestStream.WriteAsync(new PostEntriesRequest
                {
                    Part = new BatchPart { Position = (long)part * EntriesOfAPart, Entries = { Enumerable.Range(0, EntriesOfAPart).Select(i => Deposit(mine[i % mine.Length])) } },
                });
                await call.ResponseStream.MoveNext(default);
                if (call.ResponseStream.Current.Results.Any(r => r != PostingResult.Posted)) throw new InvalidOperationException("An entry was refused.");
            }
            await call.RequestStream.CompleteAsync();
        })));
        return PartsARound * EntriesOfAPart / watch.Elapsed.TotalSeconds;
    }

    private static Wire Deposit(Guid contract) => new()
    {
        EntryId = Guid.CreateVersion7().ToString(), FromAccountId = Id(contract, AccountKind.Paid), ToAccountId = Id(contract, AccountKind.Held), AmountFen = 100, Kind = EntryKind.Deposit,
    };

    private static string Id(Guid contract, AccountKind kind) => LedgerIds.Of(contract, kind).ToString();

    private static async Task<double> TransactionsAsync(PostgresServer postgres)
    {
        var said = await BenchAsync(postgres, "-N", "-c", $"{Load.Clients}", "-j", "2", "-T", $"{Seconds}", "-M", "prepared");
        return double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> BenchAsync(PostgresServer postgres, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Binaries + "pgbench", ["-h", "127.0.0.1", "-p", $"{postgres.Port}", "-U", "postgres", .. arguments, "postgres"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
