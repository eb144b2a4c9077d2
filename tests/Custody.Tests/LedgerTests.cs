using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;

namespace ShuangJian.Custody.Tests;

[Collection(BookSuite.Name)]
public sealed class LedgerTests(Books books)
{
    [Theory]
    [MemberData(nameof(Books.All), MemberType = typeof(Books))]
    public async Task Each_entry_gets_one_code_the_first_that_applies(DatabaseProvider provider)
    {
        var book = await books.NewAsync(provider, 2);
        var (contract, other) = (book.Contracts[0], book.Contracts[1]);
        var (deposit, release) = (Book.Deposit(contract, 500), Book.Release(contract, 200));
        var paidBack = Book.Back(deposit);
        (EntryDraft? Draft, PostingCode Code)[] cases =
        [
            (deposit, PostingCode.Posted),
            (deposit, PostingCode.Exists),
            (deposit with { Fen = 501 }, PostingCode.IdReused),
            (Book.Deposit(contract, 0), PostingCode.FieldInvalid),
            (null, PostingCode.FieldInvalid),
            (New(deposit) with { To = deposit.From }, PostingCode.AccountsSame),
            (New(deposit) with { From = Guid.NewGuid() }, PostingCode.FromUnknown),
            (New(deposit) with { To = Guid.NewGuid() }, PostingCode.ToUnknown),
            (New(deposit) with { Kind = EntryKind.Release }, PostingCode.KindMisplaced),
            (New(deposit) with { To = LedgerIds.Of(other, AccountKind.Held) }, PostingCode.KindMisplaced),
            (Book.Release(contract, 501), PostingCode.BelowZero),
            (release, PostingCode.Posted),
            (Book.Back(New(release)), PostingCode.ReversalUnknown),
            (Book.Back(release) with { Fen = 100 }, PostingCode.ReversalDiffers),
            (paidBack, PostingCode.BelowZero),
            (Book.Back(release), PostingCode.Posted),
            (Book.Back(release), PostingCode.ReversedBefore),
            (Book.Deposit(contract, long.MaxValue), PostingCode.SumTooLarge),
            (paidBack, PostingCode.Posted),
        ];
        Assert.Equal(cases.Select(c => c.Code), await book.PostAsync([.. cases.Select(c => c.Draft)]));
        Assert.Equal(cases.Select(c => c.Code == PostingCode.Posted ? PostingCode.Exists : c.Code).Take(3), await book.PostAsync(deposit, deposit, deposit with { Fen = 501 }));
        Assert.Equal((0, 0), (await book.BalanceAsync(contract, AccountKind.Held), await book.BalanceAsync(contract, AccountKind.Released)));
        Assert.Empty((await book.VerifyAsync()).Faults);
    }

    [Theory]
    [MemberData(nameof(Books.All), MemberType = typeof(Books))]
    public async Task A_hundred_clients_on_one_account_all_succeed_or_are_refused_by_the_rule(DatabaseProvider provider)
    {
        var book = await books.NewAsync(provider, 1);
        var contract = book.Contracts[0];
        await book.PostAsync(Book.Deposit(contract, 6000));
        var codes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () => (await book.PostAsync(Book.Release(contract, 100))).Single())));
        Assert.Equal((60, 40), (codes.Count(c => c == PostingCode.Posted), codes.Count(c => c == PostingCode.BelowZero)));
        Assert.Equal((0, 6000), (await book.BalanceAsync(contract, AccountKind.Held), await book.BalanceAsync(contract, AccountKind.Released)));
        Assert.Empty((await book.VerifyAsync()).Faults);
    }

    [Theory]
    [MemberData(nameof(Books.All), MemberType = typeof(Books))]
    public async Task Thousands_of_entries_in_one_commit_change_each_balance_once_and_come_out_as_one_by_one(DatabaseProvider provider)
    {
        var book = await books.NewAsync(provider, 200);
        var random = new Random(5);
        var drafts = Enumerable.Range(0, 2000).Select(i =>
        {
            var contract = book.Contracts[random.Next(200)];
            return random.Next(3) switch { 0 => Book.Release(contract, random.Next(1, 300)), 1 => Book.Refund(contract, random.Next(1, 300)), _ => Book.Deposit(contract, random.Next(1, 500)) };
        }).ToArray();
        var codes = await book.PostAsync(drafts);

        var held = book.Contracts.ToDictionary(c => LedgerIds.Of(c, AccountKind.Held), _ => 0L);
        var expected = drafts.Select(d =>
        {
            if (d.Kind == EntryKind.Deposit) held[d.To] += d.Fen;
            else if (held[d.From] < d.Fen) return PostingCode.BelowZero;
            else held[d.From] -= d.Fen;
            return PostingCode.Posted;
        });
        Assert.Equal(expected, codes);
        foreach (var contract in book.Contracts.Take(20)) Assert.Equal(held[LedgerIds.Of(contract, AccountKind.Held)], await book.BalanceAsync(contract, AccountKind.Held));
        var verdict = await book.VerifyAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal((codes.Count(c => c == PostingCode.Posted), 1), (verdict.Entries, verdict.Commits));
    }

    [Theory]
    [MemberData(nameof(Books.All), MemberType = typeof(Books))]
    public async Task Batches_that_touch_the_same_accounts_in_opposite_order_do_not_lock_each_other_out(DatabaseProvider provider)
    {
        var book = await books.NewAsync(provider, 30);
        var codes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
            book.PostAsync([.. (i % 2 == 0 ? book.Contracts : Enumerable.Reverse(book.Contracts)).Select(c => Book.Deposit(c, 7))]))));
        Assert.All(codes.SelectMany(c => c), code => Assert.Equal(PostingCode.Posted, code));
        Assert.All(await Task.WhenAll(book.Contracts.Select(c => book.BalanceAsync(c, AccountKind.Held))), held => Assert.Equal(84, held));
    }

    [Theory]
    [MemberData(nameof(Books.All), MemberType = typeof(Books))]
    public async Task Verification_finds_a_balance_an_entry_and_a_commit_that_were_tampered_with(DatabaseProvider provider)
    {
        var book = await books.NewAsync(provider, 3);
        foreach (var contract in book.Contracts) await book.PostAsync(Book.Deposit(contract, 1000), Book.Release(contract, 10));
        Assert.Empty((await book.VerifyAsync()).Faults);

        await using var db = book.Open();
        await db.Accounts.Where(a => a.Id == LedgerIds.Of(book.Contracts[0], AccountKind.Held)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Received, 999));
        Assert.Equal(["BALANCE_DIFFERS", "CONTRACT_UNBALANCED"], (await book.VerifyAsync()).Faults.Select(f => f.Kind));
        await db.Accounts.Where(a => a.Id == LedgerIds.Of(book.Contracts[0], AccountKind.Held)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Received, 1000));

        var release = await db.Entries.AsNoTracking().FirstAsync(e => e.Kind == EntryKind.Release && e.From == LedgerIds.Of(book.Contracts[1], AccountKind.Held));
        await db.Entries.Where(e => e.Id == release.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Reference, "x"));
        Assert.Equal(["ENTRIES_CHANGED"], (await book.VerifyAsync()).Faults.Select(f => f.Kind));
        await db.Entries.Where(e => e.Id == release.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Reference, ""));

        await db.Commits.Where(c => c.Position == 2).ExecuteUpdateAsync(set => set.SetProperty(c => c.By, "somebody else"));
        Assert.Equal(["CHAIN_CHANGED positions/2"], (await book.VerifyAsync()).Faults.Select(f => $"{f.Kind} {f.Subject}"));
        await db.Commits.Where(c => c.Position == 2).ExecuteDeleteAsync();
        Assert.Equal(["CHAIN_MISSING", "ENTRY_STRAY", "ENTRY_STRAY"], (await book.VerifyAsync()).Faults.Select(f => f.Kind));
    }

    private static EntryDraft New(EntryDraft draft) => draft with { Id = Guid.CreateVersion7() };
}
