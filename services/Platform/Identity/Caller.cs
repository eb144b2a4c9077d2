using System.Security.Claims;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Department = ShuangJian.Protos.Type.V1.Department;

namespace ShuangJian.Platform.Identity;

/// <summary>Names of the claims that make a caller.</summary>
public static class CallerClaims
{
    /// <summary>Audience, for example <c>REGULATOR</c>.</summary>
    public const string Audience = "sj_audience";

    /// <summary>Jurisdiction, six digits.</summary>
    public const string Division = "sj_division";

    /// <summary>Department of a regulator, for example <c>EDUCATION</c>.</summary>
    public const string Department = "sj_department";

    /// <summary>Unified social credit code of an institution, school, bank or association.</summary>
    public const string Organization = "sj_organization";

    /// <summary>Parts of the contract that a token of an API key opens, separated by blanks; absent for all.</summary>
    public const string Packages = "sj_packages";

    /// <summary>Calls a minute that an API key was granted.</summary>
    public const string PerMinute = "sj_per_minute";

    /// <summary>Calls a day that an API key was granted.</summary>
    public const string PerDay = "sj_per_day";
}

/// <summary>Who calls, as the token says.</summary>
public sealed class Caller
{
    /// <summary>Every table keeps the subject in so many characters.</summary>
    private const int LongestSubject = 200;

    private static readonly object Key = new();

    private Caller(string subject, Audience audience, DivisionCode jurisdiction, Department department, string organization)
    {
        Subject = subject;
        Audience = audience;
        Jurisdiction = jurisdiction;
        Department = department;
        Organization = organization;
    }

    /// <summary>Subject of the token.</summary>
    public string Subject { get; }

    /// <summary>Kind of caller.</summary>
    public Audience Audience { get; }

    /// <summary>Division within which the caller acts.</summary>
    public DivisionCode Jurisdiction { get; }

    /// <summary>Department; UNSPECIFIED unless a regulator.</summary>
    public Department Department { get; }

    /// <summary>Unified social credit code of the organisation the caller acts for; empty for officers.</summary>
    public string Organization { get; }

    internal bool WasChecked { get; private set; }

    /// <summary>The caller of a request; null without a valid and complete token.</summary>
    public static Caller? Of(HttpContext http)
    {
        if (http.Items.TryGetValue(Key, out var known)) return (Caller?)known;
        var caller = Read(http.User);
        http.Items[Key] = caller;
        return caller;
    }

    /// <summary>The caller of a method that is not public.</summary>
    public static Caller Of(ServerCallContext context) => Of(context.GetHttpContext()) ?? throw Denials.TokenMissing();

    /// <summary>The caller of a method that anyone may call: one of the public, who reaches everywhere and has no name, when there is no token.</summary>
    public static Caller OrPublic(ServerCallContext context) =>
        Of(context.GetHttpContext()) ?? new Caller("public", Audience.Public, DivisionCode.Nation, Department.Unspecified, "");

    /// <summary>True when the division lies within the caller's jurisdiction.</summary>
    public bool Reaches(DivisionCode division)
    {
        WasChecked = true;
        return Jurisdiction.Contains(division);
    }

    /// <summary>Refuses when the division lies outside the caller's jurisdiction.</summary>
    public void MustReach(DivisionCode division)
    {
        if (Reaches(division)) return;
        throw new Rejection(StatusCode.PermissionDenied, "OUT_OF_JURISDICTION",
            $"{division} 不在您的管辖区域 {Jurisdiction} 内", $"{division} is outside the caller's jurisdiction {Jurisdiction}")
        {
            Facts = new Dictionary<string, string> { ["division"] = division.ToString(), ["jurisdiction"] = Jurisdiction.ToString() },
        };
    }

    private static Caller? Read(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true) return null;
        var subject = user.FindFirstValue("sub");
        if (string.IsNullOrEmpty(subject) || subject.Length > LongestSubject
            || !Codes.TryAudience(user.FindFirstValue(CallerClaims.Audience), out var audience)
            || !DivisionCode.TryParse(user.FindFirstValue(CallerClaims.Division) ?? "", out var division))
            return null;
        var department = Department.Unspecified;
        if (audience == Audience.Regulator && !Codes.TryDepartment(user.FindFirstValue(CallerClaims.Department), out department)) return null;
        var organization = user.FindFirstValue(CallerClaims.Organization) ?? "";
        var needsOrganization = audience is Audience.Institution or Audience.School or Audience.Bank or Audience.Association;
        return needsOrganization && organization.Length == 0 ? null : new Caller(subject, audience, division, department, organization);
    }
}
