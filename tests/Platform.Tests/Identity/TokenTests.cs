using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;

namespace ShuangJian.Platform.Tests.Identity;

/// <summary>Who has no sound token is nobody.</summary>
public sealed class TokenTests(TokenTests.OneHost shared) : IClassFixture<TokenTests.OneHost>
{
    private NoteHost Host => shared.Host;

    public static TheoryData<string> Unsound =>
    [
        "expired", "other key", "other audience", "other issuer", "no signature", "shared secret", "no expiry", "not yet valid", "garbage", "empty",
        "no subject", "endless subject", "no division", "impossible division", "unknown audience", "no audience", "no department", "unknown department",
    ];

    [Fact]
    public async Task Accepts_a_sound_token() => Assert.Equal("sound", (await CallAsync(Sign(Sound()))).Title);

    [Fact]
    public async Task Says_that_a_token_is_missing()
    {
        var error = await RichError.OfAsync(Host.Anonymous.CreateNoteAsync(NoteHost.Create("x")));
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_MISSING"), (error.Code, error.Reason));
    }

    [Theory, MemberData(nameof(Unsound))]
    public async Task Rejects_an_unsound_token(string flaw)
    {
        var call = await Assert.ThrowsAsync<RpcException>(() => CallAsync(Flawed(flaw)));
        var error = RichError.Of(call);
        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_INVALID"), (error.Code, error.Reason));
    }

    [Theory]
    [InlineData("INSTITUTION")]
    [InlineData("SCHOOL")]
    [InlineData("BANK")]
    public async Task Rejects_an_organisation_without_its_credit_code(string audience)
    {
        var error = await RichError.OfAsync(Host.As(audience, "530102").CreateNoteAsync(NoteHost.Create("x")));
        Assert.Equal("TOKEN_INVALID", error.Reason);
    }

    [Fact]
    public async Task Asks_nobody_for_a_token_where_all_are_welcome()
    {
        Assert.Equal("open to all", (await Host.Anonymous.GetNoticeAsync(new GetNoticeRequest())).Text);
        var stale = new NoteService.NoteServiceClient(Host.Host.With(Flawed("expired")));
        Assert.Equal("open to all", (await stale.GetNoticeAsync(new GetNoticeRequest())).Text);
    }

    [Fact]
    public async Task Does_not_start_without_knowing_where_tokens_come_from()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => NoteHost.StartAsync(settings: new() { ["Identity:KeyFile"] = "" }));
        Assert.Contains("Identity:Authority", failure.Message, StringComparison.Ordinal);
    }

    private async Task<Note> CallAsync(string token) =>
        await new NoteService.NoteServiceClient(Host.Host.With(token)).CreateNoteAsync(
            new CreateNoteRequest(NoteHost.Create("sound")) { ValidateOnly = true });

    private string Flawed(string flaw)
    {
        var token = Sound();
        switch (flaw)
        {
            case "expired": token.Expires = DateTime.UtcNow.AddMinutes(-2); break;
            case "other audience": token.Audience = "another-system"; break;
            case "other issuer": token.Issuer = "someone-else"; break;
            case "no expiry": token.Expires = null; break;
            case "not yet valid": token.NotBefore = DateTime.UtcNow.AddMinutes(5); break;
            case "other key": return Sign(token, new SigningCredentials(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), SecurityAlgorithms.EcdsaSha256));
            case "no signature": return Sign(token, null);
            case "shared secret": return Sign(token, new SigningCredentials(new SymmetricSecurityKey(File.ReadAllBytes(KeyFile)), SecurityAlgorithms.HmacSha256));
            case "garbage": return "a.b.c";
            case "empty": return "";
            case "no subject": token.Claims.Remove("sub"); break;
            case "endless subject": token.Claims["sub"] = new string('s', 201); break;
            case "no division": token.Claims.Remove(CallerClaims.Division); break;
            case "impossible division": token.Claims[CallerClaims.Division] = "530001"; break;
            case "unknown audience": token.Claims[CallerClaims.Audience] = "EMPEROR"; break;
            case "no audience": token.Claims.Remove(CallerClaims.Audience); break;
            case "no department": token.Claims.Remove(CallerClaims.Department); break;
            default: token.Claims[CallerClaims.Department] = "ASTRONOMY"; break;
        }
        return Sign(token);
    }

    private string KeyFile => Path.Combine(Host.Host.Folder, "token.pem");

    private static SecurityTokenDescriptor Sound() => new()
    {
        Issuer = OwnTokens.Issuer,
        Audience = OwnTokens.Audience,
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = "officer",
            [CallerClaims.Audience] = "REGULATOR",
            [CallerClaims.Division] = "530102",
            [CallerClaims.Department] = "EDUCATION",
        },
    };

    private string Sign(SecurityTokenDescriptor token) =>
        Sign(token, new SigningCredentials(OwnTokens.ReadKey(KeyFile), SecurityAlgorithms.EcdsaSha256));

    private static string Sign(SecurityTokenDescriptor token, SigningCredentials? credentials)
    {
        token.SigningCredentials = credentials;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>One host for all: nothing here changes it.</summary>
    public sealed class OneHost : IAsyncLifetime
    {
        internal NoteHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await NoteHost.StartAsync();

        public Task DisposeAsync() => Host.DisposeAsync().AsTask();
    }
}
