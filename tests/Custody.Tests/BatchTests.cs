using Grpc.Core;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

public sealed class BatchTests
{
    [Fact]
    public async Task A_batch_is_answered_in_order_and_goes_on_where_it_was_broken_off()
    {
        await using var custody = await CustodyHost.StartAsync();
        var agreement = await custody.OpenAsync();
        var contracts = new List<Contract>();
        for (var i = 0; i < 5; i++) contracts.Add(await custody.RegisterAsync(agreement));
        var entries = Enumerable.Range(0, 600).Select(i => Deposit(contracts[i % 5], 10)).ToList();
        entries[7].AmountFen = 0;
        entries[8] = Deposit(contracts[0], 10);
        entries[8].ToAccountId = Registry.NewId();
        var header = new BatchHeader { BatchId = Registry.NewId(), Division = custody.County };

        var first = await SendAsync(custody, header, Part(0, entries[..300]));
        Assert.Equal([0, 300], first.Select(a => a.NextPosition));
        Assert.Equal((PostingResult.FieldInvalid, PostingResult.ToUnknown, 298),
            (first[1].Results[7], first[1].Results[8], first[1].Results.Count(r => r == PostingResult.Posted)));

        // Sent again from the beginning: the first part is answered as before and posted once.
        var again = await SendAsync(custody, header, Part(0, entries[..300]), Part(300, entries[300..]));
        Assert.Equal([300, 300, 600], again.Select(a => a.NextPosition));
        Assert.Equal(first[1], again[1]);
        Assert.All(again[2].Results, result => Assert.Equal(PostingResult.Posted, result));
        var verdict = await custody.VerifyAsync();
        Assert.Equal((true, 598, 2), (verdict.Intact, verdict.Entries, verdict.Commits));

        Assert.Equal("BATCH_POSITION_GAP", await ReasonAsync(SendAsync(custody, header, Part(900, entries[..1]))));
        Assert.Equal("BATCH_HEADER_DIFFERS", await ReasonAsync(SendAsync(custody, new BatchHeader { BatchId = header.BatchId, Division = "110000" }, Part(600, entries[..1]), "110000")));
    }

    [Fact]
    public async Task One_entry_is_posted_once_whoever_asks_how_often()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        var entry = Deposit(contract, 10);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await custody.Ledger.PostEntryAsync(new() { RequestId = Registry.NewId(), Division = custody.County, Entry = entry })).Result));
        Assert.Equal((1, 7), (results.Count(r => r == PostingResult.Posted), results.Count(r => r == PostingResult.Exists)));
        entry.AmountFen = 11;
        Assert.Equal(PostingResult.IdReused, (await custody.Ledger.PostEntryAsync(new() { RequestId = Registry.NewId(), Division = custody.County, Entry = entry })).Result);
        var account = (await custody.Ledger.GetAccountAsync(new() { AccountId = entry.ToAccountId })).Account;
        Assert.Equal((10, 10, 0), (account.BalanceFen, account.ReceivedFen, account.GivenFen));
        Assert.Equal(entry.EntryId, Assert.Single((await custody.Ledger.ListEntriesAsync(new() { AccountId = entry.ToAccountId })).Entries).EntryId);
    }

    [Fact]
    public async Task Entries_that_come_at_the_same_time_are_each_answered_audited_and_stored_once()
    {
        await using var custody = await CustodyHost.StartAsync();
        var contract = await custody.RegisterAsync(await custody.OpenAsync());
        // Forty entries, each sent twice at once as after a lost answer; every fifth with a request id that an entry of other content took.
        PostEntryRequest[] sent = [.. Enumerable.Range(0, 40).Select(i => new PostEntryRequest { RequestId = Registry.NewId(), Division = custody.County, Entry = Deposit(contract, 10) })];
        await Task.WhenAll(sent.Where((_, i) => i % 5 == 0).Select(r => custody.Ledger.PostEntryAsync(new(r) { Entry = Deposit(contract, 1) }).ResponseAsync));
        var answers = await Task.WhenAll(sent.Concat(sent).Select(async (request, i) =>
        {
            try
            {
                return $"{(await custody.Ledger.PostEntryAsync(request)).Result}";
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.All(answers.Select((answer, i) => (answer, i)), a => Assert.Equal(a.i % 5 == 0 ? "REQUEST_ID_REUSED" : "Posted", a.answer));
        var account = (await custody.Ledger.GetAccountAsync(new() { AccountId = sent[0].Entry.ToAccountId })).Account;
        Assert.Equal(32 * 10 + 8, account.ReceivedFen);
        var verdict = await custody.VerifyAsync();
        Assert.Equal((true, 40), (verdict.Intact, verdict.Entries));
        var audit = await new OperationService.OperationServiceClient(custody.Host.With(custody.Host.Token("OPERATOR", "000000")))
            .ListAuditRecordsAsync(new() { Service = "custody", PageSize = 200 });
        var posted = audit.Records.Where(r => r.Method.EndsWith("/PostEntry", StringComparison.Ordinal) && r.Result == "OK").Select(r => r.Resource).ToList();
        Assert.Equal((40, 40), (posted.Count, posted.Distinct().Count()));
    }

    private static BatchPart Part(long position, List<Entry> entries) => new() { Position = position, Entries = { entries } };

    private static Task<List<PostEntriesResponse>> SendAsync(CustodyHost custody, BatchHeader header, params BatchPart[] parts) => SendAsync(custody, header, parts, custody.County);

    private static Task<List<PostEntriesResponse>> SendAsync(CustodyHost custody, BatchHeader header, BatchPart part, string office) => SendAsync(custody, header, [part], office);

    private static async Task<List<PostEntriesResponse>> SendAsync(CustodyHost custody, BatchHeader header, BatchPart[] parts, string office)
    {
        using var call = new LedgerService.LedgerServiceClient(custody.Officer(office)).PostEntries();
        await call.RequestStream.WriteAsync(new() { Header = header });
        foreach (var part in parts) await call.RequestStream.WriteAsync(new() { Part = part });
        await call.RequestStream.CompleteAsync();
        var answers = new List<PostEntriesResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync()) answers.Add(answer);
        return answers;
    }

    private static async Task<string> ReasonAsync(Task<List<PostEntriesResponse>> call) => RichError.Of(await Assert.ThrowsAsync<RpcException>(() => call)).Reason;

    private static Entry Deposit(Contract contract, long fen) => new()
    {
        EntryId = Guid.CreateVersion7().ToString(), FromAccountId = Account(contract, Domain.AccountKind.Paid), ToAccountId = Account(contract, Domain.AccountKind.Held),
        AmountFen = fen, Kind = EntryKind.Deposit,
    };

    private static string Account(Contract contract, Domain.AccountKind kind) => $"{Domain.LedgerIds.Of(Guid.Parse(contract.ContractId), kind)}";
}
