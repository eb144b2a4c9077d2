using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ShuangJian.Platform.Identity;

/// <summary>
/// Validates tokens, and remembers those that were valid for a minute: callers send the same token with
/// every call, and checking its signature costs more than much of what they call. A key that the provider
/// withdraws is thus honoured for up to a minute more; a token is never remembered beyond its own end.
/// </summary>
internal sealed class RememberedTokens : JsonWebTokenHandler, IDisposable
{
    private const int MostTokens = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);
    private readonly MemoryCache _valid = new(new MemoryCacheOptions { SizeLimit = MostTokens });

    public RememberedTokens() => MapInboundClaims = false;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_valid.TryGetValue(token, out TokenValidationResult? known) && known is not null) return known;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid && Left(result) is var left && left > TimeSpan.Zero)
            _valid.Set(token, result, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left < Memory ? left : Memory });
        return result;
    }

    public void Dispose() => _valid.Dispose();

    private static TimeSpan Left(TokenValidationResult result) => result.SecurityToken.ValidTo - DateTime.UtcNow;
}
