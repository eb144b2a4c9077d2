using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Integrators;

/// <summary>
/// The secret of a key: <c>sj_&lt;identifier&gt;_&lt;32 random bytes&gt;</c>. It carries as much chance as the hash it is kept by,
/// so that nobody who has the hashes finds it by trying; the keyed hash keeps those out who can write the database.
/// </summary>
internal static class KeySecret
{
    private const string Prefix = "sj_";
    private const int RandomBytes = 32;
    private const int IdLength = 32;
    private const int HintLength = 4;

    /// <summary>Makes a secret.</summary>
    public static string Make(Guid id) => $"{Prefix}{id:N}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";

    /// <summary>Its last characters.</summary>
    public static string HintOf(string secret) => secret[^HintLength..];

    /// <summary>The key that a secret says it belongs to; null when it is no secret of this platform.</summary>
    public static Guid? IdIn(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) && secret.Length > Prefix.Length + IdLength + 1 && secret[Prefix.Length + IdLength] == '_'
        && Guid.TryParseExact(secret.AsSpan(Prefix.Length, IdLength), "N", out var id) ? id : null;

    /// <summary>Whether a hash is that of a secret, in a time that does not depend on where they differ.</summary>
    public static bool Fits(PersonalData hashes, string secret, string? kept)
    {
        if (kept is null) return false;
        var bytes = Encoding.ASCII.GetBytes(kept);
        var fits = false;
        foreach (var hash in hashes.HashesToFind(secret)) fits |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), bytes);
        return fits;
    }
}
