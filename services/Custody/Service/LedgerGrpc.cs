using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Type.V1;
using EntryKind = ShuangJian.Custody.Domain.EntryKind;

namespace ShuangJian.Custody;

/// <summary>The ledger as others see and post to it.</summary>
public sealed class LedgerGrpc(
    Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, LedgerPostings postings, LedgerReads reads, Verifications verifications) : LedgerService.LedgerServiceBase
{
    /// <inheritdoc />
    public override Task<PostEntryResponse> PostEntry(PostEntryRequest request, ServerCallContext context) => postings.RunAsync(request, context);

    /// <inheritdoc />
    public override async Task PostEntries(
        IAsyncStreamReader<PostEntriesRequest> requestStream, IServerStreamWriter<PostEntriesResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<PostEntriesRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        await new BatchSession(commands, requests.Current.Header, responseStream, context).RunAsync(requests);
    }

    /// <inheritdoc />
    public override async Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context) =>
        new() { Account = (await FindAsync(request.AccountId, context)).ToProto() };

    /// <inheritdoc />
    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var account = (await FindAsync(request.AccountId, context)).Id;
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        // Commits grow with time; the place of an entry is its commit and its place in it.
        var (commit, ordinal) = (Guid.Empty, 0);
        var after = Paging.After(request, request.PageToken);
        if (after is not null && (after.Split('/') is not [var first, var second] || !Guid.TryParse(first, out commit) || !int.TryParse(second, out ordinal))) throw Paging.Invalid();
        var rows = db.Entries.AsNoTracking().Where(e => e.From == account || e.To == account);
        if (after is not null) rows = rows.Where(e => e.Commit < commit || (e.Commit == commit && e.Ordinal < ordinal));
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(e => e.Commit).ThenByDescending(e => e.Ordinal).Take(size + 1).ToListAsync(context.CancellationToken);
        return new ListEntriesResponse
        {
            Entries = { page.Take(size).Select(e => e.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Commit}/{page[size - 1].Ordinal}") : "",
        };
    }

    /// <inheritdoc />
    public override async Task<VerifyLedgerResponse> VerifyLedger(VerifyLedgerRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var verdict = await LedgerVerification.VerifyAsync(db, context.CancellationToken);
        await verifications.RecordAsync(CustodyModule.ServiceName, Verifications.Ledger, verdict.Faults.Count == 0, context);
        return new VerifyLedgerResponse
        {
            Intact = verdict.Faults.Count == 0,
            Accounts = verdict.Accounts,
            Entries = verdict.Entries,
            Commits = verdict.Commits,
            Unsealed = verdict.Unsealed,
            Head = Convert.ToHexStringLower(verdict.Head),
            Faults = { verdict.Faults.Select(f => new Protos.Custody.V1.LedgerFault { Kind = f.Kind, Subject = f.Subject }) },
        };
    }

    /// <summary>A bank posts to the reserves that it keeps, a regulator within the division of the call.</summary>
    internal static Func<LedgerOwner, EntryDraft, bool> MayUse(Caller caller, DivisionCode division) => (owner, draft) =>
        division.Contains(DivisionCode.Parse(owner.Division))
        && (caller.Audience != Audience.Bank || (owner.BankCode == caller.Organization && draft.Kind is (EntryKind.ReserveIn or EntryKind.ReserveOut)));

    private async Task<Domain.Account> FindAsync(string accountId, ServerCallContext context)
    {
        var id = Guid.Parse(accountId);
        var found = await reads.GetAsync(id, context.CancellationToken);
        Sight.MustSee(found?.Owner, Caller.Of(context), $"accounts/{id}");
        return found!.Account;
    }
}

/// <summary>An account as it stands, and whose it is.</summary>
public sealed record OwnedAccount(Domain.Account Account, LedgerOwner Owner);

/// <summary>Accounts read; those that are asked for at the same time are one query.</summary>
public sealed class LedgerReads(IDbContextFactory<CustodyDb> databases) : ReadTogether<Guid, OwnedAccount>(async ids =>
{
    await using var db = await databases.CreateDbContextAsync();
    return await db.Accounts.AsNoTracking().Where(a => EF.Parameter(ids).Contains(a.Id))
        .Join(db.Owners, a => a.Owner, o => o.Id, (account, owner) => new OwnedAccount(account, owner)).ToDictionaryAsync(a => a.Account.Id);
});

/// <summary>Single entries; those of one caller that come at the same time are one commit.</summary>
public sealed class LedgerPostings(Commands<CustodyDb> commands)
    : Together<CustodyDb, PostEntryRequest, PostEntryResponse>(
        commands, (request, caller) => $"{caller.Audience}/{caller.Organization}/{caller.Subject}/{request.Division}", PostAsync)
{
    private static async Task<IReadOnlyList<PostEntryResponse>?> PostAsync(
        CustodyDb db, IReadOnlyList<(PostEntryRequest Request, Command Command)> calls, CancellationToken cancellation)
    {
        var (first, command) = calls[0];
        var posting = await LedgerBook.PostAsync(
            db, [.. calls.Select(c => c.Request.Entry.ToDraft())], command.Now, command.Caller.Subject,
            LedgerGrpc.MayUse(command.Caller, DivisionCode.Parse(first.Division)), cancellation);
        await WatchAsync(db, [.. posting.Entries.Where(e => e.Kind is EntryKind.ReserveIn or EntryKind.ReserveOut).Select(e => e.From)], cancellation);
        foreach (var ((request, own), code) in calls.Zip(posting.Codes))
            (own.Resource, own.Purpose) = ($"entries/{request.Entry.EntryId}", $"{code}");
        return [.. posting.Codes.Select(code => new PostEntryResponse { Result = EnumMap<PostingResult, PostingCode>.ToWire(code) })];
    }

    /// <summary>Reserves that moved are judged anew by the next turn.</summary>
    private static async Task WatchAsync(CustodyDb db, Guid[] moved, CancellationToken cancellation)
    {
        if (moved.Length == 0) return;
        await db.Set<Domain.Agreement>().Where(a => db.Accounts.Any(b => EF.Parameter(moved).Contains(b.Id) && b.Owner == a.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.WatchedOn, (DateOnly?)null), cancellation);
    }
}
