using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Personal;

/// <summary>
/// Encrypts personal data with AES-256-GCM under a ring of keys, and hashes it with a key so that it can
/// be found. The current key encrypts; older ones still decrypt until everything is renewed.
/// </summary>
public sealed class PersonalData
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const string DevelopmentKey = "c2h1YW5namlhbi1kZXZlbG9wbWVudC1rZXktMDAwMDA=";

    private readonly Dictionary<string, Key> _ring;
    private readonly string _current;

    /// <summary>Makes a ring of keys of 32 bytes by identifier.</summary>
    /// <exception cref="InvalidOperationException">The current key is not in the ring, or a key has another size.</exception>
    public PersonalData(IReadOnlyDictionary<string, byte[]> keys, string current)
    {
        foreach (var (id, key) in keys)
        {
            if (key.Length != 32) throw new InvalidOperationException($"PersonalData:Keys:{id} has {key.Length} bytes; it needs 32.");
            if (id.Contains('.', StringComparison.Ordinal)) throw new InvalidOperationException($"PersonalData:Keys:{id}: an identifier has no dot.");
        }
        if (!keys.ContainsKey(current)) throw new InvalidOperationException($"PersonalData:CurrentKey '{current}' is not among PersonalData:Keys.");
        _ring = keys.ToDictionary(k => k.Key, k => new Key(k.Value), StringComparer.Ordinal);
        _current = current;
    }

    /// <summary>
    /// Reads <c>PersonalData:KeyFile</c> (JSON <c>{"current": id, "keys": {id: base64}}</c>), or
    /// <c>PersonalData:Keys</c> and <c>PersonalData:CurrentKey</c>. Without either, a key that everybody knows is
    /// used in Development, and the process refuses to start elsewhere.
    /// </summary>
    public static PersonalData Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var (keys, current) = configuration["PersonalData:KeyFile"] is { Length: > 0 } file
            ? ReadFile(file)
            : (configuration.GetSection("PersonalData:Keys").GetChildren().ToDictionary(k => k.Key, k => k.Value ?? ""), configuration["PersonalData:CurrentKey"] ?? "");
        if (keys.Count == 0 && environment.IsDevelopment()) (keys["development"], current) = (DevelopmentKey, "development");
        if (keys.Count == 0) throw new InvalidOperationException("Set PersonalData:KeyFile or PersonalData:Keys; outside Development there is no default key.");
        var secrets = keys.ToDictionary(k => k.Key, k => Secret(k.Key, k.Value));
        var development = Convert.FromBase64String(DevelopmentKey);
        if (!environment.IsDevelopment() && secrets.Values.Any(secret => secret.AsSpan().SequenceEqual(development)))
            throw new InvalidOperationException("The development key of personal data is in use outside Development.");
        return new(secrets, current);
    }

    /// <summary>Makes a key file with one random key unless it is there; only its owner may read it.</summary>
    public static void EnsureKeyFile(string file)
    {
        if (File.Exists(file)) return;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var keys = new Dictionary<string, string> { ["k1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        PrivateFile.Write(file, JsonSerializer.Serialize(new KeyFile("k1", keys), JsonSerializerOptions.Web));
    }

    /// <summary>Encrypts a text: <c>key.base64(nonce, cipher, tag)</c>. The same text gives another cipher each time.</summary>
    public string Protect(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_ring[_current].Cipher, TagSize);
        aes.Encrypt(sealedText.AsSpan(0, NonceSize), plain, sealedText.AsSpan(NonceSize, plain.Length), sealedText.AsSpan(NonceSize + plain.Length),
            Encoding.UTF8.GetBytes(_current));
        return $"{_current}.{Convert.ToBase64String(sealedText)}";
    }

    /// <summary>Decrypts a text.</summary>
    /// <exception cref="CryptographicException">It was changed, or its key is not in the ring.</exception>
    public string Reveal(string protectedText)
    {
        var dot = protectedText.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !_ring.TryGetValue(protectedText[..dot], out var key)) throw new CryptographicException("The key of this text is not in the ring.");
        var bytes = new byte[protectedText.Length];
        if (!Convert.TryFromBase64Chars(protectedText.AsSpan(dot + 1), bytes, out var length) || length < NonceSize + TagSize)
            throw new CryptographicException("The text is no cipher.");
        bytes = bytes[..length];
        var plain = new byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key.Cipher, TagSize);
        aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, plain.Length), bytes.AsSpan(NonceSize + plain.Length), plain,
            Encoding.UTF8.GetBytes(protectedText[..dot]));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>True when the text is encrypted with the current key.</summary>
    public bool IsCurrent(string protectedText) => protectedText.StartsWith(_current + ".", StringComparison.Ordinal);

    /// <summary>Prefix of everything that the current key has encrypted.</summary>
    public string CurrentPrefix => _current + ".";

    /// <summary>Keyed hash under the current key, to store beside the cipher: <c>key.hex</c>.</summary>
    public string Hash(string text) => HashUnder(_current, text);

    /// <summary>Keyed hashes under every key of the ring, to search with while a rotation is under way.</summary>
    public IReadOnlyList<string> HashesToFind(string text) => [.. _ring.Keys.Select(id => HashUnder(id, text))];

    private string HashUnder(string id, string text) =>
        $"{id}.{Convert.ToHexStringLower(HMACSHA256.HashData(_ring[id].Search, Encoding.UTF8.GetBytes(text)))}";

    private static byte[] Secret(string id, string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            ? bytes[..length]
            : throw new InvalidOperationException($"PersonalData:Keys:{id} is not base64.");
    }

    private static (Dictionary<string, string> Keys, string Current) ReadFile(string file)
    {
        var content = JsonSerializer.Deserialize<KeyFile>(File.ReadAllText(file), JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"PersonalData:KeyFile '{file}' is empty.");
        return (content.Keys, content.Current);
    }

    private sealed record KeyFile(string Current, Dictionary<string, string> Keys);

    /// <summary>Two keys from one secret, so that a hash tells nothing of the cipher's key.</summary>
    private sealed class Key(byte[] secret)
    {
        public byte[] Cipher { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "cipher"u8.ToArray());

        public byte[] Search { get; } = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "search"u8.ToArray());
    }
}

/// <summary>Masks personal data for answers.</summary>
public static class Mask
{
    /// <summary>First character and asterisks: 张**.</summary>
    public static string Name(string name) =>
        name.Length == 0 ? "" : new StringInfoHead(name).First + new string('*', Math.Max(1, Math.Min(name.Length - 1, 2)));

    /// <summary>First and last of the number: <c>110105********002X</c>.</summary>
    public static string Identity(string number) => Middle(number, 6, 4);

    /// <summary>First three and last two: <c>138******78</c>.</summary>
    public static string Phone(string number) => Middle(number, 3, 2);

    private static string Middle(string text, int head, int tail) =>
        text.Length <= head + tail ? new string('*', text.Length) : text[..head] + new string('*', text.Length - head - tail) + text[^tail..];

    /// <summary>The first character as people see it: a rare character is two UTF-16 units.</summary>
    private readonly struct StringInfoHead(string text)
    {
        public string First => char.IsHighSurrogate(text[0]) && text.Length > 1 ? text[..2] : text[..1];
    }
}
