using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Integrator.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Integrators;

/// <summary>Issues and withdraws the keys of machines.</summary>
public sealed class ApiKeyGrpc(
    Commands<IntegratorsDb> commands, IDbContextFactory<IntegratorsDb> databases, PersonalData hashes, KeyTokens tokens, TimeProvider clock)
    : ApiKeyService.ApiKeyServiceBase
{
    private const int DefaultDays = 365;

    /// <inheritdoc />
    public override async Task<IssueApiKeyResponse> IssueApiKey(IssueApiKeyRequest request, ServerCallContext context)
    {
        (IssueApiKeyResponse? Answer, string Secret) made = default;
        var answer = await commands.RunAsync(request, context, async (db, command) =>
        {
            KeyRules.MustBeNoKey(command.Caller);
            KeyRules.CheckPackages(request.Packages);
            var owner = KeyRules.OwnerOf(command.Caller);
            var now = command.Now;
            if (await db.Keys.CountAsync(k => k.Owner == owner && k.RevokedAt == null && k.ExpiresAt > now) >= KeyRules.MostKeys) throw TooMany();
            var id = Guid.CreateVersion7();
            var secret = KeySecret.Make(id);
            var key = New(id, secret, owner, request, command);
            db.Add(key);
            command.Resource = KeyRules.SubjectOf(id);
            command.Announce(command.Resource, key.Version, new ApiKeyIssued
            {
                Division = key.Division, KeyId = $"{id}", Audience = key.Audience, Department = key.Department, OrganizationCode = key.Organization, ExpiresAt = key.ExpiresAt,
            });
            made = (new IssueApiKeyResponse { ApiKey = key.ToProto(now) }, secret);
            return made.Answer;
        });
        // What is stored as the answer has no secret; only who asked first is shown it.
        if (ReferenceEquals(answer, made.Answer) && !request.ValidateOnly) answer.Secret = made.Secret;
        return answer;
    }

    /// <inheritdoc />
    public override async Task<GetApiKeyResponse> GetApiKey(GetApiKeyRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new GetApiKeyResponse { ApiKey = (await FindAsync(db, Caller.Of(context), request.KeyId)).ToProto(clock.GetUtcNow().UtcDateTime) };
    }

    /// <inheritdoc />
    public override async Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Keys.AsNoTracking().Within(request.Division, k => k.Division);
        if (caller.Audience != Audience.Operator)
        {
            var owner = KeyRules.OwnerOf(caller);
            rows = rows.Where(k => k.Owner == owner);
        }
        if (!request.IncludeRevoked) rows = rows.Where(k => k.RevokedAt == null);
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(k => k.Id < after);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(k => k.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return new ListApiKeysResponse
        {
            ApiKeys = { page.Take(size).Select(k => k.ToProto(now)) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}") : "",
        };
    }

    /// <inheritdoc />
    public override async Task<RotateApiKeyResponse> RotateApiKey(RotateApiKeyRequest request, ServerCallContext context)
    {
        (RotateApiKeyResponse? Answer, string Secret) made = default;
        var answer = await commands.RunAsync(request, context, async (db, command) =>
        {
            KeyRules.MustBeNoKey(command.Caller);
            var key = await ToChangeAsync(db, command, request.KeyId, request.Etag);
            if (!key.InForce(command.Now)) throw NotInForce(KeyRules.StateOf(key, command.Now));
            var secret = KeySecret.Make(key.Id);
            var overlaps = request.OverlapHours > 0;
            key.FormerHash = overlaps ? key.SecretHash : null;
            key.FormerEndsAt = overlaps ? command.Now.AddHours(request.OverlapHours) : null;
            (key.SecretHash, key.SecretHint, key.RotatedAt) = (hashes.Hash(secret), KeySecret.HintOf(secret), command.Now);
            key.Version++;
            command.Announce(command.Resource, key.Version, new ApiKeyRotated { Division = key.Division, KeyId = $"{key.Id}", FormerSecretEndsAt = key.FormerEndsAt ?? command.Now });
            made = (new RotateApiKeyResponse { ApiKey = key.ToProto(command.Now) }, secret);
            return made.Answer;
        });
        if (ReferenceEquals(answer, made.Answer) && !request.ValidateOnly) answer.Secret = made.Secret;
        return answer;
    }

    /// <inheritdoc />
    public override Task<RevokeApiKeyResponse> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var key = await ToChangeAsync(db, command, request.KeyId, request.Etag);
            if (key.RevokedAt is null)
            {
                key.RevokedAt = command.Now;
                key.Version++;
                command.Announce(command.Resource, key.Version, new ApiKeyRevoked { Division = key.Division, KeyId = $"{key.Id}", ByOperator = key.Owner != KeyRules.OwnerOf(command.Caller) });
            }
            return new RevokeApiKeyResponse { ApiKey = key.ToProto(command.Now) };
        });

    /// <inheritdoc />
    public override Task<SetApiKeyQuotaResponse> SetApiKeyQuota(SetApiKeyQuotaRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var key = await ToChangeAsync(db, command, request.KeyId, request.Etag);
            (key.CallsPerMinute, key.CallsPerDay) = (request.CallsPerMinute, request.CallsPerDay);
            key.Version++;
            command.Announce(command.Resource, key.Version, new ApiKeyQuotaSet
            {
                Division = key.Division, KeyId = $"{key.Id}", CallsPerMinute = key.CallsPerMinute, CallsPerDay = key.CallsPerDay,
            });
            return new SetApiKeyQuotaResponse { ApiKey = key.ToProto(command.Now) };
        });

    /// <inheritdoc />
    public override async Task<ExchangeApiKeyResponse> ExchangeApiKey(ExchangeApiKeyRequest request, ServerCallContext context)
    {
        if (KeySecret.IdIn(request.Secret) is not { } id) throw Unknown();
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        // One answer for every reason: who tries learns nothing of which keys there are.
        if (await db.Keys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, context.CancellationToken) is not { } key || !key.InForce(now) || !Opens(key, request.Secret, now)) throw Unknown();
        var (token, ends) = tokens.Sign(key, now);
        return new ExchangeApiKeyResponse { Token = token, ExpireTime = ends.ToTimestamp() };
    }

    private bool Opens(KeyRecord key, string secret, DateTime now) =>
        KeySecret.Fits(hashes, secret, key.SecretHash) || (key.FormerEndsAt > now && KeySecret.Fits(hashes, secret, key.FormerHash));

    private KeyRecord New(Guid id, string secret, string owner, IssueApiKeyRequest request, Command command) => new()
    {
        Id = id,
        Owner = owner,
        Name = request.Name,
        Division = request.Division,
        Audience = command.Caller.Audience.ToString().ToUpperInvariant(),
        Department = command.Caller.Audience == Audience.Regulator ? command.Caller.Department.ToCode() : null,
        Organization = command.Caller.Organization is { Length: > 0 } organization ? organization : null,
        Packages = string.Join(' ', request.Packages.Distinct().Order(StringComparer.Ordinal)),
        SecretHash = hashes.Hash(secret),
        SecretHint = KeySecret.HintOf(secret),
        CallsPerMinute = KeyRules.CallsPerMinute,
        CallsPerDay = KeyRules.CallsPerDay,
        IssuedAt = command.Now,
        RotatedAt = command.Now,
        ExpiresAt = command.Now.AddDays(request.ValidDays == 0 ? DefaultDays : request.ValidDays),
    };

    private static async Task<KeyRecord> ToChangeAsync(IntegratorsDb db, Command command, string id, string etag)
    {
        var key = await FindAsync(db, command.Caller, id);
        command.Resource = KeyRules.SubjectOf(key.Id);
        Etag.Check(etag, key.Version);
        return key;
    }

    /// <summary>A key that is somebody else's is as unknown as none.</summary>
    private static async Task<KeyRecord> FindAsync(IntegratorsDb db, Caller caller, string id)
    {
        var key = await db.Keys.SingleOrDefaultAsync(k => k.Id == Guid.Parse(id));
        var name = KeyRules.SubjectOf(Guid.Parse(id));
        if (key is null || !key.IsOf(caller)) throw Rejection.NotFound(name);
        caller.MustReach(DivisionCode.Parse(key.Division));
        return key;
    }

    private static Rejection Unknown() =>
        new(StatusCode.Unauthenticated, "API_KEY_INVALID", "接口密钥无效、已吊销或已过期", "the API key is unknown, revoked or expired");

    private static Rejection TooMany() =>
        new(StatusCode.FailedPrecondition, "TOO_MANY_KEYS", $"有效的接口密钥已达 {KeyRules.MostKeys} 个", $"there are {KeyRules.MostKeys} API keys in force already")
        {
            Facts = new Dictionary<string, string> { ["most"] = KeyRules.MostKeys.ToString() },
        };

    private static Rejection NotInForce(ApiKeyState state) =>
        new(StatusCode.FailedPrecondition, "KEY_NOT_IN_FORCE", "接口密钥已失效，不能更换", "the API key is not in force and cannot be rotated")
        {
            Facts = new Dictionary<string, string> { ["state"] = state.ToString().ToUpperInvariant() },
        };
}
