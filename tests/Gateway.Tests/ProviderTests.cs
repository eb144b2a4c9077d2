using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>Tokens of an OpenID Connect provider that changes its keys.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private readonly List<RsaSecurityKey> _published = [];
    private WebApplication _provider = null!;
    private Replica _replica = null!;
    private Gate _gate = null!;
    private int _asked;

    private string Issuer => _provider.Urls.Single();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        _provider = builder.Build();
        _provider.Urls.Add("http://127.0.0.1:0");
        _provider.MapGet("/.well-known/openid-configuration", () => new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" });
        _provider.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _asked);
            return Results.Text(JsonSerializer.Serialize(new { keys = _published.Select(Public) }), "application/json");
        });
        await _provider.StartAsync();
        _published.Add(NewKey("first"));
        _replica = await Replica.StartAsync();
        _gate = await Gate.StartAsync([_replica], new Dictionary<string, string?>
        {
            ["Gateway:Limits"] = "off", ["Identity:KeyFile"] = "", ["Identity:Authority"] = Issuer, ["Identity:Scope"] = "shuangjian.call", ["Identity:RefreshSeconds"] = "1",
        });
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _replica.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_the_provider_has_changed_to_is_found()
    {
        Assert.Equal("", await TryAsync(Token(_published[0])));
        var second = NewKey("second");
        var token = Token(second);
        Assert.Equal("TOKEN_INVALID", await TryAsync(token));
        _published.Add(second);
        await Eventually.TrueAsync("the new key is known", async () => await TryAsync(token) == "");
        Assert.Equal("", await TryAsync(Token(_published[0])));
    }

    [Fact]
    public async Task Tokens_under_unknown_keys_do_not_make_the_provider_be_asked_each_time()
    {
        Assert.Equal("", await TryAsync(Token(_published[0])));
        var stranger = NewKey("stranger");
        var (before, watch) = (_asked, Stopwatch.StartNew());
        for (var i = 0; i < 100; i++) Assert.Equal("TOKEN_INVALID", await TryAsync(Token(stranger, id: $"unknown{i}")));
        // Once a second, and no more often than that however many come.
        Assert.InRange(_asked - before, 0, watch.Elapsed.TotalSeconds + 2);
    }

    [Theory]
    [InlineData("shuangjian", "shuangjian.call", "")]
    [InlineData("shuangjian", "openid shuangjian.call", "")]
    [InlineData("shuangjian", "openid", "TOKEN_INVALID")]
    [InlineData("shuangjian", "shuangjian.calls", "TOKEN_INVALID")]
    [InlineData("elsewhere", "shuangjian.call", "TOKEN_INVALID")]
    public async Task A_token_must_be_for_this_platform_and_for_calling(string audience, string scope, string reason) =>
        Assert.Equal(reason, await TryAsync(Token(_published[0], audience, scope)));

    private async Task<string> TryAsync(string token)
    {
        var applicant = new ApplicationService.ApplicationServiceClient(_gate.With("Bearer " + token));
        return await RichError.ReasonAsync(applicant.SubmitApplicationAsync(new()));
    }

    private string Token(RsaSecurityKey key, string audience = "shuangjian", string scope = "shuangjian.call", string? id = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = audience,
        Expires = DateTime.UtcNow.AddMinutes(5),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = "institution", ["scope"] = scope, [CallerClaims.Audience] = "INSTITUTION", [CallerClaims.Division] = "530102", [CallerClaims.Organization] = "91530102MA6K000000",
        },
        SigningCredentials = new SigningCredentials(id is null ? key : new RsaSecurityKey(key.Rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256),
    });

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    private static object Public(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) };
    }
}
