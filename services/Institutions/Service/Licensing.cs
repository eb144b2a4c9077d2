using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>What approval brings about: a number, an institution on the white list, and the news of it.</summary>
public static class Licensing
{
    /// <summary>Takes the next licence number of the division and year; refuses when the organiser has a licence already.</summary>
    public static async Task<LicenceNumber> NextNumberAsync(InstitutionsDb db, Application application, DateOnly today)
    {
        var existing = await db.Institutions.AsNoTracking().Where(i => i.Code == application.ApplicantCode).Select(i => i.LicenceNumber).SingleOrDefaultAsync();
        if (existing is not null)
        {
            throw new Rejection(StatusCode.AlreadyExists, "INSTITUTION_EXISTS", "该单位已取得办学许可", "an institution with this code is licensed already")
            {
                Facts = new Dictionary<string, string> { ["licence_number"] = existing },
            };
        }
        var counter = await db.LicenceCounters.FindAsync(application.Division, today.Year);
        if (counter is null) db.LicenceCounters.Add(counter = new LicenceCounter { Division = application.Division, Year = today.Year, Last = 0 });
        return new LicenceNumber(application.Division, today.Year, ++counter.Last);
    }

    /// <summary>Licenses the institution of an approved application in the same transaction.</summary>
    public static Institution License(InstitutionsDb db, Application application, Command command, AnswerCache cache)
    {
        var institution = Institution.License(Guid.CreateVersion7(), application);
        institution.StartTerm(Law.Current.At(DivisionCode.Parse(application.Division), command.Today).Limit(Law.ApprovalLicenceTermYears)?.Value);
        db.Institutions.Add(institution);
        command.Announce(ApplicationGrpc.NameOf(application), application.Version, new ApplicationApproved
        {
            Division = application.Division,
            ApplicationId = application.Id.ToString(),
            LicenceNumber = institution.LicenceNumber,
            Kind = KindEffects.Word(application.Kind),
        });
        command.Announce($"institutions/{institution.Id}", institution.Version, Licensed(institution));
        command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
        return institution;
    }

    /// <summary>
    /// Licenses what another register licensed, in the transaction of the command. Numbers in the platform's own form
    /// are taken: the next licence of that division and year gets a higher one.
    /// </summary>
    public static async Task ImportAsync(
        InstitutionsDb db, IReadOnlyCollection<Institution> institutions, Command command, AnswerCache cache, CancellationToken cancellation)
    {
        if (institutions.Count == 0) return;
        await Standing.TakeInAsync(db, institutions, cancellation);
        db.InsertMany(institutions.SelectMany(Duplicates.EntriesOf).ToList());
        db.AnnounceMany(InstitutionsModule.ServiceName, command.Now, institutions.Select(i => ($"institutions/{i.Id}", i.Version, (DomainEvent)Licensed(i))));
        var taken = institutions.Select(i => LicenceNumber.Read(i.LicenceNumber)).OfType<LicenceNumber>()
            .GroupBy(n => (n.Division, n.Year)).ToDictionary(g => g.Key, g => g.Max(n => n.Sequence));
        if (taken.Count > 0) await TakeNumbersAsync(db, taken, cancellation);
        command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
    }

    private static async Task TakeNumbersAsync(InstitutionsDb db, Dictionary<(string Division, int Year), int> taken, CancellationToken cancellation)
    {
        var divisions = taken.Keys.Select(k => k.Division).Distinct().ToArray();
        var counters = (await db.LicenceCounters.Where(c => EF.Parameter(divisions).Contains(c.Division)).ToListAsync(cancellation))
            .ToDictionary(c => (c.Division, c.Year));
        foreach (var (key, last) in taken)
        {
            if (!counters.TryGetValue(key, out var counter)) db.LicenceCounters.Add(new LicenceCounter { Division = key.Division, Year = key.Year, Last = last });
            else if (counter.Last < last) counter.Last = last;
        }
    }

    /// <summary>Takes in an institution outside a command, as when sample data is loaded: its premises are kept and its licence is announced.</summary>
    public static void TakeIn(InstitutionsDb db, Institution institution, DateTime now)
    {
        db.Institutions.Add(institution);
        Duplicates.Keep(db, institution);
        db.Announce(InstitutionsModule.ServiceName, $"institutions/{institution.Id}", institution.Version, now, Licensed(institution));
    }

    private static InstitutionLicensed Licensed(Institution institution) => new()
    {
        Division = institution.Division,
        InstitutionId = institution.Id.ToString(),
        Name = institution.Name,
        UnifiedSocialCreditCode = institution.Code,
        Category = EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.Word(institution.Category),
        LicenceNumber = institution.LicenceNumber,
        LicensedOn = institution.LicensedOn,
        Sample = institution.Sample,
        LeaseEndsOn = institution.LeaseEndsOn,
    };
}
