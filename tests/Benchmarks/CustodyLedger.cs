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

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var hosts = new Hosts();
        var app = await hosts.ServicesAsync(
            new() { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = postgres.ConnectionString("{service}") }, [new CustodyModule(), new EmptyModule()]);
        var contracts = await FillAsync(app.Services.GetRequiredService<IDbContextFactory<CustodyDb>>());
        var channel = hosts.Connect(Hosts.AddressOf(app));
        var ledger = new LedgerService.LedgerServiceClient(hosts.AsRegulator(channel, County));
        var empty = new EmptyService.EmptyServiceClient(channel);
        await BenchAsync(postgres, "-i", "-s", "20", "-q");

        var batches = await Load.CompareAsync(() => TransactionsAsync(postgres), () => PostBatchesAsync(ledger, contracts));
        yield return Row.Ratio($"Batch posting, entries in parts of {EntriesOfAPart}, one commit each, {Load.Clients} clients; baseline: pgbench -N, {Load.Clients} clients", batches, "entries", 5);
        var singles = await Load.CompareAsync(() => TransactionsAsync(postgres), () => Load.RateAsync(PostsARound, async (_, i) => await ledger.PostEntryAsync(new PostEntryRequest
        {
            RequestId = Guid.NewGuid().ToString(), Division = County, Entry = Deposit(contracts[i % Owners * ContractsOfAnOwner + i / Owners % ContractsOfAnOwner]),
        })));
        yield return Row.Ratio("Single posting: entry, balances, event chain, audit and answer in one transaction; baseline: pgbench -N", singles, "calls", 0.3);
        var reads = await Load.CompareAsync(
            () => Load.RateAsync(ReadsARound, async (_, _) => await empty.NothingAsync(new NothingRequest())),
            () => Load.RateAsync(ReadsARound, async (_, i) => await ledger.GetAccountAsync(new GetAccountRequest { AccountId = Id(contracts[i % contracts.Length], AccountKind.Held) })));
        yield return Row.Ratio("Balance read; baseline: empty method (at most twice its time)", reads, "calls", 0.5);
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
