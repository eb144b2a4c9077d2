namespace ShuangJian.Custody.Domain;

/// <summary>What an account of the ledger stands for.</summary>
public enum AccountKind
{
    /// <summary>The world beyond the special account of an institution; what it gave is in custody.</summary>
    Bank = 1,

    /// <summary>The special account of an institution, as the platform has it.</summary>
    Custody = 2,

    /// <summary>The risk reserve of an institution.</summary>
    Reserve = 3,

    /// <summary>Where the money of a contract comes from; what it gave is what was paid.</summary>
    Paid = 4,

    /// <summary>Money of a contract that is nobody's yet.</summary>
    Held = 5,

    /// <summary>Money of a contract that was taught for.</summary>
    Released = 6,

    /// <summary>Money of a contract that went back.</summary>
    Refunded = 7,
}

/// <summary>An account of the ledger. Its balance is what it received less what it gave; both only grow.</summary>
public sealed class Account
{
    /// <summary>Identifier: that of the owner with the kind in its last four bits.</summary>
    public Guid Id { get; init; }

    /// <summary>Agreement that it belongs to.</summary>
    public Guid Owner { get; init; }

    /// <summary>Contract that it belongs to; null for those of the institution.</summary>
    public Guid? Contract { get; init; }

    /// <summary>What it stands for.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Limit: it may not give more than it received.</summary>
    public bool NeverBelowZero { get; init; }

    /// <summary>Limit: it may not receive more than it gave.</summary>
    public bool NeverAboveZero { get; init; }

    /// <summary>Sum of what it received, fen.</summary>
    public long Received { get; init; }

    /// <summary>Sum of what it gave, fen.</summary>
    public long Given { get; init; }

    /// <summary>Balance, fen.</summary>
    public long Balance => Received - Given;

    /// <summary>Accounts of an institution.</summary>
    public static IReadOnlyList<Account> OfInstitution(Guid owner) =>
        [.. new[] { AccountKind.Bank, AccountKind.Custody, AccountKind.Reserve }.Select(kind => Open(owner, null, kind))];

    /// <summary>Accounts of a contract.</summary>
    public static IReadOnlyList<Account> OfContract(Guid owner, Guid contract) =>
        [.. new[] { AccountKind.Paid, AccountKind.Held, AccountKind.Released, AccountKind.Refunded }.Select(kind => Open(owner, contract, kind))];

    private static Account Open(Guid owner, Guid? contract, AccountKind kind) => new()
    {
        Id = LedgerIds.Of(contract ?? owner, kind),
        Owner = owner,
        Contract = contract,
        Kind = kind,
        NeverBelowZero = kind is not (AccountKind.Bank or AccountKind.Paid),
        NeverAboveZero = kind is AccountKind.Bank or AccountKind.Paid,
    };
}

/// <summary>
/// Identifiers of owners and their accounts. An account is known from its owner without a look-up, and accounts of one
/// owner lie side by side in an index.
/// </summary>
public static class LedgerIds
{
    private const int LastByte = 15;
    private const byte KindBits = 0x0F;

    /// <summary>Makes the identifier of an agreement or a contract: a UUID of version 7 whose last four bits are free.</summary>
    public static Guid New() => With(Guid.CreateVersion7(), 0);

    /// <summary>Identifier of an account.</summary>
    public static Guid Of(Guid owner, AccountKind kind) => With(owner, (byte)kind);

    private static Guid With(Guid id, byte bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[LastByte] = (byte)((bytes[LastByte] & ~KindBits) | bits);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>What an order has stopped.</summary>
public enum LedgerStop
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Nothing goes to the institution.</summary>
    Releases,

    /// <summary>Nothing goes to anybody.</summary>
    All,
}

/// <summary>
/// Whose the accounts are. Every posting first takes the turn of each owner it touches, in the order of their
/// identifiers: so postings that meet wait for one another and never in a circle.
/// </summary>
public sealed class LedgerOwner
{
    /// <summary>Identifier of the agreement.</summary>
    public Guid Id { get; init; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; init; } = "";

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; init; } = "";

    /// <summary>Credit code of the bank.</summary>
    public string BankCode { get; init; } = "";

    /// <summary>What an order has stopped.</summary>
    public LedgerStop Stop { get; set; }

    /// <summary>Grows with each posting.</summary>
    public long Turn { get; init; }
}
