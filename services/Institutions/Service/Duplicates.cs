using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
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
    /// One question to the database for all comparisons of all applications. Each part begins with what an index finds:
    /// by identifiers alone, a database would rather walk the whole table to find a few.
    /// </summary>
    private static readonly Func<InstitutionsDb, Guid[], string[], string[], IAsyncEnumerable<Found>> Search =
        EF.CompileAsyncQuery((InstitutionsDb db, Guid[] ids, string[] divisions, string[] addresses) =>
            db.Applications.Where(mine => ids.Contains(mine.Id))
                .Join(db.Applications, mine => mine.ApplicantCode, other => other.ApplicantCode, (mine, other) => new { Mine = mine, Other = other })
                .Where(p => p.Other.Id != p.Mine.Id
                    && (p.Other.State == ApplicationState.Submitted || p.Other.State == ApplicationState.Returned || p.Other.State == ApplicationState.Accepted))
                .Select(p => new Found { What = p.Other.Kind == p.Mine.Kind ? SameKind : OtherKind, For = p.Mine.Id, Id = p.Other.Id })
                .Concat(db.Applications.Where(mine => ids.Contains(mine.Id) && mine.InstitutionId == null)
                    .Join(db.Institutions, mine => mine.ApplicantCode, i => i.Code, (mine, i) => new Found { What = Licensed, For = mine.Id, Id = i.Id }))
                .Concat(db.Set<PremisesEntry>()
                    .Where(p => divisions.Contains(p.Division) && addresses.Contains(p.Address) && !ids.Contains(p.ResourceId))
                    .Select(p => new Found { What = Premise, For = p.ResourceId, Id = p.ResourceId })));

    /// <summary>Whether applications are duplicates of each other, so that one has to be stored before the other is judged.</summary>
    public static bool Among(IReadOnlyCollection<Application> applications) =>
        applications.DistinctBy(a => a.ApplicantCode).Count() < applications.Count
        || applications.SelectMany(a => AddressesOf(a).Select(address => (a.Division, address))).GroupBy(p => p).Any(g => g.Count() > 1);

    /// <summary>
    /// The duplicates of applications at their submission, as warnings. Refuses when an organiser has another open
    /// application of the kind; two that are submitted at once meet in the unique key of open applications.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Finding>>> FindAsync(
        InstitutionsDb db, IReadOnlyList<Application> applications, CancellationToken cancellation)
    {
        var found = new List<Found>();
        var addresses = applications.SelectMany(AddressesOf).Distinct().ToArray();
        var search = Search(db, [.. applications.Select(a => a.Id)], [.. applications.Select(a => a.Division).Distinct()], addresses);
        await foreach (var one in search.WithCancellation(cancellation)) found.Add(one);
        if (found.Find(f => f.What == SameKind) is { } rival)
        {
            throw new Refusal(RefusalKind.Exists, "APPLICATION_OPEN_ALREADY", "该单位已有同类申请正在办理。", "The organiser has another open application of the same kind.")
            {
                Facts = new Dictionary<string, string> { ["application_id"] = rival.Id.ToString() },
            };
        }
        var premises = await PremisesAsync(db, [.. found.Where(f => f.What == Premise).Select(f => f.Id).Distinct()], addresses, cancellation);
        return applications.ToDictionary(a => a.Id, IReadOnlyList<Finding> (a) =>
        [
            .. found.Where(f => f.What == OtherKind && f.For == a.Id).Take(Most).Select(f => SameCode($"applications/{f.Id}", "另有申请正在办理", "has another application open")),
            .. found.Where(f => f.What == Licensed && f.For == a.Id).Take(Most).Select(f => SameCode($"institutions/{f.Id}", "已取得办学许可", "is licensed already")),
            .. SamePremises(a, premises),
        ]);
    }

    /// <summary>Keeps the premises of submitted applications, so that later ones are compared with them.</summary>
    public static async Task KeepAsync(InstitutionsDb db, IReadOnlyList<Application> applications)
    {
        var isNew = applications.ToLookup(a => a.Returned is null && a.State == ApplicationState.Submitted);
        db.InsertMany([.. isNew[true].SelectMany(a => AddressesOf(a).Select(address => Entry(a.Id, address, a.Division, a.InstitutionName, false)))]);
        foreach (var application in isNew[false]) await KeepAsync(db, application);
    }

    /// <summary>Keeps the premises of an application as they are now.</summary>
    public static Task KeepAsync(InstitutionsDb db, Application application) => ReplaceAsync(
        db, application.Id, application.Division, application.InstitutionName, false, application.State == ApplicationState.Submitted ? application.Sites : []);

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
        institution.Sites.Select(site => Premises.Normal(site.Address)).Distinct(StringComparer.Ordinal)
            .Select(address => Entry(institution.Id, address, institution.Division, institution.Name, true));

    private static async Task ReplaceAsync(InstitutionsDb db, Guid resource, string division, string name, bool isInstitution, IReadOnlyList<Site> sites)
    {
        var entries = db.Set<PremisesEntry>();
        var known = await entries.Where(p => p.ResourceId == resource).ToListAsync();
        var wanted = sites.Select(site => Premises.Normal(site.Address)).Distinct().ToHashSet(StringComparer.Ordinal);
        entries.RemoveRange(known.Where(p => !wanted.Contains(p.Address)));
        entries.AddRange(wanted.Except(known.Select(p => p.Address)).Select(address => Entry(resource, address, division, name, isInstitution)));
    }

    private static PremisesEntry Entry(Guid resource, string address, string division, string name, bool isInstitution) =>
        new() { ResourceId = resource, Address = address, Division = division, IsInstitution = isInstitution, Name = name };

    private static IEnumerable<string> AddressesOf(Application application) => application.Sites.Select(site => Premises.Normal(site.Address)).Distinct(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<PremisesEntry>> PremisesAsync(InstitutionsDb db, Guid[] resources, string[] addresses, CancellationToken cancellation) =>
        resources.Length == 0 ? [] : await db.Set<PremisesEntry>().AsNoTracking()
            .Where(p => EF.Parameter(resources).Contains(p.ResourceId) && EF.Parameter(addresses).Contains(p.Address))
            .OrderBy(p => p.Address).ThenBy(p => p.ResourceId).ToListAsync(cancellation);

    /// <summary>Who else has the premises of an application; a renewal states those that its institution has, which are no duplicates.</summary>
    private static IEnumerable<Finding> SamePremises(Application application, IReadOnlyList<PremisesEntry> premises)
    {
        var own = AddressesOf(application).ToHashSet(StringComparer.Ordinal);
        return premises.Where(p => p.Division == application.Division && own.Contains(p.Address) && p.ResourceId != application.InstitutionId).Take(Most).Select(p => new Finding(
            "SamePremisesElsewhere",
            Severity.Warning,
            $"同一场所另有{(p.IsInstitution ? "持证机构" : "申请")}：{p.Name}。",
            $"The same premises are those of another {(p.IsInstitution ? "institution" : "application")}: {p.Name}.",
            $"{(p.IsInstitution ? "institutions" : "applications")}/{p.ResourceId}",
            null, null, []));
    }

    private static Finding SameCode(string subject, string zh, string en) => new(
        "SameCodeElsewhere", Severity.Warning, $"该统一社会信用代码{zh}。", $"The organisation of this code {en}.", subject, null, null, []);

    /// <summary>What was found for which application, and where.</summary>
    private sealed class Found
    {
        public required int What { get; init; }

        public required Guid For { get; init; }

        public required Guid Id { get; init; }
    }
}
