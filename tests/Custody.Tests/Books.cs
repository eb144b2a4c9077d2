using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Testing;

namespace ShuangJian.Custody.Tests;

/// <summary>The databases that the ledger is tried on, and the private PostgreSQL among them.</summary>
public sealed class Books : IAsyncLifetime
{
    private readonly PostgresServer _postgres = Server();
    private readonly string _folder = Directory.CreateTempSubdirectory("shuangjian-books-").FullName;

    /// <summary>Every provider at hand.</summary>
    public static TheoryData<DatabaseProvider> All => [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    internal PostgresServer Postgres => _postgres;

    private static PostgresServer Server() => new();

    public Task InitializeAsync() => _postgres.StartAsync();

    public Task DisposeAsync() => Task.WhenAll(_postgres.DisposeAsync().AsTask(), Task.Run(() => Directory.Delete(_folder, recursive: true)));

    internal async Task<Book> NewAsync(DatabaseProvider provider, int contracts)
    {
        var name = $"t{Guid.NewGuid():N}";
        var book = new Book(new DatabaseSettings(provider, provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(_folder, name)}.db" : _postgres.ConnectionString(name)));
        await book.MakeAsync(contracts);
        return book;
    }
}

[CollectionDefinition(Name)]
public sealed class BookSuite : ICollectionFixture<Books>
{
    public const string Name = "books";
}

/// <summary>A ledger of one institution and its contracts in a database of its own.</summary>
internal sealed class Book(DatabaseSettings settings)
{
    internal static readonly DateTime Now = new(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc);

    internal Guid Owner { get; } = LedgerIds.New();

    internal List<Guid> Contracts { get; } = [];

    internal async Task MakeAsync(int contracts)
    {
        await using var db = Open();
        await db.Database.EnsureCreatedAsync();
        if (settings.Provider == DatabaseProvider.Sqlite) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        db.Owners.Add(new LedgerOwner { Id = Owner, Division = "530102" });
        db.Accounts.AddRange(Account.OfInstitution(Owner));
        for (var i = 0; i < contracts; i++)
        {
            Contracts.Add(LedgerIds.New());
            db.Accounts.AddRange(Account.OfContract(Owner, Contracts[^1]));
        }
        await db.SaveChangesAsync();
    }

    internal CustodyDb Open()
    {
        var options = new DbContextOptionsBuilder<CustodyDb>();
        settings.Apply(options);
        return new CustodyDb(options.Options);
    }

    internal async Task<IReadOnlyList<PostingCode>> PostAsync(params EntryDraft?[] drafts)
    {
        await using var db = Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var posting = await LedgerBook.PostAsync(db, drafts, Now, "tests", null, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return posting.Codes;
    }

    internal async Task<long> BalanceAsync(Guid owner, AccountKind kind)
    {
        await using var db = Open();
        return (await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == LedgerIds.Of(owner, kind))).Balance;
    }

    internal async Task<LedgerVerdict> VerifyAsync()
    {
        await using var db = Open();
        while (await LedgerSeal.SealAsync(db, CancellationToken.None) > 0) db.ChangeTracker.Clear();
        await using var fresh = Open();
        return await LedgerVerification.VerifyAsync(fresh, CancellationToken.None);
    }

    internal static EntryDraft Deposit(Guid contract, long fen) => Move(contract, AccountKind.Paid, AccountKind.Held, fen, EntryKind.Deposit);

    internal static EntryDraft Release(Guid contract, long fen) => Move(contract, AccountKind.Held, AccountKind.Released, fen, EntryKind.Release);

    internal static EntryDraft Refund(Guid contract, long fen) => Move(contract, AccountKind.Held, AccountKind.Refunded, fen, EntryKind.Refund);

    internal static EntryDraft Back(EntryDraft entry) => entry with { Id = Guid.CreateVersion7(), From = entry.To, To = entry.From, Reverses = entry.Id };

    internal static EntryDraft Move(Guid owner, AccountKind from, AccountKind to, long fen, EntryKind kind) =>
        new(Guid.CreateVersion7(), LedgerIds.Of(owner, from), LedgerIds.Of(owner, to), fen, kind);
}
