using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Integrator.V1;

namespace ShuangJian.Integrators;

/// <summary>Writes answers.</summary>
internal static class KeyMapping
{
    public static ApiKey ToProto(this KeyRecord key, DateTime now)
    {
        _ = Codes.TryAudience(key.Audience, out var audience);
        _ = Codes.TryDepartment(key.Department, out var department);
        return new ApiKey
        {
            KeyId = $"{key.Id}",
            Name = key.Name,
            Division = key.Division,
            Audience = audience,
            Department = department,
            Organization = key.Organization ?? "",
            Packages = { key.Packages.Split(' ', StringSplitOptions.RemoveEmptyEntries) },
            CallsPerMinute = key.CallsPerMinute,
            CallsPerDay = key.CallsPerDay,
            State = KeyRules.StateOf(key, now),
            IssueTime = key.IssuedAt.ToTimestamp(),
            ExpireTime = key.ExpiresAt.ToTimestamp(),
            RotateTime = key.RotatedAt.ToTimestamp(),
            RevokeTime = key.RevokedAt?.ToTimestamp(),
            SecretHint = key.SecretHint,
            Etag = Etag.Of(key.Version),
        };
    }
}
