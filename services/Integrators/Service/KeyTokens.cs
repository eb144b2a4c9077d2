using System.Globalization;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Integrators;

/// <summary>
/// Signs the tokens that secrets are exchanged for, with <c>Identity:IntegratorSigningKeyFile</c>, or else with
/// <c>Identity:KeyFile</c>, the key of the platform's own tokens.
/// </summary>
public sealed class KeyTokens
{
    /// <summary>
    /// Services honour a token for half a minute beyond its end, because clocks differ. Together that is less than the
    /// minute within which a revoked key must open nothing.
    /// </summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(25);

    private readonly string _keyFile;

    /// <summary>Finds the key; the container does.</summary>
    public KeyTokens(IConfiguration configuration)
    {
        _keyFile = configuration["Identity:IntegratorSigningKeyFile"] ?? configuration["Identity:KeyFile"]
            ?? throw new InvalidOperationException("Set Identity:IntegratorSigningKeyFile to the key that signs the tokens of integrators.");
        // Fails now, not at the first call.
        if (!File.Exists(_keyFile)) throw new InvalidOperationException($"The key '{_keyFile}' that signs the tokens of integrators is not there.");
    }

    /// <summary>Signs a token of a key.</summary>
    /// <returns>The token, and when it ends, UTC.</returns>
    public (string Token, DateTime Ends) Sign(KeyRecord key, DateTime now)
    {
        var ends = now + Life;
        if (ends > key.ExpiresAt) ends = key.ExpiresAt;
        var more = new Dictionary<string, object>
        {
            [CallerClaims.PerMinute] = key.CallsPerMinute.ToString(CultureInfo.InvariantCulture),
            [CallerClaims.PerDay] = key.CallsPerDay.ToString(CultureInfo.InvariantCulture),
        };
        if (key.Packages.Length > 0) more[CallerClaims.Packages] = key.Packages;
        return (OwnTokens.Sign(_keyFile, KeyRules.SubjectOf(key.Id), key.Audience, key.Division, key.Department, key.Organization, ends, more), ends);
    }
}
