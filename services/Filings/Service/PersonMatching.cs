using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>A tutor's person; encrypted wherever it is kept.</summary>
internal sealed record TutorPerson(string Name, string IdentityNumber, string Phone, string PermitNumber, IReadOnlyList<string> CertificateNumbers);

/// <summary>When something happens, for whom it is announced.</summary>
internal sealed record Moment(DateTime Now, DateOnly Today, Action<string, long, DomainEvent> Announce)
{
    public static Moment Of(Command command) => new(command.Now, command.Today, command.Announce);

    /// <summary>A moment outside any call.</summary>
    public static Moment At(FilingsDb db, DateTime now) =>
        new(now, ChinaDay.Of(now), (subject, version, fact) => db.Announce(FilingsModule.ServiceName, subject, version, now, fact));
}

/// <summary>
/// Matches tutors with the roster of in-service teachers and the bars, by keyed hash, whenever either side changes and
/// on the days on which a term ends or begins.
/// </summary>
public sealed class PersonMatching(PersonalData keys, TimeProvider clock)
{
    private const int Batch = 100;

    internal SealedPerson Seal(TutorPerson person) => new(keys.Protect(JsonSerializer.Serialize(person)), keys.Hash(person.IdentityNumber));

    internal TutorPerson? Unseal(Tutor tutor) =>
        tutor.PersonCipher is { } cipher ? JsonSerializer.Deserialize<TutorPerson>(keys.Reveal(cipher)) : null;

    internal string Hash(string number) => keys.Hash(number);

    internal IReadOnlyList<string> Hashes(string number) => keys.HashesToFind(number);

    internal string Cipher(object facts) => keys.Protect(JsonSerializer.Serialize(facts));

    /// <summary>What roster and bars say of a person, what this call has added included.</summary>
    internal static async Task<PersonFacts> FactsAsync(FilingsDb db, IReadOnlyList<string> hashes, DateOnly today)
    {
        await db.Set<RosterEntry>().Where(r => hashes.Contains(r.PersonHash)).LoadAsync();
        await db.Set<Bar>().Where(b => hashes.Contains(b.PersonHash)).LoadAsync();
        return PersonMatch.On(
            today,
            [.. db.Set<RosterEntry>().Local.Where(r => hashes.Contains(r.PersonHash))],
            [.. db.Set<Bar>().Local.Where(b => hashes.Contains(b.PersonHash))]);
    }

    /// <summary>What roster and bars say of each of many persons, by all hashes of one.</summary>
    internal static async Task<Func<IReadOnlyList<string>, PersonFacts>> FactsOfManyAsync(FilingsDb db, string[] hashes, DateOnly today, CancellationToken cancellation)
    {
        var roster = (await db.Set<RosterEntry>().AsNoTracking().Where(r => EF.Parameter(hashes).Contains(r.PersonHash)).ToListAsync(cancellation)).ToLookup(r => r.PersonHash);
        var bars = (await db.Set<Bar>().AsNoTracking().Where(b => EF.Parameter(hashes).Contains(b.PersonHash)).ToListAsync(cancellation)).ToLookup(b => b.PersonHash);
        return own => PersonMatch.On(today, [.. own.SelectMany(h => roster[h])], [.. own.SelectMany(h => bars[h])]);
    }

    /// <summary>Judges the tutors who are these persons again.</summary>
    /// <param name="db">The database.</param>
    /// <param name="hashes">Keyed hashes of the persons.</param>
    /// <param name="moment">When, and for whom it is announced.</param>
    internal async Task RejudgeAsync(FilingsDb db, IReadOnlyList<string> hashes, Moment moment)
    {
        // Few of a school's teachers are tutors, so their persons are opened one by one: under every key of the ring.
        var tutors = await db.Set<Tutor>().Where(t => hashes.Contains(t.ActiveHash!)).ToListAsync();
        foreach (var tutor in tutors)
            await RejudgeAsync(db, tutor, await FactsAsync(db, Hashes(Unseal(tutor)!.IdentityNumber), moment.Today), moment);
    }

    /// <summary>Judges the staffing of an institution again after its filed tutors have changed.</summary>
    internal static async Task<Staffing?> RejudgeStaffingAsync(FilingsDb db, FiledMatter of, Moment moment)
    {
        var code = of.OwnerCode;
        await db.Set<Staffing>().Where(s => s.OwnerCode == code).LoadAsync();
        if (db.Set<Staffing>().Local.FirstOrDefault(s => s.OwnerCode == code) is not { } staffing) return null;
        var (attending, next) = await Attendance.CountAsync(db, code, moment.Today);
        if (staffing.Judge(await CountAsync(db, code), attending, next, Law.Current.At(DivisionCode.Parse(staffing.Division), moment.Today), moment.Now))
        {
            moment.Announce($"staffings/{staffing.Id}", staffing.Version, new StaffingNoLongerHolds
            {
                Division = staffing.Division, InstitutionId = staffing.InstitutionId, InstitutionCode = code,
                Findings = [.. staffing.Findings.Select(f => f.ToFact())],
            });
        }
        return staffing;
    }

    /// <summary>The filed tutors of an institution, with what this call has changed.</summary>
    internal static async Task<TutorCount> CountAsync(FilingsDb db, string code)
    {
        await db.Set<Tutor>().Where(t => t.OwnerCode == code && t.State == TutorState.Filed).LoadAsync();
        var filed = db.Set<Tutor>().Local.Where(t => t.OwnerCode == code && t.State == TutorState.Filed).ToList();
        return new TutorCount(
            filed.Count, filed.Count(t => t.FullTime), filed.Count(t => !t.Online && !t.Preschool), filed.Count(t => t.Preschool), filed.Count(t => t.Online));
    }

    /// <summary>Judges tutors again whose day has come.</summary>
    internal async Task<bool> SweepAsync(FilingsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var moment = Moment.At(db, now);
        var due = await db.Set<Tutor>().Where(t => t.RejudgeOn != null && t.RejudgeOn <= moment.Today).OrderBy(t => t.RejudgeOn).Take(Batch).ToListAsync(cancellation);
        foreach (var tutor in due)
            await RejudgeAsync(db, tutor, await FactsAsync(db, Hashes(Unseal(tutor)!.IdentityNumber), moment.Today), moment);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone changed one of them meanwhile: the next turn takes them up again.
            return false;
        }
        return due.Count == Batch;
    }

    private static async Task RejudgeAsync(FilingsDb db, Tutor tutor, PersonFacts person, Moment moment)
    {
        if (!tutor.Rejudge(person, Law.Current.At(DivisionCode.Parse(tutor.Division), moment.Today), moment.Now)) return;
        var subject = $"tutors/{tutor.Id}";
        IReadOnlyList<FindingFact> findings = [.. tutor.Findings.Select(f => f.ToFact())];
        if (tutor.State == TutorState.NoLongerHolds)
        {
            moment.Announce(subject, tutor.Version, new TutorNoLongerHolds
            {
                Division = tutor.Division, TutorId = $"{tutor.Id}", InstitutionId = tutor.InstitutionId, InstitutionCode = tutor.OwnerCode, Findings = findings,
            });
            Withdraw(tutor, moment);
            await RejudgeStaffingAsync(db, tutor, moment);
        }
        else
        {
            moment.Announce(subject, tutor.Version, new TutorSubmitted
            {
                Division = tutor.Division, TutorId = $"{tutor.Id}", InstitutionId = tutor.InstitutionId, Findings = findings,
            });
        }
    }

    /// <summary>Ends the public display of a tutor.</summary>
    internal static void Withdraw(Tutor tutor, Moment moment) => moment.Announce($"tutors/{tutor.Id}", tutor.Version, new DisclosureWithdrawn
    {
        Division = tutor.Division, InstitutionId = tutor.InstitutionId, ItemKind = "TUTOR", ItemId = $"{tutor.Id}",
    });
}
