using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShuangJian.Platform.Audit;

/// <summary>Who did what. Written in the transaction of the deed, sealed into the chain afterwards.</summary>
internal sealed class AuditRow
{
    public long Id { get; init; }

    public required DateTime At { get; init; }

    public required string Caller { get; init; }

    public required string Audience { get; init; }

    public required string Department { get; init; }

    public required string Jurisdiction { get; init; }

    public required string Method { get; init; }

    public required string Resource { get; init; }

    public required string Purpose { get; init; }

    public required string Result { get; init; }

    /// <summary>SHA-256 of method and request; the request id in it keeps personal data from being guessed.</summary>
    public required byte[] Digest { get; init; }

    public required string Trace { get; init; }

    /// <summary>Place in the chain, without gaps, from 1; null until sealed.</summary>
    public long? Position { get; set; }

    /// <summary>Hash of the row before, this position and every field.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>Hash that this row must have at that position after that hash.</summary>
    public byte[] HashAfter(byte[] previous, long position)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(position);
        Append(Id);
        // Providers keep microseconds; finer ticks would not come back from the database.
        Append(At.Ticks / 10);
        foreach (var text in (ReadOnlySpan<string>)[Caller, Audience, Department, Jurisdiction, Method, Resource, Purpose, Result, Trace])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Append(bytes.Length);
            hash.AppendData(bytes);
        }
        hash.AppendData(Digest);
        return hash.GetHashAndReset();

        void Append(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            hash.AppendData(bytes);
        }
    }
}
