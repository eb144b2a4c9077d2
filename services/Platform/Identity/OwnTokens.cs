using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ShuangJian.Platform.Identity;

/// <summary>Tokens that the platform signs itself where no identity provider is at hand.</summary>
public static class OwnTokens
{
    /// <summary>Audience of every token of the platform.</summary>
    public const string Audience = "shuangjian";

    /// <summary>Issuer of the platform's own tokens.</summary>
    public const string Issuer = "shuangjian-own";

    /// <summary>Makes a signing key unless the file is there; only its owner may read it.</summary>
    public static void EnsureKey(string file)
    {
        if (File.Exists(file)) return;
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(file, key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Signs a token.</summary>
    /// <param name="keyFile">File of the key.</param>
    /// <param name="subject">Who acts.</param>
    /// <param name="audience">Kind of caller, for example <c>REGULATOR</c>.</param>
    /// <param name="division">Jurisdiction, six digits.</param>
    /// <param name="department">Department of a regulator, or null.</param>
    /// <param name="organization">Credit code of an organisation, or null.</param>
    /// <param name="expires">When it ends, UTC.</param>
    /// <param name="more">Further claims, if any.</param>
    public static string Sign(
        string keyFile, string subject, string audience, string division, string? department, string? organization, DateTime expires,
        IReadOnlyDictionary<string, object>? more = null)
    {
        var claims = new Dictionary<string, object>(more ?? new Dictionary<string, object>())
        {
            ["sub"] = subject,
            [CallerClaims.Audience] = audience,
            [CallerClaims.Division] = division,
        };
        if (department is not null) claims[CallerClaims.Department] = department;
        if (organization is not null) claims[CallerClaims.Organization] = organization;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            Expires = expires,
            SigningCredentials = new SigningCredentials(ReadKey(keyFile), SecurityAlgorithms.EcdsaSha256),
        });
    }

    internal static ECDsaSecurityKey ReadKey(string file)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"Identity:KeyFile '{file}' is not there.");
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return new ECDsaSecurityKey(key);
    }
}

/// <summary>Files that only their owner may read.</summary>
internal static class PrivateFile
{
    public static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
