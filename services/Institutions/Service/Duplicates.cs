using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>Finds other open applications and licensed institutions with the same code or the same premises.</summary>
internal static class Duplicates
{
    /// <summary>So many are told; more say nothing more.</summary>
    private const int Most = 5;

    private const int SameKind = 1;
    private const int OtherKind = 2;
    private const int Licensed = 3;
    private const int Premise = 4;

    /// <summary>
    /// One question to the database for all comparisons. Each part is in the order of the index that finds it: in the order
    /// of identifiers, a database would rather walk the whole table to find a few.
    /// </summary>
    private static readonly Func<InstitutionsDb, Guid, Guid?, string, ApplicationKind, string, string[], IAsyncEnumerable<Found>> Search =
        EF.CompileAsyncQuery((InstitutionsDb db, Guid id, Guid? institution, string code, ApplicationKind kind, string division, string[] addresses) =>
            db.Applications
                .Where(a => a.ApplicantCode == code && a.Id != id
                    && (a.State == ApplicationState.Submitted || a.State == ApplicationState.Returned || a.State == ApplicationState.Accepted))
                .OrderBy(a => a.ApplicantCode).ThenBy(a => a.CreatedAt).Take(Most)
                .Select(a => new Found { What = a.Kind == kind ? SameKind : OtherKind, Id = a.Id })
                .Concat(db.Institutions.Where(i => i.Code == code && institution == null).Select(i => new Found { What = Licensed, Id = i.Id }))
                .Concat(db.Set<PremisesEntry>()
                    .Where(p => p.Division == division && addresses.Contains(p.Address) && p.ResourceId != id && p.ResourceId != institution)
                    .OrderBy(p => p.Address).ThenBy(p => p.ResourceId).Take(Most)
                    .Select(p => new Found { What = Premise, Id = p.ResourceId })));

    /// <summary>
    /// The duplicates of an application at its submission, as warnings. Refuses when its organiser has another open
    /// application of the kind; two that are submitted at once meet in the unique key of open applications.
    /// </summary>
    public static async Task<IReadOnlyList<Finding>> FindAsync(InstitutionsDb db, Application application)
    {
        // A renewal states the premises that the institution has; only its own are no duplicates.
        var addresses = application.Sites.Select(site => Premises.Normal(site.Address)).Distinct().ToArray();
        var found = await Search(db, application.Id, application.InstitutionId, application.ApplicantCode, application.Kind, application.Division, addresses).ToListAsync();
        if (found.Find(f => f.What == SameKind) is { } rival)
        {
            throw new Refusal(RefusalKind.Exists, "APPLICATION_OPEN_ALREADY", "该单位已有同类申请正在办理。", "The organiser has another open application of the same kind.")
            {
                Facts = new Dictionary<string, string> { ["application_id"] = rival.Id.ToString() },
            };
        }
        var premises = found.Where(f => f.What == Premise).Select(f => f.Id).Distinct().ToArray();
        return
        [
            .. found.Where(f => f.What == OtherKind).Select(f => SameCode($"applications/{f.Id}", "另有申请正在办理", "has another application open")),
            .. found.Where(f => f.What == Licensed).Select(f => SameCode($"institutions/{f.Id}", "已取得办学许可", "is licensed already")),
            .. premises.Length == 0 ? [] : await SamePremisesAsync(db, premises, addresses),
        ];
    }

    /// <summary>Keeps the premises of a submitted application, so that later ones are compared with them.</summary>
    public static async Task KeepAsync(InstitutionsDb db, Application application) => await ReplaceAsync(
        db, application.Id, application.Division, application.InstitutionName, false,
        application.State == ApplicationState.Submitted ? application.Sites : [], isNew: application.Returned is null && application.State == ApplicationState.Submitted);

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
        InstitutionsDb db, Guid resource, string division, string name, bool isInstitution, IReadOnlyList<Site> sites, bool isNew = false)
    {
        var entries = db.Set<PremisesEntry>();
        var known = isNew ? [] : await entries.Where(p => p.ResourceId == resource).ToListAsync();
        var wanted = sites.Select(site => Premises.Normal(site.Address)).Distinct().ToHashSet(StringComparer.Ordinal);
        entries.RemoveRange(known.Where(p => !wanted.Contains(p.Address)));
        entries.AddRange(wanted.Except(known.Select(p => p.Address)).Select(address => new PremisesEntry
        {
            ResourceId = resource, Address = address, Division = division, IsInstitution = isInstitution, Name = name,
        }));
    }

    private static async Task<IEnumerable<Finding>> SamePremisesAsync(InstitutionsDb db, Guid[] resources, string[] addresses)
    {
        var found = await db.Set<PremisesEntry>().AsNoTracking()
            .Where(p => resources.Contains(p.ResourceId) && addresses.Contains(p.Address))
            .OrderBy(p => p.Address).ThenBy(p => p.ResourceId).Take(Most).ToListAsync();
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

    /// <summary>What was found, and where.</summary>
    private sealed class Found
    {
        public required int What { get; init; }

        public required Guid Id { get; init; }
    }
}
