using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShuangJian.Custody.Domain;

/// <summary>Why money moves.</summary>
public enum EntryKind
{
    /// <summary>Money was paid in for a contract.</summary>
    Deposit,

    /// <summary>Lessons were taught.</summary>
    Release,

    /// <summary>Lessons are not taken any more.</summary>
    Refund,

    /// <summary>Money came into the special account.</summary>
    Receipt,

    /// <summary>Money left the special account.</summary>
    Payment,

    /// <summary>Money came into the risk reserve.</summary>
    ReserveIn,

    /// <summary>Money left the risk reserve.</summary>
    ReserveOut,

    /// <summary>The risk reserve makes up for what the special account lacks.</summary>
    Cover,
}

/// <summary>An entry as somebody wants it posted.</summary>
/// <param name="Id">Identifier made by who wants it.</param>
/// <param name="From">Account that gives.</param>
/// <param name="To">Account that receives.</param>
/// <param name="Fen">Amount in fen, at least 1.</param>
/// <param name="Kind">Why.</param>
/// <param name="Reference">Reference of who wants it; may be empty.</param>
/// <param name="Reverses">Entry that it takes back; null for an ordinary one.</param>
public sealed record EntryDraft(Guid Id, Guid From, Guid To, long Fen, EntryKind Kind, string Reference = "", Guid? Reverses = null);

/// <summary>One amount from one account to another. Never changed; what was wrong is taken back by another entry.</summary>
public sealed class Entry
{
    /// <summary>Identifier made by who wanted it.</summary>
    public Guid Id { get; init; }

    /// <summary>Commit that it is part of.</summary>
    public Guid Commit { get; init; }

    /// <summary>Place within the commit, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>Account that gave.</summary>
    public Guid From { get; init; }

    /// <summary>Account that received.</summary>
    public Guid To { get; init; }

    /// <summary>Amount in fen.</summary>
    public long Fen { get; init; }

    /// <summary>Why.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Reference of who wanted it; may be empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Entry that it takes back; null for an ordinary one.</summary>
    public Guid? Reverses { get; init; }

    /// <summary>When it was posted, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>True when it says what the draft says.</summary>
    public bool Says(EntryDraft draft) =>
        Id == draft.Id && From == draft.From && To == draft.To && Fen == draft.Fen && Kind == draft.Kind
        && Reference == draft.Reference && Reverses == draft.Reverses;

    /// <summary>An entry as it is stored.</summary>
    public static Entry Of(EntryDraft draft, Guid commit, int ordinal, DateTime at) => new()
    {
        Id = draft.Id,
        Commit = commit,
        Ordinal = ordinal,
        From = draft.From,
        To = draft.To,
        Fen = draft.Fen,
        Kind = draft.Kind,
        Reference = draft.Reference,
        Reverses = draft.Reverses,
        At = at,
    };

    internal void AppendTo(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[100];
        Id.TryWriteBytes(bytes, true, out _);
        From.TryWriteBytes(bytes[16..], true, out _);
        To.TryWriteBytes(bytes[32..], true, out _);
        (Reverses ?? Guid.Empty).TryWriteBytes(bytes[48..], true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[64..], Fen);
        // Providers keep microseconds; finer ticks would not come back from the database.
        BinaryPrimitives.WriteInt64BigEndian(bytes[72..], At.Ticks / 10);
        BinaryPrimitives.WriteInt32BigEndian(bytes[80..], Ordinal);
        BinaryPrimitives.WriteInt32BigEndian(bytes[84..], (int)Kind);
        BinaryPrimitives.WriteInt32BigEndian(bytes[88..], Encoding.UTF8.GetByteCount(Reference));
        hash.AppendData(bytes[..92]);
        if (Reference.Length > 0) hash.AppendData(Encoding.UTF8.GetBytes(Reference));
    }
}

/// <summary>
/// Entries that were posted together. It carries a digest of them and is sealed into the chain afterwards, so that no
/// posting waits for another; whoever changes, removes or adds an entry breaks the digest, whoever changes that the chain.
/// </summary>
public sealed class LedgerCommit
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public Guid Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who posted.</summary>
    public string By { get; init; } = "";

    /// <summary>Number of its entries.</summary>
    public int Entries { get; init; }

    /// <summary>Digest of its entries.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>Place in the chain, without gaps, from 1; null until sealed.</summary>
    public long? Position { get; set; }

    /// <summary>Hash of the commit before, this position and every field.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>A commit of these entries.</summary>
    public static LedgerCommit Of(Guid id, DateTime at, string by, IReadOnlyList<Entry> entries) =>
        new() { Id = id, At = at, By = by, Entries = entries.Count, Digest = DigestOf(entries) };

    /// <summary>Digest of entries in their order.</summary>
    public static byte[] DigestOf(IEnumerable<Entry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries) entry.AppendTo(hash);
        return hash.GetHashAndReset();
    }

    /// <summary>Hash that this commit must have at that position after that hash.</summary>
    public byte[] HashAfter(byte[] previous, long position)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Span<byte> bytes = stackalloc byte[36];
        Id.TryWriteBytes(bytes, true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], position);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], At.Ticks / 10);
        BinaryPrimitives.WriteInt32BigEndian(bytes[32..], Entries);
        hash.AppendData(bytes);
        hash.AppendData(Encoding.UTF8.GetBytes(By));
        hash.AppendData(Digest);
        return hash.GetHashAndReset();
    }
}
