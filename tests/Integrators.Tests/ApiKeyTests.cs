using Grpc.Core;
using Microsoft.Data.Sqlite;
using ShuangJian.Protos.Integrator.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Integrators.Tests;

/// <summary>A key opens what its issuer may, as long as it is in force, and its secret is kept by nobody.</summary>
public sealed class ApiKeyTests : IAsyncLifetime
{
    private const string Code = "91530102MA6K0000X1";
    private readonly SetClock _clock = new(new DateTimeOffset(DateTime.UtcNow));
    private TestHost _host = null!;

    private ApiKeyService.ApiKeyServiceClient Owner => new(_host.AsInstitution("530102", Code));

    private ApiKeyService.ApiKeyServiceClient Operator => new(_host.With(_host.Token("OPERATOR", "000000")));

    private ApiKeyService.ApiKeyServiceClient Anybody => new(_host.Channel);

    public async Task InitializeAsync() => _host = await TestHost.StartAsync([new IntegratorsModule()], _clock);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_key_acts_for_its_issuer()
    {
        var issued = await Owner.IssueApiKeyAsync(Ask());
        Assert.StartsWith("sj_", issued.Secret);
        Assert.Equal((Audience.Institution, Code, "530102", ApiKeyState.InForce, issued.Secret[^4..]), (
            issued.ApiKey.Audience, issued.ApiKey.Organization, issued.ApiKey.Division, issued.ApiKey.State, issued.ApiKey.SecretHint));
        var exchanged = await Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret });
        Assert.InRange((exchanged.ExpireTime.ToDateTimeOffset() - _clock.GetUtcNow()).TotalSeconds, 24, 25);
        var machine = new ApiKeyService.ApiKeyServiceClient(_host.With(exchanged.Token));
        Assert.Equal(issued.ApiKey.KeyId, Assert.Single((await machine.ListApiKeysAsync(new() { Division = "530102" })).ApiKeys).KeyId);
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_stored_nowhere()
    {
        var ask = Ask();
        var first = await Owner.IssueApiKeyAsync(ask);
        var again = await Owner.IssueApiKeyAsync(ask);
        Assert.Equal((first.ApiKey.KeyId, ""), (again.ApiKey.KeyId, again.Secret));
        var rotate = new RotateApiKeyRequest { RequestId = $"{Guid.NewGuid()}", KeyId = first.ApiKey.KeyId };
        var second = await Owner.RotateApiKeyAsync(rotate);
        Assert.Equal("", (await Owner.RotateApiKeyAsync(rotate)).Secret);
        await _host.StopAsync();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_host.Folder, "integrators.db*"))
        {
            var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            foreach (var secret in (string[])[first.Secret, second.Secret]) Assert.DoesNotContain(secret[36..], bytes);
        }
    }

    [Fact]
    public async Task A_trial_issues_nothing()
    {
        var ask = Ask();
        ask.ValidateOnly = true;
        Assert.Equal("", (await Owner.IssueApiKeyAsync(ask)).Secret);
        Assert.Empty((await Owner.ListApiKeysAsync(new() { Division = "530102" })).ApiKeys);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("changed")]
    [InlineData("no secret at all")]
    [InlineData("revoked")]
    [InlineData("expired")]
    public async Task What_is_not_in_force_opens_nothing_and_says_not_why(string flaw)
    {
        var issued = await Owner.IssueApiKeyAsync(Ask(days: 1));
        var secret = issued.Secret;
        switch (flaw)
        {
            case "unknown": secret = secret.Replace(secret[3..35], $"{Guid.NewGuid():N}", StringComparison.Ordinal); break;
            case "changed": secret = secret[..^1] + (secret[^1] == 'A' ? 'Q' : 'A'); break;
            case "no secret at all": secret = "sj_"; break;
            case "revoked": await Owner.RevokeApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId }); break;
            default: _clock.Now += TimeSpan.FromDays(1); break;
        }
        var error = await RichError.OfAsync(Anybody.ExchangeApiKeyAsync(new() { Secret = secret }));
        Assert.Equal((StatusCode.Unauthenticated, "API_KEY_INVALID", "the API key is unknown, revoked or expired"), (error.Code, error.Reason, error.En));
    }

    [Fact]
    public async Task A_key_is_in_force_to_its_last_second()
    {
        var issued = await Owner.IssueApiKeyAsync(Ask(days: 1));
        _clock.Now += TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1);
        var exchanged = await Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret });
        Assert.Equal(issued.ApiKey.ExpireTime, exchanged.ExpireTime);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, true)]
    public async Task The_secret_before_works_on_for_as_long_as_was_asked(int overlapHours, bool works)
    {
        var issued = await Owner.IssueApiKeyAsync(Ask());
        var rotated = await Owner.RotateApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId, Etag = issued.ApiKey.Etag, OverlapHours = overlapHours });
        Assert.NotEqual(issued.Secret, rotated.Secret);
        await Anybody.ExchangeApiKeyAsync(new() { Secret = rotated.Secret });
        Assert.Equal(works ? "" : "API_KEY_INVALID", await RichError.ReasonAsync(Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret })));
        _clock.Now += TimeSpan.FromHours(overlapHours);
        Assert.Equal("API_KEY_INVALID", await RichError.ReasonAsync(Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret })));
        await Anybody.ExchangeApiKeyAsync(new() { Secret = rotated.Secret });
    }

    [Fact]
    public async Task A_key_issues_and_rotates_no_keys()
    {
        var issued = await Owner.IssueApiKeyAsync(Ask());
        var machine = new ApiKeyService.ApiKeyServiceClient(_host.With((await Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret })).Token));
        Assert.Equal("KEY_ISSUES_NO_KEYS", await RichError.ReasonAsync(machine.IssueApiKeyAsync(Ask())));
        Assert.Equal("KEY_ISSUES_NO_KEYS", await RichError.ReasonAsync(machine.RotateApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId })));
    }

    [Fact]
    public async Task Keys_of_others_are_unknown_and_operators_may_end_any()
    {
        var issued = await Owner.IssueApiKeyAsync(Ask());
        var other = new ApiKeyService.ApiKeyServiceClient(_host.AsInstitution("530102", "91530102MA6K0000X2"));
        var revoke = new RevokeApiKeyRequest { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId };
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(other.GetApiKeyAsync(new() { KeyId = issued.ApiKey.KeyId })));
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(other.RevokeApiKeyAsync(revoke)));
        Assert.Empty((await other.ListApiKeysAsync(new() { Division = "530102" })).ApiKeys);
        Assert.Equal(ApiKeyState.Revoked, (await Operator.RevokeApiKeyAsync(revoke)).ApiKey.State);
        Assert.Equal("KEY_NOT_IN_FORCE", await RichError.ReasonAsync(Owner.RotateApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId })));
        Assert.Empty((await Owner.ListApiKeysAsync(new() { Division = "530102" })).ApiKeys);
        Assert.Single((await Owner.ListApiKeysAsync(new() { Division = "530102", IncludeRevoked = true })).ApiKeys);
    }

    [Fact]
    public async Task An_officer_s_key_outlives_the_officer_and_stays_with_department_and_place()
    {
        var first = new ApiKeyService.ApiKeyServiceClient(_host.With(_host.Token("REGULATOR", "530100", "EDUCATION", subject: "first")));
        var issued = await first.IssueApiKeyAsync(Ask());
        var second = new ApiKeyService.ApiKeyServiceClient(_host.With(_host.Token("REGULATOR", "530100", "EDUCATION", subject: "second")));
        Assert.Equal(Department.Education, (await second.GetApiKeyAsync(new() { KeyId = issued.ApiKey.KeyId })).ApiKey.Department);
        var market = new ApiKeyService.ApiKeyServiceClient(_host.With(_host.Token("REGULATOR", "530100", "MARKET_REGULATION")));
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(market.GetApiKeyAsync(new() { KeyId = issued.ApiKey.KeyId })));
        // It acts in the county it was issued for, and not in the whole city.
        var machine = new ApiKeyService.ApiKeyServiceClient(_host.With((await Anybody.ExchangeApiKeyAsync(new() { Secret = issued.Secret })).Token));
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(machine.ListApiKeysAsync(new() { Division = "530103" })));
    }

    [Fact]
    public async Task Nobody_issues_a_key_beyond_his_own_place()
    {
        var ask = Ask();
        ask.Division = "530103";
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(Owner.IssueApiKeyAsync(ask)));
    }

    [Fact]
    public async Task Twenty_keys_are_in_force_at_most()
    {
        for (var i = 0; i < 20; i++) await Owner.IssueApiKeyAsync(Ask(days: 1));
        Assert.Equal("TOO_MANY_KEYS", await RichError.ReasonAsync(Owner.IssueApiKeyAsync(Ask())));
        _clock.Now += TimeSpan.FromMinutes(50);
        var page = await Owner.ListApiKeysAsync(new() { Division = "530102", PageSize = 15 });
        Assert.Equal(15, page.ApiKeys.Count);
        var rest = await Owner.ListApiKeysAsync(new() { Division = "530102", PageSize = 15, PageToken = page.NextPageToken });
        Assert.Equal((5, ""), (rest.ApiKeys.Count, rest.NextPageToken));
    }

    [Theory]
    [InlineData("shuangjian.school.v1", "")]
    [InlineData("shuangjian.school.v2", "FIELD_INVALID")]
    [InlineData("google.protobuf", "FIELD_INVALID")]
    public async Task A_key_is_issued_for_parts_of_the_contract_that_exist(string package, string reason)
    {
        var ask = Ask();
        ask.Packages.Add(package);
        Assert.Equal(reason, await RichError.ReasonAsync(Owner.IssueApiKeyAsync(ask)));
    }

    [Fact]
    public async Task An_operator_sets_a_quota_at_the_version_he_has_read()
    {
        var issued = await Owner.IssueApiKeyAsync(Ask());
        var set = new SetApiKeyQuotaRequest { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId, Etag = issued.ApiKey.Etag, CallsPerMinute = 60_000, CallsPerDay = 1 };
        Assert.Equal("AUDIENCE_NOT_ALLOWED", await RichError.ReasonAsync(Owner.SetApiKeyQuotaAsync(set)));
        var changed = (await Operator.SetApiKeyQuotaAsync(set)).ApiKey;
        Assert.Equal((60_000, 1), (changed.CallsPerMinute, changed.CallsPerDay));
        set.RequestId = $"{Guid.NewGuid()}";
        Assert.Equal("ETAG_MISMATCH", await RichError.ReasonAsync(Operator.SetApiKeyQuotaAsync(set)));
        set.CallsPerMinute = 60_001;
        Assert.Equal("FIELD_INVALID", await RichError.ReasonAsync(Operator.SetApiKeyQuotaAsync(set)));
    }

    private static IssueApiKeyRequest Ask(int days = 0) => new() { RequestId = $"{Guid.NewGuid()}", Division = "530102", Name = "校务系统", ValidDays = days };
}
