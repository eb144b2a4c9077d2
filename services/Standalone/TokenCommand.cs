using System.CommandLine;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;

namespace ShuangJian.Standalone;

/// <summary><c>token</c>: signs a token with the key of this installation and prints it.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var audience = new Argument<string>("audience") { Description = $"Kind of caller: {string.Join(", ", Codes.AllAudiences)}" };
        var division = new Argument<string>("division") { Description = "Jurisdiction, six digits, for example 110101" };
        var third = new Argument<string?>("department-or-code")
        {
            Description = "Department of a REGULATOR (EDUCATION, MARKET_REGULATION, …); unified social credit code of an INSTITUTION, SCHOOL or BANK",
            DefaultValueFactory = _ => null,
        };
        var hours = new Option<int>("--hours") { Description = "How long it is valid", DefaultValueFactory = _ => 12 };
        var subject = new Option<string?>("--subject") { Description = "Who acts; made from the other words by default" };
        var command = new Command("token", "签发令牌 Prints a token signed by this installation.") { audience, division, third, hours, subject };
        command.SetAction(parsed => Print(parsed.GetValue(audience)!, parsed.GetValue(division)!, parsed.GetValue(third), parsed.GetValue(hours), parsed.GetValue(subject)));
        return command;
    }

    /// <summary>Signs a token that the platform accepts.</summary>
    public static string Sign(string audience, string division, string? third, string? subject = null, int hours = 12)
    {
        var isOfficer = audience == "REGULATOR";
        return OwnTokens.Sign(
            StandaloneHost.IdentityKey,
            subject ?? string.Join(':', new[] { audience, division, third }.Where(part => part is not null)).ToLowerInvariant(),
            audience, division,
            department: isOfficer ? third : null,
            organization: isOfficer ? null : third,
            TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(hours));
    }

    private static int Print(string audience, string division, string? third, int hours, string? subject)
    {
        var problem = !Codes.TryAudience(audience, out _) ? $"'{audience}' is no audience: {string.Join(", ", Codes.AllAudiences)}"
            : !DivisionCode.TryParse(division, out var code) || !Law.Current.Divisions.TryGet(code, out _) ? $"'{division}' is no division"
            : audience == "REGULATOR" && !Codes.TryDepartment(third, out _) ? "a REGULATOR needs a department, for example EDUCATION"
            : audience is "INSTITUTION" or "SCHOOL" or "BANK" && !UnifiedSocialCreditCode.IsValid(third ?? "") ? $"an {audience} needs its unified social credit code"
            : hours is < 1 or > 8760 ? "--hours is 1 to 8760"
            : !File.Exists(StandaloneHost.IdentityKey) ? "there is no key yet: start the platform once with ./run"
            : null;
        if (problem is not null)
        {
            Console.Error.WriteLine($"token: {problem}");
            return 1;
        }
        Console.WriteLine(Sign(audience, division, third, subject, hours));
        return 0;
    }
}
