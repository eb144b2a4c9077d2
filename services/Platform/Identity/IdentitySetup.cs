using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace ShuangJian.Platform.Identity;

/// <summary>
/// Where tokens come from: an OpenID Connect provider (<c>Identity:Authority</c>), or the platform's own
/// key (<c>Identity:KeyFile</c>) as in Standalone.
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
            }
            else
            {
                jwt.TokenValidationParameters.ValidIssuer = OwnTokens.Issuer;
                jwt.TokenValidationParameters.IssuerSigningKey = OwnTokens.ReadKey(keyFile!);
            }
        });
    }
}
