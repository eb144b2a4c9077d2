using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ShuangJian.Platform.Identity;

/// <summary>
/// Where tokens come from: an OpenID Connect provider (<c>Identity:Authority</c>), or the platform's own
/// key (<c>Identity:KeyFile</c>) as in Standalone. Beside a provider, <c>Identity:IntegratorKeyFile</c> is the public
/// key of the tokens that integrators get for their API keys, and <c>Identity:Scope</c> a scope that tokens of the
/// provider must have.
/// </summary>
internal static class IdentitySetup
{
    public static void AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        var authority = configuration["Identity:Authority"];
        var keyFile = configuration["Identity:KeyFile"];
        if (string.IsNullOrEmpty(authority) && string.IsNullOrEmpty(keyFile))
            throw new InvalidOperationException("Set Identity:Authority to an OpenID Connect provider, or Identity:KeyFile to the key of the platform's own tokens.");
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
        {
            jwt.TokenHandlers.Clear();
            jwt.TokenHandlers.Add(new RememberedTokens());
            jwt.SaveToken = false;
            jwt.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = configuration["Identity:Audience"] ?? OwnTokens.Audience,
                ClockSkew = TimeSpan.FromSeconds(30),
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            };
            if (!string.IsNullOrEmpty(authority))
            {
                jwt.Authority = authority;
                jwt.RequireHttpsMetadata = !authority.StartsWith("http://127.0.0.1", StringComparison.Ordinal);
                // A token under a key that is not known yet makes the keys be read again, but not for everybody who sends nonsense.
                jwt.RefreshInterval = TimeSpan.FromSeconds(configuration.GetValue("Identity:RefreshSeconds", 30));
                if (configuration["Identity:IntegratorKeyFile"] is { Length: > 0 } integrators)
                {
                    jwt.TokenValidationParameters.ValidIssuer = OwnTokens.Issuer;
                    jwt.TokenValidationParameters.IssuerSigningKey = OwnTokens.ReadKey(integrators);
                }
                if (configuration["Identity:Scope"] is { Length: > 0 } scope) jwt.Events = new JwtBearerEvents { OnTokenValidated = validated => RequireScope(validated, scope) };
            }
            else
            {
                jwt.TokenValidationParameters.ValidIssuer = OwnTokens.Issuer;
                jwt.TokenValidationParameters.IssuerSigningKey = OwnTokens.ReadKey(keyFile!);
            }
        });
    }

    /// <summary>A token of the provider that was given for another purpose is none here; what the platform signed itself needs no scope.</summary>
    private static Task RequireScope(TokenValidatedContext validated, string scope)
    {
        var user = validated.Principal!;
        var granted = user.FindAll("scope").Concat(user.FindAll("scp")).SelectMany(claim => claim.Value.Split(' '));
        if (validated.SecurityToken.Issuer != OwnTokens.Issuer && !granted.Contains(scope, StringComparer.Ordinal)) validated.Fail($"the token lacks the scope {scope}");
        return Task.CompletedTask;
    }
}
