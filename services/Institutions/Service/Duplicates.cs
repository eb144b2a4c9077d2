using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>Finds other open applications and licensed institutions with the same code or the same premises.</summary>
internal static class Duplicates
{
    /// <summary>So many are told; more say nothing more.</summary>
    private const int Most = 5;

    private static readonly ApplicationState[] Open = [ApplicationState.Submitted, ApplicationState.Returned, ApplicationState.Accepted];

    /// <summary>
    /// The duplicates of an application at its submission, as warnings. Refuses when its organiser has another open
    /// application of the kind; two that are submitted at once meet in the unique key of open applications.
    /// </summary>
    public static async Task<IReadOnlyList<Finding>> FindAsync(InstitutionsDb db, Application application)
    {
        var findings = new List<Finding>();
        var same = await db.Applications.AsNoTracking()
            .Where(a => a.ApplicantCode == application.ApplicantCode && a.Id != application.Id && Open.Contains(a.State))
            .OrderBy(a => a.Id).Take(Most).Select(a => new { a.Id, a.Kind }).ToListAsync();
        if (same.Find(a => a.Kind == application.Kind) is { } rival)
        {
            throw new Refusal(RefusalKind.Exists, "APPLICATION_OPEN_ALREADY", "该单位已有同类申请正在办理。", "The organiser has another open application of the same kind.")
            {
                Facts = new Dictionary<string, string> { ["application_id"] = rival.Id.ToString() },
            };
        }
        findings.AddRange(same.Select(a => SameCode($"applications/{a.Id}", "另有申请正在办理", "has another application open")));
        if (application.InstitutionId is null)
        {
            var licensed = await db.Institutions.AsNoTracking().Where(i => i.Code == application.ApplicantCode).Select(i => (Guid?)i.Id).FirstOrDefaultAsync();
            if (licensed is { } id) findings.Add(SameCode($"institutions/{id}", "已取得办学许可", "is licensed already"));
        }
        findings.AddRange(await SamePremisesAsync(db, application));
        return findings;
    }

    /// <summary>Keeps the premises of a submitted application, so that later ones are compared with them.</summary>
    public static async Task KeepAsync(InstitutionsDb db, Application application) => await ReplaceAsync(
        db, application.Id, application.Division, application.InstitutionName, false,
        application.State == ApplicationState.Submitted ? application.Sites : []);

    /// <summary>Forgets the premises of an application that has ended and keeps those of an institution as they are now.</summary>
    public static async Task KeepAsync(InstitutionsDb db, Application ended, Institution? institution)
    {
        await ReplaceAsync(db, ended.Id, ended.Division, "", false, []);
        if (institution is not null)
        {
            await ReplaceAsync(
                db, institution.Id, institution.Division, institution.Name, true,
                institution.State == InstitutionState.Licensed ? institution.Sites : []);
        }
    }

    /// <summary>Keeps the premises of an institution that is new to the registry and stands behind no application.</summary>
    public static void Keep(InstitutionsDb db, Institution institution) => db.AddRange(EntriesOf(institution));

    /// <summary>The premises of a licensed institution by their comparable addresses.</summary>
    public static IEnumerable<PremisesEntry> EntriesOf(Institution institution) =>
        institution.Sites.Select(site => Premises.Normal(site.Address)).Distinct(StringComparer.Ordinal).Select(address => new PremisesEntry
        {
            ResourceId = institution.Id, Address = address, Division = institution.Division, IsInstitution = true, Name = institution.Name,
        });

    private static async Task ReplaceAsync(
        InstitutionsDb db, Guid resource, string division, string name, bool isInstitution, IReadOnlyList<Site> sites)
    {
        var entries = db.Set<PremisesEntry>();
        var known = await entries.Where(p => p.ResourceId == resource).ToListAsync();
        var wanted = sites.Select(site => Premises.Normal(site.Address)).Distinct().ToHashSet(StringComparer.Ordinal);
        entries.RemoveRange(known.Where(p => !wanted.Contains(p.Address)));
        entries.AddRange(wanted.Except(known.Select(p => p.Address)).Select(address => new PremisesEntry
        {
            ResourceId = resource, Address = address, Division = division, IsInstitution = isInstitution, Name = name,
        }));
    }

    private static async Task<IEnumerable<Finding>> SamePremisesAsync(InstitutionsDb db, Application application)
    {
        // A renewal states the premises that the institution has; only its own are no duplicates.
        var addresses = application.Sites.Select(site => Premises.Normal(site.Address)).Distinct().ToArray();
        if (addresses.Length == 0) return [];
        var found = await db.Set<PremisesEntry>().AsNoTracking()
            .Where(p => p.Division == application.Division && addresses.Contains(p.Address)
                && p.ResourceId != application.Id && p.ResourceId != application.InstitutionId)
            .OrderBy(p => p.ResourceId).Take(Most).ToListAsync();
        return found.Select(p => new Finding(
            "SamePremisesElsewhere",
            Severity.Warning,
            $"同一场所另有{(p.IsInstitution ? "持证机构" : "申请")}：{p.Name}。",
            $"The same premises are those of another {(p.IsInstitution ? "institution" : "application")}: {p.Name}.",
            $"{(p.IsInstitution ? "institutions" : "applications")}/{p.ResourceId}",
            null, null, []));
    }

    private static Finding SameCode(string subject, string zh, string en) => new(
        "SameCodeElsewhere", Severity.Warning, $"该统一社会信用代码{zh}。", $"The organisation of this code {en}.", subject, null, null, []);
}
