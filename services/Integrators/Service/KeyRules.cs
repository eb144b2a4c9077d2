using Grpc.Core;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Integrator.V1;
using ShuangJian.Protos.Type.V1;
using Type = System.Type;

namespace ShuangJian.Integrators;

/// <summary>Who owns a key and what a key may not do.</summary>
internal static class KeyRules
{
    /// <summary>Keys that one owner may have in force.</summary>
    public const int MostKeys = 20;

    /// <summary>Quota of a new key; an operator sets another.</summary>
    public const int CallsPerMinute = 600;

    /// <summary>Likewise, a day.</summary>
    public const int CallsPerDay = 200_000;

    private const string SubjectPrefix = "api-keys/";
    private const string PackagePrefix = "shuangjian.";

    /// <summary>Parts of the contract that a key can be issued for.</summary>
    private static readonly HashSet<string> Packages = [.. typeof(ApiKey).Assembly.GetTypes()
        .Where(type => type.Namespace is { } space && space.StartsWith("ShuangJian.Protos.", StringComparison.Ordinal))
        .Select(PackageOf)];

    /// <summary>Subject of a key's tokens, and name of the resource.</summary>
    public static string SubjectOf(Guid id) => $"{SubjectPrefix}{id}";

    /// <summary>
    /// Who owns the keys that a caller issues: its organisation; of a department's officers each department of each
    /// jurisdiction together, so that a key outlives the officer who issued it; else the person.
    /// </summary>
    public static string OwnerOf(Caller caller) =>
        caller.Organization.Length > 0 ? $"{caller.Audience}:{caller.Organization}"
        : caller.Audience == Audience.Regulator ? $"{caller.Audience}:{caller.Department}:{caller.Jurisdiction}"
        : $"{caller.Audience}:{caller.Subject}";

    /// <summary>Refuses a caller that is a key itself.</summary>
    public static void MustBeNoKey(Caller caller)
    {
        if (caller.Subject.StartsWith(SubjectPrefix, StringComparison.Ordinal))
            throw new Rejection(StatusCode.PermissionDenied, "KEY_ISSUES_NO_KEYS", "接口密钥不能签发或更换密钥", "an API key issues and rotates no keys");
    }

    /// <summary>Refuses what is no part of the contract.</summary>
    public static void CheckPackages(IReadOnlyList<string> packages)
    {
        for (var i = 0; i < packages.Count; i++)
        {
            if (!Packages.Contains(packages[i])) throw Rejection.Invalid($"packages[{i}]", "不是接口的组成部分", "is no part of the contract");
        }
    }

    /// <summary>Whether a caller may see and change a key.</summary>
    public static bool IsOf(this KeyRecord key, Caller caller) => caller.Audience == Audience.Operator || key.Owner == OwnerOf(caller);

    /// <summary>Where a key stands.</summary>
    public static ApiKeyState StateOf(KeyRecord key, DateTime now) =>
        key.RevokedAt is not null ? ApiKeyState.Revoked : now >= key.ExpiresAt ? ApiKeyState.Expired : ApiKeyState.InForce;

    private static string PackageOf(Type type) =>
        PackagePrefix + type.Namespace!["ShuangJian.Protos.".Length..].ToLowerInvariant();
}
