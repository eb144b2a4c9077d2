using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Personal;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Who complains, and the fingerprint of the code by which the complaint is followed; encrypted wherever it is.</summary>
internal sealed record ComplaintFile(string Name, string Phone, string Address, string Fingerprint)
{
    public static ComplaintFile Of(string name, string phone, string address) => new(name, phone, address, "");

    public bool IsAnonymous => Name.Length + Phone.Length + Address.Length == 0;
}

/// <summary>
/// Encrypts what is personal of complaints and makes tracking codes. A code is derived from the identifier under a key that
/// is not in the database: it can be answered again to the same request, and is stored nowhere. It is found by the keyed hash
/// of its fingerprint; the fingerprint is kept encrypted, so that the hash moves to another key without the code.
/// </summary>
public sealed class ComplaintKeys(PersonalData keys)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeBytes = 15;

    /// <summary>Encrypts what a complaint says, and makes its code.</summary>
    internal ComplaintSecrets Seal(Guid id, string text, ComplaintFile person)
    {
        var fingerprint = Fingerprint(CodeOf(KeptOf(id)));
        return Secrets(keys.Protect(text), person with { Fingerprint = fingerprint });
    }

    /// <summary>What is stored of a code with an answer: the key and the identifier that it is derived from.</summary>
    internal string KeptOf(Guid id) => $"{keys.CurrentPrefix}{id}";

    /// <summary>The code that such a text stands for.</summary>
    internal string CodeOf(string kept)
    {
        var at = kept.LastIndexOf('.');
        var hash = keys.HashesToFind($"tracking/{kept[(at + 1)..]}").Single(h => h.StartsWith(kept[..(at + 1)], StringComparison.Ordinal));
        return Spell(Convert.FromHexString(hash.AsSpan(at + 1, 2 * CodeBytes)));
    }

    /// <summary>Hashes by which the complaint of a code is found.</summary>
    internal string[] HashesOf(string code) =>
        [.. keys.HashesToFind(Fingerprint(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])))];

    /// <summary>Hashes by which a telephone is found; none without one.</summary>
    internal string[] HashesOfPhone(string phone) => phone.Length == 0 ? [] : [.. keys.HashesToFind($"phone/{phone}")];

    internal string Protect(string text) => keys.Protect(text);

    internal string Reveal(string cipher) => keys.Reveal(cipher);

    internal ComplaintFile Open(Complaint one) => Read(one.FileCipher);

    /// <summary>Encrypts again what is still under an older key.</summary>
    /// <returns>Number of rows that moved.</returns>
    internal static async Task<int> RenewAsync(SupervisionDb db, PersonalData protector, int batch, CancellationToken cancellation)
    {
        var (prefix, own) = (protector.CurrentPrefix, new ComplaintKeys(protector));
        var old = await db.Set<Complaint>().AsNoTracking().Where(c => !c.FileCipher.StartsWith(prefix) || !c.TextCipher.StartsWith(prefix)).OrderBy(c => c.Id).Take(batch)
            .Select(c => new { c.Id, c.FileCipher, c.TextCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var made = own.Secrets(protector.Protect(protector.Reveal(row.TextCipher)), own.Read(row.FileCipher));
            // Beside the version: whoever acts on the complaint meanwhile is not held up, and changes none of these.
            await db.Set<Complaint>().Where(c => c.Id == row.Id && c.FileCipher == row.FileCipher).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.TextCipher, made.Text).SetProperty(c => c.FileCipher, made.File)
                    .SetProperty(c => c.PersonHash, made.PersonHash).SetProperty(c => c.TrackingHash, made.TrackingHash), cancellation);
        }
        var remarks = await db.Set<ComplaintRemark>().AsNoTracking().Where(r => !r.Cipher.StartsWith(prefix)).OrderBy(r => r.Id).Take(batch).ToListAsync(cancellation);
        foreach (var row in remarks)
        {
            var cipher = protector.Protect(protector.Reveal(row.Cipher));
            await db.Set<ComplaintRemark>().Where(r => r.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Cipher, cipher), cancellation);
        }
        return old.Count + remarks.Count;
    }

    private ComplaintSecrets Secrets(string text, ComplaintFile file) => new(
        text, keys.Protect(JsonSerializer.Serialize(file)), file.Phone.Length > 0 ? keys.Hash($"phone/{file.Phone}") : null, keys.Hash(file.Fingerprint), file.IsAnonymous);

    private ComplaintFile Read(string cipher) => JsonSerializer.Deserialize<ComplaintFile>(keys.Reveal(cipher))!;

    private static string Fingerprint(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <summary>Five bits a letter, without letters that are mistaken for others.</summary>
    private static string Spell(byte[] bytes)
    {
        var value = new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return string.Create(CodeBytes * 8 / 5, value, (code, rest) =>
        {
            for (var i = code.Length - 1; i >= 0; i--, rest >>= 5) code[i] = Letters[(int)(rest & 31)];
        });
    }
}
