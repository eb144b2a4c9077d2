using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Institutions;

/// <summary>
/// Verification codes of licence certificates: licence number, version of the institution and a keyed digest of both,
/// so that nobody can invent one. Codes under every key of the ring are recognised.
/// </summary>
public sealed class Certificates(PersonalData keys)
{
    private const int DigestLength = 20;

    /// <summary>Code of a certificate issued for an institution as it is now.</summary>
    internal string CodeOf(Institution institution)
    {
        var text = Text(institution.LicenceNumber, institution.Version);
        return $"{institution.LicenceNumber}-{institution.Version.ToString(CultureInfo.InvariantCulture)}-{Digest(keys.Hash(text))}";
    }

    /// <summary>What a code was given for; null when the platform never gave it.</summary>
    internal (string LicenceNumber, long Version)? Read(string code)
    {
        var parts = code.Split('-');
        if (parts.Length < 3 || !long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return null;
        var licence = string.Join('-', parts[..^2]);
        var sent = Encoding.ASCII.GetBytes(parts[^1]);
        var known = keys.HashesToFind(Text(licence, version)).Any(hash => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(hash)), sent));
        return known ? (licence, version) : null;
    }

    // The prefix keeps these digests apart from those by which persons are found.
    private static string Text(string licence, long version) => $"certificate\n{licence}\n{version}";

    private static string Digest(string hash) => hash[(hash.IndexOf('.', StringComparison.Ordinal) + 1)..][..DigestLength].ToUpperInvariant();
}
