using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Platform.Tests.Personal;

public sealed class PersonalDataTests
{
    private const string Text = "11010519491231002X";
    private const string DevelopmentKey = "c2h1YW5namlhbi1kZXZlbG9wbWVudC1rZXktMDAwMDA=";
    private static readonly byte[] First = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Second = RandomNumberGenerator.GetBytes(32);
    private static readonly PersonalData Old = new(new Dictionary<string, byte[]> { ["k1"] = First }, "k1");
    private static readonly PersonalData Rotated = new(new Dictionary<string, byte[]> { ["k1"] = First, ["k2"] = Second }, "k2");

    [Theory]
    [InlineData("")]
    [InlineData(Text)]
    [InlineData("𠮷野家 with several words")]
    public void Reveals_what_it_protected(string text) => Assert.Equal(text, Old.Reveal(Old.Protect(text)));

    [Fact]
    public void Makes_another_cipher_of_the_same_text_each_time() => Assert.NotEqual(Old.Protect(Text), Old.Protect(Text));

    [Fact]
    public void Leaves_nothing_of_the_text_in_the_cipher()
    {
        var cipher = Old.Protect(Text);
        Assert.DoesNotContain(Text, cipher, StringComparison.Ordinal);
        Assert.DoesNotContain(Text, Encoding.UTF8.GetString(Convert.FromBase64String(cipher[3..])), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_cipher_with_any_byte_changed()
    {
        var cipher = Old.Protect(Text);
        var bytes = Convert.FromBase64String(cipher[3..]);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => Old.Reveal("k1." + Convert.ToBase64String(bytes)));
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("k1")]
    [InlineData("k1.")]
    [InlineData("k1.AAAA")]
    [InlineData("k1.not base64!")]
    [InlineData("k9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Rejects_what_is_no_cipher(string text) => Assert.ThrowsAny<CryptographicException>(() => Old.Reveal(text));

    [Fact]
    public void Rejects_a_cipher_that_claims_another_key()
    {
        var cipher = Rotated.Protect(Text);
        Assert.ThrowsAny<CryptographicException>(() => Rotated.Reveal("k1" + cipher[2..]));
    }

    [Fact]
    public void Reveals_old_ciphers_after_a_rotation_and_knows_them_from_new_ones()
    {
        var (before, after) = (Old.Protect(Text), Rotated.Protect(Text));
        Assert.Equal((Text, Text), (Rotated.Reveal(before), Rotated.Reveal(after)));
        Assert.Equal((false, true), (Rotated.IsCurrent(before), Rotated.IsCurrent(after)));
        Assert.StartsWith(Rotated.CurrentPrefix, after, StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => Old.Reveal(after));
    }

    [Fact]
    public void Finds_by_hash_across_keys()
    {
        var hashes = Rotated.HashesToFind(Text);
        Assert.Contains(Old.Hash(Text), hashes);
        Assert.Contains(Rotated.Hash(Text), hashes);
        Assert.DoesNotContain(Old.Hash(Text + "X"), hashes);
        Assert.NotEqual(Convert.ToHexStringLower(HMACSHA256.HashData(First, Encoding.UTF8.GetBytes(Text))), Old.Hash(Text)[3..]);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Refuses_to_go_without_a_key_outside_Development(string environment)
    {
        Assert.Throws<InvalidOperationException>(() => Read(environment, []));
        Assert.Equal(Text, Read("Development", []) is var d ? d.Reveal(d.Protect(Text)) : "");
    }

    [Theory]
    [InlineData(DevelopmentKey)]
    [InlineData(" " + DevelopmentKey)]
    [InlineData(DevelopmentKey + "\n")]
    public void Refuses_the_development_key_outside_Development_however_it_is_written(string key) =>
        Assert.Throws<InvalidOperationException>(() => Read("Production", new() { ["PersonalData:Keys:k1"] = key, ["PersonalData:CurrentKey"] = "k1" }));

    [Theory]
    [InlineData("k1", "k2")]
    [InlineData("k1", "")]
    public void Refuses_a_current_key_that_is_not_in_the_ring(string key, string current) => Assert.Throws<InvalidOperationException>(
        () => Read("Production", new() { [$"PersonalData:Keys:{key}"] = Convert.ToBase64String(First), ["PersonalData:CurrentKey"] = current }));

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    public void Refuses_a_key_of_another_size_or_none(string key) => Assert.Throws<InvalidOperationException>(
        () => Read("Production", new() { ["PersonalData:Keys:k1"] = key, ["PersonalData:CurrentKey"] = "k1" }));

    [Fact]
    public void Keeps_the_key_file_it_made_and_lets_nobody_else_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-").FullName;
        var file = Path.Combine(folder, "deeper", "keys.json");
        PersonalData.EnsureKeyFile(file);
        var content = File.ReadAllText(file);
        PersonalData.EnsureKeyFile(file);

        Assert.Equal(content, File.ReadAllText(file));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(Text, Read("Production", new() { ["PersonalData:KeyFile"] = file }) is var d ? d.Reveal(d.Protect(Text)) : "");
        Directory.Delete(folder, recursive: true);
    }

    private static PersonalData Read(string environment, Dictionary<string, string?> settings) =>
        PersonalData.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new In(environment));

    private sealed class In(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
